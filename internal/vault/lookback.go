package vault

import (
	"context"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// JournalBack hands the journal's entries that come before one of them to each, the newest first, until each returns
// false or the first one was handed out; before 0 it hands out all. It proves the seal of each entry and not the chain, which can be proven from its beginning only:
// [Vault.Journal] and [Vault.Check] do.
func (v *Vault) JournalBack(ctx context.Context, before uint64, each func(Entry) (more bool)) error {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.broken != nil {
		return v.broken
	}
	err := guard(func() error {
		return v.db.View(func(tx *bolt.Tx) error {
			sequence := v.manifest.root.Entries
			if before > 0 {
				sequence = min(sequence, before-1)
			}
			for ; sequence > 0; sequence-- {
				if err := ctx.Err(); err != nil {
					return err
				}
				e, err := readSealedEntry(tx, v.keys, sequence)
				if err != nil {
					return err
				}
				if !each(e.public(sequence)) {
					return nil
				}
			}
			return nil
		})
	})
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return nil
}

// Entry returns one entry of the journal, of which it proves the seal; of no entry the error is [ErrNotFound].
func (v *Vault) Entry(sequence uint64) (Entry, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.broken != nil {
		return Entry{}, v.broken
	}
	if sequence == 0 || sequence > v.manifest.root.Entries {
		return Entry{}, fmt.Errorf("journal entry %d: %w", sequence, ErrNotFound)
	}
	var e entry
	err := guard(func() error {
		return v.db.View(func(tx *bolt.Tx) (err error) {
			e, err = readSealedEntry(tx, v.keys, sequence)
			return err
		})
	})
	if err != nil {
		return Entry{}, fmt.Errorf("journal: %w", err)
	}
	return e.public(sequence), nil
}

func readSealedEntry(tx *bolt.Tx, k *keyring, sequence uint64) (entry, error) {
	sealed := tx.Bucket([]byte(bucketJournal)).Get(entryKey(sequence))
	if sealed == nil {
		return entry{}, damaged("journal entry %d is missing", sequence)
	}
	e, _, err := k.openEntry(sequence, sealed)
	return e, err
}

// HasBlob reports whether the vault has a blob.
func (v *Vault) HasBlob(id BlobID) bool {
	v.mu.RLock()
	defer v.mu.RUnlock()
	_, ok := v.manifest.blob(id)
	return v.broken == nil && ok
}
