package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// victim is a vault that is about to be damaged, and what there is to damage it with.
type victim struct {
	sound  []byte
	older  [][]byte // earlier states of the same file
	other  []byte   // another vault, with the same passphrase
	want   content
	o      Options
	folder string // of the counter
	tally  string // its file
	count  []byte // as it was
}

// damage is one way to harm a file. It changes b or returns another file; bytes says that it works on whatever bytes there are, others are
// done through bbolt, as who has the file but not the key can.
type damage struct {
	name  string
	bytes func(r *rand.Rand, v *victim, b []byte) []byte
	store func(r *rand.Rand, v *victim, tx *bolt.Tx) error
	// locks tells that the program may take it for a wrong passphrase, or for a newer version: nothing in the file tells otherwise.
	locks bool
}

func anyPage(r *rand.Rand, b []byte) []byte {
	if len(b) < pageSize {
		return b
	}
	return b[r.IntN(len(b)/pageSize)*pageSize:][:pageSize]
}

func garbage(r *rand.Rand, b []byte) {
	for i := range b {
		b[i] = byte(r.Uint32())
	}
}

// newestOf is the number of the meta page that counts, and where it points to.
func newestOf(b []byte) (n uint64, m meta, ok bool) {
	if len(b) < 2*pageSize {
		return 0, m, false
	}
	m, err := newestMeta(b[:pageSize], b[pageSize:2*pageSize])
	return m.txid % 2, m, err == nil
}

// remeta gives a changed meta page a right checksum.
func remeta(page []byte) {
	sum := fnv.New64a()
	sum.Write(page[pageHeader : pageHeader+metaSize-8])
	binary.LittleEndian.PutUint64(page[pageHeader+metaSize-8:], sum.Sum64())
}

