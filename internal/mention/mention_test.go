package mention

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership/partnershiptest"
)

var jan = partnership.Contact{
	ID: "c-1", GivenName: "Jan", Infix: "van den", FamilyName: "Berg", Emails: []string{"J.vandenBerg@politie.nl"}, Phones: []string{"06-12 34 56 78"},
}

func TestEveryWayInWhichATextNamesSomebodyIsFound(t *testing.T) {
	others := []partnership.Contact{jan, {ID: "c-2", GivenName: "Esra", FamilyName: "Bakker"}}
	p := Contact(jan, others, nil)
	for _, c := range []struct {
		text  string
		close bool
		want  []string // as they stand, unsure ones with a question mark
	}{
		{"Gesproken met Jan van den Berg.", false, []string{"Jan van den Berg"}},
		{"JAN VAN DEN BERG", false, []string{"JAN VAN DEN BERG"}},
		{"jan  van\nden Berg", false, []string{"jan  van\nden Berg"}},
		{"Jan Berg kwam", false, []string{"Jan Berg"}},
		{"J. van den Berg en J.W.H. van den Berg", false, []string{"J. van den Berg", "J.W.H. van den Berg"}},
		{"J van den Berg", false, []string{"J van den Berg"}},
		{"Berg, Jan van den (politie)", false, []string{"Berg, Jan van den"}},
		{"van den Berg, Jan", false, []string{"van den Berg, Jan"}},
		{"Van den Berg, J.", false, []string{"Van den Berg, J"}},
		{"mevrouw Van den Berg belt", false, []string{"Van den Berg?"}},
		{"Jan van den Bergs auto", false, []string{"Jan van den Bergs"}},
		{"de heer Berg", false, []string{"Berg?"}},
		{"een berg werk, in den Haag", false, nil},
		{"Bergen op Zoom, Bergambacht", false, nil},
		{"Jan belt terug", true, []string{"Jan?"}},
		{"Jan belt terug", false, nil},
		{"januari, Janssen", true, nil},
		{"mail j.vandenberg@politie.nl of j.vandenberg@politie.nl.", false, []string{"j.vandenberg@politie.nl", "j.vandenberg@politie.nl"}},
		{"xj.vandenberg@politie.nl", false, nil},
		{"bel 0612345678, +31 6 12345678 of 0031612345678", false, []string{"0612345678", "+31 6 12345678", "0031612345678"}},
		{"(06) 123 456 78", false, []string{"(06) 123 456 78"}},
		{"0612345679 en 106123456780", false, nil},
		{"P. van den Berg", false, []string{"van den Berg?"}},
		{"Jan. Van den Berg", false, []string{"Jan. Van den Berg"}},
		{"Jan, Van den Berg", false, []string{"Van den Berg?"}},
	} {
		var got []string
		for _, m := range p.Find(c.text, c.close) {
			as := c.text[m.At:m.End]
			if !m.Sure {
				as += "?"
			}
			got = append(got, as)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestWhatOthersBearTooPointsAtNobody(t *testing.T) {
	others := []partnership.Contact{
		jan, {ID: "c-2", GivenName: "Piet", Infix: "van den", FamilyName: "Berg", Phones: []string{"0612345678"}}, {ID: "c-3", GivenName: "Jan", FamilyName: "Smit"},
	}
	organisations := []partnership.Organisation{{ID: "o-1", Email: "j.vandenberg@politie.nl"}}
	p := Contact(jan, others, organisations)
	for _, text := range []string{"Van den Berg belt", "de heer Berg", "Jan belt", "0612345678", "j.vandenberg@politie.nl"} {
		if found := p.Find(text, true); len(found) > 0 {
			t.Errorf("%q: %v", text, found)
		}
	}
	if found := p.Find("Jan van den Berg", true); len(found) != 1 || !found[0].Sure {
		t.Errorf("the full name: %v", found)
	}
	double := append(others, partnership.Contact{ID: "c-4", GivenName: "Jan", Infix: "van den", FamilyName: "Berg"})
	if found := Contact(jan, double, nil).Find("Jan van den Berg", true); len(found) != 1 || found[0].Sure {
		t.Errorf("the full name of two: %v", found)
	}
}

func TestNamesOfOtherShapesAreFound(t *testing.T) {
	for _, c := range []struct {
		given, infix, family, text, want string
	}{
		{"Özlem", "", "Yılmaz", "met OZLEM YILMAZ gebeld", "OZLEM YILMAZ"},
		{"Zoë", "d'", "Ancona", "Zoe d’Ancona", "Zoe d’Ancona"},
		{"", "", "O’Brien", "volgens O'Brien", "O'Brien"},
		{"Anne-Marie", "", "Jansen-van Dijk", "Anne Marie Jansen-van Dijk", "Anne Marie Jansen-van Dijk"},
		{"J.P.", "'t", "Hart", "J.P. 't Hart", "J.P. 't Hart"},
		{"Sam", "", "de Vries", "S. de Vries", "S. de Vries"},
		{"Sam", "", "de Vries", "Vries, S. de", "Vries, S. de"},
		{"", "", "👩🏽‍🚒", "hallo 👩🏽‍🚒!", "👩🏽‍🚒"},
		{"金", "", "한국어", "met 金 한국어", "金 한국어"},
	} {
		contact := partnership.Contact{ID: "c", GivenName: c.given, Infix: c.infix, FamilyName: c.family}
		found := Contact(contact, nil, nil).Find(c.text, false)
		if len(found) != 1 || c.text[found[0].At:found[0].End] != c.want {
			t.Errorf("%q: %v", c.text, found)
		}
	}
}

func TestAnOrganisationOfOnePersonIsFound(t *testing.T) {
	o := partnership.Organisation{
		ID: "o", Name: "Buurtbemiddeling Smit", KvK: "12345678", Address: partnership.Address{Street: "Dorpsstraat 12", Postcode: "1234 AB"},
		Email: "info@smit.nl", Phone: "020 1234567", Website: "https://www.smit.nl/contact",
	}
	p := Organisation(o, nil, []partnership.Organisation{o})
	for _, text := range []string{"van buurtbemiddeling smit", "KvK 12345678", "Dorpsstraat 12", "1234 AB", "info@smit.nl", "+31201234567", "zie www.smit.nl"} {
		if len(p.Find(text, false)) != 1 {
			t.Errorf("%q: %v", text, p.Find(text, false))
		}
	}
}

// TestEveryTextOfARecordIsVisited fills each text of every kind of record with the name, and finds none left.
func TestEveryTextOfARecordIsVisited(t *testing.T) {
	p := Contact(jan, nil, nil)
	rapid.Check(t, func(t *rapid.T) {
		for r := range partnershiptest.Bundle(t).Records() {
			named := RecordTexts(r, func(_, text string) string { return text + " Jan van den Berg" })
			hits := 0
			clean := RecordTexts(named, func(_, text string) string {
				hits += len(p.Find(text, true))
				return Replace(text, p.Find(text, true), "[gewist]")
			})
			again := 0
			RecordTexts(clean, func(_, text string) string { again += len(p.Find(text, true)); return text })
			if again != 0 || hits == 0 && r.RecordKind() != partnership.KindSeries && named.Label() != r.Label() {
				t.Fatalf("%s: %d before, %d after", r.RecordKind(), hits, again)
			}
		}
	})
}

// TestNothingRefersToWhatIsUnlinked takes every contact and attachment away, and asks the domain what is still referred to.
func TestNothingRefersToWhatIsUnlinked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		content := partnershiptest.Bundle(t)
		gone := map[partnership.ID]bool{}
		for _, c := range content.Contacts {
			gone[c.ID] = true
		}
		for _, a := range content.Attachments {
			gone[a.ID] = true
		}
		for _, m := range content.Meetings {
			gone[m.ID] = true
		}
		for _, a := range content.Actions {
			gone[a.ID] = true
		}
		for r := range content.Records() {
			left, fields := Unlink(r, func(id partnership.ID) bool { return gone[id] })
			for _, id := range partnership.References(left) {
				if gone[id] {
					t.Fatalf("%s still refers to %s", r.RecordKind(), id)
				}
			}
			if had := len(partnership.References(r)) - len(partnership.References(left)); had != len(fields) {
				t.Fatalf("%s: %d references fewer, %d told", r.RecordKind(), had, len(fields))
			}
		}
	})
}

