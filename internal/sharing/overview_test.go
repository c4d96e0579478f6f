package sharing_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/sharing"
)

// everything returns every question that can be asked about an organisation on the day of the town's question.
func everything(v *partnership.Vocabulary, w *town, about partnership.ID) []sharing.Question {
	forums := []string{""}
	for _, a := range w.agreements {
		for _, f := range a.Forums {
			forums = append(forums, sharing.ForumName(a.ID, f.ID))
		}
	}
	var all []sharing.Question
	for _, other := range w.organisations {
		for _, c := range v.InformationCategories {
			for _, purpose := range []partnership.Term{"youth_group", "child_safety", "early_signal"} {
				for _, forum := range forums {
					q := sharing.Question{From: about, To: other.ID, Category: c.ID, Purpose: purpose, On: w.question.On, Forum: forum}
					all = append(all, q)
					q.From, q.To = q.To, q.From
					all = append(all, q)
				}
			}
		}
	}
	return all
}

func TestTheTableOfAPartnerIsThatOfAllQuestions(t *testing.T) {
	overTowns(t, func(t *rapid.T, v *partnership.Vocabulary, d drawing, w *town) {
		about := d.organisation()
		aid := sharing.New(v, w.organisations, w.agreements)
		lines, err := aid.Around(about, w.question.On)
		if err != nil {
			t.Fatal(err)
		}
		listed := map[sharing.Question]bool{}
		for _, l := range lines {
			listed[l.Question] = true
			again, err := aid.Advise(l.Question)
			if err != nil || told(again) != told(l.Advice) || !allowed(again) {
				t.Fatalf("%+v: %s, %v", l.Question, told(again), err)
			}
		}
		for _, q := range everything(v, w, about) {
			advice, err := aid.Advise(q)
			if err != nil {
				t.Fatal(err)
			}
			outside := q
			outside.Forum = ""
			want := allowed(advice) && len(advice.Findings) > 0
			if got := listed[q] || listed[outside]; got != want {
				t.Fatalf("%+v is %s, listed %v", q, told(advice), got)
			}
		}
	})
}

func TestComparisonTellsEveryAnswerThatChanges(t *testing.T) {
	overTowns(t, func(t *rapid.T, v *partnership.Vocabulary, d drawing, w *town) {
		same, err := sharing.Compare(v, w.organisations, w.agreements, w.agreements, w.question.On)
		if err != nil || len(same) > 0 {
			t.Fatalf("nothing changed, and %v, %v", same, err)
		}
		if len(w.agreements) == 0 {
			return
		}
		next := deep(w)
		a := &next.agreements[0]
		a.Provisions = append(a.Provisions, partnership.Provision{ID: "new", From: "any", To: "any", Category: "concern", Purpose: "youth_group", LegalBasis: "gdpr_6_1_c", Conditions: []partnership.Term{"consent"}})
		changes, err := sharing.Compare(v, w.organisations, w.agreements, next.agreements, w.question.On)
		if err != nil {
			t.Fatal(err)
		}
		for _, from := range w.organisations {
			for _, to := range w.organisations {
				q := sharing.Question{From: from.ID, To: to.ID, Category: "concern", Purpose: "youth_group", On: w.question.On}
				was, now := *w, *next
				was.question, now.question = q, q
				differs := ask(t, v, &was).Outcome != ask(t, v, &now).Outcome && allowed(ask(t, v, &now))
				if told := slices.ContainsFunc(changes, func(c sharing.Change) bool { return c.Question == q }); differs && !told {
					t.Fatalf("%+v changes and is not told", q)
				}
			}
		}
	})
}

func TestRecipientsAreEverybodyElse(t *testing.T) {
	w, words := newTown(), vocabulary(t)
	w.table("gem", "pol")
	aid := sharing.New(words, w.organisations, w.agreements)
	lines, err := aid.Recipients(w.question)
	if err != nil || len(lines) != len(w.organisations)-1 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	for _, l := range lines {
		if open := l.Advice.Open(); open != (l.Question.To == "pol") || open && l.Question.Forum != "a/f" {
			t.Errorf("%+v: %s", l.Question, told(l.Advice))
		}
	}
	lines, err = aid.Providers(w.question)
	if err != nil || len(lines) != len(w.organisations)-1 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
}

func TestTallyCountsAYear(t *testing.T) {
	one := func(on string, category partnership.Term, outcome string, decision partnership.DeliberationDecision) partnership.Deliberation {
		return partnership.Deliberation{On: day(on), Category: category, Outcome: outcome, Decision: decision}
	}
	got := sharing.TallyYear(vocabulary(t), []partnership.Deliberation{
		one("2026-01-01", "health", "not_covered", partnership.DecidedShared),
		one("2026-12-31", "health", "permitted", partnership.DecidedNotShared),
		one("2026-06-01", "concern", "permitted", partnership.DecidedShared),
		one("2026-06-01", "health", "ask_advice", ""),
		one("2025-12-31", "health", "permitted", ""), one("2027-01-01", "health", "permitted", ""),
	}, 2026)
	if len(got) != 2 || got[0].Category != "concern" || got[0].Total != 1 || got[0].Against != 0 {
		t.Fatalf("%+v", got)
	}
	if h := got[1]; h.Total != 3 || h.Against != 2 || h.Outcomes[sharing.AskAdvice] != 1 || h.Decisions[partnership.DecidedShared] != 1 {
		t.Errorf("%+v", h)
	}
}
