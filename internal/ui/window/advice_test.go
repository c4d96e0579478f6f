package window

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// choose opens the field that has the keyboard, types and takes the first that fits; then it goes to the next field.
func (b *bench) choose(words string) {
	b.t.Helper()
	b.press(fyne.KeyReturn)
	b.write(words)
	b.settle()
	b.press(fyne.KeyReturn)
	b.settle()
	b.press(fyne.KeyTab)
}

// ask asks whether youth work may tell the community team of a worrying signal, with the keyboard only.
func (b *bench) ask(purpose string) {
	b.t.Helper()
	b.place(ui.PlaceAdvice)
	for _, words := range []string{purpose, "Straatlicht", "wijkteam", "Zorgelijk"} {
		b.choose(words)
	}
	b.settle()
}

// TestAdviceIsGivenWhileChoosing asks with the keyboard only.
func TestAdviceIsGivenWhileChoosing(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	b.place(ui.PlaceAdvice)
	b.shoot("advice-empty")
	if !b.says("Nog niet af") {
		t.Errorf("an empty question is answered with %q", b.texts())
	}
	b.ask("Vroeg")
	b.shoot("advice-outside")
	if !b.says("Toch niet") || !b.says("Bespreken in het overleg") {
		t.Errorf("outside the consultation: %q", b.texts())
	}
	b.choose("Signalen") // the consultation
	b.shoot("advice-inside")
	if !b.says("Toch wel, mits") || !b.says("De professional beslist") || !b.says("112") || !b.says("Is het nodig?") {
		t.Errorf("in the consultation: %q", b.texts())
	}
}

// TestADeliberationIsKeptWithoutNames keeps what was decided, with a name in it at first.
func TestADeliberationIsKeptWithoutNames(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	b.ask("Vroeg")
	b.do("advice.command.keep")
	b.write("Het gaat om Kevin Achternaam.")
	b.ctrl(fyne.KeyReturn)
	if !b.says("Kevin Achternaam") || !b.says("misschien een naam") {
		t.Errorf("a name is answered with %q", b.texts())
	}
	b.shoot("advice-clue")
	before := len(desk.All[partnership.Deliberation](b.window.desk))
	b.press(fyne.KeyTab, fyne.KeyTab, fyne.KeyTab) // past the other two questions
	b.choose("Niet gedeeld")
	b.ctrl(fyne.KeyReturn) // it is all right after all
	all := desk.All[partnership.Deliberation](b.window.desk)
	if len(all) != before+1 {
		t.Fatalf("%d deliberations, before %d: %q", len(all), before, b.texts())
	}
	kept := newest(all)
	if kept.Necessity != "Het gaat om Kevin Achternaam." || kept.Outcome != "not_covered" || kept.Decision != partnership.DecidedNotShared {
		t.Errorf("%+v", kept)
	}
	b.do("advice.command.kept")
	if !b.says("Zoals op") || !b.says("Het advies van die dag") {
		t.Errorf("%q", b.texts())
	}
	b.shoot("advice-kept")
}

func newest(all []partnership.Deliberation) partnership.Deliberation {
	return slices.MaxFunc(all, func(a, b partnership.Deliberation) int { return a.On.Compare(b.On) })
}

func TestAStepBecomesAnActionInOneKey(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	b.ask("Vroeg")
	b.ctrl(fyne.KeyM)
	found := slices.ContainsFunc(desk.All[partnership.Action](b.window.desk), func(a partnership.Action) bool {
		return strings.HasPrefix(a.Title, "Bespreken in het overleg van") && a.Meeting == "m-signaal" && a.Agreement == "a-straat"
	})
	if !found {
		t.Errorf("there is no such action: %q", b.texts())
	}
}

// TestAnEmergencyIsPutOnRecordFirst asks three things, keeps them, and leaves the rest for later.
func TestAnEmergencyIsPutOnRecordFirst(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	b.place(ui.PlaceAdvice)
	b.ctrl(fyne.KeyU)
	if !b.says("Bel eerst 112") {
		t.Errorf("%q", b.texts())
	}
	for _, words := range []string{"Steiger", "Politie", "Gezondheid"} {
		b.press(fyne.KeyReturn)
		b.write(words)
		b.press(fyne.KeyReturn)
	}
	b.shoot("advice-urgent")
	b.ctrl(fyne.KeyReturn)
	kept := newest(desk.All[partnership.Deliberation](b.window.desk))
	if !kept.Urgent || kept.Outcome != "statutory_route" || kept.Decision != "" || kept.To != "o-pol" {
		t.Fatalf("%+v: %q", kept, b.texts())
	}
	if !b.says("Nog aan te vullen") || !b.says("Bel eerst 112") || !b.says("Acuut gevaar") {
		t.Errorf("%q", b.texts())
	}
	b.shoot("advice-urgent-kept")
}

