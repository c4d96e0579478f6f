package paper

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// card is a document of n sections for the pocket, each with a text.
func card(n int, text string, fresh func(i int) bool) document.Document {
	d := document.Document{Title: "Kaart", Language: "nl", Format: document.Pocket, Blocks: []document.Block{document.Title{Text: "Kaart", Under: "Stand van vandaag"}}}
	for i := range n {
		if fresh(i) {
			d.Blocks = append(d.Blocks, document.PageBreak{})
		}
		d.Blocks = append(d.Blocks, document.Heading{Level: 1, Text: document.Plain("Mag dit?")}, document.Paragraph{Text: document.Plain(text)})
	}
	return d
}

// Whatever stands on a card, it stands within its quarter of the sheet, clear of the folds, and the quarters are read from the left to the right
// and from the top down.
func TestNothingOnACardLiesOnAFold(t *testing.T) {
	on := pages[document.Pocket]
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Repeat("Alleen in het overleg, niet meer dan nodig. ", rapid.IntRange(1, 12).Draw(t, "sentences"))
		every := rapid.IntRange(1, 4).Draw(t, "every")
		r := drawn(t, card(rapid.IntRange(1, 14).Draw(t, "sections"), text, func(i int) bool { return i%every == 0 }))
		last := -1
		for _, c := range r.calls {
			if c.el == nil || strings.TrimSpace(c.s) == "" {
				continue
			}
			column, row := int(c.x/on.width), int(c.y/on.height)
			x, end, y := c.x-float64(column)*on.width, c.x+c.face.width(c.s, c.size)-float64(column)*on.width, c.y-float64(row)*on.height
			if column > 1 || row > 1 || x < on.left-0.01 || end > on.right+0.01 || y < on.top || y > on.bottom+1 {
				t.Fatalf("%q is drawn from %.1f to %.1f at %.1f of quarter %d, %d", c.s, x, end, y, column, row)
			}
			place := c.page*4 + row*2 + column
			if place < last {
				t.Fatalf("%q stands in quarter %d after %d", c.s, place, last)
			}
			last = place
		}
	})
}

func TestSheetsHaveTheirSize(t *testing.T) {
	for format, want := range map[document.Format]string{
		document.A4: "/MediaBox [0 0 595.28 841.89]", document.A3: "/MediaBox [0 0 1190.55 841.89]", document.Pocket: "/MediaBox [0 0 595.28 841.89]",
	} {
		d := card(3, "Een tekst.", func(int) bool { return false })
		d.Format = format
		var b bytes.Buffer
		if _, err := WritePDF(&b, d); err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(b.Bytes(), []byte(want)) {
			t.Errorf("format %d has no %s", format, want)
		}
	}
}

func TestThreeQuartersOfACardAreOneSheet(t *testing.T) {
	r := drawn(t, card(3, "Kort.", func(i int) bool { return i > 0 }))
	most := 0
	for _, c := range r.calls {
		most = max(most, c.page)
	}
	if most != 1 {
		t.Errorf("%d sheets", most)
	}
	if r = drawn(t, card(5, "Kort.", func(i int) bool { return i > 0 })); r.calls[len(r.calls)-1].page != 2 {
		t.Errorf("five quarters are on %d sheets", r.calls[len(r.calls)-1].page)
	}
}
