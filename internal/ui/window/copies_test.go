package window

import (
	"os"
	"path/filepath"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// TestACopyIsMadeAndASecondPlaceThatIsAbsentIsTold makes copies from the settings.
func TestACopyIsMadeAndASecondPlaceThatIsAbsentIsTold(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	b.place(ui.PlaceSettings)
	p := b.window.desk.Preferences()
	p.BackupFolder = filepath.Join(b.folder, "stick")
	if err := b.window.desk.SetPreferences(p); err != nil {
		t.Fatal(err)
	}
	b.settle()
	b.do("settings.copies.make")
	if !b.says("De kopie is gemaakt") || !b.says("Op de tweede plaats staat nu geen kopie") {
		t.Errorf("%q", b.texts())
	}
	b.shoot("settings-copy")
	b.closeDialog()
	if made, err := filepath.Glob(filepath.Join(b.folder, "backups", "*.vault")); err != nil || len(made) != 1 {
		t.Errorf("%v, %v", made, err)
	}
	if err := os.Mkdir(p.BackupFolder, 0o700); err != nil {
		t.Fatal(err)
	}
	b.pass(2_000_000_000) // copies are named by the second
	b.do("settings.copies.make")
	if made, err := filepath.Glob(filepath.Join(p.BackupFolder, "*.vault")); err != nil || len(made) != 1 || b.says("Op de tweede plaats staat nu geen kopie") {
		t.Errorf("%v, %v: %q", made, err, b.texts())
	}
}
