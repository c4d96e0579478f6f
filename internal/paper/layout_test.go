package paper

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/document/documenttest"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

var update = flag.Bool("update", false, "write the golden files anew")

func example(t testing.TB) document.Document {
	t.Helper()
	d, err := document.Covenant(documenttest.Covenant(), documenttest.Names(), documenttest.Options(t, "nl"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func template(t testing.TB) document.Document {
	t.Helper()
	a := documenttest.Covenant()
	a.Status, a.Articles = partnership.AgreementDraft, nil
	d, err := document.Covenant(a, documenttest.Names(), documenttest.Options(t, "nl"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func large(t testing.TB, parties, provisions, length int) document.Document {
	t.Helper()
	a, names := documenttest.Large(parties, provisions, length)
	d, err := document.Covenant(a, names, documenttest.Options(t, "nl"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestPagesAreDrawnAsBefore(t *testing.T) {
	got := drawn(t, example(t)).log.String()
	path := filepath.Join("testdata", "covenant.seam")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestEverythingIsDrawnInOrder(t *testing.T) {
	for name, d := range map[string]document.Document{
		"covenant": example(t), "template": template(t), "one party": large(t, 1, 0, 10), "large": large(t, 40, 200, 120), "middle": large(t, 7, 30, 400),
	} {
		t.Run(name, func(t *testing.T) {
			r := drawn(t, d)
			if got, want := r.said(), meant(d); got != want {
				i := 0
				for i < min(len(got), len(want)) && got[i] == want[i] {
					i++
				}
				t.Errorf("differs at %d: got %q, want %q", i, got[max(i-20, 0):min(i+40, len(got))], want[max(i-20, 0):min(i+40, len(want))])
			}
			onPaper(t, r)
			signaturesWhole(t, r)
			headingsKept(t, r)
			if want := len(d.Bookmarks()); r.marks != want {
				t.Errorf("%d bookmarks, want %d", r.marks, want)
			}
		})
	}
}

// signaturesWhole proves that no signature block goes on on the next page.
func signaturesWhole(t *testing.T, r *record) {
	t.Helper()
	on := map[*element]int{}
	for _, c := range r.calls {
		for e := c.el; e != nil; e = e.parent {
			if e.role != roleSect {
				continue
			}
			if was, ok := on[e]; ok && was != c.page {
				t.Errorf("a signature block is on pages %d and %d: %q", was, c.page, c.s)
			}
			on[e] = c.page
		}
	}
}

// headingsKept proves that no heading is the last thing on its page.
func headingsKept(t *testing.T, r *record) {
	t.Helper()
	var text []call
	for _, c := range r.calls {
		if c.el != nil {
			text = append(text, c)
		}
	}
	for i, c := range text[:len(text)-1] {
		if next := text[i+1]; next.page != c.page && (c.el.role == roleH2 || c.el.role == roleH3) {
			t.Errorf("page %d ends with the heading %q", c.page, c.s)
		}
	}
}

func TestNoLineStandsAlone(t *testing.T) {
	paragraph := document.Paragraph{Text: document.Plain(strings.Repeat("Partijen maken afspraken over veiligheid. ", 9))}
	for shift := range 50 {
		d := document.Document{Blocks: []document.Block{document.Paragraph{Text: document.Plain(strings.Repeat("woord ", 12*shift+1))}, paragraph}}
		lines := map[[2]int]int{} // element and page
		total := map[int]int{}
		for _, c := range drawn(t, d).calls {
			if c.el != nil {
				lines[[2]int{c.el.number, c.page}]++
				total[c.el.number]++
			}
		}
		for key, n := range lines {
			if n == 1 && total[key[0]] > 1 {
				t.Errorf("shift %d: one of the %d lines stands alone on page %d", shift, total[key[0]], key[1])
			}
		}
	}
}

func TestTableHeadIsRepeatedAsArtefact(t *testing.T) {
	r := drawn(t, large(t, 4, 60, 40))
	heads := 0
	for _, c := range r.calls {
		if c.artefact == artefactRepeated && c.s == "Grondslag" {
			heads++
		}
	}
	if heads < 2 {
		t.Errorf("the head is repeated %d times on %d pages", heads, r.pages)
	}
}

func TestCrossReferencesAreLinks(t *testing.T) {
	if r := drawn(t, example(t)); r.links != 2 { // one in the text, one in the table
		t.Errorf("%d links", r.links)
	}
}

func text(t *rapid.T, label string) string {
	word := rapid.OneOf(
		rapid.SampledFrom([]string{"partijen", "art.", "6", "lid", "1", "e", "Zorg- en Veiligheidshuis", "en/of", "@", "{nb}", "{page}", "(", ")", "\\", "zeer\u00a0vast", "a\u200bc"}),
		rapid.StringN(1, 12, -1),
		rapid.StringOfN(rapid.RuneFrom(nil, rangeLatin), 1, 120, -1),
		rapid.SampledFrom([]string{"😀", "👨‍👩‍👧", "漢字", "e\u0301", "\x00", "\t", "\u202e", "\ufeff", "ﬁ", "∑", "ß"}),
	)
	words := rapid.SliceOfN(word, 0, 30).Draw(t, label)
	return strings.Map(func(r rune) rune {
		if isLeftward(r) || r == softHyphen {
			return 'x' // drawn in another way: see TestRightToLeftWordsAreTurned and TestSoftHyphenIsDrawnAtTheEndOfALine
		}
		return r
	}, strings.Join(words, " "))
}

func TestAnyTextIsDrawnWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := document.Document{Title: text(t, "title"), Header: text(t, "header"), Note: text(t, "note"), Watermark: text(t, "watermark"), Folio: "{page}/{pages}"}
		if rapid.Bool().Draw(t, "cover") {
			d.Cover = &document.Cover{Over: text(t, "over"), Title: text(t, "cover title"), Parties: []string{text(t, "party"), text(t, "party")}, Facts: []document.Fact{{Name: "Status", Value: text(t, "fact")}}}
		}
		for range rapid.IntRange(0, 8).Draw(t, "blocks") {
			d.Blocks = append(d.Blocks, randomBlock(t))
		}
		r := drawn(t, d)
		if got, want := r.said(), meant(d); got != want {
			t.Fatalf("got %q\nwant %q", got, want)
		}
		onPaper(t, r)
	})
}

func randomBlock(t *rapid.T) document.Block {
	runs := func(label string) document.Text {
		return document.Text{{Text: text(t, label)}, {Text: text(t, label), Strong: true}, {Text: text(t, label), Emphasis: true, Language: "en"}}
	}
	switch rapid.IntRange(0, 5).Draw(t, "kind") {
	case 0:
		return document.Heading{Level: rapid.IntRange(-1, 5).Draw(t, "level"), Number: rapid.SampledFrom([]string{"", "Artikel 1", "Artikel 1234567890"}).Draw(t, "number"), Text: runs("heading")}
	case 1:
		return document.List{Items: []document.Item{{Marker: "1.", Text: runs("item"), Blocks: []document.Block{document.List{Items: []document.Item{{Marker: "a.", Text: runs("inner")}}}}}, {Marker: "–"}}}
	case 2:
		n := rapid.IntRange(1, 4).Draw(t, "columns")
		table := document.Table{Columns: make([]document.Column, n)}
		for range n {
			table.Head = append(table.Head, document.Cell{document.Plain("kop")})
		}
		row := make([]document.Cell, n)
		for i := range n {
			row[i] = document.Cell{runs("cell")}
		}
		table.Rows = append(table.Rows, row)
		return table
	case 3:
		return document.Signature{Note: "voor gezien", Party: text(t, "party"), Fields: []document.Fact{{Name: "Naam", Value: text(t, "value")}, {Name: "Datum"}}, Sign: "Handtekening"}
	case 4:
		return document.PageBreak{}
	}
	return document.Paragraph{Text: runs("paragraph"), Style: document.Style(rapid.IntRange(0, 2).Draw(t, "style"))}
}

func TestRowHigherThanAPageGoesOn(t *testing.T) {
	long := strings.Repeat("een lange toelichting bij de verstrekking ", 400)
	d := document.Document{Blocks: []document.Block{document.Table{
		Columns: make([]document.Column, 2), Head: []document.Cell{{document.Plain("een")}, {document.Plain("twee")}},
		Rows: [][]document.Cell{{{document.Plain("kort")}, {document.Plain(long)}}},
	}}}
	r := drawn(t, d)
	if r.pages < 2 || r.said() != meant(d) {
		t.Errorf("%d pages; whole: %v", r.pages, r.said() == meant(d))
	}
}
