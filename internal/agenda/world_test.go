package agenda_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/agenda"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// horizons are the distances from D at which a rule begins or ends, and ordinary ones.
var horizons = []int{0, 0, 1, 2, 3, 4, 5, 6, 7, 10, 30, 60, 90, 180, 365, 400, -1, -2, -6, -10, -30, -60, -90, -180, -365, -800}

// world draws records whose days lie on and beside the horizons around a day.
type world struct {
	*rapid.T
	day date.Day
}

func (w world) one(of ...string) string { return rapid.SampledFrom(of).Draw(w.T, "choice") }

func (w world) maybe(label string) bool { return rapid.Bool().Draw(w.T, label) }

func (w world) near(label string) date.Day {
	return w.day.AddDays(rapid.SampledFrom(horizons).Draw(w.T, label) + rapid.IntRange(-1, 1).Draw(w.T, label+" beside"))
}

func (w world) perhaps(label string) date.Day {
	if w.maybe("has " + label) {
		return w.near(label)
	}
	return date.Day{}
}

// moment draws a time on a day near, in an offset that often puts it on another day in UTC.
func (w world) moment() date.Moment {
	offset := rapid.SampledFrom([]int{0, 0, 60, 120, -300, 840, -720}).Draw(w.T, "offset") * 60
	year, month, day := w.near("start").Date()
	hour := rapid.SampledFrom([]int{0, 1, 9, 12, 22, 23}).Draw(w.T, "hour")
	return date.MomentOf(time.Date(year, month, day, hour, 30*rapid.IntRange(0, 1).Draw(w.T, "half"), 0, 0, time.FixedZone("", offset)))
}

// many draws up to n elements, each with an id of its own that is out of order.
func many[T any](w world, n int, prefix string, draw func(partnership.ID) T) []T {
	numbers := rapid.Permutation([]int{1, 2, 3, 9, 10, 11, 20, 100}).Draw(w.T, prefix+" numbers")
	var all []T
	for _, number := range numbers[:rapid.IntRange(0, n).Draw(w.T, prefix+" count")] {
		all = append(all, draw(partnership.ID(fmt.Sprint(prefix, number))))
	}
	return all
}

func (w world) organisation() partnership.ID { return partnership.ID(w.one("o1", "o2", "o10")) }

func (w world) person() partnership.ID {
	return partnership.ID(w.one("p1", "p2", "p3", "p9", "p10", "p11", "p20", "p100"))
}

func (w world) contact(id partnership.ID) partnership.Contact {
	c := partnership.Contact{ID: id, FamilyName: "Jansen", Archived: w.one("yes", "no", "no", "no") == "yes"}
	for range rapid.IntRange(0, 2).Draw(w.T, "positions") {
		c.Positions = append(c.Positions, partnership.Position{
			Organisation: w.organisation(), Since: w.perhaps("since"), Until: w.perhaps("until"),
		})
	}
	for range rapid.IntRange(0, 2).Draw(w.T, "spoken") {
		c.Spoken = append(c.Spoken, partnership.Conversation{On: w.near("spoken")})
	}
	return c
}

func (w world) action(id partnership.ID) partnership.Action {
	a := partnership.Action{
		ID: id, Title: "Bellen", Due: w.perhaps("due"), HiddenUntil: w.perhaps("hidden"), Contact: w.person(),
		Status: partnership.ActionStatus(w.one("open", "in_progress", "waiting", "waiting", "done", "dropped")),
	}
	for range rapid.IntRange(0, 1).Draw(w.T, "follow-ups") {
		followUp := partnership.FollowUp{On: w.near("follow-up")}
		if w.maybe("noted") {
			reached := w.maybe("reached")
			followUp.Reached = &reached
		}
		a.FollowUps = append(a.FollowUps, followUp)
	}
	return a
}

