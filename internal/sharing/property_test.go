package sharing_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/sharing"
)

// drawing draws towns that are close to each other, so that what is drawn often nearly matches: few organisations, few
// words, days on and beside each other.
type drawing struct {
	*rapid.T
	words *partnership.Vocabulary
}

func (d drawing) one(of ...string) string { return rapid.SampledFrom(of).Draw(d.T, "one") }

// chance is true once in n times.
func (d drawing) chance(n int) bool { return rapid.IntRange(1, n).Draw(d.T, "chance") == 1 }

var someDays = []string{"2026-06-13", "2026-06-14", "2026-06-15", "2026-06-16", "2026-06-17", "2026-01-01", "2026-12-31"}

func (d drawing) day(n int) date.Day {
	if d.chance(n) {
		return day(d.one(someDays...))
	}
	return date.Day{}
}

// period draws two days in order, either of which may be absent.
func (d drawing) period(n int) (first, last date.Day) {
	first, last = d.day(n), d.day(n)
	if !first.IsZero() && !last.IsZero() && last.Before(first) {
		return last, first
	}
	return first, last
}

var someKinds = []string{"municipality", "police", "youth_work", "mental_health", "school", "youth_protection", "domestic_violence_centre", "school_attendance"}

func (d drawing) town() *town {
	w := &town{}
	for i := range 6 {
		w.organisations = append(w.organisations, partnership.Organisation{ID: partnership.ID(fmt.Sprint("o", i)), Kind: partnership.Term(d.one(someKinds...))})
	}
	for i := range rapid.IntRange(0, 4).Draw(d.T, "agreements") {
		w.agreements = append(w.agreements, d.agreement(partnership.ID(fmt.Sprint("a", i))))
	}
	w.question = d.question(w)
	return w
}

func (d drawing) question(w *town) sharing.Question {
	q := sharing.Question{
		From: d.organisation(), To: d.organisation(), Category: d.category(), Purpose: d.purpose(), On: day(d.one(someDays...)), Urgent: d.chance(4),
	}
	forums := []string{""}
	for _, a := range w.agreements {
		for _, f := range a.Forums {
			forums = append(forums, sharing.ForumName(a.ID, f.ID))
		}
	}
	q.Forum = d.one(forums...)
	return q
}

func (d drawing) organisation() partnership.ID {
	return partnership.ID(d.one("o0", "o1", "o0", "o1", "o2", "o3", "o4", "o5"))
}

func (d drawing) organisations(n int) []partnership.ID {
	var ids []partnership.ID
	for range rapid.IntRange(0, n).Draw(d.T, "organisations") {
		ids = append(ids, d.organisation())
	}
	return ids
}

func (d drawing) category() partnership.Term {
	if d.chance(3) {
		return rapid.SampledFrom(d.words.InformationCategories).Draw(d.T, "category").ID
	}
	return partnership.Term(d.one("concern", "health", "school_absence", "police_data"))
}

func (d drawing) purpose() partnership.Term {
	return partnership.Term(d.one("youth_group", "youth_group", "child_safety", "early_signal"))
}

func (d drawing) side() string {
	return d.one(string(d.organisation()), string(d.organisation()), "any", "kind:"+d.one(someKinds...))
}

func (d drawing) agreement(id partnership.ID) partnership.Agreement {
	a := partnership.Agreement{
		ID: id, Status: partnership.AgreementStatus(d.one("in_force", "in_force", "in_force", "draft", "review", "suspended", "terminated")),
		Purposes: []partnership.Term{"youth_group"}, TerminatedOn: d.day(6),
	}
	if d.chance(2) {
		a.Purposes = append(a.Purposes, "child_safety", "early_signal")
	}
	a.ValidFrom, a.ValidUntil = d.period(3)
	a.SuspendedFrom, a.SuspendedUntil = d.period(6)
	for i := range rapid.IntRange(0, 2).Draw(d.T, "forums") {
		a.Forums = append(a.Forums, partnership.Forum{ID: partnership.ID(fmt.Sprint("f", i)), Participants: d.organisations(4), Suppliers: d.organisations(2)})
	}
	for range rapid.IntRange(0, 8).Draw(d.T, "parties") {
		p := partnership.Party{Organisation: d.organisation(), Members: d.organisations(1), SignedOn: d.day(2), Signed: !d.chance(3)}
		p.SuspendedFrom, p.SuspendedUntil = d.period(8)
		if d.chance(6) {
			p.WithdrawnOn = d.day(1)
		}
		if d.chance(8) {
			p.Role = partnership.RoleWitness
		}
		a.Parties = append(a.Parties, p)
	}
	for i := range rapid.IntRange(0, 5).Draw(d.T, "provisions") {
		a.Provisions = append(a.Provisions, d.provision(partnership.ID(fmt.Sprint("p", i)), a.Forums))
	}
	return a
}

