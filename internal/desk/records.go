package desk

import (
	"slices"
	"sync"

	"codeberg.org/bondgenoot/bondgenoot/internal/agenda"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/find"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Due is what is due on a day.
type Due = agenda.Due

// Attention is an agreement that wants attention, and why.
type Attention = agenda.Attention

// Signature is a signature that is missing.
type Signature = agenda.Signature

// Hit is one thing that was found.
type Hit = find.Hit

// Today returns what is due on a day.
func (d *Desk) Today(on date.Day) Due {
	return agenda.TodayWithin(d.dueRecords(), on, d.Preferences().Horizons)
}

// Record returns the record with that id. The fault of its error is [FaultNotFound].
func (d *Desk) Record(id partnership.ID) (partnership.Record, error) {
	entry, ok := ledger.Get[partnership.Record](d.ledger, id)
	if !ok {
		return nil, &Error{Fault: FaultNotFound, Subject: string(id)}
	}
	return entry.Record, nil
}

// Label returns what people call the record with that id; the id itself when there is none.
func (d *Desk) Label(id partnership.ID) string {
	record, err := d.Record(id)
	if err != nil {
		return string(id)
	}
	return d.labelOf(record)
}

// labelOf returns what people call a record.
func (d *Desk) labelOf(record partnership.Record) string {
	if k, ok := record.(partnership.Deliberation); ok { // it has no name of its own
		words := d.words.Load()
		return words.Text("advice.label", "Category", language.Term(words, language.InformationCategories, k.Category), "Day", words.MediumDate(k.On))
	}
	return record.Label()
}

// List returns all records of a kind, sorted by id.
func (d *Desk) List(kind partnership.Kind) []partnership.Record {
	switch kind {
	case partnership.KindOrganisation:
		return all[partnership.Organisation](d)
	case partnership.KindContact:
		return all[partnership.Contact](d)
	case partnership.KindAgreement:
		return all[partnership.Agreement](d)
	case partnership.KindSeries:
		return all[partnership.Series](d)
	case partnership.KindMeeting:
		return all[partnership.Meeting](d)
	case partnership.KindAction:
		return all[partnership.Action](d)
	case partnership.KindDeliberation:
		return all[partnership.Deliberation](d)
	case partnership.KindAttachment:
		return all[partnership.Attachment](d)
	}
	return nil
}

func all[T partnership.Record](d *Desk) []partnership.Record {
	records := ledger.All[T](d.ledger)
	list := make([]partnership.Record, len(records))
	for i, r := range records {
		list[i] = r
	}
	return list
}

// mostHits is how many things one search returns.
const mostHits = 100

// Search returns the records in which all words occur, the best first.
func (d *Desk) Search(words string) []Hit {
	hits := d.index().Search(words, mostHits)
	for i, h := range hits {
		if h.Kind == partnership.KindDeliberation {
			hits[i].Label = d.Label(h.ID)
		}
	}
	return hits
}

// buildIndex indexes all records, and keeps the index up to date from then on.
func (d *Desk) buildIndex() *find.Index {
	index := find.New()
	var building sync.Mutex // a change made meanwhile is indexed after all else, never before
	building.Lock()
	defer building.Unlock()
	d.ledger.Subscribe(func(e ledger.Event) {
		building.Lock()
		defer building.Unlock()
		for _, touched := range e.Changed {
			d.reindex(index, touched.ID)
		}
	})
	var records []partnership.Record
	for _, kind := range partnership.Kinds() {
		records = append(records, slices.DeleteFunc(d.List(kind), hidden)...)
	}
	index.Put(records...) // many at once is quicker than one by one
	return index
}

func (d *Desk) reindex(index *find.Index, id partnership.ID) {
	record, err := d.Record(id)
	if err != nil || hidden(record) {
		index.Remove(id)
		return
	}
	index.Put(record)
}

// hidden reports whether a record is a part of another, which people find instead.
func hidden(record partnership.Record) bool {
	a, ok := record.(partnership.Attachment)
	return ok && a.MediaType == standingType
}

// Owner returns who is to do an action: the contact, with the organisation when there is one.
func (d *Desk) Owner(a partnership.Action) string {
	switch {
	case a.Contact == "" && a.Organisation == "":
		return ""
	case a.Contact == "":
		return d.Label(a.Organisation)
	case a.Organisation == "":
		return d.Label(a.Contact)
	}
	return d.Label(a.Contact) + ", " + d.Label(a.Organisation)
}

// CurrentPosition returns the name of the organisation that a contact works at on a day, and as what; nothing when the
// contact works nowhere any more.
func (d *Desk) CurrentPosition(c partnership.Contact, on date.Day) (organisation, title string) {
	for _, p := range c.Positions {
		if on.Within(p.Since, p.Until) {
			return d.Label(p.Organisation), p.Title
		}
	}
	return "", ""
}
