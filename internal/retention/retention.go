// Package retention proposes what to clean up: contacts who left, actions that were done, meetings and deliberations, each when a term has gone
// by. It is pure and decides nothing: nothing goes by itself.
//
// A month after a day is the same day of the next month, or the last of that month when it has no such day.
package retention

import (
	"cmp"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Terms are how many months records are kept after what [Reason] tells. 0 proposes nothing.
type Terms struct {
	Left          int `json:"left"`          // contacts, after their last position ended
	Done          int `json:"done"`          // actions, after they were done or dropped
	Meetings      int `json:"meetings"`      // after they were held
	Deliberations int `json:"deliberations"` // after the day of the question
}

// MostMonths is the longest term: a century.
const MostMonths = 1200

// Usual returns the product's own terms: a year for who left, two for actions, five for meetings and deliberations, in which somebody may still ask why
// information was shared.
func Usual() Terms { return Terms{Left: 12, Done: 24, Meetings: 60, Deliberations: 60} }

// Reason is why a record is proposed.
type Reason string

// The reasons.
const (
	Left         Reason = "left"         // nobody's contact any more: all positions ended
	Done         Reason = "done"         // an action that was done or dropped
	Held         Reason = "held"         // a meeting that was held
	Deliberation Reason = "deliberation" // a deliberation of long ago
)

// Proposal is a record that may go.
type Proposal struct {
	ID     partnership.ID   `json:"id"`
	Kind   partnership.Kind `json:"kind"`
	Reason Reason           `json:"reason"`
	Since  date.Day         `json:"since"` // the day that the term began
	// Blocked lists records that are still in use and refer to it: it cannot go before they do.
	Blocked []partnership.ID `json:"blocked"`
	// Named lists records that are kept for the past only and refer to it: they lose the reference when it goes.
	Named []partnership.ID `json:"named"`
}

// Records is what [Propose] looks at. They are only read.
type Records struct {
	Contacts      []partnership.Contact
	Agreements    []partnership.Agreement
	Meetings      []partnership.Meeting
	Actions       []partnership.Action
	Deliberations []partnership.Deliberation
}

// Propose returns what may go on a day, by reason, then the longest ago first, then id.
//
// A contact without positions is not proposed, as nobody knows since when; nor is an action without the day on which it was done.
func Propose(r Records, terms Terms, on date.Day) []Proposal {
	p := proposer{on: on}
	p.users, p.others = referrers(r, on)
	for _, c := range r.Contacts {
		p.add(c, Left, leftOn(c), terms.Left)
	}
	for _, a := range r.Actions {
		if !Open(a) {
			p.add(a, Done, a.DoneOn, terms.Done)
		}
	}
	for _, m := range r.Meetings {
		p.add(m, Held, m.Start.Day(), terms.Meetings)
	}
	for _, d := range r.Deliberations {
		p.add(d, Deliberation, d.On, terms.Deliberations)
	}
	slices.SortFunc(p.list, func(a, b Proposal) int {
		return cmp.Or(cmp.Compare(order(a.Reason), order(b.Reason)), a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
	})
	return p.list
}

func order(r Reason) int { return slices.Index([]Reason{Left, Done, Held, Deliberation}, r) }

type proposer struct {
	on            date.Day
	users, others map[partnership.ID][]partnership.ID // who refers to a record: those in use, and those kept for the past
	list          []Proposal
}

func (p *proposer) add(r partnership.Record, why Reason, since date.Day, months int) {
	if since.IsZero() || months <= 0 || !since.AddMonths(months).Before(p.on) {
		return
	}
	id := r.RecordID()
	p.list = append(p.list, Proposal{
		ID: id, Kind: r.RecordKind(), Reason: why, Since: since, Blocked: append([]partnership.ID{}, p.users[id]...), Named: append([]partnership.ID{}, p.others[id]...),
	})
}

// leftOn returns the last day of a contact's last position; none when one has no end, or when there is none.
func leftOn(c partnership.Contact) date.Day {
	var last date.Day
	for _, p := range c.Positions {
		if p.Until.IsZero() {
			return date.Day{}
		}
		if last.IsZero() || p.Until.After(last) {
			last = p.Until
		}
	}
	return last
}

// Open reports whether an action is still to be done.
func Open(a partnership.Action) bool {
	return a.Status != partnership.ActionDone && a.Status != partnership.ActionDropped
}

// referrers returns who refers to a record, by that record. In use are open actions, meetings that are still to come, agreements that have not ended.
func referrers(r Records, on date.Day) (users, others map[partnership.ID][]partnership.ID) {
	users, others = map[partnership.ID][]partnership.ID{}, map[partnership.ID][]partnership.ID{}
	note := func(record partnership.Record, used bool) {
		by := others
		if used {
			by = users
		}
		for _, id := range partnership.References(record) {
			if !slices.Contains(by[id], record.RecordID()) {
				by[id] = append(by[id], record.RecordID())
			}
		}
	}
	for _, a := range r.Actions {
		note(a, Open(a))
	}
	for _, m := range r.Meetings {
		note(m, !m.Cancelled && !m.Start.Day().Before(on))
	}
	for _, a := range r.Agreements {
		note(a, !ended(a, on))
	}
	return users, others
}

func ended(a partnership.Agreement, on date.Day) bool {
	return slices.ContainsFunc(a.ForceOn(on), func(l partnership.Lapse) bool {
		return l == partnership.LapseTerminated || l == partnership.LapseExpired
	})
}