func (d drawing) provision(id partnership.ID, forums []partnership.Forum) partnership.Provision {
	p := partnership.Provision{ID: id, From: d.side(), To: d.side(), Category: d.category(), Purpose: d.purpose()}
	p.AddedOn, p.DroppedOn = d.period(6)
	if !d.chance(6) {
		p.LegalBasis = rapid.SampledFrom(d.words.LegalBases).Draw(d.T, "basis").ID
	}
	for _, condition := range []partnership.Term{"consent", "inform", "minimum"} {
		if d.chance(3) {
			p.Conditions = append(p.Conditions, condition)
		}
	}
	if len(forums) > 0 && d.chance(3) {
		p.Forum = rapid.SampledFrom(forums).Draw(d.T, "forum").ID
	}
	return p
}

// ask answers the question of a town.
func ask(t interface{ Fatal(...any) }, v *partnership.Vocabulary, w *town) sharing.Advice {
	advice, err := sharing.New(v, w.organisations, w.agreements).Advise(w.question)
	if err != nil {
		t.Fatal(err)
	}
	return advice
}

func allowed(a sharing.Advice) bool {
	return a.Outcome == sharing.Permitted || a.Outcome == sharing.PermittedWithConditions
}

// deep copies a town, so that it can be changed.
func deep(w *town) *town {
	c := *w
	c.agreements = nil
	content, err := json.Marshal(w.agreements)
	if err != nil {
		panic(err)
	}
	if err := json.Unmarshal(content, &c.agreements); err != nil {
		panic(err)
	}
	return &c
}

func overTowns(t *testing.T, check func(t *rapid.T, v *partnership.Vocabulary, d drawing, w *town)) {
	v := vocabulary(t)
	rapid.Check(t, func(t *rapid.T) {
		d := drawing{t, v}
		check(t, v, d, d.town())
	})
}

var answerOnly = cmpopts.IgnoreFields(sharing.Advice{}, "Findings")

func TestAnswersAreThoseOfTheRulesReadAloud(t *testing.T) {
	outcomes := map[sharing.Outcome]int{}
	overTowns(t, func(t *rapid.T, v *partnership.Vocabulary, d drawing, w *town) {
		for range 20 {
			w.question = d.question(w)
			got := ask(t, v, w)
			outcomes[got.Outcome]++
			if diff := cmp.Diff(naive(v, w), got, answerOnly); diff != "" {
				t.Fatal(diff)
			}
		}
	})
	for _, o := range sharing.Outcomes() {
		if outcomes[o] == 0 {
			t.Errorf("nothing was answered with %s: %v", o, outcomes)
		}
	}
}

func TestPersonalDataIsPermittedOnlyByASoundProvisionInForce(t *testing.T) {
	overTowns(t, func(t *rapid.T, v *partnership.Vocabulary, _ drawing, w *town) {
		advice := ask(t, v, w)
		category, _ := v.Category(w.question.Category)
		if !allowed(advice) || category.Sensitivity == "none" {
			return
		}
		if len(advice.Findings) == 0 {
			t.Fatal("permitted by nothing")
		}
		for _, f := range advice.Findings {
			i := slices.IndexFunc(w.agreements, func(a partnership.Agreement) bool { return a.ID == f.Agreement })
			a := w.agreements[i]
			p := a.Provisions[slices.IndexFunc(a.Provisions, func(p partnership.Provision) bool { return p.ID == f.Provision })]
			basis, ok := v.LegalBasis(p.LegalBasis)
			switch {
			case !f.Sound():
				t.Errorf("%v is not sound", f)
			case len(a.ForceOn(w.question.On)) > 0 || a.PartyLapse(w.question.From, w.question.On) != "" || a.PartyLapse(w.question.To, w.question.On) != "":
				t.Errorf("%v does not bind both on %v", f, w.question.On)
			case p.LapseOn(w.question.On) != "" || p.Category != w.question.Category || p.Purpose != w.question.Purpose:
				t.Errorf("%v is about something else", f)
			case !ok || !slices.Contains(basis.Carries, category.Sensitivity):
				t.Errorf("%v has no basis that carries it", f)
			}
		}
	})
}

