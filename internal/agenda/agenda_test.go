package agenda_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"codeberg.org/bondgenoot/bondgenoot/internal/agenda"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// monday is D in these tables.
var monday = date.MustParse("2026-11-23")

func day(s string) date.Day { return date.MustParse(s) }

func at(s string) date.Moment {
	var m date.Moment
	if err := m.UnmarshalText([]byte(s)); err != nil {
		panic(err)
	}
	return m
}

func ids(list ...partnership.ID) []partnership.ID { return append([]partnership.ID{}, list...) }

func TestDueIsWrittenInItsFixedShape(t *testing.T) {
	const empty = `{"on":"2026-11-23","overdue":[],"today":[],"week":[],"waiting":[],"prepare":[],"minutes":[],` +
		`"agreements":[],"unsigned":[],"quiet":[]}`
	got, err := json.Marshal(agenda.Today(agenda.Records{}, monday))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != empty {
		t.Errorf("got  %s\nwant %s", got, empty)
	}
	full := agenda.Due{
		Agreements: []agenda.Attention{{ID: "a2", Reason: agenda.EvaluationDue, On: day("2026-12-01")}},
		Unsigned:   []agenda.Signature{{Agreement: "a3", Organisation: "o5"}},
	}
	got, err = json.Marshal(full)
	if err != nil {
		t.Fatal(err)
	}
	const entries = `{"on":"","overdue":null,"today":null,"week":null,"waiting":null,"prepare":null,"minutes":null,` +
		`"agreements":[{"id":"a2","reason":"evaluation_due","on":"2026-12-01"}],` +
		`"unsigned":[{"agreement":"a3","organisation":"o5"}],"quiet":null}`
	if string(got) != entries {
		t.Errorf("got  %s\nwant %s", got, entries)
	}
}

func TestNothingIsDueOnNoDay(t *testing.T) {
	due := agenda.Today(agenda.Records{Actions: []partnership.Action{{ID: "c1", Status: "waiting"}}}, date.Day{})
	if len(due.Waiting) != 0 {
		t.Errorf("waiting: %q", due.Waiting)
	}
}

