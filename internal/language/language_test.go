package language_test

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

func open(t *testing.T, tag string) *language.Language {
	t.Helper()
	l, err := language.Open(tag)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestUnknownLanguageIsTold(t *testing.T) {
	for _, tag := range []string{"", "de", "NL", "nl-BE", "../nl"} {
		_, err := language.Open(tag)
		var unknown *language.UnknownError
		if !errors.As(err, &unknown) || unknown.Tag != tag {
			t.Errorf("%q: got %v", tag, err)
		}
	}
}

func TestDaysAndNumbersAreWrittenTheWayOfTheLanguage(t *testing.T) {
	day := date.MustParse("2026-11-23")
	early := date.MustParse("2026-03-01")
	moment, err := date.ParseMoment("2026-11-23T09:05:00-05:00")
	if err != nil {
		t.Fatal(err)
	}
	nl, en := open(t, "nl"), open(t, "en")
	for _, c := range []struct{ name, got, want string }{
		{"date", nl.Date(day), "23-11-2026"},
		{"date en", en.Date(day), "23 Nov 2026"},
		{"date with zeros", nl.Date(early), "01-03-2026"},
		{"date without zeros en", en.Date(early), "1 Mar 2026"},
		{"no date", nl.Date(date.Day{}), ""},
		{"medium", nl.MediumDate(early), "1 maart 2026"},
		{"medium en", en.MediumDate(day), "23 November 2026"},
		{"long", nl.LongDate(day), "maandag 23 november 2026"},
		{"long en", en.LongDate(day), "Monday 23 November 2026"},
		{"time in its own offset", nl.Time(moment), "09:05 uur"},
		{"time en", en.Time(moment), "09:05"},
		{"no time", en.Time(date.Moment{}), ""},
		{"moment", nl.Moment(moment), "23-11-2026, 09:05 uur"},
		{"moment en", en.Moment(moment), "23 Nov 2026, 09:05"},
		{"weekday", nl.Weekday(time.Sunday), "zondag"},
		{"month", nl.Month(time.May), "mei"},
		{"small number", nl.Number(999), "999"},
		{"thousands", nl.Number(1234567), "1.234.567"},
		{"thousands en", en.Number(1234), "1,234"},
		{"negative", nl.Number(-1234), "-1.234"},
		{"negative without thousands", nl.Number(-123), "-123"},
		{"empty list", nl.List(), ""},
		{"list of one", nl.List("a"), "a"},
		{"list of two", nl.List("a", "b"), "a en b"},
		{"list of three", en.List("a", "b", "c"), "a, b and c"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, c.got, c.want)
		}
	}
}

func TestTermsHaveNamesInBothLanguages(t *testing.T) {
	nl, en := open(t, "nl"), open(t, "en")
	for _, c := range []struct{ name, got, want string }{
		{"from the vocabulary", nl.Term(language.OrganisationKinds, "police"), "Politie"},
		{"from the vocabulary en", en.Term(language.OrganisationKinds, "police"), "Police"},
		{"English from the translations", en.Term(language.AgreementStatuses, "in_force"), "In force"},
		{"of a domain type", language.Term(nl, language.ActionStatuses, partnership.ActionWaiting), "Wacht op partner"},
		{"sensitivity", nl.Term(language.Sensitivities, "police"), "politiegegeven (Wpg)"},
		{"legal basis", nl.Term(language.LegalBases, "wpg_20"), "Wpg art. 20"},
		{"own set", en.Term(language.Channels, "visit"), "Visit"},
		{"unknown", nl.Term(language.Channels, "pigeon"), "pigeon"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, c.got, c.want)
		}
	}
}

func TestProblemNamesFieldValueAndOther(t *testing.T) {
	nl, en := open(t, "nl"), open(t, "en")
	for _, c := range []struct{ name, got, want string }{
		{
			"order", nl.Problem("positions[0].until", "order", "2020-01-01", "since"),
			"Veld ‘tot’ (positions[0].until): 2020-01-01 ligt voor het begin (since).",
		},
		{
			"reference", nl.Problem("contacts[3].positions[0].organisation", "reference", "o9", "organisation"),
			"Veld ‘organisatie’ (contacts[3].positions[0].organisation): ‘o9’ staat niet in de lijst ‘organisaties’; voeg het daar toe of verbeter de verwijzing.",
		},
		{
			"name by its place", en.Problem("agreements[0].transitions[1].to", "term", "x", "draft|review|in_force"),
			"Field ‘new status’ (agreements[0].transitions[1].to): ‘x’ cannot stand here; choose from: draft, review or in_force.",
		},
		{"unknown field", nl.Problem("colour", "required", "", ""), "Veld ‘colour’ (colour): dit is verplicht en staat er niet."},
		{
			"a template in a value is text", en.Problem("kvk", "format", "{{.X}}", "12345678"),
			"Field ‘trade register number’ (kvk): ‘{{.X}}’ does not have the right form, which is: 12345678.",
		},
	} {
		if c.got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, c.got, c.want)
		}
	}
}

func TestObstacleTellsWhatToDo(t *testing.T) {
	on := date.MustParse("2026-11-23")
	for _, c := range []struct{ got, want string }{
		{open(t, "nl").Obstacle("expired", "", on), "Het convenant gold tot en met 23-11-2026; verleng het eerst."},
		{
			open(t, "en").Obstacle("signed", "Police", date.Day{}),
			"Police has signed this text already. Remove the signature first; a new text asks for a new signature.",
		},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}

func TestMissingTextShowsItsKey(t *testing.T) {
	l := open(t, "nl")
	for name, got := range map[string]string{
		"domain.nothing":     l.Text("domain.nothing"),
		"domain.rule.order":  l.Text("domain.rule.order", "Value", "x"),
		"domain.rule.format": l.Text("domain.rule.format", "Value"),
	} {
		if got != name {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func TestNamesSortTheDutchWay(t *testing.T) {
	names := []string{"Zeeman", "basisteam 10", "Öztürk", "Oosten", "Basisteam 2", "çelik", "Dam", "Étienne", "basisteam 2", "IJssel", "Iep"}
	slices.SortFunc(names, open(t, "nl").Compare)
	want := []string{"basisteam 2", "Basisteam 2", "basisteam 10", "çelik", "Dam", "Étienne", "Iep", "IJssel", "Oosten", "Öztürk", "Zeeman"}
	if !slices.Equal(names, want) {
		t.Errorf("got %v", names)
	}
}

func TestLanguageServesManyGoroutines(t *testing.T) {
	l := open(t, "nl")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 50 {
				if l.Compare("Aa", "B") >= 0 || l.Problem("due", "required", "", "") == "" {
					t.Error("wrong answer")
				}
			}
		})
	}
	all.Wait()
}
