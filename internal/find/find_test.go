package find_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/find"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

func index(records ...partnership.Record) *find.Index {
	x := find.New()
	x.Put(records...)
	return x
}

func found(hits []find.Hit) []string {
	ids := []string{}
	for _, h := range hits {
		ids = append(ids, string(h.ID))
	}
	return ids
}

func TestQueryFindsTextHoweverItIsTyped(t *testing.T) {
	contact := func(given, infix, family string) partnership.Record {
		return partnership.Contact{ID: "x", GivenName: given, Infix: infix, FamilyName: family}
	}
	notes := func(s string) partnership.Record { return partnership.Organisation{ID: "x", Name: "Naam", Notes: s} }
	phone := func(s string) partnership.Record {
		return partnership.Contact{ID: "x", FamilyName: "Jansen", Phones: []string{s}}
	}
	vdBerg := contact("Jan", "van den", "Berg")
	tests := map[string]struct {
		record      partnership.Record
		finds, pass []string // queries that find it, and that pass it by
	}{
		"case":           {notes("Jeugdgroep ÉÉN"), []string{"JEUGDGROEP", "jeugdgroep", "één", "EEN", "een"}, []string{"twee"}},
		"accents":        {notes("coördinator café Curaçao über naïef"), []string{"coordinator", "coördinator", "cafe", "café", "curacao", "uber", "ÜBER", "naief", "naïef"}, []string{"coodinator"}},
		"accents apart":  {notes("cafe\u0301 coo\u0308rdinator"), []string{"café", "cafe", "coördinator"}, nil},
		"query apart":    {notes("café"), []string{"cafe\u0301"}, nil},
		"ligatures":      {notes("Straße Ørsted Œuvre æther Łódź ĳsselstein Ĳmuiden ﬁets"), []string{"strasse", "straße", "STRASSE", "STRAẞE", "orsted", "oeuvre", "aether", "lodz", "ijsselstein", "ijmuiden", "IJmuiden", "fiets"}, nil},
		"soft hyphen":    {notes("jeugd\u00adgroep"), []string{"jeugdgroep"}, nil},
		"other scripts":  {notes("Ναύπλιος Москва أمن 東京"), []string{"ναυπλιος", "ΝΑΥΠΛΙΟΣ", "москва", "МОСКВА", "أمن", "東京"}, nil},
		"any order":      {notes("overlast in het park"), []string{"park overlast", "overlast park", "het in park"}, []string{"park straat"}},
		"last beginning": {notes("overlast in het park"), []string{"o", "over", "park ov", "overlast pa"}, []string{"over park", "verlast"}},
		"signs":          {notes("o.a. \"risico's\" (art. 10/a)"), []string{"risico's", "art. 10", "'risico'", "10/a"}, nil},
		"tussenvoegsel": {
			vdBerg,
			[]string{"berg", "van den berg", "vandenberg", "denberg", "VandenB", "jan berg", "berg jan", "Berg, Jan van den", "j berg", "j. van den berg", "den be", "van d"},
			[]string{"van der berg", "jan bergen", "j. bergen"},
		},
		"tussenvoegsel, no capital":  {contact("jan", "van den", "berg"), []string{"vandenberg", "van den berg", "berg"}, nil},
		"tussenvoegsel with a sign":  {contact("Piet", "'t", "Hart"), []string{"'t hart", "t hart", "hart", "thart", "’t Hart"}, []string{"hart van"}},
		"tussenvoegsel in one":       {contact("An", "", "Vandenberg"), []string{"van den berg", "vandenberg", "An van den B"}, []string{"berg", "van de berg"}},
		"tussenvoegsel in a text":    {notes("gebeld met mw. Van der Meer"), []string{"vandermeer", "dermeer", "meer", "van der meer"}, nil},
		"no name, no joining":        {notes("de brief van de gemeente"), []string{"gemeente", "van de gemeente"}, []string{"vandegemeente"}},
		"double name":                {contact("Eva", "", "Smit-de Vries"), []string{"smit", "vries", "devries", "smit-de vries", "de vries"}, nil},
		"telephone in groups":        {phone("06-12 34 56 78"), []string{"0612345678", "06-12345678", "06 1234", "061234", "12 34", "06"}, []string{"0612345679", "1234"}},
		"telephone in one":           {phone("0612345678"), []string{"06-12 34 56 78", "0612345678", "06 12", "+31 6 1234", "0031612345678"}, []string{"12 34 56 78"}},
		"telephone from abroad":      {phone("+31 (0)6 12345678"), []string{"0612345678", "06-1234", "+31612345678", "0031 6 12345678"}, []string{"0712345678"}},
		"telephone from abroad, one": {phone("+31701234567"), []string{"070-123 45 67", "0701234567", "31701234567"}, nil},
		"telephone by 00":            {phone("0031 70 1234567"), []string{"070 1234567", "+31 70 123"}, nil},
		"number in groups":           {notes("bedrag 10.000 euro"), []string{"10000", "10.000"}, nil},
		"postcode":                   {partnership.Organisation{ID: "x", Name: "Naam", Address: partnership.Address{Postcode: "2611 AB"}}, []string{"2611AB", "2611 ab", "2611", "2611a"}, []string{"2612"}},
		"postcode in one":            {partnership.Organisation{ID: "x", Name: "Naam", Address: partnership.Address{Postcode: "2611AB"}}, []string{"2611AB", "2611 ab", "2611"}, []string{"2612"}},
		"e-mail":                     {partnership.Contact{ID: "x", FamilyName: "B", Emails: []string{"j.vandenberg@politie.example"}}, []string{"j.vandenberg@politie.example", "politie", "vandenb"}, nil},
		"kvk":                        {partnership.Organisation{ID: "x", Name: "Naam", KvK: "01234567"}, []string{"01234567", "0123 4567", "0123"}, []string{"1234567"}},
		"id":                         {partnership.Action{ID: "actie-12.b", Title: "Bellen"}, []string{"actie-12.b", "12.b"}, []string{"actie-13"}},
		"number":                     {partnership.Action{ID: "x", Title: "Bellen", Number: 417}, []string{"417", "41"}, []string{"17"}},
		"pointer":                    {&partnership.Action{ID: "x", Title: "Bellen"}, []string{"bellen"}, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			x := index(test.record)
			for _, query := range test.finds {
				if hits := x.Search(query, 10); len(hits) != 1 {
					t.Errorf("%q finds nothing", query)
				}
			}
			for _, query := range test.pass {
				if hits := x.Search(query, 10); len(hits) != 0 {
					t.Errorf("%q finds %v", query, hits)
				}
			}
		})
	}
}

