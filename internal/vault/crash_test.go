package vault

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// envCrash names the vault that a re-executed test binary is to write to, until it is killed.
const envCrash = "BONDGENOOT_CRASH_VAULT"

// crashBody is what transaction n writes of record id: long enough now and then to split and overflow pages.
func crashBody(id ID, n int) []byte {
	size := 20 + int(id[0])*3
	if n%17 == 0 {
		size += 30000
	}
	b := binary.BigEndian.AppendUint64(nil, uint64(n))
	for len(b) < size {
		b = append(b, id[len(b)%16])
	}
	return b
}

// crashChanges are the changes of transaction n: three records of a hundred get their next revision, and one is new.
func crashChanges(n int, known map[ID]Record) []Change {
	var changes []Change
	for i := range 3 {
		id := numbered(uint64((n*7 + i*31) % 100))
		changes = append(changes, Change{ID: id, Kind: "k", Base: known[id].Revision, Body: crashBody(id, n)})
	}
	id := numbered(uint64(1000 + n))
	return append(changes, Change{ID: id, Kind: "k", Body: crashBody(id, n)})
}

// TestCrashChild is the process that is killed: it saves and acknowledges each save on standard output, without end.
func TestCrashChild(t *testing.T) {
	path := os.Getenv(envCrash)
	if path == "" {
		return // run by TestKillLosesNothingAcknowledged only
	}
	v := mustOpen(t, path, testOptions())
	known := mustLoad(t, v)
	for n := crashCount(known); ; n++ {
		for _, r := range mustCommit(t, v, crashChanges(n, known)...) {
			known[r.ID] = r
		}
		if _, err := fmt.Fprintf(os.Stdout, "saved %d\n", n); err != nil {
			return
		}
	}
}

// crashCount is the number of transactions that a loaded vault holds.
func crashCount(all map[ID]Record) int {
	n := 0
	for _, ok := all[numbered(1000)]; ok; _, ok = all[numbered(uint64(1000+n))] {
		n++
	}
	return n
}

// TestKillLosesNothingAcknowledged kills a saving process, BONDGENOOT_KILLS times, 50 without. After each kill the
// vault opens and holds every acknowledged save, the one under way at most besides, and that one whole or not at all.
func TestKillLosesNothingAcknowledged(t *testing.T) {
	o := testOptions()
	v, path := newVault(t, o)
	mustClose(t, v)
	r := rand.New(rand.NewPCG(9, 9))
	var under int // saves that were under way and survived whole
	for kill := range fromEnvironment(t, "BONDGENOOT_KILLS", 50) {
		acknowledged := killedAfter(t, path, 1+r.IntN(12))
		v := mustOpen(t, path, o)
		all := mustLoad(t, v)
		held := crashCount(all)
		if held != acknowledged && held != acknowledged+1 {
			t.Fatalf("kill %d: %d saves acknowledged, %d held", kill, acknowledged, held)
		}
		under += held - acknowledged
		compareCrash(t, all, held)
		if kill%10 == 9 {
			check(t, v)
		}
		mustClose(t, v)
	}
	t.Logf("%d saves were under way and whole", under)
}

// killedAfter starts a saving process and kills it after some acknowledgements, in the middle of what comes next. It
// returns the number of transactions that the last acknowledgement speaks for.
func killedAfter(t *testing.T, path string, lines int) int {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestCrashChild$")
	child.Env = append(os.Environ(), envCrash+"="+path)
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	acknowledged, seen := -1, 0
	for scan := bufio.NewScanner(out); scan.Scan(); {
		number, ok := strings.CutPrefix(scan.Text(), "saved ")
		if !ok {
			t.Fatalf("child says %q", scan.Text())
		}
		acknowledged, err = strconv.Atoi(number)
		must(t, err)
		if seen++; seen == lines {
			must(t, child.Process.Kill()) // what was written to the pipe before it died is still read
		}
	}
	if err := child.Wait(); err == nil || child.ProcessState.Exited() && filepath.Separator == '/' {
		t.Fatalf("child ended by itself: %v", err)
	}
	return acknowledged + 1
}

// compareCrash compares every record with what the first count transactions wrote.
func compareCrash(t *testing.T, got map[ID]Record, count int) {
	t.Helper()
	want := map[ID]Record{}
	for n := range count {
		for _, c := range crashChanges(n, want) {
			want[c.ID] = Record{Revision: c.Base + 1, Body: c.Body}
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%d records, want %d", len(got), len(want))
	}
	for id, w := range want {
		if g := got[id]; g.Revision != w.Revision || string(g.Body) != string(w.Body) {
			t.Fatalf("record %s: revision %d of %d bytes, want %d of %d", id, g.Revision, len(g.Body), w.Revision, len(w.Body))
		}
	}
}
