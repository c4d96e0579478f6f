package paper

import "codeberg.org/bondgenoot/bondgenoot/internal/document"

// seam is where everything that is drawn goes through, one call for each piece, always with what it is: a structure element such
// as a paragraph or a table cell, or an artefact that is no part of the text.
//
// The calls of a page come between two calls of page. Every text and picture stands between begin and end of its element, every rule, fill and
// repeated text between artefact and end; they are never nested and never go on over a page. An element that goes on on
// the next page begins there again, with the same *element. So a tagged file can be made by writing a marked content
// sequence at begin and artefact, and the structure tree from the parents of the elements.
//
// Places are in points from the top left corner of the page; text stands on its baseline.
type seam interface {
	page()
	begin(e *element)
	artefact(kind artefactKind)
	end()
	text(x, y float64, t glyphs)
	rule(x, y, width, weight float64, c colour)
	fill(x, y, width, height float64, c colour)
	watermark(s string)
	picture(x, y, width, height float64, p document.Picture)
	link(x, y, width, height float64, to destination)
	bookmark(level int, text string, y float64)
}

// role is what an element is, under the name of the standard structure type (ISO 32000-1, 14.8.4).
type role string

const (
	roleDocument role = "Document"
	roleSect     role = "Sect"
	roleH1       role = "H1" // the document's title
	roleH2       role = "H2"
	roleH3       role = "H3"
	roleP        role = "P"
	roleL        role = "L"
	roleLI       role = "LI"
	roleLbl      role = "Lbl"
	roleLBody    role = "LBody"
	roleTable    role = "Table"
	roleTHead    role = "THead"
	roleTBody    role = "TBody"
	roleTR       role = "TR"
	roleTH       role = "TH"
	roleTD       role = "TD"
	roleLink     role = "Link"
	roleSpan     role = "Span"
	roleFigure   role = "Figure"
)

// element is a node of the structure tree. Texts are drawn in its leaves, in reading order.
type element struct {
	role     role
	parent   *element
	number   int    // in the order in which the elements were opened, from 1
	language string // BCP 47, when it is not the parent's
	scope    string // of a TH: "Column" or "Row"
	title    string // of a table: what it shows
	alt      string // of a figure: what it shows, for who cannot see it
}

// block returns the paragraph, heading or cell that the element stands in: itself, unless it is a link or a span.
func (e *element) block() *element {
	for e.parent != nil && (e.role == roleLink || e.role == roleSpan) {
		e = e.parent
	}
	return e
}

// structure hands out elements in document order.
type structure struct{ opened []*element }

func (s *structure) open(parent *element, r role) *element {
	e := &element{role: r, parent: parent, number: len(s.opened) + 1}
	s.opened = append(s.opened, e)
	return e
}

// artefactKind is why something on the page is no part of the text.
type artefactKind string

const (
	artefactHeader    artefactKind = "header"
	artefactFooter    artefactKind = "footer"
	artefactWatermark artefactKind = "watermark"
	artefactLayout    artefactKind = "layout" // rules and fills
	artefactRepeated  artefactKind = "repeated"
)

// glyphs is a piece of a line in one manner.
type glyphs struct {
	s    string // in the order in which it is drawn, from left to right
	face face
	size float64
	ink  colour
	// actual is what is said and copied when that is not s: the soft hyphen (U+00AD) of a hyphen that only ends a line, the
	// logical order of a word that is drawn from right to left. A piece with it is a text of its own, never joined to another.
	actual string
	// broken tells that the word goes on on the next line.
	broken bool
	// spaced tells that a space is meant behind it, such as at the end of a line. It is drawn, for who reads the file without seeing it
	// (ISO 32000-1, 14.8.2.5), and takes no room.
	spaced bool
}

type colour struct{ red, green, blue int }

// destination is a place in the document.
type destination struct {
	page  int // from 1
	y     float64
	title string // what stands there
}
