package ui

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"codeberg.org/bondgenoot/bondgenoot/internal/calendar"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
)

// window shows an object in a window of the software driver.
func window(t *testing.T, o fyne.CanvasObject, width, height float32) fyne.Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return w
}

func key(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

func TestIcons(t *testing.T) {
	test.NewTempApp(t)
	for _, i := range []Icon{
		IconToday, IconPartners, IconAgreements, IconMeetings, IconActions, IconSettings, IconSearch, IconPlus, IconLock, IconPrint, IconPencil, IconCheck, iconDown, iconUp, iconBox, iconBoxed, iconCircle, iconHalf, iconTriangle,
	} {
		if r := i.in(Primary); !strings.Contains(string(r.Content()), "<path") {
			t.Errorf("%s: %s", i, r.Content())
		}
	}
}

func TestEveryStateHasItsOwnShape(t *testing.T) {
	seen := map[Icon]State{}
	for s := Open; s <= Draft; s++ {
		icon := chipLooks[s].icon
		if other, twice := seen[icon]; twice || icon == "" {
			t.Errorf("states %d and %d look alike without colour", s, other)
		}
		seen[icon] = s
	}
}

func TestButtonIsPressedByKeyAndByMouse(t *testing.T) {
	pressed := 0
	b := NewButton("Opslaan", IconCheck, Main, func() { pressed++ })
	window(t, container.NewHBox(b), 200, 60)
	for _, name := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyA} {
		b.TypedKey(key(name))
	}
	test.Tap(b)
	if pressed != 4 {
		t.Errorf("pressed %d times", pressed)
	}
	b.Disable()
	b.TypedKey(key(fyne.KeyReturn))
	test.Tap(b)
	if pressed != 4 {
		t.Error("a button that is off was pressed")
	}
	if h := b.MinSize().Height; h < 24 {
		t.Errorf("%v high", h)
	}
}

var ctrlK = &desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierControl}

func TestWindowKeysWorkInAFieldAndRestUnderAModal(t *testing.T) {
	var keys Registry
	done := 0
	command := Command{Key: Key{fyne.KeyK, fyne.KeyModifierControl}, Do: func() { done++ }}
	if !keys.Add(command) || keys.Add(command) {
		t.Error("a key is given once")
	}
	e := NewEntry(&keys, "Zoek", 1)
	window(t, e.Framed(), 300, 60)
	e.TypedShortcut(ctrlK)
	if done != 1 {
		t.Fatalf("done %d times", done)
	}
	wake, second := keys.Rest(), keys.Rest()
	e.TypedShortcut(ctrlK)
	wake()
	wake() // twice is once
	e.TypedShortcut(ctrlK)
	if done != 1 {
		t.Error("a key worked under a modal")
	}
	second()
	e.TypedShortcut(ctrlK)
	if done != 2 {
		t.Error("the keys did not wake")
	}
	e.SetText("tekst")
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	if e.SelectedText() != "tekst" {
		t.Error("the field lost its own keys")
	}
}

func TestFieldShowsThatItHasTheKeyboardAndLetsTabGo(t *testing.T) {
	e := NewEntry(nil, "", 3)
	w := window(t, e.Framed(), 300, 120)
	if e.AcceptsTab() || e.ring.Visible() {
		t.Error("Tab is kept, or a ring without focus")
	}
	w.Canvas().Focus(e)
	if !e.ring.Visible() {
		t.Error("no ring")
	}
	escaped := false
	e.OnEscape(func() { escaped = true })
	e.TypedKey(key(fyne.KeyEscape))
	w.Canvas().Unfocus()
	if !escaped || e.ring.Visible() {
		t.Errorf("escape %v, ring %v", escaped, e.ring.Visible())
	}
}

func dutch(t *testing.T) *language.Language {
	t.Helper()
	words, err := language.Open("nl")
	if err != nil {
		t.Fatal(err)
	}
	return words
}

func dayField(t *testing.T) (*DateEntry, fyne.Window) {
	t.Helper()
	tuesday := date.MustParse("2026-11-24")
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	d := NewDateEntry(nil, dutch(t), func() date.Day { return tuesday }, calendar.Ahead)
	w := test.NewTempWindow(t, d.Object())
	w.Resize(fyne.NewSize(320, 90))
	return d, w
}

