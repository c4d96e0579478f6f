package vault

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestABackupIsTheVaultOfThatMoment(t *testing.T) {
	o := testOptions()
	v, path := newVault(t, o)
	fill(t, v, 0, 300)
	want := mustLoad(t, v)
	backup := filepath.Join(t.TempDir(), "b.vault")
	if err := v.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	fill(t, v, 300, 400)
	if diff := cmp.Diff(want, mustLoad(t, mustOpen(t, backup, o))); diff != "" {
		t.Error(diff)
	}
	if info, err := os.Stat(backup); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if left, err := filepath.Glob(backup + "*"); err != nil || len(left) > 2 { // with its lock
		t.Errorf("%v is left, %v", left, err)
	}
	if err := v.Backup(t.Context(), backup); !errors.Is(err, ErrExists) {
		t.Errorf("a second backup in its place: %v", err)
	}
	if err := v.Backup(t.Context(), path); !errors.Is(err, ErrExists) {
		t.Errorf("a backup in the place of the vault: %v", err)
	}
}

// Backups that are made while somebody writes are each the state after some commit, with all of it and nothing of the next.
func TestABackupIsConsistentWhileWritingGoesOn(t *testing.T) {
	o := testOptions()
	v, _ := newVault(t, o)
	const perCommit, commits = 7, 40
	var writing sync.WaitGroup
	writing.Go(func() {
		for n := range commits {
			var changes []Change
			for i := range perCommit {
				changes = append(changes, Change{ID: numbered(uint64(n*perCommit + i)), Kind: "afspraak", Body: text(n)})
			}
			if _, err := v.Commit(changes); err != nil {
				t.Error(err)
			}
		}
	})
	folder := t.TempDir()
	for n := range 6 {
		backup := filepath.Join(folder, string(rune('a'+n))+".vault")
		if err := v.Backup(t.Context(), backup); err != nil {
			t.Fatal(err)
		}
		b := mustOpen(t, backup, o)
		if all := mustLoad(t, b); len(all)%perCommit != 0 {
			t.Errorf("a backup has %d records: a part of a commit", len(all))
		}
		mustClose(t, b)
	}
	writing.Wait()
}

func TestABackupOfWhatIsDamagedIsNotMade(t *testing.T) {
	o := testOptions()
	v, path := newVault(t, o)
	fill(t, v, 0, 200)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	noise := slices.Repeat([]byte{0xA5}, 4096)
	for at := int64(4 * 4096); at+4096 <= info.Size(); at += 4096 {
		if _, err := file.WriteAt(noise, at); err != nil {
			t.Fatal(err)
		}
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	backup := filepath.Join(t.TempDir(), "b.vault")
	if err := v.Backup(t.Context(), backup); !errors.Is(err, ErrDamaged) {
		t.Errorf("%v, want damage", err)
	}
	if left, err := filepath.Glob(backup + "*"); err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}

func TestABackupThatIsStoppedLeavesNothing(t *testing.T) {
	v, _ := newVault(t, testOptions())
	fill(t, v, 0, 50)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	backup := filepath.Join(t.TempDir(), "b.vault")
	if err := v.Backup(ctx, backup); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if left, err := filepath.Glob(backup + "*"); err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}

// restored is a vault with 100 records, a backup of it, and 50 records more.
func restored(t *testing.T) (path, backup, keep string, o Options) {
	t.Helper()
	o = testOptions()
	v, path := newVault(t, o)
	fill(t, v, 0, 100)
	backup = filepath.Join(t.TempDir(), "b.vault")
	if err := v.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	fill(t, v, 100, 150)
	mustClose(t, v)
	return path, backup, path + ".kept", o
}

func count(t *testing.T, path string, o Options) int {
	t.Helper()
	v := mustOpen(t, path, o)
	defer mustClose(t, v)
	return len(mustLoad(t, v))
}

func TestRestoringBringsBackAndKeeps(t *testing.T) {
	path, backup, keep, o := restored(t)
	o.CounterFolder = t.TempDir()
	if n := count(t, path, o); n != 150 {
		t.Fatalf("%d records at first", n)
	}
	if err := Restore(t.Context(), backup, path, keep, Passphrase([]byte(secret)), o); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path, Passphrase([]byte(secret)), o); !errors.Is(err, ErrOlderCopy) {
		t.Errorf("what was put back opens as if nothing had happened: %v", err)
	}
	accepted := o
	accepted.AcceptOlder = true
	if n := count(t, path, accepted); n != 100 {
		t.Errorf("%d records were put back", n)
	}
	if n := count(t, path, o); n != 100 {
		t.Errorf("%d records the next time", n)
	}
	plain := o
	plain.CounterFolder = ""
	if n := count(t, keep, plain); n != 150 {
		t.Errorf("%d records were kept", n)
	}
	if left, err := filepath.Glob(path + ".new"); err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}

func TestRestoringWhereThereIsNoVault(t *testing.T) {
	path, backup, keep, o := restored(t)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := Restore(t.Context(), backup, path, keep, Passphrase([]byte(secret)), o); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(keep); err == nil {
		t.Error("a file was kept that was not there")
	}
	if n := count(t, path, o); n != 100 {
		t.Errorf("%d records", n)
	}
}

// Whatever goes wrong, the vault stays as it was, byte for byte, and nothing is left beside it.
func TestRestoringThatFailsChangesNothing(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, path, backup, keep string, o Options) (Unlock, error){
		"wrong passphrase": func(*testing.T, string, string, string, Options) (Unlock, error) {
			return Passphrase([]byte("fout")), ErrWrongPassphrase
		},
		"damaged backup": func(t *testing.T, _, backup, _ string, _ Options) (Unlock, error) {
			content, err := os.ReadFile(backup)
			if err == nil {
				content[len(content)/2] ^= 1
				content[len(content)/3] ^= 1
				err = os.WriteFile(backup, content[:len(content)-4096], 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			return Passphrase([]byte(secret)), ErrDamaged
		},
		"no backup": func(t *testing.T, _, backup, _ string, _ Options) (Unlock, error) {
			if err := os.Remove(backup); err != nil {
				t.Fatal(err)
			}
			return Passphrase([]byte(secret)), ErrNotFound
		},
		"in use": func(t *testing.T, path, _, _ string, o Options) (Unlock, error) {
			mustOpen(t, path, o)
			return Passphrase([]byte(secret)), ErrInUse
		},
		"name taken": func(t *testing.T, _, _, keep string, _ Options) (Unlock, error) {
			if err := os.WriteFile(keep, []byte("x"), 0o600); err != nil {
				t.Fatal(err)
			}
			return Passphrase([]byte(secret)), ErrExists
		},
	} {
		t.Run(name, func(t *testing.T) {
			path, backup, keep, o := restored(t)
			unlock, want := spoil(t, path, backup, keep, o)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := Restore(t.Context(), backup, path, keep, unlock, o); !errors.Is(err, want) {
				t.Errorf("%v, want %v", err, want)
			}
			after, err := os.ReadFile(path)
			if err != nil || string(before) != string(after) {
				t.Errorf("the vault was changed, %v", err)
			}
			if left, err := filepath.Glob(path + ".new"); err != nil || len(left) > 0 {
				t.Errorf("%v is left, %v", left, err)
			}
		})
	}
}
