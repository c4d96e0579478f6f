package ledger

import (
	"context"
	"errors"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// maxSteps is how many commits can be undone or redone, in all.
const maxSteps = 200

// made is a commit that can be undone or redone. What it changed is read from the vault when it comes to that, so that
// nothing is kept in memory that was erased from the vault.
type made struct {
	entry uint64 // of the journal, that made it first
	name  string
}

// steps are the commits that can be undone and redone, the last ones at the end. They are recalled from the journal when
// they are asked for first, which spares who only looks the time.
type steps struct {
	recalled     bool
	past, future []made
}

// put notes a commit that was made just now. A commit without a name cannot be told to people, so it is not undone, nor
// is what was before it.
func (s *steps) put(m made) {
	switch {
	case !s.recalled: // it stands in the journal
	case m.name == "":
		s.past, s.future = nil, nil
	default:
		s.past = append(s.past, m)
		if len(s.past) > maxSteps {
			s.past = slices.Delete(s.past, 0, 1)
		}
		s.future = nil
	}
}

// recall reads from the journal which commits can be undone and redone. l.committing must be held.
func (l *Ledger) recall() error {
	if l.steps.recalled {
		return nil
	}
	r := recaller{seen: map[uint64]bool{}, erased: map[vault.ID]bool{}}
	if err := l.store.JournalBack(context.Background(), 0, r.take); err != nil {
		return err
	}
	slices.Reverse(r.past)
	slices.Reverse(r.future)
	l.steps = steps{recalled: true, past: r.past, future: r.future}
	return nil
}

// ForgetErased makes the ledger ask the vault anew what can be undone and what was removed. Call it after versions of
// records were erased from the vault: they do not come back.
func (l *Ledger) ForgetErased() {
	l.committing.Lock()
	defer l.committing.Unlock()
	l.steps = steps{}
	for _, keys := range l.graves.keys {
		l.graves.nameless = append(l.graves.nameless, keys...)
	}
	l.graves.keys = nil
}

// recaller walks the journal from its end. The entry that mentions a commit last tells whether it was undone.
type recaller struct {
	past, future []made          // the last ones first
	seen         map[uint64]bool // the commits of which it is known
	later        bool            // a new commit came later: what was undone before it cannot be redone
	erased       map[vault.ID]bool
}

// take reads one entry, and reports whether the one before it is wanted.
func (r *recaller) take(e vault.Entry) (more bool) {
	switch {
	case e.Act == vault.ActErase:
		for _, c := range e.Changes {
			r.erased[c.ID] = true
		}
		return true
	case e.Act != vault.ActCommit || onlyDrafts(e):
		return true
	case e.Note.Name == "" || slices.ContainsFunc(e.Changes, func(c vault.EntryChange) bool { return r.erased[c.ID] }):
		return false
	}
	switch m := (made{e.Sequence, e.Note.Name}); {
	case e.Note.TakesBack != 0:
		m.entry = e.Note.TakesBack
		if !r.seen[m.entry] && !r.later {
			r.future = append(r.future, m)
		}
		r.seen[m.entry] = true
	case e.Note.MakesAgain != 0:
		m.entry = e.Note.MakesAgain
		r.did(m)
	default:
		r.did(m)
		r.later = true
	}
	return len(r.past)+len(r.future) < maxSteps
}

// did notes a commit that stands, unless an entry after it tells otherwise.
func (r *recaller) did(m made) {
	if !r.seen[m.entry] {
		r.past = append(r.past, m)
	}
	r.seen[m.entry] = true
}

// onlyDrafts reports whether an entry keeps what was being typed, and changes no record.
func onlyDrafts(e vault.Entry) bool {
	return !slices.ContainsFunc(e.Changes, func(c vault.EntryChange) bool { return c.Kind != draftsKind })
}

// errErased is why a commit cannot be undone or redone any more.
var errErased = errors.New("what was there was erased")

// read reads from the vault what a commit changed.
func (l *Ledger) read(m made) (step, error) {
	e, err := l.store.Entry(m.entry)
	if err != nil {
		return step{}, err
	}
	s := step{name: m.name}
	for _, c := range e.Changes {
		before, after, err := l.around(c)
		if err == nil {
			err = s.add(c.Kind, before, after)
		}
		if err != nil {
			return step{}, err
		}
	}
	return s, nil
}

// around returns a record's body before and after a change; nil where it was not there.
func (l *Ledger) around(c vault.EntryChange) (before, after []byte, err error) {
	versions, err := l.store.Versions(c.ID)
	if err != nil {
		return nil, nil, err
	}
	for _, v := range versions {
		switch {
		case v.Revision+1 != c.Revision && v.Revision != c.Revision:
		case v.Erased:
			return nil, nil, errErased
		case v.Deleted:
		case v.Revision == c.Revision:
			after = v.Body
		default:
			before = v.Body
		}
	}
	return before, after, nil
}

// add adds to a step what became of one record, or of the settings.
func (s *step) add(kind string, before, after []byte) (err error) {
	switch kind {
	case draftsKind:
		return nil
	case settingsKind:
		var d settingsDelta
		if d.before, err = decodeSettings(before); err == nil {
			d.after, err = decodeSettings(after)
		}
		s.settings = &d
		return err
	}
	d := delta{kind: partnership.Kind(kind)}
	for _, side := range []struct{ from, to *[]byte }{{&before, &d.before}, {&after, &d.after}} {
		if *side.from == nil {
			continue
		}
		r, err := decodeRow(d.kind, *side.from)
		if err != nil {
			return err
		}
		d.id = r.record.RecordID()
		if *side.to, err = encodeRow(r); err != nil { // as this version writes it
			return err
		}
	}
	s.records = append(s.records, d)
	return nil
}
