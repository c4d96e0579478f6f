package vault

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
)

// plain is a sealed value that opened.
type plain struct {
	sealed span
	tag    [tagSize]byte
	text   []byte
	tree   bool
}

// openAll opens all values under a key.
func (r *Remains) openAll(key string, open func(sealed []byte) ([]byte, error)) ([]plain, error) {
	var all []plain
	for _, v := range r.survey.values[key] {
		var p plain
		ok, err := r.open(v, func(sealed []byte) (err error) {
			if p.text, err = open(sealed); err == nil {
				p.tag = tagOf(sealed)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		if ok {
			p.sealed, p.tree = v, v.tree
			all = append(all, p)
		}
	}
	return all, nil
}

// stock is all of manifest and journal that opens.
type stock struct {
	roots   []heldRoot
	indexes []plain
	shards  [256][]plain
	entries map[uint64]heldEntry
	heads   [][]byte // of the chain after each entry, from 0 to the first gap
	numbers []uint64 // of what stands in the tree as an entry, whether it opens or not, in order
}

type heldRoot struct {
	rootLine
	tree bool
}

// takeStock reads manifest and journal, and decides which state of the vault the file is to be held against: the one that it leads to when that is
// whole, else the latest of which manifest and journal are still whole, in its place or not.
func (r *Remains) takeStock() error {
	s, err := r.openStock()
	if err != nil {
		return err
	}
	chosen := s.choose(r.survey.sound || r.survey.torn)
	r.list = s.inventory(chosen)
	r.judgeStock(s, r.list, chosen)
	if later := s.choose(false); r.survey.torn && later != chosen && r.list.proven && s.proves(later) {
		r.later = s.inventory(later)
	}
	return nil
}

// inventory lists what must be there by a root, or by whatever there is when none opens.
func (s *stock) inventory(chosen *heldRoot) *inventory {
	inv := &inventory{
		entries: s.entries, records: map[ID]line{}, tagged: map[ID]bool{}, blobs: map[ID]line{}, pledges: map[revision]pledge{},
		kinds: map[ID]string{}, deleted: map[ID]bool{}, erased: map[ID]uint64{},
	}
	if chosen != nil {
		inv.root, inv.last = &chosen.rootLine, chosen.Entries
		inv.proven = s.proves(chosen)
	}
	if !inv.proven {
		for n := range s.entries {
			inv.last = max(inv.last, n)
		}
	}
	inv.read(*s, chosen)
	return inv
}

func (r *Remains) openStock() (s stock, err error) {
	k := r.keys
	roots, err := r.openAll(keyRoot, func(sealed []byte) ([]byte, error) { return k.open(k.manifest, sealed, forRoot) })
	if err != nil {
		return s, err
	}
	for _, p := range roots {
		if content, err := unpad(p.text); err == nil {
			if root, err := decodeRoot(content); err == nil {
				s.roots = append(s.roots, heldRoot{root, p.tree})
			}
		}
	}
	slices.SortStableFunc(s.roots, func(a, b heldRoot) int { return cmp.Compare(b.Counter, a.Counter) })
	if s.indexes, err = r.openAll(keyIndex, func(sealed []byte) ([]byte, error) { return k.open(k.manifest, sealed, forIndex) }); err != nil {
		return s, err
	}
	for i := range s.shards {
		first := byte(i)
		open := func(sealed []byte) ([]byte, error) { return k.open(k.manifest, sealed, forShard, first) }
		if s.shards[i], err = r.openAll(string([]byte{first}), open); err != nil {
			return s, err
		}
	}
	return s, r.openJournal(&s)
}

func (r *Remains) openJournal(s *stock) error {
	s.entries = map[uint64]heldEntry{}
	for key, spans := range r.survey.values {
		if len(key) != keyLenEntry {
			continue
		}
		n := binary.BigEndian.Uint64([]byte(key))
		for _, v := range spans {
			var h heldEntry
			ok, err := r.open(v, func(sealed []byte) (err error) {
				h.entry, h.encoded, err = r.keys.openEntry(n, sealed)
				return err
			})
			if err != nil {
				return err
			}
			if had, there := s.entries[n]; ok && (!there || v.tree && !had.tree) {
				h.tree = v.tree
				s.entries[n] = h
			}
			if v.tree {
				s.numbers = append(s.numbers, n)
			}
		}
	}
	slices.Sort(s.numbers)
	head := make([]byte, 32)
	s.heads = append(s.heads, head)
	for n := uint64(1); ; n++ {
		e, ok := s.entries[n]
		if !ok {
			return nil
		}
		head = chain(head, e.encoded)
		s.heads = append(s.heads, head)
	}
}

// mostRoots bounds how many older states are considered: each transaction leaves one behind.
const mostRoots = 64

// choose picks the root to hold the file against. Present tells to prefer the one that the pages lead to.
func (s *stock) choose(present bool) *heldRoot {
	for i := range s.roots {
		if root := &s.roots[i]; present && root.tree && len(s.beyond(root.Entries)) == 0 && s.proves(root) {
			return root
		}
	}
	for i := range min(len(s.roots), mostRoots) {
		if s.proves(&s.roots[i]) {
			return &s.roots[i]
		}
	}
	if len(s.roots) > 0 {
		return &s.roots[0]
	}
	return nil
}

// beyond returns what stands in the tree as journal entries after the last one.
func (s *stock) beyond(last uint64) []uint64 {
	i, _ := slices.BinarySearch(s.numbers, last+1)
	return s.numbers[i:]
}

// proves reports whether everything that a root names is there: index, shards and journal.
func (s *stock) proves(root *heldRoot) bool {
	if root.Entries >= uint64(len(s.heads)) || !bytes.Equal(s.heads[root.Entries], root.Head) || !bytes.Equal(s.heads[root.Folded], root.FoldedHead) {
		return false
	}
	for _, found := range s.shardsOf(root) {
		if found == nil {
			return false
		}
	}
	return true
}

// shardsOf returns the shards that a root names; nil for those that are not there.
func (s *stock) shardsOf(root *heldRoot) (found [256]*shard) {
	i := slices.IndexFunc(s.indexes, func(p plain) bool { return bytes.Equal(p.tag[:], root.Index) && len(p.text) == 256*tagSize })
	if i < 0 {
		return found
	}
	index := s.indexes[i].text
	for first := range found {
		tag := [tagSize]byte(index[first*tagSize:])
		if tag == [tagSize]byte{} {
			found[first] = &shard{}
			continue
		}
		for _, p := range s.shards[first] {
			if p.tag != tag {
				continue
			}
			if decoded, err := decodeShard(p.text, byte(first)); err == nil {
				found[first] = &decoded
			}
		}
	}
	return found
}
