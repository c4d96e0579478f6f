package vault

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// Salvaged is what became of a damaged vault.
type Salvaged struct {
	Path                              string
	Records, Versions, Entries, Blobs int // that the new vault holds; Records with tombstones
	// Missing is what is not in the new vault although it was in the old one, or may have been.
	Missing []Finding
	// Doubtful is what is in the new vault but not as the old one says that it was: a record in an earlier revision, Found, than the one that it had;
	// and records that the lists do not vouch for, because those are damaged themselves.
	Doubtful []Finding
	// Unlisted tells that the lists of what was there are so far damaged that more can be missing than Missing says.
	Unlisted bool
	// KeysLost tells that only what opened the damaged vault opens the new one: whose the other keys were could not be read.
	KeysLost bool
}

// Salvage writes all that still opens into a new vault at to, under a new root key, with the slots of the old one, and proves it by opening it. The old
// file stays as it is, and nothing is overwritten: a file at to is [ErrExists]. The new vault keeps the vault's id and goes on counting where the old one
// ended, so it is that vault; its journal tells what was lost. What of the journal is lost is made again from the records that it wrote, where they are
// there, and left empty where they are not. What was erased stays so.
//
// It fails with what locked the remains when they are locked, and with [ErrNotFound] when nothing at all is left.
func (r *Remains) Salvage(ctx context.Context, to string) (Salvaged, error) {
	s, err := r.salvage(ctx, to)
	if err != nil {
		return Salvaged{}, fmt.Errorf("salvage: %w", err)
	}
	return s, nil
}

func (r *Remains) salvage(ctx context.Context, to string) (Salvaged, error) {
	if r.keys == nil {
		return Salvaged{}, r.report.Locked
	}
	to, err := filepath.Abs(to)
	if err != nil {
		return Salvaged{}, err
	}
	if err := refuseNetwork(filepath.Dir(to), r.options); err != nil {
		return Salvaged{}, err
	}
	if _, err := os.Lstat(to); err == nil {
		return Salvaged{}, ErrExists
	}
	lock, err := lockVault(to, false)
	if err != nil {
		return Salvaged{}, err
	}
	defer func() { err = errors.Join(err, lock.release()) }()
	var s Salvaged
	err = guard(func() (err error) {
		s, err = r.salvageTo(ctx, to)
		return err
	})
	return s, err
}

// salvageTo writes the new file, proves it and puts it in its place.
func (r *Remains) salvageTo(ctx context.Context, to string) (Salvaged, error) {
	p, err := r.plan()
	if err != nil {
		return Salvaged{}, err
	}
	if len(p.keep) == 0 && len(p.blobs) == 0 {
		return Salvaged{}, fmt.Errorf("nothing opens: %w", ErrNotFound)
	}
	root, err := newRootKey(r.options.Random)
	if err != nil {
		return Salvaged{}, err
	}
	defer clear(root[:])
	v := &Vault{path: to, options: r.options}
	v.options.ReadOnly, v.options.CounterFolder = false, ""
	n, err := v.startNew(r.header.Vault, root, r.header.Derivation, p.slots)
	if err != nil {
		return Salvaged{}, err
	}
	err = errors.Join(r.fill(ctx, n, p), n.finishNew())
	if err == nil {
		err = n.proveNew(ctx, &n.manifest)
	}
	if err != nil {
		return Salvaged{}, errors.Join(err, removeIfThere(n.path))
	}
	p.done.Path = to
	return p.done, placeNew(n.path, to)
}

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
	if err := r.planSlots(p); err != nil {
		return nil, err
	}
	if err := r.planRecords(p); err != nil {
		return nil, err
	}
	if err := r.planBlobs(p); err != nil {
		return nil, err
	}
	return p, r.planJournal(p)
}

