package unlock

import (
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// strengthChip says how hard a passphrase is to guess, as a chip does.
func strengthChip(words *language.Language, passphrase string, judged desk.Strength) (ui.State, string) {
	if passphrase == "" {
		return ui.Draft, words.Text("unlock.strength.none")
	}
	switch judged.Score {
	case 0, 1:
		return ui.Late, words.Text("unlock.strength.weak")
	case 2:
		return ui.Busy, words.Text("unlock.strength.fair")
	case 3:
		return ui.Done, words.Text("unlock.strength.good")
	}
	return ui.Done, words.Text("unlock.strength.strong")
}
