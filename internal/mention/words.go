package mention

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is a word of a text: letters and digits without anything between them.
type word struct {
	folded  string
	at, end int  // byte offsets
	capital bool // it begins with a capital
}

// split returns the words of a text. Apostrophes and hyphens part words: "d'Ancona" and "Jansen-Bakker" are two.
func split(text string) []word {
	var words []word
	start := -1
	flush := func(end int) {
		if start >= 0 {
			first, _ := utf8.DecodeRuneInString(text[start:])
			words = append(words, word{fold(text[start:end]), start, end, unicode.IsUpper(first) || unicode.IsTitle(first) || !unicode.IsLower(first)})
			start = -1
		}
	}
	for at, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			if start < 0 {
				start = at
			}
			continue
		}
		flush(at)
	}
	flush(len(text))
	return words
}

// wordsIn returns the folded words of a text; nil when there are none.
func wordsIn(text string) []string {
	var words []string
	for _, w := range split(text) {
		if w.folded != "" {
			words = append(words, w.folded)
		}
	}
	return words
}

// undecomposed are letters that bear a mark which Unicode does not take off.
var undecomposed = strings.NewReplacer("ı", "i", "ø", "o", "ł", "l", "đ", "d", "ß", "ss", "æ", "ae", "œ", "oe", "þ", "th", "ð", "d", "ħ", "h")

// fold returns a text without capitals and accents.
func fold(text string) string {
	ascii := true
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(text)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(text)) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return undecomposed.Replace(b.String())
}

func firstRune(s string) (string, int) {
	_, size := utf8.DecodeRuneInString(s)
	return s[:size], size
}

// trimmed returns a text without white space around it.
func trimmed(s string) string { return strings.TrimSpace(s) }

// joins reports whether what stands between two words lets them belong together; comma also lets a comma stand there.
func joins(between string, comma bool) bool {
	if between == "" || len(between) > 8 {
		return between == ""
	}
	commas := 0
	for _, r := range between {
		switch {
		case r == ',' && comma:
			commas++
		case unicode.IsSpace(r) || strings.ContainsRune(".-_'’‘`´+", r):
		default:
			return false
		}
	}
	return commas <= 1
}