func TestQueryWithoutWordsFindsNothing(t *testing.T) {
	x := index(partnership.Action{ID: "c1", Title: "Bellen, met - ?"})
	for _, query := range []string{"", " ", "-", "?!", "\xff\xfe", "\u0301", "…"} {
		if hits := x.Search(query, 10); len(hits) != 0 {
			t.Errorf("%q finds %v", query, hits)
		}
	}
	for _, limit := range []int{0, -1} {
		if hits := x.Search("bellen", limit); len(hits) != 0 {
			t.Errorf("limit %d finds %v", limit, hits)
		}
	}
}

func TestBetterPlacesComeFirst(t *testing.T) {
	organisation := func(id partnership.ID, name, team, notes string) partnership.Record {
		return partnership.Organisation{ID: id, Name: name, Team: team, Notes: notes}
	}
	x := index(
		organisation("note-begins", "Aa", "", "parkeren"),
		organisation("note-whole", "Ab", "", "het park"),
		organisation("field-begins", "Ac", "Parkeren", "park"),
		organisation("field-whole", "Ad", "Park", ""),
		organisation("name-begins", "Parkwijk", "park", "park"),
		organisation("name-whole", "Zuid Park", "", ""),
		organisation("name-whole-b", "Ádam Park", "", ""),
	)
	want := []string{"name-whole-b", "name-whole", "name-begins", "field-whole", "field-begins", "note-whole", "note-begins"}
	if diff := cmp.Diff(want, found(x.Search("park", 10))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want[:3], found(x.Search("park", 3))); diff != "" {
		t.Error(diff)
	}
}

func TestEqualHitsGoByLabelThenID(t *testing.T) {
	x := index(
		partnership.Contact{ID: "p2", GivenName: "Élise", FamilyName: "Park"}, partnership.Contact{ID: "p10", GivenName: "elise", FamilyName: "Park"},
		partnership.Contact{ID: "p1", GivenName: "Zoë", FamilyName: "Park"}, partnership.Contact{ID: "p3", GivenName: "Anna", FamilyName: "Park"},
	)
	x.Put(partnership.Contact{ID: "p4", GivenName: "Bo", FamilyName: "Park"}) // in a segment of its own
	if diff := cmp.Diff([]string{"p3", "p4", "p10", "p2", "p1"}, found(x.Search("park", 10))); diff != "" {
		t.Error(diff)
	}
}

func TestEveryWordCounts(t *testing.T) {
	x := index(
		partnership.Meeting{ID: "both-note", Title: "Overleg", Minutes: "park en overlast"},
		partnership.Meeting{ID: "one-title", Title: "Overlast", Minutes: "in het park"},
		partnership.Meeting{ID: "both-title", Title: "Zomer: overlast in park"},
		partnership.Meeting{ID: "only-one", Title: "Overlast"},
	)
	if diff := cmp.Diff([]string{"both-title", "one-title", "both-note"}, found(x.Search("park overlast", 10))); diff != "" {
		t.Error(diff)
	}
}

func TestNameWrittenAsOneRanksLikeItsWords(t *testing.T) {
	x := index(
		partnership.Contact{ID: "note", FamilyName: "Aa", Notes: "collega van Vandenberg"},
		partnership.Contact{ID: "field", FamilyName: "Ab", Emails: []string{"van@den.berg"}},
		partnership.Contact{ID: "name", FamilyName: "Vandenberg"},
	)
	if diff := cmp.Diff([]string{"name", "field", "note"}, found(x.Search("van den berg", 10))); diff != "" {
		t.Error(diff)
	}
}

