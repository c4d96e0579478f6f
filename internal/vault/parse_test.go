package vault

import (
	"bytes"
	"encoding/binary"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
	"pgregory.net/rapid"
)

func TestRecoveryKeyReadsAsPrintedHoweverTyped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var key RecoveryKey
		copy(key.secret[:], rapid.SliceOfN(rapid.Byte(), recoverySize, recoverySize).Draw(t, "secret"))
		printed := key.String()
		typed := strings.ToLower(strings.ReplaceAll(printed, "-", " "))
		typed = strings.NewReplacer("0", "o", "1", "l").Replace(typed)
		for _, text := range []string{printed, typed, strings.ReplaceAll(printed, "-", "") + "\n"} {
			if got, err := ParseRecoveryKey(text); err != nil || got != key {
				t.Fatalf("%q: %v", text, err)
			}
		}
		at := rapid.IntRange(0, len(printed)-1).Draw(t, "at")
		other := rapid.SampledFrom([]byte(recoveryAlphabet)).Draw(t, "other")
		if printed[at] == '-' || printed[at] == other {
			return
		}
		wrong := []byte(printed)
		wrong[at] = other
		if got, err := ParseRecoveryKey(string(wrong)); err == nil && got == key {
			t.Fatalf("%q reads as %q", wrong, printed)
		}
	})
}

func TestPaddingHidesLengthsAndComesOff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		content := rapid.SliceOfN(rapid.Byte(), 0, 3000).Draw(t, "content")
		padded := pad(content)
		if got, err := unpad(padded); err != nil || !bytes.Equal(got, content) {
			t.Fatalf("%d bytes came back as %d: %v", len(content), len(got), err)
		}
		if n := len(padded); n > 256 && n > (len(content)+4)*3/2 || n < 256 || sizeClass(n) != n {
			t.Fatalf("%d bytes padded to %d", len(content), n)
		}
		if len(padded) > len(content)+4 {
			padded[len(padded)-1] = 1
			if _, err := unpad(padded); err == nil {
				t.Fatal("padding of other than zeros is accepted")
			}
		}
	})
}

func TestShardsSayTheSameAfterReading(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := rapid.Byte().Draw(t, "first")
		m := manifest{stale: map[byte]bool{}}
		want := map[ID]line{}
		for range rapid.IntRange(0, 5).Draw(t, "commits") {
			lines := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) line {
				return line{id: ID{first, rapid.Byte().Draw(t, "id")}, number: rapid.Uint64().Draw(t, "number")}
			}), 0, 30, func(l line) ID { return l.id }).Draw(t, "lines")
			for _, l := range lines {
				want[l.id] = l
			}
			m.putRecords(lines)
		}
		got, err := decodeShard(m.shards[first].encode(), first)
		if err != nil || len(got.records) != len(want) {
			t.Fatalf("%d lines, want %d: %v", len(got.records), len(want), err)
		}
		for _, l := range got.records {
			if want[l.id] != l {
				t.Fatalf("line %v, want %v", l, want[l.id])
			}
		}
	})
}

func TestClocksOnlyMoveForward(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var clock Clock
		for _, ms := range rapid.SliceOf(rapid.Int64Range(0, 1000)).Draw(t, "times") {
			next := clock.next(time.UnixMilli(ms))
			if next.Compare(clock) <= 0 || next.Millis < ms {
				t.Fatalf("%v follows %v at %d", next, clock, ms)
			}
			clock = next
		}
	})
}

