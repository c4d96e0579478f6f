package vault

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// FuzzHeader reads headers whose checksum and length are right, so that the body is looked at, and some as they come.
func FuzzHeader(f *testing.F) {
	v, _ := newVault(f, testOptions())
	framed, err := v.header.frame(v.keys)
	must(f, err)
	body := framed[headerFixed : len(framed)-2*sha256.Size]
	f.Add(framed, uint16(0), false)
	f.Add(framed[:len(framed)-1], uint16(0), false)
	f.Add(ofVersion(framed, formatVersion+1), uint16(0), false)
	f.Add([]byte(headerMagic), uint16(0), false)
	for version := range uint16(formatVersion + 2) {
		f.Add(body, version, true)
	}
	_, err = v.AddKey(SlotDeputy, "loco")
	must(f, err)
	framed, err = v.header.frame(v.keys)
	must(f, err)
	f.Add(framed[headerFixed:len(framed)-2*sha256.Size], uint16(formatVersion), true)
	f.Fuzz(func(t *testing.T, b []byte, version uint16, frame bool) {
		if frame {
			b = framedAs(b, version)
		}
		p, err := parseHeader(b)
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewerFormat) {
				t.Fatal(err)
			}
			return
		}
		again, err := p.frame(v.keys)
		must(t, err)
		if end := len(b) - 64; !bytes.Equal(again[:end], b[:end]) {
			t.Fatal("reads as another header")
		}
		if err := p.prove(v.keys); err == nil && !bytes.Equal(again, b) {
			t.Fatal("a header that was not sealed is believed")
		}
		_ = p.Derivation.check(false)
	})
}

// framedAs is a body as a header of that version, with a right checksum and a MAC that is not.
func framedAs(body []byte, version uint16) []byte {
	b := binary.BigEndian.AppendUint16([]byte(headerMagic), version)
	b = binary.BigEndian.AppendUint32(b, uint32(len(body)))
	b = append(append(b, body...), make([]byte, sha256.Size)...)
	sum := sha256.Sum256(b)
	return append(b, sum[:]...)
}

// specimen is a vault of the test data, and what is in it.
type specimen struct {
	file       []byte
	passphrase []byte
	content    map[ID]Record
	entries    []Entry
	counter    uint64
}

func specimens(f *testing.F) (all []specimen) {
	f.Helper()
	for _, name := range []string{"tiny", "format-1"} {
		file, err := os.ReadFile(filepath.Join("testdata", name+".vault"))
		must(f, err)
		about, err := os.ReadFile(filepath.Join("testdata", name+".json"))
		must(f, err)
		var known struct{ Passphrase string }
		must(f, json.Unmarshal(about, &known))
		s := specimen{file: file, passphrase: []byte(known.Passphrase)}
		path := filepath.Join(f.TempDir(), name)
		must(f, os.WriteFile(path, file, fileMode))
		o := testOptions()
		o.ReadOnly = true
		v, err := Open(path, Passphrase(s.passphrase), o)
		must(f, err)
		s.content, err = loadAll(v)
		must(f, err)
		s.entries, s.counter = journal(f, v), v.Counter()
		must(f, v.Close())
		all = append(all, s)
	}
	return all
}

// FuzzBackup opens edited files whole, as a copy from a stick is opened before it is put back: it is told to be damaged, or
// everything is in it. Whoever examines it without bbolt comes to the same judgement.
func FuzzBackup(f *testing.F) {
	all := specimens(f)
	path := filepath.Join(f.TempDir(), "copy")
	o := testOptions()
	o.ReadOnly = true
	for kind := range all {
		addEdits(func(edits []byte) { f.Add(byte(kind), edits, true) })
		f.Add(byte(kind), edit{what: editBytes, page: 9, value: 1}.bytes(), false)
	}
	// A meta page from before the last transaction, the one thing that only a counter outside tells.
	f.Add(byte(0), edit{what: editMeta, page: 1, entry: 12, value: 7}.bytes(), true)
	// A free list so far away that its offset is below zero.
	f.Add(byte(0), edit{what: editBothMeta, entry: 65, width: 2, value: 0x30383030}.bytes(), true)
	f.Fuzz(func(t *testing.T, kind byte, edits []byte, mended bool) {
		s := all[int(kind)%len(all)]
		b := slices.Clone(s.file)
		for _, e := range readEdits(edits) {
			b = e.apply(b)
		}
		if mended {
			mend(b)
		}
		must(t, os.WriteFile(path, b, fileMode))
		found, err := s.read(t, path, o)
		if err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrWrongPassphrase) && !errors.Is(err, ErrNewerFormat) {
			t.Fatal(err)
		}
		report, failed := Examine(context.Background(), path, Passphrase(s.passphrase), o)
		report.Findings = slices.DeleteFunc(report.Findings, func(f Finding) bool {
			return err == nil && f.Part == PartHeader && f.Number > 0 // one copy of two, which opening mends
		})
		switch {
		case errors.Is(err, ErrNewerFormat) && errors.Is(failed, ErrNewerFormat):
		case failed != nil:
			t.Fatal(failed)
		case report.Sound() != (err == nil):
			t.Fatalf("opening says %v, examining finds %+v, locked %v", err, report.Findings, report.Locked)
		case err == nil && (report.Records != found || report.Records != len(s.content) && report.Counter >= s.counter):
			t.Fatalf("examining counts %d records, opening %d", report.Records, found)
		}
	})
}

