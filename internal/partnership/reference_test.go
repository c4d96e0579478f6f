package partnership_test

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership/partnershiptest"
)

// listening notes every id that a record is checked to refer to.
type listening struct {
	partnership.Lookup
	asked map[partnership.ID]bool
}

func (l listening) KindOf(id partnership.ID) (partnership.Kind, bool) {
	l.asked[id] = true
	return l.Lookup.KindOf(id)
}

func TestReferencesAreWhatValidationLooksUp(t *testing.T) {
	v := partnershiptest.Vocabulary()
	check := func(t interface{ Fatalf(string, ...any) }, r partnership.Record, known partnership.Lookup) {
		look := listening{known, map[partnership.ID]bool{}}
		if problems := partnership.Validate(r, v, look); problems != nil {
			t.Fatalf("%s: %v", r.RecordKind(), problems)
		}
		want := slices.Sorted(maps.Keys(look.asked))
		got := slices.Compact(slices.Sorted(slices.Values(partnership.References(r))))
		if !slices.Equal(got, want) {
			t.Fatalf("%s refers to %q, want %q", r.RecordKind(), got, want)
		}
	}
	for _, r := range fullRecords() {
		check(t, r, vault{})
	}
	rapid.Check(t, func(t *rapid.T) {
		content := partnershiptest.Bundle(t)
		for r := range content.Records() {
			check(t, r, content.Lookup())
		}
	})
}
