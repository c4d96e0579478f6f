package vault

import (
	"maps"
	"slices"
)

// pledge is what a journal entry says of one revision.
type pledge struct {
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

	records map[ID]line
	tagged  map[ID]bool // records whose tag is known
	blobs   map[ID]line
	pledges map[revision]pledge
	kinds   map[ID]string
	deleted map[ID]bool
	erased  map[ID]uint64 // revisions below this one were erased
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
	inv.unlisted = chosen == nil || inv.gap(lost, chosen)
}

// gap reports whether the journal lacks an entry that tells what no shard tells.
func (inv *inventory) gap(lost bool, chosen *heldRoot) bool {
	first := chosen.Folded + 1
	if lost {
		first = 1
	}
	for n := first; n <= chosen.Entries; n++ {
		if _, ok := inv.entries[n]; !ok {
			return true
		}
	}
	return false
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
			inv.pledges[revision{c.ID, c.Number}] = pledge{c, n}
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
