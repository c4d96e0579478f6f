package vault

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// EraseVersions forgets the superseded versions of records up to and including the given revision of each, and leaves later ones as they are; see
// [Vault.Erase], which forgets all of them. The present version of a record is never erased, and what was erased before is passed over: so a
// call that was cut off can be made again.
func (v *Vault) EraseVersions(last map[ID]uint64) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.writable(); err != nil {
		return err
	}
	if len(last) == 0 {
		return nil
	}
	ids := make([]ID, 0, len(last))
	for id := range last {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, compareIDs)
	err := v.transact(ActErase, func(t *transaction) error {
		for _, id := range ids {
			if err := t.eraseUntil(id, last[id]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("erase versions: %w", err)
	}
	return nil
}

func compareIDs(a, b ID) int { return slices.Compare(a[:], b[:]) }

// everyRevision is past every revision that a record can have.
const everyRevision = math.MaxUint64 - 1

// eraseUntil puts marks in the place of the superseded versions of a record up to one. The journal tells below which revision all are erased.
func (t *transaction) eraseUntil(id ID, last uint64) error {
	listed, ok := t.next.record(id)
	if !ok {
		return fmt.Errorf("record %s: %w", id, ErrNotFound)
	}
	places, err := readVersions(t.tx, t.keys, id, listed)
	if err != nil {
		return err
	}
	for _, p := range places {
		if p.current || p.Erased || p.Revision > last {
			continue
		}
		mark, err := t.keys.sealErased(id, p)
		if err != nil {
			return err
		}
		if err := t.put(bucketJournal, p.key, mark); err != nil {
			return err
		}
	}
	t.entry.Changes = append(t.entry.Changes, change{ID: id, Number: min(last+1, listed.number)})
	return nil
}

// EachVersion hands every superseded version to each that was not erased, in the order of the journal. It opens each, but proves no chain:
// [Vault.Versions] and [Vault.Check] do.
func (v *Vault) EachVersion(ctx context.Context, each func(Version) error) error {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.broken != nil {
		return v.broken
	}
	err := guard(func() error {
		return v.db.View(func(tx *bolt.Tx) error {
			return tx.Bucket([]byte(bucketJournal)).ForEach(func(key, sealed []byte) error {
				if len(key) != entryKeySize+idSize || len(sealed) == erasedSize {
					return nil
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				p := place{}
				if err := v.keys.openVersion(ID(key[entryKeySize:]), sealed, &p); err != nil {
					return err
				}
				return each(p.Version)
			})
		})
	})
	if err != nil {
		return fmt.Errorf("versions: %w", err)
	}
	return nil
}

// Blobs returns all blobs that the vault keeps, by id, with their sizes in bytes.
func (v *Vault) Blobs() map[BlobID]int64 {
	v.mu.RLock()
	defer v.mu.RUnlock()
	blobs := map[BlobID]int64{}
	for i := range v.manifest.shards {
		for _, listed := range v.manifest.shards[i].blobs {
			blobs[listed.id] = int64(listed.number)
		}
	}
	return blobs
}

// RemoveBlobs removes blobs; one that is not there is passed over.
func (v *Vault) RemoveBlobs(ids ...BlobID) error {
	for _, id := range ids {
		if err := v.RemoveBlob(id); err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
	}
	return nil
}

// The sizes of the parts of keys.
const (
	idSize       = 16
	entryKeySize = 8
)

// entryOf is the sequence in a key of the journal.
func entryOf(key []byte) uint64 { return binary.BigEndian.Uint64(key) }
