package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Version is a record as one commit left it.
type Version struct {
	Number int // 1 for the oldest; it stays the same
	Made   Made
	Record partnership.Record // nil when the commit removed it, or when it was erased since
	Erased bool               // what it was is gone for good

	blob vault.BlobID
}

// Made is how something came about.
type Made struct {
	Entry  uint64    // of the journal
	At     time.Time // UTC
	Author string
	Name   string // of the commit; empty when the journal does not tell
	Cause  Cause
}

func madeBy(e vault.Entry) Made {
	m := Made{Entry: e.Sequence, At: e.Clock.Time(), Author: e.Author, Name: e.Note.Name, Cause: Committed}
	switch {
	case e.Note.TakesBack != 0:
		m.Cause = Undone
	case e.Note.MakesAgain != 0:
		m.Cause = Redone
	}
	return m
}

// History returns all versions of a record, the oldest first, also of one that was removed. The error wraps [ErrUnknown]
// when the vault never had it, or when it was removed and erased.
func (l *Ledger) History(id partnership.ID) ([]Version, error) {
	keys, err := l.keysOf(id)
	if err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	var versions []Version
	told := teller{store: l.store}
	for _, key := range keys {
		kept, err := l.store.Versions(key)
		if err != nil {
			return nil, fmt.Errorf("history: %w", err)
		}
		for _, k := range kept {
			v, err := told.version(k)
			if err != nil {
				return nil, fmt.Errorf("history: %w", err)
			}
			versions = append(versions, v)
		}
	}
	if len(versions) == 0 {
		return nil, fmt.Errorf("history of %s: %w", id, ErrUnknown)
	}
	slices.SortFunc(versions, func(a, b Version) int { return cmp.Compare(a.Made.Entry, b.Made.Entry) })
	for i := range versions {
		versions[i].Number = i + 1
	}
	return versions, nil
}

// teller tells how versions came about, and reads each entry of the journal once: one of an import is long.
type teller struct {
	store Store
	made  map[uint64]Made
}

func (t *teller) madeIn(entry uint64) (Made, error) {
	if m, ok := t.made[entry]; ok {
		return m, nil
	}
	e, err := t.store.Entry(entry)
	if err != nil {
		return Made{}, err
	}
	if t.made == nil {
		t.made = map[uint64]Made{}
	}
	t.made[entry] = madeBy(e)
	return t.made[entry], nil
}

func (t *teller) version(kept vault.Version) (Version, error) {
	made, err := t.madeIn(kept.Entry)
	if err != nil {
		return Version{}, err
	}
	v := Version{Made: made, Erased: kept.Erased}
	if kept.Erased || kept.Deleted {
		return v, nil
	}
	r, err := decodeRow(partnership.Kind(kept.Kind), kept.Body)
	v.Record, v.blob = r.record, r.blob
	return v, err
}

// keysOf returns the places in the vault where a record is or was: it has another one after it was removed and came back.
func (l *Ledger) keysOf(id partnership.ID) ([]vault.ID, error) {
	l.committing.Lock()
	defer l.committing.Unlock()
	if err := l.dig(); err != nil {
		return nil, err
	}
	keys := slices.Clone(l.graves.keys[id])
	if r, ok := l.picture.rows[id]; ok {
		keys = append(keys, r.key)
	}
	return keys, nil
}

// graves are the places in the vault of records that were removed. A tombstone does not say whose it is: the version
// before it does, and is read when that is asked for first.
type graves struct {
	nameless []vault.ID
	keys     map[partnership.ID][]vault.ID
}

// dig finds out whose the tombstones are. Those whose versions were erased stay nameless. l.committing must be held.
func (l *Ledger) dig() error {
	if l.graves.keys == nil {
		l.graves.keys = map[partnership.ID][]vault.ID{}
	}
	for _, key := range l.graves.nameless {
		versions, err := l.store.Versions(key)
		if err != nil {
			return err
		}
		last := versions[max(0, len(versions)-2)]
		if last.Erased || last.Deleted {
			continue
		}
		r, err := decodeRow(partnership.Kind(last.Kind), last.Body)
		if err != nil {
			return err
		}
		id := r.record.RecordID()
		l.graves.keys[id] = append(l.graves.keys[id], key)
	}
	l.graves.nameless = nil
	return nil
}

