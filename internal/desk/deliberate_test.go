package desk

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/sharing"
)

var signal = Question{From: "o-jw", To: "o-wt", Category: "concern", Purpose: "early_signal", On: monday, Forum: "a-straat/f-signaal"}

var days = cmpopts.EquateComparable(date.Day{})

func reopen(t *testing.T, d *Desk, id partnership.ID) Reopened {
	t.Helper()
	r, err := d.Reopen(t.Context(), id, monday.AddDays(1000))
	must(t, err)
	return r
}

func TestADeliberationIsReadYearsLaterAsOnItsDay(t *testing.T) {
	d := demoTown(t)
	advice, err := d.Advise(signal)
	must(t, err)
	want := d.Explain(signal, advice)
	id, err := d.Deliberate(signal, Considered{Necessity: " Anders komt hulp te laat. ", Decision: partnership.DecidedShared, By: "Esra"})
	must(t, err)

	must(t, Edit(d, "test", "a-straat", func(a *partnership.Agreement) error {
		a.Title, a.TerminatedOn = "Heel iets anders", monday
		a.Provisions = a.Provisions[:1]
		return nil
	}))
	must(t, Edit(d, "test", "o-wt", func(o *partnership.Organisation) error { o.Name = "Anders"; return nil }))
	got := reopen(t, d, id)
	if !got.Kept || got.Deliberation.Necessity != "Anders komt hulp te laat." || got.Deliberation.Decision != partnership.DecidedShared {
		t.Errorf("%+v", got.Deliberation)
	}
	if diff := cmp.Diff(want, got.Explanation, days); diff != "" {
		t.Error(diff)
	}
	if got.Now != nil && got.Now.Advice.Open() {
		t.Errorf("now it is %s", got.Now.Outcome)
	}
}

func TestWhatWasKeptGoesWithTheDeliberation(t *testing.T) {
	d := demoTown(t)
	id, err := d.Deliberate(signal, Considered{})
	must(t, err)
	if hits := d.Search("Stand van de afspraken"); len(hits) > 0 {
		t.Errorf("what is kept is found by itself: %v", hits)
	}

	// To another vault and back.
	folder := filepath.Join(t.TempDir(), "bytes")
	var bundle bytes.Buffer
	must(t, d.Export(&bundle))
	_, err = d.ExportAttachments(folder)
	must(t, err)
	file := filepath.Join(t.TempDir(), "all.json")
	must(t, Save(file, func(w io.Writer) error { _, err := w.Write(bundle.Bytes()); return err }))
	other, _, _ := newVault(t)
	_, err = other.Import(t.Context(), Import{Files: []string{file}, Attachments: folder})
	must(t, err)
	if r := reopen(t, other, id); !r.Kept || len(r.Explanation.Cited) == 0 {
		t.Errorf("%+v", r.Explanation)
	}

	must(t, d.RemoveDeliberation(id))
	if _, err := d.Record(standingID(id)); err == nil {
		t.Error("what was kept is left behind")
	}
	if _, err := d.Undo(); err != nil {
		t.Fatal(err)
	}
	if r := reopen(t, d, id); !r.Kept {
		t.Error("undone, and what was kept did not come back")
	}
}

// One that came from a file has nothing kept with it, and says so.
func TestADeliberationFromAFile(t *testing.T) {
	d := demoTown(t)
	r := reopen(t, d, "d-1")
	if r.Kept || r.Explanation.Outcome != "Toch wel, mits" || len(r.Explanation.Points) == 0 || len(r.Explanation.Conditions) != 2 {
		t.Errorf("%+v", r)
	}
	if r = reopen(t, d, "d-2"); r.Explanation.Advice.Outcome != sharing.StatutoryRoute || len(r.Explanation.Bases) != 1 {
		t.Errorf("%+v", r.Explanation)
	}
}

func TestEveryOutcomeCanBeKept(t *testing.T) {
	d := demoTown(t)
	organisations, kept := All[partnership.Organisation](d), map[Outcome]bool{}
	aid := d.Aid()
	for _, from := range organisations {
		for _, to := range organisations {
			for _, c := range d.Vocabulary().InformationCategories {
				q := Question{From: from.ID, To: to.ID, Category: c.ID, Purpose: "public_order", On: monday}
				advice, err := aid.Advise(q)
				must(t, err)
				if kept[advice.Outcome] {
					continue
				}
				kept[advice.Outcome] = true
				id, err := d.Deliberate(q, Considered{Decision: partnership.DecidedNotShared})
				must(t, err)
				if diff := cmp.Diff(d.Explain(q, advice), reopen(t, d, id).Explanation, days); diff != "" {
					t.Errorf("%s: %s", advice.Outcome, diff)
				}
			}
		}
	}
	if len(kept) != len(sharing.Outcomes()) {
		t.Errorf("only %v were kept", kept)
	}
	year, _, _ := monday.Date()
	total := 0
	for _, tally := range d.Tallies(year) {
		total += tally.Total
	}
	if total < len(kept) {
		t.Errorf("%d counted", total)
	}
}

func TestCluesKnowTheContacts(t *testing.T) {
	d := demoTown(t)
	c := All[partnership.Contact](d)[0]
	if clues := d.Lookout().Look("Besproken met "+c.Name()+" van de Politie.", monday); len(clues) > 0 {
		t.Errorf("%v", clues)
	}
	clues := d.Lookout().Look("Besproken met Kevin Achternaam.", monday)
	if len(clues) != 1 || !strings.Contains(d.ExplainClue(clues[0]), "Kevin Achternaam") {
		t.Errorf("%v", clues)
	}
}

