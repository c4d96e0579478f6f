package partnership_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// allows reports whether a list of a legal basis allows a term: an empty list and one with "*" allow all.
func allows(list []partnership.Term, term partnership.Term) bool {
	return len(list) == 0 || slices.Contains(list, "*") || slices.Contains(list, term)
}

// Whatever a restriction says, the basis allows exactly what both allow, and never more than the program's.
func TestARestrictionOnlyTakesAway(t *testing.T) {
	v := vocabulary(t)
	lists := []func(*partnership.LegalBasis) *[]partnership.Term{
		func(b *partnership.LegalBasis) *[]partnership.Term { return &b.MayRely },
		func(b *partnership.LegalBasis) *[]partnership.Term { return &b.To },
		func(b *partnership.LegalBasis) *[]partnership.Term { return &b.Purposes },
		func(b *partnership.LegalBasis) *[]partnership.Term { return &b.Categories },
		func(b *partnership.LegalBasis) *[]partnership.Term { return &b.Carries },
	}
	terms := []partnership.Term{"*", "police", "municipality", "school", "youth_work", "child_safety", "public_order", "identity", "ordinary", "special", "criminal"}
	rapid.Check(t, func(t *rapid.T) {
		basis := rapid.SampledFrom(v.LegalBases).Draw(t, "basis")
		own := partnership.OwnBasis{LegalBasis: partnership.LegalBasis{
			ID: basis.ID, BreaksSecrecy: rapid.Bool().Draw(t, "breaks"), WithoutAgreement: rapid.Bool().Draw(t, "without"), OnlyUrgent: rapid.Bool().Draw(t, "urgent"),
		}}
		for _, of := range lists {
			*of(&own.LegalBasis) = rapid.SliceOfNDistinct(rapid.SampledFrom(terms), 0, 4, rapid.ID).Draw(t, "terms")
		}
		now := new(partnership.Vocabulary)
		*now = v.WithOwn([]partnership.OwnBasis{own})
		after, _ := now.LegalBasis(basis.ID)
		for i, of := range lists {
			for _, term := range terms[1:] {
				want := allows(*of(&basis), term) && allows(*of(&own.LegalBasis), term)
				if got := allows(*of(&after), term); got != want {
					t.Fatalf("list %d of %s: %s is allowed %v, want %v", i, basis.ID, term, got, want)
				}
			}
		}
		if after.BreaksSecrecy && !basis.BreaksSecrecy || after.WithoutAgreement && !basis.WithoutAgreement || !after.OnlyUrgent && basis.OnlyUrgent {
			t.Fatalf("%+v is wider than %+v", after, basis)
		}
		if after.Ownership != partnership.OwnRestricted || len(now.LegalBases) != len(v.LegalBases) {
			t.Fatalf("%+v", after)
		}
		if before, _ := v.LegalBasis(basis.ID); before.Ownership != "" {
			t.Fatal("the program's own vocabulary was changed")
		}
	})
}

func TestWhatIsWrongWithAnOwnBasis(t *testing.T) {
	v := vocabulary(t)
	sound := partnership.OwnBasis{LegalBasis: partnership.LegalBasis{
		ID: "own_1", Short: "APV art. 2:1", Covers: "Overlast", MayRely: []partnership.Term{"*"}, Carries: []partnership.Term{"ordinary"},
	}, By: "FG"}
	narrow := partnership.OwnBasis{LegalBasis: partnership.LegalBasis{ID: "gdpr_6_1_e", MayRely: []partnership.Term{"municipality"}}, By: "FG"}
	if err := v.CheckOwn([]partnership.OwnBasis{sound, narrow}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		change func(added, narrowed *partnership.OwnBasis)
		want   partnership.OwnBasisError
	}{
		{"nobody decided it", func(a, _ *partnership.OwnBasis) { a.By = "" }, partnership.OwnBasisError{ID: "own_1", Field: "by", Rule: partnership.OwnBasisMissing}},
		{"no article", func(a, _ *partnership.OwnBasis) { a.Short = "" }, partnership.OwnBasisError{ID: "own_1", Field: "short", Rule: partnership.OwnBasisMissing}},
		{"nobody may rely on it", func(a, _ *partnership.OwnBasis) { a.MayRely = nil }, partnership.OwnBasisError{ID: "own_1", Field: "may_rely", Rule: partnership.OwnBasisMissing}},
		{"carries nothing", func(a, _ *partnership.OwnBasis) { a.Carries = nil }, partnership.OwnBasisError{ID: "own_1", Field: "carries", Rule: partnership.OwnBasisMissing}},
		{"unknown purpose", func(a, _ *partnership.OwnBasis) { a.Purposes = []partnership.Term{"fun"} }, partnership.OwnBasisError{ID: "own_1", Field: "purposes", Rule: partnership.OwnBasisUnknown}},
		{"no id", func(a, _ *partnership.OwnBasis) { a.ID = "a b" }, partnership.OwnBasisError{ID: "a b", Field: "id", Rule: partnership.OwnBasisMissing}},
		{"twice", func(a, n *partnership.OwnBasis) { *a = *n }, partnership.OwnBasisError{ID: "gdpr_6_1_e", Field: "id", Rule: partnership.OwnBasisTwice}},
		{"somebody more", func(_, n *partnership.OwnBasis) { n.MayRely = []partnership.Term{"police"} }, partnership.OwnBasisError{ID: "gdpr_6_1_e", Field: "may_rely", Rule: partnership.OwnBasisWider}},
		{"more sensitive", func(_, n *partnership.OwnBasis) { n.Carries = []partnership.Term{"special"} }, partnership.OwnBasisError{ID: "gdpr_6_1_e", Field: "carries", Rule: partnership.OwnBasisWider}},
		{"breaks secrecy", func(_, n *partnership.OwnBasis) { n.BreaksSecrecy = true }, partnership.OwnBasisError{ID: "gdpr_6_1_e", Field: "breaks_secrecy", Rule: partnership.OwnBasisWider}},
		{"without agreement", func(_, n *partnership.OwnBasis) { n.WithoutAgreement = true }, partnership.OwnBasisError{ID: "gdpr_6_1_e", Field: "without_agreement", Rule: partnership.OwnBasisWider}},
	} {
		added, narrowed := sound, narrow
		c.change(&added, &narrowed)
		var got *partnership.OwnBasisError
		if err := v.CheckOwn([]partnership.OwnBasis{added, narrowed}); !errors.As(err, &got) || *got != c.want {
			t.Errorf("%s: %v, want %v", c.name, err, &c.want)
		}
	}
}
