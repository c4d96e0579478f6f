package vault

import (
	"context"
	"fmt"
	"runtime"
	"sync"

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
	err       error
	done      chan struct{}
}

// loader opens records with all processors and keeps their order.
type loader struct {
	ctx   context.Context
	keys  *keyring
	todo  chan *batch // for the workers
	order chan *batch // the same, for who waits for them in order
}

func newLoader(ctx context.Context, k *keyring) *loader {
	workers := runtime.GOMAXPROCS(0)
	return &loader{ctx: ctx, keys: k, todo: make(chan *batch, 2*workers), order: make(chan *batch, 4*workers)}
}

func (l *loader) run(tx *bolt.Tx, m *manifest, each func(ID, envelope) error) error {
	var cancel context.CancelFunc
	l.ctx, cancel = context.WithCancel(l.ctx)
	var group sync.WaitGroup
	defer group.Wait() // nothing may touch the mapped file once the transaction is over
	defer cancel()

	for range cap(l.todo) / 2 {
		group.Go(l.work)
	}
	var walked error
	group.Go(func() {
		defer close(l.order)
		defer close(l.todo)
		walked = guard(func() error { return l.feed(tx, m) })
	})
	for b := range l.order {
		<-b.done
		if b.err != nil {
			return b.err
		}
		for i, e := range b.envelopes {
			if err := each(b.lines[i].id, e); err != nil {
				return err
			}
		}
	}
	return walked
}

// feed walks the records and hands them out in batches.
func (l *loader) feed(tx *bolt.Tx, m *manifest) error {
	harm := map[ID]Harm{}
	b := &batch{}
	err := m.compareRecords(tx.Bucket([]byte(bucketRecords)), harm, func(listed line, sealed []byte) error {
		b.lines, b.sealed = append(b.lines, listed), append(b.sealed, sealed)
		if len(b.lines) < batchSize {
			return nil
		}
		full := b
		b = &batch{lines: make([]line, 0, batchSize), sealed: make([][]byte, 0, batchSize)}
		return l.send(full)
	})
	if err == nil {
		err = l.send(b)
	}
	if err == nil && len(harm) > 0 {
		err = &DamageError{Part: "content", Records: harm}
	}
	return err
}

// send gives a batch to the workers first: in the other order, an end in between would leave someone waiting for it.
func (l *loader) send(b *batch) error {
	b.done = make(chan struct{})
	for _, queue := range []chan *batch{l.todo, l.order} {
		select {
		case queue <- b:
		case <-l.ctx.Done():
			return l.ctx.Err()
		}
	}
	return nil
}

func (l *loader) work() {
	for b := range l.todo {
		b.err = guard(func() error { return b.open(l.keys) })
		close(b.done)
	}
}

// open opens the records of a batch into one piece of memory.
func (b *batch) open(k *keyring) error {
	size := 0
	for _, sealed := range b.sealed {
		size += len(sealed) - sealSize
	}
	plain := make([]byte, 0, size)
	bound := k.bind(nil, forRecords)
	b.envelopes = make([]envelope, len(b.sealed))
	for i, sealed := range b.sealed {
		id := b.lines[i].id
		unreadable := &DamageError{Part: "record", Records: map[ID]Harm{id: HarmUnreadable}}
		opened, err := k.records.Open(plain, sealed[:nonceSize], sealed[nonceSize:], append(bound, id[:]...))
		if err != nil {
			return unreadable
		}
		if b.envelopes[i], err = readEnvelope(opened); err != nil {
			return unreadable
		}
		if b.envelopes[i].Revision != b.lines[i].number {
			return &DamageError{Part: "record", Records: map[ID]Harm{id: HarmExchanged}}
		}
		plain = opened[len(opened):]
	}
	return nil
}
