package paper

import "codeberg.org/bondgenoot/bondgenoot/internal/document"

const (
	signHeight = 20.0 // of a field, so that one can write in it
	signLabel  = 62.0 // width of the names of the fields
	signFields = 262.0
	signLine   = left + signFields + 28 // where the line for the signature begins
)

// signature sets the place where one party signs: its name, the fields beside the line for the signature. The whole block stays on
// one page.
func (p *press) signature(s document.Signature) {
	first := len(p.strips)
	section := p.tree.open(p.root, roleSect)
	if s.Note != "" {
		p.flow(p.set(document.Plain(s.Note), labelType, right-left, p.tree.open(section, roleP)), labelType, left, 0)
	}
	p.flow(p.set(document.Strong(s.Party), articleType, right-left, p.tree.open(section, roleP)), articleType, left, 0)
	for _, f := range s.Fields {
		p.field(f, section)
	}
	if s.Sign != "" {
		p.signed(s.Sign, section, first)
	}
	for i := first; i < len(p.strips)-1; i++ {
		p.strips[i].keep = true
	}
	if len(p.strips) > first {
		p.strips[first].before = 26
	}
}

// field sets a name with its value on a line; without a value the line is for writing on.
func (p *press) field(f document.Fact, section *element) {
	el := p.tree.open(section, roleP)
	name := p.set(document.Plain(f.Name), labelType, signLabel-6, el)
	value := p.set(document.Plain(f.Value), fieldType, signFields-signLabel, el)
	count := max(len(name), len(value), 1)
	for i := range count {
		s := strip{height: leading}
		if i == 0 {
			s.height = signHeight
		}
		y := s.height - 5
		if i < len(name) {
			s.ops = append(s.ops, lineOps(name[i], labelType, left, y)...)
		}
		if i < len(value) {
			s.ops = append(s.ops, lineOps(value[i], fieldType, left+signLabel, y)...)
		}
		if i == count-1 {
			s.ops = append(s.ops, ruleOp(left+signLabel, s.height, signFields-signLabel, 0.5, line))
		}
		p.strips = append(p.strips, s)
	}
}

// signed puts the line for the signature beside the last field, with its name below it.
func (p *press) signed(name string, section *element, first int) {
	if len(p.strips) == first {
		p.strips = append(p.strips, strip{height: 3 * signHeight})
	}
	last := &p.strips[len(p.strips)-1]
	last.ops = append(last.ops, ruleOp(signLine, last.height, right-signLine, 0.75, ink))
	lines := p.set(document.Plain(name), labelType, right-signLine, p.tree.open(section, roleP))
	for _, l := range lines {
		p.strips = append(p.strips, strip{height: labelType.leading + 2, ops: lineOps(l, labelType, signLine, labelType.baseline()+2)})
	}
}
