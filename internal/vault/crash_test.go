package vault

import (
	"bufio"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"
)

// killsOfOneVault is how many kills a vault lives through before another takes its place.
const killsOfOneVault = 25

// TestKillLosesNothingAcknowledged kills a program that saves, renews, changes keys, makes backups and restores them,
// BONDGENOOT_KILLS times, 100 without: at a moment that chance picks, in the middle of what comes after some
// acknowledgement. After each kill the vault opens and holds every acknowledged step, the one under way whole or not at
// all, and so does every backup that was reported made. The next program goes on with what the last one left.
func TestKillLosesNothingAcknowledged(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	var h *planHistory
	var folder string
	var held, steps, under int
	for kill := range fromEnvironment(t, "BONDGENOOT_KILLS", 100) {
		if kill%killsOfOneVault == 0 {
			if h != nil {
				must(t, os.RemoveAll(folder))
			}
			h, folder, held = newPlan(uint64(100+kill)), t.TempDir(), 0
		}
		done := killed(t, r, h.seed, held, folder)
		if _, err := os.Stat(planVault(folder)); done < 0 && errors.Is(err, fs.ErrNotExist) {
			continue // it was being made
		}
		done = max(done, held)
		now, err := judgePlan(h, folder, done)
		if err != nil {
			t.Fatalf("kill %d, %d steps acknowledged: %v", kill, done, err)
		}
		steps, under, held = steps+done-held, under+now-done, now
	}
	t.Logf("%d steps acknowledged, %d were under way and whole", steps, under)
}

// killed starts a program that follows a plan and kills it. It returns how many steps the program said to have done.
func killed(t *testing.T, r *rand.Rand, seed uint64, from int, folder string) int {
	t.Helper()
	child := planChild(seed, from, 1<<20, folder)
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	lines, patience := r.IntN(9), time.Duration(r.IntN(8000))*time.Microsecond
	var said strings.Builder
	text := bufio.NewReader(out)
	kill := func() { time.AfterFunc(patience, func() { _ = child.Process.Kill() }) } // it is killed already when that fails
	if lines == 0 {
		kill() // while it starts
	}
	for {
		line, err := text.ReadString('\n') // what was written to the pipe before it died is still read
		said.WriteString(line)
		if err != nil {
			break
		}
		if lines--; lines == 0 {
			kill()
		}
	}
	if err := child.Wait(); err == nil || child.ProcessState.Exited() && child.ProcessState.ExitCode() >= 0 && os.PathSeparator == '/' {
		t.Fatalf("child ended by itself: %v: %s", err, said.String())
	}
	return acknowledged(said.String(), from)
}
