package document

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// ActionList returns the open actions as a list to hand out: per organisation, then per contact, what is overdue first. An action that is
// hidden until later is left out as long as it is not overdue.
func ActionList(actions []partnership.Action, look Directory, o Options) Document {
	l := actionList{situation: situation{look: look, options: o}, w: o.Words}
	d := Document{
		Title:    l.w.Text("document.actions"),
		Subject:  l.w.Text("document.actions.on", "Day", l.w.MediumDate(o.On)),
		Author:   o.Author,
		Language: l.w.Tag(),
		Created:  o.Created,
		House:    o.House,
		Header:   l.w.Text("document.actions"),
		Note:     l.w.Text("document.actions.on", "Day", l.w.MediumDate(o.On)),
		Folio:    l.w.Text("document.folio", "Page", "{page}", "Pages", "{pages}"),
	}
	d.Blocks = append(d.Blocks, Title{Text: d.Title, Under: d.Subject})
	owners := l.owners(actions)
	if len(owners) == 0 {
		d.Blocks = append(d.Blocks, Paragraph{Text: Plain(l.w.Text("document.actions.none"))})
	}
	for i, own := range owners {
		if i == 0 || owners[i-1].organisation != own.organisation {
			d.Blocks = append(d.Blocks, Heading{Level: 1, Text: Plain(own.organisation)})
		}
		if own.contact != "" {
			d.Blocks = append(d.Blocks, Heading{Level: 2, Text: Plain(own.contact)})
		}
		d.Blocks = append(d.Blocks, l.table(own))
	}
	return d
}

type actionList struct {
	situation
	w Words
}

// owner is who has actions to do. Actions of nobody come last.
type owner struct {
	organisation, contact string
	nobody                bool
	sortKey               string
	actions               []partnership.Action
}

func (l actionList) owners(actions []partnership.Action) []owner {
	type key struct{ organisation, contact partnership.ID }
	byOwner := map[key]*owner{}
	for _, a := range actions {
		if !l.listed(a) {
			continue
		}
		k := key{l.organisationOf(a), a.Contact}
		if byOwner[k] == nil {
			byOwner[k] = l.owner(k.organisation, k.contact)
		}
		byOwner[k].actions = append(byOwner[k].actions, a)
	}
	list := make([]owner, 0, len(byOwner))
	for _, own := range byOwner {
		slices.SortFunc(own.actions, l.order)
		list = append(list, *own)
	}
	slices.SortFunc(list, func(a, b owner) int {
		if a.nobody != b.nobody {
			if a.nobody {
				return 1
			}
			return -1
		}
		return cmp.Or(l.w.Compare(a.organisation, b.organisation), l.w.Compare(a.sortKey, b.sortKey),
			cmp.Compare(a.actions[0].ID, b.actions[0].ID))
	})
	return list
}

func (l actionList) owner(organisation, contact partnership.ID) *owner {
	own := &owner{organisation: l.w.Text("document.actions.nobody"), nobody: organisation == "" && contact == ""}
	if organisation != "" {
		own.organisation = l.organisation(organisation)
	}
	if c, ok := l.look.Contact(contact); ok {
		own.contact, own.sortKey = c.Name(), c.FamilyName+", "+c.GivenName+" "+c.Infix // van den Berg under B
	} else {
		own.contact = string(contact)
	}
	return own
}

// organisationOf returns the action's organisation, else the one where its contact has a position now.
func (l actionList) organisationOf(a partnership.Action) partnership.ID {
	if a.Organisation != "" {
		return a.Organisation
	}
	c, _ := l.look.Contact(a.Contact)
	for _, p := range c.Positions {
		if l.options.On.Within(p.Since, p.Until) {
			return p.Organisation
		}
	}
	return ""
}

func (l actionList) listed(a partnership.Action) bool {
	switch a.Status {
	case partnership.ActionOpen, partnership.ActionInProgress, partnership.ActionWaiting:
		return l.overdue(a) || !a.HiddenUntil.After(l.options.On)
	case partnership.ActionDone, partnership.ActionDropped:
	}
	return false
}

func (l actionList) overdue(a partnership.Action) bool {
	return !a.Due.IsZero() && a.Due.Before(l.options.On)
}

// order is by due day, which puts what is overdue first; without a day comes last.
func (l actionList) order(a, b partnership.Action) int {
	if a.Due.IsZero() != b.Due.IsZero() {
		if a.Due.IsZero() {
			return 1
		}
		return -1
	}
	return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.ID, b.ID))
}

func (l actionList) table(own owner) Table {
	t := Table{
		Caption: strings.TrimSpace(own.organisation + " " + own.contact),
		Columns: []Column{{}, {Wide: true}, {}, {}, {Wide: true}},
	}
	for _, key := range []string{"number", "what", "due", "status", "follow_ups"} {
		t.Head = append(t.Head, Cell{Plain(l.w.Text("document.actions." + key))})
	}
	for _, a := range own.actions {
		number := ""
		if a.Number > 0 {
			number = strconv.Itoa(a.Number)
		}
		t.Rows = append(t.Rows, []Cell{{Plain(number)}, l.what(a), l.due(a), l.status(a), l.followUps(a)})
	}
	return t
}

func (l actionList) what(a partnership.Action) Cell {
	cell := Cell{Strong(a.Title)}
	if agreement, ok := l.look.Agreement(a.Agreement); ok {
		cell = append(cell, Plain(l.w.Text("document.actions.agreement", "Title", agreement.Title)))
	}
	return cell
}

func (l actionList) due(a partnership.Action) Cell {
	if a.Due.IsZero() {
		return Cell{Plain(l.w.Text("document.actions.no_day"))}
	}
	cell := Cell{Plain(l.w.MediumDate(a.Due))}
	if l.overdue(a) {
		cell = Cell{Strong(l.w.MediumDate(a.Due)), Strong(l.w.Text("document.actions.overdue"))}
	}
	if len(a.Promises) > 0 {
		cell = append(cell, Plain(l.w.Text("document.actions.promised", "Days", l.days(a.Promises))))
	}
	return cell
}

func (l actionList) days(days []date.Day) string {
	var list []string
	for _, d := range days {
		list = append(list, l.w.MediumDate(d))
	}
	return l.w.List(list...)
}

func (l actionList) status(a partnership.Action) Cell {
	cell := Cell{Plain(l.options.term("action_statuses", string(a.Status)))}
	if a.Priority == partnership.PriorityHigh {
		cell = append(cell, Strong(l.w.Text("document.actions.high")))
	}
	return cell
}

// followUps returns the latest two times that somebody asked, the latest first.
func (l actionList) followUps(a partnership.Action) Cell {
	list := slices.Clone(a.FollowUps)
	slices.SortStableFunc(list, func(a, b partnership.FollowUp) int { return b.On.Compare(a.On) })
	var cell Cell
	for _, f := range list[:min(2, len(list))] {
		day := l.w.MediumDate(f.On)
		switch {
		case f.Reached != nil && !*f.Reached && f.Note == "":
			cell = append(cell, Plain(l.w.Text("document.actions.not_reached", "Day", day)))
		case f.Note == "":
			cell = append(cell, Plain(l.w.Text("document.actions.followed", "Day", day, "Note", l.w.Text("document.actions.spoken"))))
		default:
			cell = append(cell, Plain(l.w.Text("document.actions.followed", "Day", day, "Note", f.Note)))
		}
	}
	return cell
}
