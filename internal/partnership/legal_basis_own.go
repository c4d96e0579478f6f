package partnership

import (
	"errors"
	"fmt"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

// Ownership tells whether a legal basis is as the program brings it.
type Ownership string

// The ownerships. Empty is that of the program.
const (
	OwnAdded      Ownership = "added"      // by the user's privacy officer
	OwnRestricted Ownership = "restricted" // one of the program's, narrowed by the user's privacy officer
)

// OwnBasis is a legal basis that the user's privacy officer added, or the narrower form of one that the program brings.
type OwnBasis struct {
	LegalBasis
	By  string   `json:"by"`          // who decided it
	On  date.Day `json:"on,omitzero"` // when
	Why string   `json:"why,omitempty"`
}

// OwnBasisError tells what is wrong with a legal basis that somebody wants to add or narrow.
type OwnBasisError struct {
	ID    Term
	Field string // as in the JSON
	Rule  OwnBasisRule
}

// OwnBasisRule is a rule of [Vocabulary.CheckOwn].
type OwnBasisRule string

// The rules.
const (
	OwnBasisWider   OwnBasisRule = "wider"   // a restriction takes away, it adds nothing
	OwnBasisMissing OwnBasisRule = "missing" // the field must be there
	OwnBasisUnknown OwnBasisRule = "unknown" // it names a word that does not exist
	OwnBasisTwice   OwnBasisRule = "twice"   // there are two of this id
)

// Error names what is wrong to a developer.
func (e *OwnBasisError) Error() string {
	return fmt.Sprintf("legal basis %q: %s: %s", e.ID, e.Field, e.Rule)
}

// CheckOwn returns everything that is wrong with the user's own legal bases, as [*OwnBasisError] joined; nil when they
// can be used. One with the id of a basis that the program brings is a restriction of it and must be narrower.
func (v *Vocabulary) CheckOwn(own []OwnBasis) error {
	var errs []error
	seen := map[Term]bool{}
	for _, o := range own {
		report := func(field string, rule OwnBasisRule) {
			errs = append(errs, &OwnBasisError{o.ID, field, rule})
		}
		if !ID(o.ID).wellFormed() {
			report("id", OwnBasisMissing)
		}
		if seen[o.ID] {
			report("id", OwnBasisTwice)
		}
		seen[o.ID] = true
		if o.By == "" {
			report("by", OwnBasisMissing)
		}
		v.checkOwnWords(o.LegalBasis, report)
		if known, ok := v.LegalBasis(o.ID); ok {
			checkNarrower(known, o.LegalBasis, report)
			continue
		}
		for _, f := range []struct {
			field string
			empty bool
		}{{"short", o.Short == ""}, {"covers", o.Covers == ""}, {"may_rely", len(o.MayRely) == 0}, {"carries", len(o.Carries) == 0}} {
			if f.empty {
				report(f.field, OwnBasisMissing)
			}
		}
	}
	return errors.Join(errs...)
}

func (v *Vocabulary) checkOwnWords(b LegalBasis, report func(string, OwnBasisRule)) {
	for _, f := range []struct {
		field string
		terms []Term
		known func(Term) bool
	}{
		{"may_rely", b.MayRely, func(t Term) bool { return t == anyKind || v.HasOrganisationKind(t) }},
		{"to", b.To, v.HasOrganisationKind},
		{"purposes", b.Purposes, v.HasPurpose},
		{"categories", b.Categories, v.HasCategory},
		{"carries", b.Carries, v.HasSensitivity},
		{"conditions", b.Conditions, v.HasCondition},
	} {
		if slices.ContainsFunc(f.terms, func(t Term) bool { return !f.known(t) }) {
			report(f.field, OwnBasisUnknown)
		}
	}
}

// checkNarrower reports in what a restriction allows more than what it restricts. An absent list leaves that of the
// program as it is.
func checkNarrower(known, own LegalBasis, report func(string, OwnBasisRule)) {
	for _, f := range []struct {
		field       string
		theirs, own []Term
	}{
		{"may_rely", known.MayRely, own.MayRely},
		{"to", known.To, own.To},
		{"purposes", known.Purposes, own.Purposes},
		{"categories", known.Categories, own.Categories},
		{"carries", known.Carries, own.Carries},
	} {
		if len(f.theirs) == 0 || slices.Contains(f.theirs, anyKind) {
			continue // it limits nothing, so whatever is named is narrower
		}
		if slices.ContainsFunc(f.own, func(t Term) bool { return !slices.Contains(f.theirs, t) }) {
			report(f.field, OwnBasisWider)
		}
	}
	if own.BreaksSecrecy && !known.BreaksSecrecy {
		report("breaks_secrecy", OwnBasisWider)
	}
	if own.WithoutAgreement && !known.WithoutAgreement {
		report("without_agreement", OwnBasisWider)
	}
}

// WithOwn returns the vocabulary with the user's own legal bases: those that are new beside the others, and the others
// as far as they are left. Whatever a restriction says, nothing becomes wider by it.
func (v Vocabulary) WithOwn(own []OwnBasis) Vocabulary {
	v.LegalBases = slices.Clone(v.LegalBases)
	for _, o := range own {
		i := slices.IndexFunc(v.LegalBases, func(b LegalBasis) bool { return b.ID == o.ID })
		if i < 0 {
			o.Ownership = OwnAdded
			v.LegalBases = append(v.LegalBases, o.LegalBasis)
			continue
		}
		v.LegalBases[i] = v.LegalBases[i].narrowed(o.LegalBasis)
	}
	return v
}

// narrowed returns what is left of a legal basis under a restriction.
func (b LegalBasis) narrowed(by LegalBasis) LegalBasis {
	b.Ownership = OwnRestricted
	b.MayRely, b.To = within(b.MayRely, by.MayRely), within(b.To, by.To)
	b.Purposes, b.Categories = within(b.Purposes, by.Purposes), within(b.Categories, by.Categories)
	b.Carries = within(b.Carries, by.Carries)
	b.Conditions = slices.Concat(b.Conditions, by.Conditions)
	b.BreaksSecrecy = b.BreaksSecrecy && by.BreaksSecrecy
	b.WithoutAgreement = b.WithoutAgreement && by.WithoutAgreement
	b.OnlyUrgent = b.OnlyUrgent || by.OnlyUrgent
	b.Verify = b.Verify || by.Verify
	return b
}

// within returns the terms that both lists allow. An empty list allows all; a result that allows nothing is a list of
// one term that nothing has.
func within(list, by []Term) []Term {
	if len(by) == 0 {
		return list
	}
	if len(list) == 0 || slices.Contains(list, anyKind) {
		return slices.Clone(by)
	}
	if slices.Contains(by, anyKind) {
		return list
	}
	var both []Term
	for _, t := range list {
		if slices.Contains(by, t) {
			both = append(both, t)
		}
	}
	if both == nil {
		return []Term{nothing}
	}
	return both
}

// nothing is a term that no record has.
const nothing Term = "-"

// Expectation is an answer of the aid that an agreement was made for: this must be possible, or this must not.
type Expectation struct {
	Agreement ID     `json:"agreement"`
	From      ID     `json:"from"`
	To        ID     `json:"to"`
	Category  Term   `json:"category"`
	Purpose   Term   `json:"purpose"`
	Forum     string `json:"forum,omitempty"` // agreement id/forum id
	Urgent    bool   `json:"urgent,omitempty"`
	Possible  bool   `json:"possible,omitempty"`
}
