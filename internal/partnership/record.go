// Package partnership is what a safety coordinator works with: organisations and the people in them, the agreements
// between them, meetings, and the actions that come out of them.
//
// The types are plain values with the fields of the documented bundle (doc/bundle.md), under the same names. A string,
// list or number that is empty means that nothing is known. The package knows days and the standard library, nothing of
// how records are kept, found, shown or printed.
package partnership

// ID names a record: 1 to 64 letters, digits, dots, underscores and hyphens, unique in the whole vault. Inside a record
// it names a part, such as a provision, and is unique among its siblings.
type ID string

// Kind is one of the kinds of record that are kept.
type Kind string

// The kinds of record, in the order in which a bundle lists them.
const (
	KindOrganisation Kind = "organisation"
	KindContact      Kind = "contact"
	KindAgreement    Kind = "agreement"
	KindSeries       Kind = "series"
	KindMeeting      Kind = "meeting"
	KindAction       Kind = "action"
	KindDeliberation Kind = "deliberation"
	KindAttachment   Kind = "attachment"
)

// Kinds returns all kinds of record in the order in which a bundle lists them.
func Kinds() []Kind {
	return []Kind{
		KindOrganisation, KindContact, KindAgreement, KindSeries,
		KindMeeting, KindAction, KindDeliberation, KindAttachment,
	}
}

// Record is what [Organisation], [Contact], [Agreement], [Series], [Meeting], [Action], [Deliberation] and [Attachment]
// have in common.
type Record interface {
	// RecordID returns the record's id.
	RecordID() ID
	// RecordKind returns what kind of record it is.
	RecordKind() Kind
	// Label returns what people call it, in one line. It is empty only when the record is not valid.
	Label() string
	// Copy returns a record that shares no memory with this one.
	Copy() Record
}

// Term is a word of the vocabulary: an organisation's kind, a category of information, a purpose and so on.
type Term string
