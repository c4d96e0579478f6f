package vault

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	bolt "go.etcd.io/bbolt"
)

// Journal hands every entry of the journal to each, oldest first, and proves its chain. An error of each ends it.
func (v *Vault) Journal(ctx context.Context, each func(Entry) error) error {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.broken != nil {
		return v.broken
	}
	err := v.readJournal(ctx, func(sequence uint64, e entry) error { return each(e.public(sequence)) })
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return nil
}

func (v *Vault) readJournal(ctx context.Context, each func(sequence uint64, e entry) error) error {
	return guard(func() error {
		return v.db.View(func(tx *bolt.Tx) error {
			head, next := make([]byte, 32), uint64(1)
			cursor := tx.Bucket([]byte(bucketJournal)).Cursor()
			for key, sealed := cursor.First(); key != nil; key, sealed = cursor.Next() {
				if len(key) != 8 {
					continue // a version
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				if binary.BigEndian.Uint64(key) != next {
					return damaged("journal entry %d is missing", next)
				}
				e, encoded, err := v.keys.openEntry(next, sealed)
				if err != nil {
					return err
				}
				head = chain(head, encoded)
				if err := each(next, e); err != nil {
					return err
				}
				next++
			}
			if next-1 != v.manifest.root.Entries || !bytes.Equal(head, v.manifest.root.Head) {
				return damaged("journal: not the one that the manifest names")
			}
			return nil
		})
	})
}

// Check reads everything there is: all records, their versions against the journal's commitments, and all blobs.
func (v *Vault) Check(ctx context.Context) error {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.broken != nil {
		return v.broken
	}
	if err := v.check(ctx); err != nil {
		return fmt.Errorf("check: %w", err)
	}
	return nil
}

func (v *Vault) check(ctx context.Context) error {
	if err := v.load(ctx, func(ID, envelope) error { return nil }); err != nil {
		return err
	}
	promises, err := v.promises(ctx)
	if err != nil {
		return err
	}
	if err := v.checkVersions(ctx, promises); err != nil {
		return err
	}
	return v.checkBlobs(ctx)
}

// revision names one revision of one record.
type revision struct {
	id     ID
	number uint64
}

// promises collects the journal's commitments.
func (v *Vault) promises(ctx context.Context) (map[revision][]byte, error) {
	promises := map[revision][]byte{}
	err := v.readJournal(ctx, func(_ uint64, e entry) error {
		if e.Act == ActCommit {
			for _, c := range e.Changes {
				promises[revision{c.ID, c.Number}] = c.Commitment
			}
		}
		return nil
	})
	return promises, err
}

func (v *Vault) checkVersions(ctx context.Context, promises map[revision][]byte) error {
	return guard(func() error {
		return v.db.View(func(tx *bolt.Tx) error {
			kept := 0
			for i := range v.manifest.shards {
				for _, listed := range v.manifest.shards[i].records {
					if err := ctx.Err(); err != nil {
						return err
					}
					places, err := readVersions(tx, v.keys, listed.id, listed)
					if err != nil {
						return err
					}
					kept += len(places) - 1
					for _, p := range places {
						if !p.Erased && !bytes.Equal(p.promise[:], promises[revision{listed.id, p.Revision}]) {
							return &DamageError{Part: "version", Records: map[ID]Harm{listed.id: HarmExchanged}}
						}
					}
				}
			}
			cursor := tx.Bucket([]byte(bucketJournal)).Cursor()
			for key, _ := cursor.First(); key != nil; key, _ = cursor.Next() {
				if len(key) != 8 {
					kept--
				}
			}
			if kept != 0 {
				return damaged("journal: keeps versions of no record")
			}
			return nil
		})
	})
}

func (v *Vault) checkBlobs(ctx context.Context) error {
	for i := range v.manifest.shards {
		for _, listed := range v.manifest.shards[i].blobs {
			if err := ctx.Err(); err != nil {
				return err
			}
			r := &blobReader{vault: v, listed: listed, chunks: uint32(chunksOf(listed.number))}
			if _, err := io.Copy(io.Discard, r); err != nil {
				if errors.Is(err, ErrNotFound) {
					return &DamageError{Part: "blob", Records: map[ID]Harm{listed.id: HarmMissing}}
				}
				return err
			}
		}
	}
	return nil
}
