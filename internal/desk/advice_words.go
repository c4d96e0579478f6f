package desk

import (
	"cmp"
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/sharing"
)

// Explanation is an advice as people read it.
type Explanation struct {
	Question   Question
	Advice     Advice
	Outcome    string     // the word for it
	Why        string     // one sentence
	Points     []Point    // reason by reason
	Conditions []string   // each a promise to keep
	Bases      []Basis    // on which it rests
	Routes     []Basis    // that the law opens beside an agreement
	Steps      []NextStep // that would make it possible
	Also       string     // what is needed after those steps; empty when nothing is
	Weigh      []Weighing // the three questions; none when nothing covers it
	Always     string     // whom to call in danger
	Decides    string     // who decides
	Cited      []Cited    // provisions that the advice rests on, or that come nearest
}

// Point is one reason, in a sentence.
type Point struct {
	Reason    AdviceReason
	Text      string
	Agreement partnership.ID // that it is about; empty for none
}

// Cited is a provision that an advice names, with its place in words.
type Cited struct {
	Agreement, Provision partnership.ID
	Text                 string
	// Title and Article are those of the article that the provision stands in, as far as the agreement has its text.
	Title, Article string
}

// Basis is a legal basis as people read it.
type Basis struct {
	ID      partnership.Term
	Article string // as it is cited
	Covers  string
	Verify  string // that it awaits confirmation; empty when it does not
	Own     string // that it is the user's own; empty when it is the program's
}

// Notes returns what is to be said about a basis beside what it covers.
func (b Basis) Notes() []string {
	return slices.DeleteFunc([]string{b.Own, b.Verify}, func(s string) bool { return s == "" })
}

// Weighing is one of the three questions that the professional answers.
type Weighing struct {
	Field    string // of a deliberation
	Question string
	Help     string
}

// NextStep is something that would help to make a yes of the answer, and that can be kept as an action.
type NextStep struct {
	Title        string
	Organisation partnership.ID // whom it is asked of; may be empty
	Agreement    partnership.ID // may be empty
	Meeting      partnership.ID // in which it is to be talked about; may be empty
	Addendum     bool           // the agreement needs a provision more
}

// Explain returns an advice as people read it.
func (d *Desk) Explain(q Question, advice Advice) Explanation {
	return explainer{d.words.Load(), d.Vocabulary(), directory{d.ledger}, d.forumMeeting, q}.explain(advice)
}

// forumMeeting returns the first meeting of a consultation from a day on.
func (d *Desk) forumMeeting(forum string, on date.Day) (partnership.Meeting, bool) {
	var next partnership.Meeting
	for _, m := range All[partnership.Meeting](d) {
		if m.Forum != forum || m.Cancelled || m.Start.Day().Before(on) {
			continue
		}
		if next.ID == "" || m.Start.Compare(next.Start) < 0 {
			next = m
		}
	}
	return next, next.ID != ""
}

// register is where an explanation finds the names behind ids: the open vault, or what was kept with a deliberation.
type register interface {
	Organisation(partnership.ID) (partnership.Organisation, bool)
	Agreement(partnership.ID) (partnership.Agreement, bool)
}

// explainer makes sentences of an advice.
type explainer struct {
	words      *language.Language
	vocabulary *partnership.Vocabulary
	register   register
	meeting    func(forum string, on date.Day) (partnership.Meeting, bool)
	question   Question
}

func (e explainer) explain(advice Advice) Explanation {
	x := Explanation{
		Question: e.question, Advice: advice,
		Outcome: e.words.Text("advice.word." + string(advice.Outcome)),
		Points:  e.points(advice),
		Always:  e.words.Text("advice.always"),
		Decides: e.words.Text("advice.decides"),
	}
	for _, f := range advice.Findings {
		cited := Cited{Agreement: f.Agreement, Provision: f.Provision, Text: e.place(f)}
		if article, ok := e.article(f); ok {
			cited.Title, cited.Article = article.Title, article.Text
		}
		x.Cited = append(x.Cited, cited)
	}
	for _, c := range advice.Conditions {
		x.Conditions = append(x.Conditions, language.Term(e.words, language.Conditions, c))
	}
	for _, id := range advice.LegalBases {
		x.Bases = append(x.Bases, e.basis(id))
	}
	for _, id := range advice.Routes {
		x.Routes = append(x.Routes, e.basis(id))
	}
	x.Why = e.why(advice)
	x.Steps = e.steps(advice)
	if advice.Outcome == sharing.NotCovered && len(advice.Findings) > 0 && !slices.ContainsFunc(advice.Findings, func(f sharing.Finding) bool { return len(f.Obstacles) == 0 || elsewhere(f) }) {
		x.Also = e.words.Text("advice.also")
	}
	if advice.Outcome != sharing.NotCovered {
		for _, field := range []string{"necessity", "proportionality", "subsidiarity"} {
			x.Weigh = append(x.Weigh, Weighing{field, e.words.Text("advice.weigh." + field), e.words.Text("advice.weigh."+field+"_help", "To", e.name(e.question.To))})
		}
	}
	return x
}

