package desk

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

var (
	monday  = date.MustParse("2026-11-23")
	tuesday = date.MustParse("2026-11-24")
)

// oeverwaard returns an open vault with the police, who have Jan de Boer, and youth work, who have Esra Bakker; Piet left the police.
func oeverwaard(t *testing.T) *Desk {
	t.Helper()
	d, _, _ := newVault(t)
	person := func(id partnership.ID, given, infix, family string, at partnership.ID, until date.Day) Change {
		return Put(partnership.Contact{ID: id, GivenName: given, Infix: infix, FamilyName: family, Positions: []partnership.Position{{Organisation: at, Until: until}}}, 0)
	}
	err := d.Keep("desk.commit.import",
		Put(partnership.Organisation{ID: "o-pol", Name: "Politie", Kind: "police"}, 0),
		Put(partnership.Organisation{ID: "o-jw", Name: "Jongerenwerk", Kind: "youth_work"}, 0),
		person("c-jan", "Jan", "de", "Boer", "o-pol", date.Day{}),
		person("c-esra", "Esra", "", "Bakker", "o-jw", date.Day{}),
		person("c-piet", "Piet", "", "Smit", "o-pol", monday.AddDays(-1)),
	)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func get[T partnership.Record](t *testing.T, d *Desk, id partnership.ID) T {
	t.Helper()
	r, _, err := Get[T](d, id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestEditsOfDifferentFieldsAreJoined(t *testing.T) {
	d := oeverwaard(t)
	read, base, err := Get[partnership.Organisation](d, "o-pol")
	must(t, err)
	must(t, Edit(d, "desk.commit.organisation", "o-pol", func(o *partnership.Organisation) error { o.Phone = "0900-8844"; return nil }))
	mine := read
	mine.Team = "Noord"
	must(t, KeepEdited(d, "desk.commit.organisation", read, mine, base))
	if o := get[partnership.Organisation](t, d, "o-pol"); o.Phone != "0900-8844" || o.Team != "Noord" {
		t.Errorf("joined is %+v", o)
	}
}

func TestEditsOfTheSameFieldAreAConflictThatNamesIt(t *testing.T) {
	d := oeverwaard(t)
	read, base, err := Get[partnership.Organisation](d, "o-pol")
	must(t, err)
	must(t, Edit(d, "desk.commit.organisation", "o-pol", func(o *partnership.Organisation) error { o.Team = "Zuid"; return nil }))
	mine := read
	mine.Team = "Noord"
	err = KeepEdited(d, "desk.commit.organisation", read, mine, base)
	var conflict *Conflict
	if fault, _ := FaultOf(err); fault != FaultConflict || !errors.As(err, &conflict) {
		t.Fatalf("the error is %v", err)
	}
	words, err := language.Open("nl")
	must(t, err)
	told := conflict.Differences(words)
	if len(told) != 1 || told[0].Yours != "Noord" || told[0].Now != "Zuid" {
		t.Errorf("told is %+v", told)
	}
	if o := get[partnership.Organisation](t, d, "o-pol"); o.Team != "Zuid" {
		t.Errorf("kept is %q", o.Team)
	}
}

func TestJotFindsWhoIsMeant(t *testing.T) {
	d := oeverwaard(t)
	for _, test := range []struct{ line, title, contact, organisation, unknown string }{
		{"Bellen @Jan de Boer morgen", "Bellen", "c-jan", "o-pol", ""},
		{"Bellen @De Boer", "Bellen", "c-jan", "o-pol", ""},
		{"Bellen @esra", "Bellen", "c-esra", "o-jw", ""},
		{"Bellen @Jongerenwerk", "Bellen", "", "o-jw", ""},
		{"Bellen @Piet", "Bellen", "", "", "Piet"}, // who left is not meant
		{"Bellen @J", "Bellen", "", "", "J"},       // Jan, Jongerenwerk
		{"Bellen", "Bellen", "", "", ""},
	} {
		j := d.Jot(test.line, monday)
		if j.Action.Title != test.title || string(j.Action.Contact) != test.contact || string(j.Action.Organisation) != test.organisation || j.Unknown != test.unknown {
			t.Errorf("Jot(%q) = %+v", test.line, j)
		}
	}
}

func TestActionsAreChosenSortedAndGrouped(t *testing.T) {
	d := oeverwaard(t)
	add := func(a partnership.Action) partnership.ID {
		id, err := d.NewAction(a)
		must(t, err)
		return id
	}
	late := add(partnership.Action{Title: "b laat", Due: monday.AddDays(-3), Contact: "c-jan"})
	open := add(partnership.Action{Title: "a open", Organisation: "o-jw"})
	hidden := add(partnership.Action{Title: "c verborgen", HiddenUntil: tuesday})
	done := add(partnership.Action{Title: "d klaar"})
	waits := add(partnership.Action{Title: "e wacht", Status: partnership.ActionWaiting, Due: tuesday})
	must(t, d.Finish(monday, done))
	for name, test := range map[string]struct {
		filter ActionFilter
		want   []partnership.ID
	}{
		"open":          {ActionFilter{}, []partnership.ID{late, waits, open}},
		"overdue":       {ActionFilter{Which: ActionsOverdue}, []partnership.ID{late}},
		"waiting":       {ActionFilter{Which: ActionsWaiting}, []partnership.ID{waits}},
		"hidden":        {ActionFilter{Which: ActionsHidden}, []partnership.ID{hidden}},
		"done":          {ActionFilter{Which: ActionsDone}, []partnership.ID{done}},
		"by title":      {ActionFilter{Sort: ByTitle}, []partnership.ID{open, late, waits}},
		"the other way": {ActionFilter{Sort: ByTitle, Down: true}, []partnership.ID{waits, late, open}},
		"words":         {ActionFilter{Words: "BOER"}, []partnership.ID{late}},
		"about police":  {ActionFilter{About: "o-pol"}, []partnership.ID{late}},
		"grouped":       {ActionFilter{Group: ByOwner}, []partnership.ID{late, open, waits}},
	} {
		var got []partnership.ID
		for _, l := range d.Actions(test.filter, monday) {
			got = append(got, l.ID)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

func TestMovingADayKeepsThePromise(t *testing.T) {
	d := oeverwaard(t)
	id, err := d.NewAction(partnership.Action{Title: "x", Due: monday})
	must(t, err)
	must(t, d.MoveDue(tuesday, id))
	must(t, d.MoveDue(tuesday, id))
	if a := get[partnership.Action](t, d, id); a.Due != tuesday || !slices.Equal(a.Promises, []date.Day{monday}) {
		t.Errorf("%+v", a)
	}
	name, err := d.Undo()
	must(t, err)
	if name != "desk.commit.move" {
		t.Errorf("undone is %q", name)
	}
}

func TestTheTextThatWasSignedStays(t *testing.T) {
	d := oeverwaard(t)
	a := partnership.Agreement{
		ID: "v-1", Kind: "cooperation", Title: "Samen", Purposes: []partnership.Term{d.Vocabulary().Purposes[0].ID}, Status: partnership.AgreementDraft, ValidFrom: monday,
		Parties: []partnership.Party{{Organisation: "o-pol", Contact: "c-jan"}, {Organisation: "o-jw", Contact: "c-esra"}},
	}
	a.Kind = d.Vocabulary().AgreementKinds[0].ID
	must(t, d.Keep("desk.commit.agreement_new", Put(a, 0)))
	must(t, d.Step("v-1", partnership.AgreementReview, monday, ""))
	err := d.Step("v-1", partnership.AgreementInForce, monday, "")
	if fault, _ := FaultOf(err); fault != FaultObstacles {
		t.Fatalf("in force without signatures: %v", err)
	}
	must(t, d.Sign("v-1", 0, monday))
	must(t, d.Sign("v-1", 1, monday))
	must(t, d.Step("v-1", partnership.AgreementInForce, monday, "getekend op het gemeentehuis"))
	if g := get[partnership.Agreement](t, d, "v-1"); g.Status != partnership.AgreementInForce || len(g.Articles) == 0 {
		t.Errorf("in force with %d articles", len(g.Articles))
	}
}

func TestAgendaItemsArePassedOn(t *testing.T) {
	d := oeverwaard(t)
	at := func(day string) date.Moment {
		m, err := date.ParseMoment(day + "T10:00:00+01:00")
		must(t, err)
		return m
	}
	must(t, d.Keep("desk.commit.meeting_new",
		Put(partnership.Meeting{
			ID: "m-1", Kind: "partner", Title: "Nu", Start: at("2026-11-24"),
			Agenda:    []partnership.AgendaItem{{ID: "p-1", Title: "Haven", Outcome: "besproken"}, {ID: "p-2", Title: "Plein"}},
			Decisions: []partnership.Decision{{ID: "b-1", Text: "Ja", Agenda: "p-1"}},
		}, 0),
		Put(partnership.Meeting{ID: "m-2", Kind: "partner", Title: "Straks", Start: at("2026-12-01")}, 0),
	))
	if next := d.NextMeeting(get[partnership.Meeting](t, d, "m-1")); next != "m-2" {
		t.Errorf("next is %q", next)
	}
	must(t, d.CopyAgendaItem("m-1", "p-2", "m-2"))
	must(t, d.MoveAgendaItem("m-1", "p-1", "m-2"))
	now, next := get[partnership.Meeting](t, d, "m-1"), get[partnership.Meeting](t, d, "m-2")
	if len(now.Agenda) != 1 || len(next.Agenda) != 2 || next.Agenda[1].Title != "Haven" || next.Agenda[1].Outcome != "" || now.Decisions[0].Agenda != "" {
		t.Errorf("now %+v, next %+v", now, next)
	}
}

func TestAPointBecomesAnActionOfWhoNamedIt(t *testing.T) {
	d := oeverwaard(t)
	start, err := date.ParseMoment("2026-11-24T10:00:00+01:00")
	must(t, err)
	must(t, d.Keep("desk.commit.meeting_new", Put(partnership.Meeting{
		ID: "m-1", Kind: "ambition", Title: "Ambitie", Start: start, Improvements: []partnership.Point{{Text: "Sneller terugbellen", Organisation: "o-pol"}},
	}, 0)))
	id, err := d.ActionFromPoint("m-1", Improvements, 0)
	must(t, err)
	a, m := get[partnership.Action](t, d, id), get[partnership.Meeting](t, d, "m-1")
	if a.Title != "Sneller terugbellen" || a.Organisation != "o-pol" || a.Meeting != "m-1" || m.Improvements[0].Action != id {
		t.Errorf("action %+v, point %+v", a, m.Improvements[0])
	}
	if list := d.ActionsOf("m-1"); len(list) != 1 || list[0].ID != id {
		t.Errorf("actions of the meeting: %v", list)
	}
}

func TestWhatToTalkAboutNextTime(t *testing.T) {
	d := oeverwaard(t)
	for _, a := range []partnership.Action{
		{Title: "te laat", Contact: "c-jan", Organisation: "o-pol", Due: monday.AddDays(-1)},
		{Title: "van hen", Organisation: "o-pol", Due: tuesday},
	} {
		_, err := d.NewAction(a)
		must(t, err)
	}
	var kinds []string
	for _, topic := range d.NextTime("o-pol", monday) {
		kinds = append(kinds, string(topic.Kind))
	}
	if got := strings.Join(kinds, " "); got != "overdue theirs" {
		t.Errorf("topics are %q", got)
	}
}

func TestPreferencesAreCheckedKeptAndUndone(t *testing.T) {
	d := oeverwaard(t)
	p := d.Preferences()
	if p.IdleMinutes != usualIdle || p.Horizons.Prepare == 0 {
		t.Errorf("at first they are %+v", p)
	}
	p.IdleMinutes, p.Municipality = 0, "Oeverwaard"
	p.Views = []SavedView{{Name: "laat", Query: "{}"}}
	must(t, d.SetPreferences(p))
	if now := d.Preferences(); now.IdleMinutes != 0 || now.Municipality != "Oeverwaard" || len(now.Views) != 1 {
		t.Errorf("kept are %+v", now)
	}
	p.Horizons.Quiet = 0
	if fault, _ := FaultOf(d.SetPreferences(p)); fault != FaultPreference {
		t.Errorf("0 days is %q", fault)
	}
	_, err := d.Undo()
	must(t, err)
	if now := d.Preferences(); now.IdleMinutes != usualIdle || len(now.Views) != 0 {
		t.Errorf("after undo they are %+v", now)
	}
}

func TestDraftsComeBackAndAreNoRecords(t *testing.T) {
	d, file, _ := newVault(t)
	must(t, d.SetDraft("actions.jot", "half"))
	must(t, d.Close())
	again, err := Open(t.Context(), file, []byte("een goede wachtwoordzin"), surroundings(t))
	must(t, err)
	defer again.Close()
	if text := again.Drafts()["actions.jot"]; text != "half" {
		t.Errorf("the draft is %q", text)
	}
	if _, ok := again.CanUndo(); ok {
		t.Error("a draft can be undone")
	}
	must(t, again.SetDraft("actions.jot", ""))
	if len(again.Drafts()) != 0 {
		t.Errorf("drafts are %v", again.Drafts())
	}
}
