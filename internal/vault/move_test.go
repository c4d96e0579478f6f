package vault

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// olderFile is a vault of format 1, and what it holds. Both were made by a program that knew format 1 only, and are
// never written anew.
type olderFile struct {
	Passphrase string                    `json:"passphrase"`
	Recovery   string                    `json:"recovery_key"`
	Deputy     string                    `json:"deputy_key"`
	Vault      string                    `json:"vault_id"`
	Counter    uint64                    `json:"counter"`
	Head       string                    `json:"journal_head"`
	Acts       []int                     `json:"acts"`
	Versions   map[string][]olderVersion `json:"versions"`
	Blobs      map[string]string         `json:"blobs"`
}

type olderVersion struct {
	Revision uint64 `json:"revision"`
	Entry    uint64 `json:"entry"`
	Erased   bool   `json:"erased"`
	Kind     string `json:"kind"`
	Millis   int64  `json:"millis"`
	Count    uint32 `json:"count"`
	Author   string `json:"author"`
	Deleted  bool   `json:"deleted"`
	Body     string `json:"body"`
}

// older returns a copy of the older file, its bytes, and what it holds.
func older(t *testing.T) (path string, file []byte, want olderFile) {
	t.Helper()
	b, err := os.ReadFile("testdata/format-1.json")
	must(t, err)
	must(t, json.Unmarshal(b, &want))
	file, err = os.ReadFile("testdata/format-1.vault")
	must(t, err)
	path = filepath.Join(t.TempDir(), "v")
	must(t, os.WriteFile(path, file, 0o600))
	return path, file, want
}

// compareOlder compares all that can be read of an open vault with what the older file holds. What was written since
// is more is entries of the journal.
func compareOlder(t *testing.T, v *Vault, want olderFile, more ...Act) {
	t.Helper()
	got, err := readContent(v)
	must(t, err)
	if v.VaultID().String() != want.Vault {
		t.Errorf("vault id is %s", v.VaultID())
	}
	acts := want.Acts
	for _, act := range more {
		acts = append(acts, int(act))
	}
	if len(got.journal) != len(acts) {
		t.Fatalf("%d journal entries, want %d", len(got.journal), len(acts))
	}
	for i, e := range got.journal {
		if int(e.Act) != acts[i] || e.Note != (Note{}) {
			t.Errorf("journal entry %d is %+v, want act %d", i+1, e, acts[i])
		}
	}
	if len(got.records) != len(want.Versions) || len(got.blobs) != len(want.Blobs) {
		t.Errorf("%d records and %d blobs", len(got.records), len(got.blobs))
	}
	for id, versions := range got.versions {
		for i, x := range versions {
			w := olderVersion{
				x.Revision, x.Entry, x.Erased, x.Kind, x.Clock.Millis, x.Clock.Count, x.Author, x.Deleted, string(x.Body),
			}
			if list := want.Versions[id.String()]; len(list) != len(versions) || w != list[i] {
				t.Errorf("record %s, version %d is %+v", id, i+1, w)
			}
		}
	}
	for id, b := range got.blobs {
		if string(b) != want.Blobs[id.String()] {
			t.Errorf("blob %s is %q", id, b)
		}
	}
}

// formatOf is the version in a file's header.
func formatOf(t *testing.T, path string) uint16 {
	t.Helper()
	file, sealed, _, err := inspect(path, true)
	must(t, err)
	must(t, file.Close())
	return binary.BigEndian.Uint16(sealed.bytes[len(headerMagic):])
}

func TestOlderFormatIsReadAsItIs(t *testing.T) {
	path, file, want := older(t)
	o := testOptions()
	o.ReadOnly = true
	for name, unlock := range map[string]Unlock{
		"passphrase": Passphrase([]byte(want.Passphrase)), "recovery": Recovery(want.Recovery), "deputy": Recovery(want.Deputy),
	} {
		v, err := Open(path, unlock, o)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		compareOlder(t, v, want)
		if v.Counter() != want.Counter || hex.EncodeToString(v.manifest.root.Head) != want.Head || v.OlderFile() != "" {
			t.Errorf("counter is %d, head is %x", v.Counter(), v.manifest.root.Head)
		}
		mustClose(t, v)
	}
	after, err := os.ReadFile(path)
	must(t, err)
	if !bytes.Equal(after, file) {
		t.Error("reading changed the file")
	}
	if names, err := filepath.Glob(path + ".format*"); err != nil || len(names) > 0 {
		t.Errorf("reading left %v, %v", names, err)
	}
}

