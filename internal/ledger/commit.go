package ledger

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Commit is a set of changes that belong together: all are made, or none.
type Commit struct {
	// Name is what the commit does, for "undo ..." and for history: a key of the translations, never a text, as the vault
	// keeps it for good. A commit without a name cannot be undone.
	Name string
	// Changes are made in one transaction. A record may occur once.
	Changes []Change
	// Municipality is the vault's new municipality; nil leaves it as it is.
	Municipality *string
	// House is how the organisation's paper looks from now on; nil leaves it as it is.
	House *House
	// Preferences are how people want to work from now on; nil leaves them as they are.
	Preferences *Preferences
	// Bases are the user's own legal bases from now on; nil leaves them as they are. They were checked by who sets them.
	Bases *[]partnership.OwnBasis
	// Expectations are the answers that agreements are made for from now on; nil leaves them as they are.
	Expectations *[]partnership.Expectation
}

// settings returns the vault's settings after the commit.
func (c Commit) settings(now settingsValues) settingsValues {
	if c.Municipality != nil {
		now.Municipality = *c.Municipality
	}
	if c.House != nil {
		now.House = *c.House
		now.House.Logo = bytes.Clone(c.House.Logo)
	}
	if c.Preferences != nil {
		now.Preferences = c.Preferences.clone()
	}
	if c.Bases != nil {
		now.Bases = cloneBases(*c.Bases)
	}
	if c.Expectations != nil {
		now.Expectations = slices.Clone(*c.Expectations)
	}
	return now
}

// Change is what a commit does to one record. Make one with [Put] or [Remove].
type Change struct {
	id     partnership.ID
	record partnership.Record // nil removes
	blob   vault.BlobID       // of an attachment; zero leaves it as it is
	base   Revision
}

// Put returns the change that keeps record, which was read at revision base; 0 for a new record.
func Put(record partnership.Record, base Revision) Change {
	return Change{id: record.RecordID(), record: record.Copy(), base: base}
}

// PutAttachment is like [Put] for an attachment whose bytes the vault keeps in a blob.
func PutAttachment(a partnership.Attachment, blob vault.BlobID, base Revision) Change {
	return Change{id: a.ID, record: a, blob: blob, base: base}
}

// About returns the id of the record that a change is about.
func (c Change) About() partnership.ID { return c.id }

// Removes returns the id of what a change removes, and whether it removes something.
func (c Change) Removes() (partnership.ID, bool) { return c.id, c.record == nil }

// Remove returns the change that removes the record with that id, which was read at revision base.
func Remove(id partnership.ID, base Revision) Change {
	return Change{id: id, base: base}
}

// Commit makes the changes durable in the vault, all or none, remembers them for [Ledger.Undo] and tells the listeners.
//
// The error is or wraps a [*ConflictError] when a record was changed meanwhile, an [*InvalidError] when a record breaks
// a rule of the domain, a [*ReferredError] when something is removed that others refer to, [ErrOtherKind], or what the
// store said.
// A change that leaves a record as it is is left out.
func (l *Ledger) Commit(c Commit) error {
	l.committing.Lock()
	defer l.committing.Unlock()
	done, entry, err := l.commit(c, vault.Note{Name: c.Name})
	if err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	if done.empty() {
		return nil
	}
	l.steps.put(made{entry, c.Name})
	l.listeners.tell(Event{Cause: Committed, Name: c.Name, Changed: done.changed()})
	return nil
}

// commit checks and stores the changes, and puts them into the picture. It returns what it did and the journal entry that
// tells it. l.committing must be held; as nobody else changes the picture, it may be read without l.reading here.
func (l *Ledger) commit(c Commit, note vault.Note) (done step, entry uint64, err error) {
	words := l.words
	if c.Bases != nil {
		words = l.wordsWith(*c.Bases)
	}
	if err := l.check(c.Changes, *words); err != nil {
		return step{}, 0, err
	}
	if c.Bases != nil {
		if err := l.checkBases(*words, c.Changes); err != nil {
			return step{}, 0, err
		}
	}
	plan, err := l.plan(c)
	if err != nil || plan.step.empty() {
		return step{}, 0, err
	}
	kept, err := l.store.CommitAs(note, plan.changes)
	if err != nil {
		return step{}, 0, err
	}
	l.apply(plan, kept)
	return plan.step, kept[0].Entry, nil
}

