package find

import (
	"maps"
	"slices"
	"strconv"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// weight tells how much a text says about a record: the lower, the more.
type weight uint8

const (
	inName  weight = iota // its name or title
	inField               // another short field
	inText                // a long text
	weights = iota
)

// place is where a text stands in a record. It becomes a path only for the hits that are shown.
type place struct {
	field string
	index int // in the list; -1 when there is none
	part  string
}

func (p place) String() string {
	if p.index < 0 {
		return p.field
	}
	path := p.field + "[" + strconv.Itoa(p.index) + "]"
	if p.part != "" {
		path += "." + p.part
	}
	return path
}

// visitor is told of each text of a record, until it answers false.
type visitor func(at place, w weight, text string) bool

// reading hands texts to a visitor. It stops calling once the visitor had enough.
type reading struct {
	visit visitor
	done  bool
}

func (r *reading) at(p place, w weight, text string) {
	if !r.done && text != "" {
		r.done = !r.visit(p, w, text)
	}
}

func (r *reading) one(field string, w weight, text string) { r.at(place{field, -1, ""}, w, text) }

func (r *reading) item(field string, index int, part string, w weight, text string) {
	r.at(place{field, index, part}, w, text)
}

func (r *reading) list(field string, w weight, texts []string) {
	for i, text := range texts {
		r.item(field, i, "", w, text)
	}
}

func (r *reading) extra(extra map[string]string) {
	if len(extra) == 0 {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(extra)) {
		r.one("extra."+name, inField, extra[name])
	}
}

// eachText visits all texts of a record, its name first, then short fields, then long texts. Vocabulary terms, days and
// the ids of other records are not its texts.
func eachText(record partnership.Record, visit visitor) {
	r := &reading{visit: visit}
	switch record := record.(type) {
	case partnership.Organisation:
		r.organisation(&record)
	case partnership.Contact:
		r.contact(&record)
	case partnership.Agreement:
		r.agreement(&record)
	case partnership.Series:
		r.series(&record)
	case partnership.Meeting:
		r.meeting(&record)
	case partnership.Action:
		r.action(&record)
	case partnership.Deliberation:
		r.deliberation(&record)
	case partnership.Attachment:
		r.attachment(&record)
	}
}

// asValue returns the record as one of the types that eachText knows, also when a pointer was given.
func asValue(record partnership.Record) partnership.Record {
	switch record.(type) {
	case partnership.Organisation, partnership.Contact, partnership.Agreement, partnership.Series,
		partnership.Meeting, partnership.Action, partnership.Deliberation, partnership.Attachment:
		return record
	}
	return record.Copy()
}

func (r *reading) organisation(o *partnership.Organisation) {
	r.one("name", inName, o.Name)
	r.one("id", inField, string(o.ID))
	r.one("team", inField, o.Team)
	r.one("kvk", inField, o.KvK)
	r.one("address.street", inField, o.Address.Street)
	r.one("address.postcode", inField, o.Address.Postcode)
	r.one("address.city", inField, o.Address.City)
	r.one("phone", inField, o.Phone)
	r.one("email", inField, o.Email)
	r.one("website", inField, o.Website)
	r.list("tags", inField, o.Tags)
	r.extra(o.Extra)
	r.one("notes", inText, o.Notes)
}

func (r *reading) contact(c *partnership.Contact) {
	r.one("name", inName, c.Name())
	r.one("id", inField, string(c.ID))
	for i := range c.Positions {
		r.item("positions", i, "title", inField, c.Positions[i].Title)
		r.item("positions", i, "area", inField, c.Positions[i].Area)
	}
	r.list("phones", inField, c.Phones)
	r.list("emails", inField, c.Emails)
	r.one("availability", inField, c.Availability)
	r.list("tags", inField, c.Tags)
	r.extra(c.Extra)
	for i := range c.Spoken {
		r.item("spoken", i, "note", inText, c.Spoken[i].Note)
	}
	r.one("notes", inText, c.Notes)
}

func (r *reading) agreement(a *partnership.Agreement) {
	r.one("title", inName, a.Title)
	r.one("id", inField, string(a.ID))
	r.one("reference", inField, a.Reference)
	for i := range a.Forums {
		r.item("forums", i, "name", inField, a.Forums[i].Name)
		r.item("forums", i, "target_group", inField, a.Forums[i].TargetGroup)
	}
	for i := range a.Parties {
		r.party(i, &a.Parties[i])
	}
	for i := range a.Provisions {
		r.item("provisions", i, "article", inField, a.Provisions[i].Article)
	}
	for i := range a.Articles {
		r.item("articles", i, "title", inField, a.Articles[i].Title)
	}
	for i := range a.Annexes {
		r.item("annexes", i, "title", inField, a.Annexes[i].Title)
	}
	r.extra(a.Extra)
	r.one("ambition", inText, a.Ambition)
	r.list("having_regard", inText, a.HavingRegard)
	r.list("considerations", inText, a.Considerations)
	for i := range a.Articles {
		r.item("articles", i, "text", inText, a.Articles[i].Text)
	}
	for i := range a.Annexes {
		r.item("annexes", i, "text", inText, a.Annexes[i].Text)
	}
	for i := range a.Transitions {
		r.item("transitions", i, "note", inText, a.Transitions[i].Note)
	}
	r.one("notes", inText, a.Notes)
}

func (r *reading) party(i int, p *partnership.Party) {
	r.item("parties", i, "body", inField, p.Body)
	r.item("parties", i, "representative", inField, p.Representative)
	r.item("parties", i, "capacity", inField, p.Capacity)
	r.item("parties", i, "decided_by", inField, p.DecidedBy)
	r.item("parties", i, "signed_at", inField, p.SignedAt)
}

func (r *reading) series(s *partnership.Series) {
	r.one("title", inName, s.Title)
	r.one("id", inField, string(s.ID))
	r.one("place", inField, s.Place)
	r.list("agenda", inField, s.Agenda)
}

func (r *reading) meeting(m *partnership.Meeting) {
	r.one("title", inName, m.Title)
	r.one("id", inField, string(m.ID))
	r.one("place", inField, m.Place)
	r.one("uid", inField, m.UID)
	for i := range m.Agenda {
		r.item("agenda", i, "title", inField, m.Agenda[i].Title)
	}
	for i := range m.Ambitions {
		for _, theme := range m.Ambitions[i].Themes {
			r.item("ambitions", i, "themes", inField, theme)
		}
	}
	for i := range m.Agenda {
		r.item("agenda", i, "text", inText, m.Agenda[i].Text)
		r.item("agenda", i, "outcome", inText, m.Agenda[i].Outcome)
	}
	for i := range m.Ambitions {
		r.item("ambitions", i, "text", inText, m.Ambitions[i].Text)
	}
	r.one("shared_ambition", inText, m.SharedAmbition)
	r.points("strengths", m.Strengths)
	r.points("weaknesses", m.Weaknesses)
	r.points("opportunities", m.Opportunities)
	r.points("improvements", m.Improvements)
	for i := range m.Decisions {
		r.item("decisions", i, "text", inText, m.Decisions[i].Text)
	}
	r.one("minutes", inText, m.Minutes)
}

func (r *reading) points(field string, points []partnership.Point) {
	for i := range points {
		r.item(field, i, "text", inText, points[i].Text)
	}
}

func (r *reading) action(a *partnership.Action) {
	r.one("title", inName, a.Title)
	r.one("id", inField, string(a.ID))
	if a.Number != 0 {
		r.one("number", inField, strconv.Itoa(a.Number))
	}
	r.list("tags", inField, a.Tags)
	r.extra(a.Extra)
	for i := range a.FollowUps {
		r.item("follow_ups", i, "note", inText, a.FollowUps[i].Note)
	}
	r.one("notes", inText, a.Notes)
}

func (r *reading) deliberation(d *partnership.Deliberation) {
	r.one("label", inName, d.Label())
	r.one("id", inField, string(d.ID))
	r.one("by", inField, d.By)
	r.one("necessity", inText, d.Necessity)
	r.one("proportionality", inText, d.Proportionality)
	r.one("subsidiarity", inText, d.Subsidiarity)
	r.one("notes", inText, d.Notes)
}

func (r *reading) attachment(a *partnership.Attachment) {
	r.one("name", inName, a.Name)
	r.one("id", inField, string(a.ID))
	r.one("media_type", inField, a.MediaType)
	r.one("sha256", inField, a.SHA256)
}
