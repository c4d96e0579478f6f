package agenda

import (
	"cmp"
	"slices"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// timed is a meeting with the instant that it is listed by.
type timed struct {
	start time.Time
	id    partnership.ID
}

func (d *Due) addMeetings(meetings []partnership.Meeting, ahead int) {
	var prepare, minutes []timed
	lastToPrepare := d.On.AddDays(ahead)
	firstToReport, yesterday := d.On.AddDays(-minutesBack), d.On.AddDays(-1)
	for i := range meetings {
		meeting := &meetings[i]
		if meeting.Cancelled || meeting.Start.IsZero() {
			continue
		}
		start := meeting.Start.Time()
		switch day := date.OfTime(start); {
		case day.Within(d.On, lastToPrepare):
			prepare = append(prepare, timed{start, meeting.ID})
		case day.Within(firstToReport, yesterday) && meeting.Minutes == "" && len(meeting.Decisions) == 0:
			minutes = append(minutes, timed{start, meeting.ID})
		}
	}
	d.Prepare, d.Minutes = inOrder(prepare), inOrder(minutes)
}

// inOrder returns the ids by instant, then id.
func inOrder(list []timed) []partnership.ID {
	slices.SortFunc(list, func(a, b timed) int {
		return cmp.Or(a.start.Compare(b.start), cmp.Compare(a.id, b.id))
	})
	ids := make([]partnership.ID, len(list))
	for i, element := range list {
		ids[i] = element.id
	}
	return ids
}

// met tells of each contact who was present at a meeting, and on which day.
func met(meetings []partnership.Meeting, tell func(contact partnership.ID, on date.Day)) {
	for i := range meetings {
		if meetings[i].Cancelled {
			continue
		}
		var day date.Day // read only when somebody was there
		for _, attendance := range meetings[i].Attendance {
			if attendance.Status != partnership.Present {
				continue
			}
			if day.IsZero() {
				day = meetings[i].Start.Day()
			}
			tell(attendance.Contact, day)
		}
	}
}