// check refuses what breaks a rule: stale bases, invalid records, dangling references.
func (l *Ledger) check(changes []Change, words partnership.Vocabulary) error {
	next := overlay{base: &l.picture, changed: make(map[partnership.ID]partnership.Record, len(changes))}
	for _, c := range changes {
		current := l.picture.rows[c.id]
		if current.revision != c.base {
			return &ConflictError{ID: c.id, Base: c.base, Current: current.revision}
		}
		if c.record != nil && current.record != nil && c.record.RecordKind() != current.record.RecordKind() {
			return fmt.Errorf("record %s: %w", c.id, ErrOtherKind)
		}
		if _, twice := next.changed[c.id]; twice {
			return fmt.Errorf("record %s occurs twice", c.id)
		}
		next.changed[c.id] = c.record
	}
	for _, c := range changes {
		if c.record == nil {
			continue
		}
		if problems := partnership.Validate(c.record, words, next); len(problems) > 0 {
			return &InvalidError{ID: c.id, Kind: c.record.RecordKind(), Problems: problems}
		}
	}
	return next.dangling(changes, words)
}

// checkBases refuses to take away a legal basis of the user's own that records still name.
func (l *Ledger) checkBases(words partnership.Vocabulary, changes []Change) error {
	next := overlay{base: &l.picture, changed: make(map[partnership.ID]partnership.Record, len(changes))}
	for _, c := range changes {
		next.changed[c.id] = c.record
	}
	for _, gone := range l.words.LegalBases {
		if words.HasLegalBasis(gone.ID) {
			continue
		}
		if by := next.naming(gone.ID); len(by) > 0 {
			return &ReferredError{ID: partnership.ID(gone.ID), By: by}
		}
	}
	return nil
}

// naming returns which records name a legal basis, sorted.
func (o overlay) naming(basis partnership.Term) []partnership.ID {
	var by []partnership.ID
	for _, kind := range []partnership.Kind{partnership.KindAgreement, partnership.KindDeliberation} {
		for _, id := range o.base.byKind[kind] {
			switch r := o.find(id).(type) {
			case partnership.Agreement:
				if slices.ContainsFunc(r.Provisions, func(p partnership.Provision) bool { return p.LegalBasis == basis }) {
					by = append(by, id)
				}
			case partnership.Deliberation:
				if slices.Contains(r.LegalBases, basis) {
					by = append(by, id)
				}
			}
		}
	}
	slices.Sort(by)
	return by
}

// plan is what a commit will do to the vault and to the picture.
type plan struct {
	changes []vault.Change
	rows    []row // of the changes; the settings have none
	step    step
}

func (l *Ledger) plan(c Commit) (plan, error) {
	var p plan
	p.step.name = c.Name
	for _, change := range c.Changes {
		if err := l.planRecord(&p, change); err != nil {
			return plan{}, err
		}
	}
	if values := c.settings(l.council.values); !values.equal(l.council.values) {
		if err := l.planSettings(&p, values); err != nil {
			return plan{}, err
		}
	}
	return p, nil
}

func (l *Ledger) planRecord(p *plan, c Change) error {
	current, exists := l.picture.rows[c.id]
	next := row{record: c.record, blob: cmp.Or(c.blob, current.blob)}
	before, err := encodeRow(current)
	if err != nil {
		return err
	}
	after, err := encodeRow(next)
	if err != nil {
		return err
	}
	if bytes.Equal(before, after) {
		return nil
	}
	if next.key, err = l.keyFor(current, exists); err != nil {
		return err
	}
	kind := kindOf(current, next)
	p.changes = append(p.changes, vault.Change{
		ID: next.key, Kind: string(kind), Base: uint64(c.base), Deleted: c.record == nil, Body: after,
	})
	p.rows = append(p.rows, next)
	p.step.records = append(p.step.records, delta{id: c.id, kind: kind, before: before, after: after})
	return nil
}

