package paper

import "codeberg.org/bondgenoot/bondgenoot/internal/document"

// manyParties is from how many parties on their names are set smaller, so that the title page stays one page.
const manyParties = 12

// titleTop is how far below the top of the page the title page begins.
const titleTop = 105.0

// cover sets the title page, below what already stands on it.
func (p *press) cover(c document.Cover, above float64) {
	p.after = 0
	p.room(max(titleTop-above, 36))
	width := p.page.right - p.page.left
	if c.Over != "" {
		p.flow(p.set(document.Plain(c.Over), p.look.over, width, p.tree.open(p.root, roleP)), p.look.over, p.page.left, 0)
		p.room(8)
	}
	title := p.look.title
	if len([]rune(c.Title)) > 90 {
		title.size, title.leading = 20, 25
	}
	p.flow(p.set(document.Plain(c.Title), title, width, p.tree.open(p.root, roleH1)), title, p.page.left, 0)
	for _, t := range c.Under {
		p.flow(p.set(t, p.look.lead, width-40, p.tree.open(p.root, roleP)), p.look.lead, p.page.left, 14)
	}
	p.room(30)
	p.strips = append(p.strips, strip{height: 24, ops: []op{ruleOp(p.page.left, 0, 62, 2, p.look.accent)}})
	p.parties(c, width)
	p.facts(c.Facts, width)
}

func (p *press) parties(c document.Cover, width float64) {
	if len(c.Parties) == 0 {
		return
	}
	if c.Label != "" {
		p.flow(p.set(document.Plain(c.Label), p.look.over, width, p.tree.open(p.root, roleP)), p.look.over, p.page.left, 0)
		p.room(6)
	}
	ty, apart := p.look.partner, 3.0 // a name of two lines is one name
	if len(c.Parties) > manyParties {
		ty.size, ty.leading, apart = 10, 13, 0
	}
	list := p.tree.open(p.root, roleL)
	for _, name := range c.Parties {
		body := p.tree.open(p.tree.open(list, roleLI), roleLBody)
		p.flow(p.set(document.Plain(name), ty, width, body), ty, p.page.left, apart)
	}
}

// facts sets names and values beside each other.
func (p *press) facts(facts []document.Fact, width float64) {
	p.room(36)
	indent := p.page.textLeft - p.page.left + 48
	for _, f := range facts {
		el := p.tree.open(p.root, roleP)
		name := p.set(document.Plain(f.Name), p.look.label, indent-8, el)
		value := p.set(document.Plain(f.Value), p.look.label, width-indent, el)
		p.beside(name, p.look.label, p.page.left, value, p.look.label, p.page.left+indent, 2)
	}
}

// beside adds two texts that begin on the same line.
func (p *press) beside(a []setLine, aType typography, ax float64, b []setLine, bType typography, bx, before float64) {
	height := max(aType.leading, bType.leading)
	for i := range max(len(a), len(b)) {
		s := strip{height: height, keep: i < max(len(a), len(b))-1}
		if i == 0 {
			s.before = before
		}
		if i < len(a) {
			s.ops = append(s.ops, lineOps(a[i], aType, ax, height/2+bType.size*0.34)...)
		}
		if i < len(b) {
			s.ops = append(s.ops, lineOps(b[i], bType, bx, height/2+bType.size*0.34)...)
		}
		p.strips = append(p.strips, s)
	}
}

func (p *press) room(height float64) { p.strips = append(p.strips, strip{height: height}) }
