package window

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
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

// copiesThere are the copies beside the vault.
func (b *bench) copiesThere() []string {
	b.t.Helper()
	made, err := filepath.Glob(filepath.Join(b.folder, "backups", "*.vault"))
	if err != nil {
		b.t.Fatal(err)
	}
	return made
}

// due does what comes due within a while, without the work that waits.
func (b *bench) due(d time.Duration) {
	for _, t := range b.timers {
		if !t.dead && !t.at.After(b.now.Add(d)) {
			t.dead = true
			t.do()
		}
	}
}

// close closes the window, up to the last copy.
func (b *bench) close() {
	b.window.quit()
	for b.window.shell != nil && len(b.queue) > 0 {
		next := b.queue[0]
		b.queue = b.queue[1:]
		b.step(next)
	}
}

func (b *bench) newAction(title string) {
	b.t.Helper()
	if _, err := b.window.desk.NewAction(partnership.Action{Title: title}); err != nil {
		b.t.Fatal(err)
	}
	b.settle()
}

func TestClosingMakesACopyOfWhatChanged(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	b.newAction("Bel de wijkagent")
	b.close()
	b.due(time.Second)
	if !b.says("De kopie wordt gemaakt") || len(b.copiesThere()) > 0 {
		t.Errorf("%q, %v", b.texts(), b.copiesThere())
	}
	b.shoot("closing-copy")
	b.settle()
	if n := len(b.copiesThere()); n != 1 || b.says("De kopie wordt gemaakt") {
		t.Errorf("%d copies, %q", n, b.texts())
	}
	b.open(phrase)
	b.window.quit()
	b.settle()
	if n := len(b.copiesThere()); n != 1 {
		t.Errorf("%d copies after nothing changed", n)
	}
}

func TestTheCopyOnClosingCanBeSkipped(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	b.newAction("Bel de wijkagent")
	b.close()
	b.due(time.Second)
	b.canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.settle()
	if left, err := filepath.Glob(filepath.Join(b.folder, "backups", "*")); err != nil || len(left) > 0 {
		t.Errorf("%v, %v", left, err)
	}
	again, err := desk.Open(t.Context(), b.vault(), []byte(phrase), b.window.options.Surroundings(b.window.words))
	if err != nil {
		t.Fatalf("the vault was not closed: %v", err)
	}
	again.Close()
}

