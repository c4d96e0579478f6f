// Package paper puts a document on paper: as a PDF, with gofpdf.
//
// [WritePDF] sets the text itself: it measures and breaks lines, keeps together what belongs together and lays the pages, and only then
// draws, through one seam that knows of every stroke what it is. gofpdf draws and embeds the fonts; its own page breaks, cells
// and page aliases are not used. What it draws is then finished as an archival and accessible file: see finish.go.
//
// The same document gives the same bytes.
package paper

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"github.com/jung-kurt/gofpdf"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// WritePDF writes the document as PDF/A-2a and PDF/UA-1, and returns which of its characters no embedded font has. They stand on paper
// as [U+1F600], in brackets; whoever prints should be told.
func WritePDF(w io.Writer, d document.Document) ([]Finding, error) {
	p := press{}
	p.document(d)
	f := newPDF(&p.gate, p.page)
	(&drawing{seam: f, gate: &p.gate, doc: d, sheets: p.page.impose(bind(p.strips, p.page))}).draw()
	var raw bytes.Buffer
	if err := f.pdf.Output(&raw); err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	finished, err := f.finish(raw.Bytes(), d, &p.tree)
	if err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	if _, err := w.Write(finished); err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	return p.gate.findings, nil
}

// pdf draws on gofpdf, and remembers what was drawn for which element.
type pdf struct {
	pdf   *gofpdf.Fpdf
	width float64 // of a sheet
	gate  *gate
	face  face
	size  float64
	ink   colour
	known [faces]bool

	pages       int      // so far
	ids         int      // of marked sequences on this page so far
	open        *element // of the sequence that is open; nil in an artefact
	marks       []marked
	links       []linked
	bookmarks   []bookmark
	boxes       map[*element]array   // of figures
	markers     map[*element]string  // the first marker of a list
	used        [faces]map[rune]bool // characters that were drawn
	depths      []int                // of the headings that the last one stands below
	lastHeading *element
}

func newPDF(g *gate, on page) *pdf {
	size := gofpdf.SizeType{Wd: on.width * float64(on.across), Ht: on.height * float64(on.down)}
	f := &pdf{pdf: gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: size}), width: size.Wd, gate: g, face: -1, boxes: map[*element]array{}, markers: map[*element]string{}}
	f.pdf.SetAutoPageBreak(false, 0)
	f.pdf.SetMargins(0, 0, 0)
	f.pdf.SetCatalogSort(true)
	f.pdf.SetCreationDate(epoch) // not kept; gofpdf would take the clock
	f.pdf.SetModificationDate(epoch)
	return f
}

func (f *pdf) page() {
	f.pdf.AddPage()
	f.face, f.ink = -1, colour{-1, -1, -1}
	f.pages++
	f.ids = 0
}

func (f *pdf) text(x, y float64, t glyphs) {
	f.use(t.face, t.size)
	if f.ink != t.ink {
		f.pdf.SetTextColor(t.ink.red, t.ink.green, t.ink.blue)
		f.ink = t.ink
	}
	after := ""
	if t.spaced {
		after = " "
	}
	if e := f.open; e != nil && e.role == roleLbl && e.parent != nil {
		if list := e.parent.parent; f.markers[list] == "" {
			f.markers[list] = t.s
		}
	}
	switch {
	case t.actual == "" || f.open == nil:
		f.put(x, y, t.face, t.s+after)
	default:
		f.say(x, y, t)
		if after != "" {
			f.put(x+t.face.width(t.s, t.size), y, t.face, after)
		}
	}
}

// put draws characters in the font and colour that were chosen.
func (f *pdf) put(x, y float64, in face, s string) {
	for _, r := range s {
		f.used[in][r] = true
	}
	f.pdf.Text(x, y, s)
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
		f.used[to] = map[rune]bool{}
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
	parts := sansBold.inFaces(s)
	size := min(length/widthOf(parts, 1), 130)
	x := (f.width - widthOf(parts, size)) / 2
	f.pdf.TransformBegin()
	f.pdf.TransformRotate(angle, f.width/2, pageHeight/2)
	for _, p := range parts {
		f.text(x, pageHeight/2+size*0.36, glyphs{s: p.s, face: p.face, size: size, ink: waterTint})
		x += p.face.width(p.s, size)
	}
	f.pdf.TransformEnd()
	f.face = -1 // the font was chosen within the transformation
}

func (f *pdf) bookmark(level int, text string, y float64) {
	f.bookmarks = append(f.bookmarks, bookmark{level, text, destination{page: f.pages, y: y}})
}
