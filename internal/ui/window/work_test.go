package window

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// action returns the one action with a title.
func (b *bench) action(title string) partnership.Action {
	b.t.Helper()
	var found []partnership.Action
	for _, a := range desk.All[partnership.Action](b.window.desk) {
		if a.Title == title {
			found = append(found, a)
		}
	}
	if len(found) != 1 {
		b.t.Fatalf("there are %d actions %q", len(found), title)
	}
	return found[0]
}

func (b *bench) place(p ui.Place) {
	b.t.Helper()
	b.window.shell.Go(ui.Route{Place: p})
	b.settle()
}

func TestActionIsJottedDownInOneLine(t *testing.T) {
	b := newBench(t).open(phrase)
	b.place(ui.PlaceActions)
	b.do("actions.command.new")
	b.write("Zaal boeken @Esra voor vrijdag !hoog #zaal")
	if !b.says("vrijdag 27 november 2026") || !b.says("#zaal") {
		t.Errorf("what is recognised is not shown: %q", b.texts())
	}
	b.press(fyne.KeyReturn)
	a := b.action("Zaal boeken")
	if a.Due != date.MustParse("2026-11-27") || a.Priority != partnership.PriorityHigh || len(a.Tags) != 1 || !strings.HasPrefix(b.window.desk.Label(a.Contact), "Esra") {
		t.Errorf("kept is %+v", a)
	}
	b.do("ui.command.undo")
	for _, a := range desk.All[partnership.Action](b.window.desk) {
		if a.Title == "Zaal boeken" {
			t.Error("undo leaves the action")
		}
	}
}

func TestAnUnknownNameIsNotKeptAsNobody(t *testing.T) {
	b := newBench(t).open(phrase)
	b.place(ui.PlaceActions)
	before := len(desk.All[partnership.Action](b.window.desk))
	b.do("actions.command.new")
	b.write("Bellen @Onbekende")
	b.press(fyne.KeyReturn)
	if n := len(desk.All[partnership.Action](b.window.desk)); n != before {
		t.Errorf("%d actions, before %d", n, before)
	}
	if !b.says("Onbekende") {
		t.Error("what was typed is gone")
	}
}

func TestWhatWasBeingTypedComesBackAfterALock(t *testing.T) {
	b := newBench(t).open(phrase)
	b.place(ui.PlaceActions)
	b.do("actions.command.new")
	b.write("Half geschreven")
	b.window.lock()
	b.settle()
	if len(b.relaunch) != 1 || b.relaunch[0] != b.vault() {
		t.Fatalf("locking replaces the program %q", b.relaunch)
	}
	if texts := b.texts(); len(texts) > 0 {
		t.Errorf("a locked window still shows %q", texts)
	}
	b.open(phrase)
	if b.window.shell.Here().Place != ui.PlaceActions || !b.says("Half geschreven") {
		t.Errorf("after unlocking one is at %v and reads %q", b.window.shell.Here(), b.texts())
	}
}

func TestWhatWasTypedIsKeptWithinASecond(t *testing.T) {
	b := newBench(t).open(phrase)
	b.place(ui.PlaceMeetings)
	b.do("meetings.command.minutes")
	b.write("Wij spraken over de haven")
	b.pass(time.Second)
	kept := false
	for _, m := range desk.All[partnership.Meeting](b.window.desk) {
		kept = kept || strings.Contains(m.Minutes, "Wij spraken over de haven")
	}
	if !kept {
		t.Error("a second after it was typed it is in no meeting")
	}
}

func TestTheVaultIsLockedWhenNothingIsDone(t *testing.T) {
	b := newBench(t).open(phrase)
	b.pass(14 * time.Minute)
	b.press(fyne.KeyDown) // somebody is there
	b.pass(14 * time.Minute)
	if len(b.relaunch) != 0 {
		t.Fatal("locked while somebody was at work")
	}
	b.pass(2 * time.Minute)
	if len(b.relaunch) != 1 {
		t.Error("still open after a quarter of an hour without a key")
	}
}

func TestSeveralActionsAreFinishedAtOnceAndUndoneAtOnce(t *testing.T) {
	b := newBench(t).open(phrase)
	b.place(ui.PlaceActions)
	open := func() int {
		return len(b.window.desk.Actions(desk.ActionFilter{}, date.MustParse("2026-11-24")))
	}
	before := open()
	b.press(fyne.KeySpace, fyne.KeyDown, fyne.KeySpace)
	if !b.says("2 aangekruist") {
		t.Errorf("marks are not told: %q", b.texts())
	}
	b.do("actions.command.finish")
	if n := open(); n != before-2 {
		t.Errorf("%d open, before %d", n, before)
	}
	b.do("ui.command.undo")
	if n := open(); n != before {
		t.Errorf("%d open after undo, before %d", n, before)
	}
}

