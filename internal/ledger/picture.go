package ledger

import (
	"maps"
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// row is a record in memory. A record in a row is never changed, only replaced.
type row struct {
	record   partnership.Record
	blob     vault.BlobID // the bytes of an attachment; zero when they are not kept
	key      vault.ID
	revision Revision
}

// picture is all records that are alive, with indexes.
type picture struct {
	rows      map[partnership.ID]row
	byKind    map[partnership.Kind][]partnership.ID // sorted
	referrers map[partnership.ID][]partnership.ID   // who refers to a record, once for every mention, in no order
	due       map[date.Day][]partnership.ID         // actions by the day that they are due, in no order
	days      []date.Day                            // the keys of due, sorted
}

func newPicture() picture {
	return picture{
		rows:      map[partnership.ID]row{},
		byKind:    map[partnership.Kind][]partnership.ID{},
		referrers: map[partnership.ID][]partnership.ID{},
		due:       map[date.Day][]partnership.ID{},
	}
}

// index builds the indexes over all rows at once.
func (p *picture) index() {
	for id, r := range p.rows {
		kind := r.record.RecordKind()
		p.byKind[kind] = append(p.byKind[kind], id)
		p.link(id, r.record)
	}
	for _, list := range p.byKind {
		slices.Sort(list)
	}
	p.days = slices.SortedFunc(maps.Keys(p.due), date.Day.Compare)
}

// put puts or replaces a row and keeps the indexes.
func (p *picture) put(id partnership.ID, r row) {
	p.remove(id)
	p.rows[id] = r
	kind := r.record.RecordKind()
	p.byKind[kind] = insert(p.byKind[kind], id, compareIDs)
	p.link(id, r.record)
	if day, ok := dueDay(r.record); ok {
		p.days = insert(p.days, day, date.Day.Compare)
	}
}

// remove removes a row, if it is there, and keeps the indexes.
func (p *picture) remove(id partnership.ID) {
	r, ok := p.rows[id]
	if !ok {
		return
	}
	delete(p.rows, id)
	kind := r.record.RecordKind()
	if i, found := slices.BinarySearch(p.byKind[kind], id); found {
		p.byKind[kind] = slices.Delete(p.byKind[kind], i, i+1)
	}
	for _, target := range partnership.References(r.record) {
		drop(p.referrers, target, id)
	}
	day, ok := dueDay(r.record)
	if !ok {
		return
	}
	drop(p.due, day, id)
	if i, found := slices.BinarySearchFunc(p.days, day, date.Day.Compare); found && len(p.due[day]) == 0 {
		p.days = slices.Delete(p.days, i, i+1)
	}
}

func (p *picture) link(id partnership.ID, record partnership.Record) {
	for _, target := range partnership.References(record) {
		p.referrers[target] = append(p.referrers[target], id)
	}
	if day, ok := dueDay(record); ok {
		p.due[day] = append(p.due[day], id)
	}
}

func dueDay(record partnership.Record) (date.Day, bool) {
	action, ok := record.(partnership.Action)
	return action.Due, ok && !action.Due.IsZero()
}

// insert puts an element into a sorted list unless it is there.
func insert[E any](list []E, element E, compare func(a, b E) int) []E {
	i, found := slices.BinarySearchFunc(list, element, compare)
	if found {
		return list
	}
	return slices.Insert(list, i, element)
}

// drop removes one occurrence of id from the list under key, and the key with the last one.
func drop[K comparable](index map[K][]partnership.ID, key K, id partnership.ID) {
	list := index[key]
	i := slices.Index(list, id)
	if i < 0 {
		return
	}
	list[i] = list[len(list)-1]
	list = list[:len(list)-1]
	if len(list) == 0 {
		delete(index, key)
		return
	}
	index[key] = list
}

func compareIDs(a, b partnership.ID) int { return strings.Compare(string(a), string(b)) }

// distinct returns the ids sorted, each once, in a slice of its own.
func distinct(list []partnership.ID) []partnership.ID {
	return slices.Compact(slices.Sorted(slices.Values(list)))
}

// KindOf implements [partnership.Lookup].
func (p *picture) KindOf(id partnership.ID) (partnership.Kind, bool) {
	r, ok := p.rows[id]
	if !ok {
		return "", false
	}
	return r.record.RecordKind(), true
}

// HasForum implements [partnership.Lookup].
func (p *picture) HasForum(agreement, forum partnership.ID) bool {
	a, ok := p.rows[agreement].record.(partnership.Agreement)
	return ok && slices.ContainsFunc(a.Forums, func(f partnership.Forum) bool { return f.ID == forum })
}