func TestOlderFormatMovesWhenOpenedForWriting(t *testing.T) {
	path, file, want := older(t)
	o := testOptions()
	o.CounterFolder = t.TempDir()
	v := mustOpen(t, path, o)
	compareOlder(t, v, want, ActRenew)
	check(t, v)
	kept, err := os.ReadFile(v.OlderFile())
	must(t, err)
	if names, err := OlderFiles(path); err != nil || len(names) != 1 || names[0] != v.OlderFile() {
		t.Errorf("older files are %v, %v", names, err)
	}
	if v.OlderFile() != path+".format-1" || !bytes.Equal(kept, file) {
		t.Errorf("the older file is not kept as it was under %q", v.OlderFile())
	}
	if v.Counter() <= want.Counter {
		t.Errorf("counter is %d, was %d", v.Counter(), want.Counter)
	}
	if _, err := v.CommitAs(Note{Name: "desk.commit.contact"}, []Change{{ID: numbered(1), Kind: "contact"}}); err != nil {
		t.Error(err)
	}
	mustClose(t, v)
	if got := formatOf(t, path); got != formatVersion {
		t.Errorf("format is %d", got)
	}
	for name, unlock := range map[string]Unlock{"recovery": Recovery(want.Recovery), "deputy": Recovery(want.Deputy)} {
		v, err := Open(path, unlock, o)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if v.OlderFile() != "" {
			t.Error("moved again")
		}
		mustClose(t, v)
	}
	must(t, os.Rename(path+".format-1", path))
	if _, err := Open(path, Passphrase([]byte(secret)), o); !errors.Is(err, ErrOlderCopy) {
		t.Errorf("the older file put back: %v", err)
	}
	o.AcceptOlder = true
	v = mustOpen(t, path, o)
	compareOlder(t, v, want, ActRestore, ActRenew)
}

func TestMovingOverwritesNoOtherFile(t *testing.T) {
	path, file, want := older(t)
	names := []string{path + ".format-1", path + ".format-1-2"}
	for _, name := range names {
		must(t, os.WriteFile(name, []byte(name), 0o600))
	}
	v := mustOpen(t, path, testOptions())
	compareOlder(t, v, want, ActRenew)
	for _, name := range names {
		if b, err := os.ReadFile(name); err != nil || string(b) != name {
			t.Errorf("%s was overwritten: %v", name, err)
		}
	}
	if kept, err := os.ReadFile(path + ".format-1-3"); err != nil || !bytes.Equal(kept, file) {
		t.Errorf("the older file was not kept: %v", err)
	}
}

// envMove names the older vault that a re-executed test binary is to open, envCut the random bytes after which it ends.
const envMove, envCut = "BONDGENOOT_MOVE_VAULT", "BONDGENOOT_MOVE_CUT"

// cutting ends the process, as a power cut would, once so many bytes were asked for.
type cutting struct {
	io.Reader
	left int
}

func (c *cutting) Read(p []byte) (int, error) {
	if c.left -= len(p); c.left < 0 {
		os.Exit(7)
	}
	return c.Reader.Read(p)
}

// TestMoveChild is the process that is cut off while it moves a vault to the present format.
func TestMoveChild(t *testing.T) {
	path := os.Getenv(envMove)
	if path == "" {
		return // run by TestMoveThatIsCutOffLosesNothing only
	}
	left, err := strconv.Atoi(os.Getenv(envCut))
	must(t, err)
	o, err := testOptions().withDefaults()
	must(t, err)
	o.Random = &cutting{o.Random, left}
	now := o.Now
	o.Now = func() time.Time { return now().AddDate(0, 0, 1) } // so that opening notes the day after it moved
	mustOpen(t, path, o)
}

// TestMoveThatIsCutOffLosesNothing ends the process at every other seal that moving makes: from before the second name
// is there until after the new file has its place.
func TestMoveThatIsCutOffLosesNothing(t *testing.T) {
	var before, after int // the cuts that leave the older file in its place, and the new one
	for left := 0; ; left += 2 * nonceSize {
		path, file, want := older(t)
		child := exec.Command(os.Args[0], "-test.run=^TestMoveChild$")
		child.Env = append(os.Environ(), envMove+"="+path, envCut+"="+strconv.Itoa(left))
		if out, err := child.CombinedOutput(); err == nil {
			break // it needed no more than that
		} else if child.ProcessState.ExitCode() != 7 {
			t.Fatalf("cut at %d: %v: %s", left, err, out)
		}
		if formatOf(t, path) == formatVersion {
			after++
		} else {
			before++
		}
		v := mustOpen(t, path, testOptions())
		compareOlder(t, v, want, ActRenew)
		mustClose(t, v)
		names, err := filepath.Glob(path + ".format*")
		must(t, err)
		if kept, err := os.ReadFile(path + ".format-1"); err != nil || !bytes.Equal(kept, file) || len(names) != 1 {
			t.Errorf("cut at %d: the older file is not kept once: %v, %v", left, names, err)
		}
	}
	if before < 10 || after == 0 {
		t.Errorf("%d cuts before, %d after the new file took its place", before, after)
	}
}