func TestTakingAwayNeverPermits(t *testing.T) {
	overTowns(t, func(t *rapid.T, v *partnership.Vocabulary, d drawing, w *town) {
		if len(w.agreements) == 0 || allowed(ask(t, v, w)) {
			return
		}
		less := deep(w)
		i := rapid.IntRange(0, len(less.agreements)-1).Draw(t, "agreement")
		a := &less.agreements[i]
		what := d.one("agreement", "provision", "party", "signature")
		switch {
		case what == "agreement":
			less.agreements = slices.Delete(less.agreements, i, i+1)
			if strings.HasPrefix(less.question.Forum, string(w.agreements[i].ID)+"/") {
				return // its consultation went with it
			}
		case what == "provision" && len(a.Provisions) > 0:
			j := rapid.IntRange(0, len(a.Provisions)-1).Draw(t, "provision")
			a.Provisions = slices.Delete(a.Provisions, j, j+1)
		case len(a.Parties) > 0:
			j := rapid.IntRange(0, len(a.Parties)-1).Draw(t, "party")
			if what == "party" {
				a.Parties = slices.Delete(a.Parties, j, j+1)
			} else {
				a.Parties[j].Signed, a.Parties[j].SignedOn = false, date.Day{}
			}
		}
		if advice := ask(t, v, less); allowed(advice) {
			t.Fatalf("without a %s it became %s", what, told(advice))
		}
	})
}

