package mention

import (
	"strings"
	"unicode/utf8"
)

// mostInitials is how many initials stand before a family name at most.
const mostInitials = 6

// findNames returns the longest mention by name at each word.
func (p *Person) findNames(text string, close bool) []Mention {
	if len(p.phrases) == 0 {
		return nil
	}
	words := split(text)
	var found []Mention
	for i := 0; i < len(words); {
		best, next := Mention{}, i+1
		take := func(kind Kind, sure bool, end int) {
			if m := (Mention{kind, words[i].at, words[end-1].end, sure}); m.End > best.End || m.End == best.End && m.Sure && !best.Sure {
				best, next = m, end
			}
		}
		p.phrasesAt(text, words, i, close, take)
		p.initialsAt(text, words, i, take)
		if best.End > 0 {
			found = append(found, best)
		}
		i = next
	}
	return found
}

func (p *Person) phrasesAt(text string, words []word, i int, close bool, take func(Kind, bool, int)) {
	starts := p.phrases[words[i].folded]
	if base, ok := strings.CutSuffix(words[i].folded, "s"); ok { // "Jansens": what is Jansen's
		starts = append(starts[:len(starts):len(starts)], single(p.phrases[base])...)
	}
	for _, ph := range starts {
		end, capital, ok := ph.match(text, words, i)
		if !ok || ph.capital && !capital || ph.close && !close {
			continue
		}
		if ph.initials {
			if end, ok = p.initialsAfter(text, words, end); !ok {
				continue
			}
		}
		take(ph.kind, ph.sure, end)
	}
}

// single returns the phrases of one word.
func single(list []phrase) []phrase {
	var one []phrase
	for _, ph := range list {
		if len(ph.words) == 1 {
			one = append(one, ph)
		}
	}
	return one
}

// match reports whether a phrase stands in the text from word i on, before which word it ends, and whether it bears a capital.
func (ph phrase) match(text string, words []word, i int) (end int, capital, ok bool) {
	if i+len(ph.words) > len(words) {
		return 0, false, false
	}
	for n, want := range ph.words {
		w := words[i+n]
		possessive := n == len(ph.words)-1 && w.folded == want+"s"
		if w.folded != want && !possessive {
			return 0, false, false
		}
		if n > 0 && !joins(text[words[i+n-1].end:w.at], n == ph.comma) {
			return 0, false, false
		}
		capital = capital || w.capital
	}
	return i + len(ph.words), capital, true
}

// initialsAt takes initials with the family name behind them: "J. van den Berg", "J.W.H. Berg".
func (p *Person) initialsAt(text string, words []word, i int, take func(Kind, bool, int)) {
	after, ok := p.initialRun(text, words, i)
	if !ok {
		return
	}
	for n := i + 1; n <= after; n++ { // an infix may be a letter too, as in "J. 't Hart"
		for _, family := range p.endings {
			if n < len(words) && joins(text[words[n-1].end:words[n].at], false) {
				if end, _, ok := family.match(text, words, n); ok {
					take(Initials, p.sureInit, end)
				}
			}
		}
	}
}

// initialRun returns before which word a run of initials ends that begins with the person's.
func (p *Person) initialRun(text string, words []word, i int) (end int, ok bool) {
	if p.initial == "" || i >= len(words) || words[i].folded != p.initial {
		return 0, false
	}
	end = i + 1
	for end < len(words) && end-i < mostInitials && utf8.RuneCountInString(words[end].folded) == 1 && joins(text[words[end-1].end:words[end].at], false) {
		end++
	}
	return end, true
}

// initialsAfter returns before which word initials end that follow a family name and a comma, with the infix behind them: "Berg, J. van den".
func (p *Person) initialsAfter(text string, words []word, i int) (end int, ok bool) {
	if i >= len(words) || !strings.Contains(text[words[i-1].end:words[i].at], ",") || !joins(text[words[i-1].end:words[i].at], true) {
		return 0, false
	}
	end, ok = p.initialRun(text, words, i)
	if !ok || len(p.infix) == 0 || end >= len(words) || !joins(text[words[end-1].end:words[end].at], false) {
		return end, ok
	}
	if after, _, fits := (phrase{words: p.infix}).match(text, words, end); fits {
		end = after
	}
	return end, true
}
