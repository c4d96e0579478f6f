package desk

import (
	"cmp"
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// ActionFilter says which actions are wanted, and in which order. The zero value wants those that are open and not hidden, by when they are due.
type ActionFilter struct {
	Which ActionWhich    `json:"which,omitempty"`
	Words string         `json:"words,omitempty"` // that stand in the title, the notes, the tags or the owner's name
	About partnership.ID `json:"about,omitempty"` // an organisation, contact, meeting or agreement; empty for all
	Sort  ActionOrder    `json:"sort,omitempty"`
	Down  bool           `json:"down,omitempty"` // sorted the other way round
	Group ActionOrder    `json:"group,omitempty"`
}

// ActionWhich is a choice of actions by how they stand.
type ActionWhich string

// The choices.
const (
	ActionsOpen    ActionWhich = ""        // open, in progress or waiting, and not hidden
	ActionsOverdue ActionWhich = "overdue" // open and past their day
	ActionsWaiting ActionWhich = "waiting"
	ActionsHidden  ActionWhich = "hidden" // open, and out of sight until a day
	ActionsDone    ActionWhich = "done"   // done or dropped
	ActionsAll     ActionWhich = "all"
)

// ActionOrder is what actions are sorted or grouped by.
type ActionOrder string

// The orders. For groups, the empty one is none.
const (
	ByDue       ActionOrder = ""
	ByNumber    ActionOrder = "number"
	ByTitle     ActionOrder = "title"
	ByOwner     ActionOrder = "owner"
	ByStatus    ActionOrder = "status"
	ByMeeting   ActionOrder = "meeting"
	ByAgreement ActionOrder = "agreement"
)

// ActionLine is an action as a list shows it.
type ActionLine struct {
	partnership.Action
	Owner string // as [Desk.Owner]
	Late  bool   // past its day, as things stand
	Group string // what it is grouped by, as people call it; empty for what has none
}

// Actions returns the actions that a filter wants, as things stand on a day, in its order; grouped ones stand together.
func (d *Desk) Actions(f ActionFilter, on date.Day) []ActionLine {
	var lines []ActionLine
	words := strings.Fields(strings.ToLower(f.Words))
	for _, a := range All[partnership.Action](d) {
		late := a.IsOpen() && !a.Due.IsZero() && a.Due.Before(on)
		if !f.wants(a, late, on) || f.About != "" && !d.isAbout(a, f.About, on) {
			continue
		}
		line := ActionLine{Action: a, Owner: d.Owner(a), Late: late}
		if !hasAll(strings.ToLower(strings.Join(append([]string{a.Title, a.Notes, line.Owner}, a.Tags...), " ")), words) {
			continue
		}
		line.Group = d.groupOf(line, f.Group)
		lines = append(lines, line)
	}
	slices.SortStableFunc(lines, func(a, b ActionLine) int {
		if a.Group != b.Group { // what has no group comes last
			return cmp.Or(cmp.Compare(emptyLast(a.Group), emptyLast(b.Group)), d.words.Load().Compare(a.Group, b.Group))
		}
		order := d.compare(a, b, f.Sort)
		if f.Down {
			order = -order
		}
		return cmp.Or(order, cmp.Compare(a.Number, b.Number), cmp.Compare(a.ID, b.ID))
	})
	return lines
}

func (f ActionFilter) wants(a partnership.Action, late bool, on date.Day) bool {
	hidden := a.HiddenUntil.After(on)
	switch f.Which {
	case ActionsOverdue:
		return late
	case ActionsWaiting:
		return a.Status == partnership.ActionWaiting
	case ActionsHidden:
		return a.IsOpen() && hidden
	case ActionsDone:
		return !a.IsOpen()
	case ActionsAll:
		return true
	default:
		return a.IsOpen() && !hidden
	}
}

// isAbout reports whether an action has to do with a record: it names it, or is to be done by somebody who works there.
func (d *Desk) isAbout(a partnership.Action, id partnership.ID, on date.Day) bool {
	if a.Organisation == id || a.Contact == id || a.Meeting == id || a.Agreement == id {
		return true
	}
	if a.Organisation != "" || a.Contact == "" {
		return false
	}
	c, _, err := Get[partnership.Contact](d, a.Contact)
	return err == nil && WorksAt(c, on) == id
}

func hasAll(text string, words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
}

func emptyLast(s string) int {
	if s == "" {
		return 1
	}
	return 0
}

func (d *Desk) groupOf(a ActionLine, by ActionOrder) string {
	switch by {
	case ByOwner:
		return a.Owner
	case ByMeeting:
		return d.labelOrNone(a.Meeting)
	case ByAgreement:
		return d.labelOrNone(a.Agreement)
	default:
		return ""
	}
}

func (d *Desk) labelOrNone(id partnership.ID) string {
	if id == "" {
		return ""
	}
	return d.Label(id)
}

// compare tells which action comes first; those without a day come after those with one, whatever else.
func (d *Desk) compare(a, b ActionLine, by ActionOrder) int {
	switch by {
	case ByNumber:
		return cmp.Compare(a.Number, b.Number)
	case ByTitle:
		return d.words.Load().Compare(a.Title, b.Title)
	case ByOwner:
		return cmp.Or(cmp.Compare(emptyLast(a.Owner), emptyLast(b.Owner)), d.words.Load().Compare(a.Owner, b.Owner))
	case ByStatus:
		return cmp.Compare(statusOrder[a.Status], statusOrder[b.Status])
	default:
		return compareDue(a, b)
	}
}

func compareDue(a, b ActionLine) int {
	if a.Due.IsZero() != b.Due.IsZero() {
		if a.Due.IsZero() {
			return 1
		}
		return -1
	}
	return a.Due.Compare(b.Due)
}

// statusOrder is the order in which the statuses of actions are listed.
var statusOrder = map[partnership.ActionStatus]int{
	partnership.ActionInProgress: 1, partnership.ActionOpen: 2, partnership.ActionWaiting: 3, partnership.ActionDone: 4, partnership.ActionDropped: 5,
}
