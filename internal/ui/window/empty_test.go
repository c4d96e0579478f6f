package window

import (
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// newVault makes a vault through the gate, as a new user does.
func (b *bench) newVault() {
	b.t.Helper()
	if err := os.Remove(b.vault()); err != nil {
		b.t.Fatal(err)
	}
	b.open("")
	b.shoot("gate-welcome-" + b.window.words.Tag())
	b.check("welcome", nil)
	b.press(fyne.KeyReturn) // a new vault
	b.write("zwak")
	b.press(fyne.KeyReturn)
	b.write("zwak")
	b.press(fyne.KeyReturn)
	if desk.Exists(b.vault()) == nil {
		b.t.Fatal("a weak passphrase makes a vault")
	}
	b.shoot("gate-weak-" + b.window.words.Tag())
	b.check("weak", nil)
	for range "zwak" {
		b.press(fyne.KeyBackspace)
	}
	b.write("paard batterij nietje correct")
	b.press(fyne.KeyReturn)
	for range "zwak" {
		b.press(fyne.KeyBackspace)
	}
	b.write("paard batterij nietje correct")
	b.press(fyne.KeyReturn)
	b.check("sheet", nil)
	b.shoot("gate-sheet-" + b.window.words.Tag())
	b.press(fyne.KeyReturn) // save the sheet
	if b.window.desk == nil {
		b.t.Fatalf("there is no vault; on the screen is %q", b.texts())
	}
}

func TestANewVaultSaysWhatToDoFirst(t *testing.T) {
	for _, tag := range []string{"nl", "en"} {
		b := newBench(t)
		b.language = tag
		b.newVault()
		if len(b.opened) != 1 || !strings.HasSuffix(b.opened[0], ".pdf") {
			t.Errorf("the recovery sheet was shown as %q", b.opened)
		}
		for _, place := range ui.Places() {
			b.place(place)
			b.check(string(place), nil)
			b.shoot("empty-" + string(place) + "-" + tag)
			if place == ui.PlaceSettings {
				continue
			}
			title := b.window.words.Text(string(place) + ".empty.title")
			if !b.says(title) {
				t.Errorf("%s: an empty screen does not say %q but %q", place, title, b.texts())
			}
		}
	}
}

func TestFirstPartnerFirstContactFirstMeeting(t *testing.T) {
	b := newBench(t)
	b.newVault()
	b.place(ui.PlacePartners)
	b.do("partners.command.organisation")
	b.write("Politie")
	b.press(fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn) // the first kind
	b.ctrl(fyne.KeyReturn)
	organisations := desk.All[partnership.Organisation](b.window.desk)
	if len(organisations) != 1 || organisations[0].Name != "Politie" {
		t.Fatalf("organisations are %+v; on the screen is %q", organisations, b.texts())
	}
	b.do("partners.command.contact")
	b.press(fyne.KeyTab, fyne.KeyTab)
	b.write("Jansen")
	b.ctrl(fyne.KeyReturn)
	contacts := desk.All[partnership.Contact](b.window.desk)
	if len(contacts) != 1 || contacts[0].FamilyName != "Jansen" || contacts[0].Positions[0].Organisation != organisations[0].ID {
		t.Fatalf("contacts are %+v", contacts)
	}
	b.place(ui.PlaceMeetings)
	b.do("meetings.command.new")
	b.write("Kennismaken")
	b.press(fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn)
	b.write("morgen")
	b.press(fyne.KeyReturn)
	b.write("9.30")
	b.ctrl(fyne.KeyReturn)
	meetings := desk.All[partnership.Meeting](b.window.desk)
	if len(meetings) != 1 || meetings[0].Start.String() != "2026-11-25T09:30:00+01:00" {
		t.Fatalf("meetings are %+v; on the screen is %q", meetings, b.texts())
	}
	b.write("Eerste punt") // the keyboard is where the agenda is written
	b.press(fyne.KeyReturn)
	if m := desk.All[partnership.Meeting](b.window.desk)[0]; len(m.Agenda) != 1 || m.Agenda[0].Title != "Eerste punt" {
		t.Errorf("the agenda is %+v", m.Agenda)
	}
}

func TestAttendanceIsNotedByLetter(t *testing.T) {
	b := newBench(t).open(phrase)
	b.place(ui.PlaceMeetings)
	var m partnership.Meeting
	for _, other := range desk.All[partnership.Meeting](b.window.desk) {
		if len(other.Attendance) > 1 && other.Attendance[0].Status == partnership.Invited {
			m = other
		}
	}
	b.window.shell.Go(ui.Route{Place: ui.PlaceMeetings, Record: m.ID})
	b.settle()
	name := b.window.desk.Label(m.Attendance[0].Contact)
	for range 200 {
		b.press(fyne.KeyTab)
		if item, ok := b.canvas().Focused().(*ui.Item); ok && item.Title() == name {
			break
		}
	}
	b.write("a")
	status := func() partnership.AttendanceStatus {
		now, _, err := desk.Get[partnership.Meeting](b.window.desk, m.ID)
		if err != nil {
			t.Fatal(err)
		}
		return now.Attendance[0].Status
	}
	if s := status(); s != partnership.Present {
		t.Errorf("after a it is %s", s)
	}
	b.write("f") // the keyboard is still on the same row
	if s := status(); s != partnership.Excused {
		t.Errorf("after f it is %s", s)
	}
}

func TestAViewIsKeptAndTakenAgain(t *testing.T) {
	b := newBench(t).open(phrase)
	b.place(ui.PlaceActions)
	b.do("actions.command.filter")
	b.write("haven")
	b.do("actions.command.save_view")
	b.write("De haven")
	b.press(fyne.KeyReturn)
	views := b.window.desk.Preferences().Views
	if len(views) != 1 || views[0].Name != "De haven" || !strings.Contains(views[0].Query, "haven") {
		t.Fatalf("views are %+v", views)
	}
	b.do("actions.command.drop_view")
	if views := b.window.desk.Preferences().Views; len(views) != 0 {
		t.Errorf("views are %+v", views)
	}
}

func TestAnotherLanguageIsShownAtOnce(t *testing.T) {
	b := newBench(t).open(phrase)
	b.place(ui.PlaceSettings)
	b.window.speak("en")
	b.settle()
	if b.kept.Language != "en" || b.window.shell.Here().Place != ui.PlaceSettings || !b.says("Settings") || b.says("Instellingen") {
		t.Errorf("at %v one reads %q", b.window.shell.Here(), b.texts())
	}
}

func TestLargerIsKept(t *testing.T) {
	b := newBench(t).open(phrase)
	b.do("ui.command.larger")
	if b.kept.Zoom != 110 {
		t.Errorf("kept is %d", b.kept.Zoom)
	}
	b.do("ui.command.normal")
	if b.kept.Zoom > 100 {
		t.Errorf("kept is %d", b.kept.Zoom)
	}
}

func TestTheRecoverySheetOpensAVaultWhosePassphraseIsLost(t *testing.T) {
	b, key := atPrinted(t)
	b.check("printed", nil)
	b.shoot("gate-printed-nl")
	if !b.says("Geprinte sleutel") {
		t.Fatalf("on the screen is %q", b.texts())
	}
	b.write("ABCD")
	b.press(fyne.KeyReturn)
	if b.window.desk != nil || b.canvas().Overlays().Top() == nil {
		t.Fatal("a key that is none is not answered")
	}
	b.closeDialog()
	b.write(strings.ToLower(key))
	b.press(fyne.KeyReturn)
	b.check("fresh", nil)
	b.write("Welkom2026")
	b.press(fyne.KeyReturn, fyne.KeyReturn)
	b.shoot("gate-fresh-weak-nl")
	if b.window.desk != nil || !b.says("te makkelijk te raden") {
		t.Fatalf("a weak passphrase is not answered; on the screen is %q", b.texts())
	}
	b.canvas().Focused().(*ui.Entry).Fill("")
	b.write("paard batterij nietje correct")
	b.press(fyne.KeyReturn)
	b.write("paard batterij nietje correct")
	b.press(fyne.KeyReturn)
	if b.window.desk == nil {
		t.Fatalf("the vault does not open; on the screen is %q", b.texts())
	}
	b.window.lock()
	b.settle()
	b.open("paard batterij nietje correct")
	if b.window.desk == nil {
		t.Fatalf("the new passphrase does not open it; on the screen is %q", b.texts())
	}
}

func TestAFileIsImportedWholeOrNotAtAll(t *testing.T) {
	b := newBench(t).open(phrase)
	b.place(ui.PlaceSettings)
	before := len(desk.All[partnership.Organisation](b.window.desk))
	file := b.folder + "/in.json"
	put := func(content string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const head = `{"format": "bondgenoot/1", "organisations": [{"id": "o-a", "name": "Nieuw", "kind": "police"}`
	put(head + `,
 {"id": "o-b", "name": "Fout", "kind": "geen soort"}]}`)
	b.do("settings.import")
	b.write(file)
	b.press(fyne.KeyReturn)
	if !b.says("Regel 2") {
		t.Errorf("the line is not told: %q", b.texts())
	}
	if n := len(desk.All[partnership.Organisation](b.window.desk)); n != before {
		t.Errorf("%d organisations, before %d", n, before)
	}
	b.closeTop()
	put(head + `]}`)
	b.ctrl(fyne.KeyReturn) // the form is still there
	if n := len(desk.All[partnership.Organisation](b.window.desk)); n != before+1 {
		t.Errorf("%d organisations, before %d; on the screen is %q", n, before, b.texts())
	}
}

func TestEscapeLeavesARecordAsItIs(t *testing.T) {
	b := newBench(t).open(phrase)
	b.place(ui.PlacePartners)
	b.do("partners.command.edit")
	b.press(fyne.KeyTab, fyne.KeyTab)
	b.write("per ongeluk")
	b.pass(time.Second)
	b.closeDialog()
	b.do("partners.command.edit")
	if b.says("per ongeluk") {
		t.Error("what was cancelled stands in the form again")
	}
}

// closeTop closes the topmost of what lies over the window.
func (b *bench) closeTop() {
	b.t.Helper()
	top, ok := b.canvas().Overlays().Top().(interface{ TypedKey(*fyne.KeyEvent) })
	if !ok {
		b.t.Fatal("nothing lies over the window")
	}
	top.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	b.settle()
}
