package desk

import (
	"reflect"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// setsByType are the sets of terms that a value of a type is from.
var setsByType = map[reflect.Type]language.Set{
	reflect.TypeFor[partnership.AgreementStatus]():      language.AgreementStatuses,
	reflect.TypeFor[partnership.ActionStatus]():         language.ActionStatuses,
	reflect.TypeFor[partnership.AttendanceStatus]():     language.Attendance,
	reflect.TypeFor[partnership.Channel]():              language.Channels,
	reflect.TypeFor[partnership.PartyRole]():            language.Roles,
	reflect.TypeFor[partnership.Controller]():           language.Controllers,
	reflect.TypeFor[partnership.Anchor]():               language.Anchors,
	reflect.TypeFor[partnership.Goal]():                 language.Goals,
	reflect.TypeFor[partnership.Priority]():             language.Priorities,
	reflect.TypeFor[partnership.DeliberationDecision](): language.Decisions,
}

// setsByField are the sets of terms of the fields whose type does not tell, by the field's name.
var setsByField = map[string]language.Set{
	"purpose": language.Purposes, "purposes": language.Purposes, "category": language.InformationCategories,
	"conditions": language.Conditions, "legal_basis": language.LegalBases, "legal_bases": language.LegalBases,
	"meeting_kind": language.MeetingKinds,
}

// setsByKind are the sets of what a kind of record can be.
var setsByKind = map[partnership.Kind]language.Set{
	partnership.KindOrganisation: language.OrganisationKinds, partnership.KindAgreement: language.AgreementKinds,
	partnership.KindMeeting: language.MeetingKinds, partnership.KindSeries: language.MeetingKinds,
}

// text writes a string: a term by its name, a place in another record by what that is called.
func (c *comparer) text(path string, v reflect.Value, in partnership.Record) string {
	text, name := v.String(), path[strings.LastIndexByte(path, '.')+1:]
	if set, ok := setsByType[v.Type()]; ok {
		return c.words.Term(set, text)
	}
	if set, ok := setsByField[name]; ok {
		return c.term(set, text)
	}
	switch {
	case path == "kind":
		return c.words.Term(setsByKind[in.RecordKind()], text)
	case path == "outcome" && in.RecordKind() == partnership.KindDeliberation:
		return c.words.Term(language.Outcomes, text)
	case path == "forum":
		return c.forum(text)
	case path == "provisions.from" || path == "provisions.to":
		return c.side(text)
	case path == "provisions.article":
		return c.article(text, in)
	}
	return text
}

// term returns what a term is called; a legal basis of the user's own by its own name.
func (c *comparer) term(set language.Set, id string) string {
	if set == language.LegalBases {
		for _, own := range c.desk.OwnBases() {
			if string(own.ID) == id {
				return own.Short
			}
		}
	}
	return c.words.Term(set, id)
}

// record returns what people call a record, also one that was removed, or a part of the same record.
func (c *comparer) record(path string, id partnership.ID, in partnership.Record) string {
	switch path {
	case "provisions.forum", "annexes.forum":
		if a, ok := in.(partnership.Agreement); ok {
			return forumOf(a, id)
		}
	case "decisions.agenda":
		if m, ok := in.(partnership.Meeting); ok {
			for _, item := range m.Agenda {
				if item.ID == id {
					return item.Title
				}
			}
		}
	}
	return c.desk.lastLabel(id)
}

func forumOf(a partnership.Agreement, id partnership.ID) string {
	for _, f := range a.Forums {
		if f.ID == id {
			return f.Name
		}
	}
	return string(id)
}

// forum returns what a forum "agreement id/forum id" is called.
func (c *comparer) forum(text string) string {
	agreement, forum, _ := strings.Cut(text, "/")
	if a, _, err := Get[partnership.Agreement](c.desk, partnership.ID(agreement)); err == nil {
		return forumOf(a, partnership.ID(forum)) + " (" + a.Label() + ")"
	}
	return text
}

// side returns who gives or gets by a provision.
func (c *comparer) side(text string) string {
	if text == partnership.Anyone {
		return c.words.Text("history.anyone")
	}
	if kind, ok := strings.CutPrefix(text, "kind:"); ok {
		return c.words.Term(language.OrganisationKinds, kind)
	}
	return c.desk.lastLabel(partnership.ID(text))
}

func (c *comparer) article(text string, in partnership.Record) string {
	if a, ok := in.(partnership.Agreement); ok {
		for _, article := range a.Articles {
			if string(article.ID) == text {
				return article.Title
			}
		}
	}
	return text
}

// lastLabel returns what people call a record, or called it before it was removed; the id itself when nobody knows.
func (d *Desk) lastLabel(id partnership.ID) string {
	if _, err := d.Record(id); err == nil {
		return d.Label(id)
	}
	versions, err := d.ledger.History(id)
	if err != nil {
		return string(id)
	}
	for i := len(versions) - 1; i >= 0; i-- {
		if r := versions[i].Record; r != nil {
			return d.labelOf(r)
		}
	}
	return string(id)
}
