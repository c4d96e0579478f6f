package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"codeberg.org/bondgenoot/bondgenoot/internal/language"
)

// Ctrl is the key that is held down for a shortcut: Ctrl, on macOS Cmd.
const Ctrl = fyne.KeyModifierShortcutDefault

// commands are what works on every screen.
func (s *Shell) commands() []Command {
	list := []Command{
		{Key: Key{fyne.KeyK, Ctrl}, Name: "ui.command.find", Do: s.Palette},
		{Key: Key{fyne.KeyLeft, fyne.KeyModifierAlt}, Name: "ui.command.back", Do: s.Back},
		{Key: Key{fyne.KeyRight, fyne.KeyModifierAlt}, Name: "ui.command.forward", Do: s.Forward},
		{Key: undoKey, Name: "ui.command.undo", Do: s.Undo},
		{Key: redoKey, Name: "ui.command.redo", Do: s.Redo},
		{Key: Key{fyne.KeyL, Ctrl}, Name: "ui.command.lock", Do: s.lock, Always: true},
		QuitCommand(s.quit),
		{Key: Key{Name: fyne.KeyF1}, Name: "ui.command.help", Do: s.Help},
	}
	list = append(list, s.historyCommands()...)
	list = append(list, ZoomCommands(s.zoom)...)
	numbers := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7}
	for i, p := range Places() {
		list = append(list, Command{Key: Key{numbers[i], Ctrl}, Name: "ui.place." + string(p), Do: func() { s.Go(Route{Place: p}) }})
	}
	return list
}

// ZoomCommands returns the keys that show everything larger (1), smaller (-1) or as it was meant (0). Keyboards have plus in different places.
func ZoomCommands(zoom func(step int)) []Command {
	larger := func() { zoom(1) }
	return []Command{
		{Key: Key{fyne.KeyEqual, Ctrl}, Name: "ui.command.larger", Do: larger},
		{Key: Key{fyne.KeyEqual, Ctrl | fyne.KeyModifierShift}, Do: larger},
		{Key: Key{fyne.KeyPlus, Ctrl}, Do: larger},
		{Key: Key{fyne.KeyMinus, Ctrl}, Name: "ui.command.smaller", Do: func() { zoom(-1) }},
		{Key: Key{fyne.Key0, Ctrl}, Name: "ui.command.normal", Do: func() { zoom(0) }},
	}
}

// QuitCommand ends the program, behind the gate and before it.
func QuitCommand(quit func()) Command {
	return Command{Key: Key{fyne.KeyQ, Ctrl}, Name: "ui.command.quit", Do: quit}
}

// Help shows which keys work here.
func (s *Shell) Help() {
	list := container.NewVBox()
	for _, c := range append(slices.Clone(s.active), s.commands()...) { // those of this screen first
		if c.Key.Name == "" || c.Name == "" {
			continue
		}
		name := widget.NewLabel(s.words.Text(c.Name))
		list.Add(container.NewBorder(nil, nil, nil, widget.NewLabelWithStyle(KeyWord(s.words, c.Key), fyne.TextAlignTrailing, fyne.TextStyle{Bold: true}), name))
	}
	s.Ask(Dialog{Title: s.words.Text("ui.help.title", "Place", s.words.Text("ui.place."+string(s.here.Place))), Text: s.words.Text("ui.help.text"), Content: list, Wide: true})
}

// KeyWord returns what people call a key: "Ctrl+K", "Alt+pijl links".
func KeyWord(words *language.Language, k Key) string {
	var parts []string
	for _, m := range []struct {
		is   fyne.KeyModifier
		word string
	}{{fyne.KeyModifierControl, "ctrl"}, {fyne.KeyModifierSuper, "super"}, {fyne.KeyModifierAlt, "alt"}, {fyne.KeyModifierShift, "shift"}} {
		if k.With&m.is != 0 {
			parts = append(parts, words.Text("ui.key."+m.word))
		}
	}
	name := string(k.Name)
	if own := "ui.key." + strings.ToLower(name); words.Has(own) {
		name = words.Text(own)
	}
	return strings.Join(append(parts, name), "+")
}

// Palette shows the palette: every record, every place, everything that can be done here, and what needs nothing to be chosen elsewhere.
func (s *Shell) Palette() {
	s.Find(s.words.Text("ui.find.hint"), s.look)
}

// look returns what the palette offers for words: records, then commands whose name has all of them, here and elsewhere.
func (s *Shell) look(words string) []Found {
	var list []Found
	for _, c := range s.keys.Commands() {
		detail := ""
		if c.Key.Name != "" {
			detail = KeyWord(s.words, c.Key)
		}
		list = s.offer(list, words, c.Name, detail, c.Do)
	}
	if words == "" {
		return list
	}
	list = s.elsewhere(list, words)
	var records []Found
	for _, hit := range s.desk.Search(words) {
		record, err := s.desk.Record(hit.ID)
		if err != nil {
			continue // removed while the search was on
		}
		if _, ok := placeOf[record.RecordKind()]; !ok {
			continue
		}
		records = append(records, Found{
			Title: record.Label(), Detail: s.words.Term(language.Kinds, string(record.RecordKind())),
			Do: func() { s.GoTo(hit.ID) },
		})
	}
	return append(records, list...)
}

// elsewhere adds what can be done on the other screens with nothing chosen there.
func (s *Shell) elsewhere(list []Found, words string) []Found {
	for _, place := range Places() {
		if place == s.here.Place {
			continue
		}
		for _, c := range s.screens[place].Commands() {
			if !c.Anywhere {
				continue
			}
			list = s.offer(list, words, c.Name, s.words.Text("ui.place."+string(place)), func() {
				s.Go(Route{Place: place})
				c.Do()
			})
		}
	}
	return list
}

// offer adds a command to what the palette offers, when its name has all words.
func (s *Shell) offer(list []Found, words, name, detail string, do func()) []Found {
	if name == "" {
		return list
	}
	title := s.words.Text(name)
	if !Holds(title, words) {
		return list
	}
	return append(list, Found{Title: title, Detail: detail, Do: do})
}

// Holds reports whether each word stands in a text, whatever its case.
func Holds(name, words string) bool {
	name = strings.ToLower(name)
	for word := range strings.FieldsSeq(strings.ToLower(words)) {
		if !strings.Contains(name, word) {
			return false
		}
	}
	return true
}
