package vault

import (
	"bytes"
	"encoding/binary"

	bolt "go.etcd.io/bbolt"
)

// readManifest reads the shards, adds what the journal tells since they were written, and proves all of it
// against the root.
func readManifest(tx *bolt.Tx, k *keyring) (manifest, error) {
	m := manifest{stale: map[byte]bool{}}
	for _, name := range buckets {
		if tx.Bucket([]byte(name)) == nil {
			return m, damaged("no bucket %s", name)
		}
	}
	var err error
	if m.root, err = readRoot(tx, k); err != nil {
		return m, err
	}
	if err := m.readShards(tx.Bucket([]byte(bucketManifest)), k); err != nil {
		return m, err
	}
	return m, m.replay(tx.Bucket([]byte(bucketJournal)), k)
}

func (m *manifest) readShards(b *bolt.Bucket, k *keyring) error {
	sealed := b.Get([]byte(keyIndex))
	index, err := k.open(k.manifest, sealed, forIndex)
	if err != nil {
		return err
	}
	if tag := tagOf(sealed); !bytes.Equal(tag[:], m.root.Index) || len(index) != 256*tagSize {
		return damaged("manifest index: not the one that the root names")
	}
	for i := range m.shards {
		first := byte(i)
		copy(m.tags[i][:], index[i*tagSize:])
		sealed := b.Get([]byte{first})
		if sealed == nil && m.tags[i] == [tagSize]byte{} {
			continue
		}
		plain, err := k.open(k.manifest, sealed, forShard, first)
		if err != nil {
			return err
		}
		if tagOf(sealed) != m.tags[i] {
			return damaged("manifest shard %d: not the one that the index names", first)
		}
		if m.shards[i], err = decodeShard(plain, first); err != nil {
			return err
		}
	}
	return nil
}

// replay enters what the journal tells since the shards were written.
func (m *manifest) replay(b *bolt.Bucket, k *keyring) error {
	head := m.root.FoldedHead
	for sequence := m.root.Folded + 1; sequence <= m.root.Entries; sequence++ {
		sealed := b.Get(entryKey(sequence))
		if sealed == nil {
			return damaged("journal entry %d is missing", sequence)
		}
		e, encoded, err := k.openEntry(sequence, sealed)
		if err != nil {
			return err
		}
		head = chain(head, encoded)
		m.apply(e)
	}
	if !bytes.Equal(head, m.root.Head) {
		return damaged("journal: not the one that the manifest names")
	}
	last, _ := b.Cursor().Last()
	if len(last) < 8 || binary.BigEndian.Uint64(last) != m.root.Entries {
		return damaged("journal: does not end where the manifest says")
	}
	return nil
}

// proveAll checks that the file holds exactly the records and blobs of the manifest, by id and tag.
func (m *manifest) proveAll(tx *bolt.Tx) error {
	harm := map[ID]Harm{}
	if err := m.compareRecords(tx.Bucket([]byte(bucketRecords)), harm, nil); err != nil {
		return err
	}
	if err := m.compareBlobs(tx.Bucket([]byte(bucketBlobs)), harm); err != nil {
		return err
	}
	if len(harm) > 0 {
		return &DamageError{Part: "content", Records: harm}
	}
	return nil
}

// compareRecords walks bucket and manifest side by side, and hands what is in both to each, in the order of the ids.
func (m *manifest) compareRecords(b *bolt.Bucket, harm map[ID]Harm, each func(l line, sealed []byte) error) error {
	cursor := b.Cursor()
	key, sealed := cursor.First()
	for i := range m.shards {
		for _, l := range m.shards[i].records {
			for ; key != nil && bytes.Compare(key, l.id[:]) < 0; key, sealed = cursor.Next() {
				markForeign(harm, key)
			}
			if key == nil || !bytes.Equal(key, l.id[:]) {
				harm[l.id] = HarmMissing
				continue
			}
			if len(sealed) < sealSize || tagOf(sealed) != l.tag {
				harm[l.id] = HarmExchanged
			} else if each != nil {
				if err := each(l, sealed); err != nil {
					return err
				}
			}
			key, sealed = cursor.Next()
		}
	}
	for ; key != nil; key, _ = cursor.Next() {
		markForeign(harm, key)
	}
	return nil
}

func markForeign(harm map[ID]Harm, key []byte) {
	var id ID
	copy(id[:], key)
	harm[id] = HarmForeign
}

// compareBlobs checks that exactly the chunks of the listed blobs are there.
func (m *manifest) compareBlobs(b *bolt.Bucket, harm map[ID]Harm) error {
	found := map[ID]uint64{}
	err := b.ForEach(func(key, _ []byte) error {
		if len(key) != blobKeySize {
			return damaged("blobs: key of %d bytes", len(key))
		}
		id := ID(key[:16])
		listed, ok := m.blob(id)
		switch n := uint64(binary.BigEndian.Uint32(key[16:])); {
		case !ok:
			harm[id] = HarmForeign
		case n != found[id] || n >= chunksOf(listed.number):
			harm[id] = HarmExchanged
		}
		found[id]++
		return nil
	})
	if err != nil {
		return err
	}
	for i := range m.shards {
		for _, l := range m.shards[i].blobs {
			if found[l.id] < chunksOf(l.number) {
				harm[l.id] = HarmMissing
			}
		}
	}
	return nil
}