// byteDamages harm a file without knowing what is in it.
var byteDamages = []damage{
	{name: "bit", bytes: func(r *rand.Rand, _ *victim, b []byte) []byte {
		b[r.IntN(len(b))] ^= 1 << r.IntN(8)
		return b
	}},
	{name: "several bits", bytes: func(r *rand.Rand, _ *victim, b []byte) []byte {
		for range 2 + r.IntN(40) {
			b[r.IntN(len(b))] ^= 1 << r.IntN(8)
		}
		return b
	}},
	{name: "bit in a page's head or table", bytes: func(r *rand.Rand, _ *victim, b []byte) []byte {
		anyPage(r, b)[r.IntN(min(len(b), 120))] ^= 1 << r.IntN(8)
		return b
	}},
	{name: "zeroed page", bytes: func(r *rand.Rand, _ *victim, b []byte) []byte { clear(anyPage(r, b)); return b }},
	{name: "zeroed sectors", bytes: func(r *rand.Rand, _ *victim, b []byte) []byte {
		at := r.IntN(len(b)) / 512 * 512
		clear(b[at:min(len(b), at+512*(1+r.IntN(64)))])
		return b
	}},
	{name: "garbage page", bytes: func(r *rand.Rand, _ *victim, b []byte) []byte { garbage(r, anyPage(r, b)); return b }},
	{name: "garbage behind a page's head", bytes: func(r *rand.Rand, _ *victim, b []byte) []byte {
		p := anyPage(r, b)
		garbage(r, p[min(16, len(p)):])
		return b
	}},
	{name: "swapped pages", bytes: func(r *rand.Rand, _ *victim, b []byte) []byte {
		p, q := anyPage(r, b), anyPage(r, b)
		kept := bytes.Clone(p)
		copy(p, q)
		copy(q, kept)
		return b
	}},
	{name: "duplicated page", bytes: func(r *rand.Rand, _ *victim, b []byte) []byte {
		copy(anyPage(r, b), bytes.Clone(anyPage(r, b)))
		return b
	}},
	{name: "duplicated page with its number", bytes: func(r *rand.Rand, _ *victim, b []byte) []byte {
		p, q := anyPage(r, b), anyPage(r, b)
		copy(p[min(8, len(p)):], bytes.Clone(q[min(8, len(q)):]))
		return b
	}},
	{name: "truncation", bytes: func(r *rand.Rand, _ *victim, b []byte) []byte { return b[:1+r.IntN(len(b)-1)] }},
	{name: "truncation to whole pages", bytes: func(r *rand.Rand, _ *victim, b []byte) []byte {
		return b[:max(1, r.IntN(len(b)/pageSize+1)*pageSize)]
	}},
	{name: "junk at the end", bytes: func(r *rand.Rand, _ *victim, b []byte) []byte {
		return append(b, bytes.Repeat([]byte{byte(r.Uint32())}, r.IntN(3*pageSize))...)
	}},
	{name: "bytes slipped in", bytes: func(r *rand.Rand, _ *victim, b []byte) []byte {
		at := r.IntN(len(b))
		junk := make([]byte, 1+r.IntN(600))
		garbage(r, junk)
		return append(append(bytes.Clone(b[:at]), junk...), b[at:]...)
	}},
	{name: "bytes taken out", bytes: func(r *rand.Rand, _ *victim, b []byte) []byte {
		at := r.IntN(len(b))
		return append(bytes.Clone(b[:at]), b[min(len(b), at+1+r.IntN(600)):]...)
	}},
	{name: "page of an older file", bytes: func(r *rand.Rand, v *victim, b []byte) []byte {
		older := v.older[r.IntN(len(v.older))]
		at := r.IntN(len(older)/pageSize) * pageSize
		if at+pageSize <= len(b) {
			copy(b[at:at+pageSize], older[at:])
		}
		return b
	}},
	{name: "meta page of an older file", bytes: func(r *rand.Rand, v *victim, b []byte) []byte {
		at := r.IntN(2) * pageSize
		copy(b[min(at, len(b)):min(at+pageSize, len(b))], v.older[r.IntN(len(v.older))][at:])
		return b
	}},
	{name: "page of another vault", bytes: func(r *rand.Rand, v *victim, b []byte) []byte {
		copy(anyPage(r, b), anyPage(r, v.other))
		return b
	}},
	{name: "an old copy of the file put back", bytes: func(r *rand.Rand, v *victim, _ []byte) []byte {
		return bytes.Clone(v.older[r.IntN(len(v.older))])
	}},
	{name: "meta page changed, with a right checksum", bytes: func(r *rand.Rand, _ *victim, b []byte) []byte {
		if len(b) < 2*pageSize {
			return b
		}
		page := b[r.IntN(2)*pageSize:][:pageSize]
		field := []int{8, 16, 32, 40, 48}[r.IntN(5)]
		binary.LittleEndian.PutUint32(page[pageHeader+field:], r.Uint32N(uint32(len(b)/pageSize+3)))
		remeta(page)
		return b
	}},
	{name: "newest meta page torn", bytes: func(r *rand.Rand, _ *victim, b []byte) []byte {
		if n, _, ok := newestOf(b); ok {
			garbage(r, b[n*pageSize+uint64(r.IntN(80)):][:1+r.IntN(400)])
		}
		return b
	}},
	{name: "both meta pages broken", bytes: func(r *rand.Rand, _ *victim, b []byte) []byte {
		clear(b[:min(len(b), 2*pageSize)])
		return b
	}},
	{name: "free list harmed", bytes: func(r *rand.Rand, _ *victim, b []byte) []byte {
		if _, m, ok := newestOf(b); ok && int(m.freelist+1)*pageSize <= len(b) {
			list := b[m.freelist*pageSize:][:pageSize]
			switch r.IntN(3) {
			case 0:
				clear(list[pageHeader:])
			case 1:
				binary.LittleEndian.PutUint16(list[10:], uint16(r.IntN(300)))
			default:
				binary.LittleEndian.PutUint64(list[pageHeader+8*r.IntN(8):], uint64(r.IntN(len(b)/pageSize+2)))
			}
		}
		return b
	}},
}

// anyOf returns the value under a random key of a bucket with keys of a length; 0 is any length.
func anyOf(r *rand.Rand, tx *bolt.Tx, bucket string, length int) (key, value []byte) {
	b := tx.Bucket([]byte(bucket))
	if b == nil {
		return nil, nil
	}
	var keys [][]byte
	cursor := b.Cursor()
	for k, v := cursor.First(); k != nil; k, v = cursor.Next() {
		if v != nil && (length == 0 || len(k) == length) {
			keys = append(keys, bytes.Clone(k))
		}
	}
	if len(keys) == 0 {
		return nil, nil
	}
	key = keys[r.IntN(len(keys))]
	return key, bytes.Clone(b.Get(key))
}

// inOther reads from another file.
func inOther(file []byte, read func(tx *bolt.Tx) error) error {
	folder, err := os.MkdirTemp("", "other")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	path := filepath.Join(folder, "f")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		return err
	}
	db, err := bolt.Open(path, 0o600, storeOptions(true))
	if err != nil {
		return err
	}
	defer db.Close()
	return db.View(read)
}

