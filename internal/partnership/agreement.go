package partnership

import "codeberg.org/bondgenoot/bondgenoot/internal/date"

// Agreement is what partners agreed on paper, as a rule a covenant (convenant): who takes part, what they want, and
// which information may go from whom to whom, for what, and on which legal basis.
type Agreement struct {
	ID               ID                `json:"id"`
	Kind             Term              `json:"kind"`
	Title            string            `json:"title"`
	Reference        string            `json:"reference,omitempty"`
	Ambition         string            `json:"ambition,omitempty"`
	Purposes         []Term            `json:"purposes"`
	Status           AgreementStatus   `json:"status"`
	Transitions      []Transition      `json:"transitions,omitempty"`
	ValidFrom        date.Day          `json:"valid_from,omitzero"`
	ValidUntil       date.Day          `json:"valid_until,omitzero"`   // the last day counts
	TerminatedOn     date.Day          `json:"terminated_on,omitzero"` // the first day that it no longer holds
	SuspendedFrom    date.Day          `json:"suspended_from,omitzero"`
	SuspendedUntil   date.Day          `json:"suspended_until,omitzero"`
	EvaluationMonths int               `json:"evaluation_months,omitempty"` // months between two evaluations
	EvaluatedOn      []date.Day        `json:"evaluated_on,omitempty"`
	Notice           *Notice           `json:"notice,omitempty"`
	Supersedes       ID                `json:"supersedes,omitempty"` // agreement
	Forums           []Forum           `json:"forums,omitempty"`
	Parties          []Party           `json:"parties"`
	Provisions       []Provision       `json:"provisions"`
	Articles         []Article         `json:"articles,omitempty"`
	HavingRegard     []string          `json:"having_regard,omitempty"` // the laws under "gelet op"
	Considerations   []string          `json:"considerations,omitempty"`
	Annexes          []Annex           `json:"annexes,omitempty"`
	Attachments      []ID              `json:"attachments,omitempty"`
	Notes            string            `json:"notes,omitempty"`
	Extra            map[string]string `json:"extra,omitempty"`
}

// AgreementStatus is the stage that an agreement is in.
type AgreementStatus string

// The statuses of an agreement.
const (
	AgreementDraft      AgreementStatus = "draft"
	AgreementReview     AgreementStatus = "review"
	AgreementInForce    AgreementStatus = "in_force"
	AgreementSuspended  AgreementStatus = "suspended"
	AgreementTerminated AgreementStatus = "terminated"
)

// Transition is a change of an agreement's status that was made.
type Transition struct {
	To   AgreementStatus `json:"to"`
	On   date.Day        `json:"on"`
	Note string          `json:"note,omitempty"`
}

// Notice is how long before its end an agreement must be given notice.
type Notice struct {
	Months int    `json:"months"`
	Anchor Anchor `json:"anchor,omitempty"`
}

// Anchor is the kind of day on which a term of notice may end; empty is any day.
type Anchor string

// The anchors.
const (
	EndOfMonth   Anchor = "end_of_month"
	EndOfQuarter Anchor = "end_of_quarter"
	EndOfYear    Anchor = "end_of_year"
)

// Forum is a consultation (overleg) under an agreement in which information is shared.
type Forum struct {
	ID           ID     `json:"id"`
	Name         string `json:"name"`
	Purposes     []Term `json:"purposes,omitempty"`
	TargetGroup  string `json:"target_group,omitempty"`
	MeetingKind  Term   `json:"meeting_kind,omitempty"`
	Participants []ID   `json:"participants,omitempty"` // organisations; none listed means every party
	Suppliers    []ID   `json:"suppliers,omitempty"`    // organisations that give information without sitting at the table
}

// Party is an organisation that takes part in an agreement, or a witness who signs for having seen it.
type Party struct {
	Organisation   ID         `json:"organisation"`
	Members        []ID       `json:"members,omitempty"` // organisations that a collective party stands for
	Role           PartyRole  `json:"role,omitempty"`
	Body           string     `json:"body,omitempty"` // "het college van burgemeester en wethouders"
	Representative string     `json:"representative,omitempty"`
	Contact        ID         `json:"contact,omitempty"`
	Capacity       string     `json:"capacity,omitempty"`
	DecidedBy      string     `json:"decided_by,omitempty"`
	DecidedOn      date.Day   `json:"decided_on,omitzero"`
	Signed         bool       `json:"signed,omitempty"` // true without SignedOn: signed, day unknown
	SignedOn       date.Day   `json:"signed_on,omitzero"`
	SignedAt       string     `json:"signed_at,omitempty"` // place
	WithdrawnOn    date.Day   `json:"withdrawn_on,omitzero"`
	SuspendedFrom  date.Day   `json:"suspended_from,omitzero"`
	SuspendedUntil date.Day   `json:"suspended_until,omitzero"`
	Controller     Controller `json:"controller,omitempty"`
}

// PartyRole tells a party from a witness. Empty is a party.
type PartyRole string

// The roles.
const (
	RoleParty   PartyRole = "party"
	RoleWitness PartyRole = "witness"
)

// Controller is a party's part in the processing of personal data (GDPR, articles 4(7), 4(8) and 26).
type Controller string

// The kinds of controller.
const (
	ControllerOwn   Controller = "own"
	ControllerJoint Controller = "joint"
	Processor       Controller = "processor"
)

// Provision says that one partner may give another a category of information for a purpose.
//
// From and To are an organisation's id, "kind:" and an organisation's kind, or "any".
type Provision struct {
	ID              ID       `json:"id"`
	From            string   `json:"from"`
	To              string   `json:"to"`
	Category        Term     `json:"category"`
	Purpose         Term     `json:"purpose"`
	LegalBasis      Term     `json:"legal_basis,omitempty"`
	Conditions      []Term   `json:"conditions,omitempty"`
	Forum           ID       `json:"forum,omitempty"`            // a forum of the same agreement
	Article         string   `json:"article,omitempty"`          // an article's id or free text
	RetentionMonths int      `json:"retention_months,omitempty"` // months
	AddedOn         date.Day `json:"added_on,omitzero"`
	DroppedOn       date.Day `json:"dropped_on,omitzero"`
}

// Article is one article of an agreement's text. Paragraphs are separated by an empty line.
type Article struct {
	ID    ID     `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// Annex is a text that belongs to an agreement.
type Annex struct {
	Title string `json:"title"`
	Text  string `json:"text"`
	Forum ID     `json:"forum,omitempty"` // a forum of the same agreement
}
