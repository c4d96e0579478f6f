package vault

import (
	"bytes"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// steadily are options with a clock of which every look takes as long as *look says.
func steadily(look *time.Duration) Options {
	now := time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC)
	return Options{UnsafeWeakKeys: true, raiseWeakKeys: true, Now: func() time.Time {
		now = now.Add(*look)
		return now
	}}
}

// weakVault is a vault with weak keys, closed.
func weakVault(t *testing.T, o Options) (path string, key RecoveryKey) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "v")
	v, key, err := Create(path, []byte(secret), o)
	must(t, err)
	mustClose(t, v)
	return path, key
}

func derivationOf(t *testing.T, path string) derivation {
	t.Helper()
	file, sealed, _, err := inspect(path, true)
	must(t, err)
	must(t, file.Close())
	return sealed.Derivation
}

func TestDerivationIsMadeDearerAtTheNextUnlock(t *testing.T) {
	look := time.Second
	o := steadily(&look)
	path, key := weakVault(t, o)
	before := derivationOf(t, path)

	mustClose(t, mustOpen(t, path, o))
	if got := derivationOf(t, path); !bytes.Equal(got.Salt, before.Salt) {
		t.Fatalf("changed though it takes a second: %+v", got)
	}
	look = 60 * time.Millisecond // a faster machine
	v := mustOpen(t, path, o)
	after := derivationOf(t, path)
	if after.work() < 2*before.work() || after.Memory < before.Memory || bytes.Equal(after.Salt, before.Salt) {
		t.Fatalf("from %+v to %+v", before, after)
	}
	list, err := v.Slots()
	must(t, err)
	if len(list) != 2 || list[0].Kind != SlotPassphrase || list[0].LastTried != "2026-11-23" || list[0].Created != "2026-11-23" {
		t.Errorf("slots are %+v", list)
	}
	mustClose(t, v)

	look = time.Second
	mustClose(t, mustOpen(t, path, o)) // the same passphrase
	if _, err := Open(path, Passphrase([]byte("onjuist")), o); !errors.Is(err, ErrWrongPassphrase) {
		t.Errorf("another passphrase: %v", err)
	}
	v, err = Open(path, Recovery(key.String()), o)
	must(t, err)
	must(t, v.Check(t.Context()))
	mustClose(t, v)
	if got := derivationOf(t, path); !bytes.Equal(got.Salt, after.Salt) {
		t.Errorf("lowered or changed on a slow machine: %+v", got)
	}
}

func TestDerivationStaysWhereItCannotBeMeasuredOrWritten(t *testing.T) {
	for name, open := range map[string]func(o *Options, look *time.Duration) Unlock{
		"a clock that stands still": func(_ *Options, look *time.Duration) Unlock {
			*look = 0
			return Passphrase([]byte(secret))
		},
		"a clock set back": func(_ *Options, look *time.Duration) Unlock {
			*look = -time.Second
			return Passphrase([]byte(secret))
		},
		"nearly half a second": func(_ *Options, look *time.Duration) Unlock {
			*look = 300 * time.Millisecond
			return Passphrase([]byte(secret))
		},
		"a key that was derived before": func(_ *Options, look *time.Duration) Unlock {
			*look = time.Millisecond
			return Passphrase([]byte(secret)).ForMany()
		},
		"for reading only": func(o *Options, look *time.Duration) Unlock {
			*look, o.ReadOnly = 60*time.Millisecond, true
			return Passphrase([]byte(secret))
		},
		"the second look at the clock was wrong": func(o *Options, _ *time.Duration) Unlock {
			looks, now := 0, time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC)
			o.Now = func() time.Time { // the first derivation takes no time, by a clock that was set meanwhile; the next is honest
				if looks++; looks > 2 {
					now = now.Add(3 * time.Second)
				} else {
					now = now.Add(10 * time.Millisecond)
				}
				return now
			}
			return Passphrase([]byte(secret))
		},
	} {
		t.Run(name, func(t *testing.T) {
			look := time.Second
			o := steadily(&look)
			path, _ := weakVault(t, o)
			before := derivationOf(t, path)
			unlock := open(&o, &look)
			v, err := Open(path, unlock, o)
			must(t, err)
			mustClose(t, v)
			if got := derivationOf(t, path); !bytes.Equal(got.Salt, before.Salt) {
				t.Errorf("changed to %+v", got)
			}
		})
	}
}

func TestAPrintedKeyMakesNothingDearer(t *testing.T) {
	look := time.Second
	o := steadily(&look)
	path, key := weakVault(t, o)
	before := derivationOf(t, path)
	look = time.Millisecond
	v, err := Open(path, Recovery(key.String()), o)
	must(t, err)
	mustClose(t, v)
	if got := derivationOf(t, path); !bytes.Equal(got.Salt, before.Salt) {
		t.Errorf("changed to %+v", got)
	}
}

func TestDearerIsNeverLowerAndKeepsItsCeilings(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := derivation{
			Algorithm: argon2id, Salt: make([]byte, kdfSaltSize), Lanes: 4,
			Memory: rapid.Uint32Range(minMemory, maxMemory).Draw(r, "memory"),
			Passes: rapid.Uint32Range(minPasses, maxPasses).Draw(r, "passes"),
		}
		if d.check(false) != nil {
			r.Skip("no header says so")
		}
		took := time.Duration(rapid.Int64Range(-1e9, 60e9).Draw(r, "took"))
		raised, worth := d.dearer(took)
		if !worth {
			return
		}
		if raised.Memory < d.Memory || raised.Passes < d.Passes || raised.Lanes != d.Lanes || raised.work() < 2*d.work() {
			r.Errorf("from %+v to %+v", d, raised)
		}
		if err := raised.check(false); err != nil {
			r.Errorf("from %+v to %+v: %v", d, raised, err)
		}
		if took <= 0 || took > calibrateTo/worthRaising {
			r.Errorf("raised though it takes %v", took)
		}
	})
}
