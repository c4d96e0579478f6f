package paper

import (
	"io"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// BenchmarkCovenant and BenchmarkPlain print the same covenant of more than ten pages: as the product does, and with nothing but
// gofpdf's own MultiCell in the same fonts. They are to be compared within one run.
func BenchmarkCovenant(b *testing.B) {
	d := template(b)
	b.ReportMetric(float64(drawn(b, d).pages), "pages")
	for b.Loop() {
		if _, err := WritePDF(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPlain(b *testing.B) {
	d := template(b)
	for b.Loop() {
		if err := plainPDF(d).Output(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

// plainPDF sets the blocks of a document the way gofpdf offers, without a thought for the looks.
func plainPDF(d document.Document) *gofpdf.Fpdf {
	f := gofpdf.New("P", "pt", "A4", "")
	for _, t := range []face{serif, serifItalic, serifBold, sans, sansItalic, sansBold} {
		f.AddUTF8FontFromBytes(typefaces[t].family, typefaces[t].style, typefaces[t].file)
	}
	f.SetMargins(textLeft, top, pageWidth-textLeft-textWidth)
	f.SetAutoPageBreak(true, pageHeight-bottom)
	f.AddPage()
	var block func(document.Block)
	say := func(family, style string, size float64, s string) {
		f.SetFont(family, style, size)
		f.MultiCell(0, size*1.36, s, "", "L", false)
	}
	block = func(v document.Block) {
		switch v := v.(type) {
		case document.PageBreak:
			f.AddPage()
		case document.Heading:
			f.Bookmark(v.Label(), v.Level-1, -1)
			say("sans", "B", 12, v.Label())
		case document.Paragraph:
			say("serif", "", 11, v.Text.String())
		case document.List:
			for _, item := range v.Items {
				say("serif", "", 11, item.Marker+" "+item.Text.String())
				for _, inner := range item.Blocks {
					block(inner)
				}
			}
		case document.Table:
			for _, row := range append([][]document.Cell{v.Head}, v.Rows...) {
				for _, cell := range row {
					for _, t := range cell {
						say("sans", "", 8.5, t.String())
					}
				}
			}
		case document.Signature:
			say("sans", "B", 10.5, v.Party)
			for _, field := range v.Fields {
				say("serif", "I", 11, field.Name+" "+field.Value)
			}
		}
	}
	for _, v := range d.Blocks {
		block(v)
	}
	return f
}
