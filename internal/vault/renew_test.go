package vault

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"reflect"
	"testing"
)

func journal(t testing.TB, v *Vault) []Entry {
	t.Helper()
	var entries []Entry
	err := v.Journal(context.Background(), func(e Entry) error {
		entries = append(entries, e)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

func check(t testing.TB, v *Vault) {
	t.Helper()
	if err := v.Check(context.Background()); err != nil {
		t.Error(err)
	}
}

func readBlob(t testing.TB, v *Vault, id BlobID) []byte {
	t.Helper()
	r, err := v.Blob(id)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err := errors.Join(err, r.Close()); err != nil {
		t.Fatal(err)
	}
	return b
}

// lived is a vault in which everything happened that can happen.
func lived(t testing.TB, o Options) (v *Vault, path string, blob BlobID, bytes []byte) {
	t.Helper()
	v, path = newVault(t, o)
	fill(t, v, 0, 300)
	for n := range uint64(40) {
		mustCommit(t, v, Change{ID: numbered(n), Kind: "afspraak", Base: 1, Body: []byte("tweede keer")})
		mustCommit(t, v, Change{ID: numbered(n), Kind: "afspraak", Base: 2, Deleted: n%3 == 0})
	}
	if err := v.Erase(numbered(1), numbered(2)); err != nil {
		t.Fatal(err)
	}
	if _, err := v.AddKey(SlotDeputy, "de burgemeester"); err != nil {
		t.Fatal(err)
	}
	bytes = make([]byte, 3*chunkSize+17)
	for i := range bytes {
		bytes[i] = byte(i % 251)
	}
	blob = addBlob(t, v, bytes)
	gone := addBlob(t, v, []byte("weg"))
	if err := v.RemoveBlob(gone); err != nil {
		t.Fatal(err)
	}
	return v, path, blob, bytes
}

func addBlob(t testing.TB, v *Vault, b []byte) BlobID {
	t.Helper()
	id, size, sum, err := v.AddBlob(bytes.NewReader(b))
	if err != nil || size != int64(len(b)) || sum != sha256.Sum256(b) {
		t.Fatalf("add blob: size %d, %v", size, err)
	}
	return id
}

func TestRenewalKeepsAllThatIsAlive(t *testing.T) {
	o := testOptions()
	o.CounterFolder = t.TempDir()
	v, path, blob, content := lived(t, o)
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	records, entries := mustLoad(t, v), journal(t, v)
	versions, err := v.Versions(numbered(5))
	if err != nil {
		t.Fatal(err)
	}
	id, counter := v.VaultID(), v.Counter()
	if err := v.Renew(context.Background(), RenewOptions{Passphrase: []byte("nieuw")}); err != nil {
		t.Fatal(err)
	}
	examine := func(v *Vault) {
		t.Helper()
		check(t, v)
		if !reflect.DeepEqual(mustLoad(t, v), records) {
			t.Error("records differ")
		}
		if got := journal(t, v); !reflect.DeepEqual(got[:len(entries)], entries) || got[len(entries)].Act != ActRenew {
			t.Error("journal differs")
		}
		if got, err := v.Versions(numbered(5)); err != nil || !reflect.DeepEqual(got, versions) {
			t.Errorf("versions are %v, %v; were %v", got, err, versions)
		}
		if !bytes.Equal(readBlob(t, v, blob), content) {
			t.Error("blob differs")
		}
		if v.VaultID() != id || v.Counter() <= counter {
			t.Errorf("id %s was %s, counter %d was %d", v.VaultID(), id, v.Counter(), counter)
		}
	}
	examine(v)
	mustCommit(t, v, Change{ID: numbered(7000), Kind: "k"})
	mustClose(t, v)
	if _, err := Open(path, Passphrase([]byte(secret)), o); !errors.Is(err, ErrWrongPassphrase) {
		t.Errorf("old passphrase: %v", err)
	}
	v, err = Open(path, Passphrase([]byte("nieuw")), o)
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	if err := os.WriteFile(path, old, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path, Passphrase([]byte(secret)), o); !errors.Is(err, ErrOlderCopy) {
		t.Errorf("copy from before the renewal: %v", err)
	}
}

func TestRenewalKeepsTheSlots(t *testing.T) {
	o := testOptions()
	v, path := newVault(t, o)
	deputy, err := v.AddKey(SlotDeputy, "loco")
	if err != nil {
		t.Fatal(err)
	}
	gone, err := v.AddKey(SlotDeputy, "vertrokken")
	if err != nil {
		t.Fatal(err)
	}
	if err := v.RemoveKey("vertrokken"); err != nil {
		t.Fatal(err)
	}
	if _, err := v.AddKey(SlotDeputy, "loco"); !errors.Is(err, ErrExists) {
		t.Errorf("second slot of the same name: %v", err)
	}
	if err := v.RemoveKey(namePassphrase); !errors.Is(err, ErrNotFound) {
		t.Errorf("remove the passphrase: %v", err)
	}
	if err := v.Renew(context.Background(), RenewOptions{}); err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	mustClose(t, mustOpen(t, path, o))
	v, err = Open(path, Recovery(deputy.String()), o)
	if err != nil {
		t.Fatal(err)
	}
	slots, err := v.Slots()
	if err != nil || len(slots) != 3 || slots[2].Name != "loco" || slots[2].LastTried != "2026-11-23" || slots[1].LastTried != "" {
		t.Errorf("slots are %+v, %v", slots, err)
	}
	mustClose(t, v)
	if _, err := Open(path, Recovery(gone.String()), o); !errors.Is(err, ErrWrongPassphrase) {
		t.Errorf("removed key: %v", err)
	}
}

func TestRenewalThatIsStoppedChangesNothing(t *testing.T) {
	o := testOptions()
	v, path, _, _ := lived(t, o)
	before := mustLoad(t, v)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := v.Renew(ctx, RenewOptions{Passphrase: []byte("nieuw")}); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
	if _, err := os.Stat(path + ".new"); !os.IsNotExist(err) {
		t.Errorf("temporary file: %v", err)
	}
	fill(t, v, 5000, 5001)
	mustClose(t, v)
	if got := mustLoad(t, mustOpen(t, path, o)); len(got) != len(before)+1 {
		t.Errorf("%d records, want %d", len(got), len(before)+1)
	}
}

func TestErasureLeavesTheJournalWhole(t *testing.T) {
	v, _ := newVault(t, testOptions())
	id := numbered(1)
	mustCommit(t, v, Change{ID: id, Kind: "k", Body: []byte("geheim")})
	mustCommit(t, v, Change{ID: id, Kind: "k", Base: 1, Body: []byte("ook geheim")})
	mustCommit(t, v, Change{ID: id, Kind: "k", Base: 2, Deleted: true})
	if err := v.Erase(id); err != nil {
		t.Fatal(err)
	}
	check(t, v)
	versions, err := v.Versions(id)
	if err != nil || len(versions) != 3 {
		t.Fatalf("versions are %v, %v", versions, err)
	}
	for i, version := range versions {
		if version.Erased != (i < 2) || version.Revision != uint64(i+1) || version.Entry != uint64(i+2) || len(version.Body) != 0 {
			t.Errorf("version %d is %+v", i+1, version)
		}
	}
	acts := []Act{}
	for _, e := range journal(t, v) {
		acts = append(acts, e.Act)
	}
	if want := []Act{ActCreate, ActCommit, ActCommit, ActCommit, ActErase}; !reflect.DeepEqual(acts, want) {
		t.Errorf("journal is %v, want %v", acts, want)
	}
}

func TestVersionsFeedHistory(t *testing.T) {
	v, _ := newVault(t, testOptions())
	id := numbered(1)
	mustCommit(t, v, Change{ID: id, Kind: "k", Body: []byte("een")})
	mustCommit(t, v, Change{ID: numbered(2), Kind: "k"})
	mustCommit(t, v, Change{ID: id, Kind: "k", Base: 1, Body: []byte("twee")})
	versions, err := v.Versions(id)
	if err != nil || len(versions) != 2 || string(versions[0].Body) != "een" || string(versions[1].Body) != "twee" ||
		versions[0].Entry != 2 || versions[1].Entry != 4 {
		t.Errorf("versions are %+v, %v", versions, err)
	}
	if _, err := v.Versions(numbered(3)); !errors.Is(err, ErrNotFound) {
		t.Errorf("versions of nothing: %v", err)
	}
}

func TestBlobsComeBackAsTheyWere(t *testing.T) {
	o := testOptions()
	v, path := newVault(t, o)
	blobs := map[BlobID][]byte{}
	for _, size := range []int{0, 1, chunkSize - 1, chunkSize, chunkSize + 1, 2 * chunkSize, 5*chunkSize + 3} {
		b := bytes.Repeat([]byte{byte(size), 7}, size)[:size]
		blobs[addBlob(t, v, b)] = b
	}
	mustClose(t, v)
	v = mustOpen(t, path, o)
	for id, want := range blobs {
		if got := readBlob(t, v, id); !bytes.Equal(got, want) {
			t.Errorf("blob of %d bytes came back with %d", len(want), len(got))
		}
		if err := v.RemoveBlob(id); err != nil {
			t.Error(err)
		}
		if _, err := v.Blob(id); !errors.Is(err, ErrNotFound) {
			t.Errorf("removed blob: %v", err)
		}
	}
	check(t, v)
	if _, _, _, err := v.AddBlob(io.LimitReader(zeros{}, MaxBlob+1)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("blob that is too large: %v", err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
