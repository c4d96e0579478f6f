package find

import (
	"testing"
	"unicode/utf8"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// FuzzSearch searches any query in any text: whatever is found shows a match within its snippet, and a text finds
// itself, unless it has more words than a query may.
func FuzzSearch(f *testing.F) {
	for _, seed := range [][2]string{
		{"van den b", "Jan van den Berg"},
		{"0612", "+31 (0)6-12 34 56 78"},
		{"2611ab", "2611 AB Delft"},
		{"", ""},
		{"é", "e\u0301"},
		{"'t", "'t Hart"},
		{"\xff", "\xffa\xfe"},
		{"ﬁ½ß", "FI1⁄2SS"},
		{"İ ı", "i̇ I"},
		{"a\u00adb", "ab\u200d"},
		{"0031", "0031 0"},
		{"\u0301a", "a\u0301\u0302"},
		{"가", "\u1100\u1161"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, query, text string) {
		x := New()
		x.Put(
			partnership.Contact{ID: "p1", GivenName: text, Infix: "van", FamilyName: text, Phones: []string{text}},
			partnership.Meeting{ID: "m1", Title: "Overleg", Minutes: "Lorem ipsum dolor sit amet, " + text + text + " consectetur."},
		)
		for _, hits := range [][]Hit{x.Search(query, 10), x.Search(text, 10)} {
			for _, h := range hits {
				checkMatches(t, h)
				if utf8.ValidString(text) && !utf8.ValidString(h.Snippet) {
					t.Fatalf("snippet %q", h.Snippet)
				}
			}
		}
		words := len(new(analyser).split(text))
		if words > 0 && words <= maxWords && len(x.Search(text, 10)) == 0 {
			t.Fatalf("%q does not find itself", text)
		}
	})
}

// FuzzFold: what was folded stays as it is.
func FuzzFold(f *testing.F) {
	for _, seed := range []string{"Straße", "ĲSSEL", "Σίσυφος", "ﬁ½", "İı", "ŀ", "가", "ẞ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var a, b analyser
		for _, w := range a.split(text) {
			again := b.split(string(w.term))
			if len(again) != 1 || string(again[0].term) != string(w.term) {
				t.Fatalf("%q folds to %q, that to %v", text[w.from:w.to], w.term, again)
			}
		}
	})
}
