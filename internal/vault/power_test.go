package vault

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/vault/powerloss"
)

// TestPowerLossLosesNothingAcknowledged cuts the power of a program that saves, renews, changes keys, makes backups and
// restores them, at BONDGENOOT_CUTS random moments, 100 without. After each cut the vault opens and holds every
// acknowledged step, and so does every backup that was reported made.
func TestPowerLossLosesNothingAcknowledged(t *testing.T) {
	cuts := fromEnvironment(t, "BONDGENOOT_CUTS", 100)
	recording := recorded(t, 1, min(40+cuts/10, 160))
	harmed, under := cutPower(t, recording, powerloss.Honest, 1, cuts)
	for _, harm := range harmed {
		t.Error(harm)
	}
	t.Logf("%d cuts of %d moments, %d harmed, %d steps were under way and whole", cuts, recording.Moments(), len(harmed), under)
}

// TestALostSyncIsFound plays the same recording to disks that do not sync: were there nothing to find, the test above would say nothing.
func TestALostSyncIsFound(t *testing.T) {
	recording := recorded(t, 2, 40)
	for lie, name := range map[powerloss.Lie]string{
		powerloss.LyingAll: "nothing", powerloss.LyingFiles: "no files", powerloss.LyingOnFolder: "no names",
	} {
		harmed, _ := cutPower(t, recording, lie, 2, 40)
		if len(harmed) == 0 {
			t.Errorf("a disk that syncs %s did no harm in 40 cuts", name)
		}
		t.Logf("a disk that syncs %s: %d of 40 cuts did harm", name, len(harmed))
	}
}

// recorded records a program that follows a plan.
func recorded(t *testing.T, seed uint64, steps int) *powerloss.Recording {
	t.Helper()
	folder := t.TempDir()
	recording, err := powerloss.Record(folder, planChild(seed, 0, steps, folder))
	if errors.Is(err, powerloss.ErrNoTracer) && runtime.GOOS != "linux" {
		t.Skip("power cuts are tried on Linux only: what a program writes is recorded with strace")
	}
	if err != nil {
		t.Fatalf("%v ('scripts/need strace' installs it)", err)
	}
	return recording
}

// cutPower cuts the power at random moments of a recording, and tells what harm that did.
func cutPower(t *testing.T, recording *powerloss.Recording, lie powerloss.Lie, seed uint64, cuts int) (harmed []error, under int) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 5))
	moments := make([]int, cuts)
	for i := range moments {
		moments[i] = r.IntN(recording.Moments() + 1)
	}
	slices.Sort(moments)
	disk, h := recording.Play(lie), newPlan(seed)
	for _, moment := range moments {
		must(t, disk.Forward(moment))
		folder, err := os.MkdirTemp(t.TempDir(), "cut")
		must(t, err)
		must(t, disk.Cut(r, folder))
		done := acknowledged(disk.Said(), 0)
		if _, err := os.Stat(planVault(folder)); done < 0 && errors.Is(err, os.ErrNotExist) {
			continue // it was being made
		}
		held, err := judgePlan(h, folder, max(done, 0))
		if err != nil {
			harmed = append(harmed, fmt.Errorf("cut at moment %d, %d steps acknowledged: %w", moment, done, err))
		}
		under += max(held-done, 0)
		must(t, os.RemoveAll(folder))
	}
	return harmed, under
}