// TestWhoIsFasterThanTheFilterFinishesWhatItFinds types a filter, and Enter and Ctrl+D behind it, before any answer is there.
func TestWhoIsFasterThanTheFilterFinishesWhatItFinds(t *testing.T) {
	b := newBench(t).open(phrase)
	if _, err := b.window.desk.NewAction(partnership.Action{Title: "Zaal reserveren"}); err != nil {
		t.Fatal(err)
	}
	b.place(ui.PlaceActions)
	b.ctrl(fyne.KeyF)
	field := b.canvas().Focused()
	for _, letter := range "zaal" {
		field.TypedRune(letter)
	}
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.ctrl(fyne.KeyD)
	done := b.window.desk.Actions(desk.ActionFilter{Which: desk.ActionsDone, Words: "zaal reserveren"}, date.MustParse("2026-11-24"))
	if len(done) != 1 {
		t.Errorf("finished are %v", done)
	}
}

func TestBackAndForwardFollowWhereOneWas(t *testing.T) {
	b := newBench(t).open(phrase)
	for _, p := range []ui.Place{ui.PlacePartners, ui.PlaceMeetings, ui.PlaceActions} {
		b.place(p)
	}
	b.do("ui.command.back")
	b.do("ui.command.back")
	if at := b.window.shell.Here().Place; at != ui.PlacePartners {
		t.Errorf("two back is %s", at)
	}
	b.do("ui.command.forward")
	if at := b.window.shell.Here().Place; at != ui.PlaceMeetings {
		t.Errorf("one forward is %s", at)
	}
}

func TestThePaletteFindsRecordsAndCommands(t *testing.T) {
	b := newBench(t).open(phrase)
	b.do("ui.command.find")
	b.write("Straatlicht")
	b.press(fyne.KeyReturn)
	here := b.window.shell.Here()
	if here.Place != ui.PlacePartners || b.window.desk.Label(here.Record) != "Stichting Straatlicht" {
		t.Errorf("the palette leads to %v", here)
	}
	b.do("ui.command.find")
	b.write("nieuw contact")
	b.press(fyne.KeyReturn)
	if !b.says("Achternaam") {
		t.Error("the palette does not open the form for a contact")
	}
	b.closeDialog()
	b.do("ui.command.find")
	b.write("overleg plannen")
	b.press(fyne.KeyReturn)
	if here := b.window.shell.Here(); here.Place != ui.PlaceMeetings || b.canvas().Overlays().Top() == nil {
		t.Errorf("the palette leads to %v; on the screen is %q", here, b.texts())
	}
	b.closeDialog()
	b.place(ui.PlaceToday)
	b.do("ui.command.find")
	b.write("verwijder")
	if found := b.window.words.Text("meetings.command.remove"); b.says(found) {
		t.Errorf("it removes a meeting that nobody sees: %q", b.texts())
	}
	b.press(fyne.KeyEscape)
	b.do("ui.command.find")
	b.write("bestand inlezen")
	b.press(fyne.KeyReturn)
	if here := b.window.shell.Here(); here.Place != ui.PlaceSettings || !b.says("Een JSON-bestand") {
		t.Errorf("the palette leads to %v; on the screen is %q", here, b.texts())
	}
}

func TestThePaletteSaysWhenItFindsNothing(t *testing.T) {
	b := newBench(t).open(phrase)
	b.do("ui.command.find")
	none := b.window.words.Text("ui.find.none")
	if slices.Contains(b.texts(), none) {
		t.Error("it says so before anything was typed")
	}
	b.write("xyzzy")
	if !slices.Contains(b.texts(), none) {
		t.Errorf("on the screen is %q", b.texts())
	}
	b.press(fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace)
	if slices.Contains(b.texts(), none) {
		t.Error("it says so although all is there again")
	}
}

func TestConversationAndFollowUpAreOneStep(t *testing.T) {
	b := newBench(t).open(phrase)
	b.do("ui.command.find")
	b.write("Esra")
	b.press(fyne.KeyReturn)
	b.do("partners.command.conversation")
	b.write("Over het meelopen") // who is shown is who was spoken to
	b.press(fyne.KeyTab, fyne.KeyTab, fyne.KeyTab)
	b.write("Rooster sturen voor morgen")
	b.press(fyne.KeyReturn)
	a := b.action("Rooster sturen")
	c, _, err := desk.Get[partnership.Contact](b.window.desk, a.Contact)
	if err != nil || c.GivenName != "Esra" || a.Due != date.MustParse("2026-11-25") {
		t.Errorf("the action is %+v of %q, %v", a, c.GivenName, err)
	}
	if last := c.Spoken[len(c.Spoken)-1]; last.Note != "Over het meelopen" || last.On != date.MustParse("2026-11-24") {
		t.Errorf("the conversation is %+v", last)
	}
	b.do("ui.command.undo")
	if c, _, err = desk.Get[partnership.Contact](b.window.desk, a.Contact); err != nil || (len(c.Spoken) > 0 && c.Spoken[len(c.Spoken)-1].Note == "Over het meelopen") {
		t.Error("undo leaves the conversation")
	}
	if _, err := b.window.desk.Record(a.ID); err == nil {
		t.Error("undo leaves the action")
	}
}

