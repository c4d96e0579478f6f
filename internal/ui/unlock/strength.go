package unlock

import (
	"github.com/ccojocar/zxcvbn-go"

	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// strongEnough is the least score, of 0 to 4, with which a vault may be made: guesses by a machine that has the file take a hundred million tries
// or more, each of half a second (zxcvbn, score 3).
const strongEnough = 3

// Strong reports whether a passphrase is hard enough to guess for a vault.
func Strong(passphrase string) bool { return score(passphrase) >= strongEnough }

// Strength says how hard a passphrase is to guess, as a chip does.
func Strength(words *language.Language, passphrase string) (ui.State, string) {
	if passphrase == "" {
		return ui.Draft, words.Text("unlock.strength.none")
	}
	switch score(passphrase) {
	case 0, 1:
		return ui.Late, words.Text("unlock.strength.weak")
	case 2:
		return ui.Busy, words.Text("unlock.strength.fair")
	case 3:
		return ui.Done, words.Text("unlock.strength.good")
	}
	return ui.Done, words.Text("unlock.strength.strong")
}

// score returns how hard a passphrase is to guess, 0 to 4, by the estimate of zxcvbn. It looks at the first hundred letters: more need no
// looking at, and would take long.
func score(passphrase string) int {
	const looked = 100
	if runes := []rune(passphrase); len(runes) > looked {
		passphrase = string(runes[:looked])
	}
	return zxcvbn.PasswordStrength(passphrase, []string{"bondgenoot", "gemeente", "veiligheid", "convenant"}).Score
}
