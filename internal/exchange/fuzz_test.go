package exchange_test

import "testing"

// FuzzReadBundle sees to it that nothing that is read ends the program, and that what is accepted keeps its bytes.
func FuzzReadBundle(f *testing.F) {
	for _, seed := range []string{
		"", "{", `{"format": "bondgenoot/1"}`, `{"format": "bondgenoot/2"}`, `{"format": null}`, "\ufeff{}",
		`{"format": "bondgenoot/1", "organisations": [{"id": "o1", "name": "A", "kind": "police"}]}`,
		`{"contacts": [{"id": "c", "family_name": "\ud800", "positions": [{"organisation": "o"}]}]}`,
		`{"format": "bondgenoot/1", "series": [[[[[[[[`, `{"format": "bondgenoot/1"} x`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		bundle, err := read(content)
		if err != nil {
			return
		}
		first := mustWrite(t, bundle)
		equalLines(t, mustWrite(t, mustRead(t, first)), first)
	})
}
