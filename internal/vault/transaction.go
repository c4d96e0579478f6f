package vault

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// The buckets of a vault.
const (
	bucketHeader   = "header"   // two buckets, "1" and "2", each with the same header
	bucketRecords  = "records"  // id: sealed envelope
	bucketJournal  = "journal"  // sequence: sealed entry; sequence and id: the version that the entry superseded
	bucketManifest = "manifest" // first byte of the ids: sealed shard; "index": sealed tags of the shards
	bucketRoot     = "root"     // "root": sealed root of the manifest. Small enough to live in the page of the buckets
	bucketBlobs    = "blobs"    // id and number: sealed chunk

	headerFirst  = "1"
	headerSecond = "2"
	keyHeader    = "header"
	keyIndex     = "index"
	keyRoot      = "root"
)

var buckets = []string{bucketHeader, bucketRecords, bucketJournal, bucketManifest, bucketRoot, bucketBlobs}

// transaction collects what one durable change does. The vault's own picture follows only when it is on disk.
type transaction struct {
	tx     *bolt.Tx
	keys   *keyring
	next   *manifest
	entry  entry // entered into the journal unless its act is 0
	header *header
}

// sequence is the number of the journal entry that t makes.
func (t *transaction) sequence() uint64 { return t.next.root.Entries + 1 }

// writable tells why the vault cannot be written, or nil.
func (v *Vault) writable() error {
	if v.broken != nil {
		return v.broken
	}
	if v.options.ReadOnly {
		return ErrReadOnly
	}
	return nil
}

// transact makes one durable transaction out of what fill does. The caller holds v.mu and has asked writable.
func (v *Vault) transact(act Act, fill func(*transaction) error) error {
	if err := v.readyToWrite(); err != nil {
		return err
	}
	t := &transaction{keys: v.keys, next: v.manifest.draft()}
	t.next.root.Counter = max(t.next.root.Counter, v.seen) + 1
	if act != 0 {
		t.next.root.Clock = t.next.root.Clock.next(v.options.Now())
		t.entry = entry{Act: act, Clock: t.next.root.Clock, Author: v.options.Author}
	}
	err := guard(func() error {
		return v.db.Update(func(tx *bolt.Tx) error {
			t.tx = tx
			if err := v.stillOurs(tx); err != nil {
				return err
			}
			if err := fill(t); err != nil {
				return err
			}
			return t.finish()
		})
	})
	if err != nil {
		return v.judge(err)
	}
	v.manifest = *t.next
	if t.header != nil {
		v.header = *t.header
	}
	v.seen = t.next.root.Counter
	if err := v.counter.write(v.seen); err != nil {
		v.noted = fmt.Errorf("keep transaction counter: %w", err)
	}
	return nil
}

// judge decides whether the vault can go on after a transaction failed: only when the file still says what it
// said before, which a failing disk does not promise. It returns what to tell.
func (v *Vault) judge(failure error) error {
	failure = named(failure)
	var fault *faultError
	if errors.As(failure, &fault) {
		v.broken = v.lookAgain(failure)
		return v.broken
	}
	if errors.Is(failure, ErrOverwritten) {
		v.broken = failure
		return failure
	}
	err := guard(func() error {
		return v.db.View(func(tx *bolt.Tx) error {
			root, err := readRoot(tx, v.keys)
			if err == nil && root.Counter != v.manifest.root.Counter {
				err = ErrDoubt
			}
			return err
		})
	})
	if err != nil {
		v.broken = errors.Join(err, failure)
		return v.broken
	}
	return failure
}

// finish writes the journal entry and the manifest.
func (t *transaction) finish() error {
	if t.entry.Act != 0 {
		if err := t.putEntry(); err != nil {
			return err
		}
	}
	if t.next.pending >= foldAfter || t.entry.Act == ActCreate {
		if err := t.foldShards(); err != nil {
			return err
		}
	}
	encoded, err := encode(t.next.root)
	if err != nil {
		return err
	}
	sealed, err := t.keys.seal(t.keys.manifest, pad(encoded), forRoot)
	if err != nil {
		return err
	}
	return t.put(bucketRoot, []byte(keyRoot), sealed)
}

func (t *transaction) put(bucket string, key, value []byte) error {
	if err := t.tx.Bucket([]byte(bucket)).Put(key, value); err != nil {
		return fmt.Errorf("write %s: %w", bucket, err)
	}
	return nil
}

// putEntry writes the journal entry, and enters into the manifest what it tells.
func (t *transaction) putEntry() error {
	encoded, err := encode(t.entry)
	if err != nil {
		return err
	}
	sequence := t.sequence()
	sealed, err := t.keys.sealEntry(sequence, encoded)
	if err != nil {
		return err
	}
	journal := t.tx.Bucket([]byte(bucketJournal))
	journal.FillPercent = 1 // it only ever grows at its end
	if err := journal.Put(entryKey(sequence), sealed); err != nil {
		return fmt.Errorf("write journal: %w", err)
	}
	t.next.root.Entries = sequence
	t.next.root.Head = chain(t.next.root.Head, encoded)
	t.next.apply(t.entry)
	return nil
}

// foldShards writes the shards that changed and their index.
func (t *transaction) foldShards() error {
	for first := range t.next.stale {
		sealed, err := t.keys.seal(t.keys.manifest, t.next.shards[first].encode(), forShard, first)
		if err != nil {
			return err
		}
		if err := t.put(bucketManifest, []byte{first}, sealed); err != nil {
			return err
		}
		t.next.tags[first] = tagOf(sealed)
	}
	var list bytes.Buffer
	for _, tag := range t.next.tags {
		list.Write(tag[:])
	}
	sealed, err := t.keys.seal(t.keys.manifest, list.Bytes(), forIndex)
	if err != nil {
		return err
	}
	if err := t.put(bucketManifest, []byte(keyIndex), sealed); err != nil {
		return err
	}
	tag := tagOf(sealed)
	t.next.root.Index = tag[:]
	t.next.fold()
	return nil
}

// putHeader writes both copies of the header.
func (t *transaction) putHeader(h header) error {
	framed, err := h.frame(t.keys)
	if err != nil {
		return err
	}
	for _, name := range []string{headerFirst, headerSecond} {
		if err := t.tx.Bucket([]byte(bucketHeader)).Bucket([]byte(name)).Put([]byte(keyHeader), framed); err != nil {
			return fmt.Errorf("write header: %w", err)
		}
	}
	sum := sha256.Sum256(framed)
	t.next.root.Header = sum[:]
	t.header = &h
	return nil
}

// readRoot reads the sealed root of the manifest.
func readRoot(tx *bolt.Tx, k *keyring) (rootLine, error) {
	var root rootLine
	b := tx.Bucket([]byte(bucketRoot))
	if b == nil {
		return root, damaged("manifest: no root")
	}
	padded, err := k.open(k.manifest, b.Get([]byte(keyRoot)), forRoot)
	if err != nil {
		return root, err
	}
	encoded, err := unpad(padded)
	if err != nil {
		return root, damaged("manifest root: %v", err)
	}
	return decodeRoot(encoded)
}

// decodeRoot reads the plaintext of the manifest's root.
func decodeRoot(encoded []byte) (rootLine, error) {
	var root rootLine
	if err := decodeMode.Unmarshal(encoded, &root); err != nil {
		return root, damaged("manifest root: unreadable")
	}
	if len(root.Head) != sha256.Size || len(root.FoldedHead) != sha256.Size || len(root.Header) != sha256.Size ||
		len(root.Index) != tagSize || root.Folded > root.Entries {
		return root, damaged("manifest root: incomplete")
	}
	return root, nil
}
