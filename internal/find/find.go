// Package find searches the texts of all records of a vault, as somebody types.
//
// A query is some words in any order; a record is a hit when it has every one of them, each in any of its own texts.
// The last word may be the beginning of one, and so may a single letter anywhere: "j van den be" finds Jan van den Berg.
//
// Searching does not see case, accents and ligatures (é is e, ß is ss, ĳ is ij), nor how a name with a tussenvoegsel is
// split: "berg", "van den berg" and "vandenberg" all find Jan van den Berg, and "van den berg" finds Vandenberg too.
// Groups of digits count as one number as well: "0612345678" and "06 1234" find "06-12 34 56 78" and "+31 6 12345678".
//
// Hits are ranked by where the words stand and how. For each word the best place counts, from good to bad: whole word in
// the record's name or title, beginning of a word there; whole word in another short field, beginning; whole word in a
// long text such as notes, minutes or articles, beginning. These count from 0 to 5 and are added up over the words. Equal
// hits go by label, folded as above, then by id.
//
// The index is in memory only and holds the texts of the vault: it is never written anywhere. It consists of a few
// segments that never change, each a sorted dictionary with for every word the records that have it. A changed record
// goes into a small segment of its own and is marked dead in the old one; segments of like size are merged as they
// come, so that a change costs little and a search looks at few. Searching reads a picture of the segments that
// is replaced as a whole: it never waits for a change, and sees all of it or nothing.
package find

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Index finds records by their texts. Make one with [New]. Any number of goroutines may search while others change it.
type Index struct {
	writing sync.Mutex
	where   map[partnership.ID]location // guarded by writing
	picture atomic.Pointer[picture]
}

// Hit is a record that was found, and the text that shows why.
type Hit struct {
	Kind  partnership.Kind `json:"kind"`
	ID    partnership.ID   `json:"id"`
	Label string           `json:"label"`
	// Field is where the snippet stands: the path in the record as in the bundle, such as "articles[2].text", or "name"
	// for a contact's whole name.
	Field string `json:"field"`
	// Snippet is the text of the field that has most of the words, in one line and cut to about 160 bytes, with … where
	// something is left out. Once a field with a word was found, only a few kilobytes more are read for a better one.
	Snippet string `json:"snippet"`
	// Matches are the words of Snippet that were searched for, in order. Never nil.
	Matches []Range `json:"matches"`
}

// Range is a part of a snippet, in bytes: snippet[From:To].
type Range struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// New returns an empty index.
func New() *Index {
	x := &Index{where: make(map[partnership.ID]location)}
	x.picture.Store(&picture{})
	return x
}

// Put adds records, or replaces those with the same id. Give many at once when there are many: that is a lot quicker.
//
// The index keeps the records to show snippets from. Nobody may change what they refer to afterwards: pass copies when
// in doubt.
func (x *Index) Put(records ...partnership.Record) {
	docs := analysed(records)
	if len(docs) == 0 {
		return
	}
	x.writing.Lock()
	defer x.writing.Unlock()
	next := x.picture.Load().clone()
	for _, d := range docs {
		next.bury(x.where, d.id)
	}
	next.add(x.where, docs)
	x.picture.Store(next)
}

// Remove takes the records with these ids out of the index. Unknown ids do not matter.
func (x *Index) Remove(ids ...partnership.ID) {
	x.writing.Lock()
	defer x.writing.Unlock()
	next := x.picture.Load().clone()
	for _, id := range ids {
		next.bury(x.where, id)
	}
	next.tidy(x.where)
	x.picture.Store(next)
}

// Len returns the number of records in the index.
func (x *Index) Len() int {
	n := 0
	for _, p := range x.picture.Load().parts {
		n += p.alive
	}
	return n
}

// Search returns the best hits for the query, at most limit. A query without a letter or digit finds nothing. Of a very
// long query only the first 32 words are looked at.
func (x *Index) Search(query string, limit int) []Hit {
	variants := read(query)
	if len(variants) == 0 || limit <= 0 {
		return nil
	}
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	var best []candidate
	for _, p := range x.picture.Load().parts {
		best = p.match(s, variants, limit, best)
	}
	slices.SortFunc(best, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.score, b.score), strings.Compare(a.key, b.key), cmp.Compare(a.id, b.id))
	})
	best = best[:min(limit, len(best))]
	hits := make([]Hit, len(best))
	look := newLooker(&s.analyser, variants)
	for i, c := range best {
		hits[i] = look.show(c.doc)
	}
	return hits
}
