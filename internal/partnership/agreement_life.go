package partnership

import (
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

// steps are the statuses that may follow on each. An agreement goes back to draft only before it is in force, and
// nothing follows on its termination: whoever wants it back makes a new one that supersedes it.
var steps = map[AgreementStatus][]AgreementStatus{
	AgreementDraft:     {AgreementReview},
	AgreementReview:    {AgreementDraft, AgreementInForce},
	AgreementInForce:   {AgreementSuspended, AgreementTerminated},
	AgreementSuspended: {AgreementInForce, AgreementTerminated},
}

// NextSteps returns the statuses that may follow on the present one, obstacles aside.
func (a Agreement) NextSteps() []AgreementStatus { return slices.Clone(steps[a.Status]) }

// MayBecome returns every reason why the agreement may not get the status to on the given day; nil when it may.
//
// Not every party needs to have signed: a covenant binds those who did, as soon as there are two.
func (a Agreement) MayBecome(to AgreementStatus, on date.Day) []Obstacle {
	if !slices.Contains(steps[a.Status], to) {
		return []Obstacle{{Code: ObstacleNoSuchStep, Field: "status"}}
	}
	if on.IsZero() {
		return []Obstacle{{Code: ObstacleNoDay, Field: "on"}}
	}
	obstacles := a.historyObstacles(on)
	switch to {
	case AgreementDraft:
		return append(obstacles, a.redraftObstacles(on)...)
	case AgreementReview:
		return append(obstacles, a.paperObstacles(on)...)
	case AgreementInForce:
		return append(obstacles, a.forceObstacles(on)...)
	case AgreementSuspended: // what is in force may be suspended on any day
	case AgreementTerminated:
		return append(obstacles, a.endObstacles(on)...)
	}
	return obstacles
}

// historyObstacles keeps the transitions in the order of their days.
func (a Agreement) historyObstacles(on date.Day) []Obstacle {
	var latest date.Day
	for _, t := range a.Transitions {
		if t.On.After(latest) {
			latest = t.On
		}
	}
	if on.Before(latest) {
		return []Obstacle{{Code: ObstacleBeforeLastStep, Field: "on", On: latest}}
	}
	return nil
}

// redraftObstacles protects who signed: a signature is put under a text, and does not move to another one.
func (a Agreement) redraftObstacles(on date.Day) []Obstacle {
	var obstacles []Obstacle
	for i, p := range a.Parties {
		if p.SignedBy(on) && !p.WithdrawnBy(on) {
			field := element("parties", i) + ".signed"
			if !p.SignedOn.IsZero() {
				field += "_on"
			}
			obstacles = append(obstacles, Obstacle{Code: ObstacleSigned, Field: field, Organisation: p.Organisation, On: p.SignedOn})
		}
	}
	return obstacles
}

// paperObstacles asks what must stand on paper before anybody can agree to it.
func (a Agreement) paperObstacles(on date.Day) []Obstacle {
	var obstacles []Obstacle
	if strings.TrimSpace(a.Title) == "" {
		obstacles = append(obstacles, Obstacle{Code: ObstacleNoTitle, Field: "title"})
	}
	if a.count(func(p Party) bool { return !p.WithdrawnBy(on) }) < 2 {
		obstacles = append(obstacles, Obstacle{Code: ObstacleTooFewParties, Field: "parties"})
	}
	return obstacles
}

// forceObstacles asks what makes an agreement hold: two who signed, a first day, and an end that has not come.
func (a Agreement) forceObstacles(on date.Day) []Obstacle {
	obstacles := a.paperObstacles(on)
	if a.count(func(p Party) bool { return p.SignedBy(on) && !p.WithdrawnBy(on) }) < 2 {
		obstacles = append(obstacles, Obstacle{Code: ObstacleTooFewSigned, Field: "parties"})
	}
	if a.ValidFrom.IsZero() {
		obstacles = append(obstacles, Obstacle{Code: ObstacleNoBeginning, Field: "valid_from"})
	}
	if !a.ValidUntil.IsZero() && on.After(a.ValidUntil) {
		obstacles = append(obstacles, Obstacle{Code: ObstacleExpired, Field: "valid_until", On: a.ValidUntil})
	}
	if !a.TerminatedOn.IsZero() && !on.Before(a.TerminatedOn) {
		obstacles = append(obstacles, Obstacle{Code: ObstacleTerminated, Field: "terminated_on", On: a.TerminatedOn})
	}
	return obstacles
}

func (a Agreement) endObstacles(on date.Day) []Obstacle {
	if on.Before(a.ValidFrom) {
		return []Obstacle{{Code: ObstacleBeforeBeginning, Field: "valid_from", On: a.ValidFrom}}
	}
	return nil
}

// count returns how many organisations the parties that fit stand for. An organisation may have several entries: the
// mayor and the executive board of one municipality do not make an agreement between two.
func (a Agreement) count(fits func(Party) bool) int {
	organisations := map[ID]bool{}
	for _, p := range a.Parties {
		if !p.IsParty() || !fits(p) {
			continue
		}
		organisations[p.Organisation] = true
		for _, member := range p.Members {
			organisations[member] = true
		}
	}
	return len(organisations)
}

// Become returns the agreement with the status to, from the given day on. The error is [Obstacles], those of
// [Agreement.MayBecome]; the agreement itself does not change.
//
// The step is added to the transitions, and the days follow: terminating sets terminated_on unless it holds an earlier
// day; suspending opens a suspension unless one is running; resuming closes it on the day before. An agreement that enters
// into force without articles has its text elsewhere from then on: freeze the template into its articles first.
func (a Agreement) Become(to AgreementStatus, on date.Day, note string) (Agreement, error) {
	if obstacles := a.MayBecome(to, on); len(obstacles) > 0 {
		return Agreement{}, Obstacles(obstacles)
	}
	resumed := a.Status == AgreementSuspended && to == AgreementInForce
	next := a.Clone()
	next.Status = to
	next.Transitions = append(next.Transitions, Transition{To: to, On: on, Note: note})
	switch {
	case to == AgreementTerminated:
		next.endOn(on)
	case to == AgreementSuspended:
		next.suspendFrom(on)
	case resumed:
		next.resumeOn(on)
	}
	return next, nil
}

func (a *Agreement) endOn(on date.Day) {
	if a.TerminatedOn.IsZero() || a.TerminatedOn.After(on) {
		a.TerminatedOn = on
	}
}

func (a *Agreement) suspendFrom(on date.Day) {
	if !a.SuspendedFrom.IsZero() && on.Within(a.SuspendedFrom, a.SuspendedUntil) {
		return
	}
	a.SuspendedFrom = on
	if a.SuspendedUntil.Before(on) {
		a.SuspendedUntil = date.Day{}
	}
}

// resumeOn makes the day before the last of the suspension; a suspension of which no day is left is taken away.
func (a *Agreement) resumeOn(on date.Day) {
	switch {
	case !a.SuspendedFrom.Before(on):
		a.SuspendedFrom, a.SuspendedUntil = date.Day{}, date.Day{}
	case !a.SuspendedFrom.IsZero() && (a.SuspendedUntil.IsZero() || !a.SuspendedUntil.Before(on)):
		a.SuspendedUntil = on.AddDays(-1)
	}
}
