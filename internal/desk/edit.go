package desk

import (
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// What changes are made of, as the ledger has them.
type (
	// Change is what is done to one record.
	Change = ledger.Change
	// Revision counts the changes of one record.
	Revision = ledger.Revision
	// Event tells that records changed.
	Event = ledger.Event
)

// Put returns the change that keeps a record, which was read at revision base; 0 for a new one.
func Put(record partnership.Record, base Revision) Change { return ledger.Put(record, base) }

// Remove returns the change that removes a record, which was read at revision base.
func Remove(id partnership.ID, base Revision) Change { return ledger.Remove(id, base) }

// Get returns a record with the revision that it was read at. The fault of its error is [FaultNotFound], or [FaultKind] for a record of
// another type.
func Get[T partnership.Record](d *Desk, id partnership.ID) (T, Revision, error) {
	entry, ok := ledger.Get[T](d.ledger, id)
	if ok {
		return entry.Record, entry.Revision, nil
	}
	fault := FaultNotFound
	if _, other := d.ledger.KindOf(id); other {
		fault = FaultKind
	}
	return entry.Record, 0, &Error{Fault: fault, Subject: string(id)}
}

// All returns all records of a type, sorted by id.
func All[T partnership.Record](d *Desk) []T { return ledger.All[T](d.ledger) }

// Referring returns the records of a type that refer to the record with that id, sorted by id.
func Referring[T partnership.Record](d *Desk, id partnership.ID) []T {
	return ledger.Referring[T](d.ledger, id)
}

// Subscribe has call called after every change until stop is called; call must be brief and change nothing.
func (d *Desk) Subscribe(call func(Event)) (stop func()) { return d.ledger.Subscribe(call) }

// Keep makes changes as one step that can be undone. The name is a key of the translations: what undo takes back. Its faults are
// [FaultConflict], [FaultInvalid] and [FaultInUseByOthers].
func (d *Desk) Keep(name string, changes ...Change) error {
	return d.about(d.ledger.Commit(ledger.Commit{Name: name, Changes: changes}))
}

// about returns an error about a record under the name that people know it by.
func (d *Desk) about(err error) error {
	var conflict *ledger.ConflictError
	var invalid *ledger.InvalidError
	var referred *ledger.ReferredError
	switch {
	case errors.As(err, &conflict):
		return About(d.Label(conflict.ID), err)
	case errors.As(err, &invalid):
		return About(d.Label(invalid.ID), err)
	case errors.As(err, &referred):
		return About(d.Label(referred.ID), err)
	}
	return About(d.Place(), err)
}

// tries is how often an edit is made anew on a record that was changed meanwhile.
const tries = 3

// Edit changes one record as a step that can be undone. When the record was changed meanwhile elsewhere, the change is made anew on what
// stands there now; so change must set what it is about and nothing else. An error of change is returned as it is, and nothing is kept.
func Edit[T partnership.Record](d *Desk, name string, id partnership.ID, change func(*T) error) error {
	for try := 1; ; try++ {
		record, base, err := Get[T](d, id)
		if err != nil {
			return err
		}
		if err := change(&record); err != nil {
			return err
		}
		err = d.Keep(name, Put(record, base))
		if try == tries || !errors.Is(err, ledger.ErrConflict) {
			return err
		}
	}
}

// EditAll changes several records of a type as one step.
func EditAll[T partnership.Record](d *Desk, name string, ids []partnership.ID, change func(*T) error) error {
	for try := 1; ; try++ {
		var changes []Change
		for _, id := range ids {
			record, base, err := Get[T](d, id)
			if err != nil {
				return err
			}
			if err := change(&record); err != nil {
				return err
			}
			changes = append(changes, Put(record, base))
		}
		err := d.Keep(name, changes...)
		if try == tries || !errors.Is(err, ledger.ErrConflict) {
			return err
		}
	}
}

// Conflict tells that a record was changed meanwhile in the same fields that were to be changed.
type Conflict struct {
	ID         partnership.ID
	Yours, Now partnership.Record // as it was to be, and as it stands; Now is nil when it was removed
	Fields     []string           // in which both differ from what was read, as in the bundle
	cause      error
}

func (c *Conflict) Error() string {
	return fmt.Sprintf("record %s: changed meanwhile in %s", c.ID, strings.Join(c.Fields, ", "))
}

// Unwrap returns why it was refused.
func (c *Conflict) Unwrap() error { return c.cause }

// KeepEdited keeps a record that was edited in a form: read is it as it was read, at revision base. What others changed meanwhile in other fields is
// joined with it; what was changed in the same field is a [*Conflict], of the fault [FaultConflict], and nothing is kept.
func KeepEdited[T partnership.Record](d *Desk, name string, read, edited T, base Revision) error {
	for try := 1; ; try++ {
		now, revision, err := Get[T](d, read.RecordID())
		var joined any = edited
		switch {
		case err != nil && base == 0: // a new record
		case err != nil:
			return &Error{FaultConflict, read.Label(), &Conflict{ID: read.RecordID(), Yours: edited, cause: err}}
		case revision != base:
			both, fields := join(read, edited, now)
			if len(fields) > 0 {
				return &Error{FaultConflict, read.Label(), &Conflict{read.RecordID(), edited, now, fields, ledger.ErrConflict}}
			}
			joined = both
		}
		record, ok := joined.(T)
		if !ok {
			return &Error{Fault: FaultKind, Subject: read.Label()}
		}
		err = d.Keep(name, Put(record, revision))
		if try == tries || !errors.Is(err, ledger.ErrConflict) {
			return err
		}
	}
}

// join returns now with the fields that were edited since read; and those in which both are changed, differently.
func join[T any](read, edited, now T) (T, []string) {
	joined, both := joinValues(reflect.ValueOf(read), reflect.ValueOf(edited), reflect.ValueOf(now))
	value, ok := joined.Interface().(T)
	if !ok {
		return now, both // never: it is of the type of now
	}
	return value, both
}

func joinValues(from, mine, theirs reflect.Value) (joined reflect.Value, both []string) {
	out := reflect.New(theirs.Type()).Elem()
	out.Set(theirs)
	for i := range from.NumField() {
		was, is, stands := from.Field(i).Interface(), mine.Field(i).Interface(), theirs.Field(i).Interface()
		switch {
		case reflect.DeepEqual(was, is):
		case reflect.DeepEqual(was, stands) || reflect.DeepEqual(is, stands):
			out.Field(i).Set(mine.Field(i))
		default:
			name, _, _ := strings.Cut(from.Type().Field(i).Tag.Get("json"), ",")
			both = append(both, name)
		}
	}
	return out, both
}

// idPrefixes begin the ids of each kind of record.
var idPrefixes = map[partnership.Kind]string{
	partnership.KindOrganisation: "o-", partnership.KindContact: "c-", partnership.KindAgreement: "v-", partnership.KindSeries: "s-",
	partnership.KindMeeting: "m-", partnership.KindAction: "a-", partnership.KindDeliberation: "d-", partnership.KindAttachment: "f-",
}

// NewID returns a fresh id for a record of a kind, or for a part of a record when kind is empty.
func (d *Desk) NewID(kind partnership.Kind) (partnership.ID, error) {
	var random [10]byte
	if _, err := io.ReadFull(d.around.Random, random[:]); err != nil {
		return "", About(d.Place(), fmt.Errorf("new id: %w", err))
	}
	return partnership.ID(idPrefixes[kind] + strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(random[:]))), nil
}

// Undo takes back the last step, and returns its name. With nothing to undo the fault is [FaultNothing].
func (d *Desk) Undo() (name string, err error) {
	name, _ = d.ledger.CanUndo()
	return name, d.about(d.ledger.Undo())
}

// Redo does the step again that was undone last, and returns its name. With nothing to redo the fault is [FaultNothing].
func (d *Desk) Redo() (name string, err error) {
	name, _ = d.ledger.CanRedo()
	return name, d.about(d.ledger.Redo())
}

// CanUndo returns the name of the step that [Desk.Undo] would take back, and whether there is one.
func (d *Desk) CanUndo() (name string, ok bool) { return d.ledger.CanUndo() }

// CanRedo returns the name of the step that [Desk.Redo] would do again, and whether there is one.
func (d *Desk) CanRedo() (name string, ok bool) { return d.ledger.CanRedo() }

// Drafts returns what was being typed and is no record yet, by the name of where.
func (d *Desk) Drafts() map[string]string { return d.ledger.Drafts() }

// SetDraft keeps what is being typed; the empty text takes it away.
func (d *Desk) SetDraft(name, text string) error { return d.about(d.ledger.SetDraft(name, text)) }
