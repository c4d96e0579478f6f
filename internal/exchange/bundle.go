// Package exchange turns records into the formats in which they come in and go out, and back.
//
// The JSON bundle (doc/bundle.md) is the documented way in and out of everything: [WriteBundle] writes the whole content
// of a vault as one readable file, [ReadBundle] reads it back. What is written is fixed to the byte, so that a bundle
// that is read and written again is the same file. What is read is refused as a whole when anything is wrong with it,
// with each problem at its place: line, field and record.
//
// The fields of a bundle are those of the types of package partnership, under the names in their struct tags; a tag
// without omitempty or omitzero marks a field that is always written. Nothing of the format is listed a second time here.
package exchange

import (
	"iter"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Bundle is everything that a vault keeps: the municipality's name and all records, in any order.
type Bundle struct {
	Municipality  string                     `json:"municipality"`
	Organisations []partnership.Organisation `json:"organisations"`
	Contacts      []partnership.Contact      `json:"contacts"`
	Agreements    []partnership.Agreement    `json:"agreements"`
	Series        []partnership.Series       `json:"series"`
	Meetings      []partnership.Meeting      `json:"meetings"`
	Actions       []partnership.Action       `json:"actions"`
	Deliberations []partnership.Deliberation `json:"deliberations"`
	Attachments   []partnership.Attachment   `json:"attachments"`
}

// document is a bundle as it stands in a file.
type document struct {
	Format string `json:"format"`
	Bundle
}

// What format says in a bundle of this version, and in one of any version before its number.
const (
	formatName    = "bondgenoot/"
	formatVersion = 1
	format        = "bondgenoot/1"
)

// Records returns all records, kind after kind in the order of a bundle.
func (b Bundle) Records() iter.Seq[partnership.Record] {
	return func(yield func(partnership.Record) bool) {
		_ = each(b.Organisations, yield) && each(b.Contacts, yield) && each(b.Agreements, yield) &&
			each(b.Series, yield) && each(b.Meetings, yield) && each(b.Actions, yield) &&
			each(b.Deliberations, yield) && each(b.Attachments, yield)
	}
}

// each yields the records of one kind and reports whether more are wanted.
func each[R partnership.Record](records []R, yield func(partnership.Record) bool) bool {
	for _, record := range records {
		if !yield(record) {
			return false
		}
	}
	return true
}
