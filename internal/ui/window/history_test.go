package window

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// pressWord presses the button with that word, the topmost one.
func (b *bench) pressWord(word string) {
	b.t.Helper()
	var found *ui.Button
	for _, o := range b.drawn() {
		if button, ok := o.(*ui.Button); ok && button.Word() == word && button.Visible() && !button.Disabled() {
			found = button
		}
	}
	if found == nil {
		b.t.Fatalf("there is no button %q to press: %q", word, b.texts())
	}
	found.Tapped(nil)
	b.settle()
}

// pressable reports whether the button with that word can be pressed.
func (b *bench) pressable(word string) bool {
	for _, o := range b.drawn() {
		if button, ok := o.(*ui.Button); ok && button.Word() == word {
			return button.Visible() && !button.Disabled()
		}
	}
	return false
}

func TestAnOlderVersionIsBroughtBackFromTheHistory(t *testing.T) {
	b := newBench(t).open(phrase)
	d := b.window.desk
	contact := desk.All[partnership.Contact](d)[0]
	for _, notes := range []string{"eerste stand", "tweede stand\nmet een regel erbij"} {
		err := desk.Edit(d, "desk.commit.contact", contact.ID, func(c *partnership.Contact) error { c.Notes, c.Phones = notes, []string{"06-1234"}; return nil })
		if err != nil {
			t.Fatal(err)
		}
	}
	b.window.shell.GoTo(contact.ID)
	b.settle()
	b.do("history.command.record")
	if !b.says("Geschiedenis van") || !b.says("Contact wijzigen") || !b.says("tweede stand") {
		t.Errorf("%q", b.texts())
	}
	if b.pressable("Deze versie terughalen") {
		t.Error("the present version can be brought back")
	}
	b.shoot("history")
	b.press(fyne.KeyDown)
	if !b.says("eerste stand") || !b.pressable("Deze versie terughalen") {
		t.Errorf("%q", b.texts())
	}
	b.shoot("history-older")
	b.pressWord("Deze versie terughalen")
	if !b.says("terughalen zoals het was?") || !b.says("tweede stand") {
		t.Errorf("%q", b.texts())
	}
	b.shoot("history-ask")
	b.pressWord("Deze versie terughalen")
	if got := noted(t, d, contact.ID); got != "eerste stand" {
		t.Errorf("the notes are %q", got)
	}
	if !b.says("is teruggehaald") {
		t.Errorf("%q", b.texts())
	}
	b.do("ui.command.undo")
	if got := noted(t, d, contact.ID); got != "tweede stand\nmet een regel erbij" {
		t.Errorf("after undo the notes are %q", got)
	}
}

func noted(t *testing.T, d *desk.Desk, id partnership.ID) string {
	t.Helper()
	c, _, err := desk.Get[partnership.Contact](d, id)
	if err != nil {
		t.Fatal(err)
	}
	return c.Notes
}

func TestWhatWasRemovedIsFoundAndComesBack(t *testing.T) {
	b := newBench(t).open(phrase)
	d := b.window.desk
	b.do("history.command.removed")
	if !b.says("Er is niets verwijderd") {
		t.Errorf("%q", b.texts())
	}
	b.closeDialog()
	action := partnership.Action{ID: "a-zaal", Title: "Zaal boeken voor de startbijeenkomst", Status: partnership.ActionOpen, Organisation: "o-pol"}
	if err := d.Keep("desk.commit.action", desk.Put(action, 0)); err != nil {
		t.Fatal(err)
	}
	if err := d.Keep("desk.commit.remove", desk.Remove(action.ID, 1)); err != nil {
		t.Fatal(err)
	}
	b.settle()
	b.do("history.command.removed")
	if !b.says("Zaal boeken voor") {
		t.Errorf("%q", b.texts())
	}
	b.shoot("history-removed")
	b.pressWord("Terughalen")
	b.pressWord("Deze versie terughalen")
	if _, _, err := desk.Get[partnership.Action](d, action.ID); err != nil {
		t.Error(err)
	}
	if here := b.window.shell.Here(); here.Place != ui.PlaceActions || here.Record != action.ID {
		t.Errorf("one is at %+v", here)
	}
}

func TestTheJournalLeadsToTheHistory(t *testing.T) {
	b := newBench(t).open(phrase)
	b.do("history.command.journal")
	if !b.says("Wat er gedaan is") || !b.says("Kluis gemaakt") {
		t.Errorf("%q", b.texts())
	}
	b.shoot("history-journal")
	b.check("journal", nil)
	for _, o := range b.drawn() {
		if item, ok := o.(*ui.Item); ok && item.Title() == "Halt De Waarden" {
			item.Tapped(nil)
			b.settle()
			break
		}
	}
	if !b.says("Geschiedenis van Halt De Waarden") {
		t.Errorf("%q", b.texts())
	}
	b.closeDialog()
	b.place(ui.PlaceToday)
	b.do("history.command.record")
	if !b.says("Kies eerst iets in de lijst") && b.canvas().Overlays().Top() == nil {
		t.Errorf("nothing happens: %q", b.texts())
	}
}

func TestAnOlderVaultFileIsToldAndThrownAway(t *testing.T) {
	b := newBench(t).open(phrase)
	older := b.vault() + ".format-1"
	if err := os.WriteFile(older, []byte("oud"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.place(ui.PlacePartners)
	b.place(ui.PlaceToday)
	if !b.says("Er ligt nog een oud kluisbestand") {
		t.Errorf("%q", b.texts())
	}
	b.shoot("older-today")
	b.window.shell.Go(ui.Route{Place: ui.PlaceSettings, Part: "everything"})
	b.settle()
	b.shoot("older-settings")
	b.pressWord("Oud bestand weggooien")
	if _, err := os.Stat(older); err != nil {
		t.Error("it went before anybody said yes")
	}
	b.pressWord("Oud bestand weggooien") // in the question
	if _, err := os.Stat(older); err == nil {
		t.Error("it is still there")
	}
}
