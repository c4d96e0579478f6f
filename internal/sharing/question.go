package sharing

import (
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Question is one question to the aid: may this kind of information go from one organisation to another, for this
// purpose, on this day?
type Question struct {
	From     partnership.ID   `json:"from"` // organisation
	To       partnership.ID   `json:"to"`   // organisation
	Category partnership.Term `json:"category"`
	Purpose  partnership.Term `json:"purpose"`
	On       date.Day         `json:"on,omitzero"`
	Forum    string           `json:"forum,omitempty"`  // agreement id/forum id: the consultation in which it would be said
	Urgent   bool             `json:"urgent,omitempty"` // acute danger to life or health
}

// UnknownError tells that a question names something that does not exist, or leaves out what it must name.
type UnknownError struct {
	Field string // of the question, as in its JSON
	Value string // empty: nothing was named
}

// Error names the field and the value to a developer.
func (e *UnknownError) Error() string {
	if e.Value == "" {
		return e.Field + ": missing"
	}
	return e.Field + ": unknown " + e.Value
}

// check returns an [*UnknownError] when the question cannot be answered.
func (a *Aid) check(q Question) error {
	if err := a.known("from", q.From); err != nil {
		return err
	}
	if err := a.known("to", q.To); err != nil {
		return err
	}
	switch {
	case !a.vocabulary.HasCategory(q.Category):
		return &UnknownError{"category", string(q.Category)}
	case !a.vocabulary.HasPurpose(q.Purpose):
		return &UnknownError{"purpose", string(q.Purpose)}
	case q.On.IsZero():
		return &UnknownError{Field: "on"}
	case q.Forum != "" && !a.hasForum(q.Forum):
		return &UnknownError{"forum", q.Forum}
	}
	return nil
}

func (a *Aid) known(field string, id partnership.ID) error {
	if _, ok := a.organisations[id]; !ok {
		return &UnknownError{field, string(id)}
	}
	return nil
}

func (a *Aid) hasForum(name string) bool {
	agreement, forum, ok := strings.Cut(name, "/")
	if !ok {
		return false
	}
	i, ok := a.place[partnership.ID(agreement)]
	return ok && a.rooms[i].forum(partnership.ID(forum)) != nowhere
}
