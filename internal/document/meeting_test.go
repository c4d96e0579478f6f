package document_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/document/documenttest"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

func briefing(t testing.TB) document.Briefing {
	t.Helper()
	previous := documenttest.Session(t)
	return document.Briefing{
		Meeting: documenttest.Meeting(t), Previous: &previous, Actions: documenttest.Actions(),
		Agreements: []partnership.Agreement{
			documenttest.Covenant(),
			{ID: "b", Title: "Convenant uitgaan", Status: partnership.AgreementInForce, Parties: []partnership.Party{{Organisation: "pol", Signed: true}}},
			{ID: "c", Title: "Met wie er niet is", Status: partnership.AgreementInForce, Parties: []partnership.Party{{Organisation: "om", Signed: true}}},
			{ID: "d", Title: "Geschiedenis", Status: partnership.AgreementTerminated, Parties: []partnership.Party{{Organisation: "pol", Signed: true}}},
			{ID: "e", Title: "Stilgelegd", Status: partnership.AgreementSuspended, SuspendedFrom: date.MustParse("2026-11-01"), SuspendedUntil: date.MustParse("2027-01-31"), Parties: []partnership.Party{{Organisation: "jw"}}},
		},
		Attention: []document.Attention{
			{Agreement: "a1", Reason: "evaluation_due", On: date.MustParse("2026-12-01")},
			{Agreement: "a1", Reason: document.Unsigned, On: date.MustParse("2026-11-23"), Organisation: "pol"},
			{Agreement: "a1", Reason: document.Unsigned, On: date.MustParse("2026-11-23"), Organisation: "jw"},
			{Agreement: "c", Reason: "expiring", On: date.MustParse("2026-12-31")},
		},
	}
}

func TestPackHasWhatTheTableNeeds(t *testing.T) {
	golden(t, "pack.txt", render(document.MeetingPack(briefing(t), documenttest.Names(), documenttest.Options(t, "nl"))))
}

func TestPackOfAnEmptyMeetingSaysSoInShort(t *testing.T) {
	m := partnership.Meeting{ID: "m", Kind: "partner", Title: "Kennismaking", Start: documenttest.Meeting(t).Start}
	golden(t, "pack_empty.txt", render(document.MeetingPack(document.Briefing{Meeting: m}, documenttest.Names(), documenttest.Options(t, "nl"))))
}

func TestPackTellsWhatTheMunicipalityDoesForAPartner(t *testing.T) {
	for name, tt := range map[string]struct {
		action partnership.Action
		want   bool
	}{
		"our contact, their organisation": {partnership.Action{ID: "x", Title: "Kruis", Organisation: "pol", Contact: "c3", Status: partnership.ActionOpen}, true},
		"their contact, our organisation": {partnership.Action{ID: "x", Title: "Kruis", Organisation: "gem", Contact: "c4", Status: partnership.ActionOpen}, true},
		"they wait for it":                {partnership.Action{ID: "first", Title: "Kruis", Organisation: "gem", Contact: "c3", Status: partnership.ActionOpen}, true},
		"they wait, but it is done":       {partnership.Action{ID: "first", Title: "Kruis", Organisation: "gem", Contact: "c3", Status: partnership.ActionDone}, false},
		"only ours":                       {partnership.Action{ID: "x", Title: "Kruis", Organisation: "gem", Contact: "c3", Status: partnership.ActionOpen}, false},
		"only theirs":                     {partnership.Action{ID: "x", Title: "Kruis", Organisation: "pol", Contact: "c4", Status: partnership.ActionOpen}, false},
	} {
		t.Run(name, func(t *testing.T) {
			b := briefing(t)
			b.Actions = []partnership.Action{tt.action, {ID: "wait", Title: "Wachten", Organisation: "pol", Status: partnership.ActionWaiting, After: []partnership.ID{"first"}}}
			text := render(document.MeetingPack(b, documenttest.Names(), documenttest.Options(t, "nl")))
			if got := strings.Contains(text, "doen wij voor deze partner"); got != tt.want {
				t.Errorf("got %v, want %v:\n%s", got, tt.want, text)
			}
		})
	}
}

func TestMinutesTellWhatHappened(t *testing.T) {
	next := documenttest.Meeting(t)
	golden(t, "minutes.txt", render(document.Minutes(documenttest.Session(t), documenttest.Actions(), &next, documenttest.Names(), documenttest.Options(t, "nl"))))
}

