package desk

import (
	"errors"
	"path/filepath"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/strength"
)

// Strength is how hard a passphrase is to guess: a score of 0 to 4, and what is most against it.
type Strength = strength.Judgement

// JudgePassphrase tells how hard a passphrase for the vault in file is to guess, for who knows whose it is.
func JudgePassphrase(passphrase, file string, s Surroundings) Strength {
	name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	return strength.Of(passphrase, s.Author, name)
}

// JudgePassphrase tells how hard a new passphrase for this vault is to guess.
func (d *Desk) JudgePassphrase(passphrase string) Strength {
	return JudgePassphrase(passphrase, d.Place(), d.around)
}

// WeakError tells why a passphrase is too easy to guess.
type WeakError struct{ Strength Strength }

func (e *WeakError) Error() string { return "passphrase is too easy to guess" }

// refuseWeak refuses a passphrase that is too easy to guess, with [FaultWeakPassphrase] or [FaultEmptyPassphrase]. A vault that has such a passphrase
// already still opens: refusing it would lock its owner out.
func refuseWeak(passphrase []byte, file string, s Surroundings) error {
	if len(passphrase) == 0 {
		return &Error{Fault: FaultEmptyPassphrase, Subject: file}
	}
	if judged := JudgePassphrase(string(passphrase), file, s); !judged.Enough() {
		return &Error{Fault: FaultWeakPassphrase, Subject: file, Err: &WeakError{Strength: judged}}
	}
	return nil
}

// ExplainStrength returns what is against a passphrase, in a sentence for people.
func ExplainStrength(words *language.Language, s Strength) string {
	return words.Text("keys.weak." + string(s.Why))
}

// reasonFor returns the sentence of a [WeakError] in err, or nothing.
func reasonFor(words *language.Language, err error) string {
	var weak *WeakError
	if !errors.As(err, &weak) {
		return ""
	}
	return ExplainStrength(words, weak.Strength)
}
