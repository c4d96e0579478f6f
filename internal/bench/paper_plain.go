package main

import (
	"bytes"
	"slices"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansitalic"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-fonts/liberation/liberationserifbold"
	"github.com/go-fonts/liberation/liberationserifitalic"
	"github.com/go-fonts/liberation/liberationserifregular"
	"github.com/jung-kurt/gofpdf"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// plainFont is one of the fonts that the product sets most of its text in.
type plainFont struct {
	family, style string
	file          []byte
}

var plainFonts = []plainFont{
	{"serif", "", liberationserifregular.TTF},
	{"serif", "B", liberationserifbold.TTF},
	{"serif", "I", liberationserifitalic.TTF},
	{"sans", "", liberationsansregular.TTF},
	{"sans", "B", liberationsansbold.TTF},
	{"sans", "I", liberationsansitalic.TTF},
}

const (
	plainLeft  = 130.0
	plainWidth = 410.0
	plainTop   = 80.0
)

// plainWriter prints as one does who wants it done: with gofpdf's own lines, cells, page breaks and page numbers, and no tags.
type plainWriter struct {
	*gofpdf.Fpdf
	known map[string]bool
}

func withGofpdf(d document.Document) ([]byte, error) {
	w := plainWriter{gofpdf.New("P", "pt", "A4", ""), map[string]bool{}}
	w.SetMargins(plainLeft, plainTop, 595.28-plainLeft-plainWidth)
	w.SetAutoPageBreak(true, plainTop)
	w.SetTitle(d.Title, true)
	w.SetHeaderFunc(func() {
		w.font("sans", "", 8)
		w.Text(plainLeft, 40, d.Header)
	})
	w.SetFooterFunc(func() {
		w.font("sans", "", 8)
		w.Text(plainLeft, 800, d.Note)
	})
	w.AddPage()
	for _, p := range parts(d) {
		w.part(p)
	}
	var b bytes.Buffer
	err := w.Output(&b)
	return b.Bytes(), err
}

// font embeds a font when it is first used.
func (w plainWriter) font(family, style string, size float64) {
	if !w.known[family+style] {
		for _, f := range plainFonts {
			if f.family == family && f.style == style {
				w.AddUTF8FontFromBytes(family, style, slices.Clone(f.file)) // gofpdf writes into it
			}
		}
		w.known[family+style] = true
	}
	w.SetFont(family, style, size)
}

func (w plainWriter) part(p part) {
	size := []float64{11, 24, 14, 12, 11}[min(p.level, 4)]
	switch {
	case p.turn:
		w.AddPage()
		return
	case p.table != nil:
		w.table(p.table)
		return
	case p.level > 0:
		w.font("sans", "B", size)
		w.Bookmark(p.text, p.level-1, -1)
		w.Ln(size)
	case p.small:
		size = 9
		w.font("sans", p.style, size)
	default:
		w.font("serif", p.style, size)
	}
	w.MultiCell(plainWidth, size*1.36, p.text, "", "L", false)
	w.Ln(size / 2)
}

// table prints rows of equal columns, with a line below each.
func (w plainWriter) table(rows [][][]words) {
	const leading = 11.5
	width := plainWidth / float64(max(1, len(rows[0])))
	for n, row := range rows {
		lines := 1
		w.font("sans", "", 8.5)
		for _, cell := range row {
			own := 0
			for _, p := range cell {
				own += len(w.SplitText(p.text, width))
			}
			lines = max(lines, own)
		}
		if w.GetY()+float64(lines)*leading > 841.89-plainTop {
			w.AddPage()
		}
		y := w.GetY()
		for i, cell := range row {
			w.SetY(y)
			for _, p := range cell {
				style := p.style
				if n == 0 {
					style = "B"
				}
				w.font("sans", style, 8.5)
				w.SetX(plainLeft + float64(i)*width)
				w.MultiCell(width, leading, p.text, "", "L", false)
			}
		}
		y += float64(lines)*leading + 4
		w.Line(plainLeft, y, plainLeft+plainWidth, y)
		w.SetXY(plainLeft, y+4)
	}
	w.Ln(12)
}
