package window

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// diskErrors are errors of the system for each fault that the machine can do to a save, where that can be said by a value.
var diskErrors = map[desk.Fault]error{
	desk.FaultNoAccess:  &fs.PathError{Op: "write", Path: "kluis.vault", Err: fs.ErrPermission},
	desk.FaultNoSpace:   &desk.Error{Fault: desk.FaultNoSpace, Subject: "kluis.vault", Err: fs.ErrInvalid},
	desk.FaultDriveLost: &desk.Error{Fault: desk.FaultDriveLost, Subject: "kluis.vault", Err: fs.ErrInvalid},
	desk.FaultProtected: &desk.Error{Fault: desk.FaultProtected, Subject: "kluis.vault", Err: fs.ErrInvalid},
	desk.FaultHeld:      &desk.Error{Fault: desk.FaultHeld, Subject: "kluis.vault", Err: fs.ErrInvalid},
}

// TestWhatTheDiskRefusesIsToldAndNothingTypedIsLost jots something down while the disk fails in each way: it is told, stays told, what was typed stays, is
// kept once the disk is well, and that is told too.
func TestWhatTheDiskRefusesIsToldAndNothingTypedIsLost(t *testing.T) {
	for fault, err := range diskErrors {
		t.Run(string(fault), func(t *testing.T) {
			b := newBench(t).open(phrase)
			b.jot("Bijna")
			b.disk = err
			b.write(" kwijt")
			b.pass(time.Second)
			if !b.told(fault) || !b.says(b.window.words.Plural("ui.unsaved.title", 1)) {
				t.Fatalf("on the screen is %q", b.texts())
			}
			b.shoot("refused-" + string(fault) + "-nl")
			if b.canvas().Overlays().Top() != nil {
				t.Error("a dialog stands in the way of typing on")
			}
			b.write("!")
			b.pass(30 * time.Second) // it is tried again meanwhile
			if !b.told(fault) || !b.says("Bijna kwijt!") {
				t.Errorf("on the screen is %q", b.texts())
			}
			b.disk = nil
			b.answer("ui.unsaved.retry")
			if b.says(b.window.words.Plural("ui.unsaved.title", 1)) || !b.says(b.window.words.Text("ui.unsaved.done")) {
				t.Errorf("on the screen is %q", b.texts())
			}
			if got := b.window.desk.Drafts()["actions.jot"]; got != "Bijna kwijt!" {
				t.Errorf("kept is %q", got)
			}
		})
	}
}

func TestTheDiskIsTriedAgainByItself(t *testing.T) {
	b := newBench(t).open(phrase)
	b.disk = diskErrors[desk.FaultNoSpace]
	b.jot("Vanzelf")
	b.pass(time.Second)
	b.disk = nil
	b.pass(15 * time.Second)
	if b.told(desk.FaultNoSpace) || b.window.desk.Drafts()["actions.jot"] != "Vanzelf" {
		t.Errorf("kept is %q; on the screen is %q", b.window.desk.Drafts(), b.texts())
	}
}

// A form whose record the disk refuses stays as it was filled in.
func TestAFormThatIsRefusedStaysFilledIn(t *testing.T) {
	b := newBench(t).open(phrase)
	b.place(ui.PlacePartners)
	b.do("partners.command.organisation")
	b.write("Buurtteam Westpolder")
	b.press(fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn) // the first kind
	b.disk = diskErrors[desk.FaultNoSpace]
	b.ctrl(fyne.KeyReturn)
	if !b.told(desk.FaultNoSpace) {
		t.Fatalf("on the screen is %q", b.texts())
	}
	b.press(fyne.KeyReturn) // what is told is read
	if !b.says("Buurtteam Westpolder") {
		t.Fatalf("on the screen is %q", b.texts())
	}
	b.disk = nil
	b.ctrl(fyne.KeyReturn)
	found := false
	for _, o := range desk.All[partnership.Organisation](b.window.desk) {
		found = found || o.Name == "Buurtteam Westpolder"
	}
	if !found {
		t.Fatalf("it is not saved; on the screen is %q", b.texts())
	}
}

func TestAMovedVaultIsPutBackByAButton(t *testing.T) {
	b := newBench(t).open(phrase)
	if err := os.Rename(b.vault(), b.vault()+".weg"); err != nil {
		t.Skip("this system moves no file that is open")
	}
	b.jot("Nog hier")
	b.pass(time.Second)
	if !b.told(desk.FaultMoved) {
		t.Fatalf("on the screen is %q", b.texts())
	}
	b.shoot("refused-moved-nl")
	b.answer("ui.unsaved.put_back")
	if _, err := os.Stat(b.vault()); err != nil || b.told(desk.FaultMoved) || b.window.desk.Drafts()["actions.jot"] != "Nog hier" {
		t.Errorf("%v; kept is %q; on the screen is %q; traces %q", err, b.window.desk.Drafts(), b.texts(), b.traces)
	}
}

// A sync program puts another file in the place of the vault: the window goes on beside it, and tells that there are two.
func TestAReplacedVaultGoesOnBesideTheOtherFile(t *testing.T) {
	b := newBench(t).open(phrase)
	content, err := os.ReadFile(b.vault())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(b.vault()+".sync", content, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(b.vault()+".sync", b.vault()); err != nil {
		t.Skip("this system replaces no file that is open")
	}
	b.jot("Van mij")
	b.pass(time.Second)
	if !b.told(desk.FaultReplaced) {
		t.Fatalf("on the screen is %q", b.texts())
	}
	b.shoot("refused-replaced-nl")
	b.answer("ui.unsaved.aside")
	b.shoot("refused-aside-nl")
	place := b.window.desk.Place()
	if place == b.vault() || !strings.Contains(strings.Join(b.texts(), ""), filepath.Base(place)) || b.window.desk.Drafts()["actions.jot"] != "Van mij" {
		t.Fatalf("at %s; on the screen is %q", place, b.texts())
	}
	b.press(fyne.KeyReturn)
	if twins, err := b.window.desk.Twins(); err != nil || len(twins) != 1 || twins[0].File != b.vault() {
		t.Errorf("%v, %v", twins, err)
	}
}

// Another program wrote into the file: nothing is saved any more, and that is said, with what was typed still there.
func TestAnOverwrittenVaultIsTold(t *testing.T) {
	b := newBench(t).open(phrase)
	older, err := os.ReadFile(b.vault())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.window.desk.NewAction(partnership.Action{Title: "Later"}); err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(b.vault(), os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteAt(older, 0); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	b.jot("Blijft staan")
	b.pass(time.Second)
	if !b.told(desk.FaultOverwritten) || !b.says("Blijft staan") {
		t.Errorf("on the screen is %q", b.texts())
	}
	b.shoot("refused-overwritten-nl")
}
