package exchange

import "codeberg.org/bondgenoot/bondgenoot/internal/partnership"

// register is the ids that a file holds, so that it can be said what a reference in it refers to.
type register struct {
	records map[partnership.ID]entry
	forums  map[forum]struct{}
	known   partnership.Lookup // records outside the file; nil for none
}

// entry is a record in the file. Its place is the name of its list and its index there.
type entry struct {
	kind  partnership.Kind
	place step
}

type forum struct{ agreement, id partnership.ID }

func newRegister() *register {
	return &register{records: make(map[partnership.ID]entry), forums: make(map[forum]struct{})}
}

// add notes a record. When another has its id, it returns where that one is, and false.
func (r *register) add(record partnership.Record, place step) (first step, ok bool) {
	id := record.RecordID()
	if other, taken := r.records[id]; taken {
		return other.place, false
	}
	r.records[id] = entry{record.RecordKind(), place}
	if agreement, ok := record.(partnership.Agreement); ok {
		for _, f := range agreement.Forums {
			r.forums[forum{id, f.ID}] = struct{}{}
		}
	}
	return step{}, true
}

// KindOf implements [partnership.Lookup].
func (r *register) KindOf(id partnership.ID) (partnership.Kind, bool) {
	if found, ok := r.records[id]; ok {
		return found.kind, true
	}
	if r.known == nil {
		return "", false
	}
	return r.known.KindOf(id)
}

// HasForum implements [partnership.Lookup].
func (r *register) HasForum(agreement, id partnership.ID) bool {
	if _, here := r.records[agreement]; here || r.known == nil {
		_, ok := r.forums[forum{agreement, id}]
		return ok
	}
	return r.known.HasForum(agreement, id)
}
