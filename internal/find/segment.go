package find

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// doc is a record in a segment.
type doc struct {
	record partnership.Record
	id     partnership.ID
	key    string // the folded label, that equal hits go by
}

// posting says that a doc has a word, and the best of its texts that do: the doc's number times 4, plus the weight.
type posting uint32

func (p posting) doc() uint32    { return uint32(p) >> 2 }
func (p posting) weight() weight { return weight(p & 3) }

// segment is an index that never changes.
type segment struct {
	docs     []doc    // by key, then id: the order of equal hits
	terms    []string // sorted bytewise
	starts   []uint32 // the postings of terms[i] are postings[starts[i]:starts[i+1]], by doc
	postings []posting
	// common holds the prefixes with more than two postings for each doc, one-letter ones above all, and for each doc
	// the best weight, or nowhere. So no word of a query costs more than two looks at each doc.
	common map[string][]weight
}

// nowhere is the weight of a word that a doc does not have.
const nowhere weight = weights

// analysed returns the records as docs, the last of those with the same id.
func analysed(records []partnership.Record) []doc {
	var a analyser
	docs := make([]doc, 0, len(records))
	seen := make(map[partnership.ID]bool, len(records))
	for _, record := range slices.Backward(records) {
		record = asValue(record)
		id := record.RecordID()
		if seen[id] {
			continue
		}
		seen[id] = true
		docs = append(docs, doc{record: record, id: id, key: a.key(record.Label())})
	}
	return docs
}

// key returns the words of a label, folded.
func (a *analyser) key(label string) string {
	var key []byte
	for i, w := range a.split(label) {
		if i > 0 {
			key = append(key, ' ')
		}
		key = append(key, w.term...)
	}
	return string(key)
}

// build returns a segment of the docs, which it takes over.
func build(docs []doc) *segment {
	slices.SortFunc(docs, func(a, b doc) int {
		return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.id, b.id))
	})
	b := builder{numbers: make(map[string]uint32)}
	for i := range docs {
		b.read(uint32(i), docs[i].record)
	}
	s := &segment{docs: docs}
	s.terms, s.starts, s.postings = b.sorted()
	s.common = make(map[string][]weight)
	s.gather(0, len(s.terms), 1)
	return s
}

// builder collects postings in the order of the docs.
type builder struct {
	analyser
	numbers map[string]uint32 // of each term, in order of appearance
	last    []uint32          // for each term, where its latest entry is, plus one
	entries []entry
}

type entry struct {
	term    uint32
	posting posting
}

func (b *builder) read(number uint32, record partnership.Record) {
	eachText(record, func(at place, w weight, text string) bool {
		for _, word := range b.split(text) {
			b.add(word.term, number, w)
		}
		for _, word := range b.join(text, isName(at, w)) {
			b.add(word.term, number, w)
		}
		return true
	})
}

// isName tells a contact's name from other texts: in it, a word after a tussenvoegsel is a name even without a capital.
func isName(at place, w weight) bool { return w == inName && at.field == "name" }

// add notes that a doc has a term. Weights of a doc come from good to bad, so only the first one counts.
func (b *builder) add(term []byte, doc uint32, w weight) {
	number, known := b.numbers[string(term)]
	if !known {
		number = uint32(len(b.last))
		b.numbers[string(term)] = number
		b.last = append(b.last, 0)
	}
	if at := b.last[number]; at > 0 && b.entries[at-1].posting.doc() == doc {
		return
	}
	b.entries = append(b.entries, entry{number, posting(doc<<2) | posting(w)})
	b.last[number] = uint32(len(b.entries))
}

// sorted returns the terms in order with their postings.
func (b *builder) sorted() (terms []string, starts []uint32, postings []posting) {
	terms = make([]string, 0, len(b.numbers))
	for term := range b.numbers {
		terms = append(terms, term)
	}
	slices.Sort(terms)
	rank := b.last // no longer needed for what it was
	for i, term := range terms {
		rank[b.numbers[term]] = uint32(i)
	}
	starts = make([]uint32, len(terms)+1)
	for _, e := range b.entries {
		starts[rank[e.term]+1]++
	}
	for i := range terms {
		starts[i+1] += starts[i]
	}
	next := slices.Clone(starts)
	postings = make([]posting, len(b.entries))
	for _, e := range b.entries {
		at := &next[rank[e.term]]
		postings[*at] = e.posting
		*at++
	}
	return terms, starts, postings
}

// gather fills common for the prefixes of so many bytes and more of the terms from lo up to hi.
func (s *segment) gather(lo, hi, length int) {
	for lo < hi {
		if len(s.terms[lo]) < length {
			lo++
			continue
		}
		prefix := s.terms[lo][:length]
		end := s.after(prefix, lo, hi)
		if postings := s.of(lo, end); len(postings) > 2*len(s.docs) {
			best := slices.Repeat([]weight{nowhere}, len(s.docs))
			for _, p := range postings {
				best[p.doc()] = min(best[p.doc()], p.weight())
			}
			s.common[prefix] = best
			s.gather(lo, end, length+1)
		}
		lo = end
	}
}

// after returns the first of the terms from lo up to hi that follows all that begin with the prefix.
func (s *segment) after(prefix string, lo, hi int) int {
	return lo + sort.Search(hi-lo, func(i int) bool {
		term := s.terms[lo+i]
		return term > prefix && !strings.HasPrefix(term, prefix)
	})
}

// of returns the postings of the terms from lo up to hi.
func (s *segment) of(lo, hi int) []posting { return s.postings[s.starts[lo]:s.starts[hi]] }
