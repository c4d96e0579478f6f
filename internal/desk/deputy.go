package desk

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/paper"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// KeyKind is what a key is: words in somebody's head, a sheet of paper, or something that the system keeps.
type KeyKind string

// The kinds of keys.
const (
	KeyPassphrase KeyKind = "passphrase"
	KeyRecovery   KeyKind = "recovery"
	KeyDeputy     KeyKind = "deputy"
)

// Key is one way into the vault.
type Key struct {
	Kind      KeyKind
	Name      string   // unique in the vault; of a deputy's key whose it is
	Created   date.Day // when it was made
	LastTried date.Day // when it last opened the vault; zero when it never did
	TryBy     date.Day // when a printed key must be tried again; zero for one that shows by itself whether it works
}

// tryAgain is after how many months a printed key is to be tried again.
const tryAgain = 12

// longestKeyName is the most characters of the name of a key, so that it fits on its sheet.
const longestKeyName = 40

// Keys lists the ways into the vault, in the order in which they were made.
func (d *Desk) Keys() ([]Key, error) {
	slots, err := d.vault.Slots()
	if err != nil {
		return nil, About(d.Place(), err)
	}
	keys := make([]Key, len(slots))
	for i, s := range slots {
		if keys[i], err = keyOf(s); err != nil {
			return nil, About(d.Place(), err)
		}
	}
	return keys, nil
}

// keyOf returns a slot as a key. A slot's days are written by the vault; one that is none is damage, not a rule to be lenient about.
func keyOf(s vault.Slot) (k Key, err error) {
	k = Key{Kind: KeyKind(s.Kind), Name: s.Name}
	if k.Created, err = date.Parse(s.Created); err != nil {
		return k, err
	}
	if s.LastTried != "" {
		if k.LastTried, err = date.Parse(s.LastTried); err != nil {
			return k, err
		}
	}
	if k.Printed() {
		last := k.Created
		if k.LastTried.After(last) {
			last = k.LastTried
		}
		k.TryBy = last.AddMonths(tryAgain)
	}
	return k, nil
}

// Printed reports whether the key lies somewhere on paper.
func (k Key) Printed() bool { return k.Kind == KeyRecovery || k.Kind == KeyDeputy }

// KeysToTry returns the printed keys that nobody tried for a year, on a day: paper that was lost, or that nobody can read any more, is found too late
// when it is needed.
func (d *Desk) KeysToTry(on date.Day) ([]Key, error) {
	keys, err := d.Keys()
	return slices.DeleteFunc(keys, func(k Key) bool { return k.TryBy.IsZero() || on.Before(k.TryBy) }), err
}

// AddDeputy gives a deputy a key of their own: it makes one, writes its sheet to a new file, and reads that back. The key counts only then; when
// anything fails it is taken out again. The faults are [FaultKeyName] and those of the file.
func (d *Desk) AddDeputy(name, file string) error {
	return d.addDeputy(name, func(_ string, sheet []byte) error { return saveNew(file, sheet) })
}

func (d *Desk) addDeputy(name string, keep func(key string, sheet []byte) error) error {
	name = tidy(name)
	before, err := d.vault.Slots()
	if err != nil {
		return About(d.Place(), err)
	}
	taken := slices.ContainsFunc(before, func(s vault.Slot) bool { return strings.EqualFold(s.Name, name) })
	if name == "" || taken || utf8.RuneCountInString(name) > longestKeyName {
		return &Error{Fault: FaultKeyName, Subject: name}
	}
	key, err := d.vault.AddKey(vault.SlotDeputy, name)
	if err != nil {
		return About(d.Place(), err)
	}
	if err := d.keepDeputySheet(name, key.String(), keep); err != nil {
		return errors.Join(err, d.vault.RemoveKey(name))
	}
	return nil
}

func (d *Desk) keepDeputySheet(name, key string, keep func(key string, sheet []byte) error) error {
	if _, err := d.vault.TryKey(key); err != nil {
		return About(d.Place(), err)
	}
	today := d.around.today()
	options, err := d.paperOptions(today, today)
	if err != nil {
		return About("", err)
	}
	sheet, err := document.Deputy(document.DeputySheet{
		Name: name, Key: key, Vault: d.vault.VaultID().String(), Place: d.Place(), Made: today,
	}, options)
	if err != nil {
		return About("", err)
	}
	var pdf bytes.Buffer
	if _, err := paper.WritePDF(&pdf, sheet); err != nil {
		return About("", err)
	}
	return keep(key, pdf.Bytes())
}

// ProveKey tries a printed key as it would be used when it is needed, without opening the vault a second time, and notes the day. The faults are
// [FaultMistyped] and [FaultWrongPassphrase].
func (d *Desk) ProveKey(text string) (Key, error) {
	slot, err := d.vault.ProveKey(text)
	if err != nil {
		return Key{}, About(d.Place(), err)
	}
	key, err := keyOf(slot)
	return key, About(d.Place(), err)
}

// RemoveKey takes a key out of the vault and moves the vault to a new root key, so that it opens nothing that comes after; also not for who noted the
// old root key. The passphrase stays: there is no key of that name then ([FaultNoKey]). When only the moving fails the fault is [FaultKeyStays].
func (d *Desk) RemoveKey(ctx context.Context, name string) error {
	if mark, err := d.around.readMark(d.Place()); err == nil && mark.Slot == name {
		return d.SwitchKeyringOff(ctx)
	}
	return d.removeSlot(ctx, name)
}

func (d *Desk) removeSlot(ctx context.Context, name string) error {
	if err := d.vault.RemoveKey(name); err != nil {
		if errors.Is(err, vault.ErrNotFound) {
			return &Error{Fault: FaultNoKey, Subject: name, Err: err}
		}
		return About(d.Place(), err)
	}
	if err := d.vault.Renew(ctx, d.renewal()); err != nil {
		return &Error{Fault: FaultKeyStays, Subject: name, Err: err}
	}
	return nil
}

// WaitOf returns how long the next passphrase must wait after several wrong ones; 0 when it need not.
func WaitOf(err error) time.Duration {
	var wait *vault.WaitError
	if !errors.As(err, &wait) {
		return 0
	}
	return (wait.Left + time.Second - 1).Truncate(time.Second) // whole seconds, rounded up: nobody is told to wait 0
}
