package paper

import "codeberg.org/bondgenoot/bondgenoot/internal/document"

const (
	signHeight = 20.0 // of a field, so that one can write in it
	signLabel  = 62.0 // width of the names of the fields
	signFields = 238.0
	signLine   = signFields + 22 // from the left edge to where the line for the signature begins; it is 70 mm long
	// mostOnSheet is how many parties sign on one page at most.
	mostOnSheet = 4
)

// signaturesAt returns the places to sign that follow each other at the beginning of the blocks.
func signaturesAt(blocks []document.Block) []document.Signature {
	var run []document.Signature
	for _, b := range blocks {
		s, ok := b.(document.Signature)
		if !ok {
			break
		}
		run = append(run, s)
	}
	return run
}

// signatures sets the places to sign of several parties: two to four whole ones on a page, as evenly as they go, so that no party
// finds itself alone on the last page. What stands above them on the page stays with the first.
func (p *press) signatures(run []document.Signature) {
	starts := make([]int, len(run)+1)
	for i, s := range run {
		starts[i] = len(p.strips)
		p.block(s)
	}
	starts[len(run)] = len(p.strips)
	heights := make([]float64, len(run))
	for i := range run {
		heights[i] = stack(p.strips[starts[i]:starts[i+1]])
	}
	at := 0
	for sheet, n := range perSheet(heights, p.page.bottom-p.page.top-p.above(starts[0]), p.page.bottom-p.page.top) {
		own := p.strips[starts[at]:starts[at+n]]
		if sheet > 0 && len(own) > 0 {
			own[0].fresh = true
		}
		for i := range own {
			own[i].keep = i < len(own)-1
		}
		at += n
	}
}

// above returns how much of the page is taken above strip i, as far as that is known: by what follows the last page break.
func (p *press) above(i int) float64 {
	first := i
	for first > 0 && !p.strips[first].fresh {
		first--
	}
	height := stack(p.strips[first:i])
	if height > p.page.bottom-p.page.top {
		return 0
	}
	return height
}

// perSheet returns how many blocks of the given heights go on each page: as few pages as can be, and on each about as many.
func perSheet(heights []float64, first, room float64) []int {
	n := len(heights)
	for pages := (n + mostOnSheet - 1) / mostOnSheet; pages < n; pages++ {
		if sizes := evenly(n, pages); fitSheets(heights, sizes, first, room) {
			return sizes
		}
	}
	return evenly(n, n)
}

func evenly(n, pages int) []int {
	sizes := make([]int, pages)
	for i := range sizes {
		sizes[i] = n / pages
		if i < n%pages {
			sizes[i]++
		}
	}
	return sizes
}

func fitSheets(heights []float64, sizes []int, first, room float64) bool {
	at := 0
	for i, size := range sizes {
		sum := 0.0
		for _, h := range heights[at : at+size] {
			sum += h
		}
		if i == 0 && sum > first || sum > room {
			return false
		}
		at += size
	}
	return true
}

// signature sets the place where one party signs: its name, the fields beside the line for the signature. The whole block stays on
// one page.
func (p *press) signature(s document.Signature) {
	first := len(p.strips)
	section := p.tree.open(p.root, roleSect)
	if s.Note != "" {
		p.flow(p.set(document.Plain(s.Note), p.look.label, p.page.right-p.page.left, p.tree.open(section, roleP)), p.look.label, p.page.left, 0)
	}
	p.flow(p.set(document.Strong(s.Party), p.look.article, p.page.right-p.page.left, p.tree.open(section, roleP)), p.look.article, p.page.left, 0)
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
	name := p.set(document.Plain(f.Name), p.look.label, signLabel-6, el)
	value := p.set(document.Plain(f.Value), p.look.field, signFields-signLabel, el)
	count := max(len(name), len(value), 1)
	for i := range count {
		s := strip{height: leading}
		if i == 0 {
			s.height = signHeight
		}
		y := s.height - 5
		if i < len(name) {
			s.ops = append(s.ops, lineOps(name[i], p.look.label, p.page.left, y)...)
		}
		if i < len(value) {
			s.ops = append(s.ops, lineOps(value[i], p.look.field, p.page.left+signLabel, y)...)
		}
		if i == count-1 {
			s.ops = append(s.ops, ruleOp(p.page.left+signLabel, s.height, signFields-signLabel, 0.5, line))
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
	last.ops = append(last.ops, ruleOp(p.page.left+signLine, last.height, p.page.right-p.page.left-signLine, 0.75, ink))
	lines := p.set(document.Plain(name), p.look.label, p.page.right-p.page.left-signLine, p.tree.open(section, roleP))
	for _, l := range lines {
		p.strips = append(p.strips, strip{height: p.look.label.leading + 2, ops: lineOps(l, p.look.label, p.page.left+signLine, p.look.label.baseline()+2)})
	}
}
