package desk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// says sees that an error is of a fault, and that people read about it in both languages.
func says(t *testing.T, err error, want Fault) {
	t.Helper()
	if got, _ := FaultOf(err); got != want {
		t.Fatalf("%v is %q, want %q", err, got, want)
	}
	for _, tag := range language.Tags() {
		words, opening := language.Open(tag)
		if opening != nil {
			t.Fatal(opening)
		}
		if text := Sentence(words, err); !strings.Contains(text, ".") || strings.Contains(text, "desk.fault") || strings.Contains(text, "<no value>") {
			t.Errorf("%s: %q", tag, text)
		}
	}
}

// full is what the system says of a full disk.
func full() error {
	if runtime.GOOS == "windows" {
		return syscall.Errno(112) // ERROR_DISK_FULL
	}
	return syscall.ENOSPC
}

func TestWhatTheMachineRefusesIsToldAndSavingGoesOn(t *testing.T) {
	var refuses error
	s := surroundings(t)
	s.BeforeWrite = func() error { return refuses }
	file := filepath.Join(t.TempDir(), "v.vault")
	d, _, err := Create(t.Context(), file, []byte("een goede wachtwoordzin"), s)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for cause, want := range map[error]Fault{
		vault.ErrNoSpace: FaultNoSpace, vault.ErrDriveLost: FaultDriveLost, vault.ErrWriteProtected: FaultProtected, vault.ErrHeld: FaultHeld,
		fs.ErrPermission: FaultNoAccess, &fs.PathError{Op: "write", Path: file, Err: full()}: FaultNoSpace,
	} {
		refuses = cause
		_, err := d.NewAction(partnership.Action{Title: "Bellen"})
		says(t, err, want)
		if fault, _ := FaultOf(err); !fault.Passing() || fault.Halting() {
			t.Errorf("%s does not pass", want)
		}
		if n := len(All[partnership.Action](d)); n != 0 {
			t.Fatalf("%d actions after a refusal", n)
		}
	}
	refuses = nil
	if _, err := d.NewAction(partnership.Action{Title: "Bellen"}); err != nil {
		t.Fatal(err)
	}
	says(t, About("/media/stick/a.pdf", &fs.PathError{Op: "write", Path: "a.pdf", Err: full()}), FaultNoSpace) // any file
	for cause, want := range map[error]Fault{vault.ErrDoubt: FaultDoubt, vault.ErrOverwritten: FaultOverwritten} {
		err := About(file, errors.Join(cause, vault.ErrDriveLost))
		says(t, err, want)
		if !want.Halting() {
			t.Errorf("%s does not halt", want)
		}
	}
}

func TestAMovedVaultIsPutBack(t *testing.T) {
	d, file, _ := newVault(t)
	if _, err := d.NewAction(partnership.Action{Title: "Eerst"}); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(file, file+".away"); err != nil {
		t.Skip("this system moves no file that is open") // Windows
	}
	_, err := d.NewAction(partnership.Action{Title: "Dan"})
	says(t, err, FaultMoved)
	if err := d.PutBack(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := d.NewAction(partnership.Action{Title: "Dan"}); err != nil {
		t.Fatal(err)
	}
	if n, err := d.CheckVault(t.Context()); err != nil || n != 2 || d.Place() != file {
		t.Fatal(n, err, d.Place())
	}
}

func TestAReplacedVaultIsKeptAside(t *testing.T) {
	d, file, _ := newVault(t)
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.NewAction(partnership.Action{Title: "Mijn"}); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(file+".theirs", content, 0o600), os.Rename(file+".theirs", file)); err != nil {
		t.Skip("this system replaces no file that is open") // Windows
	}
	_, err = d.NewAction(partnership.Action{Title: "Meer"})
	says(t, err, FaultReplaced)
	says(t, d.PutBack(t.Context()), FaultReplaced)
	aside, err := d.KeepAside(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.NewAction(partnership.Action{Title: "Meer"}); err != nil {
		t.Fatal(err)
	}
	if n := len(All[partnership.Action](d)); n != 2 || d.Place() != aside || filepath.Dir(aside) != filepath.Dir(file) {
		t.Fatal(n, d.Place())
	}
	if now, err := os.ReadFile(file); err != nil || string(now) != string(content) {
		t.Fatal("the other file was changed", err)
	}
}

func TestAClockThatWasSetBackIsTold(t *testing.T) {
	s := surroundings(t)
	now := s.Now()
	s.Now = func() time.Time { return now }
	d, _, err := Create(t.Context(), filepath.Join(t.TempDir(), "v.vault"), []byte("een goede wachtwoordzin"), s)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for back, told := range map[time.Duration]bool{0: false, 5 * time.Minute: false, 11 * time.Minute: true, 40 * 24 * time.Hour: true} {
		now = s.Now().Add(-back)
		list := clockCaution(d)
		if (len(list) > 0) != told {
			t.Errorf("set back by %v: %v", back, list)
		}
		for _, c := range list {
			if text := c.Text(s.Words); !strings.Contains(text, "23 november 2026") {
				t.Error(text)
			}
		}
		now = now.Add(back)
	}
}