// why returns the one sentence under the outcome.
func (e explainer) why(advice Advice) string {
	key := string(advice.Outcome)
	if reason := advice.Reasons[0]; reason == sharing.NoAgreement || reason == sharing.SameOrganisation {
		key = string(reason)
	} else if reason == sharing.NoYouthData {
		key = string(e.question.Category)
	}
	var titles, articles []string
	for _, f := range advice.Findings {
		titles = append(titles, e.agreement(f.Agreement))
	}
	for _, id := range advice.LegalBases {
		articles = append(articles, e.basis(id).Article)
	}
	return e.words.Text("advice.why."+key,
		"Agreements", e.words.List(slices.Compact(titles)...), "Bases", e.words.List(articles...), "From", e.name(e.question.From))
}

// points returns a sentence for each reason of each agreement that the advice names; the same sentence once.
func (e explainer) points(advice Advice) []Point {
	var points []Point
	add := func(reason AdviceReason, f sharing.Finding) {
		p := Point{reason, e.reason(advice, reason, f), f.Agreement}
		if !slices.Contains(points, p) {
			points = append(points, p)
		}
	}
	for _, f := range advice.Findings {
		reasons := f.Failures
		if advice.Outcome == sharing.AskAdvice {
			reasons = f.Obstacles
		}
		if f.Sound() {
			reasons = []AdviceReason{sharing.Covered}
		}
		for _, reason := range reasons {
			add(reason, f)
		}
	}
	if len(advice.Findings) == 0 {
		for _, reason := range advice.Reasons {
			add(reason, sharing.Finding{})
		}
	}
	return points
}

func (e explainer) reason(advice Advice, reason AdviceReason, f sharing.Finding) string {
	agreement, provision := e.provision(f)
	day := agreement.ValidFrom
	if reason == sharing.Expired {
		day = agreement.ValidUntil
	}
	var routes []string
	for _, id := range advice.Routes {
		routes = append(routes, e.basis(id).Article)
	}
	category, _ := e.vocabulary.Category(e.question.Category)
	return e.words.Text("advice.reason."+string(reason),
		"Agreement", e.agreement(f.Agreement), "Place", e.place(f), "Day", e.words.LongDate(day),
		"From", e.name(e.question.From), "To", e.name(e.question.To),
		"Givers", e.side(provision.From), "Takers", e.side(provision.To),
		"Category", e.category(e.question.Category), "Told", e.category(provision.Category),
		"Purpose", e.purpose(e.question.Purpose), "Aim", e.purpose(provision.Purpose),
		"Forum", e.forum(agreement, provision.Forum), "Basis", e.basis(provision.LegalBasis).Article,
		"Sensitivity", language.Term(e.words, language.Sensitivities, category.Sensitivity), "Bases", e.words.List(routes...))
}

func (e explainer) category(id partnership.Term) string {
	return language.Term(e.words, language.InformationCategories, id)
}

func (e explainer) purpose(id partnership.Term) string {
	return language.Term(e.words, language.Purposes, id)
}

func (e explainer) name(id partnership.ID) string {
	if o, ok := e.register.Organisation(id); ok {
		return o.Name
	}
	return string(id)
}

func (e explainer) agreement(id partnership.ID) string {
	a, ok := e.register.Agreement(id)
	if !ok {
		a.Title = string(id)
	}
	return e.words.Text("advice.quoted", "Title", a.Title)
}

func (e explainer) provision(f sharing.Finding) (partnership.Agreement, partnership.Provision) {
	a, _ := e.register.Agreement(f.Agreement)
	for _, p := range a.Provisions {
		if p.ID == f.Provision {
			return a, p
		}
	}
	return a, partnership.Provision{}
}

// place returns where a provision stands: its agreement, and its article when there is one.
func (e explainer) place(f sharing.Finding) string {
	_, provision := e.provision(f)
	title := e.agreement(f.Agreement)
	if provision.Article == "" {
		return title
	}
	if article, ok := e.article(f); ok {
		return e.words.Text("advice.place", "Agreement", title, "Article", article.Title)
	}
	return e.words.Text("advice.place_free", "Agreement", title, "Article", provision.Article)
}

// article returns the article that a provision stands in, if the agreement has its text.
func (e explainer) article(f sharing.Finding) (partnership.Article, bool) {
	agreement, provision := e.provision(f)
	for _, article := range agreement.Articles {
		if string(article.ID) == provision.Article {
			return article, true
		}
	}
	return partnership.Article{}, false
}

// side returns whom the From or To of a provision means.
func (e explainer) side(who string) string {
	if who == partnership.Anyone {
		return e.words.Text("advice.anyone")
	}
	if kind, ok := partnership.KindOf(who); ok {
		return language.Term(e.words, language.OrganisationKinds, kind)
	}
	return e.name(partnership.ID(who))
}

func (e explainer) forum(a partnership.Agreement, id partnership.ID) string {
	for _, f := range a.Forums {
		if f.ID == id {
			return e.words.Text("advice.quoted", "Title", f.Name)
		}
	}
	return e.words.Text("advice.unknown_forum")
}