// planSlots keeps who may open the vault; where that can no longer be read, only who opened it now.
func (r *Remains) planSlots(p *salvagePlan) error {
	if slots, err := r.header.slots(r.keys); err == nil && r.header.prove(r.keys) == nil {
		p.slots = slots
		return nil
	}
	p.done.KeysLost = true
	kind, name := SlotPassphrase, namePassphrase
	if r.recovered {
		kind, name = SlotRecovery, nameRecovery
	}
	s := newSlot(kind, name, r.private, r.options.Now())
	s.LastTried = s.Created
	p.slots = []slot{s}
	return nil
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
			continue // a page that is not in use tells of something that the vault does not hold
		case !ok:
			f.Number, f.Harm = f.Found, HarmUnlisted
			p.done.Doubtful = append(p.done.Doubtful, f)
		case latest != nil && latest.Revision > listed.number && !r.list.proven:
			f.Number, f.Harm = f.Found, HarmUnlisted
			p.done.Doubtful = append(p.done.Doubtful, f)
		case r.best(id, listed.number) != nil:
			latest = r.best(id, listed.number)
			f.Found = listed.number
		case f.Deleted && r.tombstone(p, f):
			continue
		case latest == nil:
			p.done.Missing = append(p.done.Missing, f)
			continue
		default:
			p.done.Doubtful = append(p.done.Doubtful, f)
		}
		p.keepHistory(r, id, f.Kind, keptVersion{from: latest, number: latest.Revision, entry: latest.Entry})
	}
	return nil
}

// tombstone makes a lost tombstone again, so that what was removed does not come back.
func (r *Remains) tombstone(p *salvagePlan, f Finding) bool {
	promised, ok := r.list.promises[revision{f.ID, f.Number}]
	if !ok {
		return false
	}
	wrote := r.list.entries[promised.entry]
	salt := make([]byte, saltSize)
	if _, err := io.ReadFull(r.options.Random, salt); err != nil {
		return false
	}
	e := &envelope{
		Kind: promised.Kind, Revision: f.Number, Clock: wrote.Clock, Author: wrote.Author, Deleted: true, Salt: salt, Entry: promised.entry,
	}
	p.keepHistory(r, f.ID, f.Kind, keptVersion{number: f.Number, entry: promised.entry, made: e})
	return true
}

