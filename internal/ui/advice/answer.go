package advice

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// advisers are whom one could ask.
type advisers struct{ officers, there []partnership.Contact }

// mostThere is how many contacts of the other partner are named.
const mostThere = 3

func (a *Screen) advisers(q desk.Question) advisers {
	officers, there := a.desk.Advisers(q.From, q.To, a.shell.Today())
	return advisers{officers, there[:min(len(there), mostThere)]}
}

// mostPoints is how many reasons, and how many steps, are shown at once: who needs more looks at the agreement.
const mostPoints = 6

// explained shows an answer: outcome, why, conditions, what it rests on, what would make it possible, whom to ask.
func (a *Screen) explained(x desk.Explanation, around advisers, buttons []*ui.Button) fyne.CanvasObject {
	column := ui.Column(10, a.head(x, buttons), ui.NewParagraph(x.Why))
	if x.Question.Urgent {
		column.Add(ui.NewHeading(a.text("urgent.first")))
	}
	a.conditions(column, x)
	a.points(column, x)
	a.bases(column, "bases", x.Bases)
	if x.Advice.Outcome != desk.OutcomeStatutory {
		a.bases(column, "routes", x.Routes)
	}
	a.steps(column, x)
	if len(x.Weigh) > 0 {
		column.Add(ui.NewSection(a.text("weigh")))
		for _, w := range x.Weigh {
			column.Add(ui.NewHeading(w.Question))
			column.Add(ui.NewParagraph(w.Help))
		}
	}
	a.whom(column, around)
	column.Add(ui.NewParagraph(x.Decides))
	column.Add(ui.NewParagraph(x.Always))
	return column
}

// head is the outcome, as a word, a colour and a shape.
func (a *Screen) head(x desk.Explanation, buttons []*ui.Button) fyne.CanvasObject {
	line := ui.Line(8)
	for _, b := range buttons {
		line.Add(b)
	}
	return ui.Head(ui.Column(6, ui.Line(0, ui.NewChip(states[x.Advice.Outcome], a.text("short."+string(x.Advice.Outcome)))), ui.NewHeading(a.shell.Words().Text("domain.outcomes."+string(x.Advice.Outcome)))), line)
}

func (a *Screen) conditions(column *fyne.Container, x desk.Explanation) {
	if len(x.Conditions) == 0 {
		return
	}
	column.Add(ui.NewSection(a.text("conditions")))
	for _, c := range x.Conditions {
		column.Add(ui.Head(ui.NewParagraph(c), ui.NewCheck(a.text("condition.met"), nil)))
	}
}

func (a *Screen) points(column *fyne.Container, x desk.Explanation) {
	column.Add(ui.NewSection(a.text("because")))
	shown := map[partnership.ID]bool{"": true}
	for _, p := range x.Points[:min(len(x.Points), mostPoints)] {
		text := ui.NewParagraph(p.Text)
		if _, err := a.desk.Record(p.Agreement); shown[p.Agreement] || err != nil {
			column.Add(text)
			continue
		}
		shown[p.Agreement] = true
		buttons := ui.Flow(6)
		if i := slices.IndexFunc(x.Cited, func(c desk.Cited) bool { return c.Agreement == p.Agreement && c.Article != "" }); i >= 0 {
			buttons.Add(ui.NewButton(a.text("read"), "", ui.Plain, func() { a.read(x.Cited[i]) }))
		}
		buttons.Add(ui.NewButton(a.text("agreement"), ui.IconAgreements, ui.Plain, func() { a.shell.GoTo(p.Agreement) }))
		column.Add(ui.Head(text, buttons))
	}
	a.more(column, len(x.Points))
}

// read shows the article that an answer rests on.
func (a *Screen) read(c desk.Cited) {
	a.shell.Ask(ui.Dialog{Title: c.Title, Content: ui.NewParagraph(c.Article), Wide: true})
}

func (a *Screen) more(column *fyne.Container, n int) {
	if n > mostPoints {
		column.Add(ui.NewCaption(a.shell.Words().Plural("advice.more", n-mostPoints)))
	}
}

func (a *Screen) bases(column *fyne.Container, section string, bases []desk.Basis) {
	if len(bases) == 0 {
		return
	}
	column.Add(ui.NewSection(a.text(section)))
	for _, b := range bases {
		column.Add(ui.NewHeading(b.Article))
		column.Add(ui.NewParagraph(b.Covers + "."))
		if notes := b.Notes(); len(notes) > 0 {
			column.Add(ui.NewParagraph(strings.Join(notes, " ")))
		}
	}
}

func (a *Screen) steps(column *fyne.Container, x desk.Explanation) {
	if len(x.Steps) == 0 {
		return
	}
	column.Add(ui.NewSection(a.text("steps")))
	for _, step := range x.Steps[:min(len(x.Steps), mostPoints)] {
		buttons := ui.Flow(6)
		if step.Addendum {
			buttons.Add(ui.NewButton(a.text("addendum"), ui.IconPencil, ui.Plain, func() { a.addendum(x, step) }))
		}
		buttons.Add(ui.NewButton(a.text("act"), ui.IconActions, ui.Plain, func() { a.act(step) }))
		column.Add(ui.Head(ui.NewParagraph(step.Title), buttons))
	}
	a.more(column, len(x.Steps))
	if x.Also != "" {
		column.Add(ui.NewParagraph(x.Also))
	}
}

