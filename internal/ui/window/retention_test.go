package window

import (
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// TestWhatIsPastItsTermIsCleanedUpFromTheSettings is led from Vandaag to the settings, leaves one thing, cleans up, takes it back, and does it for good.
func TestWhatIsPastItsTermIsCleanedUpFromTheSettings(t *testing.T) {
	b := newBench(t).open(phrase)
	d := b.window.desk
	piet := partnership.Contact{
		ID: "c-piet", GivenName: "Piet", FamilyName: "Oudgediende", Positions: []partnership.Position{{Organisation: "o-jw", Until: date.MustParse("2020-05-01")}},
	}
	mia := piet
	mia.ID, mia.GivenName = "c-mia", "Mia"
	if err := d.Keep("desk.commit.import", desk.Put(piet, 0), desk.Put(mia, 0), desk.Put(partnership.Action{ID: "a-mia", Title: "Nog te doen", Contact: "c-mia", Status: partnership.ActionOpen}, 0)); err != nil {
		t.Fatal(err)
	}
	b.place(ui.PlaceToday)
	if !b.says("Er kan iets worden opgeruimd") {
		t.Errorf("Vandaag says nothing: %q", b.texts())
	}
	b.shoot("retention-today")
	b.window.shell.Go(ui.Route{Place: ui.PlaceSettings, Part: "retention"})
	b.settle()
	if !b.says("Gewist op verzoek") || !b.says("Nog niemand") && !b.says("nog niemand gewist") {
		t.Errorf("%q", b.texts())
	}
	b.shoot("retention-section")
	b.do("retention.look")
	if !b.says("Piet Oudgediende") || !b.says("kan nog niet weg: in gebruik bij ‘Nog te doen’") {
		t.Fatalf("%q", b.texts())
	}
	if button, ok := b.canvas().Focused().(*ui.Button); !ok || button.Word() != "Annuleren" {
		t.Errorf("%T has the keyboard, not the safe answer", b.canvas().Focused())
	}
	b.shoot("retention-dialog")
	b.tap("Opruimen")
	if _, err := d.Record("c-piet"); err == nil {
		t.Error("Piet is still there")
	}
	if _, err := d.Record("c-mia"); err != nil {
		t.Error("Mia went, who is in use")
	}
	b.do("ui.command.undo")
	if _, err := d.Record("c-piet"); err != nil {
		t.Error("undo does not bring Piet back")
	}
	b.do("retention.look")
	b.tap("Voorgoed opruimen")
	b.shoot("retention-sure")
	b.press(fyne.KeyEscape)
	if _, err := d.Record("c-piet"); err != nil {
		t.Error("Escape cleans up")
	}
	b.do("retention.look")
	b.tap("Voorgoed opruimen")
	b.tap("Voorgoed opruimen")
	if _, err := d.Record("c-piet"); err == nil {
		t.Error("Piet is still there")
	}
	if _, ok := d.CanUndo(); ok {
		t.Error("what went for good can be undone")
	}
	b.place(ui.PlaceToday)
	if b.says("Er kan iets worden opgeruimd") {
		t.Error("what was looked at is told again at once")
	}
}
