package partnership

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// anyKind in [LegalBasis.MayRely] is every kind of organisation.
const anyKind Term = "*"

// ReadVocabulary reads the words and the legal bases from their JSON (assets/vocabulary.json and
// assets/legal-bases.json). It refuses unknown fields, words without an id or a Dutch text, an id that is used twice in
// one list, statuses other than those of [AgreementStatus] and [ActionStatus], and a legal basis about unknown words.
func ReadVocabulary(vocabulary, legalBases []byte) (Vocabulary, error) {
	var v Vocabulary
	if err := readStrict(vocabulary, &v); err != nil {
		return Vocabulary{}, fmt.Errorf("read vocabulary: %w", err)
	}
	if err := readStrict(legalBases, &v.LegalBases); err != nil {
		return Vocabulary{}, fmt.Errorf("read legal bases: %w", err)
	}
	if err := errors.Join(v.checkWords(), v.checkStatuses(), v.checkLegalBases()); err != nil {
		return Vocabulary{}, fmt.Errorf("read vocabulary: %w", err)
	}
	return v, nil
}

func readStrict(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the value")
	}
	return nil
}

func (v *Vocabulary) checkWords() error {
	errs := []error{
		checkList("organisation_kinds", v.OrganisationKinds, func(k OrganisationKind) Word { return k.Word }),
		checkList("information_categories", v.InformationCategories, func(c InformationCategory) Word { return c.Word }),
		checkList("purposes", v.Purposes, Word.itself),
		checkList("agreement_kinds", v.AgreementKinds, Word.itself),
		checkList("agreement_statuses", v.AgreementStatuses, Word.itself),
		checkList("meeting_kinds", v.MeetingKinds, Word.itself),
		checkList("action_statuses", v.ActionStatuses, Word.itself),
		checkList("conditions", v.Conditions, Word.itself),
		checkList("legal bases", v.LegalBases, func(b LegalBasis) Word { return Word{ID: b.ID, Dutch: b.Short} }),
	}
	for _, category := range v.InformationCategories {
		if !v.HasSensitivity(category.Sensitivity) {
			errs = append(errs, fmt.Errorf("information category %q: unknown sensitivity %q", category.ID, category.Sensitivity))
		}
	}
	return errors.Join(errs...)
}

func (w Word) itself() Word { return w }

func checkList[T any](name string, list []T, word func(T) Word) error {
	seen := map[Term]bool{}
	for _, element := range list {
		w := word(element)
		switch {
		case !ID(w.ID).wellFormed():
			return fmt.Errorf("%s: %q is no id", name, w.ID)
		case w.Dutch == "":
			return fmt.Errorf("%s: %q has no Dutch text", name, w.ID)
		case seen[w.ID]:
			return fmt.Errorf("%s: %q is there twice", name, w.ID)
		}
		seen[w.ID] = true
	}
	return nil
}

// checkStatuses proves that the statuses that have a name on screen are those that the code knows.
func (v *Vocabulary) checkStatuses() error {
	return errors.Join(
		checkSame("agreement_statuses", v.AgreementStatuses, agreementStatuses),
		checkSame("action_statuses", v.ActionStatuses, actionStatuses),
	)
}

func checkSame[T ~string](name string, words []Word, statuses []T) error {
	for _, status := range statuses {
		if !hasWord(words, Term(status)) {
			return fmt.Errorf("%s: %q is missing", name, status)
		}
	}
	if len(words) != len(statuses) {
		return fmt.Errorf("%s: %d statuses, want %d", name, len(words), len(statuses))
	}
	return nil
}

func (v *Vocabulary) checkLegalBases() error {
	var errs []error
	for _, basis := range v.LegalBases {
		unknown := func(field string, terms []Term, known func(Term) bool) {
			for _, term := range terms {
				if !known(term) {
					errs = append(errs, fmt.Errorf("legal basis %q: %s: unknown %q", basis.ID, field, term))
				}
			}
		}
		if !slices.Equal(basis.MayRely, []Term{anyKind}) {
			unknown("may_rely", basis.MayRely, v.HasOrganisationKind)
		}
		unknown("to", basis.To, v.HasOrganisationKind)
		unknown("purposes", basis.Purposes, v.HasPurpose)
		unknown("categories", basis.Categories, v.HasCategory)
		unknown("carries", basis.Carries, v.HasSensitivity)
		unknown("conditions", basis.Conditions, v.HasCondition)
	}
	return errors.Join(errs...)
}
