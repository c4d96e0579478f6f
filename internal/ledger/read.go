package ledger

import (
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Entry is a record with the revision that it was read at, for a later [Ledger.Commit].
type Entry[T partnership.Record] struct {
	Record   T
	Revision Revision
}

// Get returns a copy of the record with that id and of that type, and whether there is one.
// With [partnership.Record] as the type it finds a record of any kind.
func Get[T partnership.Record](l *Ledger, id partnership.ID) (Entry[T], bool) {
	l.reading.RLock()
	defer l.reading.RUnlock()
	r, ok := l.picture.rows[id]
	if !ok {
		return Entry[T]{}, false
	}
	return entry[T](r)
}

func entry[T partnership.Record](r row) (Entry[T], bool) {
	if _, ok := r.record.(T); !ok {
		return Entry[T]{}, false
	}
	record, ok := r.record.Copy().(T)
	return Entry[T]{Record: record, Revision: r.revision}, ok
}

// All returns copies of all records of one kind, sorted by id.
func All[T partnership.Record](l *Ledger) []T {
	l.reading.RLock()
	defer l.reading.RUnlock()
	var kind T
	return copies[T](&l.picture, l.picture.byKind[kind.RecordKind()])
}

// Referring returns copies of the records of one kind that refer to the record with that id, sorted by id: the contacts
// of an organisation, the actions of a meeting, the agreements that a contact signs.
func Referring[T partnership.Record](l *Ledger, id partnership.ID) []T {
	l.reading.RLock()
	defer l.reading.RUnlock()
	return copies[T](&l.picture, distinct(l.picture.referrers[id]))
}

// Due returns copies of the actions that are due from first up to and including last, by due day, then id.
func (l *Ledger) Due(first, last date.Day) []partnership.Action {
	l.reading.RLock()
	defer l.reading.RUnlock()
	var actions []partnership.Action
	from, _ := slices.BinarySearchFunc(l.picture.days, first, date.Day.Compare)
	for _, day := range l.picture.days[from:] {
		if day.After(last) {
			break
		}
		actions = append(actions, copies[partnership.Action](&l.picture, distinct(l.picture.due[day]))...)
	}
	return actions
}

func copies[T partnership.Record](p *picture, list []partnership.ID) []T {
	out := make([]T, 0, len(list))
	for _, id := range list {
		if e, ok := entry[T](p.rows[id]); ok {
			out = append(out, e.Record)
		}
	}
	return out
}

// Count returns how many records of a kind there are.
func (l *Ledger) Count(kind partnership.Kind) int {
	l.reading.RLock()
	defer l.reading.RUnlock()
	return len(l.picture.byKind[kind])
}

// KindOf implements [partnership.Lookup].
func (l *Ledger) KindOf(id partnership.ID) (partnership.Kind, bool) {
	l.reading.RLock()
	defer l.reading.RUnlock()
	return l.picture.KindOf(id)
}

// HasForum implements [partnership.Lookup].
func (l *Ledger) HasForum(agreement, forum partnership.ID) bool {
	l.reading.RLock()
	defer l.reading.RUnlock()
	return l.picture.HasForum(agreement, forum)
}

// Blob returns the blob in the vault that holds the bytes of an attachment, and whether they are kept.
func (l *Ledger) Blob(attachment partnership.ID) (vault.BlobID, bool) {
	l.reading.RLock()
	defer l.reading.RUnlock()
	blob := l.picture.rows[attachment].blob
	return blob, blob != vault.BlobID{}
}
