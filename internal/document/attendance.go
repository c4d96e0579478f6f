package document

import (
	"cmp"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// seat is an organisation at the table with its people.
type seat struct {
	organisation partnership.ID // empty for people who work nowhere as far as is known
	name         string
	people       []person
}

// person is somebody who was invited.
type person struct {
	contact partnership.ID
	name    string
	title   string
	sortKey string
	status  partnership.AttendanceStatus
}

// with returns the people of a seat with one of the statuses.
func (s seat) with(statuses ...partnership.AttendanceStatus) []person {
	var list []person
	for _, p := range s.people {
		if slices.Contains(statuses, p.status) {
			list = append(list, p)
		}
	}
	return list
}

// label returns name and function in a line.
func (p person) label() string {
	if p.title == "" {
		return p.name
	}
	return p.name + ", " + p.title
}

// comes reports whether somebody of the organisation was invited and has not excused themselves, or was there.
func (s seat) comes() bool { return len(s.with(partnership.Invited, partnership.Present)) > 0 }

// seats returns who was invited, by organisation. Organisations and people are in the order of the language.
func (g gathering) seats() []seat {
	var list []seat
	for _, a := range g.meeting.Attendance {
		position := g.position(a.Contact, g.expected)
		i := slices.IndexFunc(list, func(s seat) bool { return s.organisation == position.Organisation })
		if i < 0 {
			i = len(list)
			list = append(list, seat{organisation: position.Organisation, name: g.nameOf(position.Organisation)})
		}
		p := person{contact: a.Contact, name: string(a.Contact), title: position.Title, status: a.Status}
		if c, ok := g.look.Contact(a.Contact); ok {
			p.name, p.sortKey = c.Name(), c.SortKey()
		}
		list[i].people = append(list[i].people, p)
	}
	for _, s := range list {
		slices.SortStableFunc(s.people, func(a, b person) int { return g.w.Compare(a.sortKey, b.sortKey) })
	}
	slices.SortStableFunc(list, func(a, b seat) int {
		if (a.organisation == "") != (b.organisation == "") {
			return cmp.Compare(len(b.organisation), len(a.organisation)) // nowhere comes last
		}
		return cmp.Or(g.w.Compare(a.name, b.name), cmp.Compare(a.organisation, b.organisation))
	})
	return list
}

func (g gathering) nameOf(organisation partnership.ID) string {
	if organisation == "" {
		return g.w.Text("document.meeting.no_organisation")
	}
	return g.organisation(organisation)
}

// position returns the position in which a contact comes: one at an organisation that is expected, else the first that is current on
// the day of the meeting.
func (g gathering) position(contact partnership.ID, expected []partnership.ID) partnership.Position {
	c, _ := g.look.Contact(contact)
	var current []partnership.Position
	for _, p := range c.Positions {
		if g.day.Within(p.Since, p.Until) {
			current = append(current, p)
		}
	}
	for _, p := range current {
		if slices.Contains(expected, p.Organisation) {
			return p
		}
	}
	if len(current) > 0 {
		return current[0]
	}
	return partnership.Position{}
}

// missing returns the names of the organisations that are expected and of which nobody comes. Who comes for a member of a collective
// party comes for that party.
func (g gathering) missing(seats []seat) []string {
	var names []string
	for _, id := range g.expected {
		represented := slices.ContainsFunc(seats, func(s seat) bool {
			return s.comes() && (s.organisation == id || g.collective(id, s.organisation))
		})
		if !represented {
			names = append(names, g.organisation(id))
		}
	}
	slices.SortFunc(names, g.w.Compare)
	return names
}

// collective reports whether a party to an agreement of the meeting stands for a member.
func (g gathering) collective(party, member partnership.ID) bool {
	for _, a := range g.agreements() {
		for _, p := range a.Parties {
			if p.Organisation == party && p.StandsFor(member) {
				return true
			}
		}
	}
	return false
}

// column is a column of the table of who is there. Unless their status is told by its name, it stands behind the people.
type column struct {
	key      string
	telling  bool
	statuses []partnership.AttendanceStatus
}

// attendance is the table of who is there, by organisation. Columns in which nobody stands are left out.
func (g gathering) attendance(seats []seat, columns ...column) []Block {
	if len(seats) == 0 {
		return []Block{Paragraph{Text: Plain(g.w.Text("document.meeting.nobody"))}}
	}
	t := Table{
		Caption: g.w.Text("document.meeting.attendance"),
		Columns: []Column{{Wide: true}},
		Head:    []Cell{{Plain(g.w.Text("document.meeting.organisation"))}},
	}
	columns = slices.DeleteFunc(columns, func(c column) bool {
		return !slices.ContainsFunc(seats, func(s seat) bool { return len(s.with(c.statuses...)) > 0 })
	})
	for _, c := range columns {
		t.Columns = append(t.Columns, Column{Wide: true})
		t.Head = append(t.Head, Cell{Plain(g.w.Text("document.meeting." + c.key))})
	}
	for _, s := range seats {
		row := []Cell{{Strong(s.name)}}
		for _, c := range columns {
			row = append(row, g.people(s.with(c.statuses...), c.telling))
		}
		t.Rows = append(t.Rows, row)
	}
	return []Block{t}
}

// people names people with their functions, a line each.
func (g gathering) people(list []person, telling bool) Cell {
	var cell Cell
	for _, p := range list {
		line := Plain(p.label())
		if !telling {
			line = append(line, Run{Text: " (" + lowerFirst(g.options.term("attendance", string(p.status))) + ")", Emphasis: true})
		}
		cell = append(cell, line)
	}
	return cell
}
