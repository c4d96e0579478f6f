package exchange_test

import (
	"bytes"
	"context"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership/partnershiptest"
)

// fataler is a test, or a check of rapid.
type fataler interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

func read(file string) (exchange.Bundle, error) {
	options := exchange.ReadOptions{Name: "in.json", Vocabulary: partnershiptest.Vocabulary()}
	return exchange.ReadBundle(context.Background(), strings.NewReader(file), options)
}

func mustRead(t fataler, file string) exchange.Bundle {
	t.Helper()
	b, err := read(file)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func mustWrite(t fataler, b exchange.Bundle) string {
	t.Helper()
	var out bytes.Buffer
	if err := exchange.WriteBundle(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// equalLines tells the first line that differs.
func equalLines(t fataler, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	gotLines, wantLines := strings.SplitAfter(got, "\n"), strings.SplitAfter(want, "\n")
	for i := range min(len(gotLines), len(wantLines)) {
		if gotLines[i] != wantLines[i] {
			t.Fatalf("line %d is %q, want %q", i+1, gotLines[i], wantLines[i])
		}
	}
	t.Fatalf("got %d lines, want %d", len(gotLines), len(wantLines))
}
