//go:build linux && cgo

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// recorder is what a program is run under to have its calls to the network recorded, those of all its threads and of what it starts.
func recorder(record string) []string {
	return []string{"strace", "-f", "--quiet=all", "-e", "trace=%network", "-o", record}
}

var (
	opens  = regexp.MustCompile(`socket(?:pair)?\((\w+)`)
	leads  = regexp.MustCompile(`sa_family=(\w+)`)
	family = regexp.MustCompile(`\b(?:AF|PF)_[A-Z0-9]+`)
)

// stayedHome fails when a record shows anything but sockets on this machine, and returns how many calls it shows.
func stayedHome(t *testing.T, record string) (calls int) {
	t.Helper()
	content, err := os.ReadFile(record)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(content)) {
		if !strings.Contains(line, "(") {
			continue
		}
		calls++
		for _, name := range family.FindAllString(line, -1) {
			if name != "AF_UNIX" {
				t.Errorf("%s: %s", filepath.Base(record), strings.TrimSpace(line))
			}
		}
		if m := opens.FindStringSubmatch(line); m != nil && m[1] != "AF_UNIX" {
			t.Errorf("%s: %s", filepath.Base(record), strings.TrimSpace(line))
		}
		if m := leads.FindStringSubmatch(line); m != nil && m[1] != "AF_UNIX" {
			t.Errorf("%s: %s", filepath.Base(record), strings.TrimSpace(line))
		}
	}
	return calls
}

// TestWindowAndCommandsOpenNoConnection records every call to the network, of each command and of a walk through the window: they stay on this
// machine, with the screen's server and the window's own socket.
func TestWindowAndCommandsOpenNoConnection(t *testing.T) {
	if _, err := exec.LookPath("strace"); err != nil {
		t.Fatalf("%v: install strace", err)
	}
	s := newStage(t, "1366x768")
	vault := filepath.Join(s.folder, "kluis.vault")
	phrase := filepath.Join(s.folder, "phrase")
	calls := 0
	run := func(name string, args ...string) string {
		t.Helper()
		record := filepath.Join(s.folder, "strace-"+name)
		c := exec.Command("strace", append(append(recorder(record)[1:], "bondgenoot", "--vault", vault, "--passphrase-file", phrase), args...)...)
		c.Env = s.env
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v: %s", name, err, out)
		}
		calls += stayedHome(t, record)
		return string(out)
	}
	s.vaultWith(filepath.Join(s.folder, "other.vault"), "een goede wachtwoordzin", 1) // writes the phrase and a bundle
	bundle := filepath.Join(s.folder, "bundle.json")
	run("new", "new", "--recovery-file", filepath.Join(s.folder, "recovery2"))
	run("import", "import", bundle)
	run("today", "today")
	run("list", "list", "organisations", "--json")
	run("show", "show", "o-0")
	run("search", "search", "proef")
	run("export", "export", "--format", "json", "-o", filepath.Join(s.folder, "out.json"))
	run("check", "check")
	run("keys", "keys")
	run("backup", "backup", "--to", filepath.Join(s.folder, "copies"))
	run("renew", "renew")
	if err := os.WriteFile(phrase, []byte("bondgenoot\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	vault = filepath.Join(s.folder, "data", "bondgenoot", "demo.vault")
	run("demo", "demo", "--no-window")
	run("share", "share", "--from", "o-pol", "--to", "o-jw", "--category", "concern", "--purpose", "early_signal")
	run("print", "print", "actions", "-o", filepath.Join(s.folder, "actions.pdf"))

	record := filepath.Join(s.folder, "strace-window")
	s.under = recorder(record)
	s.start("shown today", "demo")
	for _, place := range []string{"partners", "agreements", "meetings", "actions", "advice", "settings"} {
		key := slices.Index([]string{"partners", "agreements", "meetings", "actions", "advice", "settings"}, place) + 2
		s.keys("ctrl+" + string(rune('0'+key)))
		s.await("shown " + place)
	}
	s.keys("ctrl+3")
	s.await("shown agreements")
	s.keys("ctrl+p")
	s.await("printed")
	s.lock()
	s.write("bondgenoot")
	s.keys("Return")
	s.await("shown agreements")
	s.quit()
	calls += stayedHome(t, record)
	t.Logf("%d calls to the network, all of them on this machine", calls)
	if calls == 0 {
		t.Error("nothing was recorded, not even the window's own socket")
	}
}
