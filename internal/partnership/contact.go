package partnership

import "codeberg.org/bondgenoot/bondgenoot/internal/date"

// Contact is a professional at a partner. People change jobs: a contact keeps every position, ended ones too.
type Contact struct {
	ID           ID                `json:"id"`
	GivenName    string            `json:"given_name,omitempty"`
	Infix        string            `json:"infix,omitempty"` // tussenvoegsel: "van den"
	FamilyName   string            `json:"family_name"`
	Positions    []Position        `json:"positions"`
	Phones       []string          `json:"phones,omitempty"`
	Emails       []string          `json:"emails,omitempty"`
	Availability string            `json:"availability,omitempty"`
	Channel      Channel           `json:"channel,omitempty"` // the one they like best
	Spoken       []Conversation    `json:"spoken,omitempty"`
	Tags         []string          `json:"tags,omitempty"`
	Notes        string            `json:"notes,omitempty"`
	Extra        map[string]string `json:"extra,omitempty"`
	Archived     bool              `json:"archived,omitempty"`
}

// Position is a contact's place at an organisation. It is current on a day within Since and Until, both included.
type Position struct {
	Organisation ID       `json:"organisation"`
	Title        string   `json:"title,omitempty"`
	Area         string   `json:"area,omitempty"`
	Since        date.Day `json:"since,omitzero"`
	Until        date.Day `json:"until,omitzero"`
}

// Conversation is one time that a contact was spoken to, outside meetings and follow-ups.
type Conversation struct {
	On      date.Day `json:"on"`
	Channel Channel  `json:"channel,omitempty"`
	Note    string   `json:"note,omitempty"`
}

// Channel is a way in which people speak to each other.
type Channel string

// The channels.
const (
	ChannelPhone   Channel = "phone"
	ChannelEmail   Channel = "email"
	ChannelVisit   Channel = "visit"
	ChannelMeeting Channel = "meeting"
	ChannelLetter  Channel = "letter"
)
