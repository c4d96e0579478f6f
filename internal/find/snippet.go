package find

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	snippetLength = 160 // bytes, without the signs for what is left out
	snippetLead   = 48  // bytes before the first match
	leftOut       = "…"
)

// enough is how many bytes of a record are read for a better text once one with a match was found.
const enough = 4 << 10

// show returns a doc as a hit, with the text that has most of the words that were searched for: of equal ones the first.
func (l *looker) show(d *doc) Hit {
	h := Hit{Kind: d.record.RecordKind(), ID: d.id, Label: d.record.Label(), Matches: []Range{}}
	var best []Range
	var shown string
	var where place
	most, since := 0, 0
	eachText(d.record, func(at place, w weight, text string) bool {
		count, all := l.look(text, isName(at, w))
		if count > most {
			most, shown, where = count, text, at
			best = append(best[:0], l.found...)
		}
		if most > 0 {
			since += len(text)
		}
		return !all && since < enough
	})
	if most > 0 {
		h.Field = where.String()
		h.Snippet, h.Matches = snippet(shown, apart(best))
	}
	return h
}

// looker looks for the words of a query in texts.
type looker struct {
	*analyser
	variants []variant
	first    [256]bool // whether a word that is wanted begins with the byte
	found    []Range   // where words of the query stand in the text looked at last, in no order
	has      []uint32  // which words of each variant that text has, one bit each
}

func newLooker(a *analyser, variants []variant) *looker {
	l := &looker{analyser: a, variants: variants, has: make([]uint32, len(variants))}
	for _, v := range variants {
		for _, w := range v {
			l.first[w.term[0]] = true
		}
	}
	return l
}

// look returns how many words of the query the text has, in the best of the variants, and whether it has all of one.
func (l *looker) look(text string, isName bool) (most int, all bool) {
	l.found = l.found[:0]
	clear(l.has)
	l.note(l.split(text))
	l.note(l.join(text, isName))
	for i, v := range l.variants {
		count, complete := 0, true
		for j, w := range v {
			if l.has[i]&(1<<j) != 0 {
				count += w.counts
			} else {
				complete = false
			}
		}
		most, all = max(most, count), all || complete
	}
	return most, all
}

func (l *looker) note(words []word) {
	for i := range words {
		word := &words[i]
		if !l.first[word.term[0]] {
			continue
		}
		matches := false
		for i, v := range l.variants {
			for j := range v {
				if v[j].matches(word.term) {
					l.has[i] |= 1 << j
					matches = true
				}
			}
		}
		if matches {
			l.found = append(l.found, Range{word.from, word.to})
		}
	}
}

func (w *wanted) matches(term []byte) bool {
	if w.prefix {
		return len(term) >= len(w.term) && string(term[:len(w.term)]) == w.term
	}
	return string(term) == w.term
}

// apart puts ranges in order and drops those that overlap an earlier one.
func apart(found []Range) []Range {
	slices.SortFunc(found, func(a, b Range) int { return cmp.Or(a.From-b.From, b.To-a.To) })
	kept := found[:0]
	for _, r := range found {
		if len(kept) == 0 || r.From >= kept[len(kept)-1].To {
			kept = append(kept, r)
		}
	}
	return kept
}

// snippet cuts a text to size around its first match, and moves the matches along. Line ends become spaces.
func snippet(text string, found []Range) (string, []Range) {
	from, to := 0, len(text)
	if len(text) > snippetLength {
		from = wordStart(text, found[0].From-snippetLead, found[0].From)
		to = wordEnd(text, max(from+snippetLength, min(found[0].To, from+2*snippetLength)), found[0].To)
	}
	cut := inOneLine(text[from:to])
	shift := -from
	if from > 0 {
		cut = leftOut + cut
		shift += len(leftOut)
	}
	end := to + shift
	if to < len(text) {
		cut += leftOut
	}
	matches := make([]Range, 0, len(found))
	for _, r := range found {
		if r.From < to {
			matches = append(matches, Range{r.From + shift, min(r.To+shift, end)})
		}
	}
	return cut, matches
}

// inOneLine returns the text with a space for each tab and each byte of a line end, and a question mark for each byte
// that is not UTF-8, so that all stays in its place.
func inOneLine(text string) string {
	line := []byte(text)
	for i, r := range text {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			line[i] = ' '
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], string(utf8.RuneError)):
			line[i] = '?'
		}
	}
	return string(line)
}

// wordStart returns the first begin of a word from the given place on, before the match.
func wordStart(text string, from, match int) int {
	if from <= 0 {
		return 0
	}
	if space := strings.IndexAny(text[from:match], " \n\t"); space >= 0 {
		return from + space + 1
	}
	for range utf8.UTFMax - 1 {
		if utf8.RuneStart(text[from]) {
			break
		}
		from++
	}
	return from
}

// wordEnd returns the last end of a word up to the given place, after the match.
func wordEnd(text string, to, match int) int {
	if to >= len(text) {
		return len(text)
	}
	if match < to {
		if space := strings.LastIndexAny(text[match:to], " \n\t"); space >= 0 {
			return match + space
		}
	}
	for range utf8.UTFMax - 1 {
		if utf8.RuneStart(text[to]) {
			break
		}
		to--
	}
	return to
}