// read opens a file that was made of the specimen, reads all, and returns the number of records. What it reads is what
// was there, or was there earlier.
func (s specimen) read(t *testing.T, path string, o Options) (int, error) {
	t.Helper()
	v, err := Open(path, Passphrase(s.passphrase), o)
	if err != nil {
		return 0, err
	}
	defer v.Close()
	if err := v.Check(context.Background()); err != nil {
		return 0, err
	}
	content, err := loadAll(v)
	must(t, err)
	entries := journal(t, v)
	if v.Counter() < s.counter && len(entries) <= len(s.entries) && reflect.DeepEqual(entries, s.entries[:len(entries)]) {
		return len(content), nil // an older copy
	}
	if v.Counter() != s.counter || !reflect.DeepEqual(content, s.content) || !reflect.DeepEqual(entries, s.entries) {
		t.Fatal("reads as another vault")
	}
	return len(content), nil
}

// FuzzContent puts plaintexts of any kind under right seals, as nobody without the passphrase could: what reads them says
// that they are damage, or takes them, and neither panics nor takes much memory. The transaction is never finished.
func FuzzContent(f *testing.F) {
	v, _, _, _ := lived(f, testOptions())
	root, err := encode(v.manifest.root)
	must(f, err)
	index := make([]byte, 0, 256*tagSize)
	for _, tag := range v.manifest.tags {
		index = append(index, tag[:]...)
	}
	shard := v.manifest.shards[numbered(1)[0]].encode()
	id := numbered(1)
	must(f, v.db.View(func(tx *bolt.Tx) error {
		cursor := tx.Bucket([]byte(bucketJournal)).Cursor()
		for key, sealed := cursor.First(); key != nil; key, sealed = cursor.Next() {
			switch l := (&leaf{key: key, sealed: sealed}); {
			case l.open(v.keys) != nil:
				f.Fatal("does not open")
			case len(key) == 8:
				f.Add(byte(contentEntry), key, l.encoded, true)
			case l.version.Erased:
				f.Add(byte(contentErased), key, make([]byte, 16), true)
			}
		}
		_, encoded, err := v.keys.openEnvelope(id, tx.Bucket([]byte(bucketRecords)).Get(id[:]))
		must(f, err)
		f.Add(byte(contentRecord), id[:], encoded, true)
		f.Add(byte(contentVersion), versionKey(3, id), encoded, true)
		key, _ := tx.Bucket([]byte(bucketBlobs)).Cursor().First()
		f.Add(byte(contentChunk), key, []byte("bytes"), true)
		f.Add(byte(contentChunk), key[:19], []byte{}, false)
		return nil
	}))
	slots, err := v.header.slots(v.keys)
	must(f, err)
	list, err := encode(slots)
	must(f, err)
	f.Add(byte(contentSlots), []byte{}, list, true)
	for _, fixed := range []bool{false, true} {
		f.Add(byte(contentRoot), []byte{}, root, fixed)
		f.Add(byte(contentIndex), []byte{}, index, fixed)
		f.Add(byte(contentShard), id[:1], shard, fixed)
	}
	f.Fuzz(func(t *testing.T, what byte, key, plain []byte, fixed bool) {
		if len(key) == 0 {
			key = []byte{0}
		}
		if len(key) > 64 || len(plain) > 1<<20 {
			return
		}
		tx, err := v.db.Begin(true)
		must(t, err)
		defer tx.Rollback() //nolint:errcheck // that is the purpose
		c := contentFuzz{t: t, v: v, tx: tx, key: key, plain: plain, fixed: fixed}
		if err := guard(func() error { return c.run(what % contents) }); err != nil && !errors.Is(err, ErrDamaged) {
			t.Fatal(err)
		}
	})
}