func TestTracesAreSeenInBytesOfEveryKind(t *testing.T) {
	p := Contact(jan, nil, nil)
	utf16 := func(s string) []byte {
		var b []byte
		for _, r := range s {
			b = append(b, byte(r), 0)
		}
		return b
	}
	for _, data := range [][]byte{[]byte("xxJAN van den BERGxx"), utf16("..j.vandenberg@politie.nl"), []byte("\x00van den Berg, Jan\x00")} {
		if !p.Traced(data) {
			t.Errorf("%q", data)
		}
	}
	if p.Traced([]byte("jan van dn berg")) {
		t.Error("seen where it is not")
	}
}

// FuzzFind looks for somebody in any text: whatever it is, mentions lie in it, apart and in order, between whole characters, and once they are
// replaced nothing sure is left.
func FuzzFind(f *testing.F) {
	for _, seed := range [][4]string{
		{"Jan", "van den", "Berg", "Jan van den Berg, J. van den Berg; Berg, Jan van den"},
		{"", "", "\xff", "\xff"},
		{"İ", "", "ı", "İ ı İı"},
		{"J", "", "J", "J.J.J.J.J.J.J.J, J"},
		{"a", "'t", "s", "s s s 's 's as"},
		{"", "d'", "👩🏽‍🚒", "d'👩🏽‍🚒"},
	} {
		f.Add(seed[0], seed[1], seed[2], "06-12345678", "jan@berg.nl", seed[3])
	}
	f.Fuzz(func(t *testing.T, given, infix, family, phone, mail, text string) {
		c := partnership.Contact{ID: "c", GivenName: given, Infix: infix, FamilyName: family, Phones: []string{phone}, Emails: []string{mail}}
		p := Contact(c, nil, nil)
		for _, close := range []bool{false, true} {
			found, at := p.Find(text, close), 0
			for _, m := range found {
				if m.At < at || m.End <= m.At || m.End > len(text) {
					t.Fatalf("%v in %d bytes", found, len(text))
				}
				if utf8.ValidString(text) && (!utf8.ValidString(text[:m.At]) || !utf8.ValidString(text[m.At:m.End])) {
					t.Fatalf("%v cuts a character", m)
				}
				at = m.End
			}
			if len(found) > 0 && !strings.Contains(Replace(text, found, "\n\n\n\n\n\n\n\n\n[]\n\n\n\n\n\n\n\n\n"), "[]") {
				t.Fatal("nothing replaced")
			}
			for _, m := range p.Find(Replace(text, found, "\n\n\n\n\n\n\n\n\n[]\n\n\n\n\n\n\n\n\n"), close) {
				if m.Sure && m.Kind != Phone {
					t.Fatalf("%v is left", m)
				}
			}
		}
		p.Traced([]byte(text))
		Text([]byte(text))
	})
}
