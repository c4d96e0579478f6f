package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// A file is too large for a fuzzer to change as bytes, and a change that lands anywhere mostly lands in a ciphertext. So the
// targets here read their input as a list of edits of a real file. An edit is 14 bytes: what (1), a page (1), an entry of
// that page (1), the width of a field (1), another page (2), a value (8).
const editSize = 14

type edit struct {
	what, page, entry, width byte
	other                    uint16
	value                    uint64
}

func (e edit) bytes() []byte {
	b := binary.LittleEndian.AppendUint16([]byte{e.what, e.page, e.entry, e.width}, e.other)
	return binary.LittleEndian.AppendUint64(b, e.value)
}

func readEdits(b []byte) (edits []edit) {
	for ; len(b) >= editSize && len(edits) < 20; b = b[editSize:] {
		edits = append(edits, edit{
			b[0], b[1], b[2], b[3], binary.LittleEndian.Uint16(b[4:]), binary.LittleEndian.Uint64(b[6:]),
		})
	}
	return edits
}

// The kinds of edits.
const (
	editHead     = iota // of a page: a field of its first 16 bytes
	editTable           // of a page: a field of an entry of its table
	editMeta            // a field of a meta page
	editCopy            // a page becomes a copy of another
	editMove            // the same, but it says its own number
	editSwap            // two pages are exchanged
	editBytes           // a number anywhere in a page
	editShift           // a key or value grows or shrinks by a little
	editCut             // the file ends early
	editBothMeta        // a field of both meta pages
	edits
)

// apply makes an edit in a copy of a file, whose length stays.
func (e edit) apply(b []byte) []byte {
	pages := len(b) / pageSize
	if pages < 4 {
		return b
	}
	page := b[int(e.page)%pages*pageSize:][:pageSize]
	other := b[int(e.other)%pages*pageSize:][:pageSize]
	switch e.what % edits {
	case editHead:
		setField(page, []int{0, 8, 10, 12}[e.entry%4], e.width, e.value)
	case editTable:
		at := pageHeader + int(e.entry)%max(1, int(binary.LittleEndian.Uint16(page[10:])))%200*elementSize
		setField(page, at+int(e.other)%4*4, e.width, e.value)
	case editMeta:
		setField(b[int(e.page)%2*pageSize:], pageHeader+int(e.entry)%14*4, e.width, e.value)
	case editBothMeta:
		setField(b, pageHeader+int(e.entry)%14*4, e.width, e.value)
		setField(b[pageSize:], pageHeader+int(e.entry)%14*4, e.width, e.value)
	case editCopy:
		copy(page, other)
	case editMove:
		copy(page[8:], other[8:])
	case editSwap:
		kept := slices.Clone(page)
		copy(page, other)
		copy(other, kept)
	case editBytes:
		setField(page, int(e.other)%(pageSize-8), e.width, e.value)
	case editShift:
		at := pageHeader + int(e.entry)%max(1, int(binary.LittleEndian.Uint16(page[10:])))%200*elementSize + int(e.other)%4*4
		setField(page, at, 2, uint64(binary.LittleEndian.Uint32(page[at:]))+uint64(int64(int8(e.width))))
	case editCut:
		return b[:max(1, int(e.value%uint64(len(b))))]
	}
	return b
}

func setField(b []byte, at int, width byte, value uint64) {
	var raw [8]byte
	binary.LittleEndian.PutUint64(raw[:], value)
	copy(b[at:], raw[:1<<(width%4)])
}

// mend makes the checksums of the meta pages right again, so that what they say is believed.
func mend(b []byte) {
	for n := range min(2, len(b)/pageSize) {
		m := b[n*pageSize+pageHeader:][:metaSize]
		sum := fnv.New64a()
		sum.Write(m[:metaSize-8])
		binary.LittleEndian.PutUint64(m[56:], sum.Sum64())
	}
}

// addEdits gives the fuzzer a file as it is, and with each kind of edit in each page.
func addEdits(add func(edits []byte)) {
	add(nil)
	for what := range byte(edits) {
		for page := range byte(24) {
			e := edit{what: what, page: page, entry: page, width: 2, other: uint16(page) + 5, value: uint64(page)}
			add(e.bytes())
			e.entry, e.width, e.value = 1, 3, 1<<63-1
			add(append(e.bytes(), edit{what: what, page: page + 1, other: 1}.bytes()...))
		}
	}
	add(edit{what: editCut, value: 3 * pageSize}.bytes())
	add(edit{what: editCut, value: 5*pageSize + 1}.bytes())
}