func TestActionIsListedWhereItsDayPutsIt(t *testing.T) {
	const nowhere = ""
	tests := map[string]struct {
		on     string // D; 2026-11-23, a Monday, when empty
		action partnership.Action
		want   string
	}{
		"due yesterday":                   {"", partnership.Action{Due: day("2026-11-22"), Status: "open"}, "overdue"},
		"due yesterday, in progress":      {"", partnership.Action{Due: day("2026-11-22"), Status: "in_progress"}, "overdue"},
		"due yesterday, waiting":          {"", partnership.Action{Due: day("2026-11-22"), Status: "waiting"}, "overdue"},
		"due yesterday, hidden":           {"", partnership.Action{Due: day("2026-11-22"), Status: "open", HiddenUntil: day("2027-01-01")}, "overdue"},
		"due yesterday, done":             {"", partnership.Action{Due: day("2026-11-22"), Status: "done"}, nowhere},
		"due yesterday, dropped":          {"", partnership.Action{Due: day("2026-11-22"), Status: "dropped"}, nowhere},
		"due today":                       {"", partnership.Action{Due: day("2026-11-23"), Status: "open"}, "today"},
		"due today, hidden until D":       {"", partnership.Action{Due: day("2026-11-23"), Status: "open", HiddenUntil: day("2026-11-23")}, "today"},
		"due today, hidden until D+1":     {"", partnership.Action{Due: day("2026-11-23"), Status: "open", HiddenUntil: day("2026-11-24")}, nowhere},
		"due today, waiting":              {"", partnership.Action{Due: day("2026-11-23"), Status: "waiting"}, "today"},
		"due tomorrow":                    {"", partnership.Action{Due: day("2026-11-24"), Status: "open"}, "week"},
		"due on Sunday":                   {"", partnership.Action{Due: day("2026-11-29"), Status: "open"}, "week"},
		"due on Sunday, hidden until D":   {"", partnership.Action{Due: day("2026-11-29"), Status: "open", HiddenUntil: day("2026-11-23")}, "week"},
		"due on Sunday, hidden until D+1": {"", partnership.Action{Due: day("2026-11-29"), Status: "open", HiddenUntil: day("2026-11-24")}, nowhere},
		"due on Sunday, waiting, hidden":  {"", partnership.Action{Due: day("2026-11-29"), Status: "waiting", HiddenUntil: day("2026-11-24")}, nowhere},
		"due next Monday":                 {"", partnership.Action{Due: day("2026-11-30"), Status: "open"}, nowhere},
		"due next Monday, waiting":        {"", partnership.Action{Due: day("2026-11-30"), Status: "waiting"}, "waiting"},
		"waiting, hidden until D":         {"", partnership.Action{Status: "waiting", HiddenUntil: day("2026-11-23")}, "waiting"},
		"waiting, hidden until D+1":       {"", partnership.Action{Status: "waiting", HiddenUntil: day("2026-11-24")}, nowhere},
		"waiting without a day":           {"", partnership.Action{Status: "waiting"}, "waiting"},
		"open without a day":              {"", partnership.Action{Status: "open"}, nowhere},
		"on Sunday, due on Monday":        {"2026-11-29", partnership.Action{Due: day("2026-11-30"), Status: "open"}, nowhere},
		"on Saturday, due on Sunday":      {"2026-11-28", partnership.Action{Due: day("2026-11-29"), Status: "open"}, "week"},
		"on Saturday, due on Monday":      {"2026-11-28", partnership.Action{Due: day("2026-11-30"), Status: "open"}, nowhere},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			on := monday
			if test.on != "" {
				on = day(test.on)
			}
			test.action.ID = "c1"
			due := agenda.Today(agenda.Records{Actions: []partnership.Action{test.action}}, on)
			for list, got := range map[string][]partnership.ID{
				"overdue": due.Overdue, "today": due.Today, "week": due.Week, "waiting": due.Waiting,
			} {
				if (len(got) == 1) != (list == test.want) {
					t.Errorf("%s: %q, want it in %q", list, got, test.want)
				}
			}
		})
	}
}

func TestActionsGoByDayThenIDByteForByte(t *testing.T) {
	action := func(id partnership.ID, due string, status partnership.ActionStatus) partnership.Action {
		a := partnership.Action{ID: id, Status: status}
		if due != "" {
			a.Due = day(due)
		}
		return a
	}
	due := agenda.Today(agenda.Records{Actions: []partnership.Action{
		action("c9", "2026-11-20", "open"), action("c10", "2026-11-20", "open"), action("C9", "2026-11-20", "open"), action("c1", "2026-11-21", "open"), action("z", "2026-11-01", "open"),
		action("t2", "2026-11-23", "open"), action("t10", "2026-11-23", "open"),
		action("w1", "2026-11-29", "open"), action("w2", "2026-11-24", "open"), action("w10", "2026-11-24", "open"),
		action("n2", "", "waiting"), action("n1", "", "waiting"), action("x9", "2026-12-02", "waiting"), action("x10", "2026-12-02", "waiting"), action("y", "2026-12-01", "waiting"),
	}}, monday)
	for _, test := range []struct {
		list      string
		got, want []partnership.ID
	}{
		{"overdue", due.Overdue, ids("z", "C9", "c10", "c9", "c1")},
		{"today", due.Today, ids("t10", "t2")},
		{"week", due.Week, ids("w10", "w2", "w1")},
		{"waiting", due.Waiting, ids("y", "x10", "x9", "n1", "n2")},
	} {
		if diff := cmp.Diff(test.want, test.got); diff != "" {
			t.Errorf("%s: %s", test.list, diff)
		}
	}
}

