package vault

import (
	"errors"
	"testing"
)

func TestTryKeyTellsWhichSlotAKeyOpens(t *testing.T) {
	v, path := newVault(t, testOptions())
	key, err := v.AddKey(SlotDeputy, "plaatsvervanger")
	if err != nil {
		t.Fatal(err)
	}
	slot, err := v.TryKey(key.String())
	if err != nil || slot.Name != "plaatsvervanger" || slot.Kind != SlotDeputy || slot.LastTried != "" {
		t.Errorf("got %+v, %v", slot, err)
	}
	foreign, _ := newVault(t, testOptions())
	other, err := foreign.AddKey(SlotRecovery, "ander")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.TryKey(other.String()); !errors.Is(err, ErrWrongPassphrase) {
		t.Errorf("a key of another vault: %v", err)
	}
	if _, err := v.TryKey("geen sleutel"); !errors.Is(err, ErrMistyped) {
		t.Errorf("no key: %v", err)
	}
	if err := v.RemoveKey("plaatsvervanger"); err != nil {
		t.Fatal(err)
	}
	if _, err := v.TryKey(key.String()); !errors.Is(err, ErrWrongPassphrase) {
		t.Errorf("a key that was taken out: %v", err)
	}
	mustClose(t, v)
	if _, err := v.TryKey(key.String()); !errors.Is(err, ErrClosed) {
		t.Errorf("a closed vault %s: %v", path, err)
	}
}

func TestProvingAKeyNotesTheDayAtItsSlot(t *testing.T) {
	o := testOptions()
	v, path := newVault(t, o)
	key, err := v.AddKey(SlotDeputy, "plaatsvervanger")
	must(t, err)
	before := v.Counter()
	slot, err := v.ProveKey(key.String())
	if err != nil || slot.LastTried != "2026-11-23" {
		t.Fatalf("got %+v, %v", slot, err)
	}
	if _, err := v.ProveKey(key.String()); err != nil || v.Counter() != before+1 {
		t.Errorf("twice on a day: %d transactions, %v", v.Counter()-before, err)
	}
	if _, err := v.ProveKey(RecoveryKey{}.String()); !errors.Is(err, ErrWrongPassphrase) {
		t.Errorf("a foreign key: %v", err)
	}
	mustClose(t, v)
	v = mustOpen(t, path, o)
	list, err := v.Slots()
	must(t, err)
	for _, s := range list {
		want := "2026-11-23"
		if s.Kind == SlotRecovery {
			want = ""
		}
		if s.LastTried != want {
			t.Errorf("%s was last tried on %q, want %q", s.Kind, s.LastTried, want)
		}
	}
	mustClose(t, v)
	o.ReadOnly = true
	if _, err := mustOpen(t, path, o).ProveKey(key.String()); !errors.Is(err, ErrReadOnly) {
		t.Errorf("for reading only: %v", err)
	}
}

func TestARemovedKeyOpensNothingNew(t *testing.T) {
	o := testOptions()
	v, path := newVault(t, o)
	key, err := v.AddKey(SlotDeputy, "plaatsvervanger")
	must(t, err)
	root := v.root // noted by the deputy before
	must(t, v.RemoveKey("plaatsvervanger"))
	must(t, v.Renew(t.Context(), RenewOptions{}))
	mustCommit(t, v, Change{ID: numbered(1), Kind: "k", Body: text(1)})
	if v.root == root {
		t.Error("the root key stayed")
	}
	if err := v.RemoveKey(namePassphrase); !errors.Is(err, ErrNotFound) {
		t.Errorf("the passphrase: %v", err)
	}
	mustClose(t, v)
	if _, err := Open(path, Recovery(key.String()), o); !errors.Is(err, ErrWrongPassphrase) {
		t.Errorf("the removed key: %v", err)
	}
	mustClose(t, mustOpen(t, path, o))
}
