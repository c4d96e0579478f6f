package desk

import "codeberg.org/bondgenoot/bondgenoot/internal/language"

// Caution is something about the vault itself that wants a person's attention: a copy that was not made, a key that was not tried for long.
type Caution struct {
	// Name is what it is, for the translations: "caution." and the name, with ".title", ".text" and ".do" (what the button says) behind it.
	Name string
	Data []any  // names and values that the text shows
	Part string // of the settings, where it is dealt with
}

// Title returns what it is about, in a few words.
func (c Caution) Title(words *language.Language) string { return c.say(words, ".title") }

// Text returns what is the matter and what to do, in a sentence or two.
func (c Caution) Text(words *language.Language) string { return c.say(words, ".text") }

// Do returns what a button says that leads to where it is dealt with.
func (c Caution) Do(words *language.Language) string { return c.say(words, ".do") }

func (c Caution) say(words *language.Language, part string) string {
	return words.Text("caution."+c.Name+part, c.Data...)
}

// cautionSources are what is asked for cautions, the most pressing first. Each is quick: it is asked each time that a day is shown.
var cautionSources = []func(*Desk) []Caution{twinCautions, copyCautions, clockCaution, olderFileCaution}

// Cautions returns what about the vault itself wants attention now, the most pressing first.
func (d *Desk) Cautions() []Caution {
	var all []Caution
	for _, ask := range cautionSources {
		all = append(all, ask(d)...)
	}
	return all
}
