package exchange_test

import (
	"os"
	"strings"
	"testing"
)

// FuzzReadBundle sees to it that nothing that is read ends the program, and that what is accepted keeps its bytes.
func FuzzReadBundle(f *testing.F) {
	for _, seed := range []string{
		"", "{", `{"format": "bondgenoot/1"}`, `{"format": "bondgenoot/2"}`, `{"format": null}`, "\ufeff{}",
		`{"format": "bondgenoot/1", "organisations": [{"id": "o1", "name": "A", "kind": "police"}]}`,
		`{"contacts": [{"id": "c", "family_name": "\ud800", "positions": [{"organisation": "o"}]}]}`,
		`{"format": "bondgenoot/1", "series": [[[[[[[[`, `{"format": "bondgenoot/1"} x`,
		`{"format": "bondgenoot/1", "format": "bondgenoot/1"}`,
		`{"format": "bondgenoot/1", "organisations": [], "organisations": [{"id": "o", "id": "p", "name": "A", "kind": "police"}]}`,
		`{"format": "bondgenoot/1", "organisations": [{"id": "o", "name": "` + "\xff\xc3" + `", "kind": "police"}]}`,
		`{"format": "bondgenoot/1", "municipality": "` + "A\x00\u202e\u0301" + `"}`,
		`{"format": "bondgenoot/1", "agreements": [{"id": "a", "duration_months": 1e999, "signed": 123456789012345678901234567890}]}`,
		`{"format": "bondgenoot/1", "actions": [{"id": "x", "due": -0.0, "priority": 1E-400}]}`,
		`{"format": "bondgenoot/1", "x": ` + strings.Repeat("[", 20_000),
		`{"format": "bondgenoot/1", "x": ` + strings.Repeat(`{"x":`, 20_000),
		`{"format": "bondgenoot/1", "municipality": "` + strings.Repeat("\\u00e9", 20_000) + `"}`,
	} {
		f.Add(seed)
	}
	complete, err := os.ReadFile("testdata/complete.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(complete))
	f.Fuzz(func(t *testing.T, content string) {
		bundle, err := read(content)
		if err != nil {
			return
		}
		first := mustWrite(t, bundle)
		equalLines(t, mustWrite(t, mustRead(t, first)), first)
	})
}
