package partnership_test

import (
	"slices"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

type (
	agreement = partnership.Agreement
	party     = partnership.Party
	provision = partnership.Provision
	lapse     = partnership.Lapse
)

// The days around D, on which the tests look.
var (
	before = day("2026-11-22")
	today  = day("2026-11-23")
	after  = day("2026-11-24")
)

func TestForceOfAnAgreementOnADay(t *testing.T) {
	const (
		draft, suspended = partnership.LapseNotInForce, partnership.LapseSuspended
		terminated       = partnership.LapseTerminated
		notYet, expired  = partnership.LapseNotYet, partnership.LapseExpired
	)
	for _, tt := range []struct {
		name string
		a    agreement
		want []lapse
	}{
		{"in force without days", agreement{Status: "in_force"}, nil},
		{"draft", agreement{Status: "draft"}, []lapse{draft}},
		{"review", agreement{Status: "review"}, []lapse{draft}},
		{"first day", agreement{Status: "in_force", ValidFrom: today}, nil},
		{"day before the first", agreement{Status: "in_force", ValidFrom: after}, []lapse{notYet}},
		{"last day", agreement{Status: "in_force", ValidUntil: today}, nil},
		{"day after the last", agreement{Status: "in_force", ValidUntil: before}, []lapse{expired}},
		{"suspended, days unknown", agreement{Status: "suspended"}, []lapse{suspended}},
		{"suspended, only the last day known", agreement{Status: "suspended", SuspendedUntil: before}, []lapse{suspended}},
		{"suspended from today", agreement{Status: "suspended", SuspendedFrom: today}, []lapse{suspended}},
		{"to be suspended tomorrow", agreement{Status: "suspended", SuspendedFrom: after}, nil},
		{"last day of the suspension", agreement{Status: "suspended", SuspendedFrom: before, SuspendedUntil: today}, []lapse{suspended}},
		{"day after the suspension", agreement{Status: "suspended", SuspendedFrom: before, SuspendedUntil: before}, nil},
		{"suspended by its days, in force by its status", agreement{Status: "in_force", SuspendedFrom: today}, []lapse{suspended}},
		{"last day of suspension without a first", agreement{Status: "in_force", SuspendedUntil: after}, nil},
		{"terminated, day unknown", agreement{Status: "terminated"}, []lapse{terminated}},
		{"day of termination", agreement{Status: "terminated", TerminatedOn: today}, []lapse{terminated}},
		{"day before termination", agreement{Status: "terminated", TerminatedOn: after}, nil},
		{"terminated by its day, in force by its status", agreement{Status: "in_force", TerminatedOn: today}, []lapse{terminated}},
		{
			"everything at once",
			agreement{Status: "draft", SuspendedFrom: today, TerminatedOn: today, ValidFrom: after, ValidUntil: before},
			[]lapse{draft, suspended, terminated, notYet, expired},
		},
	} {
		if got := tt.a.ForceOn(today); !slices.Equal(got, tt.want) {
			t.Errorf("%s: lapses %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestBondOfAPartyOnADay(t *testing.T) {
	const (
		notSigned, withdrawn = partnership.LapseNotSigned, partnership.LapseWithdrawn
		suspended, notParty  = partnership.LapsePartySuspended, partnership.LapseNotParty
	)
	for _, tt := range []struct {
		name string
		p    party
		want lapse
	}{
		{"signed today", party{SignedOn: today}, ""},
		{"signs tomorrow", party{SignedOn: after}, notSigned},
		{"not signed", party{}, notSigned},
		{"signed, day unknown", party{Signed: true}, ""},
		{"signed, on a day to come", party{Signed: true, SignedOn: after}, notSigned},
		{"role of a party", party{Role: "party", Signed: true}, ""},
		{"witness", party{Role: "witness", Signed: true}, notParty},
		{"withdraws tomorrow", party{Signed: true, WithdrawnOn: after}, ""},
		{"day of withdrawal", party{Signed: true, WithdrawnOn: today}, withdrawn},
		{"withdrawn without signing", party{WithdrawnOn: today}, notSigned},
		{"suspended from today", party{Signed: true, SuspendedFrom: today}, suspended},
		{"suspended from tomorrow", party{Signed: true, SuspendedFrom: after}, ""},
		{"last day of the suspension", party{Signed: true, SuspendedFrom: before, SuspendedUntil: today}, suspended},
		{"day after the suspension", party{Signed: true, SuspendedFrom: before, SuspendedUntil: before}, ""},
		{"last day of suspension without a first", party{Signed: true, SuspendedUntil: after}, ""},
		{"withdrawn while suspended", party{Signed: true, SuspendedFrom: before, WithdrawnOn: today}, withdrawn},
	} {
		if got := tt.p.LapseOn(today); got != tt.want {
			t.Errorf("%s: lapse %q, want %q", tt.name, got, tt.want)
		}
		a := agreement{Parties: []party{tt.p}}
		if got := len(a.PartiesOn(today)); (got == 1) != (tt.want == "") {
			t.Errorf("%s: %d parties are bound", tt.name, got)
		}
	}
}

func TestOneBoundEntryBindsAnOrganisation(t *testing.T) {
	a := agreement{Parties: []party{
		{Organisation: "o1", Body: "de burgemeester", Signed: true, WithdrawnOn: before},
		{Organisation: "o1", Body: "het college", SignedOn: before},
		{Organisation: "o2"},
		{Organisation: "o2", Signed: true, WithdrawnOn: before},
		{Organisation: "o3", Members: []partnership.ID{"o4", "o2"}, Signed: true},
		{Organisation: "o5", Role: "witness", Signed: true},
		{Organisation: "o6", Members: []partnership.ID{"o7"}},
	}}
	for organisation, want := range map[partnership.ID]lapse{
		"o1": "",                         // the college is bound, though the mayor withdrew
		"o2": "",                         // as a member of o3
		"o3": "",                         //
		"o4": "",                         // as a member of o3
		"o5": partnership.LapseNotParty,  // a witness
		"o7": partnership.LapseNotSigned, // nobody signed for it
		"o9": partnership.LapseNotParty,  // no entry
	} {
		if got := a.PartyLapse(organisation, today); got != want {
			t.Errorf("%s: lapse %q, want %q", organisation, got, want)
		}
	}
	a.Parties = a.Parties[2:4]
	if got := a.PartyLapse("o2", today); got != partnership.LapseNotSigned {
		t.Errorf("of two entries, neither bound, the first tells: lapse %q", got)
	}
}

func TestProvisionsOnADay(t *testing.T) {
	a := agreement{Provisions: []provision{
		{ID: "always"},
		{ID: "added-today", AddedOn: today},
		{ID: "added-tomorrow", AddedOn: after},
		{ID: "dropped-today", DroppedOn: today},
		{ID: "dropped-tomorrow", DroppedOn: after},
		{ID: "within", AddedOn: before, DroppedOn: after},
		{ID: "past", AddedOn: before, DroppedOn: before},
	}}
	var got []partnership.ID
	for _, p := range a.ProvisionsOn(today) {
		got = append(got, p.ID)
	}
	if want := []partnership.ID{"always", "added-today", "dropped-tomorrow", "within"}; !slices.Equal(got, want) {
		t.Errorf("provisions %q, want %q", got, want)
	}
	if got := a.Provisions[2].LapseOn(today); got != partnership.LapseProvision {
		t.Errorf("lapse %q", got)
	}
}

func TestArticlesHoldWhileTheAgreementIsInForce(t *testing.T) {
	a := agreement{Status: "in_force", ValidFrom: today, Articles: []partnership.Article{{ID: "1"}, {ID: "2"}}}
	for d, want := range map[date.Day]int{before: 0, today: 2, after: 2} {
		if got := len(a.ArticlesOn(d)); got != want {
			t.Errorf("%d articles hold on %s, want %d", got, d, want)
		}
	}
}

func TestTextOfAnAgreement(t *testing.T) {
	articles := []partnership.Article{{ID: "1"}}
	for status, want := range map[partnership.AgreementStatus]partnership.TextSource{
		"draft": "template", "review": "template", "in_force": "elsewhere", "suspended": "elsewhere", "terminated": "elsewhere",
	} {
		if got := (agreement{Status: status}).TextSource(); got != want {
			t.Errorf("without articles the text of one in %s is %s, want %s", status, got, want)
		}
		if got := (agreement{Status: status, Articles: articles}).TextSource(); got != partnership.TextOwn {
			t.Errorf("with articles the text of one in %s is %s", status, got)
		}
	}
}

func TestSidesOfAProvision(t *testing.T) {
	school := partnership.Organisation{ID: "o1", Kind: "school"}
	for side, want := range map[string]bool{
		"o1": true, "o2": false, "any": true, "kind:school": true, "kind:police": false, "kind:o1": false, "school": false, "": false,
		partnership.OfKind("youth_work"): false,
	} {
		if got := school.Matches(side); got != want {
			t.Errorf("%q means the school: %t, want %t", side, got, want)
		}
	}
}
