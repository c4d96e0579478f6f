// Package strength judges how hard a passphrase is to guess. Window and command ask the same judge.
//
// It estimates guesses as zxcvbn does (Wheeler, USENIX Security 2016), from what people really choose; there are no rules about capitals and digits.
package strength

import (
	"regexp"
	"strings"

	"github.com/ccojocar/zxcvbn-go"
	"github.com/ccojocar/zxcvbn-go/match"
)

// Why is what makes a passphrase easy to guess.
type Why string

// The reasons.
const (
	Short    Why = "short"    // nothing but its length is against it
	Known    Why = "known"    // words that are tried first
	Keyboard Why = "keyboard" // keys that lie next to each other
	Repeated Why = "repeated" // the same again and again
	Sequence Why = "sequence" // letters or digits in their order
	Day      Why = "day"      // a day or a year
)

// Judgement is how hard a passphrase is to guess.
type Judgement struct {
	Score int // 0 to 4
	Why   Why // what is most against it
}

// enough is the least score with which a vault may be made: ten thousand million guesses or more, each of which costs half a second of a machine.
const enough = 3

// Enough reports whether it is hard enough for a vault.
func (j Judgement) Enough() bool { return j.Score >= enough }

// looked is how many letters are looked at: more need no looking at, and would take long.
const looked = 100

// Of judges a passphrase. Personal are words that who guesses it may know: the name of its owner, or of the file. The empty passphrase is the weakest.
func Of(passphrase string, personal ...string) Judgement {
	runes := []rune(passphrase)
	if len(runes) > looked {
		passphrase = string(runes[:looked])
	}
	var words []string
	for _, text := range personal {
		words = append(words, strings.Fields(text)...)
	}
	once := unrepeated(passphrase)
	undated, dated := withoutDays(once)
	found := zxcvbn.PasswordStrength(undated, triedFirst(words))
	why := reason(found.MatchSequence)
	switch {
	case once != passphrase:
		why = Repeated
	case 2*dated > len(passphrase):
		why = Day
	}
	return Judgement{Score: found.Score, Why: why}
}

// unrepeated returns what a passphrase repeats from its beginning to its end, with or without a space between; the passphrase itself when it repeats
// nothing. The estimator sees only the same letter again and again.
func unrepeated(passphrase string) string {
	for _, whole := range []string{passphrase, passphrase + " "} {
		if len(whole) < 2 {
			continue
		}
		// A text is found in its double before its own end only when it is made of equal parts.
		if part := strings.Index((whole + whole)[1:], whole) + 1; part < len(whole) {
			return strings.TrimSuffix(whole[:part], " ")
		}
	}
	return passphrase
}

// day is a day as people write it: 17-12-1978, 17/12/78, 1978.12.17, 17121978. The estimator means to know them, but counts one letter too far and so
// misses every one at the end of a passphrase (v1.0.4, matching/dateMatchers.go).
var day = regexp.MustCompile(`\b(?:` +
	`(?:19|20)\d\d[-/. _](?:0?[1-9]|1[0-2])[-/. _](?:0?[1-9]|[12]\d|3[01])|` +
	`(?:0?[1-9]|[12]\d|3[01])[-/. _](?:0?[1-9]|1[0-2])[-/. _](?:19|20)?\d\d|` +
	`(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|` +
	`(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)?\d\d)\b`)

// anyDay stands for a day: three loose letters have as many values as the days of half a century.
const anyDay = "qzv"

// withoutDays replaces the days in a passphrase, and returns how many bytes they took.
func withoutDays(passphrase string) (undated string, dated int) {
	undated = day.ReplaceAllStringFunc(passphrase, func(found string) string {
		dated += len(found)
		return anyDay
	})
	return undated, dated
}

// reasons are the patterns of the estimator.
var reasons = map[string]Why{
	"bruteforce": Short, "dictionary": Known, "spatial": Keyboard, "repeat": Repeated, "sequence": Sequence,
}

// reason returns what covers most of the passphrase.
func reason(parts []match.Match) Why {
	covered, most := map[Why]int{}, Short
	for _, part := range parts {
		why := reasons[part.Pattern]
		covered[why] += part.J - part.I + 1
		if covered[why] > covered[most] || covered[why] == covered[most] && most == Short {
			most = why
		}
	}
	return most
}
