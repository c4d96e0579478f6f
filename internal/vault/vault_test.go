package vault

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

const secret = "juist paard batterij"

// testOptions are options with weak keys and a clock that stands still but for the steps of the test.
func testOptions() Options {
	now := time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC)
	var mu sync.Mutex
	return Options{
		Author:         "Schrijfster",
		UnsafeWeakKeys: true,
		Now: func() time.Time {
			mu.Lock()
			defer mu.Unlock()
			now = now.Add(time.Second)
			return now
		},
	}
}

func newVault(t testing.TB, o Options) (*Vault, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "test.vault")
	v, _, err := Create(path, []byte(secret), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = v.Close() })
	return v, path
}

func mustClose(t testing.TB, v *Vault) {
	t.Helper()
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
}

func mustOpen(t testing.TB, path string, o Options) *Vault {
	t.Helper()
	v, err := Open(path, Passphrase([]byte(secret)), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = v.Close() })
	return v
}

func mustCommit(t testing.TB, v *Vault, changes ...Change) []Record {
	t.Helper()
	records, err := v.Commit(changes)
	if err != nil {
		t.Fatal(err)
	}
	return records
}

func loadAll(v *Vault) (map[ID]Record, error) {
	all := map[ID]Record{}
	err := v.Load(context.Background(), func(r Record) error {
		all[r.ID] = r
		return nil
	})
	return all, err
}

func mustLoad(t testing.TB, v *Vault) map[ID]Record {
	t.Helper()
	all, err := loadAll(v)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// numbered is a well-spread id for each number.
func numbered(n uint64) ID {
	var id ID
	r := rand.NewPCG(n, 7)
	for i := range id {
		id[i] = byte(r.Uint64())
	}
	return id
}

func text(n int) []byte {
	return fmt.Appendf(nil, "Afspraak %d met de wijkagent over het Stationsplein: %s", n, strings.Repeat("samen ", n%90))
}

func fill(t testing.TB, v *Vault, from, to int) {
	t.Helper()
	var changes []Change
	for n := from; n < to; n++ {
		changes = append(changes, Change{ID: numbered(uint64(n)), Kind: "afspraak", Body: text(n)})
	}
	mustCommit(t, v, changes...)
}

func TestWhatWasCommittedIsThereAfterReopening(t *testing.T) {
	o := testOptions()
	v, path := newVault(t, o)
	fill(t, v, 0, 500)
	changed := mustCommit(t, v,
		Change{ID: numbered(3), Kind: "afspraak", Base: 1, Body: []byte("anders")},
		Change{ID: numbered(4), Kind: "afspraak", Base: 1, Deleted: true})
	want := mustLoad(t, v)
	mustClose(t, v)

	got := mustLoad(t, mustOpen(t, path, o))
	if len(got) != 500 || len(want) != 500 {
		t.Fatalf("%d records, %d before", len(got), len(want))
	}
	for id, r := range want {
		if fmt.Sprint(got[id]) != fmt.Sprint(r) {
			t.Errorf("got %v, want %v", got[id], r)
		}
	}
	if r := got[numbered(3)]; string(r.Body) != "anders" || r.Revision != 2 || r.Author != o.Author || r.Clock != changed[0].Clock {
		t.Errorf("changed record is %+v", r)
	}
	if r := got[numbered(4)]; !r.Deleted || r.Revision != 2 || len(r.Body) != 0 {
		t.Errorf("deleted record is %+v", r)
	}
	if r := got[numbered(5)]; string(r.Body) != string(text(5)) || r.Kind != "afspraak" || r.Clock.Compare(changed[0].Clock) >= 0 {
		t.Errorf("untouched record is %+v", r)
	}
}

func TestCommitIsAllOrNothing(t *testing.T) {
	v, _ := newVault(t, testOptions())
	mustCommit(t, v, Change{ID: numbered(1), Kind: "k", Body: []byte("een")})
	before := v.Counter()
	for name, bad := range map[string]struct {
		change Change
		want   error
	}{
		"there already":   {Change{ID: numbered(1), Kind: "k"}, ErrConflict},
		"changed since":   {Change{ID: numbered(1), Kind: "k", Base: 2}, ErrConflict},
		"not there":       {Change{ID: numbered(2), Kind: "k", Base: 1}, ErrConflict},
		"without kind":    {Change{ID: numbered(2)}, nil},
		"too large":       {Change{ID: numbered(2), Kind: "k", Body: make([]byte, MaxBody+1)}, ErrTooLarge},
		"twice":           {Change{ID: numbered(9), Kind: "k"}, nil},
		"body of deleted": {Change{ID: numbered(1), Kind: "k", Base: 1, Deleted: true, Body: []byte("x")}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := v.Commit([]Change{{ID: numbered(9), Kind: "k"}, bad.change})
			if err == nil || bad.want != nil && !errors.Is(err, bad.want) {
				t.Errorf("error is %v, want %v", err, bad.want)
			}
		})
	}
	if all := mustLoad(t, v); len(all) != 1 || v.Counter() != before {
		t.Errorf("%d records after refused commits, counter %d and was %d", len(all), v.Counter(), before)
	}
}