func TestNotesAreKeptInTheJournal(t *testing.T) {
	o := testOptions()
	v, path := newVault(t, o)
	notes := []Note{{}, {Name: "desk.commit.contact"}, {Name: "desk.commit.contact", TakesBack: 3}, {Name: "desk.commit.contact", MakesAgain: 3}}
	for n, note := range notes {
		records, err := v.CommitAs(note, []Change{{ID: numbered(1), Kind: "k", Base: uint64(n)}})
		must(t, err)
		if records[0].Entry != uint64(n+2) {
			t.Errorf("commit %d stands in entry %d", n, records[0].Entry)
		}
	}
	compare := func() {
		t.Helper()
		check(t, v)
		for n, note := range notes {
			if got := journal(t, v)[n+1]; got.Note != note {
				t.Errorf("note %d is %+v, want %+v", n, got.Note, note)
			}
		}
	}
	compare()
	must(t, v.Renew(t.Context(), RenewOptions{}))
	compare()
	mustClose(t, v)
	v = mustOpen(t, path, o)
	compare()
}

func TestNotesThatCannotBeAreRefused(t *testing.T) {
	v, _ := newVault(t, testOptions())
	counter := v.Counter()
	for name, note := range map[string]Note{
		"text":              {Name: "Gesprek met Jan de Vries"},
		"capital":           {Name: "desk.Commit"},
		"digit first":       {Name: "7.commit"},
		"too long":          {Name: string(bytes.Repeat([]byte("a"), maxName+1))},
		"both":              {TakesBack: 1, MakesAgain: 1},
		"itself":            {TakesBack: 2},
		"what is to come":   {MakesAgain: 9},
		"line end":          {Name: "desk.commit\n"},
		"letter with a hat": {Name: "desk.commît"},
	} {
		if _, err := v.CommitAs(note, []Change{{ID: numbered(1), Kind: "k"}}); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if v.Counter() != counter {
		t.Error("something was written")
	}
	for name, c := range map[string]struct {
		act     Act
		version uint16
	}{"other act": {ActErase, 2}, "format 1": {ActCommit, 1}} {
		if err := (Note{Name: "a"}).check(c.act, 2, c.version); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestSlotsOfTheSystemKeyringAreOfFormat2(t *testing.T) {
	v, _ := newVault(t, testOptions())
	key, err := newRecoveryKey(v.options.Random)
	must(t, err)
	private, err := key.privateKey()
	must(t, err)
	for kind, want := range map[SlotKind][2]bool{SlotDeputy: {true, true}, SlotKeyring: {false, true}, "magnet": {false, false}} {
		for i, version := range []uint16{1, 2} {
			k, err := newKeyring(v.root, v.VaultID(), version, v.options.Random)
			must(t, err)
			h, err := newHeader(v.root, k, v.header.Derivation, []slot{newSlot(kind, "x", private, time.Unix(0, 0))})
			must(t, err)
			if _, err := h.slots(k); (err == nil) != want[i] || err != nil && !errors.Is(err, ErrDamaged) {
				t.Errorf("%s in format %d: %v", kind, version, err)
			}
		}
	}
}

// TestFileOfTheOtherFormatIsNotTakenForIt changes the version in a header: the MAC binds it.
func TestFileOfTheOtherFormatIsNotTakenForIt(t *testing.T) {
	o := testOptions()
	v, path := newVault(t, o)
	must(t, v.db.Update(func(tx *boltTx) error {
		for _, name := range []string{headerFirst, headerSecond} {
			b := tx.Bucket([]byte(bucketHeader)).Bucket([]byte(name))
			must(t, b.Put([]byte(keyHeader), ofVersion(b.Get([]byte(keyHeader)), 1)))
		}
		return nil
	}))
	mustClose(t, v)
	if _, err := Open(path, Passphrase([]byte(secret)), o); !errors.Is(err, ErrDamaged) {
		t.Errorf("error is %v", err)
	}
}
