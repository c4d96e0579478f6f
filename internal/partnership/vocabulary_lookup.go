package partnership

import "slices"

// OrganisationKind returns the kind of organisation with this id, and whether there is one.
func (v *Vocabulary) OrganisationKind(id Term) (OrganisationKind, bool) {
	return find(v.OrganisationKinds, func(k OrganisationKind) bool { return k.ID == id })
}

// Category returns the category of information with this id, and whether there is one.
func (v *Vocabulary) Category(id Term) (InformationCategory, bool) {
	return find(v.InformationCategories, func(c InformationCategory) bool { return c.ID == id })
}

// LegalBasis returns the legal basis with this id, and whether there is one.
func (v *Vocabulary) LegalBasis(id Term) (LegalBasis, bool) {
	return find(v.LegalBases, func(b LegalBasis) bool { return b.ID == id })
}

func find[T any](list []T, match func(T) bool) (T, bool) {
	if i := slices.IndexFunc(list, match); i >= 0 {
		return list[i], true
	}
	var none T
	return none, false
}

// HasOrganisationKind reports whether there is such a kind of organisation.
func (v *Vocabulary) HasOrganisationKind(id Term) bool {
	_, ok := v.OrganisationKind(id)
	return ok
}

// HasCategory reports whether there is such a category of information.
func (v *Vocabulary) HasCategory(id Term) bool {
	_, ok := v.Category(id)
	return ok
}

// HasSensitivity reports whether there is such a sensitivity of information.
func (v *Vocabulary) HasSensitivity(id Term) bool {
	_, ok := v.Sensitivities[id]
	return ok
}

// HasLegalBasis reports whether there is such a legal basis.
func (v *Vocabulary) HasLegalBasis(id Term) bool {
	_, ok := v.LegalBasis(id)
	return ok
}

// HasPurpose reports whether there is such a purpose.
func (v *Vocabulary) HasPurpose(id Term) bool { return hasWord(v.Purposes, id) }

// HasAgreementKind reports whether there is such a kind of agreement.
func (v *Vocabulary) HasAgreementKind(id Term) bool { return hasWord(v.AgreementKinds, id) }

// HasMeetingKind reports whether there is such a kind of meeting.
func (v *Vocabulary) HasMeetingKind(id Term) bool { return hasWord(v.MeetingKinds, id) }

// HasCondition reports whether there is such a condition.
func (v *Vocabulary) HasCondition(id Term) bool { return hasWord(v.Conditions, id) }

func hasWord(words []Word, id Term) bool {
	return slices.ContainsFunc(words, func(w Word) bool { return w.ID == id })
}
