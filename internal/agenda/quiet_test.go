package agenda_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"codeberg.org/bondgenoot/bondgenoot/internal/agenda"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

func TestContactIsQuietAfterNinetyDays(t *testing.T) {
	// D-90 is 2026-08-25.
	yes, no := true, false
	spoken := func(days ...string) []partnership.Conversation {
		var all []partnership.Conversation
		for _, s := range days {
			all = append(all, partnership.Conversation{On: day(s)})
		}
		return all
	}
	here := []partnership.Position{{Organisation: "o1"}}
	action := func(contact partnership.ID, on string, reached *bool) []partnership.Action {
		return []partnership.Action{{
			ID: "c1", Status: "done", Contact: contact, FollowUps: []partnership.FollowUp{{On: day(on), Reached: reached}},
		}}
	}
	meeting := func(start string, status partnership.AttendanceStatus, cancelled bool) []partnership.Meeting {
		return []partnership.Meeting{{
			ID: "m1", Start: at(start), Cancelled: cancelled, Attendance: []partnership.Attendance{{Contact: "p1", Status: status}},
		}}
	}
	type contact = partnership.Contact
	tests := map[string]struct {
		contact  contact
		actions  []partnership.Action
		meetings []partnership.Meeting
		want     bool
	}{
		"spoken on D-91":                     {contact: contact{Positions: here, Spoken: spoken("2026-08-24")}, want: true},
		"spoken on D-90":                     {contact: contact{Positions: here, Spoken: spoken("2026-08-25")}},
		"never spoken":                       {contact: contact{Positions: here}},
		"spoken long ago and lately":         {contact: contact{Positions: here, Spoken: spoken("2026-11-01", "2020-01-01")}},
		"spoken on D":                        {contact: contact{Positions: here, Spoken: spoken("2026-08-24", "2026-11-23")}},
		"noted for D+1":                      {contact: contact{Positions: here, Spoken: spoken("2026-08-24", "2026-11-24")}, want: true},
		"archived":                           {contact: contact{Positions: here, Spoken: spoken("2026-08-24"), Archived: true}},
		"no position":                        {contact: contact{Spoken: spoken("2026-08-24")}},
		"position until D":                   {contact: contact{Positions: []partnership.Position{{Until: monday}}, Spoken: spoken("2026-08-24")}, want: true},
		"position until D-1":                 {contact: contact{Positions: []partnership.Position{{Until: day("2026-11-22")}}, Spoken: spoken("2026-08-24")}},
		"position since D":                   {contact: contact{Positions: []partnership.Position{{Since: monday}}, Spoken: spoken("2026-08-24")}, want: true},
		"position since D+1":                 {contact: contact{Positions: []partnership.Position{{Since: day("2026-11-24")}}, Spoken: spoken("2026-08-24")}},
		"former and current position":        {contact: contact{Positions: []partnership.Position{{Until: day("2020-01-01")}, {Since: day("2020-01-02")}}, Spoken: spoken("2026-08-24")}, want: true},
		"former and coming position":         {contact: contact{Positions: []partnership.Position{{Until: day("2026-11-22")}, {Since: day("2026-11-24")}}, Spoken: spoken("2026-08-24")}},
		"follow-up on D-91, not noted":       {contact: contact{Positions: here}, actions: action("p1", "2026-08-24", nil), want: true},
		"follow-up on D-91, reached":         {contact: contact{Positions: here}, actions: action("p1", "2026-08-24", &yes), want: true},
		"follow-up on D-91, not reached":     {contact: contact{Positions: here}, actions: action("p1", "2026-08-24", &no)},
		"follow-up on D-90":                  {contact: contact{Positions: here, Spoken: spoken("2026-08-24")}, actions: action("p1", "2026-08-25", nil)},
		"follow-up lately, not reached":      {contact: contact{Positions: here, Spoken: spoken("2026-08-24")}, actions: action("p1", "2026-11-01", &no), want: true},
		"follow-up with another":             {contact: contact{Positions: here, Spoken: spoken("2026-08-24")}, actions: action("p2", "2026-11-01", nil), want: true},
		"met on D-91":                        {contact: contact{Positions: here}, meetings: meeting("2026-08-24T23:30:00-05:00", "present", false), want: true},
		"met on D-90 here, D-91 in UTC":      {contact: contact{Positions: here}, meetings: meeting("2026-08-25T00:30:00+02:00", "present", false)},
		"met on D, later than now":           {contact: contact{Positions: here, Spoken: spoken("2026-08-24")}, meetings: meeting("2026-11-23T23:30:00+01:00", "present", false)},
		"present at a meeting to come":       {contact: contact{Positions: here, Spoken: spoken("2026-08-24")}, meetings: meeting("2026-11-24T10:00:00+01:00", "present", false), want: true},
		"invited lately":                     {contact: contact{Positions: here, Spoken: spoken("2026-08-24")}, meetings: meeting("2026-11-01T10:00:00+01:00", "invited", false), want: true},
		"excused lately":                     {contact: contact{Positions: here, Spoken: spoken("2026-08-24")}, meetings: meeting("2026-11-01T10:00:00+01:00", "excused", false), want: true},
		"absent lately":                      {contact: contact{Positions: here, Spoken: spoken("2026-08-24")}, meetings: meeting("2026-11-01T10:00:00+01:00", "absent", false), want: true},
		"present at a cancelled meeting":     {contact: contact{Positions: here, Spoken: spoken("2026-08-24")}, meetings: meeting("2026-11-01T10:00:00+01:00", "present", true), want: true},
		"only a cancelled meeting, long ago": {contact: contact{Positions: here}, meetings: meeting("2026-01-01T10:00:00+01:00", "present", true)},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			test.contact.ID = "p1"
			due := agenda.Today(agenda.Records{
				Contacts: []partnership.Contact{test.contact}, Actions: test.actions, Meetings: test.meetings,
			}, monday)
			if got := len(due.Quiet) == 1; got != test.want {
				t.Errorf("quiet: %v, want %v", got, test.want)
			}
		})
	}
}

func TestQuietContactsGoByLatestContactThenID(t *testing.T) {
	contact := func(id partnership.ID, on date.Day) partnership.Contact {
		return partnership.Contact{
			ID: id, Positions: []partnership.Position{{Organisation: "o1"}}, Spoken: []partnership.Conversation{{On: on}},
		}
	}
	due := agenda.Today(agenda.Records{Contacts: []partnership.Contact{
		contact("p9", day("2026-05-01")), contact("p10", day("2026-05-01")), contact("z", day("2026-04-30")),
	}}, monday)
	if diff := cmp.Diff(ids("z", "p10", "p9"), due.Quiet); diff != "" {
		t.Error(diff)
	}
}
