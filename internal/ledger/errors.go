package ledger

import (
	"errors"
	"fmt"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

var (
	// ErrNewer is wrapped by the error about a record that a newer version of the program wrote.
	ErrNewer = errors.New("written by a newer version")
	// ErrConflict is wrapped by [ConflictError].
	ErrConflict = errors.New("changed meanwhile")
	// ErrOtherKind is wrapped by the error about a record that would take the id of one of another kind.
	ErrOtherKind = errors.New("the id belongs to a record of another kind")
	// ErrUnknown is wrapped by the error about a record, or a version of one, that is not kept.
	ErrUnknown = errors.New("not kept")
	// ErrNothing is returned by Undo and Redo when there is nothing to undo or redo.
	ErrNothing = errors.New("nothing to undo or redo")
)

// ConflictError tells that a record is not at the revision that a change builds on.
type ConflictError struct {
	ID      partnership.ID
	Base    Revision // what the change builds on
	Current Revision // what the record is at; 0 when it was removed
}

func (e *ConflictError) Error() string {
	return fmt.Sprintf("record %s: changed meanwhile (read at revision %d, now at %d)", e.ID, e.Base, e.Current)
}

// Unwrap returns [ErrConflict].
func (e *ConflictError) Unwrap() error { return ErrConflict }

// InvalidError tells what is wrong with a record that was to be committed.
type InvalidError struct {
	ID       partnership.ID
	Kind     partnership.Kind
	Problems partnership.Problems
}

func (e *InvalidError) Error() string {
	return fmt.Sprintf("%s %s: %v", e.Kind, e.ID, e.Problems)
}

// Unwrap returns the problems.
func (e *InvalidError) Unwrap() error { return e.Problems }

// ReferredError tells that a record cannot be removed, or a forum dropped, because others refer to it.
type ReferredError struct {
	ID partnership.ID   // what is referred to
	By []partnership.ID // who refers to it, sorted
}

func (e *ReferredError) Error() string {
	return fmt.Sprintf("record %s: still referred to by %d records", e.ID, len(e.By))
}
