// Package partnershiptest draws random content for tests: records that are valid, refer only to each other, and
// together use every field that a record has, with the odd texts, days and times that real files hold.
//
// [Bundle] draws a whole vault's content, [Record] a single record. Both are for property tests with rapid: what they
// draw shrinks towards no records, empty fields and short texts.
package partnershiptest

import (
	"iter"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Content is all records of one municipality, in no particular order. Lists without elements are nil, here and in the
// records.
type Content struct {
	Municipality  string
	Organisations []partnership.Organisation
	Contacts      []partnership.Contact
	Agreements    []partnership.Agreement
	Series        []partnership.Series
	Meetings      []partnership.Meeting
	Actions       []partnership.Action
	Deliberations []partnership.Deliberation
	Attachments   []partnership.Attachment
}

// Records returns all records, kind by kind in the order of [partnership.Kinds].
func (c Content) Records() iter.Seq[partnership.Record] {
	return func(yield func(partnership.Record) bool) {
		_ = each(c.Organisations, yield) && each(c.Contacts, yield) && each(c.Agreements, yield) &&
			each(c.Series, yield) && each(c.Meetings, yield) && each(c.Actions, yield) &&
			each(c.Deliberations, yield) && each(c.Attachments, yield)
	}
}

func each[R partnership.Record](records []R, yield func(partnership.Record) bool) bool {
	for _, r := range records {
		if !yield(r) {
			return false
		}
	}
	return true
}

// Lookup returns what the records may refer to: each other.
func (c Content) Lookup() partnership.Lookup {
	look := lookup{kinds: map[partnership.ID]partnership.Kind{}, forums: map[[2]partnership.ID]bool{}}
	for r := range c.Records() {
		look.kinds[r.RecordID()] = r.RecordKind()
	}
	for _, a := range c.Agreements {
		for _, f := range a.Forums {
			look.forums[[2]partnership.ID{a.ID, f.ID}] = true
		}
	}
	return look
}

type lookup struct {
	kinds  map[partnership.ID]partnership.Kind
	forums map[[2]partnership.ID]bool // agreement and forum
}

func (l lookup) KindOf(id partnership.ID) (partnership.Kind, bool) {
	kind, ok := l.kinds[id]
	return kind, ok
}

func (l lookup) HasForum(agreement, forum partnership.ID) bool {
	return l.forums[[2]partnership.ID{agreement, forum}]
}