// kindOf returns the kind of a record before or after a change; one of the two is there.
func kindOf(before, after row) partnership.Kind {
	if after.record != nil {
		return after.record.RecordKind()
	}
	return before.record.RecordKind()
}

func (l *Ledger) planSettings(p *plan, values settingsValues) error {
	body, err := encode(values)
	if err != nil {
		return err
	}
	key := l.council.key
	if l.council.revision == 0 {
		if key, err = l.newKey(); err != nil {
			return err
		}
	}
	p.changes = append(p.changes, vault.Change{
		ID: key, Kind: settingsKind, Base: uint64(l.council.revision), Body: body,
	})
	p.step.settings = &settingsDelta{before: l.council.values, after: values}
	return nil
}

// keyFor returns the key of a record in the vault, a fresh one for a new record. A record that comes back after it was
// removed gets a fresh key too: its tombstone stays.
func (l *Ledger) keyFor(current row, exists bool) (vault.ID, error) {
	if exists {
		return current.key, nil
	}
	return l.newKey()
}

func (l *Ledger) newKey() (vault.ID, error) {
	var key vault.ID
	if _, err := io.ReadFull(l.options.Random, key[:]); err != nil {
		return key, fmt.Errorf("new record: %w", err)
	}
	return key, nil
}

// apply puts what the vault has kept into the picture.
func (l *Ledger) apply(p plan, kept []vault.Record) {
	l.reading.Lock()
	defer l.reading.Unlock()
	for i, r := range p.rows {
		id := p.step.records[i].id
		if r.record == nil {
			l.picture.remove(id)
			l.graves.nameless = append(l.graves.nameless, r.key)
			continue
		}
		r.revision = Revision(kept[i].Revision)
		l.picture.put(id, r)
	}
	if p.step.settings != nil {
		last := kept[len(kept)-1]
		l.council = settings{key: last.ID, revision: Revision(last.Revision), values: p.step.settings.after}
		l.words = l.wordsWith(l.council.values.Bases)
	}
}

// overlay is the picture as it will be after the changes.
type overlay struct {
	base    *picture
	changed map[partnership.ID]partnership.Record // nil: removed
}

func (o overlay) find(id partnership.ID) partnership.Record {
	if record, ok := o.changed[id]; ok {
		return record
	}
	return o.base.rows[id].record
}

// KindOf implements [partnership.Lookup].
func (o overlay) KindOf(id partnership.ID) (partnership.Kind, bool) {
	record := o.find(id)
	if record == nil {
		return "", false
	}
	return record.RecordKind(), true
}

// HasForum implements [partnership.Lookup].
func (o overlay) HasForum(agreement, forum partnership.ID) bool {
	a, ok := o.find(agreement).(partnership.Agreement)
	return ok && slices.ContainsFunc(a.Forums, func(f partnership.Forum) bool { return f.ID == forum })
}

// dangling tells which unchanged records would refer to something that the changes take away: a record, or a forum.
func (o overlay) dangling(changes []Change, words partnership.Vocabulary) error {
	for _, c := range changes {
		if !o.takesAway(c) {
			continue
		}
		var by []partnership.ID
		for _, id := range distinct(o.base.referrers[c.id]) {
			if _, changed := o.changed[id]; changed {
				continue // it was checked, or goes too
			}
			if len(partnership.Validate(o.base.rows[id].record, words, o)) > 0 {
				by = append(by, id)
			}
		}
		if len(by) > 0 {
			return &ReferredError{ID: c.id, By: by}
		}
	}
	return nil
}

// takesAway reports whether a change removes a record, or a forum of an agreement.
func (o overlay) takesAway(c Change) bool {
	if c.record == nil {
		return true
	}
	before, ok := o.base.rows[c.id].record.(partnership.Agreement)
	if !ok {
		return false
	}
	return slices.ContainsFunc(before.Forums, func(f partnership.Forum) bool { return !o.HasForum(c.id, f.ID) })
}
