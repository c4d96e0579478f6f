package vault

import (
	"encoding/binary"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// Version is one revision of a record.
type Version struct {
	Record
	// Erased tells that its content is gone. Only ID, Revision and Entry are known.
	Erased bool
}

// place is a version and where it is kept.
type place struct {
	Version
	promise [32]byte // commitment, of what is not erased
	current bool
	key     []byte // in the journal's bucket, of what is superseded
}

// Versions returns all revisions of a record, oldest first, the present one last.
func (v *Vault) Versions(id ID) ([]Version, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.broken != nil {
		return nil, v.broken
	}
	listed, ok := v.manifest.record(id)
	if !ok {
		return nil, ErrNotFound
	}
	var versions []Version
	err := guard(func() error {
		return v.db.View(func(tx *bolt.Tx) error {
			places, err := readVersions(tx, v.keys, id, listed)
			for _, p := range places {
				versions = append(versions, p.Version)
			}
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	return versions, nil
}

// readVersions follows a record from its present version back to its first: each names the journal entry that
// wrote it, and what that entry superseded is kept beside it.
func readVersions(tx *bolt.Tx, k *keyring, id ID, listed line) ([]place, error) {
	exchanged := &DamageError{Part: "record", Records: map[ID]Harm{id: HarmExchanged}}
	records, journal := tx.Bucket([]byte(bucketRecords)), tx.Bucket([]byte(bucketJournal))
	sealed := records.Get(id[:])
	if len(sealed) < sealSize || tagOf(sealed) != listed.tag {
		return nil, exchanged
	}
	var places []place
	for revision := listed.number; revision > 0; revision-- {
		p := place{current: revision == listed.number}
		if !p.current {
			p.key = versionKey(places[len(places)-1].Entry, id)
			if sealed = journal.Get(p.key); sealed == nil {
				return nil, &DamageError{Part: "version", Records: map[ID]Harm{id: HarmMissing}}
			}
		}
		if err := k.openVersion(id, sealed, &p); err != nil {
			return nil, err
		}
		if p.Revision != revision || len(places) > 0 && p.Entry >= places[len(places)-1].Entry {
			return nil, exchanged
		}
		places = append(places, p)
	}
	slices.Reverse(places)
	return places, nil
}

// openVersion opens a version, or the mark of an erased one.
func (k *keyring) openVersion(id ID, sealed []byte, p *place) error {
	if !p.current && len(sealed) == erasedSize {
		mark, err := k.open(k.records, sealed, forErased, id[:]...)
		if err != nil {
			return &DamageError{Part: "version", Records: map[ID]Harm{id: HarmUnreadable}}
		}
		p.Erased = true
		p.Record = Record{ID: id, Revision: binary.BigEndian.Uint64(mark), Entry: binary.BigEndian.Uint64(mark[8:])}
		return nil
	}
	e, encoded, err := k.openEnvelope(id, sealed)
	if err != nil {
		return err
	}
	p.Record = e.record(id)
	p.promise = commitment(id, encoded)
	return nil
}

// erasedSize is the length of the mark of an erased version: revision and entry, sealed. No record is that short.
const erasedSize = 16 + sealSize

// sealErased seals the mark that takes the place of an erased version.
func (k *keyring) sealErased(id ID, p place) ([]byte, error) {
	mark := binary.BigEndian.AppendUint64(nil, p.Revision)
	mark = binary.BigEndian.AppendUint64(mark, p.Entry)
	return k.seal(k.records, mark, forErased, id[:]...)
}
