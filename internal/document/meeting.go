package document

import (
	"cmp"
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// gathering is a meeting that is printed: what its pack, its minutes and its declarations of secrecy have in common.
type gathering struct {
	actionList
	meeting  partnership.Meeting
	day      date.Day         // of the meeting
	expected []partnership.ID // organisations that belong at the table
}

func newGathering(m partnership.Meeting, look Directory, o Options) gathering {
	g := gathering{
		actionList: actionList{situation: situation{look: look, options: o}, w: o.Words},
		meeting:    m,
		day:        m.Start.Day(),
	}
	g.expected = g.belong()
	return g
}

// piece is a document without blocks. Note stands at the foot of every page.
func (o Options) piece(title, subject, note string) Document {
	return Document{
		Title:    title,
		Subject:  subject,
		Author:   o.Author,
		Language: o.Words.Tag(),
		Created:  o.Created,
		Header:   title,
		Note:     note,
		Folio:    o.Words.Text("document.folio", "Page", "{page}", "Pages", "{pages}"),
	}
}

// when returns "donderdag 3 december 2026, 10:00 uur tot 11:00 uur".
func (g gathering) when() string {
	day, start, end := g.w.LongDate(g.day), g.w.Time(g.meeting.Start), g.w.Time(g.meeting.End)
	if last := g.meeting.End.Day(); last != g.day && end != "" {
		end = g.w.LongDate(last) + ", " + end
	}
	if end == "" {
		return g.w.Text("document.meeting.when", "Day", day, "Start", start)
	}
	return g.w.Text("document.meeting.when_until", "Day", day, "Start", start, "End", end)
}

// about tells when and where the meeting is and what it is held under, a line each.
func (g gathering) about() []Block {
	var out []Block
	fact := func(key, value string) {
		if value != "" {
			out = append(out, Paragraph{Text: append(Strong(g.w.Text("document.meeting."+key)+" "), Plain(value)...)})
		}
	}
	fact("date", g.when())
	fact("place", g.meeting.Place)
	fact("kind", g.options.term("meeting_kinds", string(g.meeting.Kind)))
	if forum, agreement, ok := g.forumOf(); ok {
		fact("forum", g.w.Text("document.meeting.forum_of", "Forum", forum.Name, "Agreement", agreement.Title))
	}
	var titles []string
	for _, a := range g.agreements() {
		if _, agreement, ok := g.forumOf(); ok && agreement.ID == a.ID {
			continue // told with the forum
		}
		titles = append(titles, a.Title)
	}
	fact("agreements", g.w.List(titles...))
	return out
}

// forumOf returns the consultation that the meeting is one of.
func (g gathering) forumOf() (partnership.Forum, partnership.Agreement, bool) {
	agreement, id, _ := strings.Cut(g.meeting.Forum, "/")
	a, ok := g.look.Agreement(partnership.ID(agreement))
	i := slices.IndexFunc(a.Forums, func(f partnership.Forum) bool { return f.ID == partnership.ID(id) })
	if !ok || i < 0 {
		return partnership.Forum{}, partnership.Agreement{}, false
	}
	return a.Forums[i], a, true
}

// agreements returns what the meeting is held under: the agreement of its consultation first.
func (g gathering) agreements() []partnership.Agreement {
	ids := slices.Clone(g.meeting.Agreements)
	if _, a, ok := g.forumOf(); ok {
		ids = slices.Insert(ids, 0, a.ID)
	}
	var list []partnership.Agreement
	for i, id := range ids {
		if a, ok := g.look.Agreement(id); ok && !slices.Contains(ids[:i], id) {
			list = append(list, a)
		}
	}
	return list
}

// belong returns the organisations that belong at the table: who takes part in the consultation, else the parties to the agreements
// of the meeting that did not withdraw.
func (g gathering) belong() []partnership.ID {
	agreements := g.agreements()
	if forum, a, ok := g.forumOf(); ok {
		if len(forum.Participants) > 0 {
			return forum.Participants
		}
		agreements = []partnership.Agreement{a}
	}
	var list []partnership.ID
	for _, a := range agreements {
		for _, p := range a.Parties {
			if p.IsParty() && !p.WithdrawnBy(g.day) && !slices.Contains(list, p.Organisation) {
				list = append(list, p.Organisation)
			}
		}
	}
	return list
}

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

// contactName returns a contact's name; the id itself when there is none, nothing for no contact.
func (g gathering) contactName(id partnership.ID) string {
	if c, ok := g.look.Contact(id); ok {
		return c.Name()
	}
	return string(id)
}

// doer returns the organisation that is to do an action: its own, else the one for which its contact comes.
func (g gathering) doer(a partnership.Action) partnership.ID {
	if a.Organisation != "" {
		return a.Organisation
	}
	return g.position(a.Contact, g.expected).Organisation
}

// who returns the owner of an action: the contact, and below it the organisation.
func (g gathering) who(a partnership.Action) Cell {
	var cell Cell
	if a.Contact != "" {
		cell = append(cell, Plain(g.contactName(a.Contact)))
	}
	if organisation := g.doer(a); organisation != "" {
		cell = append(cell, Plain(g.organisation(organisation)))
	}
	return cell
}

// lines returns the paragraphs of a text that people typed, one a line.
func lines(text string) []Block {
	var out []Block
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, Paragraph{Text: Plain(line)})
		}
	}
	return out
}

// remarks returns the paragraphs of a text that people typed as a cell.
func remarks(text string) Cell {
	var cell Cell
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			cell = append(cell, Plain(line))
		}
	}
	return cell
}