// keepHistory keeps a present version and all before it. What is lost of those is marked in the file like what was erased.
func (p *salvagePlan) keepHistory(r *Remains, id ID, kind string, present keptVersion) {
	kept := []keptVersion{present}
	after := present.entry
	for number := present.number - 1; number > 0; number-- {
		v := keptVersion{number: number, entry: after - 1}
		if promised, ok := r.list.promises[revision{id, number}]; ok && promised.entry < after {
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

// fill writes the plan into the new vault.
func (r *Remains) fill(ctx context.Context, n *Vault, p *salvagePlan) error {
	m := &mover{to: n}
	for _, step := range []func(context.Context, *mover, *salvagePlan) error{r.fillRecords, r.fillJournal, r.fillBlobs} {
		if err := step(ctx, m, p); err != nil {
			return errors.Join(err, m.abort())
		}
	}
	if err := m.flush(); err != nil {
		return err
	}
	head := make([]byte, sha256.Size)
	for _, e := range p.entries {
		head = chain(head, e.encoded)
	}
	root := &n.manifest.root
	root.Entries, root.Head = uint64(len(p.entries)), head
	root.Counter = max(r.report.Counter, r.report.Later, uint64(len(p.entries)), openCounter(r.options.CounterFolder, r.header.Vault).read())
	if r.list.root != nil {
		root.Clock = r.list.root.Clock
	}
	for _, e := range p.entries {
		if e.Clock.Compare(root.Clock) > 0 {
			root.Clock = e.Clock
		}
	}
	n.manifest.pending = foldAfter
	return n.transact(ActSalvage, func(t *transaction) error {
		for _, f := range append(slices.Clone(p.done.Missing), p.done.Doubtful...) {
			if f.Part == PartRecord || f.Part == PartBlob {
				t.entry.Changes = append(t.entry.Changes, change{ID: f.ID, Kind: f.Kind, Number: f.Number, Deleted: f.Deleted})
			}
		}
		return t.putHeader(n.header)
	})
}

func (r *Remains) fillRecords(ctx context.Context, m *mover, p *salvagePlan) error {
	for _, id := range sortedIDs(p.keep) {
		if err := ctx.Err(); err != nil {
			return err
		}
		kept := p.keep[id]
		present := kept[len(kept)-1]
		sealed, err := r.reseal(m, id, present)
		if err != nil {
			return err
		}
		s := &m.to.manifest.shards[id[0]]
		s.records = append(s.records, line{id: id, number: present.number, tag: tagOf(sealed)})
		m.to.manifest.stale[id[0]] = true
		if err := m.put(bucketRecords, id[:], sealed); err != nil {
			return err
		}
		p.done.Records++
	}
	return nil
}

// reseal seals a version for the new vault.
func (r *Remains) reseal(m *mover, id ID, v keptVersion) ([]byte, error) {
	k := m.to.keys
	switch {
	case v.made != nil:
		sealed, _, err := k.sealRecord(id, *v.made)
		return sealed, err
	case v.from == nil:
		var p place
		p.Revision, p.Entry = v.number, v.entry
		return k.sealErased(id, p)
	}
	sealed, err := r.value(v.from.span)
	if err != nil {
		return nil, err
	}
	_, encoded, err := r.keys.openEnvelope(id, sealed)
	if err != nil {
		return nil, err // it opened before
	}
	padded := pad(encoded)
	defer clear(padded)
	return k.seal(k.records, padded, forRecords, id[:]...)
}

func (r *Remains) fillJournal(ctx context.Context, m *mover, p *salvagePlan) error {
	superseded := map[uint64][]ID{}
	place := map[string]keptVersion{}
	for _, id := range sortedIDs(p.keep) {
		kept := p.keep[id]
		for i := range len(kept) - 1 {
			by := kept[i+1].entry
			superseded[by] = append(superseded[by], id)
			place[string(versionKey(by, id))] = kept[i]
		}
	}
	for i, e := range p.entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := uint64(i + 1)
		sealed, err := m.to.keys.sealEntry(n, e.encoded)
		if err != nil {
			return err
		}
		if err := m.put(bucketJournal, entryKey(n), sealed); err != nil {
			return err
		}
		for _, id := range superseded[n] {
			key := versionKey(n, id)
			if sealed, err = r.reseal(m, id, place[string(key)]); err != nil {
				return err
			}
			if err := m.put(bucketJournal, key, sealed); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *Remains) fillBlobs(ctx context.Context, m *mover, p *salvagePlan) error {
	k := m.to.keys
	for _, id := range sortedIDs(p.blobs) {
		moved := line{id: id, number: r.sizeOf(p.blobs[id])}
		for n, v := range p.blobs[id] {
			if err := ctx.Err(); err != nil {
				return err
			}
			where := chunkPlace(id, uint32(n), n == len(p.blobs[id])-1)
			sealed, err := r.value(v)
			if err != nil {
				return err
			}
			content, err := r.keys.open(r.keys.blobs, sealed, forBlob, where...)
			if err != nil {
				return err
			}
			if sealed, err = k.seal(k.blobs, content, forBlob, where...); err != nil {
				return err
			}
			if err := m.put(bucketBlobs, chunkKey(id, uint32(n)), sealed); err != nil {
				return err
			}
			moved.tag = tagOf(sealed)
		}
		m.to.manifest.putBlob(moved)
		p.done.Blobs++
	}
	return nil
}

func (r *Remains) sizeOf(chunks []span) uint64 {
	size := uint64(0)
	for _, v := range chunks {
		size += uint64(v.size) - sealSize
	}
	return size
}
