package agenda_test

import (
	"fmt"
	"testing"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/agenda"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// BenchmarkToday measures a vault of 100,000 records: 40,000 contacts, 40,000 actions, 19,000 meetings, 1,000 agreements.
func BenchmarkToday(b *testing.B) {
	var r agenda.Records
	id := func(prefix string, i int) partnership.ID { return partnership.ID(fmt.Sprint(prefix, i)) }
	for i := range 40_000 {
		r.Contacts = append(r.Contacts, partnership.Contact{
			ID: id("p", i), Positions: []partnership.Position{{Organisation: "o1"}},
			Spoken: []partnership.Conversation{{On: monday.AddDays(-i % 400)}},
		})
		r.Actions = append(r.Actions, partnership.Action{
			ID: id("c", i), Status: []partnership.ActionStatus{"open", "waiting", "done", "done"}[i%4], Due: monday.AddDays(i%400 - 300),
			Contact: id("p", i), FollowUps: []partnership.FollowUp{{On: monday.AddDays(-i % 300)}},
		})
	}
	for i := range 19_000 {
		m := partnership.Meeting{ID: id("m", i), Start: date.MomentOf(time.Date(2026, 1, i%700, 9, 0, 0, 0, time.UTC))}
		for j := range 6 {
			m.Attendance = append(m.Attendance, partnership.Attendance{Contact: id("p", i+j), Status: partnership.Present})
		}
		r.Meetings = append(r.Meetings, m)
	}
	for i := range 1_000 {
		a := partnership.Agreement{ID: id("a", i), Status: "in_force", ValidUntil: monday.AddDays(i), Notice: notice(3, "end_of_month")}
		for j := range 10 {
			a.Parties = append(a.Parties, partnership.Party{Organisation: id("o", j), Contact: id("p", i+j)})
		}
		r.Agreements = append(r.Agreements, a)
	}
	b.ReportAllocs()
	for b.Loop() {
		agenda.Today(r, monday)
	}
}
