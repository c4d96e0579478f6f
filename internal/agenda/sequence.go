package agenda

import (
	"cmp"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Previous returns the meeting that came before m: the latest of its series that started earlier. Without one it is the latest earlier
// meeting of the same kind that shares an agreement with m, or an organisation of those whose people were invited, as they
// worked on the day of each meeting. Cancelled meetings do not count. It reports false when there is none.
func Previous(r Records, m partnership.Meeting) (partnership.Meeting, bool) {
	before := func(other partnership.Meeting) bool { return inOrderOfStart(other, m) < 0 }
	inSeries := func(other partnership.Meeting) bool {
		return m.Series != "" && other.Series == m.Series && before(other)
	}
	if found, ok := last(r.Meetings, inSeries); ok {
		return found, true
	}
	positions := make(map[partnership.ID][]partnership.Position, len(r.Contacts))
	for _, c := range r.Contacts {
		positions[c.ID] = c.Positions
	}
	ours := organisationsAt(m, positions)
	return last(r.Meetings, func(other partnership.Meeting) bool {
		return other.Kind == m.Kind && before(other) &&
			(share(other.Agreements, m.Agreements) || share(organisationsAt(other, positions), ours))
	})
}

// Next returns the first meeting of the series of m that starts after it and is not cancelled. It reports false when none is planned.
func Next(r Records, m partnership.Meeting) (partnership.Meeting, bool) {
	var next partnership.Meeting
	found := false
	for _, other := range r.Meetings {
		if other.Cancelled || m.Series == "" || other.Series != m.Series || inOrderOfStart(other, m) <= 0 {
			continue
		}
		if !found || inOrderOfStart(other, next) < 0 {
			next, found = other, true
		}
	}
	return next, found
}

// inOrderOfStart compares meetings by start as an instant, then id.
func inOrderOfStart(a, b partnership.Meeting) int {
	return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID))
}

// last returns the latest meeting that was not cancelled and is wanted.
func last(meetings []partnership.Meeting, wanted func(partnership.Meeting) bool) (partnership.Meeting, bool) {
	var latest partnership.Meeting
	found := false
	for _, m := range meetings {
		if !m.Cancelled && wanted(m) && (!found || inOrderOfStart(m, latest) > 0) {
			latest, found = m, true
		}
	}
	return latest, found
}

// organisationsAt returns where the people who were invited to a meeting worked on that day.
func organisationsAt(m partnership.Meeting, positions map[partnership.ID][]partnership.Position) []partnership.ID {
	var list []partnership.ID
	day := m.Start.Day()
	for _, a := range m.Attendance {
		for _, p := range positions[a.Contact] {
			if day.Within(p.Since, p.Until) {
				list = append(list, p.Organisation)
			}
		}
	}
	return list
}

func share(a, b []partnership.ID) bool {
	return slices.ContainsFunc(a, func(id partnership.ID) bool { return slices.Contains(b, id) })
}