func (e explainer) basis(id partnership.Term) Basis {
	known, _ := e.vocabulary.LegalBasis(id)
	b := Basis{ID: id, Article: cmp.Or(known.Short, string(id)), Covers: known.Covers}
	if key := "advice.covers." + string(id); e.words.Has(key) {
		b.Covers = e.words.Text(key)
	}
	if known.Verify {
		b.Verify = e.words.Text("advice.verify")
	}
	if known.Ownership != "" {
		b.Own = e.words.Text("domain.ownership." + string(known.Ownership))
	}
	return b
}

// steps returns what would make it possible: nothing where it is possible already.
func (e explainer) steps(advice Advice) []NextStep {
	var steps []NextStep
	add := func(key string, s NextStep, data ...any) {
		s.Title = e.words.Text("advice.step."+key, data...)
		if !slices.Contains(steps, s) {
			steps = append(steps, s)
		}
	}
	from, to := e.name(e.question.From), e.name(e.question.To)
	if advice.Open() {
		return nil
	}
	if advice.Outcome == sharing.NotCovered && len(advice.Findings) == 0 {
		add("agreement", NextStep{Organisation: e.question.To}, "From", from, "To", to)
	}
	for _, f := range advice.Findings {
		for _, reason := range helpful(f) {
			e.step(reason, f, add)
		}
	}
	if advice.Outcome == sharing.AskAdvice {
		add("officer", NextStep{})
	}
	return steps
}

// elsewhere reports whether a provision is about something else: then another is needed, with a basis and a consultation of its own.
func elsewhere(f sharing.Finding) bool {
	about := []AdviceReason{sharing.ProvisionNotInForce, sharing.DirectionReversed, sharing.PartiesDiffer, sharing.CategoryDiffers, sharing.PurposeDiffers}
	return slices.ContainsFunc(f.Failures, func(r AdviceReason) bool { return slices.Contains(about, r) })
}

// helpful returns the reasons of a finding that it would help to take away.
func helpful(f sharing.Finding) []AdviceReason {
	reasons := slices.Concat(f.Failures, f.Obstacles)
	if !elsewhere(f) {
		return reasons
	}
	return slices.DeleteFunc(reasons, func(r AdviceReason) bool {
		return strings.HasPrefix(string(r), "basis_") || r == sharing.OtherForum || r == sharing.ProviderNotInForum || r == sharing.RecipientNotInForum
	})
}

// step tells what would take one reason away.
func (e explainer) step(reason AdviceReason, f sharing.Finding, add func(key string, s NextStep, data ...any)) {
	a, provision := e.provision(f)
	title := e.agreement(f.Agreement)
	s := NextStep{Agreement: f.Agreement}
	who := func(key, side string) {
		s.Organisation = e.question.From
		if side == "recipient" {
			s.Organisation = e.question.To
		}
		add(key, s, "Agreement", title, "Who", e.name(s.Organisation), "Forum", e.forum(a, provision.Forum))
	}
	switch reason {
	case sharing.AgreementNotInForce, sharing.AgreementSuspended, sharing.AgreementTerminated, sharing.NotYetInForce, sharing.Expired:
		add(string(reason), s, "Agreement", title)
	case sharing.ProviderNotParty, sharing.ProviderNotSigned, sharing.ProviderSuspended, sharing.ProviderWithdrawn, sharing.ProviderNotInForum,
		sharing.RecipientNotParty, sharing.RecipientNotSigned, sharing.RecipientSuspended, sharing.RecipientWithdrawn, sharing.RecipientNotInForum:
		side, key, _ := strings.Cut(string(reason), "_")
		who(key, side)
	case sharing.OtherForum:
		if m, ok := e.meeting(ForumName(f.Agreement, provision.Forum), e.question.On); ok {
			s.Meeting = m.ID
			add("forum_on", s, "Day", e.words.LongDate(m.Start.Day()), "Meeting", m.Title)
			return
		}
		add("forum", s, "Forum", e.forum(a, provision.Forum))
	case sharing.ProvisionNotInForce, sharing.DirectionReversed, sharing.PartiesDiffer, sharing.CategoryDiffers, sharing.PurposeDiffers:
		s.Addendum = true
		add("addendum", s, "Agreement", title, "Category", e.category(e.question.Category), "From", e.name(e.question.From), "To", e.name(e.question.To))
	case sharing.BasisMissing, sharing.BasisNotForProvider, sharing.BasisNotForRecipient, sharing.BasisNotForPurpose, sharing.BasisNotForCategory, sharing.BasisDoesNotCarry:
		add("basis", s, "Agreement", title)
	case sharing.PurposeOutside:
		add("purpose", s, "Agreement", title, "Purpose", e.purpose(e.question.Purpose))
	case sharing.Secrecy:
		add("consent", NextStep{}, "To", e.name(e.question.To))
	case sharing.Confidence:
		add("inform", NextStep{})
	case sharing.Covered, sharing.NoAgreement, sharing.NoYouthData, sharing.SameOrganisation, sharing.ByStatute:
		// these stand in nobody's way
	}
}