// act keeps a step as an action.
func (a *Screen) act(step desk.NextStep) {
	action := partnership.Action{Title: step.Title, Organisation: step.Organisation, Agreement: step.Agreement, Meeting: step.Meeting, Status: partnership.ActionOpen}
	a.shell.Do(func() error { _, err := a.desk.NewAction(action); return err }, func() {
		a.shell.Saved(a.shell.Words().Text("actions.jot.kept", "Title", step.Title))
	})
}

// ask_ names whom one could ask.
func (a *Screen) whom(column *fyne.Container, around advisers) {
	column.Add(ui.NewSection(a.text("ask_whom")))
	if len(around.officers) == 0 {
		column.Add(ui.NewParagraph(a.text("no_officer")))
	}
	rows := ui.Column(0)
	for _, c := range append(around.officers[:len(around.officers):len(around.officers)], around.there...) {
		organisation, title := a.desk.CurrentPosition(c, a.shell.Today())
		phone := ""
		if len(c.Phones) > 0 {
			phone = c.Phones[0]
		}
		rows.Add(ui.NewItem(ui.Row{Title: c.Label(), Detail: ui.Joined(title, organisation), Aside: phone}, func() { a.shell.GoTo(c.ID) }))
	}
	column.Add(rows)
}

// dontKnow is the answer to who does not know what to choose.
func (a *Screen) dontKnow(around advisers) fyne.CanvasObject {
	column := ui.Column(10, ui.Line(0, ui.NewChip(ui.Asked, a.text("word.unknown"))), ui.NewHeading(a.text("word.unknown")), ui.NewParagraph(a.text("why.unknown")))
	a.whom(column, around)
	column.Add(ui.NewParagraph(a.text("always")))
	return column
}

// consider asks what was made of an advice, looks whether a person is named, and has it kept.
func (a *Screen) consider(x desk.Explanation, was desk.Considered, keep func(desk.Considered) error) {
	var names desk.Lookout
	a.shell.Do(func() error { names = a.desk.Lookout(); return nil }, func() { a.considerForm(x, was, names, keep) })
}

func (a *Screen) considerForm(x desk.Explanation, was desk.Considered, names desk.Lookout, keep func(desk.Considered) error) {
	f := ui.NewForm(a.shell, "advice.consider")
	now := was
	read := map[string]func() string{}
	entry := func(key, label, hint, value string, lines int) {
		e := f.Entry(key, label, hint, value, lines)
		read[key] = func() string { return e.Text }
	}
	help := func(field string) (string, string) {
		return a.text("weigh." + field), a.text("weigh."+field+"_help", "To", a.name(x.Question.To))
	}
	for _, field := range []struct{ key, value string }{{"necessity", was.Necessity}, {"proportionality", was.Proportionality}, {"subsidiarity", was.Subsidiarity}} {
		label, hint := help(field.key)
		entry(field.key, label, hint, field.value, 2)
	}
	decision := f.Select("decision", a.text("decision"), a.text("decision.hint"), string(was.Decision), a.decisions())
	entry("by", a.text("by"), a.text("by.hint"), was.By, 1)
	entry("notes", a.text("notes"), a.text("notes.hint"), was.Notes, 3)
	warned := map[string]bool{}
	f.Ask(a.text("keep"), a.text("keep.text"), a.text("keep"), func() bool {
		for _, key := range []string{"necessity", "proportionality", "subsidiarity", "by", "notes"} {
			text := read[key]()
			clues := names.Look(text, a.shell.Today())
			if len(clues) == 0 || key == "by" || warned[text] {
				continue
			}
			warned[text] = true
			return f.Wrong(key, a.desk.ExplainClue(clues[0])+" "+a.text("clue.again"))
		}
		now = desk.Considered{
			Necessity: read["necessity"](), Proportionality: read["proportionality"](), Subsidiarity: read["subsidiarity"](),
			Decision: partnership.DeliberationDecision(decision.Key()), By: read["by"](), Notes: read["notes"](),
		}
		return true
	}, func() error { return keep(now) }, func() { a.shell.Saved(a.text("kept")) })
}

func (a *Screen) decisions() []ui.Choice {
	list := []ui.Choice{{Key: "", Title: a.text("decision.none")}}
	for _, d := range []partnership.DeliberationDecision{partnership.DecidedShared, partnership.DecidedNotShared, partnership.DecidedAdviceAsked} {
		list = append(list, ui.Choice{Key: string(d), Title: a.shell.Words().Text("domain.decisions." + string(d))})
	}
	return list
}

// addendum starts a provision in the agreement that comes nearest, for what was asked.
func (a *Screen) addendum(x desk.Explanation, step desk.NextStep) {
	q := x.Question
	var made partnership.ID
	a.shell.Do(func() (err error) { made, err = a.desk.DraftAddendum(step.Agreement, q); return err }, func() {
		a.shell.GoTo(made)
		a.shell.Saved(a.text("addendum.made"))
	})
}
