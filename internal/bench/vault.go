package main

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"
)

const (
	recordCount = 100_000
	rounds      = 7
)

func init() {
	register("load", "opening a vault of 100,000 records and loading all, key derivation aside, beside the floor: reading "+
		"the same file in order, opening as many AES-GCM ciphertexts of the same sizes, decoding their CBOR; one processor", measureLoad)
	register("save", "one durable save at 100,000 records beside plain bbolt's put of the same body", measureSave)
	register("renew", "renewing a vault of 100,000 records (everything sealed under a new key in a new file, which is opened and read "+
		"whole before it counts) beside opening and loading it, key derivation aside", measureRenew)
}

func options() vault.Options {
	return vault.Options{Now: time.Now, Author: "bench", UnsafeWeakKeys: true}
}

var passphrase = []byte("bench")

// body is 200 to 700 bytes, as contacts and actions are, and the same for a number each time.
func body(n uint64) []byte {
	r := mathrand.New(mathrand.NewPCG(n, 1))
	b := make([]byte, 200+r.IntN(500))
	for i := range b {
		b[i] = 'a' + byte(r.UintN(26))
	}
	return b
}

func recordID(n uint64) (id vault.ID) {
	r := mathrand.NewPCG(n, 2)
	binary.LittleEndian.PutUint64(id[:], r.Uint64())
	binary.LittleEndian.PutUint64(id[8:], r.Uint64())
	return id
}

// filled makes a vault of recordCount records, written in a hundred commits.
func filled(b *bench) (*vault.Vault, string, error) {
	path := filepath.Join(b.folder, "bench.vault")
	o := options()
	o.CounterFolder = b.folder // a save keeps the counter outside too
	v, _, err := vault.Create(path, passphrase, o)
	if err != nil {
		return nil, "", err
	}
	for start := uint64(0); start < recordCount; start += 1000 {
		changes := make([]vault.Change, 1000)
		for i := range changes {
			n := start + uint64(i)
			changes[i] = vault.Change{ID: recordID(n), Kind: "contact", Body: body(n)}
		}
		if _, err := v.Commit(changes); err != nil {
			return nil, "", err
		}
	}
	return v, path, nil
}

func loadAll(v *vault.Vault) error {
	n := 0
	err := v.Load(context.Background(), func(vault.Record) error {
		n++
		return nil
	})
	if err == nil && n < recordCount {
		err = fmt.Errorf("%d records", n)
	}
	return err
}

func measureLoad(b *bench) error {
	v, path, err := filled(b)
	if err != nil {
		return err
	}
	if err := v.Close(); err != nil {
		return err
	}
	f, err := newFloor()
	if err != nil {
		return err
	}
	ours := func() (time.Duration, error) {
		return timed(func() error {
			v, err := vault.Open(path, vault.Passphrase(passphrase), options())
			if err != nil {
				return err
			}
			return errors.Join(loadAll(v), v.Close())
		})
	}
	floor := func() (time.Duration, error) { return timed(func() error { return f.run(path) }) }
	warm, err := sideBySide(rounds, ours, floor)
	if err != nil {
		return err
	}
	b.report("load all, warm", warm[0], "floor", warm[1], 2)
	if how := dropCache(path); how != nil {
		fmt.Printf("  cold is not measured: %v\n", how)
		return nil
	}
	chilled := func(f func() (time.Duration, error)) func() (time.Duration, error) {
		return func() (time.Duration, error) {
			if err := dropCache(path); err != nil {
				return 0, err
			}
			return f()
		}
	}
	cold, err := sideBySide(rounds, chilled(ours), chilled(floor))
	if err != nil {
		return err
	}
	b.report("load all, cold ("+cacheMethod+")", cold[0], "floor", cold[1], 2)
	return nil
}

// floor is the least that loading can cost: what the envelopes of the vault look like, sealed under one key.
type floor struct {
	aead   cipher.AEAD
	decode cbor.DecMode
	sealed [][]byte
	buffer []byte
}

// envelope has the fields of the vault's own.
type envelope struct {
	Kind     string      `cbor:"1,keyasint"`
	Revision uint64      `cbor:"2,keyasint"`
	Clock    vault.Clock `cbor:"3,keyasint"`
	Author   string      `cbor:"4,keyasint"`
	Deleted  bool        `cbor:"5,keyasint"`
	Salt     []byte      `cbor:"6,keyasint"`
	Entry    uint64      `cbor:"7,keyasint"`
	Body     []byte      `cbor:"8,keyasint"`
}

func newFloor() (*floor, error) {
	block, err := aes.NewCipher(make([]byte, 32))
	if err != nil {
		return nil, err
	}
	f := &floor{buffer: make([]byte, 1<<20)}
	if f.aead, err = cipher.NewGCM(block); err != nil {
		return nil, err
	}
	if f.decode, err = (cbor.DecOptions{}).DecMode(); err != nil {
		return nil, err
	}
	for n := range uint64(recordCount) {
		e := envelope{
			Kind: "contact", Revision: 1, Clock: vault.Clock{Millis: time.Now().UnixMilli()}, Author: "bench",
			Salt: make([]byte, 16), Entry: n/1000 + 2, Body: body(n),
		}
		content, err := cbor.Marshal(e)
		if err != nil {
			return nil, err
		}
		size := 256
		for size < 4+len(content) {
			if size&(size-1) == 0 {
				size += size / 2
			} else {
				size += size / 3
			}
		}
		plain := make([]byte, size)
		binary.BigEndian.PutUint32(plain, uint32(len(content)))
		copy(plain[4:], content)
		nonce := make([]byte, 12)
		if _, err := rand.Read(nonce); err != nil {
			return nil, err
		}
		f.sealed = append(f.sealed, f.aead.Seal(nonce, nonce, plain, nil))
	}
	return f, nil
}

