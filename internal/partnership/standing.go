package partnership

import (
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

// Lapse is a reason why an agreement, a party's bond or a provision does not hold on a day. The words are those of
// doc/sharing.md, "Order of evaluation", step 3; those about a party go there with "provider_" or "recipient_" before.
type Lapse string

// The lapses of an agreement.
const (
	LapseNotInForce Lapse = "agreement_not_in_force" // still a draft, or under review
	LapseSuspended  Lapse = "agreement_suspended"
	LapseTerminated Lapse = "agreement_terminated"
	LapseNotYet     Lapse = "not_yet_in_force"
	LapseExpired    Lapse = "expired"
)

// The lapses of a party.
const (
	LapseNotParty       Lapse = "not_party"
	LapseNotSigned      Lapse = "not_signed"
	LapseWithdrawn      Lapse = "withdrawn"
	LapsePartySuspended Lapse = "suspended"
)

// LapseProvision is the lapse of a provision: not yet added, or dropped.
const LapseProvision Lapse = "provision_not_in_force"

// ForceOn returns every reason why the agreement does not hold on d; nil when it is in force.
func (a Agreement) ForceOn(d date.Day) []Lapse {
	var lapses []Lapse
	if a.Status == AgreementDraft || a.Status == AgreementReview {
		lapses = append(lapses, LapseNotInForce)
	}
	if a.suspendedOn(d) {
		lapses = append(lapses, LapseSuspended)
	}
	if a.terminatedBy(d) {
		lapses = append(lapses, LapseTerminated)
	}
	if d.Before(a.ValidFrom) {
		lapses = append(lapses, LapseNotYet)
	}
	if !a.ValidUntil.IsZero() && d.After(a.ValidUntil) {
		lapses = append(lapses, LapseExpired)
	}
	return lapses
}

// suspendedOn goes by the days, whatever the status; without a first day it goes by the status.
func (a Agreement) suspendedOn(d date.Day) bool {
	if a.SuspendedFrom.IsZero() {
		return a.Status == AgreementSuspended
	}
	return d.Within(a.SuspendedFrom, a.SuspendedUntil)
}

// terminatedBy goes by the day, whatever the status; without a day it goes by the status.
func (a Agreement) terminatedBy(d date.Day) bool {
	if a.TerminatedOn.IsZero() {
		return a.Status == AgreementTerminated
	}
	return !d.Before(a.TerminatedOn)
}

// PartiesOn returns the entries of the parties that are bound on d: signed, not withdrawn, not suspended. Whether the
// agreement itself is in force is told by [Agreement.ForceOn].
func (a Agreement) PartiesOn(d date.Day) []Party {
	var bound []Party
	for _, p := range a.Parties {
		if p.LapseOn(d) == "" {
			bound = append(bound, p)
		}
	}
	return bound
}

// PartyLapse returns why an organisation is not bound on d; empty when it is. One entry that is bound is enough, be it as
// a member of a collective party; else the reason is that of its first entry.
func (a Agreement) PartyLapse(organisation ID, d date.Day) Lapse {
	first := LapseNotParty
	for _, p := range a.Parties {
		if !p.IsParty() || !p.StandsFor(organisation) {
			continue
		}
		lapse := p.LapseOn(d)
		if lapse == "" {
			return ""
		}
		if first == LapseNotParty {
			first = lapse
		}
	}
	return first
}

// IsParty reports whether the entry is a party, not a witness.
func (p Party) IsParty() bool { return p.Role != RoleWitness }

// StandsFor reports whether the entry is one of the organisation itself, or of a collective that it is a member of.
func (p Party) StandsFor(organisation ID) bool {
	return p.Organisation == organisation || slices.Contains(p.Members, organisation)
}

// LapseOn returns why this entry binds nobody on d; empty when it does.
func (p Party) LapseOn(d date.Day) Lapse {
	switch {
	case !p.IsParty():
		return LapseNotParty
	case !p.SignedBy(d):
		return LapseNotSigned
	case p.WithdrawnBy(d):
		return LapseWithdrawn
	case !p.SuspendedFrom.IsZero() && d.Within(p.SuspendedFrom, p.SuspendedUntil):
		return LapsePartySuspended
	}
	return ""
}

// SignedBy reports whether the entry was signed on or before d. Signed on an unknown day counts as signed all along.
func (p Party) SignedBy(d date.Day) bool {
	if p.SignedOn.IsZero() {
		return p.Signed
	}
	return !d.Before(p.SignedOn)
}

// WithdrawnBy reports whether the party withdrew on or before d.
func (p Party) WithdrawnBy(d date.Day) bool {
	return !p.WithdrawnOn.IsZero() && !d.Before(p.WithdrawnOn)
}

// ProvisionsOn returns the provisions that are part of the agreement on d. Whether the agreement itself is in force is
// told by [Agreement.ForceOn].
func (a Agreement) ProvisionsOn(d date.Day) []Provision {
	var standing []Provision
	for _, p := range a.Provisions {
		if p.LapseOn(d) == "" {
			standing = append(standing, p)
		}
	}
	return standing
}

// LapseOn returns why the provision is no part of its agreement on d; empty when it is. The day on which it was dropped
// is the first without it.
func (p Provision) LapseOn(d date.Day) Lapse {
	if d.Before(p.AddedOn) || !p.DroppedOn.IsZero() && !d.Before(p.DroppedOn) {
		return LapseProvision
	}
	return ""
}

// ArticlesOn returns the articles that hold on d: all of the agreement's own while it is in force, else none. Articles
// have no days of their own. Where an agreement without articles has its text is told by [Agreement.TextSource].
func (a Agreement) ArticlesOn(d date.Day) []Article {
	if len(a.ForceOn(d)) > 0 {
		return nil
	}
	return slices.Clone(a.Articles)
}

// TextSource is where the text of an agreement is.
type TextSource string

// The sources of text.
const (
	TextOwn       TextSource = "own"       // its own articles
	TextTemplate  TextSource = "template"  // the template of its kind, to be frozen into articles when it enters into force
	TextElsewhere TextSource = "elsewhere" // outside the vault: it prints as a register sheet, never as our template
)

// TextSource returns where the agreement's text is.
func (a Agreement) TextSource() TextSource {
	switch {
	case len(a.Articles) > 0:
		return TextOwn
	case a.Status == AgreementDraft || a.Status == AgreementReview:
		return TextTemplate
	}
	return TextElsewhere
}
