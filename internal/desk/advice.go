package desk

import (
	"errors"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/sharing"
)

// The aid, as the package sharing has it.
type (
	// Question asks whether information may go from one partner to another.
	Question = sharing.Question
	// Advice is the answer to a [Question].
	Advice = sharing.Advice
	// Outcome is what an [Advice] comes down to.
	Outcome = sharing.Outcome
	// AdviceReason is why an [Advice] is what it is.
	AdviceReason = sharing.Reason
)

// The outcomes of an advice.
const (
	OutcomePermitted   = sharing.Permitted
	OutcomeConditional = sharing.PermittedWithConditions
	OutcomeStatutory   = sharing.StatutoryRoute
	OutcomeAskAdvice   = sharing.AskAdvice
	OutcomeNotCovered  = sharing.NotCovered
)

// Outcomes returns the outcomes, from what is open to what is closed.
func Outcomes() []Outcome { return sharing.Outcomes() }

// ForumName returns how a question names a consultation.
func ForumName(agreement, forum partnership.ID) string { return sharing.ForumName(agreement, forum) }

// Aid answers questions from the records as they stood when it was made. It is not for several goroutines at once.
type Aid struct{ aid *sharing.Aid }

// Aid returns the aid "Toch niet of toch wel?" on the records as they stand now.
func (d *Desk) Aid() Aid {
	return Aid{sharing.New(d.Vocabulary(), All[partnership.Organisation](d), All[partnership.Agreement](d))}
}

// Advise answers a question. Its fault is [FaultQuestion] for a question that names something unknown; [UnknownIn] tells what.
func (a Aid) Advise(q Question) (Advice, error) {
	advice, err := a.aid.Advise(q)
	if err != nil {
		return Advice{}, questionError(err)
	}
	return advice, nil
}

// Advise answers one question from the records as they stand now.
func (d *Desk) Advise(q Question) (Advice, error) { return d.Aid().Advise(q) }

func questionError(err error) error {
	var unknown *sharing.UnknownError
	if !errors.As(err, &unknown) {
		return About("", err)
	}
	return &Error{Fault: FaultQuestion, Subject: unknown.Value, Err: err}
}

// UnknownIn returns which field of a question names something unknown, or nothing where something must be named.
func UnknownIn(err error) (field, value string, ok bool) {
	var unknown *sharing.UnknownError
	if !errors.As(err, &unknown) {
		return "", "", false
	}
	return unknown.Field, unknown.Value, true
}
