package vault

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

func mustSalvage(t testing.TB, path, to string, o Options) Salvaged {
	t.Helper()
	r, err := ReadRemains(context.Background(), path, Passphrase([]byte(secret)), o)
	must(t, err)
	defer r.Close()
	s, err := r.Salvage(context.Background(), to)
	must(t, err)
	return s
}

// TestASoundVaultIsSalvagedWhole salvages a vault to which nothing happened: nothing may be missing then.
func TestASoundVaultIsSalvagedWhole(t *testing.T) {
	o := testOptions()
	v, path, _, _ := lived(t, o)
	want, err := readContent(v)
	must(t, err)
	mustClose(t, v)
	to := filepath.Join(t.TempDir(), "gered.vault")
	s := mustSalvage(t, path, to, o)
	if len(s.Missing) != 0 || len(s.Doubtful) != 0 || s.Unlisted || s.KeysLost || s.Records != 300 || s.Blobs != 1 {
		t.Errorf("%+v", s)
	}
	got, err := openAndRead(to, o)
	must(t, err)
	last := got.journal[len(got.journal)-1]
	got.journal = got.journal[:len(got.journal)-1]
	if last.Act != ActSalvage || !reflect.DeepEqual(got, want) {
		t.Errorf("the salvaged vault differs; it ends with %+v", last)
	}
}

func TestSalvageOverwritesNothing(t *testing.T) {
	o := testOptions()
	v, path := newVault(t, o)
	fill(t, v, 0, 5)
	mustClose(t, v)
	before, err := os.ReadFile(path)
	must(t, err)
	r, err := ReadRemains(context.Background(), path, Passphrase([]byte(secret)), o)
	must(t, err)
	defer r.Close()
	for _, to := range []string{path, filepath.Dir(path)} {
		if _, err := r.Salvage(context.Background(), to); !errors.Is(err, ErrExists) {
			t.Errorf("%s: %v", to, err)
		}
	}
	after, err := os.ReadFile(path)
	must(t, err)
	if string(before) != string(after) {
		t.Error("the file was changed")
	}
	left, err := filepath.Glob(path + "*.new")
	if err != nil || len(left) != 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}