// removed, exchanged, moved, broken and put back are what can happen to the values of a bucket.
func removed(bucket string, length, most int) func(*rand.Rand, *victim, *bolt.Tx) error {
	return func(r *rand.Rand, _ *victim, tx *bolt.Tx) error {
		for range 1 + r.IntN(most) {
			if key, _ := anyOf(r, tx, bucket, length); key != nil {
				if err := tx.Bucket([]byte(bucket)).Delete(key); err != nil {
					return err
				}
			}
		}
		return nil
	}
}

func exchanged(bucket string, length int) func(*rand.Rand, *victim, *bolt.Tx) error {
	return func(r *rand.Rand, _ *victim, tx *bolt.Tx) error {
		a, va := anyOf(r, tx, bucket, length)
		b, vb := anyOf(r, tx, bucket, length)
		if a == nil || b == nil {
			return nil
		}
		if err := tx.Bucket([]byte(bucket)).Put(a, vb); err != nil {
			return err
		}
		return tx.Bucket([]byte(bucket)).Put(b, va)
	}
}

func moved(bucket string, length int) func(*rand.Rand, *victim, *bolt.Tx) error {
	return func(r *rand.Rand, _ *victim, tx *bolt.Tx) error {
		key, value := anyOf(r, tx, bucket, length)
		if key == nil {
			return nil
		}
		if err := tx.Bucket([]byte(bucket)).Delete(key); err != nil {
			return err
		}
		key[r.IntN(len(key))] ^= 1 << r.IntN(8)
		return tx.Bucket([]byte(bucket)).Put(key, value)
	}
}

func broken(bucket string, length int) func(*rand.Rand, *victim, *bolt.Tx) error {
	return func(r *rand.Rand, _ *victim, tx *bolt.Tx) error {
		key, value := anyOf(r, tx, bucket, length)
		if key == nil || len(value) == 0 {
			return nil
		}
		switch r.IntN(3) {
		case 0:
			value[r.IntN(len(value))] ^= 1 << r.IntN(8)
		case 1:
			value = value[:r.IntN(len(value))]
		default:
			value = append(value, byte(r.Uint32()))
		}
		return tx.Bucket([]byte(bucket)).Put(key, value)
	}
}

func putBack(bucket string, length int, from func(*rand.Rand, *victim) []byte) func(*rand.Rand, *victim, *bolt.Tx) error {
	return func(r *rand.Rand, v *victim, tx *bolt.Tx) error {
		return inOther(from(r, v), func(old *bolt.Tx) error {
			b := tx.Bucket([]byte(bucket))
			if b == nil {
				return nil
			}
			var keys [][]byte // that are not as they are now, as most are
			cursor := old.Bucket([]byte(bucket)).Cursor()
			for key, value := cursor.First(); key != nil; key, value = cursor.Next() {
				if (length == 0 || len(key) == length) && !bytes.Equal(b.Get(key), value) {
					keys = append(keys, key)
				}
			}
			if len(keys) == 0 {
				return nil
			}
			key := keys[r.IntN(len(keys))]
			return b.Put(bytes.Clone(key), bytes.Clone(old.Bucket([]byte(bucket)).Get(key)))
		})
	}
}

// underOwnKey puts a value of another vault under a key of this one.
func underOwnKey(bucket string, length int) func(*rand.Rand, *victim, *bolt.Tx) error {
	return func(r *rand.Rand, v *victim, tx *bolt.Tx) error {
		return inOther(v.other, func(other *bolt.Tx) error {
			key, _ := anyOf(r, tx, bucket, length)
			_, value := anyOf(r, other, bucket, length)
			if key == nil || value == nil {
				return nil
			}
			return tx.Bucket([]byte(bucket)).Put(key, value)
		})
	}
}

func fromOlder(r *rand.Rand, v *victim) []byte { return v.older[r.IntN(len(v.older))] }

// headers changes copies of the header: both, or one of them when the change is to be mended.
func headers(both bool, change func(r *rand.Rand, v *victim, h []byte) []byte) func(*rand.Rand, *victim, *bolt.Tx) error {
	return func(r *rand.Rand, v *victim, tx *bolt.Tx) error {
		names := []string{headerFirst, headerSecond}
		if !both {
			names = names[r.IntN(2):][:1]
		}
		b := tx.Bucket([]byte(bucketHeader))
		if b == nil || b.Bucket([]byte(names[0])) == nil {
			return nil
		}
		h := b.Bucket([]byte(names[0])).Get([]byte(keyHeader))
		if h == nil {
			return nil
		}
		changed := change(r, v, bytes.Clone(h))
		for _, name := range names {
			if b.Bucket([]byte(name)) == nil {
				continue
			}
			if err := b.Bucket([]byte(name)).Put([]byte(keyHeader), changed); err != nil {
				return err
			}
		}
		return nil
	}
}