// What is replaced.
const (
	contentRoot = iota
	contentIndex
	contentShard
	contentEntry
	contentVersion
	contentErased
	contentRecord
	contentChunk
	contentSlots
	contents
)

type contentFuzz struct {
	t          *testing.T
	v          *Vault
	tx         *bolt.Tx
	key, plain []byte
	fixed      bool // what refers to it is made right too
}

func (c *contentFuzz) put(bucket string, key, sealed []byte) {
	must(c.t, c.tx.Bucket([]byte(bucket)).Put(key, sealed))
}

// seal is the plaintext, padded where the format pads, under the seal of its kind and place.
func (c *contentFuzz) seal(purpose string, padded bool, where ...byte) []byte {
	k, plain := c.v.keys, c.plain
	if padded {
		plain = pad(plain)
	}
	aead := k.aead(purpose)
	switch purpose {
	case forShard, forIndex, forRoot:
		aead = k.manifest
	case forSlots:
		aead = k.slots
	}
	sealed, err := k.seal(aead, plain, purpose, where...)
	must(c.t, err)
	return sealed
}

func (c *contentFuzz) run(what byte) error {
	root := c.v.manifest.root
	switch what {
	case contentRoot:
		c.put(bucketRoot, []byte(keyRoot), c.seal(forRoot, true))
	case contentIndex:
		sealed := c.seal(forIndex, false)
		c.put(bucketManifest, []byte(keyIndex), sealed)
		c.fix(root, sealed)
	case contentShard:
		sealed := c.seal(forShard, false, c.key[0])
		c.put(bucketManifest, c.key[:1], sealed)
		index := c.v.manifest
		index.tags[c.key[0]] = tagOf(sealed)
		c.fix(root, c.index(&index))
	case contentEntry:
		sequence := binary.BigEndian.Uint64(append(slices.Clone(c.key), make([]byte, 8)...))
		c.put(bucketJournal, entryKey(sequence), c.seal(forJournal, true, entryKey(sequence)...))
	case contentVersion:
		key := append(slices.Clone(c.key), make([]byte, 24)...)[:24]
		c.put(bucketJournal, key, c.seal(forRecords, true, key[8:]...))
	case contentErased:
		key := append(slices.Clone(c.key), make([]byte, 24)...)[:24]
		c.plain = append(slices.Clone(c.plain), make([]byte, 16)...)[:16]
		c.put(bucketJournal, key, c.seal(forErased, false, key[8:]...))
	case contentRecord:
		key := append(slices.Clone(c.key), make([]byte, 16)...)[:16]
		c.put(bucketRecords, key, c.seal(forRecords, true, key...))
	case contentChunk:
		where := append(slices.Clone(c.key), 1)
		c.put(bucketBlobs, c.key, c.seal(forBlob, false, where...))
	case contentSlots:
		h := c.v.header
		h.List = c.seal(forSlots, true)
		slots, err := h.slots(c.v.keys)
		if err == nil && len(slots) != len(h.Slots) {
			c.t.Fatalf("%d slots, of %d keys", len(slots), len(h.Slots))
		}
		return err
	}
	return c.read()
}

func (c *contentFuzz) index(m *manifest) []byte {
	plain := make([]byte, 0, 256*tagSize)
	for _, tag := range m.tags {
		plain = append(plain, tag[:]...)
	}
	sealed, err := c.v.keys.seal(c.v.keys.manifest, plain, forIndex)
	must(c.t, err)
	c.put(bucketManifest, []byte(keyIndex), sealed)
	return sealed
}

// fix names the sealed index in the root.
func (c *contentFuzz) fix(root rootLine, index []byte) {
	if !c.fixed {
		return
	}
	tag := tagOf(index)
	root.Index = tag[:]
	encoded, err := encode(root)
	must(c.t, err)
	sealed, err := c.v.keys.seal(c.v.keys.manifest, pad(encoded), forRoot)
	must(c.t, err)
	c.put(bucketRoot, []byte(keyRoot), sealed)
}

// read reads all that there is, as opening and checking do.
func (c *contentFuzz) read() error {
	m, err := readManifest(c.tx, c.v.keys)
	if err != nil {
		return err
	}
	whole := m.proveAll(c.tx)
	p := &proof{ctx: context.Background(), keys: c.v.keys, tx: c.tx, listed: &m, head: make([]byte, 32)}
	if err := p.journal(); err != nil {
		return err
	}
	if err := p.records(); err != nil {
		return err
	}
	return whole
}
