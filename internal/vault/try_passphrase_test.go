package vault

import (
	"errors"
	"testing"
	"time"
)

func TestAPassphraseIsTriedOnAnOpenVault(t *testing.T) {
	p := newPatient(t)
	v, err := Open(p.path, Passphrase([]byte(secret)), p.o)
	if err != nil {
		t.Fatal(err)
	}
	defer mustClose(t, v)
	if err := v.TryPassphrase([]byte(secret + "\n")); err != nil {
		t.Errorf("the right one: %v", err)
	}
	if err := v.TryPassphrase(nil); !errors.Is(err, ErrEmptyPassphrase) {
		t.Errorf("none at all: %v", err)
	}
	for i := range 4 {
		p.now = p.now.Add(time.Hour)
		if err := v.TryPassphrase([]byte("onjuist")); !errors.Is(err, ErrWrongPassphrase) {
			t.Errorf("wrong one %d: %v", i+1, err)
		}
	}
	if err := v.TryPassphrase([]byte(secret)); !errors.Is(err, ErrWait) || errors.Is(err, ErrWrongPassphrase) {
		t.Errorf("at once after four wrong ones: %v", err)
	}
	p.now = p.now.Add(time.Hour)
	if err := v.TryPassphrase([]byte(secret)); err != nil {
		t.Errorf("after the wait: %v", err)
	}
	if left, err := p.wrong(); left != 0 || !errors.Is(err, ErrInUse) {
		t.Errorf("the wrong ones are not forgotten, or the vault is not open: wait %v, %v", left, err)
	}
}
