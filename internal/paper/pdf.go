// Package paper puts a document on paper: as a PDF, with gofpdf.
//
// [WritePDF] sets the text itself: it measures and breaks lines, keeps together what belongs together and lays the pages, and only then
// draws, through one seam that knows of every stroke what it is. gofpdf draws and embeds the fonts; its own page breaks, cells
// and page aliases are not used.
//
// The same document gives the same bytes.
package paper

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/jung-kurt/gofpdf"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// WritePDF writes the document and returns which of its characters no embedded font has. They stand on paper as [U+1F600], in brackets;
// whoever prints should be told.
func WritePDF(w io.Writer, d document.Document) ([]Finding, error) {
	p := press{}
	p.document(d)
	f := newPDF(d, &p.gate)
	(&drawing{seam: f, gate: &p.gate, doc: d, sheets: bind(p.strips)}).draw()
	var raw bytes.Buffer
	if err := f.pdf.Output(&raw); err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	finished, err := finish(raw.Bytes(), d)
	if err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	if _, err := w.Write(finished); err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	return p.gate.findings, nil
}

// pdf draws on gofpdf.
type pdf struct {
	pdf   *gofpdf.Fpdf
	face  face
	size  float64
	ink   colour
	known [faces]bool
	links map[destination]int
}

// epoch stands for a moment that was not given: gofpdf would take the clock.
var epoch = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

func newPDF(d document.Document, g *gate) *pdf {
	f := &pdf{pdf: gofpdf.New("P", "pt", "A4", ""), face: -1, links: map[destination]int{}}
	f.pdf.SetAutoPageBreak(false, 0)
	f.pdf.SetMargins(0, 0, 0)
	created := d.Created.UTC()
	if d.Created.IsZero() {
		created = epoch
	}
	f.pdf.SetCreationDate(created)
	f.pdf.SetModificationDate(created)
	f.pdf.SetCatalogSort(true)
	f.pdf.SetProducer("Bondgenoot", true)
	f.pdf.SetTitle(g.pass(d.Title, sans), true)
	f.pdf.SetSubject(g.pass(d.Subject, sans), true)
	f.pdf.SetAuthor(g.pass(d.Author, sans), true)
	return f
}

func (f *pdf) page() {
	f.pdf.AddPage()
	f.face, f.ink = -1, colour{-1, -1, -1}
}

func (f *pdf) begin(*element)        {}
func (f *pdf) artefact(artefactKind) {}
func (f *pdf) end()                  {}

func (f *pdf) text(x, y float64, t glyphs) {
	f.use(t.face, t.size)
	if f.ink != t.ink {
		f.pdf.SetTextColor(t.ink.red, t.ink.green, t.ink.blue)
		f.ink = t.ink
	}
	f.pdf.Text(x, y, t.s)
}

// use selects a face. Only faces that are used are embedded.
func (f *pdf) use(to face, size float64) {
	if f.face == to && f.size == size {
		return
	}
	tf := typefaces[to]
	if !f.known[to] {
		// gofpdf zeroes the checksum in the bytes it is given: a copy, as the font is shared by all documents.
		f.pdf.AddUTF8FontFromBytes(tf.family, tf.style, slices.Clone(tf.file))
		f.known[to] = true
	}
	f.pdf.SetFont(tf.family, tf.style, size)
	f.face, f.size = to, size
}

func (f *pdf) rule(x, y, width, weight float64, c colour) {
	f.pdf.SetLineWidth(weight)
	f.pdf.SetDrawColor(c.red, c.green, c.blue)
	f.pdf.Line(x, y, x+width, y)
}

func (f *pdf) fill(x, y, width, height float64, c colour) {
	f.pdf.SetFillColor(c.red, c.green, c.blue)
	f.pdf.Rect(x, y, width, height, "F")
}

// watermark draws the word from corner to corner, as large as fits.
func (f *pdf) watermark(s string) {
	const length, angle = 620.0, 52.0
	size := min(length/sansBold.width(s, 1), 130)
	width := sansBold.width(s, size)
	f.pdf.TransformBegin()
	f.pdf.TransformRotate(angle, pageWidth/2, pageHeight/2)
	f.text((pageWidth-width)/2, pageHeight/2+size*0.36, glyphs{s: s, face: sansBold, size: size, ink: waterTint})
	f.pdf.TransformEnd()
	f.face = -1 // the font was chosen within the transformation
}

func (f *pdf) link(x, y, width, height float64, to destination) {
	id, ok := f.links[to]
	if !ok {
		id = f.pdf.AddLink()
		f.pdf.SetLink(id, to.y, to.page)
		f.links[to] = id
	}
	f.pdf.Link(x, y, width, height, id)
}

func (f *pdf) bookmark(level int, text string, y float64) {
	f.use(sans, runningType.size) // gofpdf writes UTF-16 only when such a font is selected
	f.pdf.Bookmark(text, level-1, y)
}
