package paper

import (
	"fmt"
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/document/documenttest"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// longest returns an agreement with everything as long as a register lets it be: addresses of 400 characters, names of 120 in one word
// or in many, an article of 3,000 words.
func longest(t *testing.T) document.Document {
	t.Helper()
	a, names := documenttest.Large(9, 200, 120)
	for i := range names.Organisations {
		o := &names.Organisations[i]
		o.Address.Street = strings.Repeat("Burgemeester Keijzerweg bij de oude haven ", 10)[:400-len(" 3351 LJ Papendrecht")]
		o.Address.Postcode, o.Address.City = "3351 LJ", "Papendrecht"
		if i%2 == 1 {
			o.Name = strings.Repeat("veiligheidssamenwerkingsverband", 4)[:120]
		}
	}
	a.Articles = append(a.Articles, partnership.Article{ID: "a2", Title: strings.Repeat("Werkwijze en afspraken ", 6), Text: strings.Repeat("Partijen geven elkaar inzicht. ", 3000/4)})
	d, err := document.Covenant(a, names, documenttest.Options(t, "nl"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func tableOf(columns int, rows ...[]document.Cell) document.Document {
	table := document.Table{Caption: "tabel", Columns: make([]document.Column, columns), Rows: rows}
	for i := range columns {
		table.Head = append(table.Head, document.Cell{document.Plain(fmt.Sprintf("Kolomkop %d", i+1))})
	}
	return document.Document{Blocks: []document.Block{table}}
}

func row(cells ...string) []document.Cell {
	var out []document.Cell
	for _, s := range cells {
		out = append(out, document.Cell{document.Plain(s)})
	}
	return out
}

func TestExtremesStayOnPaperAndApart(t *testing.T) {
	var rows [][]document.Cell
	for i := range 40 {
		long := "een gewone toelichting"
		if i == 20 {
			long = strings.Repeat("toelichting bij de verstrekking ", 750)
		}
		rows = append(rows, row(fmt.Sprint(i+1), "Gemeente Papendrecht", long))
	}
	word := strings.Repeat("hoogwaterbeschermingsprogramma", 10)
	for name, d := range map[string]document.Document{
		"everything long":             longest(t),
		"40 rows and one of 3,000":    tableOf(3, rows...),
		"a long word in six columns":  tableOf(6, row("a", word, "b", "Gemeente Lindewaard", "2024", "ja"), row("a", "b", "c", "d", "e", "f")),
		"long words in six columns":   tableOf(6, row(word, word, word, word, word, word)),
		"empty columns":               tableOf(6, row("", "", "Politie", "", "", ""), row("", "", "", "", "", "")),
		"a mail address in a cell":    tableOf(4, row("J. de Vries", strings.Repeat("a.lange.naam", 6)+"@lindewaard.nl", "078 123 45 67", "dagelijks")),
		"nothing but a head":          tableOf(5),
		"a marker wider than the set": {Blocks: []document.Block{document.List{Items: []document.Item{{Marker: word, Text: document.Plain("tekst van het lid")}}}}},
		"a place to sign, all long": {Blocks: []document.Block{document.Signature{
			Note: strings.Repeat("voor gezien ", 20), Party: strings.Repeat("Gemeente Papendrecht ", 20), Sign: strings.Repeat("Handtekening ", 8),
			Fields: []document.Fact{{Name: "Naam", Value: word}, {Name: "Hoedanigheid", Value: strings.Repeat("wethouder en ", 20)}, {Name: strings.Repeat("Datum ", 6)}},
		}}},
	} {
		t.Run(name, func(t *testing.T) {
			r := drawn(t, d)
			onPaper(t, r)
			if got, want := r.said(), meant(d); got != want {
				t.Errorf("%d characters are drawn of %d", len(got), len(want))
			}
		})
	}
}

// onPaper proves that nothing is drawn over the edges of the type area, and no text over another.
func onPaper(t interface{ Errorf(string, ...any) }, r *record) {
	pages := map[int][]call{}
	for _, c := range r.calls {
		if strings.TrimSpace(c.s) != "" {
			pages[c.page] = append(pages[c.page], c)
		}
		if c.el == nil {
			continue
		}
		if end := c.x + c.face.width(c.s, c.size); c.x < a4.left-0.01 || end > a4.right+0.01 || c.y < a4.top || c.y > a4.bottom+1 {
			t.Errorf("page %d: %q is drawn from %.1f to %.1f at %.1f", c.page, c.s, c.x, end, c.y)
		}
	}
	for page, calls := range pages {
		for i, a := range calls {
			for _, b := range calls[i+1:] {
				if overlap(a, b) {
					t.Errorf("page %d: %q at %.1f, %.1f is drawn over %q at %.1f, %.1f", page, b.s, b.x, b.y, a.s, a.x, a.y)
				}
			}
		}
	}
}

// overlap reports whether the letters of two texts touch: from the head of a capital to the foot of a p, with a tenth of a point to spare.
func overlap(a, b call) bool {
	const spare = 0.1
	if a.y-a.size*0.7 > b.y+b.size*0.2-spare || b.y-b.size*0.7 > a.y+a.size*0.2-spare {
		return false
	}
	return a.x+a.face.width(a.s, a.size) > b.x+spare && b.x+b.face.width(b.s, b.size) > a.x+spare
}

func TestRoomForBindingIsLeftOnEveryPage(t *testing.T) { // bound at the left, printed on one side
	r := drawn(t, longest(t))
	for _, c := range r.calls {
		if c.x < 28*millimetre || a4.width-c.x-c.face.width(c.s, c.size) < 19.9*millimetre {
			t.Errorf("page %d: %q begins at %.1f", c.page, c.s, c.x)
		}
	}
}
