package vault

import (
	"bytes"
	"fmt"
	"io"
	"slices"
)

// salvagePlan is what goes into the new vault.
type salvagePlan struct {
	slots   []slot
	keep    map[ID][]keptVersion // by revision, 1 first; the last is the present one
	blobs   map[ID][]span
	entries []heldEntry // 1 first
	done    Salvaged
}

// keptVersion is one revision as it goes into the new vault: as it was, marked like an erased one, or a tombstone that is made again.
type keptVersion struct {
	from   *copyOf // nil is none
	number uint64
	entry  uint64
	made   *envelope // a tombstone
}

func (k keptVersion) lost() bool { return k.from == nil && k.made == nil }

func (r *Remains) plan() (*salvagePlan, error) {
	p := &salvagePlan{keep: map[ID][]keptVersion{}, blobs: map[ID][]span{}}
	list := r.list
	if r.later != nil {
		list = r.later
	}
	present := r.list
	r.list = list
	defer func() { r.list = present }()
	p.done.Unlisted = list.unlisted
	r.planSlots(p)
	if err := r.planRecords(p); err != nil {
		return nil, err
	}
	if err := r.planBlobs(p); err != nil {
		return nil, err
	}
	return p, r.planJournal(p)
}

// planSlots keeps who may open the vault; where that can no longer be read, only who opened it now.
func (r *Remains) planSlots(p *salvagePlan) {
	if slots, err := r.header.slots(r.keys); err == nil && r.header.prove(r.keys) == nil {
		p.slots = slots
		return
	}
	p.done.KeysLost = true
	kind, name := SlotPassphrase, namePassphrase
	if r.recovered {
		kind, name = SlotRecovery, nameRecovery
	}
	s := newSlot(kind, name, r.private, r.options.Now())
	s.LastTried = s.Created
	p.slots = []slot{s}
}

// planRecords decides of each record what is kept of it.
func (r *Remains) planRecords(p *salvagePlan) error {
	ids := map[ID]bool{}
	for id := range r.list.records {
		ids[id] = true
	}
	for id := range r.opened {
		ids[id] = true
	}
	for _, id := range sortedIDs(ids) {
		if err := r.planRecord(p, id); err != nil {
			return err
		}
	}
	return nil
}

func (r *Remains) planRecord(p *salvagePlan, id ID) error {
	listed, ok := r.list.records[id]
	latest := r.latest(id)
	f := Finding{Part: PartRecord, ID: id, Number: listed.number, Kind: r.list.kinds[id], Deleted: r.list.deleted[id], Harm: HarmMissing}
	if latest != nil {
		f.Found = latest.Revision
		if f.Kind == "" {
			f.Kind = latest.Kind
		}
	}
	switch {
	case !ok && (latest == nil || r.list.proven):
		return nil // a page that is not in use tells of something that the vault does not hold
	case !ok:
		f.Number, f.Harm = f.Found, HarmUnlisted
		p.done.Doubtful = append(p.done.Doubtful, f)
	case latest != nil && latest.Revision > listed.number && !r.list.proven:
		f.Number, f.Harm = f.Found, HarmUnlisted
		p.done.Doubtful = append(p.done.Doubtful, f)
	case r.best(id, listed.number) != nil:
		latest = r.best(id, listed.number)
		f.Found = listed.number
	case f.Deleted && r.removedBy(f) != 0:
		return r.tombstone(p, f)
	case latest == nil:
		p.done.Missing = append(p.done.Missing, f)
		return nil
	default:
		p.done.Doubtful = append(p.done.Doubtful, f)
	}
	p.keepHistory(r, id, f.Kind, keptVersion{from: latest, number: latest.Revision, entry: latest.Entry})
	return nil
}

// removedBy returns the journal entry that tells of a record's removal; 0 when that entry is lost too.
func (r *Remains) removedBy(f Finding) uint64 { return r.list.pledges[revision{f.ID, f.Number}].entry }

// tombstone makes a lost tombstone again, so that what was removed does not come back.
func (r *Remains) tombstone(p *salvagePlan, f Finding) error {
	promised := r.list.pledges[revision{f.ID, f.Number}]
	wrote := r.list.entries[promised.entry]
	salt := make([]byte, saltSize)
	if _, err := io.ReadFull(r.options.Random, salt); err != nil {
		return fmt.Errorf("read random salt: %w", err)
	}
	e := &envelope{
		Kind: promised.Kind, Revision: f.Number, Clock: wrote.Clock, Author: wrote.Author, Deleted: true, Salt: salt, Entry: promised.entry,
	}
	p.keepHistory(r, f.ID, f.Kind, keptVersion{number: f.Number, entry: promised.entry, made: e})
	return nil
}

