package find

import (
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// picture is what a search sees: all parts as they are at one time. It is never changed once it can be seen.
type picture struct {
	parts []part // the largest first
}

// part is a segment and which of its docs still count.
type part struct {
	*segment
	live  set
	alive int // how many are live
}

// set is a set of docs, one bit each.
type set []uint64

func (s set) has(doc uint32) bool { return s[doc/64]&(1<<(doc%64)) != 0 }
func (s set) drop(doc uint32)     { s[doc/64] &^= 1 << (doc % 64) }

func fullSet(n int) set {
	s := make(set, (n+63)/64)
	for i := range s {
		s[i] = ^uint64(0)
	}
	return s
}

// location is where a record's doc is.
type location struct {
	segment *segment
	doc     uint32
}

// clone returns a picture that can be changed: its parts and their live sets are its own.
func (p *picture) clone() *picture {
	next := &picture{parts: slices.Clone(p.parts)}
	for i := range next.parts {
		next.parts[i].live = slices.Clone(next.parts[i].live)
	}
	return next
}

// bury makes a record's doc count no more.
func (p *picture) bury(where map[partnership.ID]location, id partnership.ID) {
	at, ok := where[id]
	if !ok {
		return
	}
	delete(where, id)
	for i := range p.parts {
		if p.parts[i].segment == at.segment {
			p.parts[i].live.drop(at.doc)
			p.parts[i].alive--
		}
	}
}

// add puts docs into a segment of their own, and merges what has become too small.
func (p *picture) add(where map[partnership.ID]location, docs []doc) {
	s := build(docs)
	for i := range s.docs {
		where[s.docs[i].id] = location{s, uint32(i)}
	}
	p.parts = append(p.parts, part{segment: s, live: fullSet(len(docs)), alive: len(docs)})
	p.tidy(where)
}

// tidy rebuilds segments of which half is dead, and merges each with the ones after it that are not much smaller. Each
// segment is then more than twice as large as the next, so there are few; and a doc is merged only into one that
// is at least half as large again, so seldom.
func (p *picture) tidy(where map[partnership.ID]location) {
	for {
		p.parts = slices.DeleteFunc(p.parts, func(p part) bool { return p.alive == 0 })
		slices.SortStableFunc(p.parts, func(a, b part) int { return b.alive - a.alive })
		for i := len(p.parts) - 1; ; i-- {
			if i < 0 {
				return
			}
			half := 2*p.parts[i].alive < len(p.parts[i].docs)
			alike := i > 0 && p.parts[i-1].alive <= 2*p.parts[i].alive
			if !half && !alike {
				continue
			}
			first := i
			if alike {
				first--
			}
			docs := living(p.parts[first : i+1])
			p.parts = slices.Delete(p.parts, first, i+1)
			s := build(docs)
			for d := range s.docs {
				where[s.docs[d].id] = location{s, uint32(d)}
			}
			p.parts = append(p.parts, part{segment: s, live: fullSet(len(docs)), alive: len(docs)})
			break
		}
	}
}

// living returns the docs of the parts that still count.
func living(parts []part) []doc {
	var docs []doc
	for _, p := range parts {
		for i := range p.docs {
			if p.live.has(uint32(i)) {
				docs = append(docs, p.docs[i])
			}
		}
	}
	return docs
}
