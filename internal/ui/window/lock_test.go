package window

import (
	"context"
	"errors"
	"image"
	"image/color"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// absence is a system that tells of people who go when the test says so.
type absence struct {
	why            string
	gone           func()
	sleep, session bool
	stopped        bool
}

func (a *absence) Tells() (sleep, session bool) { return a.sleep, a.session }
func (a *absence) Stop()                        { a.stopped = true }

func (b *bench) watch(why string, gone func()) Away {
	b.away = &absence{why: why, gone: gone, sleep: true, session: true}
	return b.away
}

// locked reports whether the program was replaced, once, before its vault.
func (b *bench) locked() bool {
	b.t.Helper()
	b.settle()
	return slices.Equal(b.relaunch, []string{b.vault()})
}

// hides fails when anything but one tone is drawn above and below the middle of the window, where a dialog may be.
func (b *bench) hides() {
	b.t.Helper()
	picture := b.canvas().Capture()
	tones := map[color.Color]int{}
	for _, part := range []image.Rectangle{
		{Max: image.Pt(picture.Bounds().Dx(), picture.Bounds().Dy()/8)},
		{Min: image.Pt(0, picture.Bounds().Dy()*7/8), Max: picture.Bounds().Max},
		{Max: image.Pt(picture.Bounds().Dx()/5, picture.Bounds().Dy())},
	} {
		for y := part.Min.Y; y < part.Max.Y; y++ {
			for x := part.Min.X; x < part.Max.X; x++ {
				tones[picture.At(x, y)]++
			}
		}
	}
	if len(tones) != 1 {
		b.t.Errorf("there is something to see: %d tones", len(tones))
	}
	if title := b.window.window.Title(); title != "Bondgenoot" {
		b.t.Errorf("the title tells %q", title)
	}
}

// turn sets the clock forward or back without time going by, as it is after sleep: what waits, waits as long as before.
func (b *bench) turn(d time.Duration) {
	b.now = b.now.Add(d)
	for _, t := range b.timers {
		t.at = t.at.Add(d)
	}
}

// jot types a line that is no record yet, before anything of it is kept.
func (b *bench) jot(text string) {
	b.t.Helper()
	b.place(ui.PlaceActions)
	b.do("actions.command.new")
	b.write(text)
}

// answer presses the button with a text in the dialog that is open.
func (b *bench) answer(key string) {
	b.t.Helper()
	word := b.window.words.Text(key)
	for _, o := range b.drawn() {
		if button, ok := o.(*ui.Button); ok && button.Word() == word {
			button.Tapped(nil)
			b.settle()
			return
		}
	}
	b.t.Fatalf("there is no %q among %q", word, b.texts())
}

var errFull = &desk.Error{Fault: desk.FaultFailed, Err: syscall.ENOSPC}

func TestAFormComesBackAfterALockFromWithinIt(t *testing.T) {
	b := newBench(t).open(phrase)
	b.place(ui.PlacePartners)
	b.do("partners.command.contact")
	title := b.window.words.Text("partners.contact.new")
	b.write("Truus")
	b.ctrl(fyne.KeyL)
	if !b.locked() {
		t.Fatalf("Ctrl+L in a form replaces the program %q", b.relaunch)
	}
	b.open(phrase)
	b.shoot("lock-back-nl")
	if !b.says(title) {
		t.Errorf("nobody says that %q was being filled in: %q", title, b.texts())
	}
	b.press(fyne.KeyReturn)
	b.do("partners.command.contact")
	if !b.says("Truus") {
		t.Errorf("what was typed is gone: %q", b.texts())
	}
	b.closeDialog()
	b.window.lock()
	b.settle()
	b.open(phrase)
	if b.canvas().Overlays().Top() != nil {
		t.Errorf("it is told again: %q", b.texts())
	}
}

func TestTheVaultIsLockedWhenPeopleGo(t *testing.T) {
	b := newBench(t).open(phrase)
	if b.away.why != b.window.words.Text("lock.why") {
		t.Errorf("the system waits for %q", b.away.why)
	}
	b.jot("Half geschreven")
	b.away.gone()
	if !b.locked() {
		t.Fatalf("the program is replaced %q", b.relaunch)
	}
	b.hides()
	b.open(phrase)
	if !b.says("Half geschreven") {
		t.Errorf("what was being typed is gone: %q", b.texts())
	}
}

func TestTheVaultStaysOpenWhenPeopleChoseThat(t *testing.T) {
	b := newBench(t).open(phrase)
	b.window.shell.Go(ui.Route{Place: ui.PlaceSettings, Part: "lock"})
	b.settle()
	b.shoot("settings-lock-nl")
	for _, o := range b.drawn() {
		if box, ok := o.(*ui.Check); ok {
			box.Tapped(nil)
		}
	}
	b.settle()
	b.away.gone()
	b.settle()
	b.turn(5 * time.Minute)
	b.pass(10 * time.Second)
	if len(b.relaunch) != 0 {
		t.Error("it was locked")
	}
	b.pass(15 * time.Minute)
	if !b.locked() {
		t.Error("it is no longer locked when nothing is done")
	}
}

func TestSleepIsSeenAfterwardsWhereTheSystemDoesNotTell(t *testing.T) {
	b := newBench(t).open(phrase)
	b.pass(time.Minute)
	b.turn(time.Minute)
	b.pass(3 * time.Second)
	if !b.locked() {
		t.Error("the computer slept a minute, and the vault is open")
	}
}

func TestAClockThatIsSetBackKeepsNothingOpen(t *testing.T) {
	b := newBench(t).open(phrase)
	b.pass(10 * time.Minute)
	b.turn(-5 * time.Hour)
	b.pass(4 * time.Minute)
	if len(b.relaunch) != 0 {
		t.Fatal("locked too early")
	}
	b.pass(2 * time.Minute)
	if !b.locked() {
		t.Error("still open after a quarter of an hour without a key")
	}
}

func TestWhatCannotBeKeptKeepsTheVaultFromLockingAndShowsNothing(t *testing.T) {
	full := func(t *testing.T) *bench {
		b := newBench(t).open(phrase)
		b.jot("Bijna kwijt")
		b.refusal = errFull
		return b
	}
	t.Run("try again", func(t *testing.T) {
		b := full(t)
		b.window.lock()
		b.settle()
		b.shoot("lock-unkept-nl")
		if len(b.relaunch) != 0 || !b.says(b.window.words.Text("lock.unkept")) {
			t.Fatalf("replaced %q; on the screen is %q", b.relaunch, b.texts())
		}
		b.hides()
		b.ctrl(fyne.KeyL) // asks nothing twice
		b.press(fyne.KeyEscape)
		if len(b.relaunch) != 0 || b.canvas().Overlays().Top() == nil {
			t.Fatal("Escape answers it")
		}
		b.refusal = nil
		b.answer("lock.again")
		if !b.locked() {
			t.Fatal("it does not lock when there is room again")
		}
		b.open(phrase)
		if !b.says("Bijna kwijt") {
			t.Errorf("what was typed is gone: %q", b.texts())
		}
	})
	t.Run("without it", func(t *testing.T) {
		b := full(t)
		b.window.lock()
		b.settle()
		b.refusal = nil
		b.answer("lock.anyway")
		if !b.locked() {
			t.Fatal("it does not lock")
		}
	})
	t.Run("back", func(t *testing.T) {
		b := full(t)
		title := b.window.window.Title()
		b.window.lock()
		b.settle()
		b.answer("lock.stay")
		if b.canvas().Overlays().Top() != nil || !b.says("Bijna kwijt") || b.window.window.Title() != title {
			t.Errorf("one is back at %q, %q", b.window.window.Title(), b.texts())
		}
		b.refusal = nil
		b.pass(time.Minute) // it is tried again by itself
		if b.window.desk.Drafts()["actions.jot"] != "Bijna kwijt" {
			t.Error("what was typed is not kept, with room to keep it")
		}
		b.window.lock()
		if !b.locked() {
			t.Error("it does not lock any more")
		}
	})
	t.Run("alone", func(t *testing.T) {
		b := full(t)
		b.away.gone()
		b.settle()
		b.shoot("lock-unkept-alone-nl")
		b.answer("lock.stay") // anybody may try
		b.write("verkeerd")
		b.press(fyne.KeyReturn)
		b.hides()
		b.refusal = nil // for the passphrase to be tried
		b.write(phrase)
		b.press(fyne.KeyReturn)
		if b.canvas().Overlays().Top() != nil || !b.says("Bijna kwijt") {
			t.Errorf("the passphrase does not lead back: %q", b.texts())
		}
	})
	t.Run("alone, until there is room", func(t *testing.T) {
		b := full(t)
		b.away.gone()
		b.settle()
		b.pass(3 * time.Minute)
		if len(b.relaunch) != 0 {
			t.Fatal("locked without what was typed")
		}
		b.refusal = nil
		b.pass(2 * time.Minute)
		if !b.locked() {
			t.Fatal("it does not lock when there is room again")
		}
		b.open(phrase)
		if !b.says("Bijna kwijt") {
			t.Errorf("what was typed is gone: %q", b.texts())
		}
	})
	t.Run("asked, and then left alone", func(t *testing.T) {
		b := full(t)
		b.window.lock()
		b.settle()
		b.away.gone()
		b.settle()
		if !b.says(b.window.words.Text("lock.passphrase.hint")) {
			t.Errorf("anybody can go back to the vault: %q", b.texts())
		}
	})
}

func TestQuittingWithoutRoomIsAskedToo(t *testing.T) {
	b := newBench(t).open(phrase)
	b.jot("Bijna kwijt")
	b.refusal = errFull
	b.do("ui.command.quit")
	b.shoot("quit-unkept-nl")
	if b.away.stopped || !b.says(b.window.words.Text("lock.quit_anyway")) {
		t.Fatalf("on the screen is %q", b.texts())
	}
	b.refusal = nil
	b.answer("lock.again")
	if !b.away.stopped {
		t.Error("it does not end when there is room again")
	}
}

func TestALongJobIsBrokenOffByALock(t *testing.T) {
	b := newBench(t).open(phrase)
	b.window.stage.Work("Iets langs", func(ctx context.Context, _ func(int, int)) error { return ctx.Err() }, nil)
	b.window.lock()
	if !b.locked() {
		t.Fatalf("the program is replaced %q", b.relaunch)
	}
	b.open(phrase)
	b.shoot("lock-broken-off-nl")
	if !b.says("Iets langs") {
		t.Errorf("nobody says what was broken off: %q", b.texts())
	}
}

func TestNobodyIsIdleWhileALongJobIsWaitedFor(t *testing.T) {
	b := newBench(t).open(phrase)
	b.window.speak("en") // the window is built anew, and what watches it is not
	b.settle()
	queue := b.queue
	b.window.stage.Work("Something long", func(context.Context, func(int, int)) error { return nil }, nil)
	job := b.queue
	b.queue = queue // it takes its time
	b.pass(20 * time.Minute)
	if len(b.relaunch) != 0 {
		t.Fatal("locked while a long job was being done")
	}
	b.queue = job
	b.settle()
	b.pass(16 * time.Minute)
	if !b.locked() {
		t.Error("not locked after it")
	}
}

func TestAProgramThatCannotBeReplacedEnds(t *testing.T) {
	b := newBench(t).open(phrase)
	b.stuck = errors.New("no such file")
	b.window.lock()
	b.settle()
	b.shoot("lock-stuck-nl")
	if !b.says(b.window.words.Text("lock.failed")) || b.away.stopped {
		t.Fatalf("on the screen is %q", b.texts())
	}
	b.press(fyne.KeyReturn)
	if !b.away.stopped || !errors.Is(b.window.Err(), b.stuck) {
		t.Errorf("it goes on, %v", b.window.Err())
	}
}

func TestAChoiceInAFormComesBackWithItsRecordOnly(t *testing.T) {
	b := newBench(t).open(phrase)
	b.place(ui.PlaceAgreements)
	b.do("agreements.command.new")
	b.write("Nieuwe afspraak")
	b.press(fyne.KeyReturn, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn) // the kind: open, down, take
	drafts := b.window.desk.Drafts()
	kept := ""
	for name, text := range drafts {
		if strings.Contains(name, ".kind@") {
			kept = text
		}
	}
	if kept == "" {
		t.Fatalf("the choice is not kept: %q", drafts)
	}
	b.window.lock()
	b.settle()
	b.open(phrase)
	b.press(fyne.KeyReturn)
	b.do("agreements.command.new")
	again := slices.ContainsFunc(b.drawn(), func(o fyne.CanvasObject) bool {
		s, ok := o.(*ui.Select)
		return ok && s.Key() != "" && strings.Contains(kept, `"now":"`+s.Key()+`"`)
	})
	if !again {
		t.Errorf("the choice is not there again: kept was %s, on the screen is %q", kept, b.texts())
	}
	b.closeDialog()
	for name := range b.window.desk.Drafts() {
		if strings.Contains(name, ".kind@") {
			t.Errorf("the choice outlives its form as %q", name)
		}
	}
}
