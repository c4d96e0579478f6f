package partnership

import (
	"fmt"
	"strings"
)

// Lookup is what a record may refer to: all records of a vault, of a file, or of both.
type Lookup interface {
	// KindOf returns the kind of the record with this id, and whether there is one.
	KindOf(id ID) (Kind, bool)
	// HasForum reports whether the agreement with this id has a forum with that id.
	HasForum(agreement, forum ID) bool
}

// Validate returns what is wrong with r by itself and with its references: the rules of the bundle (doc/bundle.md,
// "Reading"), no more. It returns nil when nothing is, else the problems in the order of the fields.
//
// Whether r's own id is unique is not judged here. A nil look knows no records. r is one of the eight types of record;
// Validate panics for any other.
func Validate(r Record, v Vocabulary, look Lookup) Problems {
	var problems Problems
	c := checker{words: &v, look: look, problems: &problems}
	switch r := r.(type) {
	case Organisation:
		r.check(c)
	case Contact:
		r.check(c)
	case Agreement:
		r.check(c)
	case Series:
		r.check(c)
	case Meeting:
		r.check(c)
	case Action:
		r.check(c)
	case Deliberation:
		r.check(c)
	case Attachment:
		r.check(c)
	default:
		panic(fmt.Sprintf("partnership: %T is no record", r))
	}
	return problems
}

func (o Organisation) check(c checker) {
	c.id(o.ID)
	c.required("name", o.Name)
	c.requiredTerm("kind", o.Kind, "organisation_kinds", c.words.HasOrganisationKind)
	c.reference("part_of", o.PartOf, KindOrganisation)
	c.text("team", o.Team)
	if o.KvK != "" && !digits(o.KvK, 8) {
		c.report("kvk", RuleFormat, o.KvK, "12345678")
	}
	address := c.inside("address")
	address.text("street", o.Address.Street)
	address.text("postcode", o.Address.Postcode)
	address.text("city", o.Address.City)
	c.text("phone", o.Phone)
	c.text("email", o.Email)
	c.text("website", o.Website)
	c.texts("tags", o.Tags)
	c.text("notes", o.Notes)
	c.extra(o.Extra)
}

func digits(s string, n int) bool {
	return len(s) == n && strings.Trim(s, "0123456789") == ""
}

func (k Contact) check(c checker) {
	c.id(k.ID)
	c.text("given_name", k.GivenName)
	c.text("infix", k.Infix)
	c.required("family_name", k.FamilyName)
	for i, p := range k.Positions {
		in := c.in("positions", i)
		in.requiredReference("organisation", p.Organisation, KindOrganisation)
		in.text("title", p.Title)
		in.text("area", p.Area)
		order(in, "until", p.Until, "since", p.Since)
	}
	c.texts("phones", k.Phones)
	c.texts("emails", k.Emails)
	c.text("availability", k.Availability)
	oneOf(c, "channel", k.Channel, channels)
	for i, s := range k.Spoken {
		in := c.in("spoken", i)
		in.requiredDay("on", s.On)
		oneOf(in, "channel", s.Channel, channels)
		in.text("note", s.Note)
	}
	c.texts("tags", k.Tags)
	c.text("notes", k.Notes)
	c.extra(k.Extra)
}

func (a Action) check(c checker) {
	c.id(a.ID)
	c.notNegative("number", int64(a.Number))
	c.required("title", a.Title)
	c.reference("organisation", a.Organisation, KindOrganisation)
	c.reference("contact", a.Contact, KindContact)
	requiredOneOf(c, "status", a.Status, actionStatuses)
	oneOf(c, "priority", a.Priority, []Priority{PriorityLow, PriorityNormal, PriorityHigh})
	c.reference("meeting", a.Meeting, KindMeeting)
	c.reference("agreement", a.Agreement, KindAgreement)
	for i, d := range a.Promises {
		c.requiredDay(element("promises", i), d)
	}
	for i, f := range a.FollowUps {
		in := c.in("follow_ups", i)
		in.requiredDay("on", f.On)
		oneOf(in, "channel", f.Channel, channels)
		in.text("note", f.Note)
	}
	c.references("after", a.After, KindAction)
	c.text("repeat", a.Repeat)
	c.texts("tags", a.Tags)
	c.text("notes", a.Notes)
	c.extra(a.Extra)
}

func (d Deliberation) check(c checker) {
	c.id(d.ID)
	c.requiredDay("on", d.On)
	c.requiredReference("from", d.From, KindOrganisation)
	c.requiredReference("to", d.To, KindOrganisation)
	c.requiredTerm("category", d.Category, "information_categories", c.words.HasCategory)
	c.requiredTerm("purpose", d.Purpose, "purposes", c.words.HasPurpose)
	c.forum("forum", d.Forum)
	requiredOneOf(c, "outcome", d.Outcome, outcomes)
	c.texts("reasons", d.Reasons)
	c.texts("provisions", d.Provisions)
	c.terms("conditions", d.Conditions, "conditions", c.words.HasCondition)
	c.terms("legal_bases", d.LegalBases, "legal_bases", c.words.HasLegalBasis)
	c.text("necessity", d.Necessity)
	c.text("proportionality", d.Proportionality)
	c.text("subsidiarity", d.Subsidiarity)
	oneOf(c, "decision", d.Decision, []DeliberationDecision{DecidedShared, DecidedNotShared, DecidedAdviceAsked})
	c.text("by", d.By)
	c.text("notes", d.Notes)
}

// outcomes are the advices that a deliberation can keep (doc/sharing.md, "Outcomes").
var outcomes = []string{"permitted", "permitted_with_conditions", "statutory_route", "ask_advice", "not_covered"}

func (a Attachment) check(c checker) {
	c.id(a.ID)
	c.required("name", a.Name)
	c.required("media_type", a.MediaType)
	c.notNegative("size", a.Size)
	switch {
	case a.SHA256 == "":
		c.report("sha256", RuleRequired, "", "")
	case len(a.SHA256) != 64 || strings.Trim(a.SHA256, "0123456789abcdef") != "":
		c.report("sha256", RuleFormat, a.SHA256, "64 × 0-9a-f")
	}
}

var (
	channels       = []Channel{ChannelPhone, ChannelEmail, ChannelVisit, ChannelMeeting, ChannelLetter}
	actionStatuses = []ActionStatus{ActionOpen, ActionInProgress, ActionWaiting, ActionDone, ActionDropped}
)
