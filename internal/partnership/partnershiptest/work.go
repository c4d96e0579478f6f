package partnershiptest

import (
	"crypto/sha256"
	"encoding/hex"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

func (d dealer) action(id partnership.ID) partnership.Action {
	return partnership.Action{
		ID:           id,
		Number:       d.number("number"),
		Title:        d.must("title"),
		Organisation: d.maybeRefer("organisation", partnership.KindOrganisation),
		Contact:      d.maybeRefer("contact", partnership.KindContact),
		Due:          d.maybeDay("due"),
		RemindOn:     d.maybeDay("remind_on"),
		HiddenUntil:  d.maybeDay("hidden_until"),
		Status: one(d, "status", partnership.ActionOpen, partnership.ActionInProgress, partnership.ActionWaiting,
			partnership.ActionDone, partnership.ActionDropped),
		Priority: one(d, "priority", "", partnership.PriorityLow, partnership.PriorityNormal,
			partnership.PriorityHigh),
		Meeting:   d.maybeRefer("meeting", partnership.KindMeeting),
		Agreement: d.maybeRefer("agreement", partnership.KindAgreement),
		Promises:  d.dayList("promises"),
		FollowUps: some(d, "follow_ups", d.followUp),
		After:     d.referMany("after", partnership.KindAction),
		Repeat:    d.maybe("repeat", rapid.SampledFrom(rules)),
		DoneOn:    d.maybeDay("done_on"),
		Tags:      d.list("tags"),
		Notes:     d.text("notes"),
		Extra:     d.extra(),
	}
}

func (d dealer) followUp() partnership.FollowUp {
	f := partnership.FollowUp{On: d.day("on"), Channel: d.channel(), Note: d.text("note")}
	if !d.empty("reached") {
		reached := rapid.Bool().Draw(d.T, "reached")
		f.Reached = &reached
	}
	return f
}

func (d dealer) deliberation(id partnership.ID) partnership.Deliberation {
	return partnership.Deliberation{
		ID:       id,
		On:       d.day("on"),
		From:     d.refer("from", partnership.KindOrganisation),
		To:       d.refer("to", partnership.KindOrganisation),
		Category: d.category(),
		Purpose:  d.purpose(),
		Forum:    d.maybeForum(),
		Urgent:   !d.empty("urgent"),
		Outcome: one(d, "outcome", "permitted", "permitted_with_conditions", "statutory_route", "ask_advice",
			"not_covered"),
		Reasons:         d.list("reasons"),
		Provisions:      d.list("provisions"),
		Conditions:      d.conditions(),
		LegalBases:      d.legalBases(),
		Necessity:       d.text("necessity"),
		Proportionality: d.text("proportionality"),
		Subsidiarity:    d.text("subsidiarity"),
		Decision: one(d, "decision", "", partnership.DecidedShared, partnership.DecidedNotShared,
			partnership.DecidedAdviceAsked),
		By:    d.text("by"),
		Notes: d.text("notes"),
	}
}

func (d dealer) attachment(id partnership.ID) partnership.Attachment {
	name := d.must("name")
	sum := sha256.Sum256([]byte(name))
	return partnership.Attachment{
		ID:        id,
		Name:      name,
		MediaType: one(d, "media_type", "application/pdf", "image/png", "text/plain; charset=utf-8"),
		Size:      rapid.OneOf(rapid.Int64Range(0, 5000), rapid.Int64Range(0, 1<<53-1)).Draw(d.T, "size"),
		SHA256:    hex.EncodeToString(sum[:]),
	}
}
