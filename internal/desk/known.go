package desk

import (
	"errors"

	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/intake"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// knownSoFar is what a file may refer to: the records of the vault and those of the files before it.
type knownSoFar struct {
	vault *ledger.Ledger
	files map[partnership.ID]partnership.Record
}

// add makes a file's records known. An id that an earlier file has too is a problem: it must be one thing.
func (k *knownSoFar) add(source intake.Source) exchange.Problems {
	var problems exchange.Problems
	if k.files == nil {
		k.files = map[partnership.ID]partnership.Record{}
	}
	for record := range source.Bundle.Records() {
		id := record.RecordID()
		if _, taken := k.files[id]; taken {
			problems = append(problems, intake.Problem(source, record, intake.RuleTwice))
		}
		k.files[id] = record
	}
	return problems
}

// KindOf implements [partnership.Lookup].
func (k *knownSoFar) KindOf(id partnership.ID) (partnership.Kind, bool) {
	if record, ok := k.files[id]; ok {
		return record.RecordKind(), true
	}
	return k.vault.KindOf(id)
}

// HasForum implements [partnership.Lookup].
func (k *knownSoFar) HasForum(agreement, forum partnership.ID) bool {
	record, ok := k.files[agreement]
	if !ok {
		return k.vault.HasForum(agreement, forum)
	}
	a, ok := record.(partnership.Agreement)
	if !ok {
		return false
	}
	for _, f := range a.Forums {
		if f.ID == forum {
			return true
		}
	}
	return false
}

// problemsIn returns the problems of a file that could not be read, if that is what err tells.
func problemsIn(err error) (exchange.Problems, bool) {
	var problems exchange.Problems
	ok := errors.As(err, &problems)
	return problems, ok
}

// Vocabulary returns the terms that records are written in, with the user's own legal bases. It must not be changed.
func (d *Desk) Vocabulary() *partnership.Vocabulary { return d.ledger.Vocabulary() }