func TestDerivationHasAFloorAndACeiling(t *testing.T) {
	sound := derivation{Algorithm: argon2id, Salt: make([]byte, kdfSaltSize), Memory: minMemory, Passes: minPasses, Lanes: 4}
	for name, c := range map[string]struct {
		change func(*derivation)
		good   bool
	}{
		"the floor":         {func(*derivation) {}, true},
		"less memory":       {func(d *derivation) { d.Memory-- }, false},
		"fewer passes":      {func(d *derivation) { d.Passes-- }, false},
		"no lanes":          {func(d *derivation) { d.Lanes = 0 }, false},
		"many lanes":        {func(d *derivation) { d.Lanes = maxLanes + 1 }, false},
		"all memory":        {func(d *derivation) { d.Memory = maxMemory + 1 }, false},
		"most memory":       {func(d *derivation) { d.Memory = maxMemory }, true},
		"many passes":       {func(d *derivation) { d.Passes = maxPasses + 1 }, false},
		"both":              {func(d *derivation) { d.Memory, d.Passes = maxMemory, maxPasses }, false},
		"short salt":        {func(d *derivation) { d.Salt = d.Salt[1:] }, false},
		"another algorithm": {func(d *derivation) { d.Algorithm = 2 }, false},
	} {
		d := sound
		c.change(&d)
		if err := d.check(false); (err == nil) != c.good || err != nil && !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCalibrationAimsAtHalfASecondWithinBounds(t *testing.T) {
	sound := derivation{Algorithm: argon2id, Salt: make([]byte, kdfSaltSize), Memory: minMemory, Passes: minPasses, Lanes: 4}
	rapid.Check(t, func(t *rapid.T) {
		took := time.Duration(rapid.Int64Range(0, int64(5*time.Second)).Draw(t, "took"))
		d := sound.calibrated(took)
		if err := d.check(false); err != nil {
			t.Fatal(err)
		}
		scale := float64(d.Memory) / minMemory * float64(d.Passes) / minPasses
		atCeiling := d.Passes == maxWork/d.Memory || d.Passes == maxPasses
		if got := time.Duration(float64(took) * scale); took > 0 && took < calibrateTo && !atCeiling && (got < 300*time.Millisecond || got > 510*time.Millisecond) {
			t.Fatalf("%v for the floor: %d KiB and %d passes take %v", took, d.Memory, d.Passes, got)
		}
	})
}

// TestProgramCannotWeakenKeys looks through the product's source: only tests, benchmarks and this package's own
// reading of the option may name it.
func TestProgramCannotWeakenKeys(t *testing.T) {
	seen := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		slashed := filepath.ToSlash(path)
		if d.IsDir() && (slashed == "../../internal/vault" || slashed == "../../internal/bench") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		seen++
		ast.Inspect(file, func(n ast.Node) bool {
			if name, ok := n.(*ast.Ident); ok && name.Name == "UnsafeWeakKeys" {
				t.Errorf("%s weakens keys", path)
			}
			return true
		})
		return nil
	})
	must(t, err)
	if seen < 10 {
		t.Errorf("only %d files looked at", seen)
	}
}

func TestNothingIsWrittenReadOnly(t *testing.T) {
	o := testOptions()
	v, path := newVault(t, o)
	fill(t, v, 0, 5)
	mustClose(t, v)
	before, err := os.ReadFile(path)
	must(t, err)
	o.ReadOnly = true
	o.network = func(string) (bool, error) { return true, nil }
	v, again := mustOpen(t, path, o), mustOpen(t, path, o)
	check(t, again)
	if _, err := v.Commit([]Change{{ID: numbered(9), Kind: "k"}}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("commit: %v", err)
	}
	writing := testOptions()
	if _, err := Open(path, Passphrase([]byte(secret)), writing); !errors.Is(err, ErrInUse) {
		t.Errorf("write beside readers: %v", err)
	}
	mustClose(t, v)
	mustClose(t, again)
	after, err := os.ReadFile(path)
	must(t, err)
	if !bytes.Equal(before, after) {
		t.Error("the file changed")
	}
}

func TestClosedVaultSaysSo(t *testing.T) {
	v, _ := newVault(t, testOptions())
	mustClose(t, v)
	mustClose(t, v)
	if _, err := v.Commit([]Change{{ID: numbered(1), Kind: "k"}}); !errors.Is(err, ErrClosed) {
		t.Errorf("commit: %v", err)
	}
	if _, err := loadAll(v); !errors.Is(err, ErrClosed) {
		t.Errorf("load: %v", err)
	}
}

func FuzzHeader(f *testing.F) {
	v, _ := newVault(f, testOptions())
	framed, err := v.header.frame(v.keys)
	must(f, err)
	f.Add(framed)
	f.Add(framed[:len(framed)-1])
	for version := range uint16(formatVersion + 2) {
		f.Add(ofVersion(framed, version))
	}
	f.Add([]byte(headerMagic))
	f.Fuzz(func(t *testing.T, b []byte) {
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
	})
}

