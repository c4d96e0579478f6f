package shield

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

const shielded = "BONDGENOOT_SHIELDED"

// TestMain lets the test run itself as the program that is looked at.
func TestMain(m *testing.M) {
	if os.Getenv(shielded) == "" {
		os.Exit(m.Run())
	}
	var most unix.Rlimit // as where the system is set to keep core dumps
	if unix.Getrlimit(unix.RLIMIT_CORE, &most) == nil {
		most.Cur = most.Max
		_ = unix.Setrlimit(unix.RLIMIT_CORE, &most) // who may not, makes none either
	}
	if err := Raise(); err != nil {
		println(err.Error())
		os.Exit(3)
	}
	if os.Getenv(shielded) == "fall" {
		panic("as asked")
	}
	dumpable, err := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0)
	var core unix.Rlimit
	if err != nil || dumpable != 0 || unix.Getrlimit(unix.RLIMIT_CORE, &core) != nil || core != (unix.Rlimit{}) {
		println("dumpable", dumpable, "core", core.Cur, core.Max)
		os.Exit(4)
	}
	os.Exit(0)
}

func run(t *testing.T, mode string, more ...string) (string, *os.ProcessState) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	c.Dir = t.TempDir()
	c.Env = append(append(os.Environ(), shielded+"="+mode), more...)
	out, _ := c.CombinedOutput() // the state tells how it ended
	return string(out), c.ProcessState
}

func TestAShieldedProgramIsNotCopied(t *testing.T) {
	if out, state := run(t, "look"); !state.Success() {
		t.Errorf("%v: %s", state, out)
	}
}

func TestTheShieldIsPutBack(t *testing.T) {
	if err := Aside(func() {}); err != nil {
		t.Fatal(err)
	}
	if dumpable, err := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0); err != nil || dumpable != 0 {
		t.Errorf("dumpable %d, %v", dumpable, err)
	}
}

func TestAFallLeavesNoCoreEvenWhenAskedFor(t *testing.T) {
	out, state := run(t, "fall", "GOTRACEBACK=crash")
	if !strings.Contains(out, "as asked") {
		t.Fatalf("it did not fall as it should: %v: %s", state, out)
	}
	if status, ok := state.Sys().(interface{ CoreDump() bool }); !ok || status.CoreDump() {
		t.Errorf("the system wrote a core dump: %v", state)
	}
}
