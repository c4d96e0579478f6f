package paper

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// record keeps what is drawn, call by call, and breaks the test when the calls of the seam are out of order.
type record struct {
	t     interface{ Fatalf(string, ...any) }
	pages int
	calls []call
	el    *element
	kind  artefactKind
	open  bool
	log   strings.Builder
	marks int
	links int
}

// call is a text that was drawn.
type call struct {
	page     int
	el       *element // nil for an artefact
	artefact artefactKind
	x, y     float64
	glyphs
}

func (r *record) page() {
	if r.open {
		r.t.Fatalf("page %d begins within an element", r.pages+1)
	}
	r.pages++
	fmt.Fprintf(&r.log, "page %d\n", r.pages)
}

func (r *record) start() {
	if r.open || r.pages == 0 {
		r.t.Fatalf("nested, or before the first page")
	}
	r.open = true
}

func (r *record) begin(e *element) {
	r.start()
	r.el = e
	fmt.Fprintf(&r.log, " %s#%d", e.role, e.number)
	for p := e.parent; p != nil && p.parent != nil; p = p.parent {
		fmt.Fprintf(&r.log, " in %s#%d", p.role, p.number)
	}
	r.log.WriteByte('\n')
}

func (r *record) artefact(kind artefactKind) {
	r.start()
	r.kind = kind
	fmt.Fprintf(&r.log, " artefact %s\n", kind)
}

func (r *record) end() {
	if !r.open {
		r.t.Fatalf("end without begin")
	}
	r.open, r.el, r.kind = false, nil, ""
}

func (r *record) inside() {
	if !r.open {
		r.t.Fatalf("drawn outside of any element")
	}
}

func (r *record) text(x, y float64, g glyphs) {
	r.inside()
	r.calls = append(r.calls, call{r.pages, r.el, r.kind, x, y, g})
	fmt.Fprintf(&r.log, "  %.1f %.1f %s\n", x, y, g.s)
}

func (r *record) rule(x, y, width, _ float64, _ colour) {
	r.inside()
	if r.el != nil {
		r.t.Fatalf("a rule within %s", r.el.role)
	}
	fmt.Fprintf(&r.log, "  rule %.1f %.1f %.1f\n", x, y, width)
}

func (r *record) fill(x, y, width, height float64, _ colour) {
	r.inside()
	if r.el != nil {
		r.t.Fatalf("a fill within %s", r.el.role)
	}
	fmt.Fprintf(&r.log, "  fill %.1f %.1f %.1f %.1f\n", x, y, width, height)
}

func (r *record) watermark(s string) { r.inside(); fmt.Fprintf(&r.log, "  %s\n", s) }

func (r *record) picture(x, y, width, height float64, _ document.Picture) {
	r.inside()
	if r.el == nil || r.el.role != roleFigure || r.el.alt == "" {
		r.t.Fatalf("a picture that is no figure with a text of its own")
	}
	fmt.Fprintf(&r.log, "  picture %.1f %.1f %.1f %.1f\n", x, y, width, height)
}

func (r *record) link(x, y, _, _ float64, to destination) {
	r.inside()
	r.links++
	fmt.Fprintf(&r.log, "  link %.1f %.1f to page %d at %.1f\n", x, y, to.page, to.y)
}

func (r *record) bookmark(level int, text string, _ float64) {
	r.marks++
	fmt.Fprintf(&r.log, " bookmark %d %s\n", level, text)
}

// drawn draws a document on a record.
func drawn(t interface{ Fatalf(string, ...any) }, d document.Document) *record {
	p := press{}
	p.document(d)
	r := &record{t: t}
	(&drawing{seam: r, gate: &p.gate, doc: d, sheets: p.page.impose(bind(p.strips, p.page))}).draw()
	return r
}

// said returns the texts that are no artefacts in the order of the structure, without white space. That is the order in which
// they are drawn, but for the cells of a row that goes on on the next page.
func (r *record) said() string {
	calls := slices.DeleteFunc(slices.Clone(r.calls), func(c call) bool { return c.el == nil })
	slices.SortStableFunc(calls, func(a, b call) int { return block(a.el) - block(b.el) })
	var b strings.Builder
	for _, c := range calls {
		b.WriteString(c.s)
	}
	return squeezed(b.String())
}

// block returns the number of the paragraph, heading or cell that an element is in.
func block(e *element) int {
	for e.role == roleLink || e.role == roleSpan {
		e = e.parent
	}
	return e.number
}

// squeezed returns s without white space, normalised again: a mark that opens a run joins the letter that ends the one before.
func squeezed(s string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == softHyphen || r == zeroWidthSpace {
			return -1
		}
		return r
	}, s))
}

// meant returns the texts of a document in reading order, as the gate lets them through, without white space.
func meant(d document.Document) string {
	var b strings.Builder
	add := func(parts ...string) {
		for _, s := range parts {
			b.WriteString((&gate{}).pass(s, serif))
		}
	}
	runs := func(t document.Text) { // each on its own, as they are set
		for _, run := range t {
			add(run.Text)
		}
	}
	var block func(document.Block)
	block = func(v document.Block) {
		switch v := v.(type) {
		case document.Title:
			add(v.Text, v.Under)
		case document.Heading:
			add(v.Number)
			runs(v.Text)
		case document.Paragraph:
			runs(v.Text)
		case document.List:
			for _, item := range v.Items {
				add(item.Marker)
				runs(item.Text)
				for _, inner := range item.Blocks {
					block(inner)
				}
			}
		case document.Table:
			for _, row := range append([][]document.Cell{v.Head}, v.Rows...) {
				for _, cell := range row {
					for _, t := range cell {
						runs(t)
					}
				}
			}
		case document.Signature:
			add(v.Note, v.Party)
			for _, f := range v.Fields {
				add(f.Name, f.Value)
			}
			add(v.Sign)
		}
	}
	if c := d.Cover; c != nil {
		add(c.Over, c.Title)
		for _, t := range c.Under {
			runs(t)
		}
		add(c.Label)
		add(c.Parties...)
		for _, f := range c.Facts {
			add(f.Name, f.Value)
		}
	}
	for _, v := range d.Blocks {
		block(v)
	}
	return squeezed(b.String())
}

func TestRecordTellsOfNesting(t *testing.T) {
	told := false
	r := &record{t: fatal(func() { told = true })}
	r.page()
	r.begin(&element{role: roleP})
	r.begin(&element{role: roleP})
	if !told {
		t.Error("nested elements went unnoticed")
	}
}

type fatal func()

func (f fatal) Fatalf(string, ...any) { f() }

// a4 is the page of most documents.
var a4 = pages[document.A4]
