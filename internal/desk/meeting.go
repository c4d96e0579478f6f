package desk

import (
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Invited returns whom a meeting under agreements is for on a day: who signs for their parties and still works there.
func (d *Desk) Invited(agreements []partnership.ID, on date.Day) []partnership.Attendance {
	var list []partnership.Attendance
	for _, id := range agreements {
		g, _, err := Get[partnership.Agreement](d, id)
		if err != nil {
			continue
		}
		for _, p := range g.Parties {
			c, _, err := Get[partnership.Contact](d, p.Contact)
			if err != nil || p.WithdrawnBy(on) || WorksAt(c, on) == "" || c.Archived {
				continue
			}
			if !slices.ContainsFunc(list, func(a partnership.Attendance) bool { return a.Contact == c.ID }) {
				list = append(list, partnership.Attendance{Contact: c.ID, Status: partnership.Invited})
			}
		}
	}
	return list
}

// ActionsOf returns the actions that came out of a meeting, in the order of their numbers.
func (d *Desk) ActionsOf(meeting partnership.ID) []partnership.Action {
	var list []partnership.Action
	for _, a := range Referring[partnership.Action](d, meeting) {
		if a.Meeting == meeting {
			list = append(list, a)
		}
	}
	slices.SortStableFunc(list, func(a, b partnership.Action) int { return a.Number - b.Number })
	return list
}

// NextMeeting returns the first meeting after another: of the same series when there is one, else of the same agreement, else of all. It returns
// no id when there is none.
func (d *Desk) NextMeeting(after partnership.Meeting) partnership.ID {
	var later []partnership.Meeting
	for _, m := range All[partnership.Meeting](d) {
		if m.ID != after.ID && !m.Cancelled && m.Start.Compare(after.Start) >= 0 {
			later = append(later, m)
		}
	}
	slices.SortStableFunc(later, func(a, b partnership.Meeting) int { return a.Start.Compare(b.Start) })
	for _, fits := range []func(partnership.Meeting) bool{
		func(m partnership.Meeting) bool { return after.Series != "" && m.Series == after.Series },
		func(m partnership.Meeting) bool {
			return slices.ContainsFunc(m.Agreements, func(id partnership.ID) bool { return slices.Contains(after.Agreements, id) })
		},
		func(partnership.Meeting) bool { return true },
	} {
		if i := slices.IndexFunc(later, fits); i >= 0 {
			return later[i].ID
		}
	}
	return ""
}
