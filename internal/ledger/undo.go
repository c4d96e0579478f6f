package ledger

import (
	"bytes"
	"fmt"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// maxSteps is how many commits can be undone.
const maxSteps = 200

// step is a commit as it was made, so that it can be undone and redone.
type step struct {
	name     string
	records  []delta
	settings *settingsDelta
}

// delta is one record's body before and after; nil where it was not there.
type delta struct {
	id            partnership.ID
	kind          partnership.Kind
	before, after []byte
}

type settingsDelta struct{ before, after settingsValues }

func (s step) empty() bool { return len(s.records) == 0 && s.settings == nil }

func (s step) changed() []Touched {
	touched := make([]Touched, len(s.records))
	for i, d := range s.records {
		touched[i] = Touched{ID: d.id, Kind: d.kind, Was: d.before != nil, Is: d.after != nil}
	}
	return touched
}

// reversed returns the step that takes s back.
func (s step) reversed() step {
	back := step{name: s.name, records: make([]delta, len(s.records))}
	for i, d := range s.records {
		back.records[i] = delta{id: d.id, kind: d.kind, before: d.after, after: d.before}
	}
	if s.settings != nil {
		back.settings = &settingsDelta{before: s.settings.after, after: s.settings.before}
	}
	return back
}

// CanUndo returns the name of the commit that [Ledger.Undo] would take back, and whether there is one.
func (l *Ledger) CanUndo() (name string, ok bool) { return l.top(&l.past) }

// CanRedo returns the name of the commit that [Ledger.Redo] would make again, and whether there is one.
func (l *Ledger) CanRedo() (name string, ok bool) { return l.top(&l.future) }

func (l *Ledger) top(steps *[]step) (string, bool) {
	l.committing.Lock()
	defer l.committing.Unlock()
	if len(*steps) == 0 {
		return "", false
	}
	return (*steps)[len(*steps)-1].name, true
}

// Undo takes back the last commit that was not undone yet, by a commit of its own. When a record was changed by others
// since, nothing is done and the error is a [*ConflictError]. With nothing to undo it is [ErrNothing].
func (l *Ledger) Undo() error { return l.travel(&l.past, &l.future, Undone) }

// Redo makes the commit that was undone last once more; its errors are those of [Ledger.Undo].
func (l *Ledger) Redo() error { return l.travel(&l.future, &l.past, Redone) }

// travel takes the last step of from back and remembers how to return on to.
func (l *Ledger) travel(from, to *[]step, cause Cause) error {
	l.committing.Lock()
	defer l.committing.Unlock()
	if len(*from) == 0 {
		return ErrNothing
	}
	last := (*from)[len(*from)-1]
	c, err := l.replay(last.reversed())
	if err != nil {
		return fmt.Errorf("%s: %w", cause, err)
	}
	done, err := l.commit(c)
	if err != nil {
		return fmt.Errorf("%s: %w", cause, err)
	}
	*from = (*from)[:len(*from)-1]
	*to = append(*to, done)
	l.listeners.tell(Event{Cause: cause, Name: last.name, Changed: done.changed()})
	return nil
}

// replay returns the commit that does s, provided that every record is as s found it.
func (l *Ledger) replay(s step) (Commit, error) {
	c := Commit{Name: s.name}
	for _, d := range s.records {
		current := l.picture.rows[d.id]
		body, err := encodeRow(current)
		if err != nil {
			return Commit{}, err
		}
		if !bytes.Equal(body, d.before) {
			return Commit{}, &ConflictError{ID: d.id, Current: current.revision}
		}
		if d.after == nil {
			c.Changes = append(c.Changes, Remove(d.id, current.revision))
			continue
		}
		past, err := decodeRow(d.kind, d.after)
		if err != nil {
			return Commit{}, err
		}
		c.Changes = append(c.Changes, Change{id: d.id, record: past.record, blob: past.blob, base: current.revision})
	}
	if s.settings != nil {
		c.Municipality, c.House, c.Preferences = &s.settings.after.Municipality, &s.settings.after.House, &s.settings.after.Preferences
		c.Bases, c.Expectations = &s.settings.after.Bases, &s.settings.after.Expectations
	}
	return c, nil
}