func TestMeetingIsPreparedThenReported(t *testing.T) {
	tests := map[string]struct {
		meeting          partnership.Meeting
		prepare, minutes bool
	}{
		"today":                              {partnership.Meeting{Start: at("2026-11-23T10:00:00+01:00")}, true, false},
		"D+10":                               {partnership.Meeting{Start: at("2026-12-03T23:59:59+01:00")}, true, false},
		"D+11":                               {partnership.Meeting{Start: at("2026-12-04T00:00:00+01:00")}, false, false},
		"D+11 here, D+10 in UTC":             {partnership.Meeting{Start: at("2026-12-04T00:30:00+01:00")}, false, false},
		"D+10 here, D+11 in UTC":             {partnership.Meeting{Start: at("2026-12-03T23:30:00-05:00")}, true, false},
		"D here, D-1 in UTC":                 {partnership.Meeting{Start: at("2026-11-23T00:30:00+01:00")}, true, false},
		"D-1 here, D in UTC":                 {partnership.Meeting{Start: at("2026-11-22T23:30:00-05:00")}, false, true},
		"yesterday":                          {partnership.Meeting{Start: at("2026-11-22T10:00:00+01:00")}, false, true},
		"D-30":                               {partnership.Meeting{Start: at("2026-10-24T00:00:00+02:00")}, false, true},
		"D-31":                               {partnership.Meeting{Start: at("2026-10-23T23:59:59+02:00")}, false, false},
		"cancelled, coming":                  {partnership.Meeting{Start: at("2026-11-24T10:00:00+01:00"), Cancelled: true}, false, false},
		"cancelled, past":                    {partnership.Meeting{Start: at("2026-11-20T10:00:00+01:00"), Cancelled: true}, false, false},
		"with minutes":                       {partnership.Meeting{Start: at("2026-11-20T10:00:00+01:00"), Minutes: "x"}, false, false},
		"with a decision":                    {partnership.Meeting{Start: at("2026-11-20T10:00:00+01:00"), Decisions: []partnership.Decision{{ID: "b", Text: "x"}}}, false, false},
		"coming, with minutes and decisions": {partnership.Meeting{Start: at("2026-11-24T10:00:00+01:00"), Minutes: "x", Decisions: []partnership.Decision{{ID: "b", Text: "x"}}}, true, false},
		"no start":                           {partnership.Meeting{}, false, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			test.meeting.ID = "m1"
			due := agenda.Today(agenda.Records{Meetings: []partnership.Meeting{test.meeting}}, monday)
			if got := len(due.Prepare) == 1; got != test.prepare {
				t.Errorf("prepare: %v, want %v", got, test.prepare)
			}
			if got := len(due.Minutes) == 1; got != test.minutes {
				t.Errorf("minutes: %v, want %v", got, test.minutes)
			}
		})
	}
}

func TestMeetingsGoByInstantThenID(t *testing.T) {
	due := agenda.Today(agenda.Records{Meetings: []partnership.Meeting{
		{ID: "m9", Start: at("2026-11-25T10:00:00+01:00")},
		{ID: "m10", Start: at("2026-11-25T09:00:00Z")}, // the same instant
		{ID: "a", Start: at("2026-11-25T09:30:00+00:00")},
		{ID: "b", Start: at("2026-11-25T08:00:00-02:00")}, // later than a, though its clock reads earlier
		{ID: "n1", Start: at("2026-11-20T10:00:00+01:00")},
		{ID: "n2", Start: at("2026-11-20T08:59:00Z")},
	}}, monday)
	if diff := cmp.Diff(ids("m10", "m9", "a", "b"), due.Prepare); diff != "" {
		t.Errorf("prepare: %s", diff)
	}
	if diff := cmp.Diff(ids("n2", "n1"), due.Minutes); diff != "" {
		t.Errorf("minutes: %s", diff)
	}
}
