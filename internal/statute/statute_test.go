package statute_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/assets"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership/partnershiptest"
	"codeberg.org/bondgenoot/bondgenoot/internal/statute"
)

var today = date.MustParse("2026-11-24")

func laws(t testing.TB) statute.Laws {
	t.Helper()
	l, err := statute.ReadLaws(assets.RepealedLaws())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestRepealedLawIsFound(t *testing.T) {
	for text, want := range map[string]string{
		"Partijen verwerken volgens de Wbp.":              "Wet bescherming persoonsgegevens",
		"(WBP) en andere wetten":                          "Wet bescherming persoonsgegevens",
		"de Wet bescherming\n persoonsgegevens":           "Wet bescherming persoonsgegevens",
		"een Wbp-melding":                                 "Wet bescherming persoonsgegevens",
		"AVG/Wbp":                                         "Wet bescherming persoonsgegevens",
		"artikel 8 Wbp.":                                  "Wet bescherming persoonsgegevens",
		"de Wpr van 1989":                                 "Wet persoonsregistraties",
		"een verzoek op grond van de Wob":                 "Wet openbaarheid van bestuur",
		"de Wet op de jeugdzorg":                          "Wet op de jeugdzorg",
		"de Wet maatschappelijke ondersteuning (2007)":    "Wet maatschappelijke ondersteuning",
		"een vergunning volgens de Drank- en Horecawet":   "Drank- en Horecawet",
		"de AVG en de UAVG":                               "",
		"de Wet maatschappelijke ondersteuning 2015":      "",
		"de Wet politiegegevens (Wpg)":                    "",
		"de voormalige Wet bescherming persoonsgegevens":  "",
		"de ingetrokken Wbp":                              "",
		"zie www.example.nl/wbp":                          "",
		"zie https://example.nl/?q=wbp":                   "",
		"kijk op wbp.nl":                                  "",
		"mail wbp@example.nl":                             "",
		"OWbp, Wbps en Wprx zijn iets anders":             "",
		"bewoners wobben niet":                            "",
		"éWbp of Wbpé":                                    "",
		"de Uitvoeringswet bescherming persoonsgegevensx": "",
	} {
		t.Run(text, func(t *testing.T) {
			a := partnership.Agreement{Kind: "street", Articles: []partnership.Article{{Title: "Doel", Text: "x"}, {Title: "Recht", Text: text}}}
			var got []string
			for _, f := range laws(t).Review(a, today) {
				got = append(got, f.Law)
				if f.Code != statute.Repealed || f.Place != statute.InArticle || f.Number != 2 || f.Title != "Recht" || len(f.Successors) == 0 {
					t.Errorf("told as %+v", f)
				}
			}
			if strings.Join(got, ",") != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestEveryPlaceIsLookedAt(t *testing.T) {
	a := partnership.Agreement{
		Title: "Convenant Wbp", Ambition: "Wbp", HavingRegard: []string{"x", "Wbp"}, Considerations: []string{"Wbp"},
		Articles:   []partnership.Article{{Title: "Wbp"}},
		Annexes:    []partnership.Annex{{Title: "A"}, {Title: "B", Text: "Wbp"}},
		Provisions: []partnership.Provision{{Article: "8 Wbp"}},
	}
	var got []statute.Place
	for _, f := range laws(t).Review(a, today) {
		got = append(got, f.Place)
	}
	want := []statute.Place{
		statute.InTitle, statute.InAmbition, statute.InRegard, statute.InConsideration, statute.InArticle, statute.InAnnex, statute.InProvision,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestALawCountsAsRepealedFromItsDay(t *testing.T) {
	a := partnership.Agreement{Title: "Volgens de Wbp"}
	for day, want := range map[string]int{"2018-05-24": 0, "2018-05-25": 1} {
		if got := laws(t).Review(a, date.MustParse(day)); len(got) != want {
			t.Errorf("on %s: %v", day, got)
		}
	}
}

func TestCovenantFromBeforeTheWGS(t *testing.T) {
	early, late := date.MustParse("2023-06-01"), date.MustParse("2025-03-01")
	wgs := partnership.Provision{LegalBasis: "wgs"}
	for name, c := range map[string]struct {
		agreement partnership.Agreement
		found     bool
	}{
		"governed and older":          {partnership.Agreement{Kind: "care_safety", ValidFrom: early}, true},
		"governed and signed earlier": {partnership.Agreement{Kind: "organised_crime", Parties: []partnership.Party{{SignedOn: early}}}, true},
		"in force earlier":            {partnership.Agreement{Kind: "organised_crime", Transitions: []partnership.Transition{{To: "in_force", On: early}}}, true},
		"governed and of that day":    {partnership.Agreement{Kind: "care_safety", ValidFrom: late}, false},
		"governed, day unknown":       {partnership.Agreement{Kind: "care_safety"}, false},
		"rests on it":                 {partnership.Agreement{Kind: "street", ValidFrom: early, Provisions: []partnership.Provision{wgs}}, true},
		"rested on it": {partnership.Agreement{
			Kind: "street", ValidFrom: early, Provisions: []partnership.Provision{{LegalBasis: "wgs", DroppedOn: late}},
		}, false},
		"renewed for it": {partnership.Agreement{
			Kind: "street", ValidFrom: early, Provisions: []partnership.Provision{{LegalBasis: "wgs", AddedOn: late}},
		}, false},
		"names it":          {partnership.Agreement{Kind: "street", ValidFrom: early, Considerations: []string{"dat de WGS geldt"}}, true},
		"has nothing of it": {partnership.Agreement{Kind: "street", ValidFrom: early}, false},
		"has ended":         {partnership.Agreement{Kind: "care_safety", ValidFrom: early, ValidUntil: late}, false},
		"was terminated":    {partnership.Agreement{Kind: "care_safety", ValidFrom: early, Status: "terminated"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			got := laws(t).Review(c.agreement, today)
			if found := len(got) == 1 && got[0].Code == statute.BeforeWGS; found != c.found || !c.found && len(got) > 0 {
				t.Errorf("got %v", got)
			}
			if before := laws(t).Review(c.agreement, date.MustParse("2025-02-28")); len(before) > 0 {
				t.Errorf("found before the act was there: %v", before)
			}
		})
	}
}

func TestReviewNeverChangesAnAgreement(t *testing.T) {
	l := laws(t)
	rapid.Check(t, func(t *rapid.T) {
		a := partnershiptest.Record(t, partnership.KindAgreement).(partnership.Agreement)
		before := a.Clone()
		for _, f := range l.Review(a, today) {
			if f.Law == "" || f.Place == "" || f.On.IsZero() || f.On.After(today) {
				t.Fatalf("not whole: %+v", f)
			}
		}
		if !reflect.DeepEqual(before, a) {
			t.Fatalf("%+v became %+v", before, a)
		}
	})
}

func TestReadLawsRefusesHalfAnEntry(t *testing.T) {
	for _, source := range []string{
		``, `{}`, `[{"id": "x"}]`, `[{"id": "x", "title": "Wet x", "repealed": "2020-01-01", "successors": [], "source": "s"}]`,
		`[{"id": "x", "title": "Wet x", "repealed": "ooit", "successors": ["y"], "source": "s"}]`,
		`[{"id": "x", "title": "Wet x", "repealed": "2020-01-01", "successors": ["y"], "source": "s", "extra": 1}]`,
	} {
		if _, err := statute.ReadLaws([]byte(source)); !errors.Is(err, statute.ErrLaws) {
			t.Errorf("%s: %v", source, err)
		}
	}
}

// FuzzReview: no text makes the review stumble, and what is added behind a blank line hides nothing.
func FuzzReview(f *testing.F) {
	for _, s := range []string{"Wbp", "de Wbp.", "x@wbp", "Wet  bescherming\tpersoonsgegevens", "\xffWbp", "voormalige\nWbp"} {
		f.Add(s)
	}
	l := laws(f)
	f.Fuzz(func(t *testing.T, text string) {
		count := func(s string) int { return len(l.Review(partnership.Agreement{Ambition: s}, today)) }
		if before, after := count(text), count(text+"\n\nEn de AVG."); after < before {
			t.Fatalf("%d findings became %d", before, after)
		}
	})
}
