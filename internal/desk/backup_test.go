package desk

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestOldBackupsGoAndNothingElseDoes(t *testing.T) {
	d, file, _ := newVault(t)
	folder := t.TempDir()
	now := time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)
	d.around.Now = func() time.Time { return now }
	others := []string{"v-20261122-120000-01234567-9", "v-notes.txt", "other-20250101-120000", "v-20259999-120000", "v-20261123-085900.new"}
	cut := filepath.Join(folder, "v-20261101-120000.new")
	must(t, os.WriteFile(cut, []byte("x"), 0o600))
	must(t, os.Chtimes(cut, now, now.Add(-48*time.Hour)))
	for _, name := range others {
		must(t, os.WriteFile(filepath.Join(folder, name), []byte("x"), 0o600))
		must(t, os.Chtimes(filepath.Join(folder, name), now, now))
	}
	removed := 0
	for range 12 { // hourly on one day
		made, err := d.Backup(t.Context(), folder)
		must(t, err)
		if made.Second != "" || made.Missed != nil {
			t.Fatalf("%+v", made)
		}
		removed += made.Outdated
		now = now.Add(time.Hour)
	}
	if _, err := os.Stat(cut); err == nil {
		t.Error("what is left of a backup that was cut off long ago is still there")
	}
	entries, err := os.ReadDir(folder)
	must(t, err)
	if len(entries) != 1+len(others) || removed != 11 {
		t.Errorf("%d files, %d removed", len(entries), removed)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), filepath.Base(file)+"-20261123") && !slices.Contains(others, e.Name()) && !strings.Contains(e.Name(), "-200000-") {
			t.Errorf("%s is left, not the last one", e.Name())
		}
	}
}

func TestASecondPlaceThatIsAbsentStopsNothing(t *testing.T) {
	d, _, _ := newVault(t)
	p := d.Preferences()
	p.BackupFolder = filepath.Join(t.TempDir(), "stick")
	must(t, d.SetPreferences(p))
	first := t.TempDir()
	made, err := d.Backup(t.Context(), first)
	must(t, err)
	if made.Missed == nil || made.Second != "" || made.File == "" {
		t.Errorf("%+v", made)
	}
	if fault, _ := FaultOf(made.Missed); fault != FaultPlaceAbsent {
		t.Errorf("the absent place is told as %s", fault)
	}
	must(t, os.Mkdir(p.BackupFolder, 0o700))
	must(t, os.RemoveAll(made.File))
	made, err = d.Backup(t.Context(), first)
	must(t, err)
	if _, err := os.Stat(made.Second); err != nil || made.Missed != nil {
		t.Errorf("%+v, %v", made, err)
	}
}

func TestCheckReadsEverything(t *testing.T) {
	d := demoTown(t)
	records, err := d.CheckVault(t.Context())
	must(t, err)
	if records < 50 {
		t.Errorf("%d records", records)
	}
	must(t, d.Renew(t.Context()))
	if again, err := d.CheckVault(t.Context()); err != nil || again != records {
		t.Errorf("%d records after renewing, %v", again, err)
	}
}
