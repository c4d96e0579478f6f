package find

import (
	"slices"
	"sync"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// candidate is a doc that has all the words.
type candidate struct {
	score uint16
	key   string
	id    partnership.ID
	doc   *doc
}

// level is how well a word matches a doc: twice the weight of where it stands, plus one when only its beginning does.
type level uint8

const (
	wholeWord level = iota
	beginning
	noMatch = level(2 * nowhere)
)

// missing is what a word that a doc lacks adds to its score. The words of a query add less than that together, and 32
// times missing is still a uint16.
const missing uint16 = 1 << 10

// scratch is the memory of one search, kept for the next.
type scratch struct {
	analyser analyser
	levels   []level  // of one word, for each doc
	sums     []uint16 // of one variant, for each doc
	scores   []uint16 // of the best variant, for each doc
	buckets  [maxScore + 1][]uint32
}

const maxScore = maxWords * int(noMatch-1)

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// match appends the best candidates of the part, at most limit.
func (p part) match(s *scratch, variants []variant, limit int, best []candidate) []candidate {
	n := len(p.docs)
	s.levels, s.sums, s.scores = sized(s.levels, n), sized(s.sums, n), sized(s.scores, n)
	found := false
	for i, v := range variants {
		sums := s.scores
		if i > 0 {
			sums = s.sums
		}
		if p.sum(s, v, sums) {
			found = true
		} else {
			fill(sums, missing)
		}
		if i > 0 {
			for d, sum := range sums {
				s.scores[d] = min(s.scores[d], sum)
			}
		}
	}
	if !found {
		return best
	}
	return p.pick(s, limit, best)
}

// sum fills sums with the score of each doc for the variant. It reports whether any doc can have one.
func (p part) sum(s *scratch, v variant, sums []uint16) bool {
	fill(sums, 0)
	for _, w := range v {
		if !p.level(w, s.levels) {
			return false
		}
		var costs [8]uint16 // a power of two, so that indexing needs no check
		for l := range noMatch {
			costs[l] = uint16(l) * uint16(w.counts)
		}
		costs[noMatch] = missing
		for d, l := range s.levels[:len(sums)] {
			sums[d] += costs[l%8]
		}
	}
	return true
}

// level fills levels with how well the word matches each doc, and reports whether it matches any.
func (s *segment) level(w wanted, levels []level) bool {
	lo, whole := slices.BinarySearch(s.terms, w.term)
	hi := lo
	if whole {
		hi = lo + 1
	}
	if common, ok := s.common[w.term]; ok && w.prefix {
		for d, at := range common {
			levels[d] = min(2*level(at)+beginning, noMatch)
		}
	} else {
		fill(levels, noMatch)
		if w.prefix {
			hi = s.after(w.term, lo, len(s.terms))
		}
		for _, p := range s.of(lo, hi) {
			levels[p.doc()] = min(levels[p.doc()], 2*level(p.weight())+beginning)
		}
		if hi == lo {
			return false
		}
	}
	if whole {
		for _, p := range s.of(lo, lo+1) {
			levels[p.doc()] = min(levels[p.doc()], 2*level(p.weight())+wholeWord)
		}
	}
	return true
}

// pick appends the docs with the lowest scores. Docs stand in the order of equal hits, so the first ones of each score
// are the best of it.
func (p part) pick(s *scratch, limit int, best []candidate) []candidate {
	for i := range s.buckets {
		s.buckets[i] = s.buckets[i][:0]
	}
	for d, score := range s.scores {
		if score >= missing || !p.live.has(uint32(d)) {
			continue
		}
		if bucket := &s.buckets[score]; len(*bucket) < limit {
			*bucket = append(*bucket, uint32(d))
		}
	}
	for score, bucket := range s.buckets {
		for _, number := range bucket[:min(limit, len(bucket))] {
			d := &p.docs[number]
			best = append(best, candidate{score: uint16(score), key: d.key, id: d.id, doc: d})
			limit--
		}
	}
	return best
}

func sized[T any](list []T, n int) []T { return slices.Grow(list[:0], n)[:n] }

func fill[T any](list []T, value T) {
	for i := range list {
		list[i] = value
	}
}
