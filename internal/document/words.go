package document

import (
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Words are the words of a language, as a language.Language has them.
type Words interface {
	// Text returns the text under a key of the translations, with names and values in turn filled in; the key itself when
	// there is none.
	Text(key string, data ...any) string
	// MediumDate returns a day as in running text: "23 november 2026"; empty for no day.
	MediumDate(d date.Day) string
	// LongDate returns a day with its weekday: "maandag 23 november 2026"; empty for no day.
	LongDate(d date.Day) string
	// Time returns the hour of a moment: "10:00 uur"; empty for none.
	Time(m date.Moment) string
	// List returns an enumeration: "a, b en c".
	List(items ...string) string
	// Compare orders names as a reader of the language expects.
	Compare(a, b string) int
	// Tag returns the language: "nl".
	Tag() string
}

// Directory is where the names behind the ids are found.
type Directory interface {
	// Organisation reports false when there is none with that id.
	Organisation(id partnership.ID) (partnership.Organisation, bool)
	// Contact reports false when there is none with that id.
	Contact(id partnership.ID) (partnership.Contact, bool)
	// Agreement reports false when there is none with that id.
	Agreement(id partnership.ID) (partnership.Agreement, bool)
}

// Options are what a document needs beside the record it is about.
type Options struct {
	Words      Words
	Vocabulary partnership.Vocabulary
	Templates  *Library  // nil: no kind has a template
	On         date.Day  // the day on which the agreement is looked at; it tells what is still in force
	Created    time.Time // kept in the file
	Author     string    // who prints it: the municipality
	House      House     // how its paper looks
}

// term returns what a term of the vocabulary is called; the term itself when nobody knows it.
func (o Options) term(set, id string) string {
	key := "domain." + set + "." + id
	if text := o.Words.Text(key); text != key {
		return text
	}
	if basis, ok := o.Vocabulary.LegalBasis(partnership.Term(id)); ok && set == "legal_bases" && basis.Short != "" {
		return basis.Short // one that the user's privacy officer added
	}
	return id
}
