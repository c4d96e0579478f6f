package document

import (
	"slices"
	"strconv"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// partnerActions is what is open with a partner who comes.
type partnerActions struct {
	name         string
	theirs, ours []partnership.Action
}

// byPartner returns what is open with each partner who comes: what they do, and what the municipality does for them. An action of the
// municipality is for a partner when one of the two is its organisation and the other's contact is to do it, or when an open
// action of the partner waits for it. What the municipality itself does under the agreements of the meeting, or because of this or the
// last one, comes last.
func (p pack) byPartner() []partnerActions {
	var list []partnerActions
	for _, own := range []bool{false, true} {
		for _, s := range p.present {
			if s.organisation == "" || p.municipal(s.organisation) != own {
				continue
			}
			theirs, ours := p.between(s.organisation)
			list = append(list, partnerActions{s.name, theirs, ours})
		}
	}
	return list
}

// openActions is a table for each partner. Partners with whom nothing is open share a line.
func (p pack) openActions() []Block {
	out := []Block{p.heading("actions")}
	var without []string
	for _, partner := range p.open {
		if len(partner.theirs)+len(partner.ours) == 0 {
			without = append(without, partner.name)
			continue
		}
		t := p.actionTable(p.w.Text("document.pack.actions_of", "Name", partner.name))
		for _, a := range partner.theirs {
			t.Rows = append(t.Rows, []Cell{p.number(a), p.what(a), p.person(a), p.due(a), p.status(a)})
		}
		for _, a := range partner.ours {
			what := append(p.what(a), Text{{Text: p.w.Text("document.pack.for_them"), Emphasis: true}})
			t.Rows = append(t.Rows, []Cell{p.number(a), what, p.who(a), p.due(a), p.status(a)})
		}
		out = append(out, Heading{Level: 2, Text: Plain(partner.name)}, t)
	}
	if len(out) == 1 {
		return append(out, p.says("no_actions"))
	}
	if len(without) > 0 {
		out = append(out, p.says("no_actions_of", "Names", p.w.List(without...)))
	}
	return out
}

// municipal reports whether an organisation is the municipality that prints, and not a team of it, which is a partner like others.
func (p pack) municipal(id partnership.ID) bool {
	o, ok := p.look.Organisation(id)
	return ok && o.Kind == "municipality" && p.own(id)
}

// related reports whether an action belongs to this meeting, the one before it, or an agreement that it is held under.
func (p pack) related(a partnership.Action) bool {
	return a.Meeting != "" && (a.Meeting == p.meeting.ID || p.briefing.Previous != nil && a.Meeting == p.briefing.Previous.ID) ||
		slices.ContainsFunc(p.agreements(), func(under partnership.Agreement) bool { return under.ID == a.Agreement })
}

// between returns the open actions of a partner, and those of the municipality for that partner; overdue ones first.
func (p pack) between(partner partnership.ID) (theirs, ours []partnership.Action) {
	waitedFor := map[partnership.ID]bool{}
	for _, a := range p.briefing.Actions {
		if p.listed(a) && p.doer(a) == partner && !p.crossed(a, partner) {
			if !p.municipal(partner) || p.related(a) {
				theirs = append(theirs, a)
			}
			for _, first := range a.After {
				waitedFor[first] = true
			}
		}
	}
	for _, a := range p.briefing.Actions {
		if p.listed(a) && (p.crossed(a, partner) || waitedFor[a.ID] && p.own(p.doer(a)) && p.doer(a) != partner) {
			ours = append(ours, a)
		}
	}
	slices.SortFunc(theirs, p.order)
	slices.SortFunc(ours, p.order)
	return theirs, ours
}

// shown reports whether an action stands in full with a partner who comes.
func (p pack) shown(a partnership.Action) bool {
	same := func(b partnership.Action) bool { return a.ID == b.ID }
	return slices.ContainsFunc(p.open, func(partner partnerActions) bool {
		return slices.ContainsFunc(partner.theirs, same) || slices.ContainsFunc(partner.ours, same)
	})
}

// crossed reports whether an action is between the municipality and a partner: the organisation of one, the contact of the other.
func (p pack) crossed(a partnership.Action, partner partnership.ID) bool {
	if a.Organisation == "" || a.Contact == "" || p.own(partner) {
		return false
	}
	works := p.position(a.Contact, []partnership.ID{a.Organisation}).Organisation
	return a.Organisation == partner && p.own(works) || works == partner && p.own(a.Organisation)
}

// actionTable is an empty table of actions.
func (p pack) actionTable(caption string) Table {
	t := Table{Caption: caption, Columns: []Column{{}, {Wide: true}, {}, {}, {}}}
	for _, key := range []string{"number", "what", "who", "due", "status"} {
		t.Head = append(t.Head, Cell{Plain(p.w.Text("document.actions." + key))})
	}
	return t
}

func (p pack) number(a partnership.Action) Cell {
	if a.Number == 0 {
		return nil
	}
	return Cell{Plain(strconv.Itoa(a.Number))}
}

// person returns who at the partner is to do an action; the partner's name stands above the table.
func (p pack) person(a partnership.Action) Cell {
	if a.Contact == "" {
		return nil
	}
	return Cell{Plain(p.contactName(a.Contact))}
}
