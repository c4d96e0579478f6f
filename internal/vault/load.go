package vault

import (
	"context"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// Load hands every record to each, tombstones too, in the order of their ids, from the calling goroutine. It
// proves each against the manifest. An error of each ends it; after any error, drop what was handed out.
func (v *Vault) Load(ctx context.Context, each func(Record) error) error {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.broken != nil {
		return v.broken
	}
	err := v.load(ctx, func(id ID, e envelope) error { return each(e.record(id)) })
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	return nil
}

func (v *Vault) load(ctx context.Context, each func(ID, envelope) error) error {
	return guard(func() error {
		return v.db.View(func(tx *bolt.Tx) error {
			return newLoader(ctx, v.keys).run(tx, &v.manifest, each)
		})
	})
}

// batchSize is the number of records that one goroutine opens in a row.
const batchSize = 128

// batch is a run of sealed records, and what became of them.
type batch struct {
	lines     []line
	sealed    [][]byte // in the mapped file
	envelopes []envelope
	promises  [][32]byte // commitments, when they are asked for
}

// loader opens records with all processors and keeps their order.
type loader struct {
	ctx  context.Context
	keys *keyring
}

func newLoader(ctx context.Context, k *keyring) *loader { return &loader{ctx: ctx, keys: k} }

func (l *loader) run(tx *bolt.Tx, m *manifest, each func(ID, envelope) error) error {
	return inOrder(l.ctx,
		func(hand func(*batch) error) error { return feed(tx, m, hand) },
		func(b *batch) error { return b.open(l.keys, false) },
		func(b *batch) error {
			for i, e := range b.envelopes {
				if err := each(b.lines[i].id, e); err != nil {
					return err
				}
			}
			return nil
		})
}

// feed walks the records and hands them out in batches.
func feed(tx *bolt.Tx, m *manifest, hand func(*batch) error) error {
	harm := map[ID]Harm{}
	b := &batch{}
	err := m.compareRecords(tx.Bucket([]byte(bucketRecords)), harm, func(listed line, sealed []byte) error {
		b.lines, b.sealed = append(b.lines, listed), append(b.sealed, sealed)
		if len(b.lines) < batchSize {
			return nil
		}
		full := b
		b = &batch{lines: make([]line, 0, batchSize), sealed: make([][]byte, 0, batchSize)}
		return hand(full)
	})
	if err == nil {
		err = hand(b)
	}
	if err == nil && len(harm) > 0 {
		err = &DamageError{Part: "content", Records: harm}
	}
	return err
}

// open opens the records of a batch into one piece of memory.
func (b *batch) open(k *keyring, promise bool) error {
	size := 0
	for _, sealed := range b.sealed {
		size += len(sealed) - sealSize
	}
	plain := make([]byte, 0, size)
	bound := k.bind(make([]byte, 0, 64), forRecords)
	b.envelopes = make([]envelope, len(b.sealed))
	before := &envelope{}
	for i, sealed := range b.sealed {
		id := b.lines[i].id
		opened, err := k.records.Open(plain, sealed[:nonceSize], sealed[nonceSize:], append(bound, id[:]...))
		if err == nil {
			b.envelopes[i], err = readEnvelope(opened, before)
		}
		if err != nil {
			return &DamageError{Part: "record", Records: map[ID]Harm{id: HarmUnreadable}}
		}
		if b.envelopes[i].Revision != b.lines[i].number {
			return &DamageError{Part: "record", Records: map[ID]Harm{id: HarmExchanged}}
		}
		before = &b.envelopes[i]
		if promise {
			content, _ := unpad(opened) // readEnvelope did the same
			b.promises = append(b.promises, commitment(id, content))
		}
		plain = opened[len(opened):]
	}
	return nil
}
