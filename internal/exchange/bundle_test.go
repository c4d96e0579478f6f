package exchange_test

import (
	"bytes"
	"os"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership/partnershiptest"
)

func vocabulary(t testing.TB) partnership.Vocabulary {
	t.Helper()
	words, err := os.ReadFile("../../assets/vocabulary.json")
	if err != nil {
		t.Fatal(err)
	}
	bases, err := os.ReadFile("../../assets/legal-bases.json")
	if err != nil {
		t.Fatal(err)
	}
	v, err := partnership.ReadVocabulary(words, bases)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func written(t interface{ Fatal(...any) }, b exchange.Bundle) []byte {
	var out bytes.Buffer
	if err := exchange.WriteBundle(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestReadingAndWritingGivesTheSameBytes goes through 100 bundles that fill every field.
func TestReadingAndWritingGivesTheSameBytes(t *testing.T) {
	words := vocabulary(t)
	rapid.Check(t, func(t *rapid.T) {
		first := written(t, exchange.Bundle(partnershiptest.Bundle(t)))
		read, err := exchange.ReadBundle(t.Context(), bytes.NewReader(first), exchange.ReadOptions{Name: "b", Vocabulary: words})
		if err != nil {
			t.Fatal(err)
		}
		if second := written(t, read); !bytes.Equal(first, second) {
			t.Fatalf("written:\n%s\nread and written again:\n%s", first, second)
		}
	})
}

// FuzzReadBundle sees to it that nothing that is read ends the program, and that what is accepted keeps its bytes.
func FuzzReadBundle(f *testing.F) {
	for _, seed := range []string{
		"", "{", `{"format": "bondgenoot/1"}`, `{"format": "bondgenoot/2"}`, `{"format": null}`, "\ufeff{}",
		`{"format": "bondgenoot/1", "organisations": [{"id": "o1", "name": "A", "kind": "police"}]}`,
		`{"contacts": [{"id": "c", "family_name": "\ud800", "positions": [{"organisation": "o"}]}]}`,
		`{"format": "bondgenoot/1", "series": [[[[[[[[`, `{"format": "bondgenoot/1"} x`,
	} {
		f.Add([]byte(seed))
	}
	words := vocabulary(f)
	f.Fuzz(func(t *testing.T, content []byte) {
		read := func(b []byte) (exchange.Bundle, error) {
			return exchange.ReadBundle(t.Context(), bytes.NewReader(b), exchange.ReadOptions{Name: "b", Vocabulary: words})
		}
		bundle, err := read(content)
		if err != nil {
			return
		}
		first := written(t, bundle)
		again, err := read(first)
		if err != nil {
			t.Fatalf("what was written cannot be read: %v", err)
		}
		if second := written(t, again); !bytes.Equal(first, second) {
			t.Fatal("written twice, two files")
		}
	})
}
