package vault

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"
	"pgregory.net/rapid"
)

// TestBuiltFilesAreSoundAndReadTheSame builds files of any shape and size. The walk accepts them, bbolt reads in them
// what was put there, and goes on writing in them.
func TestBuiltFilesAreSoundAndReadTheSame(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		path := filepath.Join(folder, "built")
		hold(t, removeIfThere(path))
		content := map[string]map[string][]byte{}
		b, err := startBuild(path)
		hold(t, err)
		defer b.file.Close()
		for _, name := range []string{"a", "b", "c"} {
			content[name] = drawEntries(t)
			hold(t, b.begin(name))
			for _, key := range slices.Sorted(mapKeys(content[name])) {
				hold(t, b.put([]byte(key), content[name][key]))
			}
		}
		hold(t, b.begin("d"))
		hold(t, b.putBucket("within"))
		_, err = b.endBuild()
		hold(t, err)

		mustWalk(t, path)
		db, err := bolt.Open(path, fileMode, storeOptions(false))
		hold(t, err)
		hold(t, db.View(func(tx *bolt.Tx) error {
			if tx.Bucket([]byte("d")).Bucket([]byte("within")) == nil {
				t.Error("no bucket in the bucket")
			}
			for name, entries := range content {
				sameEntries(t, tx.Bucket([]byte(name)), entries)
			}
			return nil
		}))
		hold(t, db.Update(func(tx *bolt.Tx) error {
			for key := range content["a"] {
				hold(t, tx.Bucket([]byte("a")).Delete([]byte(key)))
			}
			hold(t, tx.Bucket([]byte("c")).Put([]byte("more"), make([]byte, 5000)))
			return tx.Bucket([]byte("d")).Bucket([]byte("within")).Put([]byte("k"), []byte("v"))
		}))
		hold(t, db.Close())
		mustWalk(t, path)
	})
}

// failer is a test, or one round of a property.
type failer interface {
	Helper()
	Fatal(args ...any)
}

func hold(t failer, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func drawEntries(t *rapid.T) map[string][]byte {
	n := rapid.SampledFrom([]int{0, 1, 2, 5, 300, 2000}).Draw(t, "entries")
	size := rapid.SampledFrom([]int{0, 1, 700, 4096, 70000}).Draw(t, "size")
	entries := map[string][]byte{}
	for i := range min(n, max(1, 3_000_000/(size+1))) {
		key := []byte{byte(i >> 8), byte(i), byte(i * i)}
		entries[string(key[:1+i%3])] = bytes.Repeat([]byte{byte(i)}, size)
	}
	return entries
}

func mapKeys(m map[string][]byte) func(func(string) bool) {
	return func(yield func(string) bool) {
		for key := range m {
			if !yield(key) {
				return
			}
		}
	}
}

func sameEntries(t *rapid.T, b *bolt.Bucket, entries map[string][]byte) {
	t.Helper()
	n := 0
	hold(t, b.ForEach(func(key, value []byte) error {
		if want, ok := entries[string(key)]; !ok || !bytes.Equal(want, value) {
			t.Errorf("%x has %d bytes, want %d", key, len(value), len(want))
		}
		n++
		return nil
	}))
	if n != len(entries) {
		t.Errorf("%d entries, want %d", n, len(entries))
	}
}

func mustWalk(t failer, path string) {
	t.Helper()
	file, err := os.Open(path)
	hold(t, err)
	_, err = walkFile(file)
	hold(t, err)
	hold(t, file.Close())
}

func TestABuilderRefusesKeysOutOfOrder(t *testing.T) {
	for name, put := range map[string]func(*builder) error{
		"a key twice":       func(b *builder) error { return twice(b, "k", "k") },
		"a key too late":    func(b *builder) error { return twice(b, "l", "k") },
		"an empty key":      func(b *builder) error { return b.put(nil, []byte("v")) },
		"a bucket twice":    func(b *builder) error { return begun(b, "a", "a", "b") },
		"a bucket too late": func(b *builder) error { return begun(b, "b", "a", "c") },
	} {
		b, err := startBuild(filepath.Join(t.TempDir(), "built"))
		must(t, err)
		must(t, b.begin("0"))
		if err := put(b); err == nil {
			t.Errorf("%s is accepted", name)
		}
		must(t, b.file.Close())
	}
}

func twice(b *builder, first, second string) error {
	if err := b.put([]byte(first), nil); err != nil {
		return nil //nolint:nilerr // it is the second that must be refused
	}
	return b.put([]byte(second), nil)
}

func begun(b *builder, names ...string) (err error) {
	for _, name := range names {
		err = b.begin(name)
	}
	return err
}
