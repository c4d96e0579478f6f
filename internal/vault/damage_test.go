package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"testing"
)

// fromEnvironment is the number that a variable gives, so that the Makefile can ask for longer runs.
func fromEnvironment(t testing.TB, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// content is everything that can be read of a vault.
type content struct {
	records  map[ID]Record
	journal  []Entry
	versions map[ID][]Version
	blobs    map[BlobID][]byte
}

func readContent(v *Vault) (c content, err error) {
	if c.records, err = loadAll(v); err != nil {
		return c, err
	}
	err = v.Journal(context.Background(), func(e Entry) error {
		c.journal = append(c.journal, e)
		return nil
	})
	if err != nil {
		return c, err
	}
	c.versions, c.blobs = map[ID][]Version{}, map[BlobID][]byte{}
	for id := range c.records {
		if c.versions[id], err = v.Versions(id); err != nil {
			return c, err
		}
	}
	for i := range v.manifest.shards {
		for _, listed := range v.manifest.shards[i].blobs {
			for n := range uint32(chunksOf(listed.number)) {
				chunk, err := v.chunk(listed, n, n == uint32(chunksOf(listed.number))-1)
				if err != nil {
					return c, err
				}
				c.blobs[listed.id] = append(c.blobs[listed.id], chunk...)
			}
		}
	}
	return c, v.Check(context.Background())
}

func openAndRead(path string, o Options) (content, error) {
	v, err := Open(path, Passphrase([]byte(secret)), o)
	if err != nil {
		return content{}, err
	}
	c, err := readContent(v)
	return c, errors.Join(err, v.Close())
}

// TestHarmIsFoundByID changes the store behind the manifest's back, as someone with the file but without the key can.
func TestHarmIsFoundByID(t *testing.T) {
	victim := numbered(7)
	var older []byte
	for name, c := range map[string]struct {
		do   func(b *boltBucket) error
		want Harm
		id   ID
	}{
		"removed":   {func(b *boltBucket) error { return b.Delete(victim[:]) }, HarmMissing, victim},
		"put back":  {func(b *boltBucket) error { return b.Put(victim[:], older) }, HarmExchanged, victim},
		"exchanged": {func(b *boltBucket) error { return b.Put(victim[:], bytes.Clone(b.Get(idBytes(8)))) }, HarmExchanged, victim},
		"slipped in": {func(b *boltBucket) error {
			return b.Put(idBytes(9999), bytes.Clone(b.Get(victim[:])))
		}, HarmForeign, numbered(9999)},
	} {
		t.Run(name, func(t *testing.T) {
			o := testOptions()
			v, path := newVault(t, o)
			fill(t, v, 0, 50)
			must(t, v.db.View(func(tx *boltTx) error {
				older = bytes.Clone(tx.Bucket([]byte(bucketRecords)).Get(victim[:]))
				return nil
			}))
			mustCommit(t, v, Change{ID: victim, Kind: "k", Base: 1})
			must(t, v.db.Update(func(tx *boltTx) error { return c.do(tx.Bucket([]byte(bucketRecords))) }))
			mustClose(t, v)
			_, err := Open(path, Passphrase([]byte(secret)), o)
			var damage *DamageError
			if !errors.As(err, &damage) || damage.Records[c.id] != c.want || len(damage.Records) != 1 {
				t.Errorf("error is %v", err)
			}
		})
	}
}

func idBytes(n uint64) []byte {
	id := numbered(n)
	return id[:]
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestForeignSlotIsNotAccepted(t *testing.T) {
	o := testOptions()
	v, path := newVault(t, o)
	h := v.header
	must(t, v.db.Update(func(tx *boltTx) error {
		key, err := newRecoveryKey(v.options.Random)
		must(t, err)
		private, err := key.privateKey()
		must(t, err)
		sealed, err := sealRoot(rootKey{}, h.Vault, private.PublicKey().Bytes()) // whoever forges it has no root key
		must(t, err)
		h.Slots = append(h.Slots, sealed)
		forged, err := h.frame(&keyring{header: make([]byte, 32)})
		must(t, err)
		for _, name := range []string{headerFirst, headerSecond} {
			must(t, tx.Bucket([]byte(bucketHeader)).Bucket([]byte(name)).Put([]byte(keyHeader), forged))
		}
		return nil
	}))
	mustClose(t, v)
	if _, err := Open(path, Passphrase([]byte(secret)), o); !errors.Is(err, ErrDamaged) {
		t.Errorf("error is %v", err)
	}
}

func TestOneDamagedHeaderIsMended(t *testing.T) {
	for _, name := range []string{headerFirst, headerSecond} {
		o := testOptions()
		v, path := newVault(t, o)
		fill(t, v, 0, 5)
		harmHeader := func(v *Vault, name string) {
			must(t, v.db.Update(func(tx *boltTx) error {
				b := tx.Bucket([]byte(bucketHeader)).Bucket([]byte(name))
				h := bytes.Clone(b.Get([]byte(keyHeader)))
				h[len(h)/2] ^= 4
				return b.Put([]byte(keyHeader), h)
			}))
		}
		harmHeader(v, name)
		mustClose(t, v)
		v = mustOpen(t, path, o)
		other := headerFirst
		if name == headerFirst {
			other = headerSecond
		}
		harmHeader(v, other) // opens only when the first one was mended
		mustClose(t, v)
		v = mustOpen(t, path, o)
		harmHeader(v, headerFirst)
		harmHeader(v, headerSecond)
		mustClose(t, v)
		if _, err := Open(path, Passphrase([]byte(secret)), o); !errors.Is(err, ErrDamaged) {
			t.Errorf("both copies damaged: %v", err)
		}
	}
}

func TestNewerFormatIsToldApart(t *testing.T) {
	o := testOptions()
	v, path := newVault(t, o)
	must(t, v.db.Update(func(tx *boltTx) error {
		for _, name := range []string{headerFirst, headerSecond} {
			b := tx.Bucket([]byte(bucketHeader)).Bucket([]byte(name))
			must(t, b.Put([]byte(keyHeader), ofVersion(b.Get([]byte(keyHeader)), formatVersion+1)))
		}
		return nil
	}))
	mustClose(t, v)
	if _, err := Open(path, Passphrase([]byte(secret)), o); !errors.Is(err, ErrNewerFormat) {
		t.Errorf("error is %v", err)
	}
}

func TestOlderCopyIsToldUnlessAccepted(t *testing.T) {
	o := testOptions()
	o.CounterFolder = t.TempDir()
	v, path := newVault(t, o)
	fill(t, v, 0, 3)
	older, err := os.ReadFile(path)
	must(t, err)
	fill(t, v, 3, 6)
	counter := v.Counter()
	mustClose(t, v)
	must(t, os.WriteFile(path, older, 0o600))
	if _, err := Open(path, Passphrase([]byte(secret)), o); !errors.Is(err, ErrOlderCopy) {
		t.Fatalf("older copy: %v", err)
	}
	accept := o
	accept.AcceptOlder = true
	v = mustOpen(t, path, accept)
	if len(mustLoad(t, v)) != 3 || v.Counter() <= counter {
		t.Errorf("counter is %d, was %d", v.Counter(), counter)
	}
	if entries := journal(t, v); entries[len(entries)-1].Act != ActRestore {
		t.Error("the journal does not tell")
	}
	mustClose(t, v)
	mustClose(t, mustOpen(t, path, o)) // told once

	must(t, os.WriteFile(path, older, 0o600))
	files, err := os.ReadDir(o.CounterFolder)
	must(t, err)
	for _, f := range files {
		must(t, os.WriteFile(fmt.Sprint(o.CounterFolder, "/", f.Name()), []byte("onleesbaar"), 0o600))
	}
	mustClose(t, mustOpen(t, path, o)) // an unreadable counter knows nothing
}

func TestFileShowsNothingOfItsContent(t *testing.T) {
	o := testOptions()
	v, path, _, _ := lived(t, o)
	_, _, _, err := v.AddBlob(bytes.NewReader(bytes.Repeat([]byte("bijlage vertrouwelijk "), 9000)))
	must(t, err)
	mustClose(t, v)
	file, err := os.ReadFile(path)
	must(t, err)
	file = bytes.ToLower(file)
	for _, word := range []string{
		"afspraak", "wijkagent", "stationsplein", "samen", "tweede keer", "schrijfster", "burgemeester",
		"bijlage", "vertrouwelijk", "recovery", "deputy", "passphrase", "2026-11",
	} {
		if i := bytes.Index(file, []byte(word)); i >= 0 {
			t.Errorf("%q stands at byte %d", word, i)
		}
		var wide []byte
		for _, c := range []byte(word) {
			wide = append(wide, c, 0)
		}
		if bytes.Contains(file, wide) {
			t.Errorf("%q stands there in UTF-16", word)
		}
	}
}
