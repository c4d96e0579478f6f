package vault

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// patient is a vault with a clock that the test sets.
type patient struct {
	t    *testing.T
	path string
	key  RecoveryKey
	now  time.Time
	o    Options
}

func newPatient(t *testing.T) *patient {
	p := &patient{t: t, path: filepath.Join(t.TempDir(), "v"), now: time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC)}
	p.o = Options{UnsafeWeakKeys: true, AttemptFolder: t.TempDir(), Now: func() time.Time { return p.now }}
	v, key, err := Create(p.path, []byte(secret), p.o)
	if err != nil {
		t.Fatal(err)
	}
	p.key = key
	mustClose(t, v)
	return p
}

// try opens with a passphrase or a printed key, and returns how long the next one must wait.
func (p *patient) try(unlock Unlock) (time.Duration, error) {
	p.t.Helper()
	v, err := Open(p.path, unlock, p.o)
	if err == nil {
		mustClose(p.t, v)
	}
	var wait *WaitError
	if errors.As(err, &wait) {
		return wait.Left, err
	}
	return 0, err
}

func (p *patient) wrong() (time.Duration, error) { return p.try(Passphrase([]byte("onjuist"))) }

func (p *patient) right() (time.Duration, error) { return p.try(Passphrase([]byte(secret))) }

func TestWrongPassphrasesAreSlowedDownMoreAndMore(t *testing.T) {
	p := newPatient(t)
	for i, want := range []time.Duration{0, 0, 2, 4, 8, 16, 32, 60, 60} {
		want *= time.Second
		left, err := p.wrong()
		if left != want || !errors.Is(err, ErrWrongPassphrase) {
			t.Fatalf("wrong passphrase %d: wait %v, want %v (%v)", i+1, left, want, err)
		}
		if want == 0 {
			continue
		}
		p.now = p.now.Add(want - time.Second)
		left, err = p.right() // not even the right one is tried
		if left != time.Second || !errors.Is(err, ErrWait) || errors.Is(err, ErrWrongPassphrase) {
			t.Fatalf("too early after %d: wait %v, %v", i+1, left, err)
		}
		p.now = p.now.Add(time.Second)
	}
	if _, err := p.right(); err != nil {
		t.Fatalf("after the wait: %v", err)
	}
	if left, err := p.wrong(); left != 0 || !errors.Is(err, ErrWrongPassphrase) {
		t.Errorf("the right one did not clear the wrong ones: wait %v, %v", left, err)
	}
}

func TestAPrintedKeyNeverWaits(t *testing.T) {
	p := newPatient(t)
	for range 4 {
		_, _ = p.wrong() // the third and fourth are told elsewhere
	}
	if _, err := p.try(Recovery(RecoveryKey{}.String())); !errors.Is(err, ErrWrongPassphrase) || errors.Is(err, ErrWait) {
		t.Errorf("a foreign key: %v", err)
	}
	if _, err := p.try(Recovery(p.key.String())); err != nil {
		t.Errorf("the recovery key: %v", err)
	}
	if _, err := p.right(); err != nil {
		t.Errorf("the passphrase, after the vault was opened: %v", err)
	}
}

func TestWaitsAreKeptPerVault(t *testing.T) {
	p, other := newPatient(t), newPatient(t)
	other.o.AttemptFolder = p.o.AttemptFolder
	for range 3 {
		_, _ = p.wrong() // told elsewhere
	}
	if _, err := other.right(); err != nil {
		t.Errorf("another vault: %v", err)
	}
	copied := filepath.Join(t.TempDir(), "copy")
	b, err := os.ReadFile(p.path)
	must(t, err)
	must(t, os.WriteFile(copied, b, 0o600))
	p.path = copied
	if _, err := p.right(); !errors.Is(err, ErrWait) {
		t.Errorf("a copy of the vault beside it: %v", err)
	}
}

func TestAClockSetBackLocksNobodyOutForLong(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		now := time.UnixMilli(rapid.Int64Range(0, 1<<42).Draw(r, "failed at"))
		a := &attempts{path: filepath.Join(t.TempDir(), "a"), now: func() time.Time { return now }}
		wrong := rapid.Uint32Range(freeAttempts+1, 1<<20).Draw(r, "wrong")
		must(t, a.write(wrong, now))
		now = time.UnixMilli(rapid.Int64Range(0, 1<<42).Draw(r, "now"))
		left := a.left()
		if left < 0 || left > waitAfter(wrong) {
			r.Fatalf("wait %v after %d", left, wrong)
		}
		now = now.Add(left)
		if left := a.left(); left != 0 {
			r.Errorf("after the wait another %v", left)
		}
	})
}

func TestAnUnreadableCountMeansNone(t *testing.T) {
	for _, content := range []string{"", "x", string(make([]byte, attemptsSize))} {
		a := &attempts{path: filepath.Join(t.TempDir(), "a"), now: time.Now}
		must(t, os.WriteFile(a.path, []byte(content), 0o600))
		if left := a.left(); left != 0 {
			t.Errorf("%q: wait %v", content, left)
		}
	}
	p := newPatient(t)
	for range 3 {
		_, _ = p.wrong() // told elsewhere
	}
	p.o.AttemptFolder = filepath.Join(p.o.AttemptFolder, "gone")
	if _, err := p.right(); err != nil {
		t.Errorf("without its folder: %v", err)
	}
	if _, err := p.wrong(); !errors.Is(err, ErrWrongPassphrase) || errors.Is(err, ErrWait) {
		t.Errorf("wrong, without its folder: %v", err)
	}
}
