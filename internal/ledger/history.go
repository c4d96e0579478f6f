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
	for _, key := range keys {
		kept, err := l.store.Versions(key)
		if err != nil {
			return nil, fmt.Errorf("history: %w", err)
		}
		for _, k := range kept {
			v, err := l.version(k)
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

func (l *Ledger) version(kept vault.Version) (Version, error) {
	e, err := l.store.Entry(kept.Entry)
	if err != nil {
		return Version{}, err
	}
	v := Version{Made: madeBy(e), Erased: kept.Erased}
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
	for _, id := range ids {
		versions, err := l.History(id)
		if err != nil {
			return nil, err
		}
		for _, v := range slices.Backward(versions) {
			if v.Record != nil {
				removals = append(removals, Removal{Record: v.Record, Version: v.Number, Made: versions[len(versions)-1].Made})
				break
			}
		}
	}
	slices.SortFunc(removals, func(a, b Removal) int {
		return cmp.Or(cmp.Compare(b.Made.Entry, a.Made.Entry), compareIDs(a.Record.RecordID(), b.Record.RecordID()))
	})
	return removals, nil
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
