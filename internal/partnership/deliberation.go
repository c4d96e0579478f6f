package partnership

import "codeberg.org/bondgenoot/bondgenoot/internal/date"

// Deliberation is a kept answer of the aid "Toch niet of toch wel?": the question, the advice as it was given and what
// was decided. It names organisations and kinds of information, never a person whom the information is about.
type Deliberation struct {
	ID              ID                   `json:"id"`
	On              date.Day             `json:"on"`
	From            ID                   `json:"from"` // organisation
	To              ID                   `json:"to"`   // organisation
	Category        Term                 `json:"category"`
	Purpose         Term                 `json:"purpose"`
	Forum           string               `json:"forum,omitempty"` // agreement id/forum id
	Urgent          bool                 `json:"urgent,omitempty"`
	Outcome         string               `json:"outcome"`
	Reasons         []string             `json:"reasons"`
	Provisions      []string             `json:"provisions,omitempty"` // agreement id/provision id
	Conditions      []Term               `json:"conditions,omitempty"`
	LegalBases      []Term               `json:"legal_bases,omitempty"`
	Necessity       string               `json:"necessity,omitempty"`
	Proportionality string               `json:"proportionality,omitempty"`
	Subsidiarity    string               `json:"subsidiarity,omitempty"`
	Decision        DeliberationDecision `json:"decision,omitempty"`
	By              string               `json:"by,omitempty"`
	Notes           string               `json:"notes,omitempty"`
}

// DeliberationDecision is what the professional decided.
type DeliberationDecision string

// The decisions.
const (
	DecidedShared      DeliberationDecision = "shared"
	DecidedNotShared   DeliberationDecision = "not_shared"
	DecidedAdviceAsked DeliberationDecision = "advice_asked"
)
