package window

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// wipe clears pages of the vault's file, as a failing disk does.
func (b *bench) wipe(from, until int) {
	b.t.Helper()
	content, err := os.ReadFile(b.vault())
	if err != nil {
		b.t.Fatal(err)
	}
	clear(content[from*4096 : min(until*4096, len(content))])
	if err := os.WriteFile(b.vault(), content, 0o600); err != nil {
		b.t.Fatal(err)
	}
}

// copied makes a copy of the open vault, changes something after it and closes the vault.
func (b *bench) copied() {
	b.t.Helper()
	if _, err := b.window.desk.Backup(context.Background(), ""); err != nil {
		b.t.Fatal(err)
	}
	if _, err := b.window.desk.NewAction(partnership.Action{Title: "Na de kopie"}); err != nil {
		b.t.Fatal(err)
	}
	b.window.lock()
	b.settle()
}

func (b *bench) records() int {
	n := 0
	for _, kind := range partnership.Kinds() {
		n += len(b.window.desk.List(kind))
	}
	return n
}

func TestGateAnswersDamageWithTheNewestGoodCopy(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	all := b.records()
	b.copied()
	b.wipe(14, 24)
	b.open(phrase)
	if b.window.desk != nil || !b.says("De kluis is beschadigd") || !b.says("Er is een hele kopie van 24-11-2026") {
		t.Fatalf("on the screen is %q", b.texts())
	}
	b.shoot("gate-damaged-copy-nl")
	b.answer("damage.gate.details")
	b.shoot("gate-damaged-details-nl")
	b.closeDialog()
	b.answer("damage.gate.restore")
	b.shoot("gate-damaged-restore-nl")
	b.closeDialog() // the safe answer
	if b.window.desk != nil {
		t.Fatal("it was put back without a word")
	}
	b.answer("damage.gate.restore")
	buttons := b.drawn()
	for _, o := range slices.Backward(buttons) {
		if button, ok := o.(*ui.Button); ok && button.Word() == b.window.words.Text("damage.gate.restore") {
			test.Tap(button)
			break
		}
	}
	b.settle()
	if !b.says("Het beschadigde bestand staat in") {
		t.Fatalf("on the screen is %q", b.texts())
	}
	b.shoot("gate-damaged-restored-nl")
	b.answer("unlock.continue")
	if b.window.desk == nil || b.records() != all {
		t.Fatalf("on the screen is %q", b.texts())
	}
	kept, err := filepath.Glob(filepath.Join(b.folder, "kluis-before-*.vault"))
	if err != nil || len(kept) != 1 {
		t.Errorf("%v, %v", kept, err)
	}
}

func TestGateSalvagesWhatIsLeft(t *testing.T) {
	b := newBench(t)
	b.wipe(14, 24)
	b.open(phrase)
	if !b.says("geen kopie gevonden") {
		t.Fatalf("on the screen is %q", b.texts())
	}
	b.shoot("gate-damaged-none-nl")
	b.answer("damage.gate.salvage")
	if !b.says("Gered") || !b.says("Wat ontbreekt") {
		t.Fatalf("on the screen is %q", b.texts())
	}
	b.shoot("gate-salvaged-nl")
	b.answer("damage.gate.list")
	lists, err := filepath.Glob(filepath.Join(b.folder, "kluis-gered-*.txt"))
	if err != nil || len(lists) != 1 {
		t.Fatalf("%v, %v", lists, err)
	}
	list, err := os.ReadFile(lists[0])
	if err != nil || !strings.Contains(string(list), "Wat ontbreekt:") {
		t.Errorf("%s, %v", list, err)
	}
	b.answer("damage.gate.use")
	b.answer("unlock.continue")
	if b.window.desk == nil || b.records() == 0 {
		t.Fatalf("on the screen is %q", b.texts())
	}
}

func TestGateAnswersAnOlderFileWithANewerCopyOnly(t *testing.T) {
	b := newBench(t)
	b.openOlder(func(d *desk.Desk) error {
		_, err := d.Backup(t.Context(), "")
		return err
	})
	if b.window.desk != nil || !b.reads("nieuwer is dan dit bestand is niet gevonden") {
		t.Fatalf("on the screen is %q", b.texts())
	}
}

func TestGateGoesBackFromDamage(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	b.copied()
	b.wipe(14, 24)
	b.open("")
	b.write(phrase)
	b.press(fyne.KeyReturn)
	b.settle()
	if b.window.desk != nil {
		t.Fatal("it opens")
	}
	b.answer("damage.gate.back")
	if !b.says(b.window.words.Text("unlock.open.title")) {
		t.Errorf("on the screen is %q", b.texts())
	}
}

func TestDamageFoundWhileOpenIsToldAndLeadsToTheGate(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	b.window.stage.Fail(&desk.Error{Fault: desk.FaultDamaged, Subject: b.vault()})
	b.settle()
	if !b.says(b.window.words.Text("damage.found.title")) {
		t.Fatalf("on the screen is %q", b.texts())
	}
	b.shoot("damage-found-nl")
	b.answer("damage.found.later")
	if b.window.desk == nil {
		t.Fatal("it was closed without a word")
	}
	b.window.stage.Fail(&desk.Error{Fault: desk.FaultDamaged, Subject: b.vault()})
	b.answer("damage.found.go")
	if b.window.desk != nil || !slices.Equal(b.relaunch, []string{b.vault()}) {
		t.Errorf("relaunched %v", b.relaunch)
	}
}

// TestAFileThatBreaksWhileItIsOpenEndsNothing overwrites the file under the open vault: the next save is refused, with a word and without a crash.
func TestAFileThatBreaksWhileItIsOpenEndsNothing(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the store that failed keeps its file until the program ends, so that the test's folder cannot be removed")
	}
	b := newBench(t)
	b.open(phrase)
	content, err := os.ReadFile(b.vault())
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(b.vault(), os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	clear(content)
	if _, err := file.WriteAt(content, 0); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	b.window.stage.Do(func() error {
		_, err := b.window.desk.NewAction(partnership.Action{Title: "Kan dit nog?"})
		return err
	}, func() { t.Error("it was saved") })
	b.settle()
	if !b.says(b.window.words.Text("damage.found.title")) {
		t.Errorf("on the screen is %q", b.texts())
	}
	b.answer("damage.found.go")
	for range 3 { // what was typed cannot be sealed any more
		b.settle()
	}
	if b.window.desk != nil {
		b.answer("lock.anyway")
	}
	if b.window.desk != nil {
		t.Errorf("it stays open; on the screen is %q", b.texts())
	}
}
