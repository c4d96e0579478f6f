package window

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// tap presses the button that says a word.
func (b *bench) tap(word string) {
	b.t.Helper()
	for _, o := range b.drawn() {
		if button, ok := o.(*ui.Button); ok && button.Word() == word {
			button.Tapped(nil)
			b.settle()
			return
		}
	}
	b.t.Fatalf("no button says %q: %q", word, b.texts())
}

// TestAPersonIsErasedFromTheWindow reads the plan, leaves one doubtful text, erases, and reads what was proven.
func TestAPersonIsErasedFromTheWindow(t *testing.T) {
	b := newBench(t).open(phrase)
	d := b.window.desk
	for _, change := range []func(*partnership.Action) error{
		func(a *partnership.Action) error { a.Notes = "Berg het bord op"; return nil },
	} {
		id := desk.All[partnership.Action](d)[0].ID
		if err := desk.Edit(d, "desk.commit.action", id, change); err != nil {
			t.Fatal(err)
		}
	}
	b.window.shell.Go(ui.Route{Place: ui.PlacePartners, Record: "c-berg"})
	b.settle()
	b.shoot("erase-door")
	b.do("erase.window.command")
	if !b.says("Misschien deze persoon") || !b.says("«Berg» het bord op") || !b.says("Dit kan niet ongedaan worden gemaakt") {
		t.Fatalf("%q", b.texts())
	}
	if button, ok := b.canvas().Focused().(*ui.Button); !ok || button.Word() != "Annuleren" {
		t.Errorf("%T has the keyboard, not the safe answer", b.canvas().Focused())
	}
	b.shoot("erase-plan")
	for _, o := range b.drawn() {
		if box, ok := o.(*ui.Check); ok && strings.Contains(box.Word(), "«Berg» het") {
			box.Tapped(nil)
		}
	}
	b.tap("Voorgoed wissen")
	if !b.says("Bewezen: alle") || !b.says("1 tekst bleef staan") {
		t.Fatalf("%q", b.texts())
	}
	b.shoot("erase-done")
	b.press(fyne.KeyEscape)
	if _, err := d.Record("c-berg"); err == nil {
		t.Error("the contact is still there")
	}
	if !d.Erased("c-berg") || desk.All[partnership.Action](d)[0].Notes != "Berg het bord op" {
		t.Errorf("%+v", desk.All[partnership.Action](d)[0])
	}
}
