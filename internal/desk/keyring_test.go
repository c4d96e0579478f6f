package desk

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"github.com/zalando/go-keyring"

	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// fakeKeyring is a keyring that a test can lock, and that counts how often it was asked.
type fakeKeyring struct {
	kept   map[string]string
	locked error
	asked  int
}

func (k *fakeKeyring) Set(name, secret string) error {
	k.asked++
	if k.locked == nil {
		k.kept[name] = secret
	}
	return k.locked
}

func (k *fakeKeyring) Get(name string) (string, error) {
	k.asked++
	secret, there := k.kept[name]
	if k.locked == nil && !there {
		return "", keyring.ErrNotFound
	}
	return secret, k.locked
}

func (k *fakeKeyring) Delete(name string) error {
	k.asked++
	if k.locked == nil {
		delete(k.kept, name)
	}
	return k.locked
}

// newRinged returns an open vault on a machine with a keyring.
func newRinged(t *testing.T) (d *Desk, k *fakeKeyring, s Surroundings, file string) {
	t.Helper()
	k = &fakeKeyring{kept: map[string]string{}}
	s = surroundings(t)
	s.Keyring, s.Host, s.CounterFolder = k, "LAPTOP-12", t.TempDir()
	file = filepath.Join(t.TempDir(), "v")
	d, _, err := Create(t.Context(), file, []byte("een goede wachtwoordzin"), s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d, k, s, file
}

func mustShut(t *testing.T, d *Desk) {
	t.Helper()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestTheKeyringIsNotAskedUntilItIsSwitchedOn(t *testing.T) {
	d, k, s, file := newRinged(t)
	mustShut(t, d)
	_, err := OpenWithKeyring(t.Context(), file, s)
	faultIs(t, err, FaultKeyring)
	d, err = Open(t.Context(), file, []byte("een goede wachtwoordzin"), s)
	if err != nil {
		t.Fatal(err)
	}
	defer mustShut(t, d)
	faultIs(t, d.SwitchKeyringOff(t.Context()), FaultNoKeyring)
	if HasKeyring(file, s) || d.KeyringOn() || k.asked != 0 {
		t.Errorf("asked %d times", k.asked)
	}
}

func TestTheKeyringOpensTheVaultUntilItIsSwitchedOff(t *testing.T) {
	d, k, s, file := newRinged(t)
	if err := d.SwitchKeyringOn(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := d.ChangePassphrase(t.Context(), []byte("een heel andere goede zin")); err != nil { // renewal seals the new root key to it too
		t.Fatal(err)
	}
	if key, there := keyCalled(t, d, "LAPTOP-12"); !there || key.Kind != KeyKeyring || !key.TryBy.IsZero() {
		t.Errorf("the key is %+v", key)
	}
	mustShut(t, d)
	d, err := OpenWithKeyring(t.Context(), file, s)
	if err != nil {
		t.Fatal(err)
	}
	secret := k.kept[d.vault.VaultID().String()]
	if err := d.SwitchKeyringOn(t.Context()); err != nil { // again: one key for a machine
		t.Fatal(err)
	}
	if _, err := d.vault.TryKey(secret); !errors.Is(err, vault.ErrWrongPassphrase) {
		t.Errorf("the key before: %v", err)
	}
	secret = k.kept[d.vault.VaultID().String()]
	if err := d.RemoveKey(t.Context(), "LAPTOP-12"); err != nil { // as switching it off
		t.Fatal(err)
	}
	if keys, err := d.Keys(); err != nil || len(keys) != 2 || len(k.kept) != 0 || d.KeyringOn() {
		t.Errorf("left are %+v, %d entries, %v", keys, len(k.kept), err)
	}
	mustShut(t, d)
	if err := opens(t, file, secret); !errors.Is(err, vault.ErrWrongPassphrase) {
		t.Errorf("the key of before: %v", err)
	}
	_, err = OpenWithKeyring(t.Context(), file, s)
	faultIs(t, err, FaultKeyring)
}

func TestAKeyringThatGivesNothingIsNoObstacle(t *testing.T) {
	for name, spoil := range map[string]func(k *fakeKeyring, id string){
		"locked":      func(k *fakeKeyring, _ string) { k.locked = errors.New("locked") },
		"no entry":    func(k *fakeKeyring, id string) { delete(k.kept, id) },
		"another key": func(k *fakeKeyring, id string) { k.kept[id] = vault.RecoveryKey{}.String() },
		"nonsense":    func(k *fakeKeyring, id string) { k.kept[id] = "iets" },
	} {
		t.Run(name, func(t *testing.T) {
			d, k, s, file := newRinged(t)
			if err := d.SwitchKeyringOn(t.Context()); err != nil {
				t.Fatal(err)
			}
			id := d.vault.VaultID().String()
			mustShut(t, d)
			spoil(k, id)
			_, err := OpenWithKeyring(t.Context(), file, s)
			faultIs(t, err, FaultKeyring)
			d, err = Open(t.Context(), file, []byte("een goede wachtwoordzin"), s)
			if err != nil {
				t.Fatal(err)
			}
			err = d.SwitchKeyringOff(t.Context())
			if k.locked != nil {
				faultIs(t, err, FaultKeyringKeeps)
			} else if err != nil {
				t.Error(err)
			}
			if keys, err := d.Keys(); err != nil || len(keys) != 2 || d.KeyringOn() {
				t.Errorf("left are %+v, %v", keys, err)
			}
			mustShut(t, d)
		})
	}
}

func TestAKeyringThatKeepsNothingIsNotSwitchedOn(t *testing.T) {
	d, k, _, _ := newRinged(t)
	k.locked = errors.New("locked")
	faultIs(t, d.SwitchKeyringOn(t.Context()), FaultNoKeyring)
	if keys, err := d.Keys(); err != nil || len(keys) != 2 || d.KeyringOn() {
		t.Errorf("left are %+v, %v", keys, err)
	}
}

// silentKeyring waits for a person who never comes.
type silentKeyring struct{ fakeKeyring }

func (*silentKeyring) Get(string) (string, error) { select {} }

func TestNobodyWaitsForAKeyringForEver(t *testing.T) {
	d, _, s, file := newRinged(t)
	if err := d.SwitchKeyringOn(t.Context()); err != nil {
		t.Fatal(err)
	}
	mustShut(t, d)
	s.Keyring = &silentKeyring{}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	_, err := OpenWithKeyring(ctx, file, s)
	faultIs(t, err, FaultKeyring)
}

func TestTheSystemsKeyringKeepsAndForgets(t *testing.T) {
	keyring.MockInit() // the library's own, in memory
	k := SystemKeyring()
	if err := k.Delete("id"); err != nil {
		t.Errorf("nothing to delete: %v", err)
	}
	if err := k.Set("id", "geheim"); err != nil {
		t.Fatal(err)
	}
	if secret, err := k.Get("id"); err != nil || secret != "geheim" {
		t.Errorf("got %q, %v", secret, err)
	}
	if err := k.Delete("id"); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Get("id"); err == nil {
		t.Error("it is still there")
	}
}
