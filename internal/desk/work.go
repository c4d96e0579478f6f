package desk

import (
	"errors"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/agenda"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// NewAction keeps a new action, open, with the next number, and returns its id.
func (d *Desk) NewAction(a partnership.Action) (partnership.ID, error) {
	a, err := d.numbered(a)
	if err != nil {
		return "", err
	}
	return a.ID, d.Keep("desk.commit.action", Put(a, 0))
}

// numbered gives an action its id, its number and its status.
func (d *Desk) numbered(a partnership.Action) (partnership.Action, error) {
	id, err := d.NewID(partnership.KindAction)
	if err != nil {
		return a, err
	}
	a.ID = id
	if a.Status == "" {
		a.Status = partnership.ActionOpen
	}
	for _, other := range All[partnership.Action](d) {
		a.Number = max(a.Number, other.Number+1)
	}
	return a, nil
}

// Finish notes that actions are done.
func (d *Desk) Finish(on date.Day, actions ...partnership.ID) error {
	return d.become("desk.commit.finish", partnership.ActionDone, on, actions)
}

// SetStatus gives actions another status.
func (d *Desk) SetStatus(status partnership.ActionStatus, on date.Day, actions ...partnership.ID) error {
	return d.become("desk.commit.status", status, on, actions)
}

func (d *Desk) become(name string, status partnership.ActionStatus, on date.Day, actions []partnership.ID) error {
	return EditAll(d, name, actions, func(a *partnership.Action) error {
		next, err := a.Become(status, on)
		if err != nil {
			return About(a.Label(), err)
		}
		*a = next
		return nil
	})
}

// MoveDue gives actions another day, or none. The day that it was promised for before is kept.
func (d *Desk) MoveDue(to date.Day, actions ...partnership.ID) error {
	return EditAll(d, "desk.commit.move", actions, func(a *partnership.Action) error {
		if !a.Due.IsZero() && a.Due != to && !slices.Contains(a.Promises, a.Due) {
			a.Promises = append(a.Promises, a.Due)
		}
		a.Due = to
		return nil
	})
}

// Remind sets the day on which actions are to be asked about, or none.
func (d *Desk) Remind(on date.Day, actions ...partnership.ID) error {
	return EditAll(d, "desk.commit.remind", actions, func(a *partnership.Action) error { a.RemindOn = on; return nil })
}

// Hide keeps actions out of sight until a day, or no longer.
func (d *Desk) Hide(until date.Day, actions ...partnership.ID) error {
	return EditAll(d, "desk.commit.hide", actions, func(a *partnership.Action) error { a.HiddenUntil = until; return nil })
}

// Assign says who is to do actions.
func (d *Desk) Assign(organisation, contact partnership.ID, actions ...partnership.ID) error {
	return EditAll(d, "desk.commit.assign", actions, func(a *partnership.Action) error {
		a.Organisation, a.Contact = organisation, contact
		return nil
	})
}

// FollowUp notes an attempt to hear how an action stands.
func (d *Desk) FollowUp(action partnership.ID, f partnership.FollowUp) error {
	return Edit(d, "desk.commit.follow_up", action, func(a *partnership.Action) error {
		a.FollowUps = append(a.FollowUps, f)
		return nil
	})
}

// LogConversation notes that a contact was spoken to, and keeps the action that came out of it, if any, in the same step.
func (d *Desk) LogConversation(contact partnership.ID, c partnership.Conversation, followUp *partnership.Action) error {
	person, base, err := Get[partnership.Contact](d, contact)
	if err != nil {
		return err
	}
	person.Spoken = append(person.Spoken, c)
	changes := []Change{Put(person, base)}
	if followUp != nil {
		action, err := d.numbered(*followUp)
		if err != nil {
			return err
		}
		changes = append(changes, Put(action, 0))
	}
	return d.Keep("desk.commit.conversation", changes...)
}

// Sign notes that a party signed an agreement; Unsign takes that back.
func (d *Desk) Sign(agreement partnership.ID, party int, on date.Day) error {
	return d.editParty("desk.commit.sign", agreement, party, func(p *partnership.Party) { p.Signed, p.SignedOn = true, on })
}

// Unsign takes back that a party signed.
func (d *Desk) Unsign(agreement partnership.ID, party int) error {
	return d.editParty("desk.commit.unsign", agreement, party, func(p *partnership.Party) { p.Signed, p.SignedOn = false, date.Day{} })
}

func (d *Desk) editParty(name string, agreement partnership.ID, party int, change func(*partnership.Party)) error {
	return Edit(d, name, agreement, func(a *partnership.Agreement) error {
		if party < 0 || party >= len(a.Parties) {
			return &Error{Fault: FaultNotFound, Subject: a.Label(), Err: errors.New("no such party")}
		}
		change(&a.Parties[party])
		return nil
	})
}

// Step gives an agreement another status. What must be done first is an error of the fault [FaultObstacles] that wraps
// [partnership.Obstacles].
//
// When it enters into force with the wording of its template, that wording becomes its own text: what was signed does not change when the
// template does.
func (d *Desk) Step(agreement partnership.ID, to partnership.AgreementStatus, on date.Day, note string) error {
	return Edit(d, "desk.commit.step", agreement, func(a *partnership.Agreement) error {
		next, err := a.Become(to, on, note)
		if err != nil {
			return About(a.Label(), err)
		}
		if to == partnership.AgreementInForce && a.TextSource() == partnership.TextTemplate {
			if next, err = d.freeze(next, on); err != nil {
				return About(a.Label(), err)
			}
		}
		*a = next
		return nil
	})
}

// OwnText makes the wording of its template an agreement's own text, to be changed from there.
func (d *Desk) OwnText(agreement partnership.ID, on date.Day) error {
	return Edit(d, "desk.commit.own_text", agreement, func(a *partnership.Agreement) error {
		own, err := d.freeze(*a, on)
		if err != nil {
			return About(a.Label(), err)
		}
		*a = own
		return nil
	})
}

// freeze gives an agreement the wording of its template; one for whose kind there is no template stays as it is.
func (d *Desk) freeze(a partnership.Agreement, on date.Day) (partnership.Agreement, error) {
	options, err := d.paperOptions(on, on)
	if err != nil {
		return a, err
	}
	frozen, err := document.Freeze(a, directory{d.ledger}, options)
	var without *document.NoTemplateError
	if errors.As(err, &without) {
		return a, nil
	}
	return frozen, err
}

// Life returns the days in the life of an agreement, those behind and those ahead of a day.
func (d *Desk) Life(a partnership.Agreement, on date.Day) []LifeDay { return agenda.Life(a, on) }

// LifeDay is a day in the life of an agreement.
type LifeDay = agenda.LifeDay

// MoveAgendaItem takes an item off the agenda of one meeting and puts it at the end of that of another.
func (d *Desk) MoveAgendaItem(meeting, item, to partnership.ID) error {
	return d.passOn("desk.commit.agenda_move", meeting, item, to, true)
}

// CopyAgendaItem puts an item of one meeting's agenda at the end of that of another, without what came of it.
func (d *Desk) CopyAgendaItem(meeting, item, to partnership.ID) error {
	return d.passOn("desk.commit.agenda_copy", meeting, item, to, false)
}

func (d *Desk) passOn(name string, meeting, item, to partnership.ID, move bool) error {
	from, fromBase, err := Get[partnership.Meeting](d, meeting)
	if err != nil {
		return err
	}
	next, nextBase, err := Get[partnership.Meeting](d, to)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(from.Agenda, func(a partnership.AgendaItem) bool { return a.ID == item })
	if i < 0 || meeting == to {
		return &Error{Fault: FaultNotFound, Subject: string(item)}
	}
	passed := from.Agenda[i]
	if passed.ID, err = d.NewID(""); err != nil {
		return err
	}
	passed.Outcome = ""
	next.Agenda = append(next.Agenda, passed)
	changes := []Change{Put(next, nextBase)}
	if move {
		from.Agenda = slices.Delete(from.Agenda, i, i+1)
		for n := range from.Decisions { // what was decided stays where it was decided
			if from.Decisions[n].Agenda == item {
				from.Decisions[n].Agenda = ""
			}
		}
		changes = append(changes, Put(from, fromBase))
	}
	return d.Keep(name, changes...)
}

// Points are the lists of an ambition session.
type Points string

// The lists.
const (
	Strengths     Points = "strengths"
	Weaknesses    Points = "weaknesses"
	Opportunities Points = "opportunities"
	Improvements  Points = "improvements"
)

// In returns the list in a meeting; nil for a name that is none.
func (p Points) In(m *partnership.Meeting) *[]partnership.Point {
	switch p {
	case Strengths:
		return &m.Strengths
	case Weaknesses:
		return &m.Weaknesses
	case Opportunities:
		return &m.Opportunities
	case Improvements:
		return &m.Improvements
	}
	return nil
}

// ActionFromPoint makes an action of a point that was named in an ambition session, for the organisation that named it, and notes it there.
func (d *Desk) ActionFromPoint(meeting partnership.ID, list Points, index int) (partnership.ID, error) {
	m, base, err := Get[partnership.Meeting](d, meeting)
	if err != nil {
		return "", err
	}
	points := list.In(&m)
	if points == nil || index < 0 || index >= len(*points) {
		return "", &Error{Fault: FaultNotFound, Subject: string(list)}
	}
	point := &(*points)[index]
	action, err := d.numbered(partnership.Action{Title: point.Text, Organisation: point.Organisation, Meeting: meeting})
	if err != nil {
		return "", err
	}
	point.Action = action.ID
	return action.ID, d.Keep("desk.commit.point_action", Put(action, 0), Put(m, base))
}