// read reads a file in order.
func (f *floor) read(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	for {
		if _, err := file.Read(f.buffer); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func (f *floor) run(path string) error {
	if err := f.read(path); err != nil {
		return err
	}
	for _, sealed := range f.sealed {
		plain, err := f.aead.Open(nil, sealed[:12], sealed[12:], nil)
		if err != nil {
			return err
		}
		var e envelope
		if err := f.decode.Unmarshal(plain[4:4+binary.BigEndian.Uint32(plain)], &e); err != nil {
			return err
		}
	}
	return nil
}

// saves is the number of saves in a round. Rounds are short, so that the two sides stay close together.
const saves = 20

func measureSave(b *bench) error {
	v, _, err := filled(b)
	if err != nil {
		return err
	}
	defer v.Close()
	if err := loadAll(v); err != nil {
		return err
	}
	db, err := plain(b)
	if err != nil {
		return err
	}
	defer db.Close()
	var ours, theirs, oursNew, theirsNew []time.Duration
	revisions := map[uint64]uint64{}
	r := mathrand.New(mathrand.NewPCG(3, 3))
	next := uint64(recordCount)
	for range 50 * saves {
		n, content := r.Uint64N(recordCount), body(r.Uint64())
		took, err := timed(func() error {
			_, err := v.Commit([]vault.Change{{ID: recordID(n), Kind: "contact", Base: 1 + revisions[n], Body: content}})
			return err
		})
		if err != nil {
			return err
		}
		revisions[n]++
		ours = append(ours, took)
		if took, err = timed(func() error { return putPlain(db, recordID(n), content) }); err != nil {
			return err
		}
		theirs = append(theirs, took)

		if took, err = timed(func() error {
			_, err := v.Commit([]vault.Change{{ID: recordID(next), Kind: "contact", Body: content}})
			return err
		}); err != nil {
			return err
		}
		oursNew = append(oursNew, took)
		if took, err = timed(func() error { return putPlain(db, recordID(next), content) }); err != nil {
			return err
		}
		theirsNew = append(theirsNew, took)
		next++
	}
	b.report("change a record, median", quantile(ours, 0.5), "plain bbolt", quantile(theirs, 0.5), 1.3)
	b.report("change a record, 95th percentile", quantile(ours, 0.95), "plain bbolt", quantile(theirs, 0.95), 0)
	b.report("change a record, mean", mean(ours), "plain bbolt", mean(theirs), 0)
	b.report("new record, median", quantile(oursNew, 0.5), "plain bbolt", quantile(theirsNew, 0.5), 1.3)
	return nil
}

func mean(times []time.Duration) time.Duration {
	var sum time.Duration
	for _, t := range times {
		sum += t
	}
	return sum / time.Duration(len(times))
}

var plainBucket = []byte("records")

// plain is the same content in a bbolt file without any vault, written the same way.
func plain(b *bench) (*bolt.DB, error) {
	db, err := bolt.Open(filepath.Join(b.folder, "plain.bolt"), 0o600, nil)
	if err != nil {
		return nil, err
	}
	for start := uint64(0); start < recordCount; start += 1000 {
		err := db.Update(func(tx *bolt.Tx) error {
			bucket, err := tx.CreateBucketIfNotExists(plainBucket)
			if err != nil {
				return err
			}
			for n := start; n < start+1000; n++ {
				id := recordID(n)
				if err := bucket.Put(id[:], body(n)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return db, nil
}

func putPlain(db *bolt.DB, id vault.ID, content []byte) error {
	return db.Update(func(tx *bolt.Tx) error { return tx.Bucket(plainBucket).Put(id[:], content) })
}

func measureRenew(b *bench) error {
	v, path, err := filled(b)
	if err != nil {
		return err
	}
	before, err := os.Stat(path)
	if err != nil {
		return err
	}
	times, err := sideBySide(rounds,
		func() (time.Duration, error) {
			return timed(func() error { return v.Renew(context.Background(), vault.RenewOptions{}) })
		},
		func() (time.Duration, error) {
			if err := v.Close(); err != nil {
				return 0, err
			}
			return timed(func() error {
				if v, err = vault.Open(path, vault.Passphrase(passphrase), options()); err != nil {
					return err
				}
				return loadAll(v)
			})
		},
		func() (time.Duration, error) { return timed(func() error { return loadAll(v) }) })
	if err != nil {
		return err
	}
	after, err := os.Stat(path)
	if err != nil {
		return err
	}
	fmt.Printf("  file: %d MiB before, %d MiB after\n", before.Size()>>20, after.Size()>>20)
	b.report("renew", times[0], "open and load all", times[1], 3)
	b.report("renew", times[0], "load all, already open", times[2], 0)
	return v.Close()
}
