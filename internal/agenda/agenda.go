// Package agenda tells what is due on a day: what is late, what comes up this week, which meetings want preparing or
// minutes, which agreements end or want an evaluation, who has not signed and who has not been spoken to for long.
//
// It is pure. [Today] reads records and a day and answers; it keeps nothing, knows no clock and changes no record. Each
// field of [Due] states its own rule. Three notions are shared:
//
//   - A week runs from Monday to Sunday (ISO 8601).
//   - An action is open when its status is open, in_progress or waiting.
//   - An action with hidden_until after the day is left out of today, week and waiting, but never out of overdue: what
//     is overdue does not vanish until it is handled.
package agenda

import (
	"cmp"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Records is what [Today] looks at: all records of these kinds in a vault, in any order. They are only read.
type Records struct {
	Contacts   []partnership.Contact
	Agreements []partnership.Agreement
	Meetings   []partnership.Meeting
	Actions    []partnership.Action
}

// Due is what is due on a day, which the rules below call D. No list is nil, so that an empty one is written as [].
// Ids are compared byte for byte.
type Due struct {
	// On is D itself.
	On date.Day `json:"on"`
	// Overdue lists open actions due before D, hidden or not, by due day, then id.
	Overdue []partnership.ID `json:"overdue"`
	// Today lists open actions due on D that are not hidden, by id.
	Today []partnership.ID `json:"today"`
	// Week lists open actions due after D, up to and including the Sunday of D's week, that are not hidden; by due day,
	// then id. On a Sunday it is empty.
	Week []partnership.ID `json:"week"`
	// Waiting lists actions with status waiting that are not hidden and in none of the lists above, by due day, then
	// id; those without a due day come last.
	Waiting []partnership.ID `json:"waiting"`
	// Prepare lists meetings that are not cancelled and start on D up to and including D+10, the day being that of the
	// start's own offset; by start as an instant, then id.
	Prepare []partnership.ID `json:"prepare"`
	// Minutes lists meetings that are not cancelled, started on D-30 up to and including D-1 (in the start's own
	// offset) and have neither minutes nor decisions; by start as an instant, then id.
	Minutes []partnership.ID `json:"minutes"`
	// Agreements lists the agreements in force that want attention, by day, then id, then reason. See [Reason].
	Agreements []Attention `json:"agreements"`
	// Unsigned lists the parties that did not sign an agreement with status review or in_force: no signed_on and no
	// signed. Witnesses are no parties, and who withdrew on or before D need not sign. An organisation with several
	// entries in one agreement is listed once, when one of them is not signed. By agreement, then organisation.
	Unsigned []Signature `json:"unsigned"`
	// Quiet lists contacts that are not archived and have a current position on D, with whom the latest contact was
	// before D-90; by the day of that contact, then id. Contact is, up to and including D: a conversation, a follow-up
	// of an action with that contact unless reached is false, and a meeting that was not cancelled at which the contact
	// was present. Contacts with whom there was none are left out.
	Quiet []partnership.ID `json:"quiet"`
}

// Attention is an agreement that wants attention, why, and the day that it is about.
type Attention struct {
	ID     partnership.ID `json:"id"`
	Reason Reason         `json:"reason"`
	On     date.Day       `json:"on"`
}

// Signature is a signature that is missing: of an organisation, under an agreement.
type Signature struct {
	Agreement    partnership.ID `json:"agreement"`
	Organisation partnership.ID `json:"organisation"`
}

// Horizons are how far ahead, or back, something counts as due: in days from D, both ends included. The rules name the usual ones.
type Horizons struct {
	Prepare    int // a meeting is to be prepared
	Evaluation int // an evaluation comes up
	Notice     int // notice must be given
	Expiry     int // an agreement ends
	Quiet      int // nobody was spoken to, back
}

// Usual returns the horizons that the rules name.
func Usual() Horizons {
	return Horizons{Prepare: 10, Evaluation: 60, Notice: 90, Expiry: 180, Quiet: 90}
}

// minutesBack is how many days a meeting without minutes is told of.
const minutesBack = 30

// Today returns what is due on the given day. It takes time linear in the number of records, apart from sorting what it
// lists. Of no day nothing is due.
func Today(r Records, on date.Day) Due { return TodayWithin(r, on, Usual()) }

// TodayWithin is [Today] with other horizons.
func TodayWithin(r Records, on date.Day, h Horizons) Due {
	due := Due{
		On:      on,
		Overdue: []partnership.ID{}, Today: []partnership.ID{}, Week: []partnership.ID{}, Waiting: []partnership.ID{},
		Prepare: []partnership.ID{}, Minutes: []partnership.ID{},
		Agreements: []Attention{}, Unsigned: []Signature{},
		Quiet: []partnership.ID{},
	}
	if on.IsZero() {
		return due
	}
	due.addActions(r.Actions)
	due.addMeetings(r.Meetings, h.Prepare)
	due.addAgreements(r.Agreements, positionsOf(r.Contacts, r.Agreements), h)
	due.addUnsigned(r.Agreements)
	due.addQuiet(r, h.Quiet)
	return due
}

// dated is a record with the day that it is listed by.
type dated struct {
	on date.Day
	id partnership.ID
}

// sorted returns the ids by day, then id.
func sorted(list []dated) []partnership.ID {
	slices.SortFunc(list, func(a, b dated) int {
		return cmp.Or(a.on.Compare(b.on), cmp.Compare(a.id, b.id))
	})
	ids := make([]partnership.ID, len(list))
	for i, element := range list {
		ids[i] = element.id
	}
	return ids
}
