package partnershiptest

import (
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// rules are recurrence rules that a calendar understands (RFC 5545, section 3.8.5.3).
var rules = []string{
	"FREQ=WEEKLY;BYDAY=TU", "FREQ=MONTHLY;BYDAY=2TU;INTERVAL=2", "FREQ=DAILY;COUNT=3", "FREQ=YEARLY;UNTIL=20301231T230000Z",
}

func (d dealer) series(id partnership.ID) partnership.Series {
	return partnership.Series{
		ID:              id,
		Title:           d.must("title"),
		Kind:            d.meetingKind(),
		Rule:            one(d, "rule", rules...),
		Start:           d.moment("start"),
		DurationMinutes: d.number("duration_minutes"),
		Place:           d.text("place"),
		Agreements:      d.referMany("agreements", partnership.KindAgreement),
		Forum:           d.maybeForum(),
		Agenda:          d.list("agenda"),
		Except:          d.dayList("except"),
	}
}

func (d dealer) meeting(id partnership.ID) partnership.Meeting {
	start := d.moment("start")
	agenda := d.agenda()
	return partnership.Meeting{
		ID:                id,
		Kind:              d.meetingKind(),
		Title:             d.must("title"),
		Start:             start,
		End:               d.maybeEnd("end", start),
		Place:             d.text("place"),
		Series:            d.maybeRefer("series", partnership.KindSeries),
		UID:               d.text("uid"),
		Sequence:          d.number("sequence"),
		Cancelled:         !d.empty("cancelled"),
		Agreements:        d.referMany("agreements", partnership.KindAgreement),
		Forum:             d.maybeForum(),
		Agenda:            agenda,
		Attendance:        d.attendance(),
		Ambitions:         d.ambitions(),
		SharedAmbition:    d.text("shared_ambition"),
		Strengths:         some(d, "strengths", d.point),
		Weaknesses:        some(d, "weaknesses", d.point),
		Opportunities:     some(d, "opportunities", d.point),
		Improvements:      some(d, "improvements", d.point),
		Decisions:         d.decisions(agenda),
		Minutes:           d.text("minutes"),
		MinutesApprovedOn: d.maybeDay("minutes_approved_on"),
		Attachments:       d.referMany("attachments", partnership.KindAttachment),
	}
}

func (d dealer) agenda() []partnership.AgendaItem {
	var out []partnership.AgendaItem
	for _, id := range d.partIDs("agenda") {
		out = append(out, partnership.AgendaItem{
			ID:      id,
			Title:   d.must("title"),
			Goal:    one(d, "goal", "", partnership.GoalInform, partnership.GoalDiscuss, partnership.GoalDecide),
			Minutes: d.number("minutes"),
			Owner:   d.maybeRefer("owner", partnership.KindContact),
			Text:    d.text("text"),
			Outcome: d.text("outcome"),
		})
	}
	return out
}

func (d dealer) attendance() []partnership.Attendance {
	if len(d.ids[partnership.KindContact]) == 0 {
		return nil
	}
	return some(d, "attendance", func() partnership.Attendance {
		return partnership.Attendance{
			Contact: d.refer("contact", partnership.KindContact),
			Status: one(d, "status", partnership.Invited, partnership.Present, partnership.Excused,
				partnership.Absent),
		}
	})
}

func (d dealer) ambitions() []partnership.Ambition {
	if len(d.ids[partnership.KindOrganisation]) == 0 {
		return nil
	}
	return some(d, "ambitions", func() partnership.Ambition {
		return partnership.Ambition{
			Organisation: d.refer("organisation", partnership.KindOrganisation),
			Text:         d.must("text"),
			Themes:       d.list("themes"),
		}
	})
}

func (d dealer) point() partnership.Point {
	return partnership.Point{
		Text:         d.must("text"),
		Organisation: d.maybeRefer("organisation", partnership.KindOrganisation),
		Action:       d.maybeRefer("action", partnership.KindAction),
	}
}

func (d dealer) decisions(agenda []partnership.AgendaItem) []partnership.Decision {
	var out []partnership.Decision
	for _, id := range d.partIDs("decisions") {
		decision := partnership.Decision{ID: id, Text: d.must("text")}
		if len(agenda) > 0 && !d.empty("agenda") {
			decision.Agenda = one(d, "agenda", agenda...).ID
		}
		out = append(out, decision)
	}
	return out
}
