package sharing_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"codeberg.org/bondgenoot/bondgenoot/assets"
	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/sharing"
)

// worked is one case that was worked out by hand: a municipality, a question and the answer, as they are written.
type worked struct {
	ID       string           `json:"id"`
	Bundle   json.RawMessage  `json:"bundle"`
	Question sharing.Question `json:"question"`
	Expected json.RawMessage  `json:"expected"`
}

func vocabulary(t testing.TB) *partnership.Vocabulary {
	t.Helper()
	v, err := partnership.ReadVocabulary(assets.Vocabulary(), assets.LegalBases())
	if err != nil {
		t.Fatal(err)
	}
	return &v
}

func TestWorkedCases(t *testing.T) {
	content, err := os.ReadFile("testdata/cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []worked
	if err := json.Unmarshal(content, &cases); err != nil {
		t.Fatal(err)
	}
	words := vocabulary(t)
	for _, c := range cases {
		t.Run(c.ID, func(t *testing.T) {
			bundle, err := exchange.ReadBundle(t.Context(), bytes.NewReader(c.Bundle), exchange.ReadOptions{Vocabulary: *words})
			if err != nil {
				t.Fatal(err)
			}
			got, err := sharing.New(words, bundle.Organisations, bundle.Agreements).Advise(c.Question)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(plain(t, c.Expected), plain(t, encoded(t, got))); diff != "" {
				t.Error(diff)
			}
		})
	}
	if len(cases) < 100 {
		t.Errorf("only %d cases were read", len(cases))
	}
}

// plain reads JSON as it stands, so that a field too many or an absent list is a difference.
func plain(t *testing.T, content []byte) any {
	t.Helper()
	var value any
	if err := json.Unmarshal(content, &value); err != nil {
		t.Fatal(err)
	}
	return value
}

func encoded(t *testing.T, value any) []byte {
	t.Helper()
	content, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
