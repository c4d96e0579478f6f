package main

import (
	"bytes"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
)

type boltStore struct{ db *bolt.DB }

func (s *boltStore) open(folder string) error {
	db, err := bolt.Open(filepath.Join(folder, "peer.bolt"), 0o600, nil)
	if err != nil {
		return err
	}
	s.db = db
	made := false
	if err := db.View(func(tx *bolt.Tx) error {
		made = tx.Bucket(plainBucket) != nil
		return nil
	}); err != nil || made {
		return err
	}
	return db.Update(func(tx *bolt.Tx) error {
		_, err := tx.CreateBucket(plainBucket)
		return err
	})
}

func (s *boltStore) load() (n int, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		return tx.Bucket(plainBucket).ForEach(func(_, value []byte) error {
			if len(bytes.Clone(value)) > 0 {
				n++
			}
			return nil
		})
	})
	return n, err
}

func (s *boltStore) save(records []saved) error {
	return s.db.Update(func(tx *bolt.Tx) error {
		for _, r := range records {
			id := recordID(r.n)
			if err := tx.Bucket(plainBucket).Put(id[:], r.body); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *boltStore) close() error { return s.db.Close() }
