package vault

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"math"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// prove reads all of the vault once: every journal entry and its chain, every superseded version and every record
// against the journal's commitments, every blob. It tells the first harm that it meets. progress, when it is there,
// hears how many records and journal entries were read.
func (v *Vault) prove(ctx context.Context, progress func(done int)) error {
	err := guard(func() error {
		return v.db.View(func(tx *bolt.Tx) error {
			p := &proof{
				ctx: ctx, keys: v.keys, tx: tx, listed: &v.manifest, head: make([]byte, 32), progress: progress,
			}
			if err := p.journal(); err != nil {
				return err
			}
			if err := p.records(); err != nil {
				return err
			}
			harm := map[ID]Harm{}
			if err := v.manifest.compareBlobs(tx.Bucket([]byte(bucketBlobs)), harm); err != nil {
				return err
			}
			if len(harm) > 0 {
				return &DamageError{Part: "blob", Records: harm}
			}
			return nil
		})
	})
	if err != nil {
		return err
	}
	return v.checkBlobs(ctx)
}

type proof struct {
	ctx      context.Context //nolint:containedctx // it lives as long as one proof
	keys     *keyring
	tx       *bolt.Tx
	listed   *manifest
	head     []byte // of the journal's chain
	next     uint64 // journal entry
	told     [256]told
	done     int
	progress func(done int)
}

// told is what the journal tells of the records whose id begins with one byte. Lists that are sorted once and then read
// along with the records cost a third of what a map of a hundred thousand does.
type told struct {
	promises []promise
	kept     []kept
	erased   map[ID]uint64 // below which revision a record's versions were erased
}

// promise is the journal's commitment to one revision of a record.
type promise struct {
	revision
	hash [32]byte
}

// kept is a superseded version, the entry that wrote it and the entry that superseded it.
type kept struct {
	promise
	erased    bool
	entry, by uint64
}

func (r revision) compare(other revision) int {
	if order := bytes.Compare(r.id[:], other.id[:]); order != 0 {
		return order
	}
	return cmp.Compare(r.number, other.number)
}

// leaf is a value of the journal's bucket: an entry, or a superseded version.
type leaf struct {
	key, sealed []byte
	entry       entry
	encoded     []byte // the entry's plaintext
	version     place
}

// leafBytes is how much of the journal one goroutine opens in a row at least, unless there is no more.
const leafBytes = 64 << 10

// journal proves entries and superseded versions, in their order.
func (p *proof) journal() error {
	err := inOrder(p.ctx,
		func(hand func([]leaf) error) error {
			var batch []leaf
			size := 0
			err := p.tx.Bucket([]byte(bucketJournal)).ForEach(func(key, sealed []byte) error {
				batch = append(batch, leaf{key: key, sealed: sealed})
				if size += len(sealed); size < leafBytes {
					return nil
				}
				full := batch
				batch, size = nil, 0
				return hand(full)
			})
			if err != nil {
				return err
			}
			return hand(batch)
		},
		func(batch []leaf) error {
			for i := range batch {
				if err := batch[i].open(p.keys); err != nil {
					return err
				}
			}
			return nil
		},
		func(batch []leaf) error {
			for i := range batch {
				if err := p.take(&batch[i]); err != nil {
					return err
				}
			}
			p.tell(len(batch))
			return nil
		})
	if err == nil && (p.next != p.listed.root.Entries || !bytes.Equal(p.head, p.listed.root.Head)) {
		err = damaged("journal: not the one that the manifest names")
	}
	return err
}

func (p *proof) tell(more int) {
	p.done += more
	if p.progress != nil {
		p.progress(p.done)
	}
}

func (l *leaf) open(k *keyring) (err error) {
	switch len(l.key) {
	case 8:
		l.entry, l.encoded, err = k.openEntry(binary.BigEndian.Uint64(l.key), l.sealed)
	case 24:
		err = k.openVersion(ID(l.key[8:]), l.sealed, &l.version)
	default:
		err = damaged("journal: key of %d bytes", len(l.key))
	}
	return err
}

