package agreements

import (
	"slices"
	"strconv"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/calendar"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

func (a *Screen) newForum() {
	if g, _, ok := a.here(); ok {
		a.forumForm(g, len(g.Forums))
	}
}

func (a *Screen) forum(index int) {
	if g, _, ok := a.here(); ok && index < len(g.Forums) {
		a.forumForm(g, index)
	}
}

// forumForm fills in a consultation under the agreement: a new one when index is that of none.
func (a *Screen) forumForm(g partnership.Agreement, index int) {
	var was partnership.Forum
	fresh := index == len(g.Forums)
	if fresh {
		id, err := a.desk.NewID("")
		if err != nil {
			a.shell.Fail(err)
			return
		}
		was.ID = id
	} else {
		was = g.Forums[index]
	}
	var organisations []ui.Choice
	for _, p := range g.Parties {
		if c := a.shell.Choice(p.Organisation); !slices.Contains(organisations, c) {
			organisations = append(organisations, c)
		}
	}
	for _, id := range slices.Concat(was.Participants, was.Suppliers) { // who is no party, and still takes part
		if c := a.shell.Choice(id); !slices.Contains(organisations, c) {
			organisations = append(organisations, c)
		}
	}
	f := ui.NewForm(a.shell, "agreements.forum")
	name := f.Entry("name", a.text("forum.name"), "", was.Name, 1)
	group := f.Entry("target_group", a.text("forum.group"), a.text("forum.group_hint"), was.TargetGroup, 1)
	participants := f.Checks("participants", a.text("forum.participants"), a.text("forum.participants_hint"), texts(was.Participants), organisations)
	suppliers := f.Checks("suppliers", a.text("forum.suppliers"), a.text("forum.suppliers_hint"), texts(was.Suppliers), organisations)
	words, vocabulary := a.shell.Words(), a.desk.Vocabulary()
	kind := f.Select("meeting_kind", a.text("forum.kind"), "", string(was.MeetingKind), ui.WithNone(a.text("forum.any_kind"), ui.Terms(words, language.MeetingKinds, ids(vocabulary.MeetingKinds)...)))
	purposes := f.Checks("purposes", a.text("fact.purposes"), a.text("forum.purposes_hint"), texts(was.Purposes), ui.Terms(words, language.Purposes, ids(vocabulary.Purposes)...))
	check := func() bool {
		return strings.TrimSpace(name.Text) != "" || f.Wrong("name", a.text("forum.name_missing"))
	}
	keep := a.change("desk.commit.agreement", func(g *partnership.Agreement) {
		now := was
		now.Name, now.TargetGroup = strings.TrimSpace(name.Text), strings.TrimSpace(group.Text)
		now.Participants, now.Suppliers = recordIDs(participants()), recordIDs(suppliers())
		now.MeetingKind, now.Purposes = partnership.Term(kind.Key()), terms(purposes())
		if at := slices.IndexFunc(g.Forums, func(x partnership.Forum) bool { return x.ID == was.ID }); at >= 0 {
			g.Forums[at] = now
		} else {
			g.Forums = append(g.Forums, now)
		}
	})
	heading := a.text("forum.add")
	if !fresh {
		heading = was.Name
		f.Removes(a.text("forum.remove"), a.change("desk.commit.agreement", func(g *partnership.Agreement) {
			g.Forums = slices.DeleteFunc(g.Forums, func(x partnership.Forum) bool { return x.ID == was.ID })
		}), a.saved)
	}
	f.Ask(heading, a.text("forum.text"), a.text("form.save"), check, keep, a.saved)
}

func (a *Screen) newProvision() {
	if g, _, ok := a.here(); ok {
		a.provisionForm(g, len(g.Provisions))
	}
}

func (a *Screen) provision(index int) {
	if g, _, ok := a.here(); ok && index < len(g.Provisions) {
		a.provisionForm(g, index)
	}
}

// provisionForm fills in who may give what to whom, for what and on which legal basis: a new provision when index is that of none.
func (a *Screen) provisionForm(g partnership.Agreement, index int) {
	words, vocabulary := a.shell.Words(), a.desk.Vocabulary()
	was := partnership.Provision{AddedOn: a.shell.Today()}
	fresh := index == len(g.Provisions)
	if fresh {
		id, err := a.desk.NewID("")
		if err != nil {
			a.shell.Fail(err)
			return
		}
		was.ID = id
		if g.Status == partnership.AgreementDraft {
			was.AddedOn = g.ValidFrom // what is in the draft holds from the first day
		}
	} else {
		was = g.Provisions[index]
	}
	var categories []partnership.Term
	for _, c := range vocabulary.InformationCategories {
		categories = append(categories, c.ID)
	}
	var bases []ui.Choice
	for _, b := range vocabulary.LegalBases {
		bases = append(bases, ui.Choice{Key: string(b.ID), Title: a.basis(partnership.Provision{LegalBasis: b.ID})})
	}
	chosen := ui.Choice{}
	if was.LegalBasis != "" {
		chosen = ui.Choice{Key: string(was.LegalBasis), Title: a.basis(was)}
	}
	f := ui.NewForm(a.shell, "agreements.provision")
	from := f.Chooser("from", a.text("provision.from"), a.text("provision.side_hint"), a.sideChoice(was.From), a.sides(g))
	to := f.Chooser("to", a.text("provision.to"), a.text("provision.side_hint"), a.sideChoice(was.To), a.sides(g))
	category := f.Chooser("category", a.text("provision.category"), a.text("provision.category_hint"), termChoice(words, language.InformationCategories, was.Category), among(ui.Terms(words, language.InformationCategories, categories...)))
	purpose := f.Chooser("purpose", a.text("provision.purpose"), a.text("provision.purpose_hint"), termChoice(words, language.Purposes, was.Purpose), among(ui.Terms(words, language.Purposes, ids(vocabulary.Purposes)...)))
	basis := f.Chooser("legal_basis", a.text("provision.basis"), a.text("provision.basis_hint"), chosen, among(ui.WithNone(a.text("matrix.no_basis"), bases)))
	var forums []ui.Choice
	for _, forum := range g.Forums {
		forums = append(forums, ui.Choice{Key: string(forum.ID), Title: forum.Name})
	}
	forum := f.Select("forum", a.text("provision.forum"), "", string(was.Forum), ui.WithNone(a.text("provision.anywhere"), forums))
	conditions := f.Checks("conditions", a.text("provision.conditions"), "", texts(was.Conditions), ui.Terms(words, language.Conditions, ids(vocabulary.Conditions)...))
	article := f.Chooser("article", a.text("provision.article"), a.text("provision.article_hint"), articleOf(g, was.Article), a.articleChoices(g))
	article.CreateWord = func(words string) string { return words }
	article.Create = func(words string) { article.Set(ui.Choice{Key: words, Title: words}) }
	retention := f.Number("retention_months", a.text("provision.retention"), "", was.RetentionMonths)
	added := f.Day("added_on", a.text("provision.added"), was.AddedOn, calendar.Ahead)
	dropped := f.Day("dropped_on", a.text("provision.dropped"), was.DroppedOn, calendar.Ahead)
	check := func() bool {
		for _, c := range []struct {
			key   string
			input *ui.Chooser
		}{{"from", from}, {"to", to}, {"category", category}, {"purpose", purpose}} {
			if c.input.Key() == "" {
				return f.Wrong(c.key, a.text("provision.missing"))
			}
		}
		if _, ok := retention(); !ok {
			return f.Wrong("retention_months", a.text("form.number"))
		}
		if added.Err() != nil {
			return f.Wrong("added_on", "")
		}
		return dropped.Err() == nil || f.Wrong("dropped_on", "")
	}
	keep := a.change("desk.commit.agreement", func(g *partnership.Agreement) {
		now := was
		now.From, now.To, now.Category, now.Purpose = from.Key(), to.Key(), partnership.Term(category.Key()), partnership.Term(purpose.Key())
		now.LegalBasis, now.Forum = partnership.Term(basis.Key()), partnership.ID(forum.Key())
		now.Conditions, now.AddedOn, now.DroppedOn = terms(conditions()), added.Day(), dropped.Day()
		now.Article = article.Key()
		now.RetentionMonths, _ = retention()
		if at := slices.IndexFunc(g.Provisions, func(x partnership.Provision) bool { return x.ID == was.ID }); at >= 0 {
			g.Provisions[at] = now
		} else {
			g.Provisions = append(g.Provisions, now)
		}
	})
	heading := a.text("provision.add")
	if !fresh {
		heading = a.text("matrix.cell", "From", a.side(was.From), "To", a.side(was.To))
		f.Removes(a.text("provision.remove"), a.change("desk.commit.agreement", func(g *partnership.Agreement) {
			g.Provisions = slices.DeleteFunc(g.Provisions, func(x partnership.Provision) bool { return x.ID == was.ID })
		}), a.saved)
	}
	f.Ask(heading, a.text("provision.text"), a.text("form.save"), check, keep, a.saved)
}

func (a *Screen) sideChoice(s string) ui.Choice {
	if s == "" {
		return ui.Choice{}
	}
	return ui.Choice{Key: s, Title: a.side(s)}
}

// sides offers who can give or get under an agreement: its parties, then kinds of organisation, then everybody.
func (a *Screen) sides(g partnership.Agreement) func(string) []ui.Choice {
	var list []ui.Choice
	for _, p := range g.Parties {
		for _, id := range append([]partnership.ID{p.Organisation}, p.Members...) {
			if c := a.sideChoice(string(id)); !slices.Contains(list, c) {
				list = append(list, c)
			}
		}
	}
	for _, kind := range a.desk.Vocabulary().OrganisationKinds {
		list = append(list, a.sideChoice(partnership.OfKind(kind.ID)))
	}
	return among(append(list, a.sideChoice(partnership.Anyone)))
}

// articleOf returns the article that a provision names: one of the agreement's own, or what was written.
func articleOf(g partnership.Agreement, named string) ui.Choice {
	for i, article := range g.Articles {
		if string(article.ID) == named {
			return ui.Choice{Key: named, Title: strconv.Itoa(i+1) + ". " + article.Title}
		}
	}
	return ui.Choice{Key: named, Title: named}
}

func (a *Screen) articleChoices(g partnership.Agreement) func(string) []ui.Choice {
	var list []ui.Choice
	for _, article := range g.Articles {
		list = append(list, articleOf(g, string(article.ID)))
	}
	return among(ui.WithNone(a.text("form.nothing"), list))
}

// among returns a search in a few choices.
func among(list []ui.Choice) func(string) []ui.Choice {
	return func(words string) []ui.Choice {
		var found []ui.Choice
		for _, c := range list {
			if ui.Holds(c.Title, words) {
				found = append(found, c)
			}
		}
		return found
	}
}

func termChoice(words interface {
	Term(set language.Set, id string) string
}, set language.Set, id partnership.Term,
) ui.Choice {
	if id == "" {
		return ui.Choice{}
	}
	return ui.Choice{Key: string(id), Title: words.Term(set, string(id))}
}
