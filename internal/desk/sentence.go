package desk

import (
	"errors"
	"os"
	"strings"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/language"
)

// Sentence returns what went wrong and what to do about it, in one sentence for people.
func Sentence(words *language.Language, err error) string {
	fault, subject := FaultOf(err)
	return words.Text("desk.fault."+string(fault), append(details(words, err), "Subject", atHome(subject), "Cause", cause(err))...)
}

// details returns the names and values that some sentences show beside subject and cause.
func details(words *language.Language, err error) []any {
	var low *ContrastError
	if left := WaitOf(err); left > 0 {
		return []any{"Wait", words.Plural("keys.seconds", int(left/time.Second))}
	}
	if why := reasonFor(words, err); why != "" {
		return []any{"Why", why}
	}
	if !errors.As(err, &low) {
		return nil
	}
	tenths := int64(low.Ratio * 10) // rounded down: what is too low never reads as enough
	mark := words.Text("language.decimal")
	return []any{"Ratio", words.Number(tenths/10) + mark + words.Number(tenths%10), "Shade", low.Nearest.String()}
}

// cause returns the innermost error's text, for the sentences that show it.
func cause(err error) string {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return err.Error()
}

// atHome shortens a path under the user's home folder for reading.
func atHome(path string) string {
	folder, err := os.UserHomeDir()
	if rest, ok := strings.CutPrefix(path, folder+string(os.PathSeparator)); err == nil && ok {
		return "~" + string(os.PathSeparator) + rest
	}
	return path
}
