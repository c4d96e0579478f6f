package partnership

import "strings"

func (a Agreement) check(c checker) {
	c.id(a.ID)
	c.requiredTerm("kind", a.Kind, "agreement_kinds", c.words.HasAgreementKind)
	c.required("title", a.Title)
	c.text("reference", a.Reference)
	c.text("ambition", a.Ambition)
	c.terms("purposes", a.Purposes, "purposes", c.words.HasPurpose)
	requiredOneOf(c, "status", a.Status, agreementStatuses)
	for i, t := range a.Transitions {
		in := c.in("transitions", i)
		requiredOneOf(in, "to", t.To, agreementStatuses)
		in.requiredDay("on", t.On)
		in.text("note", t.Note)
	}
	order(c, "valid_until", a.ValidUntil, "valid_from", a.ValidFrom)
	order(c, "terminated_on", a.TerminatedOn, "valid_from", a.ValidFrom)
	order(c, "suspended_until", a.SuspendedUntil, "suspended_from", a.SuspendedFrom)
	c.notNegative("evaluation_months", int64(a.EvaluationMonths))
	for i, d := range a.EvaluatedOn {
		c.requiredDay(element("evaluated_on", i), d)
	}
	if a.Notice != nil {
		in := c.inside("notice")
		in.notNegative("months", int64(a.Notice.Months))
		oneOf(in, "anchor", a.Notice.Anchor, []Anchor{EndOfMonth, EndOfQuarter, EndOfYear})
	}
	c.reference("supersedes", a.Supersedes, KindAgreement)
	a.checkForums(c)
	for i, p := range a.Parties {
		p.check(c.in("parties", i))
	}
	a.checkProvisions(c)
	a.checkTexts(c)
	c.references("attachments", a.Attachments, KindAttachment)
	c.text("notes", a.Notes)
	c.extra(a.Extra)
}

func (a Agreement) checkForums(c checker) {
	id := c.parts("forums")
	for i, f := range a.Forums {
		in := c.in("forums", i)
		id(in, i, f.ID)
		in.required("name", f.Name)
		in.terms("purposes", f.Purposes, "purposes", c.words.HasPurpose)
		in.text("target_group", f.TargetGroup)
		in.term("meeting_kind", f.MeetingKind, "meeting_kinds", c.words.HasMeetingKind)
		in.references("participants", f.Participants, KindOrganisation)
		in.references("suppliers", f.Suppliers, KindOrganisation)
	}
}

func (p Party) check(c checker) {
	c.requiredReference("organisation", p.Organisation, KindOrganisation)
	c.references("members", p.Members, KindOrganisation)
	oneOf(c, "role", p.Role, []PartyRole{RoleParty, RoleWitness})
	c.text("body", p.Body)
	c.text("representative", p.Representative)
	c.reference("contact", p.Contact, KindContact)
	c.text("capacity", p.Capacity)
	c.text("decided_by", p.DecidedBy)
	c.text("signed_at", p.SignedAt)
	order(c, "withdrawn_on", p.WithdrawnOn, "signed_on", p.SignedOn)
	order(c, "suspended_until", p.SuspendedUntil, "suspended_from", p.SuspendedFrom)
	oneOf(c, "controller", p.Controller, []Controller{ControllerOwn, ControllerJoint, Processor})
}

func (a Agreement) checkProvisions(c checker) {
	id := c.parts("provisions")
	for i, p := range a.Provisions {
		in := c.in("provisions", i)
		id(in, i, p.ID)
		in.side("from", p.From)
		in.side("to", p.To)
		in.requiredTerm("category", p.Category, "information_categories", c.words.HasCategory)
		in.requiredTerm("purpose", p.Purpose, "purposes", c.words.HasPurpose)
		in.term("legal_basis", p.LegalBasis, "legal_bases", c.words.HasLegalBasis)
		in.terms("conditions", p.Conditions, "conditions", c.words.HasCondition)
		part(in, "forum", p.Forum, "forums", a.Forums, Forum.id)
		in.text("article", p.Article)
		in.notNegative("retention_months", int64(p.RetentionMonths))
		order(in, "dropped_on", p.DroppedOn, "added_on", p.AddedOn)
	}
}

// side judges who gives or receives under a provision.
func (c checker) side(field, who string) {
	kind, isKind := strings.CutPrefix(who, kindPrefix)
	switch {
	case who == "":
		c.report(field, RuleRequired, "", "")
	case who == Anyone:
	case isKind:
		if !c.words.HasOrganisationKind(Term(kind)) {
			c.report(field, RuleTerm, who, "organisation_kinds")
		}
	case !ID(who).wellFormed():
		c.report(field, RuleFormat, who, "organisation|kind:…|any")
	default:
		c.reference(field, ID(who), KindOrganisation)
	}
}

func (a Agreement) checkTexts(c checker) {
	id := c.parts("articles")
	for i, article := range a.Articles {
		in := c.in("articles", i)
		id(in, i, article.ID)
		in.required("title", article.Title)
		in.required("text", article.Text)
	}
	c.texts("having_regard", a.HavingRegard)
	c.texts("considerations", a.Considerations)
	for i, annex := range a.Annexes {
		in := c.in("annexes", i)
		in.required("title", annex.Title)
		in.required("text", annex.Text)
		part(in, "forum", annex.Forum, "forums", a.Forums, Forum.id)
	}
}

func (f Forum) id() ID { return f.ID }

var agreementStatuses = []AgreementStatus{
	AgreementDraft, AgreementReview, AgreementInForce, AgreementSuspended, AgreementTerminated,
}