func (w world) meeting(id partnership.ID) partnership.Meeting {
	m := partnership.Meeting{
		ID: id, Title: "Overleg", Start: w.moment(), Cancelled: w.one("yes", "no", "no", "no") == "yes",
		Minutes: w.one("", "", "", "Besproken."),
	}
	if w.one("yes", "no", "no") == "yes" {
		m.Decisions = []partnership.Decision{{ID: "b1", Text: "Akkoord"}}
	}
	for range rapid.IntRange(0, 2).Draw(w.T, "attendance") {
		m.Attendance = append(m.Attendance, partnership.Attendance{
			Contact: w.person(), Status: partnership.AttendanceStatus(w.one("present", "present", "invited", "excused", "absent")),
		})
	}
	return m
}

func (w world) agreement(id partnership.ID) partnership.Agreement {
	a := partnership.Agreement{
		ID: id, Title: "Convenant", ValidFrom: w.perhaps("from"), ValidUntil: w.perhaps("until"),
		Status:           partnership.AgreementStatus(w.one("in_force", "in_force", "in_force", "review", "draft", "suspended", "terminated")),
		EvaluationMonths: rapid.SampledFrom([]int{0, 1, 2, 3, 6, 12, 24}).Draw(w.T, "evaluation months"),
	}
	if w.one("yes", "no", "no") == "yes" {
		a.TerminatedOn = w.near("terminated")
	}
	for range rapid.IntRange(0, 2).Draw(w.T, "evaluations") {
		a.EvaluatedOn = append(a.EvaluatedOn, w.near("evaluated"))
	}
	if w.maybe("notice") {
		a.Notice = &partnership.Notice{
			Months: rapid.SampledFrom([]int{0, 1, 2, 3, 6, 12}).Draw(w.T, "notice months"),
			Anchor: partnership.Anchor(w.one("", "end_of_month", "end_of_quarter", "end_of_year")),
		}
	}
	for range rapid.IntRange(0, 3).Draw(w.T, "parties") {
		p := partnership.Party{
			Organisation: w.organisation(), Members: []partnership.ID{w.organisation()},
			Role: partnership.PartyRole(w.one("", "", "party", "witness")), Signed: w.one("yes", "no", "no") == "yes",
		}
		if w.maybe("has contact") {
			p.Contact = w.person()
		}
		if w.one("yes", "no", "no") == "yes" {
			p.SignedOn = w.near("signed")
		}
		if w.one("yes", "no", "no") == "yes" {
			p.WithdrawnOn = w.near("withdrawn")
		}
		a.Parties = append(a.Parties, p)
	}
	return a
}

func (w world) records() agenda.Records {
	return agenda.Records{
		Contacts:   many(w, 5, "p", w.contact),
		Agreements: many(w, 4, "a", w.agreement),
		Meetings:   many(w, 5, "m", w.meeting),
		Actions:    many(w, 6, "c", w.action),
	}
}

func read(t interface{ Fatal(...any) }, records any) []object {
	written, err := json.Marshal(records)
	if err != nil {
		t.Fatal(err)
	}
	var objects []object
	if err := json.Unmarshal(written, &objects); err != nil {
		t.Fatal(err)
	}
	return objects
}

func TestTodayAgreesWithASecondReadingOfTheRules(t *testing.T) {
	for range 50 { // rapid draws 100 worlds each time
		rapid.Check(t, func(t *rapid.T) {
			w := world{t, date.Of(2027, 1, 1).AddDays(rapid.IntRange(0, 5*366).Draw(t, "day"))}
			records := w.records()
			got, err := json.Marshal(agenda.Today(records, w.day))
			if err != nil {
				t.Fatal(err)
			}
			second := naive{
				day: w.day.String(), contacts: read(t, records.Contacts), agreements: read(t, records.Agreements),
				meetings: read(t, records.Meetings), actions: read(t, records.Actions),
			}
			var answer any
			if err := json.Unmarshal(got, &answer); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(any(second.today()), answer); diff != "" {
				t.Fatalf("second reading (-), Today (+):\n%s", diff)
			}
		})
	}
}
