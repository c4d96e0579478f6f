package desk

import (
	"regexp"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/sharing"
)

// AdviceLine is a question with its answer.
type AdviceLine = sharing.Line

// AdviceChange is a question whose answer changes.
type AdviceChange = sharing.Change

// Around returns what an organisation may give and get on a day under the agreements in force.
func (d *Desk) Around(organisation partnership.ID, on date.Day) ([]AdviceLine, error) {
	lines, err := d.Aid().aid.Around(organisation, on)
	if err != nil {
		return nil, questionError(err)
	}
	return lines, nil
}

// Recipients returns the answer for everybody whom a provider could give something, the open ones first.
func (d *Desk) Recipients(q Question) ([]AdviceLine, error) {
	lines, err := d.Aid().aid.Recipients(q)
	if err != nil {
		return nil, questionError(err)
	}
	rank := func(l AdviceLine) int { return slices.Index(sharing.Outcomes(), l.Advice.Outcome) }
	slices.SortStableFunc(lines, func(a, b AdviceLine) int {
		if x, y := rank(a), rank(b); x != y {
			return x - y
		}
		return d.words.Load().Compare(d.Label(a.Question.To), d.Label(b.Question.To))
	})
	return lines, nil
}

// AtMeeting returns what may be said at a meeting on its day, between the organisations of who was invited or was there.
func (d *Desk) AtMeeting(id partnership.ID) ([]AdviceLine, error) {
	meeting, _, err := Get[partnership.Meeting](d, id)
	if err != nil {
		return nil, err
	}
	lines, err := d.Aid().aid.At(d.Table(meeting), meeting.Forum, meeting.Start.Day())
	if err != nil {
		return nil, questionError(err)
	}
	return lines, nil
}

// Table returns the organisations at the table of a meeting: of everybody who was not excused or absent, sorted by id.
func (d *Desk) Table(m partnership.Meeting) []partnership.ID {
	var at []partnership.ID
	for _, a := range m.Attendance {
		if a.Status != partnership.Invited && a.Status != partnership.Present {
			continue
		}
		if c, _, err := Get[partnership.Contact](d, a.Contact); err == nil {
			if o := WorksAt(c, m.Start.Day()); o != "" {
				at = append(at, o)
			}
		}
	}
	slices.Sort(at)
	return slices.Compact(at)
}

// Guests returns who at a meeting is bound by none of its agreements and is asked to declare secrecy; see [Desk.PrintSecrecy].
func (d *Desk) Guests(id partnership.ID, on date.Day) ([]partnership.ID, error) {
	meeting, options, err := d.meetingPaper(id, on)
	if err != nil {
		return nil, err
	}
	return document.Guests(meeting, directory{d.ledger}, options), nil
}

// WhatIf returns which answers change on a day when an agreement becomes as it stands in a draft of it: an agreement with
// the id of an existing one in its place, another one beside them. A draft is looked at as if all parties had signed it and it were in force.
func (d *Desk) WhatIf(draft partnership.Agreement, on date.Day) ([]AdviceChange, error) {
	before := ledger.All[partnership.Agreement](d.ledger)
	after := slices.Clone(before)
	draft = inForce(draft, on)
	i := slices.IndexFunc(after, func(a partnership.Agreement) bool { return a.ID == draft.ID })
	if i < 0 {
		after = append(after, draft)
	} else {
		after[i] = draft
	}
	changes, err := sharing.Compare(d.Vocabulary(), All[partnership.Organisation](d), before, after, on)
	if err != nil {
		return nil, questionError(err)
	}
	return changes, nil
}

// inForce returns an agreement as it would be when everybody had signed and it held on a day. One that holds already is
// returned as it is.
func inForce(a partnership.Agreement, on date.Day) partnership.Agreement {
	if a.Status != partnership.AgreementDraft && a.Status != partnership.AgreementReview {
		return a
	}
	a.Status = partnership.AgreementInForce
	if on.Before(a.ValidFrom) {
		a.ValidFrom = on
	}
	a.Parties = slices.Clone(a.Parties)
	for i := range a.Parties {
		if p := &a.Parties[i]; !p.SignedBy(on) {
			p.Signed, p.SignedOn = true, date.Day{}
		}
	}
	return a
}

// Expectation is an answer that an agreement is made for.
type Expectation = partnership.Expectation

// Expectations returns the answers that an agreement is made for.
func (d *Desk) Expectations(agreement partnership.ID) []Expectation {
	return slices.DeleteFunc(d.ledger.Expectations(), func(e Expectation) bool { return e.Agreement != agreement })
}

