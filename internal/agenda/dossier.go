package agenda

import (
	"cmp"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Event is what kind of thing happened with a partner.
type Event string

// The events.
const (
	Spoken           Event = "spoken"            // a conversation with a contact
	FollowedUp       Event = "followed_up"       // an attempt to hear how an action stands
	Met              Event = "met"               // a meeting to which somebody was invited
	Promised         Event = "promised"          // an action of theirs came due, or is to
	Finished         Event = "finished"          // an action of theirs was done
	Signed           Event = "signed"            // they signed an agreement
	AgreementChanged Event = "agreement_changed" // an agreement that they are a party to got another status
)

// Happening is one thing that happened with a partner.
type Happening struct {
	On      date.Day
	Event   Event
	Record  partnership.ID // what it is about: a contact, an action, a meeting, an agreement
	Contact partnership.ID // with whom, if anybody
	Text    string         // what was noted: of a conversation, a follow-up or a change; else what the record is called
	Detail  string         // a word more: a channel, a status
}

// Timeline returns what happened with an organisation and the people who worked there at the time, the newest first. Things that lie ahead of
// the day are left out, but for meetings that are planned.
func Timeline(r Records, organisation partnership.ID, on date.Day) []Happening {
	t := timeline{organisation: organisation, on: on, people: map[partnership.ID][]partnership.Position{}}
	for _, c := range r.Contacts {
		t.people[c.ID] = c.Positions
	}
	t.conversations(r.Contacts)
	t.actions(r.Actions)
	t.meetings(r.Meetings)
	t.agreements(r.Agreements)
	slices.SortStableFunc(t.list, func(a, b Happening) int {
		return cmp.Or(b.On.Compare(a.On), cmp.Compare(a.Event, b.Event), cmp.Compare(a.Record, b.Record))
	})
	return t.list
}

type timeline struct {
	organisation partnership.ID
	on           date.Day
	people       map[partnership.ID][]partnership.Position
	list         []Happening
}

// worked reports whether a contact worked at the organisation on a day.
func (t *timeline) worked(contact partnership.ID, day date.Day) bool {
	return slices.ContainsFunc(t.people[contact], func(p partnership.Position) bool {
		return p.Organisation == t.organisation && day.Within(p.Since, p.Until)
	})
}

func (t *timeline) add(h Happening) {
	if !h.On.IsZero() {
		t.list = append(t.list, h)
	}
}

func (t *timeline) conversations(contacts []partnership.Contact) {
	for _, c := range contacts {
		for _, s := range c.Spoken {
			if t.worked(c.ID, s.On) {
				t.add(Happening{On: s.On, Event: Spoken, Record: c.ID, Contact: c.ID, Text: s.Note, Detail: string(s.Channel)})
			}
		}
	}
}

func (t *timeline) actions(actions []partnership.Action) {
	for i := range actions {
		a := &actions[i]
		if a.Organisation != t.organisation && (a.Organisation != "" || !t.worked(a.Contact, t.on)) {
			continue
		}
		for _, f := range a.FollowUps {
			t.add(Happening{On: f.On, Event: FollowedUp, Record: a.ID, Contact: a.Contact, Text: cmp.Or(f.Note, a.Title), Detail: string(f.Channel)})
		}
		switch {
		case a.Status == partnership.ActionDone:
			t.add(Happening{On: a.DoneOn, Event: Finished, Record: a.ID, Contact: a.Contact, Text: a.Title})
		case a.IsOpen() && !a.Due.After(t.on):
			t.add(Happening{On: a.Due, Event: Promised, Record: a.ID, Contact: a.Contact, Text: a.Title})
		}
	}
}

func (t *timeline) meetings(meetings []partnership.Meeting) {
	for i := range meetings {
		m := &meetings[i]
		day := m.Start.Day()
		if m.Cancelled || !slices.ContainsFunc(m.Attendance, func(a partnership.Attendance) bool { return t.worked(a.Contact, day) }) {
			continue
		}
		t.add(Happening{On: day, Event: Met, Record: m.ID, Text: m.Title})
	}
}

func (t *timeline) agreements(agreements []partnership.Agreement) {
	for i := range agreements {
		a := &agreements[i]
		takesPart := false
		for _, p := range a.Parties {
			if !p.StandsFor(t.organisation) {
				continue
			}
			takesPart = true
			if p.SignedBy(t.on) {
				t.add(Happening{On: p.SignedOn, Event: Signed, Record: a.ID, Contact: p.Contact, Text: a.Title})
			}
		}
		if !takesPart {
			continue
		}
		for _, step := range a.Transitions {
			t.add(Happening{On: step.On, Event: AgreementChanged, Record: a.ID, Text: a.Title, Detail: string(step.To)})
		}
	}
}

// Between returns the open actions between an organisation and ourselves: theirs are those that it, or somebody there, is to do; ours are those
// that somebody else is to do under an agreement, or at a meeting, that it takes part in. Both are sorted by due day, those without one last.
func Between(r Records, organisation partnership.ID, on date.Day) (theirs, ours []partnership.Action) {
	t := timeline{organisation: organisation, on: on, people: map[partnership.ID][]partnership.Position{}}
	for _, c := range r.Contacts {
		t.people[c.ID] = c.Positions
	}
	shared := map[partnership.ID]bool{}
	for i := range r.Agreements {
		shared[r.Agreements[i].ID] = slices.ContainsFunc(r.Agreements[i].Parties, func(p partnership.Party) bool { return p.StandsFor(organisation) })
	}
	for i := range r.Meetings {
		m := &r.Meetings[i]
		shared[m.ID] = slices.ContainsFunc(m.Attendance, func(a partnership.Attendance) bool { return t.worked(a.Contact, m.Start.Day()) })
	}
	for _, a := range r.Actions {
		switch {
		case !a.IsOpen():
		case a.Organisation == organisation, a.Organisation == "" && t.worked(a.Contact, on):
			theirs = append(theirs, a)
		case shared[a.Agreement] || shared[a.Meeting]:
			ours = append(ours, a)
		}
	}
	slices.SortFunc(theirs, byDue)
	slices.SortFunc(ours, byDue)
	return theirs, ours
}

// byDue orders actions by due day, those without one last, then by id.
func byDue(a, b partnership.Action) int {
	if a.Due.IsZero() != b.Due.IsZero() {
		if a.Due.IsZero() {
			return 1
		}
		return -1
	}
	return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.ID, b.ID))
}

// LastSpoken returns the latest day, up to and including on, on which each contact was spoken to: a conversation, a follow-up that reached
// them, a meeting that they were present at.
func LastSpoken(r Records, on date.Day) map[partnership.ID]date.Day {
	latest := make(map[partnership.ID]date.Day, len(r.Contacts))
	note := func(contact partnership.ID, day date.Day) {
		if !day.After(on) && day.After(latest[contact]) {
			latest[contact] = day
		}
	}
	heard(r.Actions, note)
	met(r.Meetings, note)
	for i := range r.Contacts {
		for _, s := range r.Contacts[i].Spoken {
			note(r.Contacts[i].ID, s.On)
		}
	}
	return latest
}
