package vault

import (
	"bytes"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

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

func FuzzEnvelope(f *testing.F) {
	encoded, err := encode(envelope{Kind: "k", Revision: 1, Salt: make([]byte, saltSize), Entry: 1, Body: []byte("b")})
	must(f, err)
	f.Add(encoded)
	f.Add([]byte{0xa0})
	f.Fuzz(func(t *testing.T, content []byte) {
		e, err := readEnvelope(pad(content), &envelope{})
		if err != nil {
			return
		}
		again, err := encode(e)
		must(t, err)
		var fast, slow envelope
		if quick := fast.readFast(content, &envelope{}); quick != bytes.Equal(again, content) {
			t.Fatalf("%x is read fast: %v", content, quick)
		} else if quick {
			must(t, decodeMode.Unmarshal(content, &slow))
			if !reflect.DeepEqual(fast, slow) {
				t.Fatalf("read fast it is %+v, else %+v", fast, slow)
			}
		}
		back, err := readEnvelope(pad(again), &e)
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
	v, _, _, _ := lived(f, testOptions())
	root, err := encode(v.manifest.root)
	must(f, err)
	f.Add(root, byte(0))
	f.Add(v.manifest.shards[0x10].encode(), byte(0x10))
	f.Fuzz(func(t *testing.T, b []byte, first byte) {
		if s, err := decodeShard(b, first); err == nil && !bytes.Equal(s.encode(), b) {
			t.Fatal("reads as another shard")
		}
		root, err := decodeRoot(b)
		if err != nil {
			return
		}
		if root.Folded > root.Entries {
			t.Fatal("shards ahead of the journal")
		}
		staysTheSame(t, root, decodeRoot)
	})
}

// staysTheSame tells when what was read is written as something that reads as something else.
func staysTheSame[T any](t *testing.T, value T, read func([]byte) (T, error)) {
	t.Helper()
	encoded, err := encode(value)
	must(t, err)
	back, err := read(encoded)
	must(t, err)
	if twice, err := encode(back); err != nil || !bytes.Equal(twice, encoded) {
		t.Fatalf("%+v came back as %+v, %v", value, back, err)
	}
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
		staysTheSame(t, e, readEntry)
		var fast, slow entry
		if fast.readFast(encoded) {
			must(t, decodeMode.Unmarshal(encoded, &slow))
			if !reflect.DeepEqual(fast, slow) {
				t.Fatalf("read fast it is %+v, else %+v", fast, slow)
			}
		} else if again, err := encode(e); err != nil || bytes.Equal(again, encoded) {
			t.Fatalf("%x is not read fast", encoded)
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