func TestACopyThatFailsIsToldAndStopsNoClosing(t *testing.T) {
	b := newBench(t)
	if err := os.WriteFile(filepath.Join(b.folder, "backups"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.open(phrase)
	b.newAction("Bel de wijkagent")
	b.window.quit()
	b.settle()
	if !b.says("De kopie is niet gelukt") {
		t.Errorf("%q", b.texts())
	}
	b.shoot("closing-failed")
	b.pass(copyFailed)
	if b.says("De kopie is niet gelukt") {
		t.Errorf("it does not close: %q", b.texts())
	}
	b.open(phrase)
	if !b.says("Er is geen kopie gemaakt") {
		t.Errorf("the next start is silent: %q", b.texts())
	}
	b.shoot("today-copy-failed")
}

func TestACopyIsMadeEachDayWhileOpen(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	p := b.window.desk.Preferences()
	p.IdleMinutes = 0
	if err := b.window.desk.SetPreferences(p); err != nil {
		t.Fatal(err)
	}
	for day := range 3 {
		b.newAction("Dag")
		b.pass(24 * time.Hour)
		if n := len(b.copiesThere()); n != day+1 {
			t.Errorf("%d copies after day %d", n, day+1)
		}
	}
	b.window.lock()
	b.settle()
	if n := len(b.copiesThere()); n != 3 {
		t.Errorf("locking made a copy: %d", n)
	}
}

// titled returns the row that stands by itself and whose title begins so.
func (b *bench) titled(title string) *ui.Item {
	b.t.Helper()
	for _, o := range visible(nil, b.canvas().Overlays().Top()) {
		if i, ok := o.(*ui.Item); ok && strings.HasPrefix(i.Title(), title) {
			return i
		}
	}
	b.t.Fatalf("no row %q in %q", title, b.texts())
	return nil
}

// A copy is put back from the settings: what would change is told by name, the file of before is kept, and one goes on in the vault of then.
func TestGoingBackToACopyFromTheSettings(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	b.newAction("Bel de wijkagent")
	if _, err := b.window.desk.Backup(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	b.newAction("Bel de school")
	b.place(ui.PlaceSettings)
	b.do("settings.copies.back")
	if !b.says("Naast de kluis") || !b.says("Heel") {
		t.Errorf("%q", b.texts())
	}
	b.shoot("copies-list")
	b.titled("24").Tapped(nil)
	b.settle()
	if !b.says("Bel de school") || !b.says("Verdwijnt") || b.says("Bel de wijkagent") {
		t.Errorf("%q", b.texts())
	}
	b.shoot("copies-preview")
	b.press(fyne.KeyTab, fyne.KeyReturn)
	if b.window.desk == nil {
		t.Fatalf("nothing is open: %q", b.texts())
	}
	titles := func() (list []string) {
		for _, r := range b.window.desk.List(partnership.KindAction) {
			list = append(list, r.Label())
		}
		return list
	}
	if list := titles(); !slices.Contains(list, "Bel de wijkagent") || slices.Contains(list, "Bel de school") {
		t.Errorf("%q", list)
	}
	b.shoot("copies-restored")
	if kept, err := filepath.Glob(filepath.Join(b.folder, "*-before-*")); err != nil || len(kept) != 1 {
		t.Errorf("%v, %v", kept, err)
	}
	b.newAction("Verder")
	b.window.quit()
	b.settle()
	b.open(phrase) // it is not told as an older copy
	if b.window.desk == nil || !slices.Contains(titles(), "Verder") {
		t.Errorf("%q", b.texts())
	}
}

// A copy from before the passphrase was changed asks for the one of then.
func TestACopyWithAnOlderPassphraseAsksForIt(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	if _, err := b.window.desk.Backup(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	if err := b.window.desk.ChangePassphrase(t.Context(), []byte("een heel andere wachtwoordzin")); err != nil {
		t.Fatal(err)
	}
	b.place(ui.PlaceSettings)
	b.do("settings.copies.back")
	if !b.says("Eigen wachtwoordzin") {
		t.Errorf("%q", b.texts())
	}
	b.titled("24").Tapped(nil)
	b.settle()
	b.write("fout")
	b.press(fyne.KeyReturn)
	if !b.says("opent de kopie niet") {
		t.Errorf("%q", b.texts())
	}
	b.shoot("copies-passphrase")
	b.write(phrase)
	b.press(fyne.KeyReturn)
	if !b.says("opent de kluis met de wachtwoordzin van deze kopie") {
		t.Errorf("%q", b.texts())
	}
	b.press(fyne.KeyEscape)
}

// Who cannot open the vault any more goes back to a copy from the gate.
func TestGoingBackToACopyFromTheGate(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	b.newAction("Bel de wijkagent")
	if _, err := b.window.desk.Backup(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	b.window.lock()
	b.settle()
	if err := os.WriteFile(b.vault(), []byte("onleesbaar"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.open("")
	b.shoot("gate-with-restore")
	b.answer("copies.back.start")
	b.titled("24").Tapped(nil)
	b.settle()
	b.write(phrase)
	b.press(fyne.KeyReturn)
	if !b.says("niet te vergelijken") {
		t.Errorf("%q", b.texts())
	}
	b.press(fyne.KeyTab, fyne.KeyReturn)
	b.closeDialog()
	if b.window.desk == nil {
		t.Fatalf("nothing is open: %q", b.texts())
	}
}

// Everything is exported encrypted, with a passphrase that is not easy to guess, or for recipients that are some.
func TestEverythingIsExportedEncrypted(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	b.place(ui.PlaceSettings)
	b.window.shell.Go(ui.Route{Place: ui.PlaceSettings, Part: "everything"})
	b.settle()
	b.shoot("settings-everything")
	b.do("copies.age.with")
	b.write("geheim")
	b.press(fyne.KeyReturn)
	b.write("geheim")
	b.press(fyne.KeyReturn)
	b.shoot("export-age-weak")
	const good = "vier paarden lopen naar zee"
	b.canvas().Focused().(*ui.Entry).Fill("")
	b.write(good)
	b.press(fyne.KeyReturn)
	b.canvas().Focused().(*ui.Entry).Fill("")
	b.write(good)
	b.press(fyne.KeyReturn)
	made, err := filepath.Glob(filepath.Join(b.folder, "*.tar.age"))
	if err != nil || len(made) != 1 {
		t.Fatalf("%v, %v: %q", made, err, b.texts())
	}
	if taken, err := b.window.desk.ImportAge(t.Context(), made[0], desk.AgeKey{Passphrase: []byte(good)}, desk.Import{DryRun: true}); err != nil || taken.Same[partnership.KindAction] == 0 {
		t.Errorf("%+v, %v", taken, err)
	}
	b.do("copies.age.for")
	b.shoot("export-age-for")
	b.answer("copies.age.save")
	if !b.says("Kies voor wie") {
		t.Errorf("%q", b.texts())
	}
	b.closeDialog()
}

// An encrypted export is taken in by the window: it asks for what opens the file, again when that was wrong, and takes all of it or nothing.
func TestAnEncryptedExportIsTakenIn(t *testing.T) {
	const (
		secret = "vier paarden lopen naar zee"
		reader = "age178x6yvy4x6s8sq2khh66y8ukc79ka236uq0dqjw8uuufylh0fs5qn2vel4" // nobody's
		key    = "AGE-SECRET-KEY-1ZNG5P8CJKN8XDVKRF6S74DDZW2EQS6EMZH2TYQ7FHLDQ5R23RL0QL0YUZE"
	)
	for lock, c := range map[desk.AgeLock]struct {
		readers      desk.AgeReaders
		wrong, right string
	}{
		desk.AgePassphrase: {desk.AgeReaders{Passphrase: []byte(secret)}, "vijf paarden", secret},
		desk.AgeIdentity:   {desk.AgeReaders{Recipients: reader}, "wrong.txt", "right.txt"},
	} {
		t.Run(string(lock), func(t *testing.T) {
			b := newBench(t).open(phrase)
			put := func(name string, content []byte) string {
				place := filepath.Join(b.folder, name)
				if err := os.WriteFile(place, content, 0o600); err != nil {
					t.Fatal(err)
				}
				return place
			}
			if lock == desk.AgeIdentity {
				c.wrong, c.right = put(c.wrong, []byte("no key")), put(c.right, []byte(key))
			}
			var sealed bytes.Buffer
			other := b.twin("elders.vault", func(d *desk.Desk) {
				if _, err := d.NewAction(partnership.Action{Title: "Alleen daar gemaakt"}); err != nil {
					t.Fatal(err)
				}
				if _, err := d.ExportAge(t.Context(), &sealed, c.readers); err != nil {
					t.Fatal(err)
				}
			})
			if err := os.Remove(other); err != nil {
				t.Fatal(err)
			}
			file := put("alles.tar.age", sealed.Bytes())
			before := len(desk.All[partnership.Action](b.window.desk))
			b.place(ui.PlaceSettings)
			b.do("settings.import")
			b.write(file)
			b.press(fyne.KeyReturn)
			b.check("import-locked", nil)
			b.shoot("import-locked-" + string(lock))
			b.press(fyne.KeyReturn) // nothing was given
			b.write(c.wrong)
			b.press(fyne.KeyReturn)
			b.shoot("import-locked-wrong-" + string(lock))
			if n := len(desk.All[partnership.Action](b.window.desk)); n != before {
				t.Errorf("%d actions after a wrong key, before %d", n, before)
			}
			b.write(c.right)
			b.press(fyne.KeyReturn)
			if n := len(desk.All[partnership.Action](b.window.desk)); n != before+1 {
				t.Errorf("%d actions, before %d; on the screen is %q", n, before, b.texts())
			}
			b.action("Alleen daar gemaakt")
		})
	}
}
