package partnershiptest

import (
	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

var statuses = []partnership.AgreementStatus{
	partnership.AgreementDraft, partnership.AgreementReview, partnership.AgreementInForce,
	partnership.AgreementSuspended, partnership.AgreementTerminated,
}

func (d dealer) agreement(id partnership.ID) partnership.Agreement {
	validFrom, validUntil := d.period("valid_from", "valid_until")
	suspendedFrom, suspendedUntil := d.period("suspended_from", "suspended_until")
	return partnership.Agreement{
		ID:               id,
		Kind:             one(d, "kind", d.words.AgreementKinds...).ID,
		Title:            d.must("title"),
		Reference:        d.text("reference"),
		Ambition:         d.text("ambition"),
		Purposes:         d.purposes(),
		Status:           one(d, "status", statuses...),
		Transitions:      some(d, "transitions", d.transition),
		ValidFrom:        validFrom,
		ValidUntil:       validUntil,
		TerminatedOn:     d.notBefore("terminated_on", validFrom),
		SuspendedFrom:    suspendedFrom,
		SuspendedUntil:   suspendedUntil,
		EvaluationMonths: d.number("evaluation_months"),
		EvaluatedOn:      d.dayList("evaluated_on"),
		Notice:           d.notice(),
		Supersedes:       d.maybeRefer("supersedes", partnership.KindAgreement),
		Forums:           d.agreementForums(id),
		Parties:          d.parties(),
		Provisions:       d.provisions(id),
		Articles:         d.articles(),
		HavingRegard:     d.list("having_regard"),
		Considerations:   d.list("considerations"),
		Annexes: some(d, "annexes", func() partnership.Annex {
			return partnership.Annex{Title: d.must("title"), Text: d.must("text"), Forum: d.ownForum(id)}
		}),
		Attachments: d.referMany("attachments", partnership.KindAttachment),
		Notes:       d.text("notes"),
		Extra:       d.extra(),
	}
}

func (d dealer) transition() partnership.Transition {
	return partnership.Transition{To: one(d, "to", statuses...), On: d.day("on"), Note: d.text("note")}
}

// notBefore draws a day from first on, or nothing.
func (d dealer) notBefore(field string, first date.Day) date.Day {
	day := d.maybeDay(field)
	if !day.IsZero() && day.Before(first) {
		return first
	}
	return day
}

func (d dealer) notice() *partnership.Notice {
	if d.empty("notice") {
		return nil
	}
	return &partnership.Notice{
		Months: d.number("months"),
		Anchor: one(d, "anchor", "", partnership.EndOfMonth, partnership.EndOfQuarter, partnership.EndOfYear),
	}
}

func (d dealer) agreementForums(agreement partnership.ID) []partnership.Forum {
	var out []partnership.Forum
	for _, id := range d.forumsOf(agreement) {
		f := partnership.Forum{
			ID:           id,
			Name:         d.must("name"),
			Purposes:     d.purposes(),
			TargetGroup:  d.text("target_group"),
			Participants: d.referMany("participants", partnership.KindOrganisation),
			Suppliers:    d.referMany("suppliers", partnership.KindOrganisation),
		}
		if !d.empty("meeting_kind") {
			f.MeetingKind = d.meetingKind()
		}
		out = append(out, f)
	}
	return out
}

// ownForum draws a forum of the agreement, or nothing.
func (d dealer) ownForum(agreement partnership.ID) partnership.ID {
	own := d.forumsOf(agreement)
	if len(own) == 0 || d.empty("forum") {
		return ""
	}
	return one(d, "forum", own...)
}

func (d dealer) parties() []partnership.Party {
	if len(d.ids[partnership.KindOrganisation]) == 0 {
		return nil
	}
	return some(d, "parties", d.party)
}

func (d dealer) party() partnership.Party {
	signedOn, withdrawnOn := d.period("signed_on", "withdrawn_on")
	suspendedFrom, suspendedUntil := d.period("suspended_from", "suspended_until")
	return partnership.Party{
		Organisation:   d.refer("organisation", partnership.KindOrganisation),
		Members:        d.referMany("members", partnership.KindOrganisation),
		Role:           one(d, "role", "", partnership.RoleParty, partnership.RoleWitness),
		Body:           d.text("body"),
		Representative: d.text("representative"),
		Contact:        d.maybeRefer("contact", partnership.KindContact),
		Capacity:       d.text("capacity"),
		DecidedBy:      d.text("decided_by"),
		DecidedOn:      d.maybeDay("decided_on"),
		Signed:         !d.empty("signed"),
		SignedOn:       signedOn,
		SignedAt:       d.text("signed_at"),
		WithdrawnOn:    withdrawnOn,
		SuspendedFrom:  suspendedFrom,
		SuspendedUntil: suspendedUntil,
		Controller: one(d, "controller", "", partnership.ControllerOwn, partnership.ControllerJoint,
			partnership.Processor),
	}
}

func (d dealer) provisions(agreement partnership.ID) []partnership.Provision {
	var out []partnership.Provision
	for _, id := range d.partIDs("provisions") {
		added, dropped := d.period("added_on", "dropped_on")
		p := partnership.Provision{
			ID:              id,
			From:            d.side("from"),
			To:              d.side("to"),
			Category:        d.category(),
			Purpose:         d.purpose(),
			Conditions:      d.conditions(),
			Forum:           d.ownForum(agreement),
			Article:         d.text("article"),
			RetentionMonths: d.number("retention_months"),
			AddedOn:         added,
			DroppedOn:       dropped,
		}
		if !d.empty("legal_basis") {
			p.LegalBasis = one(d, "legal_basis", d.words.LegalBases...).ID
		}
		out = append(out, p)
	}
	return out
}

// side draws who gives or receives under a provision.
func (d dealer) side(field string) string {
	usual := []string{partnership.Anyone, partnership.OfKind(d.organisationKind())}
	if id := d.refer(field, partnership.KindOrganisation); id != "" {
		usual = append(usual, string(id))
	}
	return rapid.SampledFrom(usual).Draw(d.T, field)
}

func (d dealer) articles() []partnership.Article {
	var out []partnership.Article
	for _, id := range d.partIDs("articles") {
		out = append(out, partnership.Article{ID: id, Title: d.must("title"), Text: d.must("text")})
	}
	return out
}
