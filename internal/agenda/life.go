package agenda

import (
	"cmp"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// LifeEvent is what happens to an agreement on a day.
type LifeEvent string

// The events of an agreement's life.
const (
	LifeStep       LifeEvent = "step"       // it got another status
	LifeBegins     LifeEvent = "begins"     // the first day that it holds
	LifeEnds       LifeEvent = "ends"       // the last day that it holds
	LifeSuspended  LifeEvent = "suspended"  // the first day of a suspension
	LifeResumes    LifeEvent = "resumes"    // the last day of a suspension
	LifeEvaluated  LifeEvent = "evaluated"  // it was evaluated
	LifeEvaluation LifeEvent = "evaluation" // by which it must be evaluated
	LifeNotice     LifeEvent = "notice"     // the last day on which notice can be given
)

// LifeDay is a day in the life of an agreement.
type LifeDay struct {
	On    date.Day
	Event LifeEvent
	To    partnership.AgreementStatus // of a step
	Note  string                      // of a step
}

// Life returns the days in the life of an agreement, those behind and those ahead of a day, in their order.
func Life(a partnership.Agreement, on date.Day) []LifeDay {
	var days []LifeDay
	add := func(d date.Day, e LifeEvent) {
		if !d.IsZero() {
			days = append(days, LifeDay{On: d, Event: e})
		}
	}
	add(a.ValidFrom, LifeBegins)
	add(a.ValidUntil, LifeEnds)
	add(a.SuspendedFrom, LifeSuspended)
	add(a.SuspendedUntil, LifeResumes)
	for _, d := range a.EvaluatedOn {
		add(d, LifeEvaluated)
	}
	ended := a.Status == partnership.AgreementTerminated
	if !ended && !a.ValidFrom.IsZero() {
		add(evaluationDay(&a, on), LifeEvaluation)
	}
	if !ended && !a.ValidUntil.IsZero() {
		add(noticeDay(&a), LifeNotice)
	}
	for _, t := range a.Transitions {
		days = append(days, LifeDay{On: t.On, Event: LifeStep, To: t.To, Note: t.Note})
	}
	slices.SortStableFunc(days, func(x, y LifeDay) int { return cmp.Or(x.On.Compare(y.On), cmp.Compare(x.Event, y.Event)) })
	return days
}
