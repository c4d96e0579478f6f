package partnership

// Vocabulary is the closed set of words that records may use, and the legal bases on which information may be shared.
// It is data, not code: [ReadVocabulary] reads it from the files in assets.
type Vocabulary struct {
	OrganisationKinds     []OrganisationKind    `json:"organisation_kinds"`
	InformationCategories []InformationCategory `json:"information_categories"`
	Sensitivities         map[Term]string       `json:"sensitivities"`
	Purposes              []Word                `json:"purposes"`
	AgreementKinds        []Word                `json:"agreement_kinds"`
	AgreementStatuses     []Word                `json:"agreement_statuses"`
	MeetingKinds          []Word                `json:"meeting_kinds"`
	ActionStatuses        []Word                `json:"action_statuses"`
	Conditions            []Word                `json:"conditions"`
	LegalBases            []LegalBasis          `json:"-"`
}

// Word is a term with what it is called on screen and paper. English is empty where only Dutch is fixed.
type Word struct {
	ID      Term   `json:"id"`
	Dutch   string `json:"nl"`
	English string `json:"en"`
}

// OrganisationKind is a kind of partner. Secrecy: bound by professional secrecy; Confidence: works on trust.
type OrganisationKind struct {
	Word
	Secrecy    bool `json:"secrecy"`
	Confidence bool `json:"confidence"`
}

// InformationCategory is a kind of information. Sensitivity is one of the keys of [Vocabulary.Sensitivities].
type InformationCategory struct {
	Word
	Sensitivity  Term `json:"sensitivity"`
	UnderSecrecy bool `json:"under_secrecy"`
}

// LegalBasis is an article of law on which information may be shared, and what it covers. "*" in MayRely is every kind
// of organisation; an empty list elsewhere limits nothing.
type LegalBasis struct {
	ID               Term   `json:"id"`
	Short            string `json:"short"`  // the article, as it is cited in Dutch
	Covers           string `json:"covers"` // what it covers, in Dutch
	MayRely          []Term `json:"may_rely"`
	To               []Term `json:"to"`
	Purposes         []Term `json:"purposes"`
	Categories       []Term `json:"categories"`
	Carries          []Term `json:"carries"` // sensitivities
	Conditions       []Term `json:"conditions"`
	BreaksSecrecy    bool   `json:"breaks_secrecy"`
	WithoutAgreement bool   `json:"without_agreement"`
	OnlyUrgent       bool   `json:"only_urgent"`
	Verify           bool   `json:"verify"` // awaits confirmation by a privacy officer
	Source           string `json:"source"` // the law's number in wetten.overheid.nl

	Ownership Ownership `json:"-"` // see [Vocabulary.WithOwn]
}
