package ledger

import (
	"bytes"
	"errors"
	"fmt"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

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
func (l *Ledger) CanUndo() (name string, ok bool) {
	return l.top(func(s *steps) []made { return s.past })
}

// CanRedo returns the name of the commit that [Ledger.Redo] would make again, and whether there is one.
func (l *Ledger) CanRedo() (name string, ok bool) {
	return l.top(func(s *steps) []made { return s.future })
}

func (l *Ledger) top(stack func(*steps) []made) (string, bool) {
	l.committing.Lock()
	defer l.committing.Unlock()
	if l.recall() != nil { // told by who tries
		return "", false
	}
	list := stack(&l.steps)
	if len(list) == 0 {
		return "", false
	}
	return list[len(list)-1].name, true
}

// Undo takes back the last commit that was not undone yet, by a commit of its own, also when it was made before the vault
// was opened. When a record was changed by others since, nothing is done and the error is a [*ConflictError]. With
// nothing to undo it is [ErrNothing], also when what was there before was erased.
func (l *Ledger) Undo() error {
	return l.travel(&l.steps.past, &l.steps.future, Undone)
}

// Redo makes the commit that was undone last once more; its errors are those of [Ledger.Undo].
func (l *Ledger) Redo() error {
	return l.travel(&l.steps.future, &l.steps.past, Redone)
}

// travel takes the last commit of from back, or makes it again, and remembers how to return on to.
func (l *Ledger) travel(from, to *[]made, cause Cause) error {
	l.committing.Lock()
	defer l.committing.Unlock()
	if err := l.recall(); err != nil {
		return fmt.Errorf("%s: %w", cause, err)
	}
	if len(*from) == 0 {
		return ErrNothing
	}
	last := (*from)[len(*from)-1]
	s, err := l.read(last)
	if errors.Is(err, errErased) {
		*from = nil // and so is what came before it
		return ErrNothing
	}
	if err != nil {
		return fmt.Errorf("%s: %w", cause, err)
	}
	note := vault.Note{Name: last.name, MakesAgain: last.entry}
	if cause == Undone {
		s, note = s.reversed(), vault.Note{Name: last.name, TakesBack: last.entry}
	}
	c, err := l.replay(s)
	if err != nil {
		return fmt.Errorf("%s: %w", cause, err)
	}
	done, _, err := l.commit(c, note)
	if err != nil {
		return fmt.Errorf("%s: %w", cause, err)
	}
	*from = (*from)[:len(*from)-1]
	*to = append(*to, last)
	l.listeners.tell(Event{Cause: cause, Name: last.name, Changed: done.changed()})
	return nil
}

// replay returns the commit that does s, provided that everything is as s found it.
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
		if !l.council.values.equal(s.settings.before) {
			return Commit{}, &ConflictError{Current: l.council.revision}
		}
		c.Municipality, c.House, c.Preferences = &s.settings.after.Municipality, &s.settings.after.House, &s.settings.after.Preferences
		c.Bases, c.Expectations = &s.settings.after.Bases, &s.settings.after.Expectations
	}
	return c, nil
}