// Removal is a record that is not there any more.
type Removal struct {
	Record  partnership.Record // as it was last
	Version int                // its number in the history
	Made    Made               // when it was removed, and by whom
}

// Removed returns the records that were removed and not erased, the last one first.
func (l *Ledger) Removed() ([]Removal, error) {
	var removals []Removal
	ids, err := l.gone()
	if err != nil {
		return nil, fmt.Errorf("removed records: %w", err)
	}
	told := teller{store: l.store}
	for _, id := range ids {
		r, err := l.removal(id, &told)
		if err != nil {
			return nil, fmt.Errorf("removed records: %w", err)
		}
		if r.Record != nil {
			removals = append(removals, r)
		}
	}
	slices.SortFunc(removals, func(a, b Removal) int {
		return cmp.Or(cmp.Compare(b.Made.Entry, a.Made.Entry), compareIDs(a.Record.RecordID(), b.Record.RecordID()))
	})
	return removals, nil
}

// removal tells of the last removal of a record, without reading all of its history; of one that was erased it has no record.
func (l *Ledger) removal(id partnership.ID, told *teller) (r Removal, err error) {
	keys, err := l.keysOf(id)
	if err != nil {
		return r, err
	}
	lives := make([][]vault.Version, len(keys)) // one for each time that it came back
	for i, key := range keys {
		if lives[i], err = l.store.Versions(key); err != nil {
			return r, err
		}
	}
	slices.SortFunc(lives, func(a, b []vault.Version) int { return cmp.Compare(a[0].Entry, b[0].Entry) })
	number := 0 // of the versions so far
	for _, kept := range lives {
		number += len(kept)
		tombstone, before := kept[len(kept)-1], kept[max(0, len(kept)-2)]
		if before.Deleted || before.Erased {
			continue
		}
		row, err := decodeRow(partnership.Kind(before.Kind), before.Body)
		if err != nil {
			return r, err
		}
		made, err := told.madeIn(tombstone.Entry)
		if err != nil {
			return r, err
		}
		r = Removal{Record: row.record, Version: number - 1, Made: made}
	}
	return r, nil
}

// gone returns the ids of the records that were removed.
func (l *Ledger) gone() (list []partnership.ID, err error) {
	l.committing.Lock()
	defer l.committing.Unlock()
	if err := l.dig(); err != nil {
		return nil, err
	}
	for id := range l.graves.keys {
		if _, back := l.picture.rows[id]; !back {
			list = append(list, id)
		}
	}
	return list, nil
}

// Back returns the change that makes a version of a record the present one, and whether the vault lacks the bytes of an
// attachment that it had then. The error wraps [ErrUnknown] when there is no such version, or nothing is left of it.
func (l *Ledger) Back(id partnership.ID, number int) (c Change, bytesGone bool, err error) {
	versions, err := l.History(id)
	if err != nil {
		return Change{}, false, err
	}
	if number < 1 || number > len(versions) || versions[number-1].Record == nil {
		return Change{}, false, fmt.Errorf("version %d of %s: %w", number, id, ErrUnknown)
	}
	v := versions[number-1]
	c = Change{id: id, record: v.Record, blob: v.blob}
	if c.blob != (vault.BlobID{}) && !l.store.HasBlob(c.blob) {
		c.blob, bytesGone = vault.BlobID{}, true
	}
	l.reading.RLock()
	defer l.reading.RUnlock()
	c.base = l.picture.rows[id].revision
	return c, bytesGone, nil
}

// Record returns the record that a change keeps; nil when it removes one.
func (c Change) Record() partnership.Record {
	if c.record == nil {
		return nil
	}
	return c.record.Copy()
}
