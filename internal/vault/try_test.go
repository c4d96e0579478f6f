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
