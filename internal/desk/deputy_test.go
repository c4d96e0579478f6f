package desk

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// faultIs fails the test unless err is of a fault.
func faultIs(t *testing.T, err error, want Fault) {
	t.Helper()
	if fault, _ := FaultOf(err); err == nil || fault != want {
		t.Errorf("error is %v, want fault %s", err, want)
	}
}

func keyCalled(t *testing.T, d *Desk, name string) (Key, bool) {
	t.Helper()
	keys, err := d.Keys()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range keys {
		if k.Name == name {
			return k, true
		}
	}
	return Key{}, false
}

func TestQRCodeOfTheDeputysSheetOpensTheVault(t *testing.T) {
	d, file, _ := newVault(t)
	var key string
	err := d.addDeputy("Fatima El Amrani", func(k string, sheet []byte) error {
		key = k
		if !bytes.HasPrefix(sheet, []byte("%PDF-")) {
			t.Error("no PDF")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := document.Deputy(document.DeputySheet{Name: "Fatima El Amrani", Key: key, Vault: "1", Place: file, Made: date.MustParse("2026-11-23")},
		document.Options{Words: surroundings(t).Words})
	if err != nil {
		t.Fatal(err)
	}
	read := scanned(t, sheet, key)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := opens(t, file, read); err != nil {
		t.Error(err)
	}
}

func TestADeputysKeyCountsOnlyWhenItsSheetIsKept(t *testing.T) {
	d, file, _ := newVault(t)
	taken := filepath.Join(t.TempDir(), "sheet.pdf")
	if err := os.WriteFile(taken, []byte("iets anders"), 0o600); err != nil {
		t.Fatal(err)
	}
	faultIs(t, d.AddDeputy("Vervanger", taken), FaultFileExists)
	if err := d.AddDeputy("Vervanger", filepath.Join(file, "x.pdf")); err == nil {
		t.Error("there is a sheet in what is no folder")
	}
	if _, there := keyCalled(t, d, "Vervanger"); there {
		t.Error("the key is there without its sheet")
	}
	sheet := filepath.Join(t.TempDir(), "sheet.pdf")
	if err := d.AddDeputy("  Vervanger ", sheet); err != nil {
		t.Fatal(err)
	}
	if k, there := keyCalled(t, d, "Vervanger"); !there || k.Kind != KeyDeputy || !k.LastTried.IsZero() || k.TryBy != date.MustParse("2027-11-23") {
		t.Errorf("the key is %+v", k)
	}
	for _, name := range []string{"", "\t", "vervanger", "recovery", "passphrase", strings.Repeat("x", 41)} {
		faultIs(t, d.AddDeputy(name, filepath.Join(t.TempDir(), "s.pdf")), FaultKeyName)
	}
}

// aYearLater closes a vault and opens it a year later.
func aYearLater(t *testing.T, d *Desk, file string) *Desk {
	t.Helper()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	later := surroundings(t)
	later.Now = func() time.Time { return time.Date(2027, time.November, 23, 9, 0, 0, 0, time.UTC) }
	d, err := Open(t.Context(), file, []byte("een goede wachtwoordzin"), later)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func TestAPrintedKeyIsToBeTriedEveryYear(t *testing.T) {
	d, file, key := newVault(t)
	day := date.MustParse("2027-11-22")
	for on, want := range map[date.Day]int{day: 0, day.AddDays(1): 1, day.AddDays(400): 1} {
		if keys, err := d.KeysToTry(on); err != nil || len(keys) != want {
			t.Errorf("on %v: %+v, %v", on, keys, err)
		}
	}
	d = aYearLater(t, d, file)
	proven, err := d.ProveKey(strings.ToLower(key))
	if err != nil || proven.TryBy != date.MustParse("2028-11-23") {
		t.Fatalf("got %+v, %v", proven, err)
	}
	if keys, err := d.KeysToTry(date.MustParse("2027-11-23")); err != nil || len(keys) != 0 {
		t.Errorf("after it was tried: %+v, %v", keys, err)
	}
	_, err = d.ProveKey("niets")
	faultIs(t, err, FaultMistyped)
	_, err = d.ProveKey(vault.RecoveryKey{}.String())
	faultIs(t, err, FaultWrongPassphrase)
}

func TestARemovedKeyIsGoneAndThePassphraseStays(t *testing.T) {
	d, file, key := newVault(t)
	faultIs(t, d.RemoveKey(t.Context(), "Niemand"), FaultNoKey)
	faultIs(t, d.RemoveKey(t.Context(), "passphrase"), FaultNoKey)
	if err := d.RemoveKey(t.Context(), "recovery"); err != nil {
		t.Fatal(err)
	}
	keys, err := d.Keys()
	if err != nil || len(keys) != 1 || keys[0].Kind != KeyPassphrase {
		t.Errorf("left are %+v, %v", keys, err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := opens(t, file, key); !errors.Is(err, vault.ErrWrongPassphrase) {
		t.Errorf("the removed key: %v", err)
	}
}

func TestWeakPassphrasesAreRefusedButStillOpen(t *testing.T) {
	s := surroundings(t)
	file := filepath.Join(t.TempDir(), "v")
	_, _, err := Create(t.Context(), file, []byte("Welkom2026"), s)
	faultIs(t, err, FaultWeakPassphrase)
	if text := Sentence(s.Words, err); !strings.Contains(text, "woorden die veel mensen kiezen") || strings.Contains(text, "Welkom") {
		t.Errorf("told as %q", text)
	}
	if _, err := os.Stat(file); !os.IsNotExist(err) {
		t.Errorf("something was made: %v", err)
	}
	d, err := CreateDemo(t.Context(), file, []byte("bondgenoot"), s) // as a vault of before
	if err != nil {
		t.Fatal(err)
	}
	faultIs(t, d.ChangePassphrase(t.Context(), []byte("17-12-1978")), FaultWeakPassphrase)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d, err = Open(t.Context(), file, []byte("bondgenoot"), s)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestVandaagRemindsOfKeysThatNobodyTriedForAYear(t *testing.T) {
	d, file, _ := newVault(t)
	if err := d.AddDeputy("Fatima", filepath.Join(t.TempDir(), "s.pdf")); err != nil {
		t.Fatal(err)
	}
	if c := d.keyCautions(); len(c) != 0 {
		t.Errorf("on the first day: %+v", c)
	}
	d = aYearLater(t, d, file)
	cautions := d.keyCautions()
	if len(cautions) != 2 || cautions[0].Name != "key_recovery_never" || cautions[1].Name != "key_deputy_never" {
		t.Fatalf("a year later: %+v", cautions)
	}
	if text := cautions[1].Text(d.around.Words); !strings.Contains(text, "Fatima") || !strings.Contains(text, "23-11-2026") || !d.around.Words.Has("caution.key_deputy.text") {
		t.Errorf("told as %q", text)
	}
}
