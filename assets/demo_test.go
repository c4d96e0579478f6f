package assets_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/assets"
	"codeberg.org/bondgenoot/bondgenoot/internal/agenda"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// days is long enough to see every weekday in every month, a leap day and both changes of the clock.
const days = 800

var first = date.MustParse("2027-01-01")

func vocabulary(t *testing.T) partnership.Vocabulary {
	t.Helper()
	v, err := partnership.ReadVocabulary(assets.Vocabulary(), assets.LegalBases())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func written(t *testing.T, day date.Day) []byte {
	t.Helper()
	content, err := assets.Demo(day)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func demoOn(t *testing.T, v partnership.Vocabulary, day date.Day) exchange.Bundle {
	t.Helper()
	options := exchange.ReadOptions{Name: "demo on " + day.String(), Vocabulary: v}
	b, err := exchange.ReadBundle(context.Background(), bytes.NewReader(written(t, day)), options)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDemoIsWrittenAsABundleIs(t *testing.T) {
	v := vocabulary(t)
	for i := 0; i < days; i += 7 {
		day := first.AddDays(i)
		b := demoOn(t, v, day)
		var again bytes.Buffer
		if err := exchange.WriteBundle(&again, b); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(again.Bytes(), written(t, day)) {
			t.Fatalf("%s: the demo is not written as a bundle is", day)
		}
	}
}

// Reading a bundle validates all of it, so this holds the demo valid on every day too.
func TestDemoHasSomethingDueOnEveryDay(t *testing.T) {
	v := vocabulary(t)
	for i := range days {
		day := first.AddDays(i)
		b := demoOn(t, v, day)
		due := agenda.Today(agenda.Records{
			Contacts: b.Contacts, Agreements: b.Agreements, Meetings: b.Meetings, Actions: b.Actions,
		}, day)
		reasons := map[agenda.Reason]bool{}
		for _, attention := range due.Agreements {
			reasons[attention.Reason] = true
		}
		for list, filled := range map[string]bool{
			"overdue":  len(due.Overdue) >= 4,
			"today":    len(due.Today) >= 2,
			"week":     len(due.Week) > 0 || day.Weekday() == time.Sunday, // no day of the week is left
			"waiting":  len(due.Waiting) >= 3,
			"prepare":  len(due.Prepare) > 0,
			"minutes":  len(due.Minutes) > 0,
			"unsigned": len(due.Unsigned) == 3,
			"quiet":    len(due.Quiet) == 3,
			"evaluation, notice, expiry and signatory": reasons["evaluation_due"] && reasons["notice_deadline"] &&
				reasons["expiring"] && reasons["signatory_left"] && !reasons["expired"],
		} {
			if !filled {
				t.Errorf("%s: %s: %+v", day, list, due)
			}
		}
	}
}

func TestDemoHoldsWhatItPromises(t *testing.T) {
	day := first
	b := demoOn(t, vocabulary(t), day)
	left := 0
	for _, c := range b.Contacts {
		current := false
		for _, p := range c.Positions {
			current = current || day.Within(p.Since, p.Until)
		}
		if !current {
			left++
		}
	}
	statuses := map[partnership.AgreementStatus]int{}
	articles := map[partnership.ID]int{}
	for _, a := range b.Agreements {
		statuses[a.Status]++
		articles[a.ID] = len(a.Articles)
	}
	ambitions := 0
	for _, m := range b.Meetings {
		if m.Kind == "ambition" && m.SharedAmbition == "een veilig opgroeiklimaat voor elke jongere" {
			ambitions = len(m.Ambitions)
		}
	}
	for _, c := range []struct {
		what      string
		got, want int
	}{
		{"organisations", len(b.Organisations), 14},
		{"contacts", len(b.Contacts), 30},
		{"contacts that left", left, 2},
		{"agreements", len(b.Agreements), 4},
		{"agreements in force", statuses[partnership.AgreementInForce], 2},
		{"agreements in review", statuses[partnership.AgreementReview], 1},
		{"drafts", statuses[partnership.AgreementDraft], 1},
		{"articles of the draft, which takes those of the template", articles["a-jeugdgroep"], 0},
		{"series", len(b.Series), 2},
		{"meetings", len(b.Meetings), 6},
		{"ambitions", ambitions, 9},
		{"actions", len(b.Actions), 25},
		{"deliberations", len(b.Deliberations), 2},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %d, want %d", c.what, c.got, c.want)
		}
	}
}

func TestDemoTellsNoPastThatIsToCome(t *testing.T) {
	v := vocabulary(t)
	for i := 0; i < days; i += 5 {
		day := first.AddDays(i)
		b := demoOn(t, v, day)
		past := func(what partnership.ID, on date.Day) {
			if on.After(day) {
				t.Errorf("%s: %s is told on %s", day, what, on)
			}
		}
		for _, c := range b.Contacts {
			for _, s := range c.Spoken {
				past(c.ID, s.On)
			}
		}
		for _, a := range b.Actions {
			past(a.ID, a.DoneOn)
			for _, f := range a.FollowUps {
				past(a.ID, f.On)
			}
		}
		for _, m := range b.Meetings {
			past(m.ID, m.MinutesApprovedOn)
			if weekday := m.Start.Day().Weekday(); weekday == time.Saturday || weekday == time.Sunday {
				t.Errorf("%s: %s is in a weekend", day, m.ID)
			}
			if (m.Minutes != "" || len(m.Decisions) > 0) && !m.Start.Day().Before(day) {
				t.Errorf("%s: %s has minutes before it was", day, m.ID)
			}
		}
		for _, a := range b.Agreements {
			for _, p := range a.Parties {
				past(a.ID, p.SignedOn)
				if a.ValidFrom != (date.Day{}) && !p.SignedOn.Before(a.ValidFrom) {
					t.Errorf("%s: %s holds from %s, %s signed on %s", day, a.ID, a.ValidFrom, p.Organisation, p.SignedOn)
				}
			}
		}
	}
}

// The rules for a sound provision are those of doc/sharing.md, "Order of evaluation", 4, as far as they need no forum.
func TestDemoProvisionsRestOnSoundLegalBases(t *testing.T) {
	v := vocabulary(t)
	b := demoOn(t, v, first)
	kinds := map[string]partnership.Term{}
	for _, o := range b.Organisations {
		kinds[string(o.ID)] = o.Kind
	}
	for _, a := range b.Agreements {
		for _, p := range a.Provisions {
			if why := unsound(v, a, p, kinds[p.From], kinds[p.To]); why != "" {
				t.Errorf("%s/%s: %s", a.ID, p.ID, why)
			}
		}
	}
}

func unsound(v partnership.Vocabulary, a partnership.Agreement, p partnership.Provision, from, to partnership.Term) string {
	category := find(v.InformationCategories, func(c partnership.InformationCategory) bool { return c.ID == p.Category })
	if category.Sensitivity == "none" {
		return ""
	}
	basis := find(v.LegalBases, func(b partnership.LegalBasis) bool { return b.ID == p.LegalBasis })
	kind := find(v.OrganisationKinds, func(k partnership.OrganisationKind) bool { return k.ID == from })
	conditions := append(basis.Conditions, p.Conditions...)
	consent, inform := has(conditions, "consent"), has(conditions, "inform")
	switch {
	case basis.ID == "":
		return "no legal basis"
	case !has(basis.MayRely, "*") && !has(basis.MayRely, from):
		return "the provider may not rely on the basis"
	case len(basis.To) > 0 && !has(basis.To, to):
		return "the basis is not for the recipient"
	case len(basis.Purposes) > 0 && !has(basis.Purposes, p.Purpose), !has(a.Purposes, p.Purpose):
		return "the basis or agreement is not for the purpose"
	case len(basis.Categories) > 0 && !has(basis.Categories, p.Category):
		return "the basis is not for the category"
	case !has(basis.Carries, category.Sensitivity):
		return "the basis does not carry the category"
	case (category.UnderSecrecy || kind.Secrecy) && !basis.BreaksSecrecy && !consent:
		return "secrecy"
	case kind.Confidence && !basis.BreaksSecrecy && !consent && !inform:
		return "confidence"
	}
	return ""
}

func find[T any](list []T, is func(T) bool) (found T) {
	for _, item := range list {
		if is(item) {
			return item
		}
	}
	return found
}

func has(terms []partnership.Term, term partnership.Term) bool {
	return find(terms, func(t partnership.Term) bool { return t == term }) != ""
}

func TestDemoKeepsTheClockOfAmsterdam(t *testing.T) {
	amsterdam, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	v := vocabulary(t)
	for i := 0; i < days; i += 7 { // meetings move by the week
		for _, m := range demoOn(t, v, first.AddDays(i)).Meetings {
			_, got := m.Start.Time().Zone()
			if _, want := m.Start.Time().In(amsterdam).Zone(); got != want {
				t.Fatalf("%s is %d s from UTC, Amsterdam is %d s", m.Start, got, want)
			}
		}
	}
}

func TestDemoNamesNobodyWhoCouldExist(t *testing.T) {
	b := demoOn(t, vocabulary(t), first)
	for _, o := range b.Organisations {
		if o.Email != "" && !strings.HasSuffix(o.Email, ".example") {
			t.Errorf("%s: %s", o.ID, o.Email)
		}
	}
	for _, c := range b.Contacts {
		for _, address := range c.Emails {
			if !strings.HasSuffix(address, ".example") {
				t.Errorf("%s: %s", c.ID, address)
			}
		}
		for _, phone := range c.Phones {
			if !strings.HasPrefix(phone, "06-0000 ") && !strings.HasPrefix(phone, "0199-555 ") { // handed out to nobody
				t.Errorf("%s: %s", c.ID, phone)
			}
		}
	}
}

func TestDemoLeavesNoRelativeDayBehind(t *testing.T) {
	out := written(t, first)
	if !json.Valid(out) || bytes.Contains(out, []byte(`"@`)) {
		t.Error("the demo is no JSON, or holds a relative day")
	}
}
