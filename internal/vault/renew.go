package vault

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// RenewOptions say what a renewal changes.
type RenewOptions struct {
	// Passphrase replaces the passphrase; nil keeps it.
	Passphrase []byte
}

// Renew writes everything alive into a new file under a new root key, sealed to the same slots, proves the new file
// by opening it, and puts it in the place of the old one. Erased and superseded bytes stay behind, and an old copy
// with an old passphrase opens nothing that is written from now on. A crash leaves the old file or the new one,
// whole. The journal and the versions that were not erased move along.
func (v *Vault) Renew(ctx context.Context, o RenewOptions) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.writable(); err != nil {
		return err
	}
	if err := v.renew(ctx, o); err != nil {
		return fmt.Errorf("renew: %w", err)
	}
	return nil
}

func (v *Vault) renew(ctx context.Context, o RenewOptions) error {
	root, err := v.writeNew(ctx, o)
	if err != nil {
		return err
	}
	return v.exchange(root)
}

// writeNew writes and proves the new file.
func (v *Vault) writeNew(ctx context.Context, o RenewOptions) (rootKey, error) {
	root, err := newRootKey(v.options.Random)
	if err != nil {
		return root, err
	}
	d, slots, err := v.newSlots(o)
	if err != nil {
		return root, err
	}
	n, err := v.startNew(v.header.Vault, root, d, slots)
	if err != nil {
		return root, err
	}
	err = errors.Join(v.moveAll(ctx, n), n.finishNew())
	if err == nil {
		err = n.proveNew(ctx, &v.manifest)
	}
	if err != nil {
		return root, errors.Join(err, removeIfThere(n.path))
	}
	return root, nil
}

// newSlots are the slots of the new file: the same public keys, but for a new passphrase.
func (v *Vault) newSlots(o RenewOptions) (derivation, []slot, error) {
	slots, err := v.header.slots(v.keys)
	if err != nil || o.Passphrase == nil {
		return v.header.Derivation, slots, err
	}
	d, err := newDerivation(v.options)
	if err != nil {
		return d, nil, err
	}
	private, err := d.privateKey(o.Passphrase)
	if err != nil {
		return d, nil, err
	}
	i := slices.IndexFunc(slots, func(s slot) bool { return s.Kind == SlotPassphrase })
	if i < 0 {
		return d, nil, damaged("slots: none for a passphrase")
	}
	slots[i] = newSlot(SlotPassphrase, slots[i].Name, private, v.options.Now())
	return d, slots, nil
}

// moveBytes is how much is written to the new file in one transaction.
const moveBytes = 8 << 20

// mover writes values to the new file in large transactions.
type mover struct {
	to   *Vault
	tx   *bolt.Tx
	size int // of what tx holds
}

func (m *mover) put(bucket string, key, value []byte) (err error) {
	if m.size >= moveBytes {
		if err := m.flush(); err != nil {
			return err
		}
	}
	if m.tx == nil {
		if m.tx, err = m.to.db.Begin(true); err != nil {
			return fmt.Errorf("write new file: %w", err)
		}
	}
	m.size += len(value)
	b := m.tx.Bucket([]byte(bucket))
	b.FillPercent = 0.9 // values come in the order of their keys
	return b.Put(bytes.Clone(key), value)
}

func (m *mover) flush() error {
	if m.tx == nil {
		return nil
	}
	tx := m.tx
	m.tx, m.size = nil, 0
	return tx.Commit()
}

func (m *mover) abort() error {
	if m.tx == nil {
		return nil
	}
	return m.tx.Rollback()
}

// moveAll writes everything alive to n.
func (v *Vault) moveAll(ctx context.Context, n *Vault) error {
	m := &mover{to: n}
	err := guard(func() error {
		return v.db.View(func(tx *bolt.Tx) error {
			if err := v.moveRecords(ctx, tx, m); err != nil {
				return err
			}
			if err := v.moveJournal(ctx, tx, m); err != nil {
				return err
			}
			return v.moveBlobs(ctx, tx, m)
		})
	})
	if err != nil {
		return errors.Join(err, m.abort())
	}
	if err := m.flush(); err != nil {
		return err
	}
	r := &n.manifest.root
	r.Counter, r.Clock, r.Entries, r.Head = v.manifest.root.Counter, v.manifest.root.Clock, v.manifest.root.Entries, v.manifest.root.Head
	n.manifest.pending = foldAfter
	return n.transact(ActRenew, func(t *transaction) error { return t.putHeader(n.header) })
}

