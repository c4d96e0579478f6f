package find

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a word of a text, folded.
type word struct {
	term     []byte // in the analyser's buffer: valid until its next text
	from, to int    // where it stands in the text, in bytes
	digits   bool   // digits only
	capital  bool   // begins with a capital letter
}

// analyser takes texts apart into words. It is reused to save memory; the zero analyser is ready.
type analyser struct {
	buffer []byte
	words  []word
	joined []word
}

// split returns the words of the text, in order.
func (a *analyser) split(text string) []word {
	a.words = a.words[:0]
	a.buffer = a.buffer[:0]
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			if ascii[text[i]] == 0 {
				i++
				continue
			}
		} else if r, size := utf8.DecodeRuneInString(text[i:]); !inWord(r) {
			i += size
			continue
		}
		i = a.word(text, i)
	}
	return a.words
}

// word reads the word that begins at from, and returns where it ends.
func (a *analyser) word(text string, from int) int {
	begin, digits := len(a.buffer), true
	first, _ := utf8.DecodeRuneInString(text[from:])
	i := from
	for i < len(text) {
		if c := text[i]; c < utf8.RuneSelf {
			folded := ascii[c]
			if folded == 0 {
				break
			}
			digits = digits && folded <= '9'
			a.buffer = append(a.buffer, folded)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if inWord(r) {
			digits = false
			a.buffer = appendFolded(a.buffer, r)
		} else if !bindsWord(r) {
			break
		}
		i += size
	}
	a.add(begin, word{from: from, to: i, digits: digits, capital: unicode.IsUpper(first)})
	return i
}

func (a *analyser) add(begin int, w word) {
	if w.term = a.buffer[begin:len(a.buffer):len(a.buffer)]; len(w.term) > 0 {
		a.words = append(a.words, w)
	}
}

// infixes are the tussenvoegsels, word by word and folded.
var infixes = func() map[string]bool {
	set := make(map[string]bool)
	for infix := range strings.FieldsSeq("aan bij d da dal de del den der des di die dos du el het in l la las le les lo los " +
		"onder op over s t te ten ter toe tot uit van vanden vander ver von voor zu zum zur") {
		set[infix] = true
	}
	return set
}()

// join returns the words by which the text can be found beside those that stand in it: names written as one with their
// tussenvoegsels, numbers written as one, telephone numbers as they are dialled at home, postcodes without their space.
// It looks at what split found last.
// A word after a tussenvoegsel is taken for a name when it has a capital, or when it ends a text that is a name.
func (a *analyser) join(text string, isName bool) []word {
	a.joined = a.joined[:0]
	for i := 0; i < len(a.words); i++ {
		switch w := &a.words[i]; {
		case w.digits:
			last := lastOfNumber(text, a.words, i)
			a.joinNumber(text, i, last)
			a.joinPostcode(last)
			i = last
		case i > 0 && (w.capital || isName && i == len(a.words)-1):
			a.joinName(i)
		case !w.digits && len(w.term) == 6:
			a.splitPostcode(w)
		}
	}
	return a.joined
}

// concatenated returns the words from first to last as one word.
func (a *analyser) concatenated(first, last int) word {
	begin := len(a.buffer)
	for i := first; i <= last; i++ {
		a.buffer = append(a.buffer, a.words[i].term...)
	}
	return word{
		term: a.buffer[begin:len(a.buffer):len(a.buffer)], from: a.words[first].from, to: a.words[last].to,
		digits: a.words[first].digits, capital: a.words[first].capital,
	}
}

// joinName joins the word with the tussenvoegsels before it: "van", "den", "Berg" give denberg and vandenberg.
func (a *analyser) joinName(i int) {
	for first := i - 1; first >= 0 && infixes[string(a.words[first].term)]; first-- {
		a.joined = append(a.joined, a.concatenated(first, i))
	}
}

// lastOfNumber returns the last of the groups of digits that are one number with the one at first: between them stand
// only signs that people put in numbers.
func lastOfNumber(text string, words []word, first int) int {
	last := first
	for last+1 < len(words) && words[last+1].digits {
		gap := text[words[last].to:words[last+1].from]
		if len(gap) > 3 || strings.Trim(gap, " -./()\u00a0") != "" {
			break
		}
		last++
	}
	return last
}

func (a *analyser) joinNumber(text string, first, last int) {
	number := a.words[first]
	if last > first {
		number = a.concatenated(first, last)
		a.joined = append(a.joined, number)
	}
	if home, ok := a.dialledAtHome(text, number); ok {
		a.joined = append(a.joined, home)
	}
}

// dialledAtHome returns a Dutch telephone number that is written for use abroad, +31 6 12345678 or 0031 (0)6 12345678,
// as it is dialled at home: 0612345678.
func (a *analyser) dialledAtHome(text string, number word) (word, bool) {
	national, found := bytes.CutPrefix(number.term, []byte("0031"))
	if !found {
		national, found = bytes.CutPrefix(number.term, []byte("31"))
		found = found && strings.HasSuffix(text[:number.from], "+")
	}
	national = bytes.TrimLeft(national, "0")
	if !found || len(national) == 0 {
		return word{}, false
	}
	begin := len(a.buffer)
	a.buffer = append(append(a.buffer, '0'), national...)
	number.term = a.buffer[begin:len(a.buffer):len(a.buffer)]
	return number, true
}

// joinPostcode joins the word with the next when they look like a Dutch postcode: "2611" and "AB" give 2611ab.
func (a *analyser) joinPostcode(i int) {
	if i+1 < len(a.words) && len(a.words[i].term) == 4 && a.words[i+1].capital && len(a.words[i+1].term) == 2 &&
		a.words[i+1].from-a.words[i].to == 1 {
		a.joined = append(a.joined, a.concatenated(i, i+1))
	}
}

// splitPostcode adds the halves of a postcode that is written without a space.
func (a *analyser) splitPostcode(w *word) {
	for i, c := range w.term {
		if isDigit := '0' <= c && c <= '9'; isDigit != (i < 4) {
			return
		}
	}
	digits, letters := *w, *w
	digits.term, letters.term = w.term[:4:4], w.term[4:]
	a.joined = append(a.joined, digits, letters)
}