// rewritten is a header with another content, the MAC as it was, and a right checksum.
func rewritten(h []byte, change func(h *header)) []byte {
	p, err := parseHeader(h)
	if err != nil {
		return h
	}
	change(&p.header)
	body, err := encode(p.header)
	if err != nil {
		return h
	}
	b := binary.BigEndian.AppendUint32(bytes.Clone(h[:headerPrefix]), uint32(len(body)))
	b = append(append(b, body...), h[len(h)-2*sha256.Size:len(h)-sha256.Size]...)
	sum := sha256.Sum256(b)
	return append(b, sum[:]...)
}

func headerOf(file []byte) (h []byte) {
	_ = inOther(file, func(tx *bolt.Tx) error {
		h = bytes.Clone(tx.Bucket([]byte(bucketHeader)).Bucket([]byte(headerFirst)).Get([]byte(keyHeader)))
		return nil
	})
	return h
}

func changedDerivation(r *rand.Rand, _ *victim, h []byte) []byte {
	return rewritten(h, func(h *header) {
		switch d := &h.Derivation; r.IntN(7) {
		case 0:
			d.Salt = bytes.Clone(d.Salt)
			d.Salt[r.IntN(len(d.Salt))] ^= 1
		case 1:
			d.Memory += 8
		case 2:
			d.Passes++
		case 3:
			d.Lanes++
		case 4:
			d.Memory = 1 << 31
		case 5:
			d.Lanes = 0
		default:
			d.Algorithm = 2
		}
	})
}

