package agenda_test

import (
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/agenda"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

func invited(contacts ...partnership.ID) []partnership.Attendance {
	var list []partnership.Attendance
	for _, c := range contacts {
		list = append(list, partnership.Attendance{Contact: c, Status: partnership.Invited})
	}
	return list
}

func TestPreviousMeetingIsOfTheSeriesElseOfTheSamePartners(t *testing.T) {
	contacts := []partnership.Contact{
		{ID: "agent", Positions: []partnership.Position{{Organisation: "police"}}},
		{ID: "colleague", Positions: []partnership.Position{{Organisation: "police", Until: date.MustParse("2026-11-10")}}},
		{ID: "worker", Positions: []partnership.Position{{Organisation: "youth"}}},
	}
	meeting := func(id partnership.ID, start string, change func(*partnership.Meeting)) partnership.Meeting {
		m := partnership.Meeting{ID: id, Kind: "partner", Start: at(start)}
		change(&m)
		return m
	}
	series := func(m *partnership.Meeting) { m.Series = "s" }
	for name, tt := range map[string]struct {
		of    func(*partnership.Meeting)
		other []partnership.Meeting
		want  partnership.ID
	}{
		"none": {series, nil, ""},
		"latest of the series": {series, []partnership.Meeting{
			meeting("a", "2026-11-05T10:00:00+01:00", series), meeting("b", "2026-11-19T10:00:00+01:00", series), meeting("c", "2026-12-17T10:00:00+01:00", series),
		}, "b"},
		"cancelled does not count": {series, []partnership.Meeting{
			meeting("a", "2026-11-05T10:00:00+01:00", series), meeting("b", "2026-11-19T10:00:00+01:00", func(m *partnership.Meeting) { series(m); m.Cancelled = true }),
		}, "a"},
		"series goes before a later one of the same agreement": {func(m *partnership.Meeting) { series(m); m.Agreements = []partnership.ID{"x"} }, []partnership.Meeting{
			meeting("a", "2026-11-05T10:00:00+01:00", series), meeting("b", "2026-11-19T10:00:00+01:00", func(m *partnership.Meeting) { m.Agreements = []partnership.ID{"x"} }),
		}, "a"},
		"first of its series, same agreement": {func(m *partnership.Meeting) { series(m); m.Agreements = []partnership.ID{"x"} }, []partnership.Meeting{
			meeting("a", "2026-11-05T10:00:00+01:00", func(m *partnership.Meeting) { m.Agreements = []partnership.ID{"y", "x"} }),
		}, "a"},
		"same agreement, other kind": {func(m *partnership.Meeting) { m.Agreements = []partnership.ID{"x"} }, []partnership.Meeting{
			meeting("a", "2026-11-05T10:00:00+01:00", func(m *partnership.Meeting) { m.Agreements, m.Kind = []partnership.ID{"x"}, "triangle" }),
		}, ""},
		"a colleague of then": {func(m *partnership.Meeting) { m.Attendance = invited("agent") }, []partnership.Meeting{
			meeting("a", "2026-11-05T10:00:00+01:00", func(m *partnership.Meeting) { m.Attendance = invited("colleague") }),
		}, "a"},
		"worked elsewhere by then": {func(m *partnership.Meeting) { m.Attendance = invited("agent") }, []partnership.Meeting{
			meeting("a", "2026-11-12T10:00:00+01:00", func(m *partnership.Meeting) { m.Attendance = invited("colleague") }),
		}, ""},
		"other organisations": {func(m *partnership.Meeting) { m.Attendance = invited("agent") }, []partnership.Meeting{
			meeting("a", "2026-11-05T10:00:00+01:00", func(m *partnership.Meeting) { m.Attendance = invited("worker") }),
		}, ""},
		"an hour earlier in another offset": {series, []partnership.Meeting{meeting("a", "2026-12-03T10:30:00+02:00", series)}, "a"},
	} {
		t.Run(name, func(t *testing.T) {
			m := meeting("m", "2026-12-03T10:00:00+01:00", tt.of)
			got, ok := agenda.Previous(agenda.Records{Contacts: contacts, Meetings: append(tt.other, m)}, m)
			if got.ID != tt.want || ok != (tt.want != "") {
				t.Errorf("got %q (%v), want %q", got.ID, ok, tt.want)
			}
		})
	}
}

func TestNextIsTheOneThatHasThisAsPrevious(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := world{t, date.MustParse("2026-11-23")}
		meetings := many(w, 6, "m", func(id partnership.ID) partnership.Meeting {
			return partnership.Meeting{ID: id, Series: partnership.ID(w.one("s1", "s2", "")), Start: w.moment(), Cancelled: w.one("yes", "no", "no") == "yes"}
		})
		r := agenda.Records{Meetings: meetings}
		for _, m := range meetings {
			next, ok := agenda.Next(r, m)
			if !ok || m.Cancelled {
				continue
			}
			if next.Cancelled || next.Series != m.Series {
				t.Fatalf("next of %v is %v", m, next)
			}
			if back, _ := agenda.Previous(r, next); back.ID != m.ID {
				t.Fatalf("next of %s is %s, whose previous is %s", m.ID, next.ID, back.ID)
			}
		}
	})
}
