package partnershiptest

import (
	"slices"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// most is the largest number of records of one kind that is drawn.
const most = 3

// Bundle draws the content of a vault: at most three records of each kind, which refer to each other only.
func Bundle(t *rapid.T) Content { return draw(t, "") }

// Record draws a record of a kind. Its references go to records that are drawn with it and thrown away.
func Record(t *rapid.T, kind partnership.Kind) partnership.Record {
	for r := range draw(t, kind).Records() {
		if r.RecordKind() == kind {
			return r
		}
	}
	panic("partnershiptest: no kind of record: " + string(kind))
}

// draw draws content with at least one record of the kind wanted, if any.
func draw(t *rapid.T, wanted partnership.Kind) Content {
	d := dealer{T: t, words: Vocabulary(), ids: map[partnership.Kind][]partnership.ID{}}
	d.dealIDs(wanted)
	return Content{
		Municipality:  d.maybe("municipality", texts()),
		Organisations: records(d, partnership.KindOrganisation, d.organisation),
		Contacts:      records(d, partnership.KindContact, d.contact),
		Agreements:    records(d, partnership.KindAgreement, d.agreement),
		Series:        records(d, partnership.KindSeries, d.series),
		Meetings:      records(d, partnership.KindMeeting, d.meeting),
		Actions:       records(d, partnership.KindAction, d.action),
		Deliberations: records(d, partnership.KindDeliberation, d.deliberation),
		Attachments:   records(d, partnership.KindAttachment, d.attachment),
	}
}

func records[R any](d dealer, kind partnership.Kind, one func(id partnership.ID) R) []R {
	var out []R
	for _, id := range d.ids[kind] {
		out = append(out, one(id))
	}
	return out
}

// dealer draws the fields of records. The ids of all records and forums are drawn first, so that every record can refer
// to every other.
type dealer struct {
	*rapid.T
	words  partnership.Vocabulary
	ids    map[partnership.Kind][]partnership.ID
	forums []forum
}

// forum is a forum of an agreement.
type forum struct {
	agreement partnership.ID
	forum     partnership.ID
}

func (f forum) String() string { return string(f.agreement) + "/" + string(f.forum) }

func (d *dealer) dealIDs(wanted partnership.Kind) {
	// A deliberation cannot be without an organisation.
	least := map[partnership.Kind]int{wanted: 1}
	if wanted == partnership.KindDeliberation {
		least[partnership.KindOrganisation] = 1
	}
	kinds := partnership.Kinds()
	pool := rapid.SliceOfNDistinct(ids(), most*len(kinds), most*len(kinds), rapid.ID).Draw(d.T, "ids")
	for _, kind := range kinds {
		n := rapid.IntRange(least[kind], most).Draw(d.T, "number of "+string(kind)+"s")
		if kind == partnership.KindDeliberation && len(d.ids[partnership.KindOrganisation]) == 0 {
			n = 0
		}
		d.ids[kind], pool = pool[:n:n], pool[n:]
	}
	for _, agreement := range d.ids[partnership.KindAgreement] {
		for _, id := range d.partIDs("forums") {
			d.forums = append(d.forums, forum{agreement, id})
		}
	}
}

// partIDs draws the ids of a list of parts.
func (d dealer) partIDs(list string) []partnership.ID {
	return rapid.SliceOfNDistinct(ids(), 0, most, rapid.ID).Draw(d.T, list)
}

// refer draws the id of a record of a kind; empty when there is none.
func (d dealer) refer(field string, kind partnership.Kind) partnership.ID {
	if len(d.ids[kind]) == 0 {
		return ""
	}
	return rapid.SampledFrom(d.ids[kind]).Draw(d.T, field)
}

// maybeRefer draws the id of a record of a kind, or nothing.
func (d dealer) maybeRefer(field string, kind partnership.Kind) partnership.ID {
	if d.empty(field) {
		return ""
	}
	return d.refer(field, kind)
}

// referMany draws some ids of a kind.
func (d dealer) referMany(field string, kind partnership.Kind) []partnership.ID {
	return subset(d, field, d.ids[kind])
}

// maybeForum draws a reference to a forum, or nothing.
func (d dealer) maybeForum() string {
	if len(d.forums) == 0 || d.empty("forum") {
		return ""
	}
	return rapid.SampledFrom(d.forums).Draw(d.T, "forum").String()
}

// forumsOf returns the ids of an agreement's forums.
func (d dealer) forumsOf(agreement partnership.ID) []partnership.ID {
	var out []partnership.ID
	for _, f := range d.forums {
		if f.agreement == agreement {
			out = append(out, f.forum)
		}
	}
	return out
}

// subset draws some of the elements of list, in another order.
func subset[T comparable](d dealer, field string, list []T) []T {
	if len(list) == 0 || d.empty(field) {
		return nil
	}
	n := rapid.IntRange(1, min(most, len(list))).Draw(d.T, field)
	return slices.Clone(rapid.Permutation(list).Draw(d.T, field)[:n])
}

// some draws a list of at most three parts.
func some[T any](d dealer, list string, one func() T) []T {
	n := rapid.IntRange(0, most).Draw(d.T, "number of "+list)
	var out []T
	for range n {
		out = append(out, one())
	}
	return out
}
