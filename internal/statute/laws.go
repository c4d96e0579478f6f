package statute

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

// Laws are the laws that were repealed or replaced.
type Laws struct{ list []Law }

// Law is a law that was repealed or replaced.
type Law struct {
	ID         string   `json:"id"`
	Title      string   `json:"title"`           // citation title
	Short      []string `json:"short,omitempty"` // other ways in which it is cited
	Unless     []string `json:"unless,omitempty"`
	Repealed   date.Day `json:"repealed"` // the first day that it no longer held
	Successors []string `json:"successors"`
	Source     string   `json:"source"` // where the repeal is laid down

	pattern *regexp.Regexp
}

// ErrLaws is returned for a list of laws that is not right.
var ErrLaws = errors.New("list of repealed laws")

// ReadLaws reads the list of repealed laws (assets/repealed-laws.json). Unless is what follows the title of a later law of the same
// name: "2015" in "Wet maatschappelijke ondersteuning 2015". The error wraps [ErrLaws].
func ReadLaws(source []byte) (Laws, error) {
	decoder := json.NewDecoder(bytes.NewReader(source))
	decoder.DisallowUnknownFields()
	var l Laws
	if err := decoder.Decode(&l.list); err != nil {
		return Laws{}, fmt.Errorf("%w: %w", ErrLaws, err)
	}
	for i, law := range l.list {
		if law.ID == "" || strings.TrimSpace(law.Title) == "" || law.Repealed.IsZero() || len(law.Successors) == 0 || law.Source == "" {
			return Laws{}, fmt.Errorf("%w: entry %d (%q) is not complete", ErrLaws, i+1, law.ID)
		}
		l.list[i] = law.compiled()
	}
	return l, nil
}

// compiled returns the law with the pattern of all ways in which it is cited.
func (l Law) compiled() Law {
	var names []string
	for _, name := range append([]string{l.Title}, l.Short...) {
		words := strings.Fields(name)
		for i, word := range words {
			words[i] = regexp.QuoteMeta(word)
		}
		names = append(names, strings.Join(words, `\s+`))
	}
	l.pattern = regexp.MustCompile(`(?i)(` + strings.Join(names, "|") + `)`)
	return l
}

// namedIn reports whether a text names the law as law that holds: as words of their own, not within a web or mail address, and not as
// "de voormalige Wbp".
func (l Law) namedIn(text string) bool {
	for _, at := range l.pattern.FindAllStringIndex(text, -1) {
		before, after := text[:at[0]], text[at[1]:]
		if standsAlone(before, after) && !isAddress(before, after) && !calledPast(before) && !l.isLater(after) {
			return true
		}
	}
	return false
}

func standsAlone(before, after string) bool {
	b, _ := utf8.DecodeLastRuneInString(before)
	a, _ := utf8.DecodeRuneInString(after)
	return !partOfWord(b) && !partOfWord(a)
}

func partOfWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

// isAddress reports whether the words around a place make a web or mail address.
func isAddress(before, after string) bool {
	head := before[strings.LastIndexFunc(before, unicode.IsSpace)+1:]
	tail := after
	if end := strings.IndexFunc(after, unicode.IsSpace); end >= 0 {
		tail = after[:end]
	}
	if strings.Contains(head, "://") || strings.Contains(head, "www.") || strings.ContainsRune(head+tail, '@') {
		return true
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimPrefix(tail, "."))
	return strings.HasPrefix(tail, ".") && unicode.IsLetter(next)
}

// calledPast reports whether the words before say that the law is history.
func calledPast(before string) bool {
	words := strings.Fields(before)
	if len(words) == 0 {
		return false
	}
	switch strings.ToLower(words[len(words)-1]) {
	case "voormalige", "vroegere", "ingetrokken", "vervallen", "oude", "toenmalige":
		return true
	}
	return false
}

func (l Law) isLater(after string) bool {
	for _, word := range l.Unless {
		if strings.HasPrefix(strings.TrimSpace(after), word) {
			return true
		}
	}
	return false
}
