package partnership

import "codeberg.org/bondgenoot/bondgenoot/internal/date"

// Series is a meeting that comes back: the neighbourhood consultation on every second Tuesday.
type Series struct {
	ID              ID          `json:"id"`
	Title           string      `json:"title"`
	Kind            Term        `json:"kind"`
	Rule            string      `json:"rule"` // RRULE (RFC 5545, section 3.8.5.3)
	Start           date.Moment `json:"start"`
	DurationMinutes int         `json:"duration_minutes,omitempty"` // minutes
	Place           string      `json:"place,omitempty"`
	Agreements      []ID        `json:"agreements,omitempty"`
	Forum           string      `json:"forum,omitempty"` // agreement id/forum id
	Agenda          []string    `json:"agenda,omitempty"`
	Except          []date.Day  `json:"except,omitempty"`
}

// Meeting is one time that partners sit together: before it the agenda, during it the notes, after it the minutes.
type Meeting struct {
	ID                ID           `json:"id"`
	Kind              Term         `json:"kind"`
	Title             string       `json:"title"`
	Start             date.Moment  `json:"start"`
	End               date.Moment  `json:"end,omitzero"`
	Place             string       `json:"place,omitempty"`
	Series            ID           `json:"series,omitempty"`
	UID               string       `json:"uid,omitempty"`      // of the invitation (RFC 5545, section 3.8.4.7)
	Sequence          int          `json:"sequence,omitempty"` // of the invitation (RFC 5545, section 3.8.7.4)
	Cancelled         bool         `json:"cancelled,omitempty"`
	Agreements        []ID         `json:"agreements,omitempty"`
	Forum             string       `json:"forum,omitempty"` // agreement id/forum id
	Agenda            []AgendaItem `json:"agenda,omitempty"`
	Attendance        []Attendance `json:"attendance,omitempty"`
	Ambitions         []Ambition   `json:"ambitions,omitempty"`
	SharedAmbition    string       `json:"shared_ambition,omitempty"`
	Strengths         []Point      `json:"strengths,omitempty"`
	Weaknesses        []Point      `json:"weaknesses,omitempty"`
	Opportunities     []Point      `json:"opportunities,omitempty"`
	Improvements      []Point      `json:"improvements,omitempty"`
	Decisions         []Decision   `json:"decisions,omitempty"`
	Minutes           string       `json:"minutes,omitempty"`
	MinutesApprovedOn date.Day     `json:"minutes_approved_on,omitzero"`
	Attachments       []ID         `json:"attachments,omitempty"`
}

// AgendaItem is a point on the agenda, with what came of it.
type AgendaItem struct {
	ID      ID     `json:"id"`
	Title   string `json:"title"`
	Goal    Goal   `json:"goal,omitempty"`
	Minutes int    `json:"minutes,omitempty"` // planned length
	Owner   ID     `json:"owner,omitempty"`   // contact
	Text    string `json:"text,omitempty"`
	Outcome string `json:"outcome,omitempty"`
}

// Goal is what an agenda item is for.
type Goal string

// The goals.
const (
	GoalInform  Goal = "inform"
	GoalDiscuss Goal = "discuss"
	GoalDecide  Goal = "decide"
)

// Attendance is whether a contact came.
type Attendance struct {
	Contact ID               `json:"contact"`
	Status  AttendanceStatus `json:"status"`
}

// AttendanceStatus is how a contact stands to a meeting.
type AttendanceStatus string

// The statuses of attendance.
const (
	Invited AttendanceStatus = "invited"
	Present AttendanceStatus = "present"
	Excused AttendanceStatus = "excused"
	Absent  AttendanceStatus = "absent"
)

// Ambition is what one partner wants to reach, as told in an ambition session.
type Ambition struct {
	Organisation ID       `json:"organisation"`
	Text         string   `json:"text"`
	Themes       []string `json:"themes,omitempty"`
}

// Point is a strength, weakness, opportunity or improvement named in an ambition session.
type Point struct {
	Text         string `json:"text"`
	Organisation ID     `json:"organisation,omitempty"` // who named it
	Action       ID     `json:"action,omitempty"`       // what was made of it
}

// Decision is what a meeting decided.
type Decision struct {
	ID     ID     `json:"id"`
	Text   string `json:"text"`
	Agenda ID     `json:"agenda,omitempty"` // item of the same meeting
}