func TestOrganisationOfAContactIsNotItsText(t *testing.T) {
	x := index(partnership.Contact{ID: "p1", FamilyName: "Jansen", Positions: []partnership.Position{{Organisation: "politie"}}})
	if hits := x.Search("politie", 10); len(hits) != 0 {
		t.Errorf("finds %v", hits)
	}
}

func TestHitShowsWhereItIs(t *testing.T) {
	long := strings.Repeat("Lorem ipsum dolor sit amet. ", 10) + "Dan komt\nde overlast in het Wilhelminapark ter sprake. " +
		strings.Repeat("Consectetur adipiscing elit. ", 10)
	tests := map[string]struct {
		record         partnership.Record
		query          string
		field, snippet string
		matches        []string
	}{
		"name": {
			partnership.Contact{ID: "x", GivenName: "Jan", Infix: "van den", FamilyName: "Berg"},
			"berg ja",
			"name", "Jan van den Berg",
			[]string{"Jan", "Berg"},
		},
		"name as one": {
			partnership.Contact{ID: "x", GivenName: "Jan", Infix: "van den", FamilyName: "Berg"},
			"vandenb",
			"name", "Jan van den Berg",
			[]string{"van den Berg"},
		},
		"list": {
			partnership.Contact{ID: "x", FamilyName: "Berg", Phones: []string{"010", "06-1234 5678"}},
			"0612",
			"phones[1]", "06-1234 5678",
			[]string{"06-1234 5678"},
		},
		"part of a list": {
			partnership.Agreement{ID: "x", Title: "T", Articles: []partnership.Article{{Text: "een"}, {Text: "Één gemeenté doet mee"}}},
			"gemeente mee",
			"articles[1].text", "Één gemeenté doet mee",
			[]string{"gemeenté", "mee"},
		},
		"most words": {
			partnership.Action{ID: "x", Title: "Park", Notes: "overlast bij het park"},
			"park overlast",
			"notes", "overlast bij het park",
			[]string{"overlast", "park"},
		},
		"extra": {
			partnership.Action{ID: "x", Title: "T", Extra: map[string]string{"Wijk": "Noord"}},
			"noord",
			"extra.Wijk", "Noord",
			[]string{"Noord"},
		},
		"cut": {
			partnership.Meeting{ID: "x", Title: "T", Minutes: long},
			"overlast wilhel",
			"minutes", "…amet. Lorem ipsum dolor sit amet. Dan komt de overlast in het Wilhelminapark ter sprake. " +
				"Consectetur adipiscing elit. Consectetur adipiscing elit. Consectetur…",
			[]string{"overlast", "Wilhelminapark"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			hits := index(test.record).Search(test.query, 10)
			if len(hits) != 1 {
				t.Fatal("finds nothing")
			}
			h := hits[0]
			if h.Field != test.field || h.Snippet != test.snippet {
				t.Errorf("got %s: %q", h.Field, h.Snippet)
			}
			var matches []string
			for _, r := range h.Matches {
				matches = append(matches, h.Snippet[r.From:r.To])
			}
			if !slices.Equal(matches, test.matches) {
				t.Errorf("matches %q, want %q", matches, test.matches)
			}
			if h.Kind != test.record.RecordKind() || h.Label != test.record.Label() || h.ID != "x" {
				t.Errorf("got %s %s %q", h.Kind, h.ID, h.Label)
			}
		})
	}
}

func TestChangedRecordIsFoundByWhatItSaysNow(t *testing.T) {
	x := index(partnership.Action{ID: "c1", Title: "Bellen"}, partnership.Action{ID: "c2", Title: "Bellen"})
	x.Put(partnership.Action{ID: "c1", Title: "Schrijven"})
	if diff := cmp.Diff([]string{"c2"}, found(x.Search("bellen", 10))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"c1"}, found(x.Search("schrijven", 10))); diff != "" {
		t.Error(diff)
	}
	x.Remove("c1", "unknown")
	if hits := x.Search("schrijven", 10); len(hits) != 0 || x.Len() != 1 {
		t.Errorf("finds %v among %d", hits, x.Len())
	}
}

func TestLastOfTheSameRecordCounts(t *testing.T) {
	x := index(partnership.Action{ID: "c1", Title: "Een"}, partnership.Action{ID: "c1", Title: "Twee"})
	if x.Len() != 1 || len(x.Search("twee", 1)) != 1 || len(x.Search("een", 1)) != 0 {
		t.Errorf("%d records; een %v, twee %v", x.Len(), x.Search("een", 1), x.Search("twee", 1))
	}
}

func TestDeliberationIsFoundByItsLabel(t *testing.T) {
	x := index(partnership.Deliberation{ID: "d1", Category: "police_data", On: date.MustParse("2026-11-23"), By: "mw. De Wit"})
	for _, query := range []string{"police data", "2026-11-23", "dewit"} {
		if len(x.Search(query, 1)) != 1 {
			t.Errorf("%q finds nothing", query)
		}
	}
}