// FuzzWalk proves edited files, and hands those that pass to bbolt: it finds nothing wrong, reads all, and writes, without
// a panic.
func FuzzWalk(f *testing.F) {
	path := filepath.Join(f.TempDir(), "store")
	var files [][]byte
	files = append(files, builtStore(f, path), writtenStore(f, path))
	for kind := range files {
		addEdits(func(edits []byte) { f.Add(byte(kind), edits, true) })
	}
	f.Add(byte(0), edit{what: editMeta, entry: 8, value: 9}.bytes(), false)
	f.Fuzz(func(t *testing.T, kind byte, edits []byte, mended bool) {
		b := slices.Clone(files[int(kind)%len(files)])
		for _, e := range readEdits(edits) {
			b = e.apply(b)
		}
		if mended {
			mend(b)
		}
		header, err := walk(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			if !errors.Is(err, ErrDamaged) || header[0] != nil {
				t.Fatalf("error is %v, header is %v", err, header)
			}
			return
		}
		must(t, os.WriteFile(path, b, fileMode))
		if err := guard(func() error { return followBlindly(path) }); err != nil {
			t.Fatal(err)
		}
		mustWalk(t, path)
	})
}

// followBlindly has bbolt check, read and write a file.
func followBlindly(path string) error {
	o := storeOptions(false)
	o.NoSync = true
	db, err := bolt.Open(path, fileMode, o)
	if err != nil {
		return err
	}
	err = db.View(func(tx *bolt.Tx) error {
		var found error
		for err := range tx.Check() {
			found = errors.Join(found, err)
		}
		return errors.Join(found, tx.ForEach(func(_ []byte, b *bolt.Bucket) error { return readBucket(b) }))
	})
	if err == nil {
		err = db.Update(func(tx *bolt.Tx) error {
			b, err := tx.CreateBucketIfNotExists([]byte(bucketRecords))
			if err != nil {
				return nil //nolint:nilerr // there is a value of that name: nothing is wrong with that
			}
			return b.Put([]byte("one more"), make([]byte, 3000))
		})
	}
	return errors.Join(err, db.Close())
}

func readBucket(b *bolt.Bucket) error {
	sum := sha256.New()
	return b.ForEach(func(key, value []byte) error {
		if value == nil {
			return readBucket(b.Bucket(key))
		}
		sum.Write(key)
		sum.Write(value)
		return nil
	})
}

// writtenStore is a file that bbolt wrote: with free pages, a tree of three levels, overflow, and buckets of all kinds.
func writtenStore(f *testing.F, path string) []byte {
	f.Helper()
	must(f, removeIfThere(path))
	db, err := bolt.Open(path, fileMode, storeOptions(false))
	must(f, err)
	must(f, db.Update(makeBuckets))
	for round := range 4 {
		must(f, db.Update(func(tx *bolt.Tx) error {
			for n := range uint64(60) {
				must(f, tx.Bucket([]byte(bucketRecords)).Put(idBytes(n+uint64(round)), make([]byte, 20+90*n%4500)))
				must(f, tx.Bucket([]byte(bucketBlobs)).Put(idBytes(n%3), nil))
			}
			for n := range uint64(400) {
				key := fmt.Appendf(nil, "%0200d", n)
				must(f, tx.Bucket([]byte(bucketJournal)).Put(key, make([]byte, 5)))
			}
			return tx.Bucket([]byte(bucketRecords)).Delete(idBytes(uint64(round)))
		}))
	}
	must(f, db.Close())
	b, err := os.ReadFile(path)
	must(f, err)
	return b
}

// builtStore is a file as renewal lays it.
func builtStore(f *testing.F, path string) []byte {
	f.Helper()
	must(f, removeIfThere(path))
	b, err := startBuild(path)
	must(f, err)
	must(f, b.begin("a"))
	for n := range 300 {
		must(f, b.put(fmt.Appendf(nil, "%0150d", n), make([]byte, n*7%900)))
	}
	must(f, b.begin("b"))
	must(f, b.putBucket("within"))
	must(f, b.begin("c"))
	must(f, b.put([]byte("k"), make([]byte, 3*pageSize)))
	file, err := b.endBuild()
	must(f, err)
	must(f, file.Close())
	content, err := os.ReadFile(path)
	must(f, err)
	return content
}
