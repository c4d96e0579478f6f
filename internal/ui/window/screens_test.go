package window

import (
	"encoding/json"
	"fmt"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// drawn returns everything that the window draws now, by what its widgets have drawn themselves as: test.LaidOutObjects would draw them anew, and so
// never see that something was not refreshed.
func (b *bench) drawn() []fyne.CanvasObject {
	list := visible(nil, b.canvas().Content())
	for _, over := range b.canvas().Overlays().List() {
		list = visible(list, over)
	}
	return list
}

// visible adds an object and all in it to a list, unless it is hidden.
func visible(list []fyne.CanvasObject, o fyne.CanvasObject) []fyne.CanvasObject {
	if !o.Visible() {
		return list
	}
	list = append(list, o)
	var parts []fyne.CanvasObject
	switch o := o.(type) {
	case fyne.Widget:
		parts = test.WidgetRenderer(o).Objects()
	case *fyne.Container:
		parts = o.Objects
	}
	for _, part := range parts {
		list = visible(list, part)
	}
	return list
}

// texts returns the texts that the window draws now.
func (b *bench) texts() []string {
	var list []string
	for _, o := range b.drawn() {
		if t, ok := o.(*canvas.Text); ok && t.Text != "" {
			list = append(list, t.Text)
		}
	}
	return list
}

// says reports whether a text is on the screen.
func (b *bench) says(text string) bool {
	return slices.ContainsFunc(b.texts(), func(t string) bool { return strings.Contains(t, text) })
}

// translations returns the texts of a language that have no gaps and one form.
func translations(t *testing.T, tag string) map[string]bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "assets", "translations", "*."+tag+".json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%q, %v", files, err)
	}
	texts := map[string]bool{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var all map[string]any
		if err := json.Unmarshal(content, &all); err != nil {
			t.Fatal(err)
		}
		for _, v := range all {
			if text, ok := v.(string); ok && !strings.Contains(text, "{{") {
				texts[text] = true
			}
		}
	}
	return texts
}

var rawKey = regexp.MustCompile(`^(actions|agreements|caution|command|copies|desk|document|domain|history|language|meetings|partners|sections|settings|today|ui|unlock)(\.[a-z_]+)+$`)

// words returns what stands on a widget.
func words(w fyne.Widget) string {
	var all []string
	for _, o := range visible(nil, w) {
		if t, ok := o.(*canvas.Text); ok {
			all = append(all, t.Text)
		}
	}
	return strings.Join(all, " ")
}

// check looks for what may be on no screen: a key of the translations, a text of the other language, letters that are too small, a target that is
// too low to hit, a button that is narrower than its words.
func (b *bench) check(name string, foreign map[string]bool) {
	b.t.Helper()
	for _, o := range b.drawn() {
		switch o := o.(type) {
		case *canvas.Text:
			switch {
			case rawKey.MatchString(o.Text):
				b.t.Errorf("%s: the key %q has no text", name, o.Text)
			case foreign[o.Text]:
				b.t.Errorf("%s: %q is in the other language", name, o.Text)
			case o.Text != "" && o.TextSize < 12:
				b.t.Errorf("%s: %q is %v high", name, o.Text, o.TextSize)
			}
		case fyne.Focusable:
			if o, ok := o.(fyne.Widget); ok && o.Size().Height < 24 {
				b.t.Errorf("%s: a %T is %v high", name, o, o.Size().Height)
			}
			if o, ok := o.(*ui.Button); ok && o.Size().Width < o.MinSize().Width {
				b.t.Errorf("%s: %q is %v wide, and needs %v", name, words(o), o.Size().Width, o.MinSize().Width)
			}
		}
	}
}

// shoot keeps a picture of the window where one is wanted.
func (b *bench) shoot(name string) {
	b.t.Helper()
	folder := os.Getenv("BONDGENOOT_SHOTS")
	if folder == "" {
		return
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		b.t.Fatal(err)
	}
	file, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		b.t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, b.canvas().Capture()); err != nil {
		b.t.Fatal(err)
	}
}

// dialogs are the forms and questions of each place, by the name of what opens them.
var dialogs = map[ui.Place][]string{
	ui.PlaceToday:      {"today.command.move"},
	ui.PlacePartners:   {"partners.command.conversation", "partners.command.contact", "partners.command.organisation", "partners.command.edit"},
	ui.PlaceAgreements: {"agreements.command.edit", "agreements.command.party", "agreements.command.step", "agreements.command.article", "agreements.command.preamble", "agreements.command.annex", "agreements.command.provision", "agreements.command.forum", "agreements.command.evaluated"},
	ui.PlaceMeetings:   {"meetings.command.new", "meetings.command.edit"},
	ui.PlaceActions:    {"actions.command.remind", "actions.command.hide", "actions.command.assign", "actions.command.status", "actions.command.save_view"},
	ui.PlaceAdvice:     {"advice.command.urgent"},
	ui.PlaceSettings:   {"settings.house.edit", "settings.bases.add", "settings.passphrase", "settings.recovery", "keys.screen.add", "keys.screen.try", "settings.export", "settings.import"},
}

