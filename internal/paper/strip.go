package paper

import "codeberg.org/bondgenoot/bondgenoot/internal/document"

// strip is a horizontal piece of a document that is never broken: a line of text, a row of a table.
type strip struct {
	height float64
	before float64 // room above it; left out at the head of a page
	keep   bool    // stays on one page with the strip below it
	fresh  bool    // starts a page
	ops    []op    // places are from the left of the page and the top of the strip
	mark   *mark
	table  *tableHead // of the table that it is a row of
	row    int        // strips of the same row of a table, from 1
}

// mark is a heading: what bookmarks and links lead to.
type mark struct {
	level int
	text  string
	id    string
}

// tableHead is drawn anew when a table goes on on the next page.
type tableHead struct{ strips []strip }

func (h *tableHead) height() float64 {
	sum := 0.0
	for _, s := range h.strips {
		sum += s.height
	}
	return sum
}

// op is one thing that is drawn. It belongs to an element or is an artefact.
type op struct {
	kind          opKind
	el            *element
	artefact      artefactKind
	x, y          float64
	width, height float64
	glyphs        glyphs
	colour        colour
	link          string // id of a heading
	picture       document.Picture
}

type opKind int

const (
	opText opKind = iota
	opRule
	opFill
	opPicture
)

// lineOps returns a line of text as ops, with its baseline at y.
func lineOps(l setLine, ty typography, x, y float64) []op {
	ops := make([]op, 0, len(l))
	for _, p := range l {
		ops = append(ops, op{
			kind: opText, el: p.el, x: x + p.x, y: y, width: p.width, link: p.link,
			glyphs: glyphs{s: p.s, face: p.face, size: ty.size, ink: ty.ink, actual: p.actual, broken: p.broken},
		})
	}
	return ops
}

// baseline returns how far below the top of its line a text stands: the letters are centred on the leading.
func (ty typography) baseline() float64 { return ty.leading/2 + ty.size*0.34 }

func ruleOp(x, y, width, weight float64, c colour) op {
	return op{kind: opRule, artefact: artefactLayout, x: x, y: y, width: width, height: weight, colour: c}
}

// flow adds lines as strips, so that no single line of a paragraph is left at the foot or the head of a page.
func (p *press) flow(lines []setLine, ty typography, x, before float64) {
	first := len(p.strips)
	for i, l := range lines {
		s := strip{height: ty.leading, ops: lineOps(l, ty, x, ty.baseline())}
		if i == 0 {
			s.before = before
		}
		p.strips = append(p.strips, s)
	}
	keepEnds(p.strips[first:])
}

// keepEnds keeps the first two strips together and the last two.
func keepEnds(s []strip) {
	if n := len(s); n >= 2 {
		s[0].keep = true
		s[n-2].keep = true
	}
}
