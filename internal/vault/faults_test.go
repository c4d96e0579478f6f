package vault

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// mustHold sees that a vault holds exactly the given records of revision 1, by number.
func mustHold(t *testing.T, v *Vault, numbers ...uint64) {
	t.Helper()
	all := mustLoad(t, v)
	if len(all) != len(numbers) {
		t.Fatalf("%d records, want %d", len(all), len(numbers))
	}
	for _, n := range numbers {
		if all[numbered(n)].Revision != 1 {
			t.Fatalf("record %d is missing", n)
		}
	}
	check(t, v)
}

func put(n uint64) Change {
	return Change{ID: numbered(n), Kind: "k", Body: bytes.Repeat([]byte{byte(n)}, 100)}
}

func refused(t *testing.T, v *Vault, want error, change Change) {
	t.Helper()
	if _, err := v.Commit([]Change{change}); !errors.Is(err, want) {
		t.Fatalf("commit says %v, want %v", err, want)
	}
}

// taken ends a test where the system lets nobody take away a file that is open, as Windows does: then there is nothing to tell.
func taken(t *testing.T, v *Vault, err error) {
	t.Helper()
	if err != nil && runtime.GOOS == "windows" {
		mustClose(t, v)
		t.Skipf("the system keeps a file that is open: %v", err)
	}
	must(t, err)
}

func TestAVaultThatWasMovedIsToldAndCanBePutBack(t *testing.T) {
	for name, take := range map[string]func(path string) error{
		"moved":               func(path string) error { return os.Rename(path, path+".elsewhere") },
		"removed":             os.Remove,
		"removed with folder": func(path string) error { return os.RemoveAll(filepath.Dir(path)) },
	} {
		t.Run(name, func(t *testing.T) {
			o, path := testOptions(), filepath.Join(t.TempDir(), "folder", "test.vault")
			must(t, MakeFolder(filepath.Dir(path)))
			v, _, err := Create(path, []byte(secret), o)
			must(t, err)
			mustCommit(t, v, put(1))
			taken(t, v, take(path))
			refused(t, v, ErrMoved, put(2))
			if err := v.Renew(t.Context(), RenewOptions{}); !errors.Is(err, ErrMoved) {
				t.Fatalf("renewal says %v", err)
			}
			copied := filepath.Join(t.TempDir(), "copy.vault")
			must(t, v.Backup(t.Context(), copied)) // what is open can still be copied
			must(t, v.PutBack(t.Context()))
			mustCommit(t, v, put(2))
			if _, err := Open(path, Passphrase([]byte(secret)), o); !errors.Is(err, ErrInUse) {
				t.Fatalf("a second opening says %v", err)
			}
			mustClose(t, v)
			mustHold(t, mustOpen(t, path, o), 1, 2)
			mustHold(t, mustOpen(t, copied, o), 1)
		})
	}
}

func TestAVaultThatIsInItsPlaceIsNotPutBack(t *testing.T) {
	v, path := newVault(t, testOptions())
	before, err := os.Stat(path)
	must(t, err)
	must(t, v.PutBack(t.Context()))
	after, err := os.Stat(path)
	must(t, err)
	if !os.SameFile(before, after) {
		t.Fatal("it is another file")
	}
}

// A sync program puts a newer version from elsewhere in the place of the file that is open.
func TestAVaultThatWasReplacedIsToldAndTheOtherFileIsLeftAlone(t *testing.T) {
	o := testOptions()
	v, path := newVault(t, o)
	mustCommit(t, v, put(1))
	mustClose(t, v)
	elsewhere, err := os.ReadFile(path)
	must(t, err)
	v = mustOpen(t, path, o)
	mustCommit(t, v, put(2))
	must(t, os.WriteFile(path+".synced", elsewhere, 0o600))
	taken(t, v, os.Rename(path+".synced", path))

	refused(t, v, ErrReplaced, put(3))
	if err := v.Renew(t.Context(), RenewOptions{}); !errors.Is(err, ErrReplaced) {
		t.Fatalf("renewal says %v", err)
	}
	if err := v.PutBack(t.Context()); !errors.Is(err, ErrReplaced) {
		t.Fatalf("putting back says %v", err)
	}
	if err := v.MoveAside(t.Context(), path); !errors.Is(err, ErrExists) {
		t.Fatalf("moving to a place that is taken says %v", err)
	}
	mine := filepath.Join(filepath.Dir(path), "mine.vault")
	must(t, v.MoveAside(t.Context(), mine))
	mustCommit(t, v, put(3)) // it goes on there
	if v.Path() != mine {
		t.Fatal(v.Path())
	}
	if _, err := Open(mine, Passphrase([]byte(secret)), o); !errors.Is(err, ErrInUse) {
		t.Fatalf("a second opening says %v", err)
	}
	mustClose(t, v)
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, elsewhere) {
		t.Fatal("the other file was changed", err)
	}
	mustHold(t, mustOpen(t, mine, o), 1, 2, 3)
}

// A sync program that writes into the open file, without taking its lock into account.
func TestAVaultThatWasOverwrittenIsTold(t *testing.T) {
	o := testOptions()
	v, path := newVault(t, o)
	mustCommit(t, v, put(1))
	older, err := os.ReadFile(path)
	must(t, err)
	mustCommit(t, v, put(2))
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	must(t, err)
	_, err = file.WriteAt(older, 0)
	must(t, errors.Join(err, file.Close()))

	refused(t, v, ErrOverwritten, put(3))
	if _, err := loadAll(v); !errors.Is(err, ErrOverwritten) {
		t.Fatalf("loading says %v: nothing of it can be trusted", err)
	}
}

func TestWhatTheMachineRefusesIsToldAndTheVaultGoesOn(t *testing.T) {
	var says error
	o := testOptions()
	o.BeforeWrite = func() error { return says }
	v, path := newVault(t, o)
	mustCommit(t, v, put(1))
	codes := map[error][]syscall.Errno{}
	for _, known := range machineFaults {
		codes[known.fault] = append(codes[known.fault], known.codes...)
	}
	if len(codes) == 0 {
		t.Skip("no codes are known of this system")
	}
	n := uint64(1)
	for fault, list := range codes {
		for _, code := range list {
			says = &fs.PathError{Op: "write", Path: path, Err: code}
			refused(t, v, fault, put(n+1))
			if got := MachineFault(fmt.Errorf("save: %w", says)); !errors.Is(got, fault) {
				t.Fatalf("%v is %v, want %v", code, got, fault)
			}
			says = nil
			n++
			mustCommit(t, v, put(n))
		}
	}
	if err := MachineFault(fs.ErrInvalid); err != nil {
		t.Fatal(err)
	}
	all := mustLoad(t, v)
	if len(all) != int(n) {
		t.Fatalf("%d records, want %d", len(all), n)
	}
}

// A clock that was set back moves nothing back: later commits have later clocks.
func TestAClockThatWasSetBackKeepsTheOrder(t *testing.T) {
	o := testOptions()
	v, path := newVault(t, o)
	first := mustCommit(t, v, put(1))[0].Clock
	mustClose(t, v)
	now := o.Now().AddDate(0, -2, 0)
	o.Now = func() time.Time { return now }
	v = mustOpen(t, path, o)
	second := mustCommit(t, v, put(2))[0].Clock
	if second.Compare(first) <= 0 {
		t.Fatalf("%v is not after %v", second, first)
	}
	if latest := v.Latest(); latest.Compare(second) != 0 {
		t.Fatalf("latest is %v", latest)
	}
	mustClose(t, v)
	mustHold(t, mustOpen(t, path, o), 1, 2)
}
