package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// harmedTown is the demo municipality with a copy, of which some pages were wiped after it.
func harmedTown(t *testing.T) (file string, unlock Unlock, s Surroundings, copied string) {
	t.Helper()
	d := demoTown(t)
	file, s = d.Place(), d.around
	made, err := d.Backup(t.Context(), "")
	must(t, err)
	must(t, d.Close())
	unlock = WithPassphrase([]byte(phrase)).ForMany()
	b, err := os.ReadFile(file)
	must(t, err)
	clear(b[12*4096 : 30*4096])
	must(t, os.WriteFile(file, b, 0o600))
	return file, unlock, s, made.File
}

func TestDamageIsNamedAndTheNewestGoodCopyIsFound(t *testing.T) {
	file, unlock, s, copied := harmedTown(t)
	if _, err := openWith(t.Context(), file, unlock, s); err == nil {
		t.Fatal("it opens")
	}
	x, err := Examine(t.Context(), file, unlock, s)
	must(t, err)
	if x.Sound() || x.Fault() != FaultDamaged || len(x.Affected) == 0 || len(x.latest) == 0 {
		t.Fatalf("%+v", x.Report)
	}
	good, err := x.NewestGood(t.Context(), unlock, s)
	must(t, err)
	if good.File != copied || good.Records < 50 || good.Newer != 0 {
		t.Errorf("%+v, want %s", good, copied)
	}
	for _, h := range x.Affected {
		if h.Label == "" && h.Kind != settingsName {
			t.Errorf("%+v has no name although the copy has it", h)
		}
	}
	all := strings.Join(append(x.Lines(s.Words), x.Sentence(s.Words)), "\n")
	if strings.Contains(all, "damage.") || strings.Contains(all, "<no value>") {
		t.Error(all)
	}
}

func TestACopyThatIsDamagedTooIsPassedOver(t *testing.T) {
	file, unlock, s, copied := harmedTown(t)
	b, err := os.ReadFile(copied)
	must(t, err)
	b[20*4096] ^= 1
	must(t, os.WriteFile(copied, b, 0o600))
	x, err := Examine(t.Context(), file, unlock, s)
	must(t, err)
	_, err = x.NewestGood(t.Context(), unlock, s)
	if fault, _ := FaultOf(err); fault != FaultNoCopy {
		t.Errorf("%v", err)
	}
}

func TestWhatIsLeftIsSalvagedAndTheRestIsListed(t *testing.T) {
	file, unlock, s, _ := harmedTown(t)
	before, err := os.ReadFile(file)
	must(t, err)
	to := filepath.Join(t.TempDir(), "gered.vault")
	done, err := Salvage(t.Context(), file, to, unlock, s)
	must(t, err)
	x, err := Examine(t.Context(), to, unlock, s)
	must(t, err)
	if !x.Sound() || done.Records == 0 || done.Records != len(x.latest) || len(done.Missing) == 0 {
		t.Errorf("%+v, %+v", done.Made, x.Report)
	}
	for _, h := range done.Missing {
		if line := h.Line(s.Words); h.Label == "" && h.Kind != settingsName || strings.Contains(line, "damage.") {
			t.Errorf("%s: %+v", line, h)
		}
	}
	after, err := os.ReadFile(file)
	must(t, err)
	if string(before) != string(after) {
		t.Error("the damaged file was changed")
	}
	if _, err := Salvage(t.Context(), file, to, unlock, s); err == nil {
		t.Error("it was overwritten")
	}
}

const settingsName = "settings"

func TestAWrongPassphraseIsNotCalledDamage(t *testing.T) {
	file, _, s, _ := harmedTown(t)
	x, err := Examine(t.Context(), file, WithPassphrase([]byte("een heel andere zin")), s)
	must(t, err)
	if x.Fault() != FaultWrongPassphrase || x.LockedBy() != "passphrase" {
		t.Errorf("%s, %+v", x.Fault(), x.Report)
	}
}
