package paper

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"net/http"

	"github.com/jung-kurt/gofpdf"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// millimetre is how many points go into one.
const millimetre = 72 / 25.4

// figure sets a picture at the left edge of the running text, no larger than the page.
func (p *press) figure(f document.Figure, parent *element) {
	if f.Picture == nil {
		return
	}
	el := p.tree.open(parent, roleFigure)
	el.alt = p.gate.pass(f.Alt, sans)
	width := min(f.Width*millimetre, p.page.right-p.page.textLeft)
	height := width * f.Picture.Proportion()
	if most := p.page.bottom - p.page.top; height > most {
		width, height = width*most/height, most
	}
	p.strips = append(p.strips, strip{height: height, before: gap, ops: []op{
		{kind: opPicture, el: el, x: p.page.textLeft, width: width, height: height, picture: f.Picture},
	}})
}

func (f *pdf) picture(x, y, width, height float64, p document.Picture) {
	if f.open != nil {
		f.boxes[f.open] = box(x, y, width, height)
	}
	switch p := p.(type) {
	case document.Grid:
		f.grid(x, y, width, height, p)
	case document.Raster:
		f.raster(x, y, width, height, p)
	}
}

// grid draws the dark squares of a row that touch each other as one bar: squares drawn apart show hairlines on screens.
func (f *pdf) grid(x, y, width, height float64, g document.Grid) {
	f.pdf.SetFillColor(0, 0, 0)
	for i, row := range g.Dark {
		w, h := width/float64(len(row)), height/float64(len(g.Dark))
		for from := 0; from < len(row); from++ {
			to := from
			for to < len(row) && row[to] {
				to++
			}
			if to > from {
				f.pdf.Rect(x+float64(from)*w, y+float64(i)*h, float64(to-from)*w, h, "F")
				from = to
			}
		}
	}
}

func (f *pdf) raster(x, y, width, height float64, r document.Raster) {
	kind := map[string]string{"image/png": "PNG", "image/jpeg": "JPG"}[http.DetectContentType(r.File)]
	options := gofpdf.ImageOptions{ImageType: kind}
	name := fmt.Sprintf("%x", sha256.Sum256(r.File))
	f.pdf.RegisterImageOptionsReader(name, options, bytes.NewReader(r.File))
	f.pdf.ImageOptions(name, x, y, width, height, false, options, 0, "")
}
