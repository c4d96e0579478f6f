package vault

import (
	"context"
	"errors"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// TestProofTellsWhateverIsWrong harms a vault in ways that only reading all of it can show: the seals are right.
func TestProofTellsWhateverIsWrong(t *testing.T) {
	changed, erased := numbered(5), numbered(1) // three revisions each
	for name, harm := range map[string]func(t *testing.T, v *Vault, tx *bolt.Tx){
		"an entry is gone": func(t *testing.T, _ *Vault, tx *bolt.Tx) {
			must(t, tx.Bucket([]byte(bucketJournal)).Delete(entryKey(3)))
		},
		"an entry says something else": func(t *testing.T, v *Vault, tx *bolt.Tx) {
			reseal(t, v, tx, 3, func(e *entry) { e.Author = "iemand anders" })
		},
		"a version is gone": func(t *testing.T, v *Vault, tx *bolt.Tx) {
			must(t, tx.Bucket([]byte(bucketJournal)).Delete(keptKeys(t, v, tx, changed)[0]))
		},
		"two versions are exchanged": func(t *testing.T, v *Vault, tx *bolt.Tx) {
			b, keys := tx.Bucket([]byte(bucketJournal)), keptKeys(t, v, tx, changed)
			first, second := clone(b.Get(keys[0])), clone(b.Get(keys[1]))
			must(t, b.Put(keys[0], second))
			must(t, b.Put(keys[1], first))
		},
		"an erased version is of another record": func(t *testing.T, v *Vault, tx *bolt.Tx) {
			b := tx.Bucket([]byte(bucketJournal))
			must(t, b.Put(keptKeys(t, v, tx, changed)[0], clone(b.Get(keptKeys(t, v, tx, erased)[0]))))
		},
		"a version is of no record": func(t *testing.T, v *Vault, tx *bolt.Tx) {
			sealed, err := v.keys.sealErased(numbered(999), place{Version: Version{Record: Record{Revision: 1, Entry: 2}}})
			must(t, err)
			must(t, tx.Bucket([]byte(bucketJournal)).Put(versionKey(3, numbered(999)), sealed))
		},
		"a version is another than was promised": func(t *testing.T, v *Vault, tx *bolt.Tx) {
			key := keptKeys(t, v, tx, changed)[1]
			var p place
			must(t, v.keys.openVersion(changed, tx.Bucket([]byte(bucketJournal)).Get(key), &p))
			sealed, _, err := v.keys.sealRecord(changed, envelope{
				Kind: p.Kind, Revision: p.Revision, Clock: p.Clock, Author: p.Author, Salt: make([]byte, saltSize), Entry: p.Entry, Body: p.Body,
			})
			must(t, err)
			must(t, tx.Bucket([]byte(bucketJournal)).Put(key, sealed))
		},
		"a record is gone": func(t *testing.T, _ *Vault, tx *bolt.Tx) {
			must(t, tx.Bucket([]byte(bucketRecords)).Delete(changed[:]))
		},
		"a chunk of a blob is gone": func(t *testing.T, _ *Vault, tx *bolt.Tx) {
			key, _ := tx.Bucket([]byte(bucketBlobs)).Cursor().First()
			must(t, tx.Bucket([]byte(bucketBlobs)).Delete(key))
		},
	} {
		v, _, _, _ := lived(t, testOptions())
		if err := v.prove(context.Background(), nil); err != nil {
			t.Fatal(err)
		}
		must(t, v.db.Update(func(tx *bolt.Tx) error {
			harm(t, v, tx)
			return nil
		}))
		if err := v.prove(context.Background(), nil); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func clone(b []byte) []byte { return append([]byte(nil), b...) }

// reseal changes a journal entry and seals it as its own.
func reseal(t *testing.T, v *Vault, tx *bolt.Tx, sequence uint64, change func(*entry)) {
	t.Helper()
	b := tx.Bucket([]byte(bucketJournal))
	e, _, err := v.keys.openEntry(sequence, b.Get(entryKey(sequence)))
	must(t, err)
	change(&e)
	encoded, err := encode(e)
	must(t, err)
	sealed, err := v.keys.sealEntry(sequence, encoded)
	must(t, err)
	must(t, b.Put(entryKey(sequence), sealed))
}

// keptKeys are where a record's superseded versions are, oldest first.
func keptKeys(t *testing.T, v *Vault, tx *bolt.Tx, id ID) (keys [][]byte) {
	t.Helper()
	listed, _ := v.manifest.record(id)
	places, err := readVersions(tx, v.keys, id, listed)
	must(t, err)
	for _, p := range places {
		if !p.current {
			keys = append(keys, p.key)
		}
	}
	return keys
}

func TestRenewalTellsHowFarItIs(t *testing.T) {
	v, _, _, _ := lived(t, testOptions())
	var seen []int
	most := 0
	must(t, v.Renew(context.Background(), RenewOptions{Progress: func(done, total int) {
		seen, most = append(seen, done), total
	}}))
	if len(seen) < 4 || seen[len(seen)-1] != most {
		t.Errorf("progress is %v of %d", seen, most)
	}
	for i := 1; i < len(seen); i++ {
		if seen[i] < seen[i-1] {
			t.Errorf("progress goes back: %v", seen)
		}
	}
}
