package vault

import (
	"context"
	"errors"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// writeNew writes the plan to the file of a new vault, and proves that by opening it and reading all of it.
func (r *Remains) writeNew(ctx context.Context, n *Vault, p *salvagePlan) (err error) {
	if n.keys, err = newKeyring(n.root, r.header.Vault, formatVersion, n.options.Random); err != nil {
		return err
	}
	if n.header, err = newHeader(n.root, n.keys, r.header.Derivation, p.slots); err != nil {
		return err
	}
	n.manifest = manifest{root: rootLine{Head: make([]byte, 32), FoldedHead: make([]byte, 32)}, stale: map[byte]bool{}}
	if err := removeIfThere(n.path); err != nil {
		return err
	}
	b, err := startBuild(n.path)
	if err != nil {
		return err
	}
	file := b.file
	err = r.fill(ctx, &refill{to: n.keys, build: b, list: &n.manifest}, p)
	if err == nil {
		file, err = b.endBuild()
	}
	if err == nil {
		err = r.sign(n, p)
	}
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	proven, err := n.proveNew(ctx, &n.manifest, RenewOptions{})
	return errors.Join(err, proven.abandon())
}

// refill is a new vault that is being filled.
type refill struct {
	to    *keyring
	build *builder
	list  *manifest
}

// fill writes records, journal and blobs, in the order of the buckets' names, as a builder wants them.
func (r *Remains) fill(ctx context.Context, m *refill, p *salvagePlan) error {
	if err := r.fillBlobs(ctx, m, p); err != nil {
		return err
	}
	if err := (&mover{build: m.build}).headers(); err != nil {
		return err
	}
	if err := r.fillJournal(ctx, m, p); err != nil {
		return err
	}
	if err := m.build.begin(bucketManifest); err != nil {
		return err
	}
	if err := r.fillRecords(ctx, m, p); err != nil {
		return err
	}
	return m.build.begin(bucketRoot)
}

// sign makes the new vault's first transaction: its header, its manifest and the journal entry that tells what was lost.
func (r *Remains) sign(n *Vault, p *salvagePlan) (err error) {
	root := &n.manifest.root
	root.Entries = uint64(len(p.entries))
	root.Counter = max(r.report.Counter, r.report.Later, root.Entries, r.seen())
	if r.list.root != nil {
		root.Clock = r.list.root.Clock
	}
	for _, e := range p.entries {
		root.Head = chain(root.Head, e.encoded)
		if e.Clock.Compare(root.Clock) > 0 {
			root.Clock = e.Clock
		}
	}
	n.manifest.pending = foldAfter
	o := storeOptions(false)
	o.NoSync = true
	if n.db, err = bolt.Open(n.path, fileMode, o); err != nil {
		return fmt.Errorf("open new file: %w", err)
	}
	err = n.transact(ActSalvage, func(t *transaction) error {
		for _, f := range append(slices.Clone(p.done.Missing), p.done.Doubtful...) {
			if f.Part == PartRecord || f.Part == PartBlob {
				t.entry.Changes = append(t.entry.Changes, change{ID: f.ID, Kind: f.Kind, Number: f.Number, Deleted: f.Deleted})
			}
		}
		return t.putHeader(n.header)
	})
	return errors.Join(err, closeGuarded(n.db, n.broken != nil))
}

func (r *Remains) fillRecords(ctx context.Context, m *refill, p *salvagePlan) error {
	if err := m.build.begin(bucketRecords); err != nil {
		return err
	}
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
		m.list.enter(forRecords, line{id: id, number: present.number, tag: tagOf(sealed)})
		if err := m.build.put(id[:], sealed); err != nil {
			return err
		}
		p.done.Records++
	}
	return nil
}

// reseal seals a version for the new vault.
func (r *Remains) reseal(m *refill, id ID, v keptVersion) ([]byte, error) {
	k := m.to
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

func (r *Remains) fillJournal(ctx context.Context, m *refill, p *salvagePlan) error {
	if err := m.build.begin(bucketJournal); err != nil {
		return err
	}
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
		sealed, err := m.to.sealEntry(n, e.encoded)
		if err != nil {
			return err
		}
		if err := m.build.put(entryKey(n), sealed); err != nil {
			return err
		}
		for _, id := range superseded[n] {
			key := versionKey(n, id)
			if sealed, err = r.reseal(m, id, place[string(key)]); err != nil {
				return err
			}
			if err := m.build.put(key, sealed); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *Remains) fillBlobs(ctx context.Context, m *refill, p *salvagePlan) error {
	k := m.to
	if err := m.build.begin(bucketBlobs); err != nil {
		return err
	}
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
			if err := m.build.put(chunkKey(id, uint32(n)), sealed); err != nil {
				return err
			}
			moved.tag = tagOf(sealed)
		}
		m.list.enter(forBlob, moved)
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
