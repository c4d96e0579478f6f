package vault

import (
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// TestWalkAcceptsWhatBboltWrites drives a store through growth, shrinking, splits and overflow, and walks it after
// each transaction.
func TestWalkAcceptsWhatBboltWrites(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	o := storeOptions(false)
	o.NoSync = true
	db, err := bolt.Open(path, 0o600, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { must(t, db.Close()) })
	if err := db.Update(makeBuckets); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 300 {
		err := db.Update(func(tx *bolt.Tx) error {
			for range 1 + r.IntN(60) {
				b := tx.Bucket([]byte(buckets[1+r.IntN(5)]))
				key := binary.BigEndian.AppendUint32(nil, r.Uint32N(3000))
				if round%100 > 50 && r.IntN(10) > 0 {
					k, _ := b.Cursor().Seek(key)
					if k == nil {
						continue
					}
					if err := b.Delete(k); err != nil {
						return err
					}
					continue
				}
				size := r.IntN(900)
				if r.IntN(30) == 0 {
					size = r.IntN(80000)
				}
				if err := b.Put(key, make([]byte, size)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := walkFile(file); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		must(t, file.Close())
	}
}

func TestWalkTellsADamagedNewestMeta(t *testing.T) {
	o := testOptions()
	v, path := newVault(t, o)
	fill(t, v, 0, 20)
	mustClose(t, v)
	sound, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for page := range 2 {
		for _, at := range []int{0, 8, 16, 20, 24, 32, 48, 56, 64, 72} {
			b := append([]byte(nil), sound...)
			b[page*pageSize+at] ^= 1
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := Open(path, Passphrase([]byte(secret)), o); !errors.Is(err, ErrDamaged) {
				t.Errorf("meta page %d, byte %d: %v", page, at, err)
			}
		}
	}
}
