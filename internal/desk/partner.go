package desk

import (
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/agenda"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

type (
	// Happening is one thing that happened with a partner.
	Happening = agenda.Happening
	// Horizons are how far ahead, or back, something counts as due, in days.
	Horizons = agenda.Horizons
)

// People returns the contacts of an organisation: who works there on a day, and who left. Both are in the order of their names, archived ones
// left out of here.
func (d *Desk) People(organisation partnership.ID, on date.Day) (here, left []partnership.Contact) {
	for _, c := range Referring[partnership.Contact](d, organisation) {
		ever, current := false, false
		for _, p := range c.Positions {
			if p.Organisation == organisation {
				ever = true
				current = current || on.Within(p.Since, p.Until)
			}
		}
		switch {
		case current && !c.Archived:
			here = append(here, c)
		case ever:
			left = append(left, c)
		}
	}
	byName := func(a, b partnership.Contact) int { return d.words.Load().Compare(a.SortKey(), b.SortKey()) }
	slices.SortFunc(here, byName)
	slices.SortFunc(left, byName)
	return here, left
}

// Signers returns who may be asked to sign for an organisation: who works there on a day.
func (d *Desk) Signers(organisation partnership.ID, on date.Day) []partnership.Contact {
	here, _ := d.People(organisation, on)
	return here
}

// Timeline returns everything that happened with an organisation, the newest first.
func (d *Desk) Timeline(organisation partnership.ID, on date.Day) []Happening {
	return agenda.Timeline(d.dueRecords(), organisation, on)
}

// Between returns the open actions between an organisation and everybody else: theirs, and those of others that concern it.
func (d *Desk) Between(organisation partnership.ID, on date.Day) (theirs, ours []partnership.Action) {
	return agenda.Between(d.dueRecords(), organisation, on)
}

// LastSpoken returns the latest day, up to a day, on which each contact was spoken to.
func (d *Desk) LastSpoken(on date.Day) map[partnership.ID]date.Day {
	return agenda.LastSpoken(d.dueRecords(), on)
}

// Topic is something to talk about at the next meeting with a partner.
type Topic struct {
	Kind   TopicKind
	Record partnership.ID
	On     date.Day // that it is about; none for a topic without
}

// TopicKind is why something is to be talked about.
type TopicKind string

// The kinds of topic, the most pressing first.
const (
	TopicOverdue   TopicKind = "overdue"   // an action of theirs that is late
	TopicTheirs    TopicKind = "theirs"    // an action of theirs
	TopicOurs      TopicKind = "ours"      // an action of others that concerns them
	TopicUnsigned  TopicKind = "unsigned"  // an agreement that they have not signed
	TopicAgreement TopicKind = "agreement" // an agreement of theirs that something is due about
)

// NextTime returns what to talk about at the next meeting with an organisation, as things stand on a day.
func (d *Desk) NextTime(organisation partnership.ID, on date.Day) []Topic {
	var topics []Topic
	theirs, ours := d.Between(organisation, on)
	for _, a := range theirs {
		if !a.Due.IsZero() && a.Due.Before(on) {
			topics = append(topics, Topic{TopicOverdue, a.ID, a.Due})
		}
	}
	for _, a := range theirs {
		if a.Due.IsZero() || !a.Due.Before(on) {
			topics = append(topics, Topic{TopicTheirs, a.ID, a.Due})
		}
	}
	for _, a := range ours {
		topics = append(topics, Topic{TopicOurs, a.ID, a.Due})
	}
	due := d.Today(on)
	for _, u := range due.Unsigned {
		if u.Organisation == organisation {
			topics = append(topics, Topic{TopicUnsigned, u.Agreement, date.Day{}})
		}
	}
	for _, a := range due.Agreements {
		agreement, _, err := Get[partnership.Agreement](d, a.ID)
		if err == nil && slices.ContainsFunc(agreement.Parties, func(p partnership.Party) bool { return p.StandsFor(organisation) }) {
			topics = append(topics, Topic{TopicAgreement, a.ID, a.On})
		}
	}
	return topics
}

// EventAgreement is the happening that an agreement got another status: its detail is that status, and not a channel.
const EventAgreement = agenda.AgreementChanged