func TestWhoLeftIsKeptAndNotOfferedForSigning(t *testing.T) {
	b := newBench(t).open(phrase)
	d := b.window.desk
	on := date.MustParse("2026-11-24")
	c := desk.All[partnership.Contact](d)[0]
	at := desk.WorksAt(c, on)
	if err := desk.Edit(d, "desk.commit.contact", c.ID, func(c *partnership.Contact) error {
		for i := range c.Positions {
			c.Positions[i].Until = on.AddDays(-1)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for _, s := range d.Signers(at, on) {
		if s.ID == c.ID {
			t.Error("who left may sign")
		}
	}
	_, left := d.People(at, on)
	kept := false
	for _, l := range left {
		kept = kept || l.ID == c.ID
	}
	if !kept {
		t.Error("who left is gone")
	}
	b.window.shell.Go(ui.Route{Place: ui.PlacePartners, Record: at})
	b.settle()
	if !b.says(c.Label()) || !b.says("weg") {
		t.Errorf("who left is not shown: %q", b.texts())
	}
}

func TestAgreementPrintsInFourKeys(t *testing.T) {
	b := newBench(t).open(phrase)
	b.ctrl(fyne.Key3)
	b.ctrl(fyne.KeyP)
	if len(b.opened) != 1 || !strings.HasSuffix(b.opened[0], ".pdf") {
		t.Errorf("shown was %q", b.opened)
	}
}

func TestObstaclesAreToldBeforeAStatusChanges(t *testing.T) {
	b := newBench(t).open(phrase)
	d := b.window.desk
	id, err := d.NewID(partnership.KindAgreement)
	if err != nil {
		t.Fatal(err)
	}
	vocabulary := d.Vocabulary()
	draft := partnership.Agreement{ID: id, Title: "Proef", Status: partnership.AgreementDraft, Kind: vocabulary.AgreementKinds[0].ID, Purposes: []partnership.Term{vocabulary.Purposes[0].ID}}
	if err := d.Keep("desk.commit.agreement_new", desk.Put(draft, 0)); err != nil {
		t.Fatal(err)
	}
	b.settle()
	b.window.shell.Go(ui.Route{Place: ui.PlaceAgreements, Record: id})
	b.settle()
	b.do("agreements.command.step")
	if !b.says("Voeg partijen toe") {
		t.Errorf("what lacks is not told: %q", b.texts())
	}
	b.press(fyne.KeyTab, fyne.KeyTab)
	if a, _, _ := desk.Get[partnership.Agreement](d, id); a.Status != partnership.AgreementDraft {
		t.Errorf("the status is %s", a.Status)
	}
}

func TestAConflictIsToldByField(t *testing.T) {
	b := newBench(t).open(phrase)
	d := b.window.desk
	o := desk.All[partnership.Organisation](d)[0]
	b.window.shell.Go(ui.Route{Place: ui.PlacePartners, Record: o.ID})
	b.settle()
	b.do("partners.command.edit")
	if err := desk.Edit(d, "desk.commit.organisation", o.ID, func(o *partnership.Organisation) error { o.Team = "van elders"; o.Phone = "010-7654321"; return nil }); err != nil {
		t.Fatal(err)
	}
	b.press(fyne.KeyTab, fyne.KeyTab) // name, kind, team
	b.write("van hier")
	b.ctrl(fyne.KeyReturn)
	now, _, err := desk.Get[partnership.Organisation](d, o.ID)
	if err != nil || now.Phone != "010-7654321" || now.Team != "van elders" {
		t.Errorf("kept is %+v, %v", now, err)
	}
	if !b.says("Team") || !b.says("Staat er nu") || !b.says("van elders") || !b.says("van hier") {
		t.Errorf("the conflict is not told: %q", b.texts())
	}
	b.shoot("conflict-nl")
	b.press(fyne.KeyTab, fyne.KeyReturn) // go on with what was typed
	b.ctrl(fyne.KeyReturn)
	if now, _, err = desk.Get[partnership.Organisation](d, o.ID); err != nil || now.Phone != "010-7654321" || !strings.HasPrefix(now.Team, "van hier") {
		t.Errorf("after going on, kept is %+v, %v", now, err)
	}
}