func (p *proof) take(l *leaf) error {
	sequence := binary.BigEndian.Uint64(l.key)
	if len(l.key) == 24 {
		v := &l.version
		t := &p.told[v.ID[0]]
		t.kept = append(t.kept, kept{promise{revision{v.ID, v.Revision}, v.promise}, v.Erased, v.Entry, sequence})
		return nil
	}
	if p.next++; sequence != p.next {
		return damaged("journal entry %d is missing", p.next)
	}
	p.head = chain(p.head, l.encoded)
	for _, c := range l.entry.Changes {
		t := &p.told[c.ID[0]]
		switch l.entry.Act {
		case ActCommit:
		case ActErase:
			t.erase(c.ID, c.Number)
			continue
		default:
			return nil
		}
		t.promises = append(t.promises, promise{revision{c.ID, c.Number}, [32]byte(c.Commitment)})
	}
	return nil
}

// records proves the present version of each record, and that the versions before it are all there.
func (p *proof) records() error {
	err := inOrder(p.ctx,
		func(hand func(*told) error) error {
			for i := range p.told {
				if err := hand(&p.told[i]); err != nil {
					return err
				}
			}
			return nil
		},
		(*told).sort,
		func(*told) error { return nil })
	if err != nil {
		return err
	}
	err = inOrder(p.ctx,
		func(hand func(*batch) error) error { return feed(p.tx, p.listed, hand) },
		func(b *batch) error { return b.open(p.keys, true) },
		func(b *batch) error {
			for i, e := range b.envelopes {
				present := kept{promise: promise{revision{b.lines[i].id, e.Revision}, b.promises[i]}, entry: e.Entry}
				if err := p.told[present.id[0]].prove(present); err != nil {
					return err
				}
			}
			p.tell(len(b.envelopes))
			return nil
		})
	if err != nil {
		return err
	}
	for i := range p.told {
		if len(p.told[i].kept) > 0 {
			return errKept
		}
	}
	return nil
}

var errKept = damaged("journal: keeps versions of no record")

// sort brings the lists in the order of the records.
func (t *told) sort() error {
	slices.SortFunc(t.promises, func(a, b promise) int { return a.compare(b.revision) })
	slices.SortFunc(t.kept, func(a, b kept) int { return a.compare(b.revision) })
	return nil
}

// prove follows a record from its first version to its present one: each is the one that the journal vouches for, and was
// superseded by the entry that wrote the next. Records come in the order of their ids.
func (t *told) prove(present kept) error {
	var before kept
	for len(t.kept) > 0 && t.kept[0].id == present.id {
		version := t.kept[0]
		t.kept = t.kept[1:]
		if err := t.follow(before, version); err != nil {
			return err
		}
		before = version
	}
	if len(t.kept) > 0 && t.kept[0].compare(present.revision) < 0 {
		return errKept
	}
	present.by = math.MaxUint64
	return t.follow(before, present)
}

func (t *told) erase(id ID, number uint64) {
	if t.erased == nil {
		t.erased = map[ID]uint64{}
	}
	t.erased[id] = max(t.erased[id], number)
}

// follow proves a version, given the one before it.
func (t *told) follow(before, version kept) error {
	if version.number != before.number+1 {
		return &DamageError{Part: "version", Records: map[ID]Harm{version.id: HarmMissing}}
	}
	for len(t.promises) > 0 && t.promises[0].compare(version.revision) < 0 {
		t.promises = t.promises[1:]
	}
	if !version.erased && version.number < t.erased[version.id] { // put back from an older copy
		return &DamageError{Part: "version", Records: map[ID]Harm{version.id: HarmExchanged}}
	}
	vouched := version.erased || len(t.promises) > 0 && t.promises[0] == version.promise
	if !vouched || version.entry >= version.by || version.number > 1 && version.entry != before.by {
		return &DamageError{Part: "version", Records: map[ID]Harm{version.id: HarmExchanged}}
	}
	return nil
}
