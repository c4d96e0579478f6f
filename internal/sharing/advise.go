package sharing

import (
	"cmp"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// The conditions that the rules themselves speak of.
const (
	consent      partnership.Term = "consent"
	inform       partnership.Term = "inform"
	notTraceable partnership.Term = "not_traceable"
)

// noSensitivity is that of information without personal data of a young person.
const noSensitivity partnership.Term = "none"

// anyKind in a legal basis is every kind of organisation.
const anyKind partnership.Term = "*"

// Advice is the answer to a question. All lists are sorted bytewise, without doubles, and never nil.
type Advice struct {
	Outcome    Outcome            `json:"outcome"`
	Reasons    []Reason           `json:"reasons"`
	Provisions []string           `json:"provisions"` // agreement id/provision id
	Conditions []partnership.Term `json:"conditions"`
	LegalBases []partnership.Term `json:"legal_bases"`
	Routes     []partnership.Term `json:"routes"` // legal bases that open a way without an agreement

	// Findings say of each of Provisions, in the same order, how it was judged.
	Findings []Finding `json:"-"`
}

// Finding is how one provision was judged.
type Finding struct {
	Agreement partnership.ID
	Provision partnership.ID
	Failures  []Reason // why it does not apply; none when it does
	Obstacles []Reason // why it is not sound, or would not be if it did apply
}

// Sound reports whether the provision carries what was asked.
func (f Finding) Sound() bool { return len(f.Failures)+len(f.Obstacles) == 0 }

// Advise answers a question. A question that names what does not exist gets an [*UnknownError].
func (a *Aid) Advise(q Question) (Advice, error) {
	if err := a.check(q); err != nil {
		return Advice{}, err
	}
	if q.From == q.To {
		return answer(AskAdvice, onlySameOrganisation), nil
	}
	category, _ := a.vocabulary.Category(q.Category)
	if category.Sensitivity == noSensitivity {
		return withoutYouthData(q.Category), nil
	}
	in := a.newInquiry(q, category)
	found := a.nearest(&sought{q, a.organisations[q.From].who, a.organisations[q.To].who, a.number(string(q.Category)), a.number(string(q.Purpose))})
	advice := in.judge(found)
	advice.Routes = idsOf(in.routes)
	return advice, nil
}

// withoutYouthData answers about information that is no personal data of a young person (step 2).
func withoutYouthData(category partnership.Term) Advice {
	if category != "anonymous_group" {
		return answer(Permitted, onlyNoYouthData)
	}
	advice := answer(PermittedWithConditions, onlyNoYouthData)
	advice.Conditions = []partnership.Term{notTraceable}
	return advice
}

func answer(outcome Outcome, reasons set) Advice {
	return Advice{
		Outcome: outcome, Reasons: reasons.list(), Provisions: []string{},
		Conditions: []partnership.Term{}, LegalBases: []partnership.Term{}, Routes: []partnership.Term{},
	}
}

// inquiry is a question with what its words stand for.
type inquiry struct {
	question    Question
	vocabulary  *partnership.Vocabulary
	from, to    partnership.Organisation
	category    partnership.InformationCategory
	provider    partnership.OrganisationKind
	routes      []partnership.LegalBasis
	routeBreaks bool // a route sets secrecy aside
}

func (a *Aid) newInquiry(q Question, category partnership.InformationCategory) *inquiry {
	in := &inquiry{
		question: q, vocabulary: a.vocabulary, category: category,
		from: a.organisations[q.From].Organisation, to: a.organisations[q.To].Organisation,
	}
	in.provider, _ = a.vocabulary.OrganisationKind(in.from.Kind)
	for _, basis := range a.vocabulary.LegalBases {
		if in.opens(basis) {
			in.routes = append(in.routes, basis)
			in.routeBreaks = in.routeBreaks || basis.BreaksSecrecy
		}
	}
	return in
}

// opens reports whether a legal basis is a route: it needs no agreement and fits the question (step 5).
func (in *inquiry) opens(basis partnership.LegalBasis) bool {
	return basis.WithoutAgreement && (in.question.Urgent || !basis.OnlyUrgent) && in.misfits(basis) == 0
}

// misfits returns in what a legal basis does not fit the question.
func (in *inquiry) misfits(basis partnership.LegalBasis) set {
	var s set
	if !slices.Contains(basis.MayRely, anyKind) && !slices.Contains(basis.MayRely, in.from.Kind) {
		s |= onlyBasisNotForProvider
	}
	if len(basis.To) > 0 && !slices.Contains(basis.To, in.to.Kind) {
		s |= onlyBasisNotForRecipient
	}
	if len(basis.Purposes) > 0 && !slices.Contains(basis.Purposes, in.question.Purpose) {
		s |= onlyBasisNotForPurpose
	}
	if len(basis.Categories) > 0 && !slices.Contains(basis.Categories, in.category.ID) {
		s |= onlyBasisNotForCategory
	}
	if !slices.Contains(basis.Carries, in.category.Sensitivity) {
		s |= onlyBasisDoesNotCarry
	}
	return s
}

// judged is a provision with its legal basis and conditions, and what stands in its way.
type judged struct {
	match
	basis      partnership.LegalBasis
	conditions []partnership.Term
	obstacles  set
}

// examine looks for obstacles in a provision (step 4).
func (in *inquiry) examine(m match) judged {
	j := judged{match: m}
	basis, ok := in.vocabulary.LegalBasis(m.provision.LegalBasis)
	if ok {
		j.basis = basis
		j.obstacles = in.misfits(basis)
	} else {
		j.obstacles = onlyBasisMissing
	}
	j.conditions = slices.Concat(m.provision.Conditions, basis.Conditions)
	if !slices.Contains(m.room.agreement.Purposes, in.question.Purpose) {
		j.obstacles |= onlyPurposeOutside
	}
	if basis.BreaksSecrecy || j.has(consent) {
		return j
	}
	if in.category.UnderSecrecy || in.provider.Secrecy {
		j.obstacles |= onlySecrecy
	}
	if in.provider.Confidence && !j.has(inform) {
		j.obstacles |= onlyConfidence
	}
	return j
}

func (j judged) has(condition partnership.Term) bool { return slices.Contains(j.conditions, condition) }

// judge weighs the nearest provisions (steps 6 to 9).
func (in *inquiry) judge(found []match) Advice {
	examined := make([]judged, len(found))
	for i, m := range found {
		examined[i] = in.examine(m)
	}
	applies := len(found) > 0 && found[0].failed == 0
	if applies {
		if sound := in.sound(examined); len(sound) > 0 {
			return covered(sound)
		}
	}
	switch {
	case len(in.routes) > 0:
		return byStatute(in.routes)
	case applies:
		advice := answer(AskAdvice, union(examined, func(j judged) set { return j.obstacles }))
		advice.cite(examined)
		advice.LegalBases = basesOf(examined)
		return advice
	case len(found) == 0:
		return answer(NotCovered, onlyNoAgreement)
	}
	advice := answer(NotCovered, union(examined, func(j judged) set { return j.failed }))
	advice.cite(examined)
	return advice
}

// sound returns the provisions without obstacle. Those that ask for consent are left out where the law sets secrecy
// aside: asking first can be dangerous (step 6).
func (in *inquiry) sound(examined []judged) []judged {
	var sound []judged
	breaks := in.routeBreaks
	for _, j := range examined {
		if j.obstacles == 0 {
			sound = append(sound, j)
			breaks = breaks || j.basis.BreaksSecrecy && !j.has(consent)
		}
	}
	if breaks {
		sound = slices.DeleteFunc(sound, func(j judged) bool { return j.has(consent) })
	}
	return sound
}

func covered(sound []judged) Advice {
	advice := answer(Permitted, onlyCovered)
	for _, j := range sound {
		advice.Conditions = append(advice.Conditions, j.conditions...)
	}
	advice.Conditions = tidy(advice.Conditions)
	if len(advice.Conditions) > 0 {
		advice.Outcome = PermittedWithConditions
	}
	advice.cite(sound)
	advice.LegalBases = basesOf(sound)
	return advice
}

func byStatute(routes []partnership.LegalBasis) Advice {
	advice := answer(StatutoryRoute, onlyByStatute)
	advice.LegalBases = idsOf(routes)
	for _, basis := range routes {
		advice.Conditions = append(advice.Conditions, basis.Conditions...)
	}
	advice.Conditions = tidy(advice.Conditions)
	return advice
}

// cite names the provisions that the advice rests on.
func (a *Advice) cite(from []judged) {
	slices.SortFunc(from, func(x, y judged) int { return cmp.Compare(x.name, y.name) })
	a.Provisions, a.Findings = make([]string, len(from)), make([]Finding, len(from))
	for i, j := range from {
		a.Provisions[i] = j.name
		a.Findings[i] = Finding{j.room.agreement.ID, j.provision.ID, j.failed.list(), j.obstacles.list()}
	}
}

func union(from []judged, of func(judged) set) set {
	var all set
	for _, j := range from {
		all |= of(j)
	}
	return all
}

func basesOf(from []judged) []partnership.Term {
	bases := make([]partnership.Term, 0, len(from))
	for _, j := range from {
		if j.basis.ID != "" {
			bases = append(bases, j.basis.ID)
		}
	}
	return tidy(bases)
}

func idsOf(bases []partnership.LegalBasis) []partnership.Term {
	ids := make([]partnership.Term, len(bases))
	for i, basis := range bases {
		ids[i] = basis.ID
	}
	return tidy(ids)
}

// tidy sorts a list and takes out the doubles.
func tidy(terms []partnership.Term) []partnership.Term {
	slices.Sort(terms)
	return slices.Compact(terms)
}