// parts are the parts of each place that have a route of their own.
var parts = map[ui.Place][]ui.Route{
	ui.PlaceAdvice: {
		{Part: "table"},
		{Part: "table", Record: "o-jw"},
		{Part: "table", Record: "m-straat-1"},
		{Part: "cover"},
		{Part: "kept", Record: "d-1"},
		{Part: "kept", Record: "d-2"},
		{Part: "counted"},
		{Part: "who"},
	},
	ui.PlaceSettings: {{Part: "due"}, {Part: "house"}, {Part: "bases"}, {Part: "keys"}, {Part: "copies"}, {Part: "lock"}, {Part: "retention"}, {Part: "twins"}, {Part: "everything"}},
}

// do does what a command of the window does.
func (b *bench) do(name string) {
	b.t.Helper()
	for _, c := range b.window.stage.Keys().Commands() {
		if c.Name == name {
			c.Do()
			b.settle()
			return
		}
	}
	b.t.Fatalf("there is no command %s here", name)
}

// TestEveryScreen shows each screen and each dialog in both languages and both themes, at two sizes and two zooms. All of them are drawn when
// pictures are wanted, and else the smallest window, which is the tightest. With BONDGENOOT_LOOKS=few each language, theme and zoom comes once: that is
// for the race detector, which needs not see the same work done in other colours.
func TestEveryScreen(t *testing.T) {
	dutch, english := translations(t, "nl"), translations(t, "en")
	foreign := map[string]map[string]bool{"nl": without(english, dutch), "en": without(dutch, english)}
	sizes := []fyne.Size{{Width: 1366, Height: 768}}
	if os.Getenv("BONDGENOOT_SHOTS") != "" {
		sizes = append(sizes, fyne.NewSize(1920, 1080))
	}
	for _, tag := range []string{"nl", "en"} {
		for _, bright := range []ui.Brightness{ui.Light, ui.Dark} {
			for _, size := range sizes {
				for _, zoom := range []int{100, 200} {
					if few := os.Getenv("BONDGENOOT_LOOKS") == "few"; few && (tag == "nl") != (bright == ui.Light) || few && (tag == "nl") != (zoom == 200) {
						continue
					}
					name := fmt.Sprintf("%s-%s-%.0f-%d", tag, bright, size.Width, zoom)
					t.Run(name, func(t *testing.T) {
						b := newBench(t)
						b.language, b.look, b.wide, b.low = tag, Look{Brightness: bright, Zoom: zoom}, size.Width, size.Height
						b.open(phrase)
						for _, place := range ui.Places() {
							b.window.shell.Go(ui.Route{Place: place})
							b.settle()
							b.check(string(place), foreign[tag])
							b.shoot(string(place) + "-" + name)
							for _, part := range parts[place] {
								part.Place = place
								b.window.shell.Go(part)
								b.settle()
								b.check(string(place)+" "+part.Part, foreign[tag])
								b.shoot(string(place) + "-" + part.Part + string(part.Record) + "-" + name)
							}
							for _, dialog := range dialogs[place] {
								b.do(dialog)
								if b.canvas().Overlays().Top() == nil {
									t.Fatalf("%s shows nothing", dialog)
								}
								b.check(dialog, foreign[tag])
								b.shoot(strings.ReplaceAll(dialog, ".", "-") + "-" + name)
								b.closeDialog()
							}
						}
						b.do("ui.command.help")
						b.check("help", foreign[tag])
						b.shoot("help-" + name)
						b.closeDialog()
						for _, back := range []string{"history.command.removed", "history.command.journal"} {
							b.do(back)
							b.check(back, foreign[tag])
							b.shoot(strings.ReplaceAll(back, ".", "-") + "-" + name)
							b.closeDialog()
						}
						b.do("ui.command.find")
						b.check("palette", foreign[tag])
						b.shoot("palette-" + name)
					})
				}
			}
		}
	}
}

// closeDialog closes what lies over the window, as Escape does.
func (b *bench) closeDialog() {
	b.t.Helper()
	top, ok := b.canvas().Overlays().Top().(interface{ TypedKey(*fyne.KeyEvent) })
	if !ok {
		b.t.Fatal("nothing lies over the window")
	}
	top.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	b.settle()
	if b.canvas().Overlays().Top() != nil {
		b.t.Fatal("Escape does not close it")
	}
}

func without(all, these map[string]bool) map[string]bool {
	rest := maps.Clone(all)
	maps.DeleteFunc(rest, func(text string, _ bool) bool { return these[text] || !strings.Contains(text, " ") })
	return rest
}

// TestGateIsSpoken shows what is there before a vault is open.
func TestGateIsSpoken(t *testing.T) {
	for _, tag := range []string{"nl", "en"} {
		b := newBench(t)
		b.language = tag
		b.open("")
		b.check("open", nil)
		b.shoot("gate-open-" + tag)
		b.write("verkeerd")
		b.press(fyne.KeyReturn)
		if want := b.window.words.Text("ui.fault.wrong_passphrase"); !b.says(strings.Fields(want)[0]) || !strings.Contains(strings.Join(b.texts(), " "), strings.Split(want, ".")[0]) {
			t.Errorf("a wrong passphrase is answered with %q", b.texts())
		}
		b.shoot("gate-wrong-" + tag)
	}
}
