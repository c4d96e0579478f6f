package vault

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
)

// promise is what a journal entry says of one revision.
type promise struct {
	change
	entry uint64
}

// heldEntry is a journal entry that opens.
type heldEntry struct {
	entry
	encoded []byte
	tree    bool
}

// inventory is what must be in the vault, as far as manifest and journal still tell.
type inventory struct {
	root     *rootLine // nil when none opens
	proven   bool      // manifest and journal are whole, and are those that root names
	unlisted bool      // more was there than can be known

	entries map[uint64]heldEntry
	last    uint64 // number of entries, as far as is known

	records  map[ID]line
	tagged   map[ID]bool // records whose tag is known
	blobs    map[ID]line
	promises map[revision]promise
	kinds    map[ID]string
	deleted  map[ID]bool
	erased   map[ID]uint64 // revisions below this one were erased
}

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
	highest uint64   // sequence of an entry in the tree
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
		entries: s.entries, records: map[ID]line{}, tagged: map[ID]bool{}, blobs: map[ID]line{}, promises: map[revision]promise{},
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
				s.highest = max(s.highest, n)
			}
		}
	}
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
		if root := &s.roots[i]; present && root.tree && s.highest <= root.Entries && s.proves(root) {
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

// read lists what must be there: what the shards say, and what the journal says beyond them. Where a shard is lost, all of the journal and whatever
// older shards there are stand in for it.
func (inv *inventory) read(s stock, chosen *heldRoot) {
	var found [256]*shard
	var folded, renewed uint64
	if chosen != nil {
		found, folded = s.shardsOf(chosen), chosen.Folded
	}
	order := slices.Sorted(maps.Keys(inv.entries))
	for _, n := range order {
		if inv.entries[n].Act == ActRenew || inv.entries[n].Act == ActSalvage {
			renewed = n
		}
	}
	lost := false
	for first, f := range found {
		if f != nil {
			for _, l := range f.records {
				inv.records[l.id], inv.tagged[l.id] = l, true
			}
			for _, l := range f.blobs {
				inv.blobs[l.id] = l
			}
			continue
		}
		lost = true
		for _, p := range s.shards[first] {
			if older, err := decodeShard(p.text, byte(first)); err == nil {
				inv.atLeast(older)
			}
		}
	}
	for _, n := range order {
		if inv.proven && n > inv.last {
			continue
		}
		inv.apply(n, inv.entries[n].entry, n > renewed, func(id ID) bool { return found[id[0]] != nil && n <= folded })
	}
	inv.unlisted = lost && (chosen == nil || uint64(len(s.heads)) <= chosen.Entries)
}

// atLeast enters what an older shard says.
func (inv *inventory) atLeast(older shard) {
	for _, l := range older.records {
		if l.number > inv.records[l.id].number {
			l.tag = [tagSize]byte{}
			inv.records[l.id] = l
		}
	}
}

// apply enters what a journal entry says. Folded tells of an id whether a shard that is there says it already; tags of before a renewal are void.
func (inv *inventory) apply(n uint64, e entry, tagged bool, folded func(ID) bool) {
	for _, c := range e.Changes {
		switch e.Act {
		case ActCommit:
			inv.promises[revision{c.ID, c.Number}] = promise{c, n}
			inv.kinds[c.ID], inv.deleted[c.ID] = c.Kind, c.Deleted
			if c.Number >= inv.records[c.ID].number && !folded(c.ID) {
				inv.records[c.ID], inv.tagged[c.ID] = line{id: c.ID, number: c.Number, tag: [tagSize]byte(c.Tag)}, tagged
			}
		case ActErase:
			inv.erased[c.ID] = max(inv.erased[c.ID], c.Number)
		case ActBlob:
			if !folded(c.ID) {
				l := line{id: c.ID, number: c.Number}
				if tagged {
					l.tag = [tagSize]byte(c.Tag)
				}
				inv.blobs[c.ID] = l
			}
		case ActUnblob:
			if !folded(c.ID) {
				delete(inv.blobs, c.ID)
			}
		case ActCreate, ActKeys, ActRenew, ActRestore, ActSalvage:
		}
	}
}

// judgeStock tells what of manifest and journal is not as it was written.
func (r *Remains) judgeStock(s stock, inv *inventory, chosen *heldRoot) {
	if chosen == nil {
		r.find(Finding{Part: PartManifest, Number: numberRoot, Harm: r.harmOf(keyRoot)})
	} else {
		r.report.Counter = chosen.Counter
		if !chosen.tree {
			r.find(Finding{Part: PartManifest, Number: numberRoot, Harm: cmp.Or(r.harmOf(keyRoot), HarmExchanged)})
		}
		r.judgeShards(s, chosen)
	}
	r.judgeJournal(s, inv, chosen)
	r.judgeCounter()
	if inv.root != nil {
		r.judgeHeaderOf(inv.root)
	}
	r.report.Unlisted = inv.unlisted
}

// harmOf tells what became of the one value under a key in its tree; empty when it opens.
func (r *Remains) harmOf(key string) Harm {
	for _, v := range r.survey.values[key] {
		if !v.tree {
			continue
		}
		if ok, err := r.open(v, func(sealed []byte) error { return r.openAny(key, sealed) }); ok && err == nil {
			return ""
		}
		return HarmUnreadable
	}
	return HarmMissing
}

func (r *Remains) judgeShards(s stock, chosen *heldRoot) {
	named := func(tag []byte) func(plain) bool {
		return func(p plain) bool { return p.tree && bytes.Equal(p.tag[:], tag) }
	}
	if !slices.ContainsFunc(s.indexes, named(chosen.Index)) {
		r.find(Finding{Part: PartManifest, Number: numberIndex, Harm: cmp.Or(r.harmOf(keyIndex), HarmExchanged)})
	}
	i := slices.IndexFunc(s.indexes, func(p plain) bool { return bytes.Equal(p.tag[:], chosen.Index) })
	if i < 0 || len(s.indexes[i].text) != 256*tagSize {
		return
	}
	for first := range s.shards {
		tag := s.indexes[i].text[first*tagSize:][:tagSize]
		key := string([]byte{byte(first)})
		switch {
		case bytes.Equal(tag, make([]byte, tagSize)):
			if harm := r.harmOf(key); harm != HarmMissing {
				r.find(Finding{Part: PartManifest, Number: uint64(first), Harm: HarmForeign})
			}
		case !slices.ContainsFunc(s.shards[first], named(tag)):
			r.find(Finding{Part: PartManifest, Number: uint64(first), Harm: cmp.Or(r.harmOf(key), HarmExchanged)})
		}
	}
}

func (r *Remains) judgeJournal(s stock, inv *inventory, chosen *heldRoot) {
	for n := uint64(1); n <= inv.last; n++ {
		e, ok := inv.entries[n]
		if ok && e.tree {
			r.report.Entries++
			continue
		}
		harm := cmp.Or(r.harmOf(string(entryKey(n))), HarmMissing)
		r.find(Finding{Part: PartEntry, Number: n, Harm: harm, Whole: ok})
	}
	for n := inv.last + 1; n <= s.highest; n++ {
		if e, ok := s.entries[n]; ok && e.tree {
			r.find(Finding{Part: PartEntry, Number: n, Harm: HarmForeign})
		}
	}
	whole := chosen != nil && uint64(len(s.heads)) > chosen.Entries
	if whole && !bytes.Equal(s.heads[chosen.Entries], chosen.Head) {
		r.find(Finding{Part: PartEntry, Harm: HarmExchanged, Whole: true, Detail: "chain"})
	}
}

// judgeHeaderOf tells of headers that are the vault's, but of another moment.
func (r *Remains) judgeHeaderOf(root *rootLine) {
	for i, v := range r.survey.headers {
		if v == nil {
			continue
		}
		b, err := r.value(*v)
		if err != nil {
			continue // told when it was read first
		}
		if p, err := parseHeader(b); err == nil && p.Vault == r.header.Vault && p.prove(r.keys) == nil && !p.is(root.Header) {
			r.find(Finding{Part: PartHeader, Number: uint64(i + 1), Harm: HarmExchanged, Detail: "of another moment"})
		}
	}
}

// judgeCounter tells when this machine has seen more of the vault than is here.
func (r *Remains) judgeCounter() {
	seen := openCounter(r.options.CounterFolder, r.header.Vault).read()
	switch {
	case r.report.Counter == 0 || seen <= r.report.Counter:
	case r.survey.torn:
		r.report.Behind = seen - r.report.Counter
	default:
		r.find(Finding{Part: PartCounter, Number: seen, Harm: HarmExchanged})
	}
}