// FuzzWalk reads its input as edits of a sound file: each 4 bytes of where, and 8 that are put there. Files
// themselves are too large for the fuzzer to go through many.
func FuzzWalk(f *testing.F) {
	path := filepath.Join(f.TempDir(), "store")
	o := storeOptions(false)
	db, err := bolt.Open(path, fileMode, o)
	must(f, err)
	must(f, db.Update(makeBuckets))
	must(f, db.Update(func(tx *boltTx) error {
		for n := range uint64(60) {
			must(f, tx.Bucket([]byte(bucketRecords)).Put(idBytes(n), make([]byte, 20+90*n%4500)))
			must(f, tx.Bucket([]byte(bucketBlobs)).Put(idBytes(n%3), nil))
		}
		return nil
	}))
	must(f, db.Close())
	sound, err := os.ReadFile(path)
	must(f, err)
	edit := func(at uint32, word uint64) []byte {
		return binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint32(nil, at), word)
	}
	f.Add([]byte{}, uint32(0))
	f.Add([]byte{}, uint32(5*pageSize))
	f.Add(edit(3*pageSize+8, 0x0100000000000002), uint32(0))
	f.Add(append(edit(20, 0), edit(pageSize+40, 9)...), uint32(1))
	for page := range uint32(16) {
		f.Add(edit(page*pageSize+8, 0x0000ffff00030002), uint32(0))
		f.Add(edit(page*pageSize+16, 0x7fffffff7fffffff), uint32(0))
	}
	f.Fuzz(func(t *testing.T, edits []byte, short uint32) {
		b := slices.Clone(sound[:len(sound)-int(short)%len(sound)])
		for ; len(edits) >= 12 && len(b) >= 8; edits = edits[12:] {
			at := int(binary.LittleEndian.Uint32(edits)) % (len(b) - 7)
			copy(b[at:], edits[4:12])
		}
		header, err := walk(bytes.NewReader(b), int64(len(b)))
		if err != nil && (!errors.Is(err, ErrDamaged) || header[0] != nil) {
			t.Fatalf("error is %v, header is %v", err, header)
		}
	})
}

func FuzzEnvelope(f *testing.F) {
	encoded, err := encode(envelope{Kind: "k", Revision: 1, Salt: make([]byte, saltSize), Entry: 1, Body: []byte("b")})
	must(f, err)
	f.Add(encoded)
	f.Add([]byte{0xa0})
	f.Fuzz(func(t *testing.T, content []byte) {
		e, err := readEnvelope(pad(content))
		if err != nil {
			return
		}
		again, err := encode(e)
		must(t, err)
		back, err := readEnvelope(pad(again))
		must(t, err)
		if twice, err := encode(back); err != nil || !bytes.Equal(twice, again) {
			t.Fatalf("%+v came back as %+v, %v", e, back, err)
		}
	})
}

func FuzzManifest(f *testing.F) {
	s := shard{records: []line{{id: ID{7, 1}, number: 1}, {id: ID{7, 2}, number: 9}}, blobs: []line{{id: ID{7, 3}}}}
	f.Add(s.encode(), byte(7))
	f.Add([]byte{0, 0, 0, 0, 0, 0, 0, 0}, byte(0))
	f.Add([]byte{255, 255, 255, 255}, byte(0))
	f.Fuzz(func(t *testing.T, b []byte, first byte) {
		if s, err := decodeShard(b, first); err == nil && !bytes.Equal(s.encode(), b) {
			t.Fatal("reads as another shard")
		}
		if root, err := decodeRoot(b); err == nil && root.Folded > root.Entries {
			t.Fatal("shards ahead of the journal")
		}
	})
}

func FuzzJournalEntry(f *testing.F) {
	for _, e := range []entry{
		{Act: ActCreate},
		{Act: ActCommit, Author: "a", Changes: []change{{ID: ID{1}, Kind: "k", Number: 1, Tag: make([]byte, 16), Commitment: make([]byte, 32)}}},
		{Act: ActErase, Changes: []change{{ID: ID{1}, Number: 2}}},
		{Act: ActCommit, Name: "desk.commit.move", TakesBack: 3},
		{Act: ActCommit, Name: "desk.commit.move", MakesAgain: 3},
	} {
		encoded, err := encode(e)
		must(f, err)
		f.Add(encoded)
	}
	f.Fuzz(func(t *testing.T, encoded []byte) {
		e, err := readEntry(encoded)
		if err != nil {
			return
		}
		m := manifest{stale: map[byte]bool{}}
		m.apply(e) // must not panic, whatever an entry says
		for _, c := range e.Changes {
			if l, ok := m.record(c.ID); e.Act == ActCommit && (!ok || l.id != c.ID) {
				t.Fatalf("record %s is not in the manifest", c.ID)
			}
		}
	})
}

func FuzzRecoveryKey(f *testing.F) {
	f.Add(RecoveryKey{}.String())
	f.Add("0000-0000")
	f.Add("oOiIlL")
	f.Fuzz(func(t *testing.T, text string) {
		key, err := ParseRecoveryKey(text)
		if err != nil {
			if !errors.Is(err, ErrMistyped) {
				t.Fatal(err)
			}
			return
		}
		if again, err := ParseRecoveryKey(key.String()); err != nil || again != key {
			t.Fatalf("%q does not survive printing", text)
		}
	})
}
