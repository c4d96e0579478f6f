package retention

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership/partnershiptest"
)

var today = date.MustParse("2026-11-24")

func day(s string) date.Day { return date.MustParse(s) }

func at(s string) date.Moment {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return date.MomentOf(t)
}

func left(id partnership.ID, until ...string) partnership.Contact {
	c := partnership.Contact{ID: id}
	for _, u := range until {
		p := partnership.Position{Organisation: "o"}
		if u != "" {
			p.Until = day(u)
		}
		c.Positions = append(c.Positions, p)
	}
	return c
}

func TestWhatIsProposedIsPastItsTerm(t *testing.T) {
	r := Records{
		Contacts: []partnership.Contact{
			left("long", "2020-01-01", "2025-11-23"), left("a-year-to-the-day", "2025-11-24"), left("here", "2020-01-01", ""), left("nowhere"),
		},
		Actions: []partnership.Action{
			{ID: "done", Status: partnership.ActionDone, DoneOn: day("2024-11-23")},
			{ID: "dropped", Status: partnership.ActionDropped, DoneOn: day("2024-01-01")},
			{ID: "open", Status: partnership.ActionOpen, DoneOn: day("2020-01-01")},
			{ID: "no-day", Status: partnership.ActionDone},
		},
		Meetings:      []partnership.Meeting{{ID: "old", Start: at("2021-11-23")}, {ID: "recent", Start: at("2021-11-24")}},
		Deliberations: []partnership.Deliberation{{ID: "d", On: day("2021-01-01")}},
	}
	var got []partnership.ID
	for _, p := range Propose(r, Usual(), today) {
		got = append(got, p.ID)
	}
	if want := []partnership.ID{"long", "dropped", "done", "old", "d"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if list := Propose(r, Terms{}, today); len(list) > 0 {
		t.Errorf("without terms: %v", list)
	}
}

func TestWhatIsInUseBlocks(t *testing.T) {
	r := Records{
		Contacts: []partnership.Contact{left("c", "2020-01-01")},
		Actions: []partnership.Action{
			{ID: "open", Status: partnership.ActionWaiting, Contact: "c"}, {ID: "done", Status: partnership.ActionDone, Contact: "c"},
		},
		Meetings: []partnership.Meeting{
			{ID: "past", Start: at("2026-11-23"), Attendance: []partnership.Attendance{{Contact: "c"}}},
			{ID: "coming", Start: at("2026-11-24"), Attendance: []partnership.Attendance{{Contact: "c"}}},
			{ID: "cancelled", Start: at("2026-12-24"), Cancelled: true, Attendance: []partnership.Attendance{{Contact: "c"}}},
		},
		Agreements: []partnership.Agreement{
			{ID: "holds", Status: partnership.AgreementInForce, Parties: []partnership.Party{{Organisation: "o", Contact: "c"}}},
			{ID: "expired", Status: partnership.AgreementInForce, ValidUntil: day("2020-01-01"), Parties: []partnership.Party{{Contact: "c"}}},
			{ID: "draft", Status: partnership.AgreementDraft, Parties: []partnership.Party{{Contact: "c"}}},
		},
	}
	list := Propose(r, Terms{Left: 12}, today)
	if len(list) != 1 || !slices.Equal(list[0].Blocked, []partnership.ID{"open", "coming", "holds", "draft"}) || !slices.Equal(list[0].Named, []partnership.ID{"done", "past", "cancelled", "expired"}) {
		t.Errorf("%+v", list)
	}
}

// TestLongerTermsProposeLess draws towns: a longer term never proposes more, and nothing that is open or at work is ever proposed.
func TestLongerTermsProposeLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := partnershiptest.Bundle(t)
		r := Records{Contacts: c.Contacts, Agreements: c.Agreements, Meetings: c.Meetings, Actions: c.Actions, Deliberations: c.Deliberations}
		months := rapid.IntRange(1, 60).Draw(t, "months")
		short := Propose(r, Terms{months, months, months, months}, today)
		long := Propose(r, Terms{months + 1, months + 1, months + 1, months + 1}, today)
		ids := map[partnership.ID]bool{}
		for _, p := range short {
			ids[p.ID] = true
			if p.Since.AddMonths(months).After(today) {
				t.Fatalf("too soon: %+v", p)
			}
		}
		for _, p := range long {
			if !ids[p.ID] {
				t.Fatalf("only with the longer term: %+v", p)
			}
		}
		for _, a := range c.Actions {
			if Open(a) && ids[a.ID] {
				t.Fatalf("open: %+v", a)
			}
		}
	})
}