func TestDayIsSaidBackWhileItIsTyped(t *testing.T) {
	d, _ := dayField(t)
	for typed, want := range map[string]string{
		"do 17 dec": "= donderdag 17 december 2026", "over twee weken": "= dinsdag 8 december 2026", "25-12": "= vrijdag 25 december 2026 · Eerste Kerstdag",
		"do 18 dec": "Die dag valt anders: het is vrijdag 18 december 2026.", "31 april": "Die dag bestaat niet.", "ooit": "Dit is geen dag. Typ bijvoorbeeld 17-12, do 17 dec of morgen.", "": " ",
	} {
		d.SetText(typed)
		if d.echo.Text != want {
			t.Errorf("%q: %q, want %q", typed, d.echo.Text, want)
		}
	}
}

func TestDayIsToldOnceWhenTheFieldIsLeft(t *testing.T) {
	d, w := dayField(t)
	var told []date.Day
	d.Chosen = func(day date.Day) { told = append(told, day) }
	w.Canvas().Focus(d.Entry)
	d.SetText("morgen")
	if len(told) > 0 {
		t.Fatal("told while it was being typed")
	}
	w.Canvas().Unfocus()
	w.Canvas().Focus(d.Entry)
	w.Canvas().Unfocus()
	if len(told) != 1 || told[0] != date.MustParse("2026-11-25") || d.Text != "25 november 2026" {
		t.Errorf("told %v, the field says %q", told, d.Text)
	}
	d.SetText("geen dag")
	d.OnSubmitted(d.Text)
	if len(told) != 1 || d.Text != "geen dag" || d.Err() == nil {
		t.Errorf("told %v, the field says %q", told, d.Text)
	}
}

func partners() (*Rows, *[]int) {
	names := []string{"Gemeente", "Politie", "Pluryn", "School De Zwaan", "Straatlicht"}
	for n := range 40 {
		names = append(names, fmt.Sprintf("Stichting %02d", n))
	}
	opened := &[]int{}
	r := NewRows(func() int { return len(names) }, func(i int) Row {
		return Row{Title: names[i], Detail: "2 open acties · gesproken op 12 november", State: State(i % 5), Word: []string{"Open", "Loopt", "Te laat", "Gedaan", "Concept"}[i%5]}
	})
	r.Open = func(i int) { *opened = append(*opened, i) }
	return r, opened
}

func TestListIsWorkedByKeyboard(t *testing.T) {
	r, opened := partners()
	w := window(t, r.Framed(), 360, 400)
	w.Canvas().Focus(r)
	if r.Chosen() != 0 {
		t.Fatalf("chosen %d", r.Chosen())
	}
	for _, step := range []struct {
		name fyne.KeyName
		want int
	}{
		{fyne.KeyUp, 0}, {fyne.KeyDown, 1}, {fyne.KeyEnd, 44}, {fyne.KeyDown, 44}, {fyne.KeyHome, 0}, {fyne.KeyPageDown, 6}, {fyne.KeyPageUp, 0},
	} {
		if r.TypedKey(key(step.name)); r.Chosen() != step.want {
			t.Errorf("%s: chosen %d, want %d", step.name, r.Chosen(), step.want)
		}
	}
	r.TypedKey(key(fyne.KeyReturn))
	if len(*opened) != 1 || (*opened)[0] != 0 {
		t.Errorf("opened %v", *opened)
	}
}

func TestLettersFindANameInAList(t *testing.T) {
	r, _ := partners()
	window(t, r.Framed(), 360, 400)
	for _, step := range []struct {
		typed string
		want  int
	}{{"p", 1}, {"l", 2}, {"\x00", 2}} {
		for _, letter := range step.typed {
			r.TypedRune(letter)
		}
		if r.Chosen() != step.want {
			t.Errorf("after %q: chosen %d, want %d", step.typed, r.Chosen(), step.want)
		}
	}
	r.TypedKey(key(fyne.KeyHome))
	for _, letter := range "stichting 07" {
		r.TypedRune(letter)
	}
	if r.Chosen() != 12 {
		t.Errorf("chosen %d", r.Chosen())
	}
}

