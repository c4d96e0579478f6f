//go:build cgo

package main

import (
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
)

func TestWindowIsAskedToComeToTheFront(t *testing.T) {
	folder := t.TempDir()
	first, err := onlyInstance(folder, "a.vault")
	if err != nil {
		t.Fatal(err)
	}
	raised := make(chan bool)
	first.serve(func() { raised <- true })
	if second, err := onlyInstance(folder, "a.vault"); second != nil || err != nil {
		t.Fatalf("got %v, %v", second, err)
	}
	<-raised
	other, err := onlyInstance(folder, "b.vault")
	if err != nil || other == nil {
		t.Fatalf("of another vault: %v, %v", other, err)
	}
	other.close()
	first.close()
	again, err := onlyInstance(folder, "a.vault")
	if err != nil || again == nil {
		t.Fatalf("after the first has closed: %v, %v", again, err)
	}
	again.close()
}

// The name of a socket file has at most about 100 bytes; folders of users may be longer.
func TestWindowOpensWhereItCannotBeAsked(t *testing.T) {
	folder := filepath.Join(t.TempDir(), strings.Repeat("lang", 30))
	first, err := onlyInstance(folder, "a.vault")
	if err != nil || first == nil {
		t.Fatalf("got %v, %v", first, err)
	}
	first.serve(func() { t.Error("it was asked") })
	second, err := onlyInstance(folder, "a.vault")
	if fault, _ := desk.FaultOf(err); second != nil || fault != desk.FaultInUse {
		t.Errorf("got %v, %v", second, err)
	}
	first.close()
}