func TestWhatIfTellsWhatAnAddendumWouldOpen(t *testing.T) {
	d := demoTown(t)
	draft, _, err := Get[partnership.Agreement](d, "a-straat")
	must(t, err)
	draft.Provisions = append(draft.Provisions, partnership.Provision{
		ID: "new", From: "o-gem", To: "o-won", Category: "nuisance_report", Purpose: draft.Purposes[0], LegalBasis: "gdpr_6_1_e", AddedOn: date.Day{},
	})
	changes, err := d.WhatIf(draft, monday)
	must(t, err)
	if len(changes) != 1 || changes[0].Before.Open() || !changes[0].After.Open() || changes[0].Question.To != "o-won" {
		t.Errorf("%+v", changes)
	}
	must(t, d.SetExpectations("a-straat", []Expectation{
		{From: "o-gem", To: "o-won", Category: "nuisance_report", Purpose: draft.Purposes[0], Possible: true},
		{From: "o-gem", To: "o-won", Category: "health", Purpose: draft.Purposes[0]},
		{From: "o-gem", To: "o-gone", Category: "health", Purpose: draft.Purposes[0]},
	}))
	now, _, err := Get[partnership.Agreement](d, "a-straat")
	must(t, err)
	for i, want := range []struct{ before, after bool }{{false, true}, {true, true}, {false, false}} {
		before, after := d.Check(now, monday)[i], d.Check(draft, monday)[i]
		if before.Met != want.before || after.Met != want.after || before.Gone != (i == 2) {
			t.Errorf("expectation %d: %+v, %+v", i, before, after)
		}
	}
	if _, err := d.Undo(); err != nil || len(d.Expectations("a-straat")) > 0 {
		t.Errorf("undone, and %v is left, %v", d.Expectations("a-straat"), err)
	}
}

func TestWhomToAsk(t *testing.T) {
	d := demoTown(t)
	officers, there := d.Advisers("o-jw", "o-pol", monday)
	if len(officers) != 1 || officers[0].ID != "c-wit" || len(there) == 0 {
		t.Errorf("%v, %v", officers, there)
	}
}

func TestOwnBasesAreNeverWider(t *testing.T) {
	d := demoTown(t)
	wider := OwnBasis{LegalBasis: partnership.LegalBasis{ID: "gdpr_6_1_e", Carries: []partnership.Term{"special"}}, By: "FG"}
	err := d.SetOwnBases([]OwnBasis{wider})
	if fault, _ := FaultOf(err); fault != FaultOwnBasis || len(OwnBasisProblems(err)) != 1 || OwnBasisProblems(err)[0].Field != "carries" {
		t.Errorf("%v", err)
	}
	own := OwnBasis{LegalBasis: partnership.LegalBasis{
		ID: "own_1", Short: "Verordening art. 1", Covers: "Eigen regel", MayRely: []partnership.Term{"*"}, Carries: []partnership.Term{"ordinary"},
	}, By: "FG"}
	must(t, d.SetOwnBases([]OwnBasis{own}))
	must(t, Edit(d, "test", "a-straat", func(a *partnership.Agreement) error { a.Provisions[0].LegalBasis = "own_1"; return nil }))
	if fault, _ := FaultOf(d.SetOwnBases(nil)); fault != FaultInUseByOthers {
		t.Errorf("a legal basis that an agreement names was taken away: %s", fault)
	}
	bases := d.LegalBases()
	if last := bases[len(bases)-1]; last.ID != "own_1" || last.Own == "" || last.Article != "Verordening art. 1" {
		t.Errorf("%+v", last)
	}
}

// What lies under the name of what is kept may come from any file: it is read or left aside, and never stops the program.
func FuzzWhatWasKept(f *testing.F) {
	words, err := programVocabulary()
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(`{"format": "bondgenoot-standing/1", "legal_bases": [], "bundle": {"format": "bondgenoot/1"}}`))
	f.Add([]byte(`{"format": "bondgenoot-standing/2"}`))
	f.Add([]byte(`{"format": "bondgenoot-standing/1", "bundle": {"format": "bondgenoot/1", "agreements": [{"id": "a"}]}}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		p := parseStanding(t.Context(), content, words)
		if p == nil {
			return
		}
		if _, err := sharing.New(&p.vocabulary, p.bundle.Organisations, p.bundle.Agreements).Advise(signal); err == nil && len(p.bundle.Organisations) < 2 {
			t.Error("an answer about organisations that are not there")
		}
	})
}

func TestAnEmergencyIsToBeCompletedOnTheNextWorkingDay(t *testing.T) {
	d := demoTown(t)
	before := len(All[partnership.Action](d))
	q := Question{From: "o-jw", To: "o-pol", Category: "health", Purpose: "child_safety", On: monday.AddDays(4)} // a Friday
	id, err := d.Emergency(q)
	must(t, err)
	if kept := get[partnership.Deliberation](t, d, id); !kept.Urgent || kept.Outcome != string(sharing.StatutoryRoute) || kept.Decision != "" {
		t.Errorf("%+v", kept)
	}
	actions := All[partnership.Action](d)
	due := 0
	for _, a := range actions {
		if strings.HasPrefix(a.Title, "Afweging aanvullen") && a.Due == monday.AddDays(7) && a.Priority == partnership.PriorityHigh {
			due++
		}
	}
	if len(actions) != before+1 || due != 1 {
		t.Errorf("%d actions, %d of them to complete it", len(actions), due)
	}
	if _, err := d.Undo(); err != nil || len(All[partnership.Action](d)) != before {
		t.Errorf("undone in one step: %v", err)
	}
}