// storeDamages harm what is in a file, as who knows the format can.
var storeDamages = []damage{
	{name: "record removed", store: removed(bucketRecords, 0, 1)},
	{name: "records removed", store: removed(bucketRecords, 0, 40)},
	{name: "record put back from an older copy", store: putBack(bucketRecords, 0, fromOlder)},
	{name: "records exchanged", store: exchanged(bucketRecords, 0)},
	{name: "record moved to another id", store: moved(bucketRecords, 0)},
	{name: "record broken", store: broken(bucketRecords, 0)},
	{name: "record of another vault added", store: putBack(bucketRecords, 0, func(_ *rand.Rand, v *victim) []byte { return v.other })},
	{name: "record exchanged between vaults", store: underOwnKey(bucketRecords, 0)},
	{name: "journal entry removed", store: removed(bucketJournal, keyLenEntry, 3)},
	{name: "journal entries exchanged", store: exchanged(bucketJournal, keyLenEntry)},
	{name: "journal entry broken", store: broken(bucketJournal, keyLenEntry)},
	{name: "journal entry of another vault", store: underOwnKey(bucketJournal, keyLenEntry)},
	{name: "version removed", store: removed(bucketJournal, keyLenVersion, 3)},
	{name: "versions exchanged", store: exchanged(bucketJournal, keyLenVersion)},
	{name: "version moved", store: moved(bucketJournal, keyLenVersion)},
	{name: "version broken", store: broken(bucketJournal, keyLenVersion)},
	{name: "erased version put back from an older copy", store: putBack(bucketJournal, keyLenVersion, fromOlder)},
	{name: "version put in the place of a record", store: func(r *rand.Rand, _ *victim, tx *bolt.Tx) error {
		key, value := anyOf(r, tx, bucketJournal, keyLenVersion)
		if key == nil || tx.Bucket([]byte(bucketRecords)) == nil {
			return nil
		}
		return tx.Bucket([]byte(bucketRecords)).Put(key[8:], value)
	}},
	{name: "chunk removed", store: removed(bucketBlobs, 0, 1)},
	{name: "chunks exchanged", store: exchanged(bucketBlobs, 0)},
	{name: "chunk broken", store: broken(bucketBlobs, 0)},
	{name: "chunk moved", store: moved(bucketBlobs, 0)},
	{name: "blob of an older copy put back", store: putBack(bucketBlobs, 0, fromOlder)},
	{name: "shard removed", store: removed(bucketManifest, 0, 3)},
	{name: "shards exchanged", store: exchanged(bucketManifest, 0)},
	{name: "shard put back from an older copy", store: putBack(bucketManifest, 0, fromOlder)},
	{name: "shard broken", store: broken(bucketManifest, 0)},
	{name: "root of the manifest put back from an older copy", store: putBack(bucketRoot, 0, fromOlder)},
	{name: "root of the manifest broken", store: broken(bucketRoot, 0)},
	{name: "root of the manifest of another vault", store: putBack(bucketRoot, 0, func(_ *rand.Rand, v *victim) []byte { return v.other })},
	{name: "bucket removed", store: func(r *rand.Rand, _ *victim, tx *bolt.Tx) error {
		name := []byte(buckets[r.IntN(len(buckets))])
		if tx.Bucket(name) == nil {
			return nil
		}
		return tx.DeleteBucket(name)
	}},
	{name: "bucket emptied", store: func(r *rand.Rand, _ *victim, tx *bolt.Tx) error {
		name := []byte(buckets[r.IntN(len(buckets))])
		if tx.Bucket(name) == nil {
			return nil
		}
		if err := tx.DeleteBucket(name); err != nil {
			return err
		}
		_, err := tx.CreateBucket(name)
		return err
	}},
	{name: "one header broken", store: headers(false, func(r *rand.Rand, _ *victim, h []byte) []byte {
		h[r.IntN(len(h))] ^= 1 << r.IntN(8)
		return h
	})},
	{name: "both headers broken", store: headers(true, func(r *rand.Rand, _ *victim, h []byte) []byte {
		h[r.IntN(len(h))] ^= 1 << r.IntN(8)
		return h
	})},
	{name: "slots exchanged", store: headers(true, func(_ *rand.Rand, _ *victim, h []byte) []byte {
		return rewritten(h, func(h *header) { h.Slots[0], h.Slots[len(h.Slots)-1] = h.Slots[len(h.Slots)-1], h.Slots[0] })
	})},
	{name: "slot taken out", store: headers(true, func(_ *rand.Rand, _ *victim, h []byte) []byte {
		return rewritten(h, func(h *header) { h.Slots = h.Slots[:len(h.Slots)-1] })
	})},
	{name: "slots of another vault", locks: true, store: headers(true, func(_ *rand.Rand, v *victim, h []byte) []byte {
		other, err := parseHeader(headerOf(v.other))
		if err != nil {
			return h
		}
		return rewritten(h, func(h *header) { h.Slots = other.Slots })
	})},
	{name: "header of another vault", store: headers(true, func(_ *rand.Rand, v *victim, _ []byte) []byte { return headerOf(v.other) })},
	{name: "one header of another vault", store: headers(false, func(_ *rand.Rand, v *victim, _ []byte) []byte { return headerOf(v.other) })},
	{name: "header of an older copy", store: headers(true, func(_ *rand.Rand, v *victim, _ []byte) []byte { return headerOf(v.older[0]) })},
	{name: "derivation changed, with a right checksum", locks: true, store: headers(true, changedDerivation)},
	{name: "another format version, with a right checksum", locks: true, store: headers(true, func(r *rand.Rand, _ *victim, h []byte) []byte {
		return ofVersion(h, uint16(r.IntN(5)))
	})},
}

// inStore harms a file by way of bbolt.
func inStore(t testing.TB, file []byte, path string, harm func(tx *bolt.Tx) error) []byte {
	t.Helper()
	must(t, os.WriteFile(path, file, 0o600))
	o := storeOptions(false)
	o.NoSync = true
	db, err := bolt.Open(path, 0o600, o)
	must(t, err)
	err = db.Update(harm)
	must(t, db.Close())
	must(t, err)
	b, err := os.ReadFile(path)
	must(t, err)
	return b
}

// compacted is a file without the pages that are not in use, where salvage finds much of what was removed.
func compacted(t testing.TB, file []byte, path string) []byte {
	t.Helper()
	must(t, os.WriteFile(path, file, 0o600))
	must(t, removeIfThere(path+".compact"))
	o := storeOptions(false)
	o.NoSync = true
	from, err := bolt.Open(path, 0o600, storeOptions(true))
	must(t, err)
	to, err := bolt.Open(path+".compact", 0o600, o)
	must(t, err)
	must(t, bolt.Compact(to, from, 0))
	must(t, from.Close())
	must(t, to.Close())
	b, err := os.ReadFile(path + ".compact")
	must(t, err)
	return b
}
