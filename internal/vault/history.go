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

func (v *Vault) check(ctx context.Context) error { return v.prove(ctx, nil) }

// revision names one revision of one record.
type revision struct {
	id     ID
	number uint64
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
