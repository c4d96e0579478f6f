package judges

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

// served returns a judge whose jar holds the bytes, and the repository that has it; asked counts how often it was asked for.
func served(t *testing.T, jar []byte) (j Judge, asked *int) {
	t.Helper()
	sum := sha256.Sum256(jar)
	j = Judge{Name: "Judge", Group: "org.example.apps", Module: "judge", Version: "1.2", SHA256: hex.EncodeToString(sum[:])}
	asked = new(int)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*asked++
		if r.URL.Path != "/maven/org/example/apps/judge/1.2/judge-1.2.jar" {
			http.NotFound(w, r)
			return
		}
		w.Write(jar) //nolint:errcheck // the client finds that something is missing
	}))
	t.Cleanup(server.Close)
	t.Setenv(RepositoryVariable, server.URL+"/maven/")
	return j, asked
}

func TestJarIsFetchedOnce(t *testing.T) {
	j, asked := served(t, []byte("a jar"))
	folder := t.TempDir()
	var log bytes.Buffer
	for range 2 {
		if err := j.Fetch(t.Context(), folder, &log); err != nil {
			t.Fatal(err)
		}
	}
	if *asked != 1 || strings.Count(log.String(), "fetching Judge 1.2") != 1 {
		t.Errorf("asked %d times; told %q", *asked, log.String())
	}
	if got, err := os.ReadFile(j.Path(folder)); err != nil || string(got) != "a jar" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestOtherJarIsRefused(t *testing.T) {
	j, _ := served(t, []byte("another jar"))
	j.SHA256 = strings.Repeat("0", 64)
	folder := t.TempDir()
	var sum *SumError
	if err := j.Fetch(t.Context(), folder, &bytes.Buffer{}); !errors.As(err, &sum) {
		t.Fatalf("%v", err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestDamagedJarIsFetchedAgain(t *testing.T) {
	j, _ := served(t, []byte("a jar"))
	folder := t.TempDir()
	if err := os.WriteFile(j.Path(folder), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := j.Fetch(t.Context(), folder, &bytes.Buffer{}); err != nil {
		t.Fatal(err)
	}
	if err := j.Check(folder); err != nil {
		t.Error(err)
	}
}

func TestMissingJarIsTold(t *testing.T) {
	j, _ := served(t, nil)
	j.Version = "9"
	if err := j.Fetch(t.Context(), t.TempDir(), &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("%v", err)
	}
	if err := j.Check(t.TempDir()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v", err)
	}
}

func TestWithoutAnyClientItIsSaid(t *testing.T) {
	t.Setenv(RepositoryVariable, "")
	t.Setenv("PATH", t.TempDir())
	if err := VeraPDF.Fetch(t.Context(), t.TempDir(), &bytes.Buffer{}); !errors.Is(err, ErrNoClient) {
		t.Errorf("%v", err)
	}
}
