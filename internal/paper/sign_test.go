package paper

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

func signing(parties int, name string) document.Document {
	d := document.Document{Blocks: []document.Block{
		document.Paragraph{Text: document.Plain("Slotbepaling.")},
		document.PageBreak{},
		document.Heading{Level: 1, Text: document.Plain("Ondertekening")},
		document.Paragraph{Text: document.Plain("Aldus overeengekomen:")},
	}}
	for i := range parties {
		d.Blocks = append(d.Blocks, document.Signature{
			Party:  fmt.Sprintf("partij %d %s", i, name),
			Fields: []document.Fact{{Name: "Naam"}, {Name: "Functie", Value: name}, {Name: "Plaats"}, {Name: "Datum"}},
			Sign:   "Handtekening",
		})
	}
	return d
}

// signers returns how many parties begin on each page, and fails when a block goes on on the next one.
func signers(t *testing.T, r *record) map[int]int {
	t.Helper()
	pages, begun := map[int]int{}, map[*element]int{}
	for _, c := range r.calls {
		if c.el == nil || c.el.parent == nil || c.el.parent.role != roleSect {
			continue
		}
		if page, seen := begun[c.el.parent]; seen && page != c.page {
			t.Errorf("a place to sign goes on from page %d on page %d", page, c.page)
		} else if !seen {
			begun[c.el.parent] = c.page
			pages[c.page]++
		}
	}
	return pages
}

func TestTwoToFourPartiesSignOnAPage(t *testing.T) {
	for parties := 1; parties <= 41; parties++ {
		for _, name := range []string{"", strings.Repeat("lange naam ", 11)} {
			pages := signers(t, drawn(t, signing(parties, name)))
			most := 0
			for page, n := range pages {
				if n > 4 || n < 2 && parties > 1 {
					t.Errorf("%d parties: %d on page %d", parties, n, page)
				}
				most = max(most, n)
			}
			if pages[2] == 0 {
				t.Errorf("%d parties: none below the heading", parties)
			}
			if name == "" && len(pages) != (parties+3)/4 {
				t.Errorf("%d parties on %d pages", parties, len(pages))
			}
		}
	}
}

func TestSheetsAreEven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		heights := rapid.SliceOfN(rapid.Float64Range(100, 400), 1, 40).Draw(t, "heights")
		first, room := rapid.Float64Range(300, 700).Draw(t, "first"), 700.0
		sum, least, most := 0, len(heights), 0
		for _, n := range perSheet(heights, first, room) {
			sum += n
			least, most = min(least, n), max(most, n)
		}
		if sum != len(heights) || most > mostOnSheet || most-least > 1 {
			t.Fatalf("%d of %d blocks, %d to %d on a page", sum, len(heights), least, most)
		}
	})
}

func TestLineForTheSignatureIsLongAndFree(t *testing.T) {
	if length := (a4.right - a4.left - signLine) / millimetre; length < 70 {
		t.Errorf("%.1f mm long", length)
	}
	if height := 4 * signHeight / millimetre; height < 15 {
		t.Errorf("%.1f mm of room above it", height)
	}
}

func TestWhatLeadsIntoAListStaysWithIt(t *testing.T) {
	list := document.List{Items: []document.Item{{Marker: "a.", Text: document.Plain("het een;")}, {Marker: "b.", Text: document.Plain("het ander.")}}}
	for shift := range 60 {
		d := document.Document{Blocks: []document.Block{
			document.Paragraph{Text: document.Plain(strings.Repeat("woord ", 12*shift+1))},
			document.Paragraph{Text: document.Plain("Partijen verstrekken elkaar:")},
			list,
		}}
		calls := drawn(t, d).calls
		for i, c := range calls[:len(calls)-1] {
			if c.s == "Partijen verstrekken elkaar:" && calls[i+1].page != c.page {
				t.Errorf("shift %d: the list begins on the next page", shift)
			}
		}
	}
}