func TestMinutesOfAnEmptyMeeting(t *testing.T) {
	m := partnership.Meeting{ID: "m", Kind: "partner", Title: "Kennismaking", Series: "s", Start: documenttest.Meeting(t).Start}
	golden(t, "minutes_empty.txt", render(document.Minutes(m, nil, nil, documenttest.Names(), documenttest.Options(t, "nl"))))
}

func TestMinutesThatAreNotApprovedAreADraft(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*partnership.Meeting)
		want   string
	}{
		"approved":     {func(*partnership.Meeting) {}, ""},
		"not approved": {func(m *partnership.Meeting) { m.MinutesApprovedOn = date.Day{} }, "CONCEPT"},
		"cancelled":    {func(m *partnership.Meeting) { m.Cancelled = true }, "GAAT NIET DOOR"},
	} {
		t.Run(name, func(t *testing.T) {
			m := documenttest.Session(t)
			tt.change(&m)
			d := document.Minutes(m, nil, nil, documenttest.Names(), documenttest.Options(t, "nl"))
			if d.Watermark != tt.want {
				t.Errorf("got %q, want %q", d.Watermark, tt.want)
			}
		})
	}
}

func TestDeclarationHasAPageForEachGuest(t *testing.T) {
	m := documenttest.Meeting(t)
	d, err := document.Secrecy(m, documenttest.Names(), documenttest.Options(t, "nl"))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "secrecy.txt", render(d))
}