// keepHistory keeps a present version and all before it. What is lost of those is marked in the file like what was erased.
func (p *salvagePlan) keepHistory(r *Remains, id ID, kind string, present keptVersion) {
	kept := []keptVersion{present}
	after := present.entry
	for number := present.number - 1; number > 0; number-- {
		v := keptVersion{number: number, entry: after - 1}
		if promised, ok := r.list.pledges[revision{id, number}]; ok && promised.entry < after {
			v.entry = promised.entry
		}
		erased := number < r.list.erased[id]
		for i := range r.opened[id] {
			if c := &r.opened[id][i]; c.Erased && c.Revision == number && c.Entry < after {
				erased, v.entry = true, c.Entry
			}
		}
		if c := r.best(id, number); c != nil && c.Entry < after {
			v.from, v.entry, erased = c, c.Entry, false
		}
		if v.lost() && !erased {
			p.done.Missing = append(p.done.Missing, Finding{Part: PartVersion, ID: id, Number: number, Kind: kind, Harm: HarmMissing})
		}
		if !v.lost() {
			p.done.Versions++
		}
		after = v.entry
		kept = append(kept, v)
	}
	slices.Reverse(kept)
	p.keep[id] = kept
}

// planBlobs keeps the blobs of which all chunks open.
func (r *Remains) planBlobs(p *salvagePlan) error {
	for _, id := range sortedIDs(r.list.blobs) {
		listed := r.list.blobs[id]
		found, harm, err := r.chunks(listed, false)
		if err != nil {
			return err
		}
		if harm == "" {
			p.blobs[id] = found
			continue
		}
		p.done.Missing = append(p.done.Missing, Finding{Part: PartBlob, ID: id, Number: listed.number, Harm: harm})
	}
	return nil
}

// planJournal keeps the entries that open, and makes those again that do not, from the versions that they wrote.
func (r *Remains) planJournal(p *salvagePlan) error {
	wrote := map[uint64]map[ID]*keptVersion{}
	last := r.list.last
	for id, kept := range p.keep {
		for i := range kept {
			v := &kept[i]
			last = max(last, v.entry)
			if v.lost() {
				continue
			}
			if wrote[v.entry] == nil {
				wrote[v.entry] = map[ID]*keptVersion{}
			}
			wrote[v.entry][id] = v
		}
	}
	var clock Clock
	for n := uint64(1); n <= last; n++ {
		e, ok := r.list.entries[n]
		if ok && r.list.proven && n > r.list.last {
			ok = false
		}
		if !ok {
			e = heldEntry{entry: entry{Act: ActSalvage, Clock: clock}}
			p.done.Missing = append(p.done.Missing, Finding{Part: PartEntry, Number: n, Harm: HarmMissing})
		}
		if err := r.mend(&e, !ok, wrote[n]); err != nil {
			return err
		}
		clock = e.Clock
		p.entries = append(p.entries, e)
		p.done.Entries++
	}
	return nil
}

// mend makes an entry say what the versions say that it wrote.
func (r *Remains) mend(e *heldEntry, lost bool, wrote map[ID]*keptVersion) error {
	changes := slices.Clone(e.Changes)
	for _, id := range sortedIDs(wrote) {
		v := wrote[id]
		c := change{ID: id, Number: v.number, Tag: make([]byte, tagSize)}
		switch {
		case v.made != nil:
			encoded, err := encode(v.made)
			if err != nil {
				return err
			}
			sum := commitment(id, encoded)
			c.Kind, c.Deleted, c.Commitment = v.made.Kind, true, sum[:]
		case lost:
			c.Kind, c.Deleted, c.Commitment = v.from.Kind, v.from.Deleted, v.from.promise[:]
			e.Act, e.Clock, e.Author = ActCommit, v.from.Clock, v.from.Author
		default:
			continue
		}
		changes = slices.DeleteFunc(changes, func(old change) bool { return old.ID == id })
		changes = append(changes, c)
	}
	if len(wrote) > 0 {
		e.Changes = changes
	}
	encoded, err := encode(e.entry)
	if err != nil {
		return err
	}
	if lost || !bytes.Equal(encoded, e.encoded) && len(wrote) > 0 {
		e.encoded = encoded
	}
	return nil
}
