package partnership

import "codeberg.org/bondgenoot/bondgenoot/internal/date"

// Action is something that somebody promised to do.
type Action struct {
	ID           ID                `json:"id"`
	Number       int               `json:"number,omitempty"`
	Title        string            `json:"title"`
	Organisation ID                `json:"organisation,omitempty"`
	Contact      ID                `json:"contact,omitempty"`
	Due          date.Day          `json:"due,omitzero"`
	RemindOn     date.Day          `json:"remind_on,omitzero"`
	HiddenUntil  date.Day          `json:"hidden_until,omitzero"`
	Status       ActionStatus      `json:"status"`
	Priority     Priority          `json:"priority,omitempty"`
	Meeting      ID                `json:"meeting,omitempty"`
	Agreement    ID                `json:"agreement,omitempty"`
	Promises     []date.Day        `json:"promises,omitempty"` // days for which it was promised before
	FollowUps    []FollowUp        `json:"follow_ups,omitempty"`
	After        []ID              `json:"after,omitempty"`  // actions that come first
	Repeat       string            `json:"repeat,omitempty"` // RRULE (RFC 5545, section 3.8.5.3)
	DoneOn       date.Day          `json:"done_on,omitzero"`
	Tags         []string          `json:"tags,omitempty"`
	Notes        string            `json:"notes,omitempty"`
	Extra        map[string]string `json:"extra,omitempty"`
}

// ActionStatus is how far an action is.
type ActionStatus string

// The statuses of an action.
const (
	ActionOpen       ActionStatus = "open"
	ActionInProgress ActionStatus = "in_progress"
	ActionWaiting    ActionStatus = "waiting"
	ActionDone       ActionStatus = "done"
	ActionDropped    ActionStatus = "dropped"
)

// Priority is how much haste an action has. Empty is normal.
type Priority string

// The priorities.
const (
	PriorityLow    Priority = "low"
	PriorityNormal Priority = "normal"
	PriorityHigh   Priority = "high"
)

// FollowUp is an attempt to hear how an action stands.
type FollowUp struct {
	On      date.Day `json:"on"`
	Channel Channel  `json:"channel,omitempty"`
	Reached *bool    `json:"reached,omitempty"` // nil: not noted, which counts as reached
	Note    string   `json:"note,omitempty"`
}