// SetExpectations changes the answers that an agreement is made for, as one step that can be undone.
func (d *Desk) SetExpectations(agreement partnership.ID, list []Expectation) error {
	all := slices.DeleteFunc(d.ledger.Expectations(), func(e Expectation) bool { return e.Agreement == agreement })
	for _, e := range list {
		e.Agreement = agreement
		all = append(all, e)
	}
	return d.about(d.ledger.Commit(ledger.Commit{Name: "desk.commit.expectations", Expectations: &all}))
}

// Checked is an expectation with what the aid says.
type Checked struct {
	Expectation
	Question Question
	Advice   Advice
	Met      bool
	Gone     bool // it names an organisation or consultation that is there no more
}

// Check tells which of the expectations of an agreement are met on a day, when it is as it stands in a draft of it: see [Desk.WhatIf].
func (d *Desk) Check(draft partnership.Agreement, on date.Day) []Checked {
	agreements := slices.DeleteFunc(All[partnership.Agreement](d), func(a partnership.Agreement) bool { return a.ID == draft.ID })
	aid := sharing.New(d.Vocabulary(), All[partnership.Organisation](d), append(agreements, inForce(draft, on)))
	var checked []Checked
	for _, e := range d.Expectations(draft.ID) {
		c := Checked{Expectation: e, Question: Question{From: e.From, To: e.To, Category: e.Category, Purpose: e.Purpose, Forum: e.Forum, Urgent: e.Urgent, On: on}}
		advice, err := aid.Advise(c.Question)
		if err != nil {
			c.Gone = true
		} else {
			c.Advice, c.Met = advice, advice.Open() == e.Possible
		}
		checked = append(checked, c)
	}
	return checked
}

var officer = regexp.MustCompile(`(?i)\b(privacy|gegevensbescherming|data protection|fg|dpo)\b`)

// Advisers returns whom one could ask about sharing with an organisation: privacy officers, of one's own organisation first,
// and the contacts of the other partner.
func (d *Desk) Advisers(from, to partnership.ID, on date.Day) (officers, there []partnership.Contact) {
	for _, c := range All[partnership.Contact](d) {
		if at := WorksAt(c, on); at == "" || c.Archived {
			continue
		}
		for _, p := range c.Positions {
			if on.Within(p.Since, p.Until) && officer.MatchString(p.Title) {
				officers = append(officers, c)
				break
			}
		}
	}
	slices.SortStableFunc(officers, func(a, b partnership.Contact) int {
		return d.near(a, from, on) - d.near(b, from, on)
	})
	there, _ = d.People(to, on)
	return officers, there
}

// near is how near somebody is to an organisation: at it, at the municipality, elsewhere.
func (d *Desk) near(c partnership.Contact, organisation partnership.ID, on date.Day) int {
	at := WorksAt(c, on)
	if at == organisation {
		return 0
	}
	if o, _, err := Get[partnership.Organisation](d, at); err == nil && o.Kind == "municipality" {
		return 1
	}
	return 2
}

// DraftAddendum keeps a draft agreement beside another one, between the two organisations of a question, with a provision for what was
// asked; the legal basis is left for who knows the law. It returns its id.
func (d *Desk) DraftAddendum(agreement partnership.ID, q Question) (partnership.ID, error) {
	to, _, err := Get[partnership.Agreement](d, agreement)
	if err != nil {
		return "", err
	}
	id, err := d.NewID(partnership.KindAgreement)
	if err != nil {
		return "", err
	}
	words := d.words.Load()
	addendum := partnership.Agreement{
		ID: id, Kind: to.Kind, Status: partnership.AgreementDraft, Purposes: []partnership.Term{q.Purpose},
		Title:      words.Text("advice.addendum.title", "Title", to.Title, "Category", language.Term(words, language.InformationCategories, q.Category)),
		Provisions: []partnership.Provision{{ID: "p1", From: string(q.From), To: string(q.To), Category: q.Category, Purpose: q.Purpose}},
	}
	for _, organisation := range []partnership.ID{q.From, q.To} {
		party := partnership.Party{Organisation: organisation}
		for _, p := range to.Parties {
			if p.IsParty() && p.Organisation == organisation {
				party.Body, party.Representative, party.Contact, party.Capacity, party.Controller = p.Body, p.Representative, p.Contact, p.Capacity, p.Controller
				break
			}
		}
		addendum.Parties = append(addendum.Parties, party)
	}
	return id, d.Keep("desk.commit.agreement", Put(addendum, 0))
}
