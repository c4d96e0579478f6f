package agreements

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// mostChanges is how many answers that change are listed.
const mostChanges = 12

// trial shows what an agreement does to the answers of "Toch niet of toch wel?": which ones a draft would change, and whether the questions
// that it was made for are answered as they should. It is worked out anew after every change.
func (a *Screen) trial(g partnership.Agreement) fyne.CanvasObject {
	holder, on := container.NewStack(), a.shell.Today()
	draft := g.Status == partnership.AgreementDraft || g.Status == partnership.AgreementReview
	var changes []desk.AdviceChange
	var checked []desk.Checked
	a.shell.Do(func() (err error) {
		if draft {
			changes, err = a.desk.WhatIf(g, on)
		}
		checked = a.desk.Check(g, on)
		return err
	}, func() {
		if a.chosen == g.ID {
			a.shell.Swap(holder, a.tried(g, draft, changes, checked))
			a.scroll.Refresh()
		}
	})
	return holder
}

func (a *Screen) tried(g partnership.Agreement, draft bool, changes []desk.AdviceChange, checked []desk.Checked) fyne.CanvasObject {
	words := a.shell.Words()
	column := ui.Column(10)
	if draft {
		column.Add(ui.NewSection(a.text("whatif")))
		column.Add(ui.NewParagraph(words.Plural("agreements.whatif.text", len(changes))))
		rows := ui.Column(0)
		for _, c := range changes[:min(len(changes), mostChanges)] {
			rows.Add(ui.NewItem(ui.Row{
				Title: a.asked(c.Question), Detail: a.between(c.Question),
				Aside: a.answer(c.Before.Outcome) + " → ", State: outcomes[c.After.Outcome], Word: a.answer(c.After.Outcome),
			}, nil))
		}
		column.Add(rows)
		if n := len(changes) - mostChanges; n > 0 {
			column.Add(ui.NewCaption(words.Plural("advice.more", n)))
		}
	}
	column.Add(ui.NewSectionWith(a.text("expect"), ui.NewButton(a.text("expect.add"), ui.IconPlus, ui.Plain, func() { a.expect(g) })))
	if len(checked) == 0 {
		column.Add(ui.NewParagraph(a.text("expect.none")))
	}
	rows := ui.Column(0)
	for i, c := range checked {
		row := ui.Row{Title: a.asked(c.Question), Detail: ui.Joined(a.between(c.Question), a.must(c.Possible)), State: ui.Done, Word: a.text("expect.met")}
		switch {
		case c.Gone:
			row.State, row.Word = ui.Draft, a.text("expect.gone")
		case !c.Met:
			row.State, row.Word = ui.Late, a.text("expect.unmet")
		}
		rows.Add(ui.NewItem(row, func() { a.forget(g, i) }))
	}
	column.Add(rows)
	return column
}

var outcomes = map[desk.Outcome]ui.State{
	desk.OutcomePermitted: ui.Done, desk.OutcomeConditional: ui.Busy, desk.OutcomeStatutory: ui.Open,
	desk.OutcomeAskAdvice: ui.Asked, desk.OutcomeNotCovered: ui.Late,
}

func (a *Screen) answer(o desk.Outcome) string {
	return a.shell.Words().Text("advice.short." + string(o))
}

func (a *Screen) asked(q desk.Question) string {
	words := a.shell.Words()
	return ui.Joined(language.Term(words, language.InformationCategories, q.Category), language.Term(words, language.Purposes, q.Purpose))
}

func (a *Screen) between(q desk.Question) string {
	return a.desk.Label(q.From) + " → " + a.desk.Label(q.To)
}

func (a *Screen) must(possible bool) string {
	if possible {
		return a.text("expect.must")
	}
	return a.text("expect.must_not")
}

// expect asks for a question that the agreement is made for: this must be possible, or this must not.
func (a *Screen) expect(g partnership.Agreement) {
	words, vocabulary := a.shell.Words(), a.desk.Vocabulary()
	var categories []partnership.Term
	for _, c := range vocabulary.InformationCategories {
		categories = append(categories, c.ID)
	}
	organisations := func(words string) []ui.Choice { return a.shell.Records(words, partnership.KindOrganisation) }
	forums := []ui.Choice{{Key: "", Title: words.Text("advice.forum.none")}}
	for _, f := range g.Forums {
		forums = append(forums, ui.Choice{Key: desk.ForumName(g.ID, f.ID), Title: f.Name})
	}
	f := ui.NewForm(a.shell, "agreements.expect")
	from := f.Chooser("from", words.Text("advice.from"), words.Text("advice.from.hint"), ui.Choice{}, organisations)
	to := f.Chooser("to", words.Text("advice.to"), words.Text("advice.to.hint"), ui.Choice{}, organisations)
	category := f.Select("category", words.Text("advice.category"), words.Text("advice.category.hint"), "", ui.Terms(words, language.InformationCategories, categories...))
	purpose := f.Select("purpose", words.Text("advice.purpose"), words.Text("advice.purpose.hint"), "", ui.Terms(words, language.Purposes, ids(vocabulary.Purposes)...))
	forum := f.Select("forum", words.Text("advice.forum"), "", "", forums)
	possible := f.Select("possible", a.text("expect.which"), "", "yes", []ui.Choice{{Key: "yes", Title: a.text("expect.must")}, {Key: "no", Title: a.text("expect.must_not")}})
	f.Ask(a.text("expect.add"), a.text("expect.text"), a.text("form.save"), func() bool {
		for _, field := range []struct{ key, value string }{{"from", from.Key()}, {"to", to.Key()}, {"category", category.Key()}, {"purpose", purpose.Key()}} {
			if field.value == "" {
				return f.Wrong(field.key, words.Text("advice.choose"))
			}
		}
		return true
	}, func() error {
		return a.desk.SetExpectations(g.ID, append(a.desk.Expectations(g.ID), desk.Expectation{
			From: partnership.ID(from.Key()), To: partnership.ID(to.Key()), Category: partnership.Term(category.Key()),
			Purpose: partnership.Term(purpose.Key()), Forum: forum.Key(), Possible: possible.Key() == "yes",
		}))
	}, func() {
		a.Refresh()
		a.saved()
	})
}

// forget takes a question away that the agreement was made for, when people say so.
func (a *Screen) forget(g partnership.Agreement, index int) {
	a.shell.Confirm(a.text("expect.remove"), a.text("expect.remove_text"), a.text("expect.remove"), func() {
		a.shell.Do(func() error {
			list := a.desk.Expectations(g.ID)
			if index >= len(list) {
				return nil
			}
			return a.desk.SetExpectations(g.ID, slices.Delete(list, index, index+1))
		}, func() {
			a.Refresh()
			a.saved()
		})
	})
}
