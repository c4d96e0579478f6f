package vault

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

var update = flag.Bool("update", false, "write the test vectors anew")

// vectors are what another reader of the format must find in testdata/tiny.vault.
type vectors struct {
	Passphrase  string            `json:"passphrase"`
	Recovery    string            `json:"recovery_key"`
	Seeds       map[string]string `json:"private_keys"` // of the slots, in the header's order of slots
	Vault       string            `json:"vault_id"`
	Memory      uint32            `json:"argon2id_kib"`
	Passes      uint32            `json:"argon2id_passes"`
	Lanes       uint8             `json:"argon2id_lanes"`
	Salt        string            `json:"argon2id_salt"`
	Root        string            `json:"root_key"`
	Subkeys     map[string]string `json:"subkeys"`
	Counter     uint64            `json:"counter"`
	JournalHead string            `json:"journal_head"`
	Journal     []string          `json:"journal"`           // plaintexts of the entries, without frame and padding
	Shard       string            `json:"manifest_shard_b0"` // plaintext
	Records     []vectorRecord    `json:"records"`
	Blob        string            `json:"blob"` // id
	BlobBytes   string            `json:"blob_bytes"`
	BlobSHA256  string            `json:"blob_sha256"`
}

type vectorRecord struct {
	ID         string `json:"id"`
	Kind       string `json:"kind"`
	Revision   uint64 `json:"revision"`
	Millis     int64  `json:"millis"`
	Count      uint32 `json:"count"`
	Author     string `json:"author"`
	Deleted    bool   `json:"deleted"`
	Body       string `json:"body"`
	Plaintext  string `json:"plaintext"`  // CBOR of the envelope, without frame and padding
	Commitment string `json:"commitment"` // in the journal
}

const (
	tinyVault   = "testdata/tiny.vault"
	tinyVectors = "testdata/tiny.json"
)

// TestVectors opens testdata/tiny.vault and compares it with testdata/tiny.json. Both are written anew by
//
//	go test ./internal/vault -run TestVectors -update
//
// which is right only together with a new format version: vaults out there must stay readable.
func TestVectors(t *testing.T) {
	if *update {
		writeVectors(t)
	}
	var want vectors
	b, err := os.ReadFile(tinyVectors)
	must(t, err)
	must(t, json.Unmarshal(b, &want))
	path := filepath.Join(t.TempDir(), "tiny.vault")
	b, err = os.ReadFile(tinyVault)
	must(t, err)
	must(t, os.WriteFile(path, b, 0o600))

	for name, unlock := range map[string]Unlock{
		"passphrase": Passphrase([]byte(want.Passphrase)), "recovery key": Recovery(want.Recovery),
	} {
		o := testOptions()
		o.ReadOnly = true
		v, err := Open(path, unlock, o)
		must(t, err)
		check(t, v)
		if got := vectorsOf(t, v, want.Passphrase, want.Recovery); !reflect.DeepEqual(got, want) {
			t.Errorf("opened by %s:\n got %+v\nwant %+v", name, got, want)
		}
		mustClose(t, v)
	}
}

func writeVectors(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tiny.vault")
	v, key, err := Create(path, []byte(secret), testOptions())
	must(t, err)
	id := func(first byte) ID { return ID{first, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15} }
	mustCommit(t, v,
		Change{ID: id(0xb0), Kind: "contact", Body: []byte(`{"family_name":"de Boer"}`)},
		Change{ID: id(0x01), Kind: "action", Body: []byte(`{"title":"Bellen"}`)})
	named := func(note Note, c Change) {
		_, err := v.CommitAs(note, []Change{c})
		must(t, err)
	}
	named(Note{Name: "desk.commit.contact"}, Change{ID: id(0xb0), Kind: "contact", Base: 1, Body: []byte(`{"family_name":"den Boer"}`)})
	named(Note{Name: "desk.commit.remove"}, Change{ID: id(0x01), Kind: "action", Base: 1, Deleted: true})
	named(Note{Name: "desk.commit.contact", TakesBack: 3}, Change{ID: id(0xb0), Kind: "contact", Base: 2, Body: []byte(`{"family_name":"de Boer"}`)})
	named(Note{Name: "desk.commit.contact", MakesAgain: 3}, Change{ID: id(0xb0), Kind: "contact", Base: 3, Body: []byte(`{"family_name":"den Boer"}`)})
	addBlob(t, v, []byte("Een bijlage.\n"))
	got := vectorsOf(t, v, secret, key.String())
	mustClose(t, v)
	b, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(tinyVault, b, 0o600))
	b, err = json.MarshalIndent(got, "", "  ")
	must(t, err)
	must(t, os.WriteFile(tinyVectors, append(b, '\n'), 0o600))
}

// vectorsOf reads from an open vault what the vectors tell.
func vectorsOf(t *testing.T, v *Vault, passphrase, recovery string) vectors {
	t.Helper()
	d := v.header.Derivation
	w := vectors{
		Passphrase: passphrase, Recovery: recovery, Vault: v.header.Vault.String(),
		Memory: d.Memory, Passes: d.Passes, Lanes: d.Lanes, Salt: hex.EncodeToString(d.Salt),
		Root: hex.EncodeToString(v.root[:]), Counter: v.Counter(), JournalHead: hex.EncodeToString(v.manifest.root.Head),
		Shard: hex.EncodeToString(v.manifest.shards[0xb0].encode()), Seeds: map[string]string{}, Subkeys: map[string]string{},
	}
	for name, unlock := range map[string]Unlock{"passphrase": Passphrase([]byte(passphrase)), "recovery": Recovery(recovery)} {
		key, err := unlock.privateKey(d)
		must(t, err)
		seed, err := key.Bytes()
		must(t, err)
		w.Seeds[name] = hex.EncodeToString(seed)
	}
	for _, name := range []string{"records", "manifest", "journal", "blobs", "slots", "header"} {
		key, err := subkey(v.root, v.header.Vault, name)
		must(t, err)
		w.Subkeys[name] = hex.EncodeToString(key)
	}
	must(t, v.load(context.Background(), func(id ID, e envelope) error {
		encoded, err := encode(e)
		must(t, err)
		promise := commitment(id, encoded)
		w.Records = append(w.Records, vectorRecord{
			ID: id.String(), Kind: e.Kind, Revision: e.Revision, Millis: e.Clock.Millis, Count: e.Clock.Count,
			Author: e.Author, Deleted: e.Deleted, Body: string(e.Body), Plaintext: hex.EncodeToString(encoded),
			Commitment: hex.EncodeToString(promise[:]),
		})
		return nil
	}))
	must(t, v.readJournal(context.Background(), func(_ uint64, e entry) error {
		encoded, err := encode(e)
		must(t, err)
		w.Journal = append(w.Journal, hex.EncodeToString(encoded))
		if e.Act == ActBlob {
			w.Blob, w.BlobSHA256 = e.Changes[0].ID.String(), hex.EncodeToString(e.Changes[0].Commitment)
			w.BlobBytes = string(readBlob(t, v, e.Changes[0].ID))
		}
		return nil
	}))
	return w
}