func TestOrderDoesNotMatter(t *testing.T) {
	overTowns(t, func(t *rapid.T, v *partnership.Vocabulary, _ drawing, w *town) {
		seed := rapid.Uint64().Draw(t, "order")
		shuffled := deep(w)
		mix := rand.New(rand.NewPCG(seed, seed))
		mix.Shuffle(len(shuffled.agreements), func(i, j int) {
			shuffled.agreements[i], shuffled.agreements[j] = shuffled.agreements[j], shuffled.agreements[i]
		})
		shuffled.organisations = slices.Clone(w.organisations)
		slices.Reverse(shuffled.organisations)
		for _, a := range shuffled.agreements {
			mix.Shuffle(len(a.Provisions), func(i, j int) { a.Provisions[i], a.Provisions[j] = a.Provisions[j], a.Provisions[i] })
			mix.Shuffle(len(a.Forums), func(i, j int) { a.Forums[i], a.Forums[j] = a.Forums[j], a.Forums[i] })
			moveParties(a.Parties, mix)
		}
		if diff := cmp.Diff(ask(t, v, w), ask(t, v, shuffled)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// moveParties brings parties in another order, in which the entries that stand for one organisation keep theirs: the
// first of them tells why it is not bound.
func moveParties(parties []partnership.Party, mix *rand.Rand) {
	for range len(parties) * 3 {
		i := mix.IntN(max(1, len(parties)-1))
		if i+1 >= len(parties) {
			return
		}
		x, y := parties[i], parties[i+1]
		all := append([]partnership.ID{y.Organisation}, y.Members...)
		if !slices.ContainsFunc(append([]partnership.ID{x.Organisation}, x.Members...), func(id partnership.ID) bool { return slices.Contains(all, id) }) {
			parties[i], parties[i+1] = y, x
		}
	}
}

// From one day to the next an answer changes only where a day that is written in an agreement is one of the two.
func TestAnswersChangeOnlyOnDaysThatAreWritten(t *testing.T) {
	overTowns(t, func(t *rapid.T, v *partnership.Vocabulary, _ drawing, w *town) {
		written := map[date.Day]bool{}
		for _, a := range w.agreements {
			for _, d := range []date.Day{a.ValidFrom, a.ValidUntil, a.TerminatedOn, a.SuspendedFrom, a.SuspendedUntil} {
				written[d] = true
			}
			for _, p := range a.Parties {
				for _, d := range []date.Day{p.SignedOn, p.WithdrawnOn, p.SuspendedFrom, p.SuspendedUntil} {
					written[d] = true
				}
			}
			for _, p := range a.Provisions {
				written[p.AddedOn], written[p.DroppedOn] = true, true
			}
		}
		for d := day("2026-06-11"); d.Before(day("2026-06-19")); d = d.AddDays(1) {
			w.question.On = d
			today := ask(t, v, w)
			w.question.On = d.AddDays(1)
			tomorrow := ask(t, v, w)
			if !written[d] && !written[d.AddDays(1)] && !cmp.Equal(today, tomorrow) {
				t.Fatalf("between %v and %v:\n%s\n%s", d, d.AddDays(1), told(today), told(tomorrow))
			}
		}
	})
}

func TestAnswersNameOnlyWhatExists(t *testing.T) {
	overTowns(t, func(t *rapid.T, v *partnership.Vocabulary, _ drawing, w *town) {
		advice := ask(t, v, w)
		names := map[string]bool{}
		for _, a := range w.agreements {
			for _, p := range a.Provisions {
				names[string(a.ID)+"/"+string(p.ID)] = true
			}
		}
		for i, name := range advice.Provisions {
			f := advice.Findings[i]
			if !names[name] || name != string(f.Agreement)+"/"+string(f.Provision) {
				t.Errorf("provision %s, finding %v", name, f)
			}
		}
		for _, id := range slices.Concat(advice.LegalBases, advice.Routes) {
			if !v.HasLegalBasis(id) {
				t.Errorf("legal basis %s", id)
			}
		}
		for _, id := range advice.Conditions {
			if !v.HasCondition(id) {
				t.Errorf("condition %s", id)
			}
		}
		for _, r := range advice.Reasons {
			if !slices.Contains(sharing.Reasons(), r) {
				t.Errorf("reason %s", r)
			}
		}
		if len(advice.Reasons) == 0 || !slices.Contains(sharing.Outcomes(), advice.Outcome) {
			t.Errorf("%s", told(advice))
		}
		for _, l := range [][]string{list(advice.Reasons), advice.Provisions, list(advice.Conditions), list(advice.LegalBases), list(advice.Routes)} {
			if !slices.IsSorted(l) || len(slices.Compact(slices.Clone(l))) != len(l) {
				t.Errorf("%v is not sorted or has doubles", l)
			}
		}
	})
}

// What is kept with a deliberation is the agreements that its advice cites: they must be enough to answer again.
func TestTheAgreementsThatAreCitedAreEnough(t *testing.T) {
	overTowns(t, func(t *rapid.T, v *partnership.Vocabulary, _ drawing, w *town) {
		advice := ask(t, v, w)
		fewer := deep(w)
		fewer.agreements = slices.DeleteFunc(fewer.agreements, func(a partnership.Agreement) bool {
			cited := slices.ContainsFunc(advice.Findings, func(f sharing.Finding) bool { return f.Agreement == a.ID })
			return !cited && !strings.HasPrefix(w.question.Forum, string(a.ID)+"/")
		})
		if advice.Outcome == sharing.NotCovered || len(advice.Findings) > 0 {
			if diff := cmp.Diff(advice, ask(t, v, fewer)); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

func TestAnAidThatWasAskedBeforeAnswersTheSame(t *testing.T) {
	overTowns(t, func(t *rapid.T, v *partnership.Vocabulary, d drawing, w *town) {
		aid := sharing.New(v, w.organisations, w.agreements)
		for range 5 {
			other := w.question
			other.From, other.To, other.On = d.organisation(), d.organisation(), day(d.one(someDays...))
			if _, err := aid.Advise(other); err != nil {
				t.Fatal(err)
			}
		}
		again, err := aid.Advise(w.question)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(ask(t, v, w), again); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestReasonsAreSorted(t *testing.T) {
	if !slices.IsSorted(sharing.Reasons()) {
		t.Error(sharing.Reasons())
	}
}

func TestUnknownThingsAreTold(t *testing.T) {
	for _, c := range []struct {
		change func(q *sharing.Question)
		want   sharing.UnknownError
	}{
		{func(q *sharing.Question) { q.From = "nobody" }, sharing.UnknownError{Field: "from", Value: "nobody"}},
		{func(q *sharing.Question) { q.To = "" }, sharing.UnknownError{Field: "to"}},
		{func(q *sharing.Question) { q.Category = "gossip" }, sharing.UnknownError{Field: "category", Value: "gossip"}},
		{func(q *sharing.Question) { q.Purpose = "fun" }, sharing.UnknownError{Field: "purpose", Value: "fun"}},
		{func(q *sharing.Question) { q.On = date.Day{} }, sharing.UnknownError{Field: "on"}},
		{func(q *sharing.Question) { q.Forum = "a/nowhere" }, sharing.UnknownError{Field: "forum", Value: "a/nowhere"}},
		{func(q *sharing.Question) { q.Forum = "a" }, sharing.UnknownError{Field: "forum", Value: "a"}},
		{func(q *sharing.Question) { q.Forum = "b/f" }, sharing.UnknownError{Field: "forum", Value: "b/f"}},
	} {
		w := newTown()
		c.change(&w.question)
		_, err := sharing.New(vocabulary(t), w.organisations, w.agreements).Advise(w.question)
		var unknown *sharing.UnknownError
		if !errors.As(err, &unknown) || *unknown != c.want {
			t.Errorf("%v, want %v", err, c.want)
		}
	}
}
