package vault

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// envFault names the vault that a re-executed test binary is to write to, on a machine that fails, and the size that files may have.
const envFault = "BONDGENOOT_FAULT_VAULT"

// TestFaultChild saves on a machine that fails, and says after each save how it ended. With a limit to the size of files it lifts that
// after the first refusal, as somebody who makes room.
func TestFaultChild(t *testing.T) {
	told := os.Getenv(envFault)
	if told == "" {
		return // run by the tests of this file only
	}
	var limit uint64
	var path string
	if _, err := fmt.Sscan(told, &limit, &path); err != nil {
		t.Fatal(err)
	}
	runtime.LockOSThread() // strace counts the calls of each thread by itself
	v := mustOpen(t, path, testOptions())
	var before unix.Rlimit
	must(t, unix.Getrlimit(unix.RLIMIT_FSIZE, &before))
	if limit > 0 {
		must(t, unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: limit, Max: before.Max}))
	}
	for n := range uint64(8) {
		c := put(n)
		c.Body = planBody(numbered(n), 17) // large enough for the file to grow
		_, err := v.Commit([]Change{c})
		fmt.Printf("%d %s\n", n, outcome(err))
		if errors.Is(err, ErrNoSpace) && limit > 0 {
			must(t, unix.Setrlimit(unix.RLIMIT_FSIZE, &before))
		}
	}
}

func outcome(err error) string {
	var words []string
	for _, known := range []struct {
		err  error
		word string
	}{{ErrNoSpace, "full"}, {ErrDriveLost, "lost"}, {ErrDoubt, "doubt"}, {ErrWriteProtected, "protected"}} {
		if errors.Is(err, known.err) {
			words = append(words, known.word)
		}
	}
	switch {
	case err == nil:
		return "kept"
	case len(words) == 0:
		return "else: " + err.Error()
	}
	return strings.Join(words, "+")
}

// faulted runs the child, under strace when it is to make calls fail, and returns how each save ended. What is said to be kept is in the vault
// afterwards, and nothing that was refused without doubt.
func faulted(t *testing.T, limit int64, inject string) (outcomes []string) {
	t.Helper()
	o := testOptions()
	v, path := newVault(t, o)
	mustClose(t, v)
	if limit > 0 {
		info, err := os.Stat(path)
		must(t, err)
		limit += info.Size()
	}
	child := exec.Command(os.Args[0], "-test.run=^TestFaultChild$")
	if inject != "" {
		tracer, err := exec.LookPath("strace")
		if err != nil {
			t.Fatal("strace is not there ('scripts/need strace' installs it)")
		}
		child = exec.Command(tracer, "-f", "-qq", "-o", "/dev/null", "-P", path, "-e", "trace=pwrite64,fdatasync,fsync,ftruncate", "-e", "inject="+inject,
			os.Args[0], "-test.run=^TestFaultChild$")
	}
	child.Env = append(os.Environ(), fmt.Sprintf("%s=%d %s", envFault, limit, path))
	out, err := child.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	v = mustOpen(t, path, o)
	all := mustLoad(t, v)
	check(t, v)
	for n := range uint64(8) {
		_, after, _ := strings.Cut("\n"+string(out), fmt.Sprintf("\n%d ", n))
		said, _, _ := strings.Cut(after, "\n")
		outcomes = append(outcomes, said)
		_, there := all[numbered(n)]
		if there != (said == "kept") && !strings.Contains(said, "doubt") {
			t.Fatalf("save %d: %q, and it is there: %v", n, said, there)
		}
	}
	mustClose(t, v)
	return outcomes
}

func TestAFullDiskIsToldAndSavingGoesOnWhenThereIsRoom(t *testing.T) {
	for _, room := range []int64{1, 16 << 10, 64 << 10, 200 << 10} {
		outcomes := faulted(t, room, "")
		text := strings.Join(outcomes, " ")
		if strings.Count(text, "full") != 1 || strings.Count(text, "kept") != 7 || outcomes[7] != "kept" {
			t.Errorf("with room for %d: %s", room, text)
		}
	}
}

// Every call by which a save reaches the disk fails once, each with what disks say.
func TestAFailingDiskLosesNothingThatWasKept(t *testing.T) {
	for _, call := range []string{"pwrite64", "fdatasync", "fsync", "ftruncate"} {
		for code, word := range map[string]string{"EIO": "lost", "ENOSPC": "full", "EROFS": "protected", "ESTALE": "lost"} {
			for when := 1; when <= 6; when++ {
				if call != "pwrite64" && when > 3 {
					continue
				}
				outcomes := faulted(t, 0, fmt.Sprintf("%s:error=%s:when=%d", call, code, when))
				text := strings.Join(outcomes, " ")
				t.Logf("%s fails with %s the %d. time: %s", call, code, when, text)
				if strings.Contains(text, "else") || !strings.Contains(text, word) && strings.Count(text, "kept") != 8 {
					t.Errorf("%s fails with %s the %d. time: %s", call, code, when, text)
				}
				if !strings.Contains(text, "doubt") && outcomes[7] != "kept" {
					t.Errorf("%s fails with %s the %d. time, and saving does not go on: %s", call, code, when, text)
				}
			}
		}
	}
}