func TestGuestsAreWhoIsNotBound(t *testing.T) {
	covenant := func(change func(*partnership.Agreement)) partnership.Agreement {
		a := documenttest.Covenant()
		a.Parties = []partnership.Party{{Organisation: "gem", Signed: true}, {Organisation: "pol", Signed: true}, {Organisation: "jw", Signed: true, Members: []partnership.ID{"team"}}}
		if change != nil {
			change(&a)
		}
		return a
	}
	second := partnership.Agreement{ID: "b", Title: "Tweede", Status: partnership.AgreementInForce, Parties: []partnership.Party{{Organisation: "pol", Signed: true}}}
	for name, tt := range map[string]struct {
		agreements []partnership.Agreement
		status     partnership.AttendanceStatus
		want       []string // of police, youth work, a team that is a member of it, prosecution, police team, own people
	}{
		"no agreement":         {nil, partnership.Invited, []string{"Fenna van den Berg", "Omar Officier", "Petra Post", "Teun Team", "Wim Wijk"}},
		"bound":                {[]partnership.Agreement{covenant(nil)}, partnership.Invited, []string{"Omar Officier"}},
		"present counts":       {[]partnership.Agreement{covenant(nil)}, partnership.Present, []string{"Omar Officier"}},
		"excused does not":     {[]partnership.Agreement{covenant(nil)}, partnership.Excused, nil},
		"absent does not":      {[]partnership.Agreement{covenant(nil)}, partnership.Absent, nil},
		"withdrew":             {[]partnership.Agreement{covenant(func(a *partnership.Agreement) { a.Parties[1].WithdrawnOn = date.MustParse("2026-12-03") })}, partnership.Invited, []string{"Omar Officier", "Petra Post", "Wim Wijk"}},
		"withdraws later":      {[]partnership.Agreement{covenant(func(a *partnership.Agreement) { a.Parties[1].WithdrawnOn = date.MustParse("2026-12-04") })}, partnership.Invited, []string{"Omar Officier"}},
		"not signed":           {[]partnership.Agreement{covenant(func(a *partnership.Agreement) { a.Parties[1].Signed = false })}, partnership.Invited, []string{"Omar Officier", "Petra Post", "Wim Wijk"}},
		"own without signing":  {[]partnership.Agreement{covenant(func(a *partnership.Agreement) { a.Parties[0].Signed = false })}, partnership.Invited, []string{"Omar Officier"}},
		"agreement is a draft": {[]partnership.Agreement{covenant(func(a *partnership.Agreement) { a.Status = partnership.AgreementDraft })}, partnership.Invited, []string{"Fenna van den Berg", "Omar Officier", "Petra Post", "Teun Team", "Wim Wijk"}},
		"two agreements":       {[]partnership.Agreement{covenant(nil), second}, partnership.Invited, []string{"Fenna van den Berg", "Omar Officier", "Teun Team"}},
	} {
		t.Run(name, func(t *testing.T) {
			names := documenttest.Names()
			names.Agreements = tt.agreements
			m := partnership.Meeting{ID: "m", Title: "Overleg", Kind: "partner", Start: documenttest.Meeting(t).Start}
			for _, a := range tt.agreements {
				m.Agreements = append(m.Agreements, a.ID)
			}
			for _, c := range []partnership.ID{"c1", "c3", "c4", "c5", "c6", "c7"} {
				m.Attendance = append(m.Attendance, partnership.Attendance{Contact: c, Status: tt.status})
			}
			d, err := document.Secrecy(m, names, documenttest.Options(t, "nl"))
			if (len(tt.want) == 0) != errors.Is(err, document.ErrNoGuests) {
				t.Fatalf("got error %v", err)
			}
			var got []string
			for _, b := range d.Blocks {
				if s, ok := b.(document.Signature); ok {
					got = append(got, s.Party)
				}
			}
			slices.Sort(got)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestMeetingPapersSayEverythingThatPeopleTyped(t *testing.T) {
	names := documenttest.Names()
	nl, en := documenttest.Options(t, "nl"), documenttest.Options(t, "en")
	rapid.Check(t, func(t *rapid.T) {
		count := 0
		word := func() string { // never the same twice, and none that the translations have
			count++
			return rapid.StringMatching(`[A-Z][a-z]{3,9} [a-z]{2,6}`).Draw(t, "word") + string(rune('α'+count%24)) + strings.Repeat("ω", count/24)
		}
		var want []string
		say := func() string { w := word(); want = append(want, w); return w }
		m := partnership.Meeting{ID: "m", Kind: "partner", Title: say(), Place: say(), Start: documenttest.MustMoment("2026-12-03T10:00:00+01:00")}
		for i := range rapid.IntRange(0, 4).Draw(t, "items") {
			m.Agenda = append(m.Agenda, partnership.AgendaItem{ID: partnership.ID(rune('a' + i)), Title: say(), Text: say() + "\n\n" + say()})
		}
		pack := document.MeetingPack(document.Briefing{Meeting: m}, names, rapid.SampledFrom([]document.Options{nl, en}).Draw(t, "language"))
		appear(t, render(pack), want)

		for i := range m.Agenda {
			m.Agenda[i].Outcome = say()
		}
		for i := range rapid.IntRange(0, 5).Draw(t, "decisions") {
			agenda := partnership.ID("gone")
			if len(m.Agenda) > 0 && i%2 == 0 {
				agenda = m.Agenda[i%len(m.Agenda)].ID
			}
			m.Decisions = append(m.Decisions, partnership.Decision{ID: partnership.ID(rune('a' + i)), Text: say(), Agenda: agenda})
		}
		m.Minutes, m.SharedAmbition = say()+"\n"+say(), say()
		m.Ambitions = []partnership.Ambition{{Organisation: "pol", Text: say(), Themes: []string{say(), say()}}}
		for _, list := range []*[]partnership.Point{&m.Strengths, &m.Weaknesses, &m.Opportunities, &m.Improvements} {
			*list = append(*list, partnership.Point{Text: say(), Organisation: "jw"})
		}
		actions := []partnership.Action{{ID: "x", Title: say(), Meeting: "m", Status: partnership.ActionOpen}}
		appear(t, render(document.Minutes(m, actions, nil, names, nl)), want)
		if strings.Contains(render(document.Minutes(m, nil, nil, names, nl)), actions[0].Title) {
			t.Fatal("an action that was not given")
		}

		later := partnership.Meeting{ID: "n", Kind: "partner", Title: "Later", Start: documenttest.MustMoment("2026-12-10T10:00:00+01:00")}
		var decided []string
		for _, d := range m.Decisions {
			decided = append(decided, d.Text)
		}
		appear(t, render(document.MeetingPack(document.Briefing{Meeting: later, Previous: &m, Actions: actions}, names, nl)), append(decided, m.Title, actions[0].Title))
	})
}

func appear(t *rapid.T, text string, want []string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Fatalf("%q is missing in\n%s", w, text)
		}
	}
}
