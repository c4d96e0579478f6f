package vault_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

const passphrase = "juist paard batterij"

func options() vault.Options {
	now := time.Date(2026, time.November, 23, 9, 30, 0, 0, time.UTC)
	return vault.Options{
		Author: "Schrijfster", UnsafeWeakKeys: true,
		Now: func() time.Time { now = now.Add(time.Second); return now },
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// told is what either reader tells of a vault, in one form. Ids are in hexadecimal.
type told struct {
	Vault    string
	Slots    []string
	Entries  []string
	Versions map[string][]string
	Blobs    map[string]string // SHA-256
}

// byPackage reads a vault with the package.
func byPackage(t testing.TB, path string) told {
	t.Helper()
	o := options()
	o.ReadOnly = true
	v, err := vault.Open(path, vault.Passphrase([]byte(passphrase)), o)
	must(t, err)
	defer v.Close()
	all := told{Vault: v.VaultID().String(), Versions: map[string][]string{}, Blobs: map[string]string{}}
	slots, err := v.Slots()
	must(t, err)
	for _, s := range slots {
		all.Slots = append(all.Slots, fmt.Sprint(s.Kind, s.Name, s.Created, s.LastTried))
	}
	must(t, v.Journal(context.Background(), func(e vault.Entry) error {
		text := fmt.Sprint(e.Act, e.Clock.Millis, e.Clock.Count, e.Author, e.Note)
		for _, c := range e.Changes {
			text += fmt.Sprint("|", c.ID, c.Kind, c.Revision, c.Deleted)
			if e.Act == vault.ActBlob {
				all.Blobs[c.ID.String()] = ""
			}
			if e.Act == vault.ActUnblob {
				delete(all.Blobs, c.ID.String())
			}
		}
		all.Entries = append(all.Entries, text)
		return nil
	}))
	must(t, v.Load(context.Background(), func(r vault.Record) error {
		all.Versions[r.ID.String()] = []string{fmt.Sprintf("%x", r.Body)} // replaced below; what Load says is compared too
		return nil
	}))
	for id, loaded := range all.Versions {
		versions, err := v.Versions(idOf(t, id))
		must(t, err)
		var list []string
		for _, x := range versions {
			list = append(list, fmt.Sprintf("%d %d %t %q %d %d %q %t %x", x.Revision, x.Entry, x.Erased, x.Kind, x.Clock.Millis, x.Clock.Count,
				x.Author, x.Deleted, x.Body))
		}
		if got := fmt.Sprintf("%x", versions[len(versions)-1].Body); got != loaded[0] {
			t.Errorf("record %s: loaded as %s, its last version is %s", id, loaded[0], got)
		}
		all.Versions[id] = list
	}
	for id := range all.Blobs {
		r, err := v.Blob(idOf(t, id))
		must(t, err)
		content, err := io.ReadAll(r)
		must(t, err)
		all.Blobs[id] = fmt.Sprintf("%x", sha256.Sum256(content))
	}
	return all
}

func idOf(t testing.TB, text string) (id vault.ID) {
	t.Helper()
	_, err := hex.Decode(id[:], []byte(text))
	must(t, err)
	return id
}

// bySecond reads a vault with the second reader.
func bySecond(r *rReading) told {
	all := told{Vault: hex.EncodeToString([]byte(r.Vault)), Versions: map[string][]string{}, Blobs: map[string]string{}}
	for _, s := range r.Slots {
		all.Slots = append(all.Slots, fmt.Sprint(s[1], s[2], s[3], s[4]))
	}
	or := func(value, otherwise any) any {
		if value == nil {
			return otherwise
		}
		return value
	}
	clock := func(m rMap, key uint64) (millis, count any) { c := m[key].([]any); return c[0], c[1] }
	for _, e := range r.Entries {
		millis, count := clock(e, 2)
		text := fmt.Sprint(e[1], millis, count, e[3], fmt.Sprintf("{%v %v %v}", or(e[5], ""), or(e[6], 0), or(e[7], 0)))
		for _, change := range e[4].([]any) {
			c := change.([]any)
			text += fmt.Sprint("|", vault.ID(c[0].([]byte)), c[1], c[2], c[3])
		}
		all.Entries = append(all.Entries, text)
	}
	for id, versions := range r.Versions {
		var list []string
		for _, x := range versions {
			if len(x) == 2 {
				list = append(list, fmt.Sprintf("%d %d true \"\" 0 0 \"\" false ", x[2], x[7]))
				continue
			}
			millis, count := clock(x, 3)
			list = append(list, fmt.Sprintf("%d %d false %q %d %d %q %t %x", x[2], x[7], x[1], millis, count, x[4], x[5], x[8]))
		}
		all.Versions[hex.EncodeToString([]byte(id))] = list
	}
	for id, b := range r.Blobs {
		all.Blobs[hex.EncodeToString([]byte(id))] = fmt.Sprintf("%x", sha256.Sum256(b))
	}
	return all
}

func compareReaders(t testing.TB, path string, version uint16) {
	t.Helper()
	file, err := os.ReadFile(path)
	must(t, err)
	r, err := secondRead(file, passphrase, "")
	must(t, err)
	if r.Version != version {
		t.Errorf("format is %d, want %d", r.Version, version)
	}
	if diff := cmp.Diff(byPackage(t, path), bySecond(r)); diff != "" {
		t.Errorf("the readers differ (package, second):\n%s", diff)
	}
}

func TestSecondReaderIsSmall(t *testing.T) {
	file, err := os.ReadFile("reader_test.go")
	must(t, err)
	if lines := bytes.Count(file, []byte("\n")); lines > 300 {
		t.Errorf("%d lines: who follows doc/vault.md needs no more than 300", lines)
	}
}

func TestReadersAgreeOnKeptFiles(t *testing.T) {
	for name, version := range map[string]uint16{"tiny": 2, "format-1": 1} {
		t.Run(name, func(t *testing.T) {
			file, err := os.ReadFile("testdata/" + name + ".vault")
			must(t, err)
			path := filepath.Join(t.TempDir(), "v")
			must(t, os.WriteFile(path, file, 0o600))
			compareReaders(t, path, version)
			var keys struct {
				Recovery string `json:"recovery_key"`
			}
			text, err := os.ReadFile("testdata/" + name + ".json")
			must(t, err)
			must(t, json.Unmarshal(text, &keys))
			if _, err := secondRead(file, "", keys.Recovery); err != nil {
				t.Errorf("by the recovery key: %v", err)
			}
			if _, err := secondRead(file, "onjuist", ""); err == nil {
				t.Error("opens with another passphrase")
			}
		})
	}
}

// everything makes a vault in which everything happened that can happen, with as many records as are asked for.
func everything(t testing.TB, records int) (v *vault.Vault, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "v")
	v, _, err := vault.Create(path, []byte(passphrase), options())
	must(t, err)
	t.Cleanup(func() { v.Close() })
	id := func(n int) vault.ID { return vault.ID(fmt.Appendf(nil, "%c%015d", byte(n*37), n)) }
	var changes []vault.Change
	for n := range records {
		changes = append(changes, vault.Change{ID: id(n), Kind: "contact", Body: bytes.Repeat([]byte{byte(n)}, n%7*100+n%1500*20)})
	}
	commit := func(note vault.Note, changes ...vault.Change) {
		t.Helper()
		_, err := v.CommitAs(note, changes)
		must(t, err)
	}
	commit(vault.Note{Name: "desk.commit.import"}, changes...)
	commit(vault.Note{Name: "desk.commit.contact"}, vault.Change{ID: id(1), Kind: "contact", Base: 1, Body: []byte("twee")})
	commit(vault.Note{Name: "desk.commit.contact", TakesBack: 3}, vault.Change{ID: id(1), Kind: "contact", Base: 2, Body: []byte("een")})
	commit(vault.Note{Name: "desk.commit.contact", MakesAgain: 3}, vault.Change{ID: id(1), Kind: "contact", Base: 3, Body: []byte("twee")})
	commit(vault.Note{}, vault.Change{ID: id(2), Kind: "contact", Base: 1, Deleted: true}, vault.Change{ID: id(3), Kind: "contact", Base: 1})
	must(t, v.Erase(id(2)))
	_, err = v.AddKey(vault.SlotDeputy, "de burgemeester")
	must(t, err)
	var blobs []vault.BlobID
	for _, size := range []int{0, 5, 65536, 200_000} {
		blob, _, _, err := v.AddBlob(bytes.NewReader(bytes.Repeat([]byte("bijlage"), size)[:size]))
		must(t, err)
		blobs = append(blobs, blob)
	}
	must(t, v.RemoveBlob(blobs[1]))
	return v, path
}

func TestReadersAgreeOnWhatIsWritten(t *testing.T) {
	for _, records := range []int{10, 1200} { // the second writes the shards anew, and pages of branches
		v, path := everything(t, records)
		must(t, v.Close())
		compareReaders(t, path, 2)
		v, err := vault.Open(path, vault.Passphrase([]byte(passphrase)), options())
		must(t, err)
		must(t, v.Renew(t.Context(), vault.RenewOptions{}))
		_, err = v.Commit([]vault.Change{{ID: vault.ID{9, 9}, Kind: "action", Body: []byte("na de vernieuwing")}})
		must(t, err)
		must(t, v.Close())
		compareReaders(t, path, 2)
	}
}

func TestReadersAgreeOnAMovedFile(t *testing.T) {
	file, err := os.ReadFile("testdata/format-1.vault")
	must(t, err)
	path := filepath.Join(t.TempDir(), "v")
	must(t, os.WriteFile(path, file, 0o600))
	v, err := vault.Open(path, vault.Passphrase([]byte(passphrase)), options())
	must(t, err)
	must(t, v.Close())
	compareReaders(t, path, 2)
	compareReaders(t, path+".format-1", 1)
}

// TestSecondReaderIsNotDeceived damages a file at random: what it still reads then is complete and equal.
func TestSecondReaderIsNotDeceived(t *testing.T) {
	v, path := everything(t, 40)
	must(t, v.Close())
	sound, err := os.ReadFile(path)
	must(t, err)
	r, err := secondRead(sound, passphrase, "")
	must(t, err)
	want := bySecond(r)
	random := rand.New(rand.NewPCG(1, 2))
	var refused int
	for n := range 150 {
		b := bytes.Clone(sound)
		switch at := random.IntN(len(b)/4096) * 4096; n % 3 {
		case 0:
			b[at+random.IntN(100)] ^= 1 << random.IntN(8)
		case 1:
			b[random.IntN(len(b))] ^= 1 << random.IntN(8)
		case 2:
			copy(b[at:at+4096], sound[random.IntN(len(b)/4096)*4096:])
		}
		r, err := secondRead(b, passphrase, "")
		if err != nil {
			refused++
			continue
		}
		if diff := cmp.Diff(want, bySecond(r)); diff != "" {
			t.Errorf("damage %d is not noticed:\n%s", n, diff)
		}
	}
	if refused == 0 {
		t.Error("nothing was refused")
	}
}
