package paper

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// logo is a picture of the given size with something on it.
func logo(t *testing.T, width, height int) document.Logo {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			c := color.RGBA{255, 255, 255, 255}
			if (x*5/width+y*3/height)%2 == 0 {
				c = color.RGBA{26, 90, 140, 255}
			}
			m.Set(x, y, c)
		}
	}
	var file bytes.Buffer
	if err := png.Encode(&file, m); err != nil {
		t.Fatal(err)
	}
	return document.Logo{Alt: "Wapen van Lindewaard", Picture: document.Raster{File: file.Bytes(), Width: width, Height: height}}
}

func houses(t *testing.T) map[string]document.House {
	accent := document.Colour{Red: 26, Green: 90, Blue: 140}
	return map[string]document.House{
		"name":          {Name: "Gemeente Lindewaard"},
		"classic":       {Name: "Gemeente Lindewaard", Logo: logo(t, 300, 100), Accent: accent},
		"business tall": {Name: "Gemeente Lindewaard", Logo: logo(t, 80, 400), Family: document.Business, Accent: accent},
		"clear wide":    {Logo: logo(t, 900, 60), Family: document.Clear},
	}
}

func TestHouseStyleKeepsEveryWordAndItsPlace(t *testing.T) {
	for name, h := range houses(t) {
		for what, d := range map[string]document.Document{"covenant": example(t), "template": template(t), "large": large(t, 12, 40, 40)} {
			t.Run(name+" "+what, func(t *testing.T) {
				d.House = h
				r := drawn(t, d)
				want := meant(d)
				if h.Logo.Picture == nil {
					want = squeezed(h.Name) + want
				}
				if got := r.said(); got != want {
					t.Errorf("other words than meant: %.200q", got)
				}
				onPaper(t, r)
			})
		}
	}
}

func TestLogoFitsAndIsToldOf(t *testing.T) {
	for name, h := range houses(t) {
		if h.Logo.Picture == nil {
			continue
		}
		p := press{}
		p.document(document.Document{House: h, Blocks: []document.Block{document.Title{Text: "Actielijst"}}})
		picture := p.strips[0].ops[0]
		if picture.kind != opPicture || picture.el.role != roleFigure || picture.el.alt != "Wapen van Lindewaard" {
			t.Fatalf("%s: %+v", name, picture)
		}
		if picture.width > logoWidth+0.01 || picture.height > logoHeight+0.01 || picture.width < logoWidth-0.01 && picture.height < logoHeight-0.01 {
			t.Errorf("%s: %.1f by %.1f", name, picture.width, picture.height)
		}
	}
}

// TestMeasure: a line of running text has 60 to 75 characters on average, whatever the letters; more, and the eye does not find its way back.
func TestMeasure(t *testing.T) {
	type place struct {
		page int
		y    float64
	}
	for _, family := range document.Families() {
		d := template(t)
		d.House.Family = family
		body := lookOf(d.House, d.Format).body
		lines := map[place]string{}
		for _, c := range drawn(t, d).calls {
			if c.el != nil && c.size == body.size && c.x >= a4.textLeft {
				lines[place{c.page, c.y}] += c.s
			}
		}
		full, characters := 0, 0
		for _, s := range lines {
			if body.face.width(s, body.size) > a4.textWidth*0.9 {
				full++
				characters += len([]rune(s))
			}
		}
		if average := float64(characters) / float64(full); full < 50 || average < 60 || average > 75 {
			t.Errorf("%s: %.1f characters on each of %d full lines", family, average, full)
		} else {
			t.Logf("%s: %.1f characters on each of %d full lines", family, average, full)
		}
	}
}

func TestAccentIsInRulesAndHeadings(t *testing.T) {
	d := example(t)
	plain, accented := lookOf(d.House, d.Format), lookOf(document.House{Accent: document.Colour{Red: 26, Green: 90, Blue: 140}}, document.A4)
	if accented.part.ink == plain.part.ink || accented.tint == plain.tint || accented.accent == plain.accent || accented.body.ink != plain.body.ink {
		t.Errorf("%+v", accented)
	}
}

func TestSameHouseSameBytes(t *testing.T) {
	for name, h := range houses(t) {
		d := example(t)
		d.House = h
		var first, second bytes.Buffer
		for _, w := range []*bytes.Buffer{&first, &second} {
			if _, err := WritePDF(w, d); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%s: other bytes the second time", name)
		}
	}
}
