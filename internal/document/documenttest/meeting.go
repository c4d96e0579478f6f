package documenttest

import (
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// MustMoment returns a moment as it is written in the bundle.
func MustMoment(s string) date.Moment {
	m, err := date.ParseMoment(s)
	if err != nil {
		panic(err)
	}
	return m
}

// Meeting returns a meeting to come under [Covenant], ten days after the day of [Options].
func Meeting(testing.TB) partnership.Meeting {
	return partnership.Meeting{
		ID: "m2", Kind: "youth", Title: "Jeugdoverleg", Series: "s", Place: "Stadhuis, kamer 3",
		Start: MustMoment("2026-12-03T10:00:00+01:00"), End: MustMoment("2026-12-03T11:30:00+01:00"),
		Agreements: []partnership.ID{"a1", "old"}, Forum: "a1/f1",
		Agenda: []partnership.AgendaItem{
			{ID: "1", Title: "Opening", Goal: partnership.GoalInform, Minutes: 5, Owner: "c3"},
			{ID: "2", Title: "Wat zien we?", Goal: partnership.GoalDiscuss, Minutes: 30, Text: "Iedereen noemt één plek.\n\nGeen namen."},
			{ID: "3", Title: "Rondvraag"},
		},
		Attendance: []partnership.Attendance{
			{Contact: "c3", Status: partnership.Invited},
			{Contact: "c1", Status: partnership.Excused},
			{Contact: "c4", Status: partnership.Invited},
			{Contact: "c2", Status: partnership.Invited},
			{Contact: "c5", Status: partnership.Invited},
			{Contact: "c6", Status: partnership.Absent},
		},
	}
}

// Session returns an ambition session in the past, with everything that a meeting may hold.
func Session(testing.TB) partnership.Meeting {
	return partnership.Meeting{
		ID: "m1", Kind: "ambition", Title: "Ambitiesessie", Place: "De Brink", Series: "s",
		Start: MustMoment("2026-11-05T13:00:00+01:00"), End: MustMoment("2026-11-06T12:00:00+01:00"),
		Agreements: []partnership.ID{"a1"},
		Agenda: []partnership.AgendaItem{
			{ID: "1", Title: "Ieders ambitie", Owner: "c1", Text: "Drie minuten elk.", Outcome: "Ze lijken op elkaar.\nDat verrast."},
			{ID: "2", Title: "Wat spreken we af?"},
		},
		Attendance: []partnership.Attendance{
			{Contact: "c1", Status: partnership.Present},
			{Contact: "c3", Status: partnership.Present},
			{Contact: "c4", Status: partnership.Excused},
			{Contact: "c2", Status: partnership.Absent},
			{Contact: "nobody", Status: partnership.Invited},
		},
		Ambitions: []partnership.Ambition{
			{Organisation: "pol", Text: "Jongeren kennen de agent bij naam.", Themes: []string{"nabijheid", "preventie"}},
			{Organisation: "jw", Text: "Iedere jongere heeft iemand die blijft."},
		},
		SharedAmbition: "een veilig opgroeiklimaat voor elke jongere",
		Strengths:      []partnership.Point{{Text: "Korte lijnen.", Organisation: "gem"}},
		Weaknesses:     []partnership.Point{{Text: "Weinig terugkoppeling."}},
		Opportunities:  []partnership.Point{{Text: "Samen op het plein.", Organisation: "jw"}},
		Improvements:   []partnership.Point{{Text: "Een rooster voor het meelopen.", Organisation: "jw", Action: "x1"}, {Text: "Een kaart met vragen.", Action: "gone"}},
		Decisions: []partnership.Decision{
			{ID: "1", Text: "De ambitie komt voorin alle afspraken.", Agenda: "2"},
			{ID: "2", Text: "Wij zien elkaar elk kwartaal."},
			{ID: "3", Text: "Het rooster komt er.", Agenda: "2"},
		},
		Minutes:           "De burgemeester opent.\n\nIn de ronde blijkt veel gelijk.",
		MinutesApprovedOn: date.MustParse("2026-11-20"),
	}
}

// Actions returns actions of partners at [Meeting] and from [Session].
func Actions() []partnership.Action {
	day := date.MustParse
	return []partnership.Action{
		{ID: "x1", Number: 1, Title: "Rooster maken", Organisation: "jw", Contact: "c1", Due: day("2026-11-20"), Status: partnership.ActionInProgress, Meeting: "m1", Agreement: "a1"},
		{ID: "x2", Number: 2, Title: "Kaart drukken", Organisation: "gem", Contact: "c3", Due: day("2026-12-01"), Status: partnership.ActionOpen, Meeting: "m1"},
		{ID: "x3", Number: 3, Title: "Terugkoppelen", Organisation: "pol", Contact: "c4", Due: day("2026-11-10"), Status: partnership.ActionDone, DoneOn: day("2026-11-09"), Meeting: "m1"},
		{ID: "x4", Number: 4, Title: "Vervallen plan", Status: partnership.ActionDropped, Meeting: "m1"},
		{ID: "x5", Title: "Wijkagent vragen", Contact: "c4", Status: partnership.ActionWaiting, After: []partnership.ID{"x6"}},
		{ID: "x6", Number: 6, Title: "Brief aan de politie", Organisation: "gem", Due: day("2026-11-30"), Status: partnership.ActionOpen, Priority: partnership.PriorityHigh},
		{ID: "x7", Number: 7, Title: "Iets heel anders van de gemeente", Organisation: "gem", Status: partnership.ActionOpen},
		{ID: "x8", Number: 8, Title: "Verborgen", Organisation: "pol", Status: partnership.ActionOpen, HiddenUntil: day("2027-01-01")},
	}
}
