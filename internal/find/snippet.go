package find

import (
	"bytes"
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

// hit returns a doc as it is shown: with the text that has most of the words that were searched for, the first one of
// the best weight when several do.
func hit(a *analyser, d *doc, variants []variant) Hit {
	h := Hit{Kind: d.record.RecordKind(), ID: d.id, Label: d.record.Label(), Matches: []Range{}}
	most, shown := 0, ""
	var found []Range
	var where place
	eachText(d.record, func(at place, w weight, text string) bool {
		a.split(text)
		a.join(text, isName(at, w))
		count, all := a.count(variants)
		if count > most {
			most, shown, where = count, text, at
			found = a.matches(found[:0], variants)
		}
		return !all
	})
	if most > 0 {
		h.Field = where.String()
		h.Snippet, h.Matches = snippet(shown, found)
	}
	return h
}

// count returns how many words of the query the text that was analysed last has, in the best of the variants, and
// whether it has all of one.
func (a *analyser) count(variants []variant) (most int, all bool) {
	for _, v := range variants {
		count, complete := 0, true
		for _, w := range v {
			if slices.ContainsFunc(a.words, w.matches) || slices.ContainsFunc(a.joined, w.matches) {
				count += w.counts
			} else {
				complete = false
			}
		}
		most, all = max(most, count), all || complete
	}
	return most, all
}

// matches appends where the words of the query stand in the text, in order and apart from each other.
func (a *analyser) matches(found []Range, variants []variant) []Range {
	for _, list := range [][]word{a.words, a.joined} {
		for _, word := range list {
			for _, v := range variants {
				if slices.ContainsFunc(v, func(w wanted) bool { return w.matches(word) }) {
					found = append(found, Range{word.from, word.to})
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b Range) int { return cmp.Or(a.From-b.From, b.To-a.To) })
	apart := found[:0]
	for _, r := range found {
		if len(apart) == 0 || r.From >= apart[len(apart)-1].To {
			apart = append(apart, r)
		}
	}
	return apart
}

func (w wanted) matches(of word) bool {
	if w.prefix {
		return bytes.HasPrefix(of.term, []byte(w.term))
	}
	return string(of.term) == w.term
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
