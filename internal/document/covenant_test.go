package document_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/document/documenttest"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares got with a file in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
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
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func covenant(t *testing.T, change func(*partnership.Agreement)) document.Document {
	t.Helper()
	a := documenttest.Covenant()
	if change != nil {
		change(&a)
	}
	d, err := document.Covenant(a, documenttest.Names(), documenttest.Options(t, "nl"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestCovenantHasItsOwnText(t *testing.T) {
	golden(t, "covenant.txt", render(covenant(t, nil)))
}

func TestCovenantInEnglish(t *testing.T) {
	d, err := document.Covenant(documenttest.Covenant(), documenttest.Names(), documenttest.Options(t, "en"))
	if err != nil {
		t.Fatal(err)
	}
	text := render(d)
	for _, want := range []string{"Article 1", "Having regard to", "Page {page} of {pages}", "seen by"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

func TestDraftWithoutArticlesHasTheTemplate(t *testing.T) {
	golden(t, "template.txt", render(covenant(t, func(a *partnership.Agreement) {
		a.Status, a.Articles, a.HavingRegard, a.Considerations = partnership.AgreementDraft, nil, nil, nil
	})))
}

func TestAgreementWithItsTextElsewhereIsARegisterSheet(t *testing.T) {
	for _, status := range []partnership.AgreementStatus{partnership.AgreementInForce, partnership.AgreementSuspended, partnership.AgreementTerminated} {
		t.Run(string(status), func(t *testing.T) {
			text := render(covenant(t, func(a *partnership.Agreement) { a.Status, a.Articles = status, nil }))
			if !strings.Contains(text, "Registerblad") || strings.Contains(text, "Artikel 1") {
				t.Errorf("not a register sheet:\n%s", text)
			}
		})
	}
	golden(t, "register.txt", render(covenant(t, func(a *partnership.Agreement) { a.Articles = nil })))
}

func TestKindWithoutTemplateIsTold(t *testing.T) {
	a := documenttest.Covenant()
	a.Kind, a.Status, a.Articles = "nightlife", partnership.AgreementReview, nil
	o := documenttest.Options(t, "nl")
	o.Templates = &document.Library{}
	_, err := document.Covenant(a, documenttest.Names(), o)
	var none *document.NoTemplateError
	if !errors.Is(err, document.ErrNoTemplate) || !errors.As(err, &none) || none.Kind != "nightlife" {
		t.Fatalf("got %v", err)
	}
}

func TestWatermarkTellsWhatDoesNotHold(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*partnership.Agreement)
		want   string
	}{
		"in force":         {func(*partnership.Agreement) {}, ""},
		"draft":            {func(a *partnership.Agreement) { a.Status = partnership.AgreementDraft }, "CONCEPT"},
		"review":           {func(a *partnership.Agreement) { a.Status = partnership.AgreementReview }, "CONCEPT"},
		"suspended":        {func(a *partnership.Agreement) { a.Status = partnership.AgreementSuspended }, "OPGESCHORT"},
		"terminated":       {func(a *partnership.Agreement) { a.Status = partnership.AgreementTerminated }, "OPGEZEGD"},
		"past its last":    {func(a *partnership.Agreement) { a.ValidUntil = date.MustParse("2026-11-22") }, "VERLOPEN"},
		"on its last day":  {func(a *partnership.Agreement) { a.ValidUntil = date.MustParse("2026-11-23") }, ""},
		"terminated today": {func(a *partnership.Agreement) { a.TerminatedOn = date.MustParse("2026-11-23") }, "OPGEZEGD"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := covenant(t, c.change).Watermark; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFrozenTextIsTheTemplateWithoutLinks(t *testing.T) {
	a := documenttest.Covenant()
	a.Status, a.Articles, a.HavingRegard, a.Considerations, a.Annexes = partnership.AgreementReview, nil, nil, nil, nil
	o := documenttest.Options(t, "nl")
	frozen, err := document.Freeze(a, documenttest.Names(), o)
	if err != nil {
		t.Fatal(err)
	}
	if len(frozen.Articles) < 15 || len(a.Articles) != 0 {
		t.Fatalf("frozen into %d articles, the original has %d", len(frozen.Articles), len(a.Articles))
	}
	for _, article := range frozen.Articles {
		if strings.ContainsAny(article.Text, "{}#") {
			t.Errorf("article %s is not plain: %s", article.ID, article.Text)
		}
	}
	again, err := document.Freeze(frozen, documenttest.Names(), o)
	if err != nil || cmp.Diff(frozen, again, cmp.Comparer(func(a, b date.Day) bool { return a == b })) != "" {
		t.Errorf("freezing twice changes the text: %v", err)
	}
}

func TestActionListPutsOverdueFirst(t *testing.T) {
	no := false
	actions := []partnership.Action{
		{ID: "1", Number: 1, Title: "Bel de school", Organisation: "jw", Contact: "c1", Due: date.MustParse("2026-12-01"), Status: partnership.ActionOpen},
		{ID: "2", Number: 2, Title: "Stuur het verslag", Organisation: "jw", Contact: "c1", Due: date.MustParse("2026-11-01"), Status: partnership.ActionWaiting, Priority: partnership.PriorityHigh, Promises: []date.Day{date.MustParse("2026-10-01")}, Agreement: "old", HiddenUntil: date.MustParse("2027-01-01"), FollowUps: []partnership.FollowUp{{On: date.MustParse("2026-11-10"), Reached: &no}, {On: date.MustParse("2026-11-12"), Note: "komt volgende week"}}},
		{ID: "3", Title: "Klaar", Organisation: "jw", Status: partnership.ActionDone},
		{ID: "4", Title: "Verborgen", Organisation: "jw", Status: partnership.ActionOpen, HiddenUntil: date.MustParse("2026-12-24")},
		{ID: "5", Title: "Plan de evaluatie", Organisation: "gem", Status: partnership.ActionInProgress},
		{ID: "6", Title: "Van niemand", Status: partnership.ActionOpen},
		{ID: "7", Title: "Van de organisatie", Organisation: "jw", Status: partnership.ActionOpen},
	}
	golden(t, "actions.txt", render(document.ActionList(actions, documenttest.Names(), documenttest.Options(t, "nl"))))
}

func TestEmptyActionListSaysSo(t *testing.T) {
	d := document.ActionList(nil, documenttest.Names(), documenttest.Options(t, "nl"))
	if text := render(d); !strings.Contains(text, "Er staan geen acties open.") {
		t.Error(text)
	}
}