func TestEmptyListTakesAnyKey(t *testing.T) {
	r := NewRows(func() int { return 0 }, func(int) Row { panic("there is none") })
	w := window(t, r.Framed(), 300, 200)
	w.Canvas().Focus(r)
	for _, name := range []fyne.KeyName{fyne.KeyDown, fyne.KeyEnd, fyne.KeyPageDown, fyne.KeyReturn} {
		r.TypedKey(key(name))
	}
	r.TypedRune('a')
	if r.Chosen() != -1 {
		t.Errorf("chosen %d", r.Chosen())
	}
}

func places() []Destination {
	return []Destination{{"Vandaag", IconToday}, {"Partners", IconPartners}, {"Afspraken", IconAgreements}, {"Overleggen", IconMeetings}, {"Acties", IconActions}, {"Instellingen", IconSettings}}
}

func TestRailLeadsByKeyAndByMouse(t *testing.T) {
	went := -1
	r := NewRail(places(), func(i int) { went = i })
	w := window(t, r, 200, 500)
	w.Canvas().Focus(r)
	r.TypedKey(key(fyne.KeyDown))
	r.TypedKey(key(fyne.KeyDown))
	if went != -1 {
		t.Error("moving is not going")
	}
	if r.TypedKey(key(fyne.KeyReturn)); went != 2 {
		t.Errorf("went to %d", went)
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(60, 8+42*4+20))
	if went != 4 {
		t.Errorf("went to %d", went)
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(60, 450))
	if went != 4 {
		t.Errorf("empty space leads to %d", went)
	}
	wide := r.MinSize().Width
	r.Narrow(true)
	if r.MinSize().Width >= wide {
		t.Error("no narrower")
	}
}

// TestKitInBothThemesAndSizes draws the kit, and keeps the pictures where BONDGENOOT_PICTURES says, to be looked at.
func TestKitInBothThemesAndSizes(t *testing.T) {
	for _, look := range []Theme{{Brightness: Light}, {Brightness: Dark}, {Brightness: Light, Zoom: 200}} {
		name := fmt.Sprintf("kit-%s-%d.png", look.Brightness, max(look.Zoom, 100))
		t.Run(name, func(t *testing.T) {
			test.NewTempApp(t).Settings().SetTheme(look)
			rows, _ := partners()
			rail := NewRail(places(), func(int) {})
			rail.ShowPlace(1)
			d := NewDateEntry(nil, dutch(t), func() date.Day { return date.MustParse("2026-11-24") }, calendar.Ahead)
			form := container.NewVBox(
				label("Stichting Straatlicht", TextTitle, true, Foreground), label("Jongerenwerk · Kadeplein 4", TextNormal, false, Muted),
				container.NewHBox(NewChip(Open, "Open"), NewChip(Busy, "Loopt"), NewChip(Late, "Te laat"), NewChip(Done, "Gedaan"), NewChip(Draft, "Concept")),
				container.NewHBox(NewButton("Gesproken", IconCheck, Main, nil), NewButton("Bewerken", IconPencil, Plain, nil), NewButton("Map afdrukken", IconPrint, Plain, nil)),
				NewEntry(nil, "Wat is er besproken?", 3).Framed(), d.Object(),
			)
			content := container.NewBorder(nil, nil, newCard(container.NewGridWrap(fyne.NewSize(look.Scaled(372), 660), rows.Framed()), 4), nil, NewCard(form))
			w := test.NewTempWindow(t, container.NewBorder(nil, nil, rail, nil, content))
			w.SetPadded(false)
			w.Resize(fyne.NewSize(1366, 768))
			rows.Select(1)
			d.SetText("do 17 dec")
			picture := w.Canvas().Capture()
			if b := picture.Bounds(); b.Dx() < 1366 || b.Dy() < 768 {
				t.Errorf("drawn at %v", b)
			}
			folder := os.Getenv("BONDGENOOT_PICTURES")
			if folder == "" {
				return
			}
			f, err := os.Create(filepath.Join(folder, name))
			if err != nil {
				t.Fatal(err)
			}
			if err := png.Encode(f, picture); err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
		})
	}
}
