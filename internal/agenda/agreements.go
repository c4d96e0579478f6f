package agenda

import (
	"cmp"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Reason is why an agreement wants attention. Only agreements with status in_force do. Those that no longer hold on D,
// because D is terminated_on or later or is after valid_until, only do for being [Expired].
type Reason string

// The reasons.
const (
	// EvaluationDue: evaluation_months after the latest evaluation on or before D, or else after valid_from, comes a
	// day that is D+60 at the latest, however long ago. Without either day there is nothing to count from.
	EvaluationDue Reason = "evaluation_due"
	// NoticeDeadline: the last day to give notice is D up to and including D+90. It is valid_until minus the months of
	// notice; with an anchor, the last day of the last whole month, quarter or year that ends on or before that day.
	NoticeDeadline Reason = "notice_deadline"
	// Expiring: valid_until is D up to and including D+180.
	Expiring Reason = "expiring"
	// Expired: valid_until is before D, and the agreement still has status in_force.
	Expired Reason = "expired"
	// SignatoryLeft: a party's contact has no position at that party's own organisation that is without end or ends
	// on D or later. The day is D. However many contacts left, the agreement is listed once.
	SignatoryLeft Reason = "signatory_left"
)

func (d *Due) addAgreements(agreements []partnership.Agreement, positions map[partnership.ID][]partnership.Position, h Horizons) {
	for i := range agreements {
		agreement := &agreements[i]
		if agreement.Status != partnership.AgreementInForce {
			continue
		}
		if until := agreement.ValidUntil; !until.IsZero() && until.Before(d.On) {
			d.attend(agreement, Expired, until)
			continue
		}
		if ended := agreement.TerminatedOn; !ended.IsZero() && !ended.After(d.On) {
			continue
		}
		if day := evaluationDay(agreement, d.On); !day.IsZero() && !day.After(d.On.AddDays(h.Evaluation)) {
			d.attend(agreement, EvaluationDue, day)
		}
		if day := noticeDay(agreement); !day.IsZero() && day.Within(d.On, d.On.AddDays(h.Notice)) {
			d.attend(agreement, NoticeDeadline, day)
		}
		if until := agreement.ValidUntil; !until.IsZero() && until.Within(d.On, d.On.AddDays(h.Expiry)) {
			d.attend(agreement, Expiring, until)
		}
		if signatoryLeft(agreement, positions, d.On) {
			d.attend(agreement, SignatoryLeft, d.On)
		}
	}
	slices.SortFunc(d.Agreements, func(a, b Attention) int {
		return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Reason, b.Reason))
	})
}

func (d *Due) attend(agreement *partnership.Agreement, reason Reason, on date.Day) {
	d.Agreements = append(d.Agreements, Attention{agreement.ID, reason, on})
}

// evaluationDay returns the day by which the agreement must be evaluated, as it stands on the given day; no day when it
// need not be.
func evaluationDay(agreement *partnership.Agreement, on date.Day) date.Day {
	if agreement.EvaluationMonths == 0 {
		return date.Day{}
	}
	var latest date.Day
	for _, day := range agreement.EvaluatedOn {
		if day.After(latest) && !day.After(on) {
			latest = day
		}
	}
	if latest.IsZero() {
		latest = agreement.ValidFrom
	}
	return latest.AddMonths(agreement.EvaluationMonths)
}

// noticeDay returns the last day on which notice can be given; no day when the agreement has no end or no notice.
func noticeDay(agreement *partnership.Agreement) date.Day {
	if agreement.Notice == nil {
		return date.Day{}
	}
	day := agreement.ValidUntil.AddMonths(-agreement.Notice.Months)
	switch agreement.Notice.Anchor {
	case partnership.EndOfMonth:
		return lastEnd(day, date.Day.EndOfMonth, 1)
	case partnership.EndOfQuarter:
		return lastEnd(day, date.Day.EndOfQuarter, 3)
	case partnership.EndOfYear:
		return lastEnd(day, date.Day.EndOfYear, 12)
	}
	return day
}

// lastEnd returns the end of the last span of so many months that ends on or before the given day.
func lastEnd(day date.Day, end func(date.Day) date.Day, months int) date.Day {
	if end(day) == day {
		return day
	}
	return end(day.AddMonths(-months))
}

func signatoryLeft(agreement *partnership.Agreement, positions map[partnership.ID][]partnership.Position, on date.Day) bool {
	for i := range agreement.Parties {
		party := &agreement.Parties[i]
		if party.Contact == "" || party.Role == partnership.RoleWitness {
			continue
		}
		stays := func(p partnership.Position) bool {
			return p.Organisation == party.Organisation && (p.Until.IsZero() || !p.Until.Before(on))
		}
		if !slices.ContainsFunc(positions[party.Contact], stays) {
			return true
		}
	}
	return false
}

// positionsOf returns the positions of the contacts that sign for a party, by contact.
func positionsOf(contacts []partnership.Contact, agreements []partnership.Agreement) map[partnership.ID][]partnership.Position {
	positions := make(map[partnership.ID][]partnership.Position)
	for i := range agreements {
		for j := range agreements[i].Parties {
			if contact := agreements[i].Parties[j].Contact; contact != "" {
				positions[contact] = nil
			}
		}
	}
	for i := range contacts {
		if _, signs := positions[contacts[i].ID]; signs {
			positions[contacts[i].ID] = contacts[i].Positions
		}
	}
	return positions
}

func (d *Due) addUnsigned(agreements []partnership.Agreement) {
	for i := range agreements {
		agreement := &agreements[i]
		if agreement.Status != partnership.AgreementReview && agreement.Status != partnership.AgreementInForce {
			continue
		}
		for j := range agreement.Parties {
			if mustSign(&agreement.Parties[j], d.On) {
				d.Unsigned = append(d.Unsigned, Signature{agreement.ID, agreement.Parties[j].Organisation})
			}
		}
	}
	slices.SortFunc(d.Unsigned, func(a, b Signature) int {
		return cmp.Or(cmp.Compare(a.Agreement, b.Agreement), cmp.Compare(a.Organisation, b.Organisation))
	})
	d.Unsigned = slices.Compact(d.Unsigned)
}

func mustSign(party *partnership.Party, on date.Day) bool {
	withdrawn := !party.WithdrawnOn.IsZero() && !party.WithdrawnOn.After(on)
	return party.Role != partnership.RoleWitness && !party.Signed && party.SignedOn.IsZero() && !withdrawn
}
