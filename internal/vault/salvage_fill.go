package vault

import (
	"context"
	"crypto/sha256"
	"errors"
	"slices"
)

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
	root.Counter = max(r.report.Counter, r.report.Later, uint64(len(p.entries)), r.seen())
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
