package vault

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// aVaultWithABackup is an open vault of 150 records, and a backup of when it had 100.
func aVaultWithABackup(t *testing.T, o Options) (v *Vault, path, backup string) {
	t.Helper()
	v, path = newVault(t, o)
	fill(t, v, 0, 100)
	backup = filepath.Join(t.TempDir(), "b.vault")
	if err := v.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	fill(t, v, 100, 150)
	return v, path, backup
}

func TestABackupOpensWithTheVaultsOwnKeyUntilItIsRenewed(t *testing.T) {
	o := testOptions()
	v, _, backup := aVaultWithABackup(t, o)
	b, err := v.OpenBackup(backup)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(mustLoad(t, b)); n != 100 {
		t.Errorf("%d records", n)
	}
	mustClose(t, b)
	if _, err := os.Stat(backup + ".lock"); err == nil {
		t.Error("a lock is left beside the backup")
	}
	if err := v.Renew(t.Context(), RenewOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := v.OpenBackup(backup); !errors.Is(err, ErrOtherKey) {
		t.Errorf("a backup from before renewal: %v", err)
	}
	other, _ := newVault(t, o)
	if _, err := other.OpenBackup(backup); !errors.Is(err, ErrOtherVault) {
		t.Errorf("a backup of another vault: %v", err)
	}
	if id, err := Identify(backup); err != nil || id != v.VaultID() {
		t.Errorf("%s, %v", id, err)
	}
}

func TestASecondCopyIsTheFirst(t *testing.T) {
	v, _, backup := aVaultWithABackup(t, testOptions())
	second := filepath.Join(t.TempDir(), "c.vault")
	if err := v.BackupAgain(t.Context(), backup, second); err != nil {
		t.Fatal(err)
	}
	one, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	two, err := os.ReadFile(second)
	if err != nil || string(one) != string(two) {
		t.Errorf("the copies differ, %v", err)
	}
	if err := v.BackupAgain(t.Context(), backup, second); !errors.Is(err, ErrExists) {
		t.Errorf("onto what is there: %v", err)
	}
}

// A writer goes on once the bytes are copied: a second copy, and proving, keep nobody waiting. The one who copies waits here for the writer.
func TestAWriterWaitsForTheBytesOnly(t *testing.T) {
	v, _, backup := aVaultWithABackup(t, testOptions())
	fill(t, v, 150, 160)
	c, err := v.OpenBackup(backup)
	if err != nil {
		t.Fatal(err)
	}
	defer mustClose(t, c)
	copied := writerFunc(func(p []byte) (int, error) { // in the midst of a second copy
		_, err := v.Commit([]Change{{ID: numbered(9_999), Kind: "afspraak", Body: text(1)}})
		if err != nil && !errors.Is(err, ErrConflict) {
			return 0, err
		}
		return len(p), nil
	})
	if _, _, err := c.copyBytes(t.Context(), copied); err != nil {
		t.Error(err)
	}
	if n := len(mustLoad(t, v)); n != 161 {
		t.Errorf("%d records", n)
	}
}

type writerFunc func(p []byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

func TestRevertingAnOpenVaultBringsBackAndKeeps(t *testing.T) {
	o := testOptions()
	o.CounterFolder = t.TempDir()
	v, path, backup := aVaultWithABackup(t, o)
	before, keep := v.Counter(), path+".kept"
	if err := v.Revert(t.Context(), backup, keep, nil); err != nil {
		t.Fatal(err)
	}
	if n := len(mustLoad(t, v)); n != 100 {
		t.Errorf("%d records", n)
	}
	if v.Counter() <= before {
		t.Errorf("the counter went from %d to %d", before, v.Counter())
	}
	var acts []Act
	if err := v.Journal(t.Context(), func(e Entry) error { acts = append(acts, e.Act); return nil }); err != nil {
		t.Fatal(err)
	}
	if len(acts) == 0 || acts[len(acts)-1] != ActRestore {
		t.Errorf("the journal ends in %v", acts)
	}
	fill(t, v, 500, 510)
	mustClose(t, v)
	if n := count(t, path, o); n != 110 { // it is told as an older copy no more
		t.Errorf("%d records the next time", n)
	}
	plain := o
	plain.CounterFolder = ""
	if n := count(t, keep, plain); n != 150 {
		t.Errorf("%d records were kept", n)
	}
}

func TestRevertingToABackupWithAnOlderPassphrase(t *testing.T) {
	o := testOptions()
	v, path, backup := aVaultWithABackup(t, o)
	if err := v.Renew(t.Context(), RenewOptions{Passphrase: []byte("nieuwe zin")}); err != nil {
		t.Fatal(err)
	}
	if err := v.Revert(t.Context(), backup, path+".kept", nil); !errors.Is(err, ErrOtherKey) {
		t.Fatalf("%v", err)
	}
	wrong, right := Passphrase([]byte("nieuwe zin")), Passphrase([]byte(secret))
	if err := v.Revert(t.Context(), backup, path+".kept", &wrong); !errors.Is(err, ErrWrongPassphrase) {
		t.Fatalf("%v", err)
	}
	if n := len(mustLoad(t, v)); n != 150 {
		t.Fatalf("%d records after nothing happened", n)
	}
	if err := v.Revert(t.Context(), backup, path+".kept", &right); err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	if n := count(t, path, o); n != 100 {
		t.Errorf("%d records", n)
	}
}

// Whatever goes wrong, the vault stays open as it was, and nothing is left beside it.
func TestRevertingThatFailsChangesNothing(t *testing.T) {
	o := testOptions()
	for name, spoil := range map[string]func(t *testing.T, backup, keep string) error{
		"damaged": func(t *testing.T, backup, _ string) error {
			content, err := os.ReadFile(backup)
			if err == nil {
				content[len(content)/2] ^= 1
				content[len(content)/3] ^= 1
				err = os.WriteFile(backup, content[:len(content)-4096], 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			return ErrDamaged
		},
		"absent": func(t *testing.T, backup, _ string) error {
			if err := os.Remove(backup); err != nil {
				t.Fatal(err)
			}
			return ErrNotFound
		},
		"name taken": func(t *testing.T, _, keep string) error {
			if err := os.WriteFile(keep, []byte("x"), 0o600); err != nil {
				t.Fatal(err)
			}
			return ErrExists
		},
	} {
		t.Run(name, func(t *testing.T) {
			v, path, backup := aVaultWithABackup(t, o)
			keep := path + ".kept"
			want, before := spoil(t, backup, keep), mustLoad(t, v)
			if err := v.Revert(t.Context(), backup, keep, nil); !errors.Is(err, want) {
				t.Errorf("%v, want %v", err, want)
			}
			if diff := cmp.Diff(before, mustLoad(t, v)); diff != "" {
				t.Error(diff)
			}
			fill(t, v, 500, 501)
			if left, err := filepath.Glob(path + ".new"); err != nil || len(left) > 0 {
				t.Errorf("%v is left, %v", left, err)
			}
		})
	}
}

func TestAnUnlockForManyOpensWhatOthersOpen(t *testing.T) {
	o := testOptions()
	v, path, backup := aVaultWithABackup(t, o)
	if err := v.Renew(t.Context(), RenewOptions{Passphrase: []byte("nieuwe zin")}); err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	many := Passphrase([]byte(secret)).ForMany()
	for range 2 {
		b, err := Open(backup, many, o)
		if err != nil {
			t.Fatal(err)
		}
		mustClose(t, b)
		if _, err := Open(path, many, o); !errors.Is(err, ErrWrongPassphrase) {
			t.Errorf("%v", err)
		}
	}
}
