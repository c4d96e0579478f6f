package paper

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words that a line does not part, as Dutch typography has it. They are drawn with an ordinary space, so that who searches the file for
// "artikel 6" finds it.
var (
	// citations go before a number or a single letter: art. 6, lid 1, onder a.
	citations = set("art. artt. artikel artikelen lid leden onder sub nr. nrs. nummer stap bijlage bijlagen blz. p. jo. hoofdstuk afdeling paragraaf § d.d. dd. € eur")
	// units go behind a number: 5 %, 12 maanden.
	units = set("% ‰ ° °c euro duizend miljoen miljard uur uren jaar jaren maand maanden week weken dag dagen werkdagen minuten m m² km cm mm kg")
	// months go behind a day: 3 maart.
	months = set("januari februari maart april mei juni juli augustus september oktober november december " +
		"january february march may june july august october")
	// titles go before a name: mr. Jansen, mevrouw Jansen.
	titles = set("mr. drs. dr. ir. ing. prof. dhr. mw. mevr. heer mevrouw")
	// particles stand between an initial and a name: J. van der Berg.
	particles = set("de den der van ten ter te het 't in op al el von la le du")
	// shortened are first names of which more than one letter is written.
	shortened = set("Ch. Chr. Ph. Th. IJ.")
)

// numberedPart is what a letter may follow: art. 6 lid 1 e.
var numberedPart = regexp.MustCompile(`(?i)(lid|artikel|art\.) [0-9]+[a-z]?,?$`)

// mostGlued is how wide a word may be, in points, and still be joined to the next.
const mostGlued = 110

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// glued joins words that belong together.
func glued(words []word) []word {
	out := words[:0:0]
	for _, w := range words {
		if n := len(out); n > 0 && out[n-1].space > 0 && out[n-1].width <= mostGlued && sticks(out[n-1].text(), w.text()) {
			out[n-1] = joined(out[n-1], w)
			continue
		}
		out = append(out, w)
	}
	return together(out)
}

// together keeps a short last word with the one before it, so that it does not stand alone on the last line.
func together(words []word) []word {
	n := len(words)
	if n < 4 || words[n-2].space == 0 || utf8.RuneCountInString(words[n-1].text()) > 6 || words[n-2].width > mostGlued {
		return words
	}
	words[n-2] = joined(words[n-2], words[n-1])
	return words[:n-1]
}

// joined returns two words with the space between them as one.
func joined(a, b word) word {
	parts := append(a.split(), b.split()...)
	space := a.pieces[len(a.pieces)-1]
	space.s = " "
	pieces := append(append(append([]piece(nil), a.pieces...), space), b.pieces...)
	return word{pieces: pieces, width: a.width + a.space + b.width, space: b.space, hyphen: b.hyphen, parts: parts}
}

// split returns the words that the word was joined of, or the word alone.
func (w word) split() []word {
	if len(w.parts) == 0 {
		return []word{w}
	}
	parts := append([]word(nil), w.parts...)
	last := &parts[len(parts)-1]
	last.space, last.hyphen = w.space, w.hyphen
	return parts
}

// sticks reports whether no line may end between two words. The first may be words that were joined before.
func sticks(before, after string) bool {
	last := before
	if i := strings.LastIndexByte(before, ' '); i >= 0 {
		last = before[i+1:]
	}
	last = strings.TrimLeft(last, `("'`)
	bare := strings.TrimRight(strings.TrimLeft(after, "("), ".,;:)")
	switch {
	case bare == "":
		return false
	case after == "–" || after == "—":
		return true // a dash does not begin a line
	case citations[strings.ToLower(last)]:
		return isDigit(bare[0]) || utf8.RuneCountInString(bare) == 1
	case utf8.RuneCountInString(bare) == 1 && numberedPart.MatchString(before):
		return true
	case isNumber(last):
		return units[strings.ToLower(bare)] || months[strings.ToLower(bare)] || isPostcode(last, bare)
	case isInitials(last) || titles[strings.ToLower(last)]:
		return opensName(after)
	case particles[last]:
		return followsInitials(before)
	}
	return false
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// isNumber reports whether s is a number such as 12, 2.500 or 1,5.
func isNumber(s string) bool {
	if s == "" || !isDigit(s[0]) || !isDigit(s[len(s)-1]) {
		return false
	}
	return strings.Trim(s, "0123456789.,") == ""
}

// isPostcode reports whether two words are the halves of a postcode: 3351 LJ.
func isPostcode(number, letters string) bool {
	return len(number) == 4 && len(letters) == 2 && strings.ToUpper(letters) == letters && strings.Trim(letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// isInitials reports whether s is initials such as J., A.B. or Th.
func isInitials(s string) bool {
	if shortened[s] {
		return true
	}
	runes := []rune(s)
	for i := 0; i < len(runes); i += 2 {
		if i+1 == len(runes) || !unicode.IsUpper(runes[i]) || runes[i+1] != '.' {
			return false
		}
	}
	return len(runes) > 0
}

// opensName reports whether a name may begin with s: a capital or a particle.
func opensName(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(first) || particles[s]
}

// followsInitials reports whether only particles stand between initials or a title and the end of s.
func followsInitials(s string) bool {
	fields := strings.Fields(s)
	for i := len(fields) - 1; i >= 0; i-- {
		w := strings.TrimLeft(fields[i], `("'`)
		if !particles[w] {
			return isInitials(w) || titles[strings.ToLower(w)]
		}
	}
	return false
}