func (v *Vault) moveRecords(ctx context.Context, tx *bolt.Tx, m *mover) error {
	return newLoader(ctx, v.keys).run(tx, &v.manifest, func(id ID, e envelope) error {
		sealed, _, err := m.to.keys.sealRecord(id, e)
		if err != nil {
			return err
		}
		s := &m.to.manifest.shards[id[0]]
		s.records = append(s.records, line{id: id, number: e.Revision, tag: tagOf(sealed)})
		m.to.manifest.stale[id[0]] = true
		return m.put(bucketRecords, id[:], sealed)
	})
}

// moveJournal seals the entries as they are, so that the chain goes on, and the versions beside them.
func (v *Vault) moveJournal(ctx context.Context, tx *bolt.Tx, m *mover) error {
	return tx.Bucket([]byte(bucketJournal)).ForEach(func(key, sealed []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		moved, err := moveEntry(v.keys, m.to.keys, key, sealed)
		if err != nil {
			return err
		}
		return m.put(bucketJournal, key, moved)
	})
}

func moveEntry(from, to *keyring, key, sealed []byte) ([]byte, error) {
	switch len(key) {
	case 8:
		sequence := binary.BigEndian.Uint64(key)
		_, encoded, err := from.openEntry(sequence, sealed)
		if err != nil {
			return nil, err
		}
		return to.sealEntry(sequence, encoded)
	case 24:
		id := ID(key[8:])
		var p place
		if err := from.openVersion(id, sealed, &p); err != nil {
			return nil, err
		}
		if p.Erased {
			return to.sealErased(id, p)
		}
		_, encoded, err := from.openEnvelope(id, sealed)
		if err != nil {
			return nil, err
		}
		return to.seal(to.records, pad(encoded), forRecords, id[:]...)
	}
	return nil, damaged("journal: key of %d bytes", len(key))
}

func (v *Vault) moveBlobs(ctx context.Context, tx *bolt.Tx, m *mover) error {
	for i := range v.manifest.shards {
		for _, listed := range v.manifest.shards[i].blobs {
			moved := line{id: listed.id, number: listed.number}
			chunks := uint32(chunksOf(listed.number))
			for n := range chunks {
				if err := ctx.Err(); err != nil {
					return err
				}
				plain, err := openChunk(tx, v.keys, listed, n, n == chunks-1)
				if err != nil {
					return err
				}
				sealed, err := m.to.keys.seal(m.to.keys.blobs, plain, forBlob, chunkPlace(listed.id, n, n == chunks-1)...)
				if err != nil {
					return err
				}
				if err := m.put(bucketBlobs, chunkKey(listed.id, n), sealed); err != nil {
					return err
				}
				moved.tag = tagOf(sealed)
			}
			m.to.manifest.putBlob(moved)
		}
	}
	return nil
}

// proveNew opens the new file as any vault is opened, reads all of it, and compares it with the old manifest.
func (n *Vault) proveNew(ctx context.Context, old *manifest) error {
	p := &Vault{path: n.path, options: n.options}
	p.options.ReadOnly = true
	p.options.CounterFolder = ""
	err := p.reopen(n.root)
	if err == nil {
		err = p.check(ctx)
	}
	if err == nil && !old.sameContent(&p.manifest) {
		err = errors.New("the new file lacks something")
	}
	if err = errors.Join(err, p.abandon()); err != nil {
		return fmt.Errorf("prove new file: %w", err)
	}
	return nil
}

// sameContent compares what two manifests list, tags aside.
func (m *manifest) sameContent(other *manifest) bool {
	same := func(a, b line) bool { return a.id == b.id && a.number == b.number }
	for i := range m.shards {
		if !slices.EqualFunc(m.shards[i].records, other.shards[i].records, same) ||
			!slices.EqualFunc(m.shards[i].blobs, other.shards[i].blobs, same) {
			return false
		}
	}
	return true
}

// exchange puts the new file in the place of the old one and opens it. Both are closed meanwhile: Windows renames
// no file that is open.
func (v *Vault) exchange(root rootKey) error {
	err := closeGuarded(v.db, false)
	v.db = nil
	if err == nil {
		err = os.Rename(temporary(v.path), v.path)
	}
	if err != nil {
		v.broken = errors.Join(v.reopen(v.root), removeIfThere(temporary(v.path)))
		return err
	}
	if err := syncFolder(v.path); err != nil {
		v.broken = err
		return err
	}
	if err := v.reopen(root); err != nil {
		v.broken = err
		return err
	}
	return nil
}
