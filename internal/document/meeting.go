package document

import (
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
		House:    o.House,
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
