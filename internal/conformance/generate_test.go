package conformance

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/document/documenttest"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// seeds is how many agreements are made. Together they have every letter of Latin Extended, each seed its part.
const seeds = 200

// maker makes one agreement. The same seed gives the same agreement, on every machine.
type maker struct {
	*rand.Rand
	seed       uint64
	vocabulary partnership.Vocabulary
	names      documenttest.Directory
	written    func(partnership.Term) bool // there is a template for the kind
}

// generated makes the agreement of a seed, and the names in it. Seeds 0 to 3 are the corners: one and 40 parties, 0 and 200 provisions.
func generated(o document.Options, seed uint64) (partnership.Agreement, documenttest.Directory) {
	m := &maker{
		Rand: rand.New(rand.NewPCG(seed, 2026)), seed: seed, vocabulary: o.Vocabulary,
		written: func(kind partnership.Term) bool { _, err := o.Templates.Template(kind); return err == nil },
	}
	a := m.agreement()
	return a, m.names
}

func (m *maker) agreement() partnership.Agreement {
	parties, provisions := m.size()
	for i := range parties {
		m.names.Organisations = append(m.names.Organisations, m.organisation(i))
	}
	kinds := m.vocabulary.AgreementKinds
	a := partnership.Agreement{
		ID: "a", Kind: kinds[m.seed%uint64(len(kinds))].ID, Status: statuses[m.seed/uint64(len(kinds))%uint64(len(statuses))],
		Title: m.exactly(1 + int(m.seed%120)), Purposes: m.terms(m.vocabulary.Purposes),
	}
	m.dress(&a)
	for i := range m.IntN(4) {
		a.Forums = append(a.Forums, partnership.Forum{
			ID: partnership.ID(fmt.Sprintf("f%d", i)), Name: m.name(), TargetGroup: m.maybe(m.sentence), Purposes: m.terms(m.vocabulary.Purposes),
			Participants: m.some(), Suppliers: m.some(),
		})
	}
	for i := range parties {
		a.Parties = append(a.Parties, m.party(i))
	}
	bare := m.IntN(3) == 0
	draft := a.Status == partnership.AgreementDraft || a.Status == partnership.AgreementReview
	if !bare || draft && !m.written(a.Kind) {
		a.Articles = m.articles()
	}
	for i := range provisions {
		a.Provisions = append(a.Provisions, m.provision(i, a))
	}
	for range m.IntN(3) {
		annex := partnership.Annex{Title: m.name(), Text: m.text(2)}
		if len(a.Forums) > 0 {
			annex.Forum = pick(m, a.Forums).ID
		}
		a.Annexes = append(a.Annexes, annex)
	}
	return a
}

// size draws how many parties and provisions there are: few as a rule, many now and then.
func (m *maker) size() (parties, provisions int) {
	if m.seed < 4 {
		return []int{1, 40}[m.seed%2], []int{0, 200}[m.seed/2]
	}
	few, many := m.Float64(), m.Float64()
	return 1 + int(few*few*few*40), int(many * many * many * many * 201)
}

func (m *maker) organisation(i int) partnership.Organisation {
	o := partnership.Organisation{ID: partnership.ID(fmt.Sprintf("o%d", i)), Name: m.name(), Kind: pick(m, m.vocabulary.OrganisationKinds).ID}
	if i == 0 {
		o.Name = cut(m.letters()+" "+o.Name, 120)
	}
	switch m.IntN(6) {
	case 0: // none
	case 1:
		o.Address = partnership.Address{Street: m.exactly(400), City: m.maybe(m.name)}
	default:
		o.Address = partnership.Address{Street: m.maybe(m.name), Postcode: m.maybe(func() string { return "1234 AB" }), City: m.maybe(m.name)}
	}
	return o
}

var statuses = []partnership.AgreementStatus{
	partnership.AgreementDraft, partnership.AgreementReview, partnership.AgreementInForce, partnership.AgreementSuspended, partnership.AgreementTerminated,
}

// dress fills the fields that may be empty.
func (m *maker) dress(a *partnership.Agreement) {
	a.Reference = m.maybe(m.name)
	a.Ambition = m.maybe(m.sentence)
	a.ValidFrom, a.ValidUntil = m.day(), m.day()
	a.EvaluationMonths = m.IntN(25)
	if m.IntN(2) == 0 {
		a.Notice = &partnership.Notice{Months: m.IntN(13), Anchor: pick(m, []partnership.Anchor{"", partnership.EndOfMonth, partnership.EndOfQuarter, partnership.EndOfYear})}
	}
	for range m.IntN(4) {
		a.HavingRegard = append(a.HavingRegard, m.sentence())
	}
	for range m.IntN(30) {
		a.Considerations = append(a.Considerations, m.sentence())
	}
	switch a.Status {
	case partnership.AgreementSuspended:
		a.SuspendedFrom, a.SuspendedUntil = m.day(), m.day()
	case partnership.AgreementTerminated:
		a.TerminatedOn = m.day()
	case partnership.AgreementDraft, partnership.AgreementReview, partnership.AgreementInForce:
	}
}

