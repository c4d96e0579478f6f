package sharing

import "math/bits"

// Outcome is what an advice comes down to.
type Outcome string

// The outcomes.
const (
	Permitted               Outcome = "permitted"
	PermittedWithConditions Outcome = "permitted_with_conditions"
	StatutoryRoute          Outcome = "statutory_route" // no agreement covers it, the law itself opens a way
	AskAdvice               Outcome = "ask_advice"      // first ask the data protection officer or privacy officer
	NotCovered              Outcome = "not_covered"
)

// Outcomes returns the outcomes, from what is open to what is closed.
func Outcomes() []Outcome {
	return []Outcome{Permitted, PermittedWithConditions, StatutoryRoute, AskAdvice, NotCovered}
}

// Reason is why an advice is what it is.
type Reason string

// Reasons of a whole advice.
const (
	Covered          Reason = "covered"
	NoAgreement      Reason = "no_agreement" // there is not one provision to look at
	NoYouthData      Reason = "no_youth_data"
	SameOrganisation Reason = "same_organisation"
	ByStatute        Reason = "statutory_route"
)

// Failures: why a provision does not apply to a question (step 3).
const (
	AgreementNotInForce  Reason = "agreement_not_in_force" // a draft, or under review
	AgreementSuspended   Reason = "agreement_suspended"
	AgreementTerminated  Reason = "agreement_terminated"
	NotYetInForce        Reason = "not_yet_in_force"
	Expired              Reason = "expired"
	ProviderNotParty     Reason = "provider_not_party"
	ProviderNotSigned    Reason = "provider_not_signed"
	ProviderSuspended    Reason = "provider_suspended"
	ProviderWithdrawn    Reason = "provider_withdrawn"
	RecipientNotParty    Reason = "recipient_not_party"
	RecipientNotSigned   Reason = "recipient_not_signed"
	RecipientSuspended   Reason = "recipient_suspended"
	RecipientWithdrawn   Reason = "recipient_withdrawn"
	OtherForum           Reason = "other_forum" // it holds in a consultation that the question is not about
	ProviderNotInForum   Reason = "provider_not_in_forum"
	RecipientNotInForum  Reason = "recipient_not_in_forum"
	ProvisionNotInForce  Reason = "provision_not_in_force" // not yet added, or dropped
	DirectionReversed    Reason = "direction_reversed"
	PartiesDiffer        Reason = "parties_differ"
	CategoryDiffers      Reason = "category_differs"
	PurposeDiffers       Reason = "purpose_differs"
	BasisMissing         Reason = "basis_missing" // from here on obstacles: why a provision that applies is not sound (step 4)
	BasisNotForProvider  Reason = "basis_not_for_provider"
	BasisNotForRecipient Reason = "basis_not_for_recipient"
	BasisNotForPurpose   Reason = "basis_not_for_purpose"
	BasisNotForCategory  Reason = "basis_not_for_category"
	BasisDoesNotCarry    Reason = "basis_does_not_carry" // the sensitivity of the information
	PurposeOutside       Reason = "purpose_outside_agreement"
	Secrecy              Reason = "secrecy"
	Confidence           Reason = "confidence"
)

// Reasons returns every reason there is, sorted bytewise.
func Reasons() []Reason {
	all := make([]Reason, len(sorted))
	copy(all, sorted[:])
	return all
}

// set is a set of reasons: a word of bits, so that the failures of thousands of provisions are compared without making
// lists of them.
type set uint64

// The sets of one reason. They stand in the order of the reasons, bytewise, and so does what [set.list] makes of a set.
const (
	onlyAgreementNotInForce set = 1 << iota
	onlyAgreementSuspended
	onlyAgreementTerminated
	onlyBasisDoesNotCarry
	onlyBasisMissing
	onlyBasisNotForCategory
	onlyBasisNotForProvider
	onlyBasisNotForPurpose
	onlyBasisNotForRecipient
	onlyCategoryDiffers
	onlyConfidence
	onlyCovered
	onlyDirectionReversed
	onlyExpired
	onlyNoAgreement
	onlyNoYouthData
	onlyNotYetInForce
	onlyOtherForum
	onlyPartiesDiffer
	onlyProviderNotInForum
	onlyProviderNotParty
	onlyProviderNotSigned
	onlyProviderSuspended
	onlyProviderWithdrawn
	onlyProvisionNotInForce
	onlyPurposeDiffers
	onlyPurposeOutside
	onlyRecipientNotInForum
	onlyRecipientNotParty
	onlyRecipientNotSigned
	onlyRecipientSuspended
	onlyRecipientWithdrawn
	onlySameOrganisation
	onlySecrecy
	onlyByStatute
)

var sorted = [...]Reason{
	AgreementNotInForce,
	AgreementSuspended,
	AgreementTerminated,
	BasisDoesNotCarry,
	BasisMissing,
	BasisNotForCategory,
	BasisNotForProvider,
	BasisNotForPurpose,
	BasisNotForRecipient,
	CategoryDiffers,
	Confidence,
	Covered,
	DirectionReversed,
	Expired,
	NoAgreement,
	NoYouthData,
	NotYetInForce,
	OtherForum,
	PartiesDiffer,
	ProviderNotInForum,
	ProviderNotParty,
	ProviderNotSigned,
	ProviderSuspended,
	ProviderWithdrawn,
	ProvisionNotInForce,
	PurposeDiffers,
	PurposeOutside,
	RecipientNotInForum,
	RecipientNotParty,
	RecipientNotSigned,
	RecipientSuspended,
	RecipientWithdrawn,
	SameOrganisation,
	Secrecy,
	ByStatute,
}

var setOf = func() map[Reason]set {
	m := make(map[Reason]set, len(sorted))
	for i, r := range sorted {
		m[r] = 1 << i
	}
	return m
}()

func (s set) size() int { return bits.OnesCount64(uint64(s)) }

func (s set) list() []Reason {
	list := make([]Reason, 0, s.size())
	for ; s != 0; s &= s - 1 {
		list = append(list, sorted[bits.TrailingZeros64(uint64(s))])
	}
	return list
}