func TestWhoDoesNotKnowIsNotToldYes(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	b.ask("Dit weet ik niet")
	if !b.says("Dit weet ik niet") || !b.says("Peter-Jan de Wit") || b.says("Toch wel") {
		t.Errorf("%q", b.texts())
	}
	b.shoot("advice-unknown")
}

// TestAHoleStartsAnAddendum goes to a hole in the coverage and fills it with a draft.
func TestAHoleStartsAnAddendum(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	b.window.shell.Go(ui.Route{Place: ui.PlaceAdvice, Part: "cover"})
	b.settle()
	b.choose("Straatoverleg")
	b.press(fyne.KeyTab, fyne.KeyReturn)
	if b.canvas().Overlays().Top() == nil {
		t.Fatalf("a hole opens nothing: %q", b.texts())
	}
	b.shoot("advice-hole")
	before := len(desk.All[partnership.Agreement](b.window.desk))
	for _, words := range []string{"Politie", "Vroeg"} {
		b.press(fyne.KeyReturn)
		b.write(words)
		b.press(fyne.KeyReturn)
	}
	b.ctrl(fyne.KeyReturn)
	all := desk.All[partnership.Agreement](b.window.desk)
	i := slices.IndexFunc(all, func(a partnership.Agreement) bool {
		return strings.HasPrefix(a.Title, "Aanvulling op Samenwerkingsafspraken")
	})
	if len(all) != before+1 || i < 0 {
		t.Fatalf("%d agreements: %q", len(all), b.texts())
	}
	if a := all[i]; a.Status != partnership.AgreementDraft || len(a.Parties) != 2 || len(a.Provisions) != 1 || a.Provisions[0].LegalBasis != "" {
		t.Errorf("%+v", a)
	}
	if b.window.shell.Here().Place != ui.PlaceAgreements {
		t.Errorf("one is at %+v", b.window.shell.Here())
	}
}

func TestTheTableOfAMeetingNamesItsGuests(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	b.window.shell.Go(ui.Route{Place: ui.PlaceAdvice, Part: "table", Record: "m-straat-1"})
	b.settle()
	if !b.says("mag zeggen tegen") || !b.says("gebonden aan de afspraken") {
		t.Errorf("%q", b.texts())
	}
}

// TestADraftTellsWhatItWouldChange looks at a draft, and at a question that it is made for.
func TestADraftTellsWhatItWouldChange(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	b.window.shell.Go(ui.Route{Place: ui.PlaceAgreements, Record: "a-jeugdgroep"})
	b.settle()
	if !b.says("Wat verandert dit concept?") || !b.says("worden anders als iedereen tekent") || !b.says("Proefvragen") {
		t.Errorf("%q", b.texts())
	}
	b.do("agreements.command.expect")
	for _, words := range []string{"Politie", "Straatlicht", "Gezondheid", "Handhaving"} {
		b.press(fyne.KeyReturn)
		b.write(words)
		b.press(fyne.KeyReturn)
	}
	b.ctrl(fyne.KeyReturn)
	if len(b.window.desk.Expectations("a-jeugdgroep")) != 1 || !b.says("Klopt niet") {
		t.Errorf("%+v: %q", b.window.desk.Expectations("a-jeugdgroep"), b.texts())
	}
	b.shoot("agreements-trial")
}

func TestFromAMeetingToWhatMayBeSaid(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	b.window.shell.Go(ui.Route{Place: ui.PlaceMeetings, Record: "m-straat-1"})
	b.settle()
	b.do("meetings.command.advice")
	if here := b.window.shell.Here(); here.Place != ui.PlaceAdvice || !b.says("mag zeggen tegen") {
		t.Errorf("%+v: %q", here, b.texts())
	}
	b.window.shell.Back()
	b.settle()
	if here := b.window.shell.Here(); here.Place != ui.PlaceMeetings {
		t.Errorf("back is %+v", here)
	}
}

// TestAnOwnBasisIsNeverSilent narrows a legal basis in the settings, and sees that the advice says so.
func TestAnOwnBasisIsNeverSilent(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	b.place(ui.PlaceSettings)
	b.do("settings.bases.add")
	b.write("APV art. 2:1")
	b.press(fyne.KeyTab)
	b.write("Overlast op straat")
	b.ctrl(fyne.KeyReturn)
	if !b.says("Laat er ten minste één aan staan") {
		t.Errorf("a legal basis on which nobody may rely: %q", b.texts())
	}
	b.closeDialog()

	own := desk.OwnBasis{LegalBasis: desk.LegalBasis{ID: "gdpr_6_1_a", Conditions: []partnership.Term{"minimum", "retention"}}, By: "FG"}
	if err := b.window.desk.SetOwnBases([]desk.OwnBasis{own}); err != nil {
		t.Fatal(err)
	}
	b.ask("Vroeg")
	b.choose("Signalen")
	if !b.says("Eigen grondslag: beperkt door uw privacy officer") || !b.says("Vernietigen na de afgesproken termijn") {
		t.Errorf("%q", b.texts())
	}
	b.place(ui.PlaceSettings)
	b.shoot("settings-bases")
}
