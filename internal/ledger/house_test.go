package ledger_test

import (
	"encoding/hex"
	"testing"

	"github.com/google/go-cmp/cmp"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

func house() ledger.House {
	return ledger.House{Name: "Gemeente Waardenburg", Accent: "#1a5a8c", Family: "business", LogoAlt: "Logo", Logo: []byte("\x89PNG")}
}

func TestHouseStyleIsThereAfterReopeningBesideTheMunicipality(t *testing.T) {
	store := &memory{}
	l := open(t, store)
	name, style := "Waardenburg", house()
	if err := l.Commit(ledger.Commit{Name: "test", Municipality: &name}); err != nil {
		t.Fatal(err)
	}
	if err := l.Commit(ledger.Commit{Name: "test", House: &style}); err != nil {
		t.Fatal(err)
	}
	style.Logo[0] = 'x' // what was committed is a copy
	l.House().Logo[0] = 'y'
	for _, l := range []*ledger.Ledger{l, open(t, store)} {
		if diff := cmp.Diff(house(), l.House()); diff != "" {
			t.Error(diff)
		}
		if got := l.Municipality(); got != name {
			t.Errorf("municipality %q, want %q", got, name)
		}
	}
}

func TestHouseStyleIsUndoneAlone(t *testing.T) {
	l := open(t, &memory{})
	name, style := "Waardenburg", house()
	for _, c := range []ledger.Commit{{Name: "test", Municipality: &name}, {Name: "test", House: &style}} {
		if err := l.Commit(c); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Undo(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(ledger.House{}, l.House()); diff != "" || l.Municipality() != name {
		t.Errorf("after undo, municipality %q: %s", l.Municipality(), diff)
	}
	if err := l.Redo(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(house(), l.House()); diff != "" {
		t.Error(diff)
	}
}

func TestSameHouseStyleAgainIsNoCommit(t *testing.T) {
	store := &memory{}
	l := open(t, store)
	for range 2 {
		style := house()
		if err := l.Commit(ledger.Commit{Name: "test", House: &style}); err != nil {
			t.Fatal(err)
		}
	}
	if store.commits != 1 {
		t.Errorf("%d commits", store.commits)
	}
}

// The settings of a vault from before there was a house style: {"municipality": "Waardenburg"}.
func TestSettingsWithoutHouseStyleAreRead(t *testing.T) {
	body, err := hex.DecodeString("a16c6d756e69636970616c6974796b5761617264656e62757267")
	if err != nil {
		t.Fatal(err)
	}
	kept := vault.Record{ID: vault.ID{1}, Kind: "settings", Revision: 1, Body: body}
	l := open(t, &memory{order: []vault.ID{{1}}, records: map[vault.ID]vault.Record{{1}: kept}})
	if l.Municipality() != "Waardenburg" || !cmp.Equal(l.House(), ledger.House{}) {
		t.Errorf("%q, %+v", l.Municipality(), l.House())
	}
}

func TestOwnBasesAndExpectationsAreThereAfterReopeningAndAreUndone(t *testing.T) {
	store := &memory{}
	l := open(t, store)
	own := []partnership.OwnBasis{{LegalBasis: partnership.LegalBasis{ID: "own_1", Short: "APV 2:1", Covers: "Regel", MayRely: []partnership.Term{"*"}, Carries: []partnership.Term{"ordinary"}}, By: "FG"}}
	expected := []partnership.Expectation{{Agreement: "a", From: "x", To: "y", Category: "concern", Purpose: "youth_group", Possible: true}}
	if err := l.Commit(ledger.Commit{Name: "test", Bases: &own}); err != nil {
		t.Fatal(err)
	}
	if err := l.Commit(ledger.Commit{Name: "test", Expectations: &expected}); err != nil {
		t.Fatal(err)
	}
	for _, l := range []*ledger.Ledger{l, open(t, store)} {
		if diff := cmp.Diff(own, l.OwnBases(), cmp.Comparer(func(a, b date.Day) bool { return a == b })); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(expected, l.Expectations()); diff != "" {
			t.Error(diff)
		}
		if !l.Vocabulary().HasLegalBasis("own_1") {
			t.Error("the vocabulary does not know the own basis")
		}
	}
	l.OwnBases()[0].MayRely[0] = "police" // a copy
	if l.OwnBases()[0].MayRely[0] != "*" {
		t.Error("who reads it can change it")
	}
	for range 2 {
		if err := l.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if len(l.OwnBases())+len(l.Expectations()) > 0 || l.Vocabulary().HasLegalBasis("own_1") {
		t.Errorf("undone, and %v, %v are left", l.OwnBases(), l.Expectations())
	}
}