func (m *maker) party(i int) partnership.Party {
	p := partnership.Party{
		Organisation: partnership.ID(fmt.Sprintf("o%d", i)),
		Body:         m.maybe(m.name), Representative: m.maybe(m.name), Capacity: m.maybe(m.name), DecidedBy: m.maybe(m.name), DecidedOn: m.day(),
		Signed: m.IntN(2) == 0, SignedOn: m.day(), SignedAt: m.maybe(m.name), WithdrawnOn: m.day(),
		Controller: pick(m, []partnership.Controller{"", partnership.ControllerOwn, partnership.ControllerJoint, partnership.Processor}),
	}
	switch m.IntN(6) {
	case 0:
		p.Role = partnership.RoleWitness
	case 1:
		p.Members = m.some()
	case 2:
		c := partnership.Contact{ID: partnership.ID(fmt.Sprintf("c%d", i)), GivenName: m.maybe(m.name), Infix: m.maybe(func() string { return "van den" }), FamilyName: m.name()}
		c.Positions = []partnership.Position{{Organisation: p.Organisation, Title: m.maybe(m.name)}}
		m.names.Contacts = append(m.names.Contacts, c)
		p.Contact = c.ID
	}
	return p
}

func (m *maker) provision(i int, a partnership.Agreement) partnership.Provision {
	p := partnership.Provision{
		ID: partnership.ID(fmt.Sprintf("p%d", i)), From: m.side(), To: m.side(),
		Category: pick(m, m.vocabulary.InformationCategories).ID, Purpose: pick(m, m.vocabulary.Purposes).ID, Conditions: m.terms(m.vocabulary.Conditions),
		RetentionMonths: m.IntN(3) * 12, AddedOn: m.day(), DroppedOn: m.day(),
	}
	if m.IntN(4) > 0 {
		p.LegalBasis = pick(m, m.vocabulary.LegalBases).ID
	}
	if len(a.Forums) > 0 && m.IntN(2) == 0 {
		p.Forum = pick(m, a.Forums).ID
	}
	switch m.IntN(4) {
	case 0:
		p.Article = m.name()
	case 1, 2:
		if len(a.Articles) > 0 {
			p.Article = string(pick(m, a.Articles).ID)
		}
	}
	return p
}

func (m *maker) side() string {
	switch m.IntN(4) {
	case 0:
		return partnership.Anyone
	case 1:
		return partnership.OfKind(pick(m, m.vocabulary.OrganisationKinds).ID)
	}
	return string(pick(m, m.names.Organisations).ID)
}

// articles are as many as fit a covenant. One in ten agreements has an article of 3,000 words.
func (m *maker) articles() []partnership.Article {
	var list []partnership.Article
	for i := range 1 + m.IntN(12) {
		list = append(list, partnership.Article{ID: partnership.ID(fmt.Sprintf("art%d", i)), Title: m.name(), Text: m.text(1 + m.IntN(5))})
	}
	if m.seed%10 == 5 {
		var long strings.Builder
		for words := 0; words < 3000; {
			s := m.sentence()
			words += len(strings.Fields(s))
			long.WriteString(s + " ")
		}
		list[0].Text = long.String()
	}
	list[len(list)-1].Text += "\n\n" + m.letters() + " en *" + m.letters() + "*, zie [hier](#art0)."
	return list
}

func (m *maker) some() []partnership.ID {
	var ids []partnership.ID
	for range m.IntN(3) {
		ids = append(ids, pick(m, m.names.Organisations).ID)
	}
	return ids
}

func (m *maker) terms(words []partnership.Word) []partnership.Term {
	var list []partnership.Term
	for range m.IntN(4) {
		list = append(list, pick(m, words).ID)
	}
	return list
}

func (m *maker) day() date.Day {
	if m.IntN(2) == 0 {
		return date.Day{}
	}
	return date.MustParse("2024-01-01").AddDays(m.IntN(3000))
}

// maybe is empty every third time.
func (m *maker) maybe(make func() string) string {
	if m.IntN(3) == 0 {
		return ""
	}
	return make()
}

func pick[T any](m *maker, list []T) T { return list[m.IntN(len(list))] }

func cut(s string, most int) string {
	runes := []rune(s)
	return strings.TrimSpace(string(runes[:min(len(runes), most)]))
}
