package find

import "unicode/utf8"

// maxWords is the number of words of a query that are looked at.
const maxWords = 32

// wanted is a word that a hit must have.
type wanted struct {
	term   string
	prefix bool // the beginning of a word will do
	counts int  // the number of words that were typed for it
}

// variant is one reading of a query: all of its words are wanted.
type variant []wanted

// read returns the readings of a query: word by word, and when that differs, with names and numbers written as one. A
// record is found when it answers to any of them. Without words there is none.
func read(query string) []variant {
	var a analyser
	words := a.split(query)
	if len(words) == 0 {
		return nil
	}
	words = words[:min(len(words), maxWords)]
	var single, whole variant
	for i := 0; i < len(words); {
		last, term := a.group(query, words, i)
		for j := i; j <= last; j++ {
			single = single.and(string(words[j].term), 1, j == len(words)-1)
		}
		whole = whole.and(term, last-i+1, last == len(words)-1)
		i = last + 1
	}
	for _, w := range whole {
		if !containsTerm(single, w) {
			return []variant{single, whole}
		}
	}
	return []variant{single}
}

// group returns the last of the words that are one name or number with the word at first, and how that is written as
// one.
func (a *analyser) group(query string, words []word, first int) (last int, term string) {
	last = first
	if words[first].digits {
		last = lastOfNumber(query, words, first)
		number := a.concatenated(first, last)
		if home, ok := a.dialledAtHome(query, number); ok {
			number = home
		}
		return last, string(number.term)
	}
	for last+1 < len(words) && infixes[string(words[last].term)] && !words[last+1].digits {
		last++
	}
	return last, string(a.concatenated(first, last).term)
}

// and adds a word. A letter by itself is an initial, so it is the beginning of a word wherever it stands.
func (v variant) and(term string, counts int, last bool) variant {
	r, size := utf8.DecodeRuneInString(term)
	initial := size == len(term) && (r < '0' || r > '9')
	w := wanted{term: term, prefix: last || initial, counts: counts}
	for _, earlier := range v {
		if earlier.term == w.term && earlier.prefix == w.prefix {
			return v
		}
	}
	return append(v, w)
}

func containsTerm(v variant, w wanted) bool {
	for _, other := range v {
		if other.term == w.term && other.counts == w.counts {
			return true
		}
	}
	return false
}
