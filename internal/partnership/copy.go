package partnership

import (
	"maps"
	"slices"
)

// each returns a slice of copies of the elements of list; nil for nil.
func each[T any](list []T, copied func(T) T) []T {
	if list == nil {
		return nil
	}
	out := make([]T, len(list))
	for i, element := range list {
		out[i] = copied(element)
	}
	return out
}

// Copy implements [Record].
func (o Organisation) Copy() Record { return o.Clone() }

// Clone returns an organisation that shares no memory with o.
func (o Organisation) Clone() Organisation {
	o.Tags = slices.Clone(o.Tags)
	o.Extra = maps.Clone(o.Extra)
	return o
}

// Copy implements [Record].
func (c Contact) Copy() Record { return c.Clone() }

// Clone returns a contact that shares no memory with c.
func (c Contact) Clone() Contact {
	c.Positions = slices.Clone(c.Positions)
	c.Phones = slices.Clone(c.Phones)
	c.Emails = slices.Clone(c.Emails)
	c.Spoken = slices.Clone(c.Spoken)
	c.Tags = slices.Clone(c.Tags)
	c.Extra = maps.Clone(c.Extra)
	return c
}

// Copy implements [Record].
func (a Agreement) Copy() Record { return a.Clone() }

// Clone returns an agreement that shares no memory with a.
func (a Agreement) Clone() Agreement {
	a.Purposes = slices.Clone(a.Purposes)
	a.Transitions = slices.Clone(a.Transitions)
	a.EvaluatedOn = slices.Clone(a.EvaluatedOn)
	if a.Notice != nil {
		notice := *a.Notice
		a.Notice = &notice
	}
	a.Forums = each(a.Forums, Forum.clone)
	a.Parties = each(a.Parties, Party.clone)
	a.Provisions = each(a.Provisions, Provision.clone)
	a.Articles = slices.Clone(a.Articles)
	a.HavingRegard = slices.Clone(a.HavingRegard)
	a.Considerations = slices.Clone(a.Considerations)
	a.Annexes = slices.Clone(a.Annexes)
	a.Attachments = slices.Clone(a.Attachments)
	a.Extra = maps.Clone(a.Extra)
	return a
}

func (f Forum) clone() Forum {
	f.Purposes = slices.Clone(f.Purposes)
	f.Participants = slices.Clone(f.Participants)
	f.Suppliers = slices.Clone(f.Suppliers)
	return f
}

func (p Party) clone() Party {
	p.Members = slices.Clone(p.Members)
	return p
}

func (p Provision) clone() Provision {
	p.Conditions = slices.Clone(p.Conditions)
	return p
}

// Copy implements [Record].
func (s Series) Copy() Record { return s.Clone() }

// Clone returns a series that shares no memory with s.
func (s Series) Clone() Series {
	s.Agreements = slices.Clone(s.Agreements)
	s.Agenda = slices.Clone(s.Agenda)
	s.Except = slices.Clone(s.Except)
	return s
}

// Copy implements [Record].
func (m Meeting) Copy() Record { return m.Clone() }

// Clone returns a meeting that shares no memory with m.
func (m Meeting) Clone() Meeting {
	m.Agreements = slices.Clone(m.Agreements)
	m.Agenda = slices.Clone(m.Agenda)
	m.Attendance = slices.Clone(m.Attendance)
	m.Ambitions = each(m.Ambitions, Ambition.clone)
	m.Strengths = slices.Clone(m.Strengths)
	m.Weaknesses = slices.Clone(m.Weaknesses)
	m.Opportunities = slices.Clone(m.Opportunities)
	m.Improvements = slices.Clone(m.Improvements)
	m.Decisions = slices.Clone(m.Decisions)
	m.Attachments = slices.Clone(m.Attachments)
	return m
}

func (a Ambition) clone() Ambition {
	a.Themes = slices.Clone(a.Themes)
	return a
}

// Copy implements [Record].
func (a Action) Copy() Record { return a.Clone() }

// Clone returns an action that shares no memory with a.
func (a Action) Clone() Action {
	a.Promises = slices.Clone(a.Promises)
	a.FollowUps = each(a.FollowUps, FollowUp.clone)
	a.After = slices.Clone(a.After)
	a.Tags = slices.Clone(a.Tags)
	a.Extra = maps.Clone(a.Extra)
	return a
}

func (f FollowUp) clone() FollowUp {
	if f.Reached != nil {
		reached := *f.Reached
		f.Reached = &reached
	}
	return f
}

// Copy implements [Record].
func (d Deliberation) Copy() Record { return d.Clone() }

// Clone returns a deliberation that shares no memory with d.
func (d Deliberation) Clone() Deliberation {
	d.Reasons = slices.Clone(d.Reasons)
	d.Provisions = slices.Clone(d.Provisions)
	d.Conditions = slices.Clone(d.Conditions)
	d.LegalBases = slices.Clone(d.LegalBases)
	return d
}

// Copy implements [Record].
func (a Attachment) Copy() Record { return a }

// Clone returns a. An attachment holds no memory that could be shared.
func (a Attachment) Clone() Attachment { return a }
