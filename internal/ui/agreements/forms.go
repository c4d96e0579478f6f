package agreements

import (
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/calendar"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// create makes a new agreement, a draft.
func (a *Screen) create() {
	id, err := a.desk.NewID(partnership.KindAgreement)
	if err != nil {
		a.shell.Fail(err)
		return
	}
	a.form("new", partnership.Agreement{ID: id, Status: partnership.AgreementDraft}, 0)
}

func (a *Screen) edit() {
	if g, base, ok := a.here(); ok {
		a.form(string(g.ID), g, base)
	}
}

// form fills in what an agreement is: a new one when base is 0.
func (a *Screen) form(draft string, g partnership.Agreement, base desk.Revision) {
	words, vocabulary := a.shell.Words(), a.desk.Vocabulary()
	f := ui.NewForm(a.shell, "agreements.agreement."+draft)
	title := f.Entry("title", a.text("form.title"), "", g.Title, 1)
	kind := f.Select("kind", a.text("fact.kind"), a.text("form.choose"), string(g.Kind), ui.Terms(words, language.AgreementKinds, ids(vocabulary.AgreementKinds)...))
	reference := f.Entry("reference", a.text("fact.reference"), "", g.Reference, 1)
	ambition := f.Entry("ambition", a.text("fact.ambition"), a.text("form.ambition_hint"), g.Ambition, 3)
	from := f.Day("valid_from", a.text("form.valid_from"), g.ValidFrom, calendar.Ahead)
	until := f.Day("valid_until", a.text("form.valid_until"), g.ValidUntil, calendar.Ahead)
	months := f.Number("evaluation_months", a.text("form.evaluation"), a.text("form.evaluation_hint"), g.EvaluationMonths)
	var noticeMonths int
	if g.Notice != nil {
		noticeMonths = g.Notice.Months
	}
	notice := f.Number("notice.months", a.text("form.notice"), "", noticeMonths)
	anchor := f.Select("notice.anchor", a.text("form.anchor"), "", string(anchorOf(g.Notice)), ui.WithNone(a.text("form.any_day"), ui.Terms(words, language.Anchors, partnership.EndOfMonth, partnership.EndOfQuarter, partnership.EndOfYear)))
	supersedes := f.Chooser("supersedes", a.text("fact.supersedes"), a.text("form.nothing"), a.shell.Choice(g.Supersedes), func(w string) []ui.Choice {
		others := slices.DeleteFunc(a.shell.Records(w, partnership.KindAgreement), func(c ui.Choice) bool { return c.Key == string(g.ID) })
		return ui.WithNone(a.text("form.nothing"), others)
	})
	purposes := f.Checks("purposes", a.text("fact.purposes"), "", texts(g.Purposes), ui.Terms(words, language.Purposes, ids(vocabulary.Purposes)...))
	notes := f.Entry("notes", a.text("fact.notes"), "", g.Notes, 3)
	check := func() bool {
		_, monthsOK := months()
		_, noticeOK := notice()
		switch {
		case strings.TrimSpace(title.Text) == "":
			return f.Wrong("title", a.text("form.title_missing"))
		case kind.Key() == "":
			return f.Wrong("kind", a.text("form.kind_missing"))
		case from.Err() != nil:
			return f.Wrong("valid_from", "")
		case until.Err() != nil:
			return f.Wrong("valid_until", "")
		case !monthsOK:
			return f.Wrong("evaluation_months", a.text("form.number"))
		case !noticeOK:
			return f.Wrong("notice.months", a.text("form.number"))
		case len(purposes()) == 0:
			return f.Wrong("purposes", a.text("form.purposes_missing"))
		}
		return true
	}
	edited := g.Clone()
	keep := func() error {
		edited.Title, edited.Kind, edited.Reference = strings.TrimSpace(title.Text), partnership.Term(kind.Key()), strings.TrimSpace(reference.Text)
		edited.Ambition, edited.Notes = strings.TrimSpace(ambition.Text), strings.TrimSpace(notes.Text)
		edited.ValidFrom, edited.ValidUntil = from.Day(), until.Day()
		edited.EvaluationMonths, _ = months()
		edited.Purposes = terms(purposes())
		edited.Notice = withNotice(notice, partnership.Anchor(anchor.Key()))
		edited.Supersedes = partnership.ID(supersedes.Key())
		if base == 0 {
			return a.desk.Keep("desk.commit.agreement_new", desk.Put(edited, 0))
		}
		return desk.KeepEdited(a.desk, "desk.commit.agreement", g, edited, base)
	}
	heading := a.text("new")
	if base != 0 {
		f.Again = a.edit
		heading = a.text("form.edit", "Name", g.Label())
	}
	f.Ask(heading, "", a.text("form.save"), check, keep, func() {
		a.shell.Go(ui.Route{Place: ui.PlaceAgreements, Record: g.ID})
		a.shell.Saved(a.text("form.saved", "Name", edited.Label()))
	})
}

// withNotice returns the term of notice that was filled in; nil for none.
func withNotice(months func() (int, bool), anchor partnership.Anchor) *partnership.Notice {
	n, _ := months()
	if n == 0 {
		return nil
	}
	return &partnership.Notice{Months: n, Anchor: anchor}
}

func anchorOf(n *partnership.Notice) partnership.Anchor {
	if n == nil {
		return ""
	}
	return n.Anchor
}

func ids(words []partnership.Word) []partnership.Term {
	var list []partnership.Term
	for _, w := range words {
		list = append(list, w.ID)
	}
	return list
}

func texts[T ~string](list []T) []string {
	var out []string
	for _, t := range list {
		out = append(out, string(t))
	}
	return out
}

func terms(list []string) []partnership.Term {
	var out []partnership.Term
	for _, t := range list {
		out = append(out, partnership.Term(t))
	}
	return out
}

// change keeps one change of the agreement that is shown.
func (a *Screen) change(name string, change func(*partnership.Agreement)) func() error {
	id := a.chosen
	return func() error {
		return desk.Edit(a.desk, name, id, func(g *partnership.Agreement) error { change(g); return nil })
	}
}

func (a *Screen) saved() { a.shell.Saved(a.text("form.saved", "Name", a.desk.Label(a.chosen))) }

// step gives the agreement that is shown another status: it says what that means, and what must be done first.
func (a *Screen) step() {
	g, _, ok := a.here()
	if !ok {
		return
	}
	next := g.NextSteps()
	if len(next) == 0 {
		a.shell.Told(a.text("step.none"))
		return
	}
	words := a.shell.Words()
	f := ui.NewForm(a.shell, "agreements.step")
	to := f.Select("status", a.text("step.to"), a.text("form.choose"), forward[g.Status], ui.Terms(words, language.AgreementStatuses, next...))
	meaning, lacks := ui.NewParagraph(""), ui.NewParagraph("")
	f.Add(meaning)
	f.Add(lacks)
	on := f.Day("on", a.text("step.on"), a.shell.Today(), calendar.Back)
	note := f.Entry("note", a.text("step.note"), "", "", 2)
	tell := func() {
		if to.Key() == "" {
			return
		}
		meaning.Set(a.text("step." + to.Key()))
		lacks.Set(a.obstacles(g.MayBecome(partnership.AgreementStatus(to.Key()), on.Day())))
	}
	to.Changed = func(string) { tell() }
	on.OnChanged = ui.Before(on.OnChanged, func(string) { tell() })
	tell()
	check := func() bool {
		if to.Key() == "" {
			return f.Wrong("status", a.text("step.missing"))
		}
		if list := g.MayBecome(partnership.AgreementStatus(to.Key()), on.Day()); len(list) > 0 {
			return f.Wrong("status", a.obstacles(list))
		}
		return true
	}
	id := g.ID
	f.Ask(a.text("step"), "", a.text("step.save"), check, func() error {
		return a.desk.Step(id, partnership.AgreementStatus(to.Key()), on.Day(), strings.TrimSpace(note.Text))
	}, func() { a.shell.Saved(a.text("step.done", "Status", strings.ToLower(to.Title()))) })
}

// forward is the status that an agreement is likely to get next. One that is in force stays so until somebody chooses otherwise.
var forward = map[partnership.AgreementStatus]string{
	partnership.AgreementDraft: string(partnership.AgreementReview), partnership.AgreementReview: string(partnership.AgreementInForce),
	partnership.AgreementSuspended: string(partnership.AgreementInForce),
}

// obstacles says what must be done before a step, a line for each.
func (a *Screen) obstacles(list []partnership.Obstacle) string {
	var lines []string
	for _, o := range list {
		lines = append(lines, a.shell.Words().Obstacle(string(o.Code), a.label(o.Organisation), o.On))
	}
	return strings.Join(lines, "\n")
}

// evaluated notes that the agreement was evaluated.
func (a *Screen) evaluated() {
	if _, _, ok := a.here(); !ok {
		return
	}
	f := ui.NewForm(a.shell, "agreements.evaluated")
	on := f.Day("evaluated_on", a.text("evaluated.on"), a.shell.Today(), calendar.Back)
	check := func() bool { return !on.Day().IsZero() || f.Wrong("evaluated_on", a.text("evaluated.missing")) }
	f.Ask(a.text("evaluated.title"), a.text("evaluated.text"), a.text("form.save"), check, a.change("desk.commit.agreement", func(g *partnership.Agreement) {
		if !slices.Contains(g.EvaluatedOn, on.Day()) {
			g.EvaluatedOn = append(g.EvaluatedOn, on.Day())
			slices.SortFunc(g.EvaluatedOn, date.Day.Compare)
		}
	}), a.saved)
}
