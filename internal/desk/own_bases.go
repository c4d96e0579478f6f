package desk

import (
	"errors"

	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// OwnBasis is a legal basis that the user's privacy officer added, or the narrower form of one that the program brings.
type OwnBasis = partnership.OwnBasis

// LegalBases returns every legal basis as the aid uses it, in the order of the program, then those that were added.
func (d *Desk) LegalBases() []Basis {
	e := explainer{words: d.words.Load(), vocabulary: d.Vocabulary()}
	var all []Basis
	for _, b := range e.vocabulary.LegalBases {
		all = append(all, e.basis(b.ID))
	}
	return all
}

// LegalBasis is a legal basis with all that it allows.
type LegalBasis = partnership.LegalBasis

// ProgramBases returns the legal bases as the program brings them, before anybody added or narrowed one.
func (d *Desk) ProgramBases() ([]LegalBasis, error) {
	program, err := programVocabulary()
	if err != nil {
		return nil, About("", err)
	}
	return program.LegalBases, nil
}

// OwnBases returns the legal bases that were added or narrowed.
func (d *Desk) OwnBases() []OwnBasis { return d.ledger.OwnBases() }

// SetOwnBases changes which legal bases are added or narrowed, as one step that can be undone. Its faults are
// [FaultOwnBasis], with what is wrong in [OwnBasisProblems], and [FaultInUseByOthers] when a record names one that would go.
func (d *Desk) SetOwnBases(own []OwnBasis) error {
	program, err := programVocabulary()
	if err != nil {
		return About("", err)
	}
	if err := program.CheckOwn(own); err != nil {
		return &Error{Fault: FaultOwnBasis, Err: err}
	}
	return d.about(d.ledger.Commit(ledger.Commit{Name: "desk.commit.bases", Bases: &own}))
}

// OwnBasisProblem is one thing that is wrong with a legal basis that somebody wants to add or narrow.
type OwnBasisProblem = partnership.OwnBasisError

// OwnBasisProblems returns what [Desk.SetOwnBases] found wrong.
func OwnBasisProblems(err error) []*OwnBasisProblem {
	var joined interface{ Unwrap() []error }
	if !errors.As(err, &joined) {
		return nil
	}
	var all []*OwnBasisProblem
	for _, e := range joined.Unwrap() {
		var problem *OwnBasisProblem
		if errors.As(e, &problem) {
			all = append(all, problem)
		}
	}
	return all
}

// ExplainOwnBasis returns the sentence about a problem.
func (d *Desk) ExplainOwnBasis(p *OwnBasisProblem) string {
	words := d.words.Load()
	return words.Text("domain.own_basis."+string(p.Rule), "ID", string(p.ID), "Field", words.Text("desk.own_basis.field."+p.Field))
}
