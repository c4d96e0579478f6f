package main

import (
	"github.com/dgraph-io/badger/v4"
)

// badgerStore is Badger with AES-256-CTR over its tables and its log, and otherwise as it comes, but that every commit is
// synced.
type badgerStore struct{ db *badger.DB }

func (s *badgerStore) open(folder string) (err error) {
	o := badger.DefaultOptions(folder).WithLogger(nil).WithSyncWrites(true).WithNumVersionsToKeep(1).
		WithEncryptionKey(make([]byte, 32)).WithIndexCacheSize(64 << 20)
	s.db, err = badger.Open(o)
	return err
}

func (s *badgerStore) load() (n int, err error) {
	err = s.db.View(func(tx *badger.Txn) error {
		o := badger.DefaultIteratorOptions
		o.PrefetchSize = 1000
		it := tx.NewIterator(o)
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			value, err := it.Item().ValueCopy(nil)
			if err != nil {
				return err
			}
			if len(value) > 0 {
				n++
			}
		}
		return nil
	})
	return n, err
}

func (s *badgerStore) save(records []saved) error {
	return s.db.Update(func(tx *badger.Txn) error {
		for _, r := range records {
			id := recordID(r.n)
			if err := tx.Set(id[:], r.body); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *badgerStore) close() error { return s.db.Close() }