func TestConflictNamesTheRevisionThatIsThere(t *testing.T) {
	v, _ := newVault(t, testOptions())
	mustCommit(t, v, Change{ID: numbered(1), Kind: "k"})
	mustCommit(t, v, Change{ID: numbered(1), Kind: "k", Base: 1})
	_, err := v.Commit([]Change{{ID: numbered(1), Kind: "k", Base: 1}})
	var conflict *ConflictError
	if !errors.As(err, &conflict) || *conflict != (ConflictError{ID: numbered(1), Base: 1, Current: 2}) {
		t.Errorf("error is %v", err)
	}
}

func TestEachReasonNotToOpenHasItsOwnError(t *testing.T) {
	o := testOptions()
	v, path := newVault(t, o)
	fill(t, v, 0, 10)
	if _, err := Open(path, Passphrase([]byte(secret)), o); !errors.Is(err, ErrInUse) {
		t.Errorf("open twice: %v", err)
	}
	if _, _, err := Create(path, []byte(secret), o); !errors.Is(err, ErrExists) {
		t.Errorf("create over a vault: %v", err)
	}
	mustClose(t, v)
	other := filepath.Join(t.TempDir(), "brief.txt")
	if err := os.WriteFile(other, []byte(strings.Repeat("geen kluis ", 9999)), 0o600); err != nil {
		t.Fatal(err)
	}
	strong, remote, clockless := o, o, o
	strong.UnsafeWeakKeys = false
	remote.network = func(string) (bool, error) { return true, nil }
	clockless.Now = nil
	for name, c := range map[string]struct {
		path   string
		unlock Unlock
		o      Options
		want   error
	}{
		"wrong passphrase":  {path, Passphrase([]byte("onjuist")), o, ErrWrongPassphrase},
		"empty passphrase":  {path, Passphrase([]byte("\n")), o, ErrEmptyPassphrase},
		"another's key":     {path, Recovery(RecoveryKey{}.String()), o, ErrWrongPassphrase},
		"mistyped key":      {path, Recovery("ABCD"), o, ErrMistyped},
		"no such file":      {path + "x", Passphrase([]byte(secret)), o, ErrNotFound},
		"network drive":     {path, Passphrase([]byte(secret)), remote, ErrNetworkDrive},
		"weak keys":         {path, Passphrase([]byte(secret)), strong, ErrDamaged},
		"not a vault":       {other, Passphrase([]byte(secret)), o, ErrDamaged},
		"without any clock": {path, Passphrase([]byte(secret)), clockless, nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(c.path, c.unlock, c.o)
			if err == nil || c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("error is %v, want %v", err, c.want)
			}
			if err != nil && strings.Contains(err.Error(), "onjuist") {
				t.Errorf("error tells the passphrase: %v", err)
			}
		})
	}
	mustLoad(t, mustOpen(t, path, o)) // none of them left a lock
}

func TestPassphraseIsTheSameHoweverItIsTyped(t *testing.T) {
	o := testOptions()
	path := filepath.Join(t.TempDir(), "v")
	v, _, err := Create(path, []byte("Caf\u00e9 Zo\u00eb\n"), o)
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	for _, typed := range []string{"Café Zoë", "Cafe\u0301 Zoe\u0308", "Café Zoë\r\n"} {
		v, err := Open(path, Passphrase([]byte(typed)), o)
		if err != nil {
			t.Errorf("%q: %v", typed, err)
			continue
		}
		mustClose(t, v)
	}
	for _, typed := range []string{"Café Zoë ", " Café Zoë", "Café Zoë\n\n", "Cafe Zoe"} {
		if _, err := Open(path, Passphrase([]byte(typed)), o); !errors.Is(err, ErrWrongPassphrase) {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

func TestVaultFileIsForItsOwnerOnly(t *testing.T) {
	v, path := newVault(t, testOptions())
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode != 0o600 && os.PathSeparator == '/' {
		t.Errorf("mode is %o", mode)
	}
	mustClose(t, v)
	if _, err := os.Stat(path + ".new"); !os.IsNotExist(err) {
		t.Errorf("temporary file: %v", err)
	}
}

// Short names of what tests use to change a store behind the vault's back.
type (
	boltTx     = bolt.Tx
	boltBucket = bolt.Bucket
)

// ofVersion is a header that claims another format version, with a right checksum.
func ofVersion(h []byte, version uint16) []byte {
	h = bytes.Clone(h)
	binary.BigEndian.PutUint16(h[len(headerMagic):], version)
	sum := sha256.Sum256(h[:len(h)-sha256.Size])
	copy(h[len(h)-sha256.Size:], sum[:])
	return h
}
