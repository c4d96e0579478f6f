package command

import (
	"fmt"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// printDue writes what is due for people: a heading for each list that is not empty, and a line for each thing.
func (s *session) printDue(d *desk.Desk, due desk.Due, on date.Day) error {
	var b strings.Builder
	title := "command.today.title"
	if d.Municipality() == "" {
		title = "command.today.title_nameless"
	}
	fmt.Fprintln(&b, s.words.Text(title, "Day", s.words.LongDate(on), "Name", plain(d.Municipality())))
	sections := []struct {
		name string
		rows [][]string
	}{
		{"overdue", s.actionRows(d, due.Overdue)},
		{"today", s.actionRows(d, due.Today)},
		{"week", s.actionRows(d, due.Week)},
		{"waiting", s.actionRows(d, due.Waiting)},
		{"prepare", s.meetingRows(d, due.Prepare)},
		{"minutes", s.meetingRows(d, due.Minutes)},
		{"agreements", s.attentionRows(d, due)},
		{"unsigned", s.unsignedRows(d, due)},
		{"quiet", s.quietRows(d, due.Quiet)},
	}
	empty := true
	for _, section := range sections {
		if len(section.rows) == 0 {
			continue
		}
		empty = false
		fmt.Fprintf(&b, "\n%s (%d)\n", s.words.Text("command.today."+section.name), len(section.rows))
		b.WriteString(columns("  ", section.rows))
	}
	if empty {
		fmt.Fprintf(&b, "\n%s\n", s.words.Text("command.today.nothing"))
	}
	return s.print(b.String())
}

func (s *session) actionRows(d *desk.Desk, ids []partnership.ID) [][]string {
	var rows [][]string
	for _, id := range ids {
		record, err := d.Record(id)
		if err != nil {
			continue // removed since: nothing is due any more
		}
		action, ok := record.(partnership.Action)
		if !ok {
			continue
		}
		rows = append(rows, []string{s.words.Date(action.Due), action.Label(), d.Owner(action), string(id)})
	}
	return rows
}

func (s *session) meetingRows(d *desk.Desk, ids []partnership.ID) [][]string {
	var rows [][]string
	for _, id := range ids {
		record, err := d.Record(id)
		if err != nil {
			continue
		}
		if meeting, ok := record.(partnership.Meeting); ok {
			rows = append(rows, []string{s.words.Moment(meeting.Start), meeting.Label(), meeting.Place, string(id)})
		}
	}
	return rows
}

func (s *session) attentionRows(d *desk.Desk, due desk.Due) [][]string {
	var rows [][]string
	for _, a := range due.Agreements {
		why := s.words.Text("command.reason." + string(a.Reason))
		rows = append(rows, []string{s.words.Date(a.On), d.Label(a.ID), why, string(a.ID)})
	}
	return rows
}

func (s *session) unsignedRows(d *desk.Desk, due desk.Due) [][]string {
	var rows [][]string
	for _, u := range due.Unsigned {
		rows = append(rows, []string{d.Label(u.Organisation), d.Label(u.Agreement), string(u.Agreement)})
	}
	return rows
}

func (s *session) quietRows(d *desk.Desk, ids []partnership.ID) [][]string {
	var rows [][]string
	for _, id := range ids {
		rows = append(rows, []string{d.Label(id), string(id)})
	}
	return rows
}

// term returns what a word of the vocabulary is called; nothing for no word.
func (s *session) term(set language.Set, id string) string {
	if id == "" {
		return ""
	}
	return s.words.Term(set, id)
}
