package agreements

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

var states = map[partnership.AgreementStatus]ui.State{
	partnership.AgreementInForce: ui.Done, partnership.AgreementReview: ui.Busy, partnership.AgreementDraft: ui.Draft,
	partnership.AgreementSuspended: ui.Late, partnership.AgreementTerminated: ui.Draft,
}

// agreement shows an agreement from top to bottom: what it is, who takes part, who may give what to whom, its life, its text.
func (a *Screen) agreement(g partnership.Agreement) fyne.CanvasObject {
	words := a.shell.Words()
	status := ui.NewChip(states[g.Status], words.Term(language.AgreementStatuses, string(g.Status)))
	history := a.shell.HistoryButton(func() partnership.ID { return g.ID })
	buttons := ui.Flow(8, ui.NewButton(a.text("edit"), ui.IconPencil, ui.Plain, a.edit), history)
	if len(g.NextSteps()) > 0 {
		buttons = ui.Flow(8, ui.NewButton(a.text("step"), "", ui.Plain, a.step), ui.NewButton(a.text("edit"), ui.IconPencil, ui.Plain, a.edit), history)
	}
	var purposes []string
	for _, p := range g.Purposes {
		purposes = append(purposes, words.Term(language.Purposes, string(p)))
	}
	objects := []fyne.CanvasObject{
		ui.Head(ui.NewTitle(g.Label()), ui.Line(0, status)), buttons,
		ui.Facts(
			[2]string{a.text("fact.kind"), words.Term(language.AgreementKinds, string(g.Kind))},
			[2]string{a.text("fact.reference"), g.Reference},
			[2]string{a.text("fact.ambition"), g.Ambition},
			[2]string{a.text("fact.purposes"), words.List(purposes...)},
			[2]string{a.text("fact.supersedes"), a.label(g.Supersedes)},
			[2]string{a.text("fact.notes"), g.Notes},
		),
	}
	objects = append(objects, a.parties(g)...)
	objects = append(objects, a.matrix(g)...)
	objects = append(objects, a.trial(g))
	objects = append(objects, a.life(g)...)
	objects = append(objects, a.forums(g)...)
	objects = append(objects, a.articles(g)...)
	objects = append(objects, a.annexes(g)...)
	return ui.Column(10, objects...)
}

func (a *Screen) label(id partnership.ID) string {
	if id == "" {
		return ""
	}
	return a.desk.Label(id)
}

// parties lists who takes part, and who signed.
func (a *Screen) parties(g partnership.Agreement) []fyne.CanvasObject {
	words, on := a.shell.Words(), a.shell.Today()
	rows := ui.Column(0)
	for i, p := range g.Parties {
		row := ui.Row{Title: a.desk.Label(p.Organisation), Detail: ui.Joined(p.Body, a.signer(p), p.Capacity), State: ui.Draft, Word: a.text("party.unsigned")}
		switch {
		case p.WithdrawnBy(on):
			row.Word, row.Aside = a.text("party.withdrawn"), words.Date(p.WithdrawnOn)
		case p.SignedBy(on):
			row.State, row.Word, row.Aside = ui.Done, a.text("party.signed"), words.Date(p.SignedOn)
		}
		if p.Role == partnership.RoleWitness {
			row.Detail = ui.Joined(words.Term(language.Roles, string(p.Role)), row.Detail)
		}
		rows.Add(ui.NewItem(row, func() { a.party(i) }))
	}
	head := ui.NewSectionWith(words.Plural("agreements.parties", len(g.Parties)), ui.NewButton(a.text("party.add"), ui.IconPlus, ui.Plain, a.newParty))
	if len(g.Parties) == 0 {
		return []fyne.CanvasObject{head, ui.NewParagraph(a.text("party.none"))}
	}
	return []fyne.CanvasObject{head, rows}
}

func (a *Screen) signer(p partnership.Party) string {
	if p.Representative != "" {
		return p.Representative
	}
	return a.label(p.Contact)
}

// matrix shows who may give what to whom: givers down, receivers across.
func (a *Screen) matrix(g partnership.Agreement) []fyne.CanvasObject {
	words, on := a.shell.Words(), a.shell.Today()
	var givers, receivers []string
	cells := map[[2]string][]int{}
	for i, p := range g.Provisions {
		if !p.DroppedOn.IsZero() && !p.DroppedOn.After(on) {
			continue
		}
		if !slices.Contains(givers, p.From) {
			givers = append(givers, p.From)
		}
		if !slices.Contains(receivers, p.To) {
			receivers = append(receivers, p.To)
		}
		cells[[2]string{p.From, p.To}] = append(cells[[2]string{p.From, p.To}], i)
	}
	head := ui.NewSectionWith(a.text("matrix"), ui.NewButton(a.text("provision.add"), ui.IconPlus, ui.Plain, a.newProvision))
	if len(givers) == 0 {
		return []fyne.CanvasObject{head, ui.NewParagraph(a.text("matrix.none"))}
	}
	names := func(sides []string) []string {
		var list []string
		for _, s := range sides {
			list = append(list, a.side(s))
		}
		return list
	}
	at := func(row, column int) []int { return cells[[2]string{givers[row], receivers[column]}] }
	grid := ui.NewGrid(names(givers), names(receivers), func(row, column int) string {
		var list []string
		for _, i := range at(row, column) {
			if c := words.Term(language.InformationCategories, string(g.Provisions[i].Category)); !slices.Contains(list, c) {
				list = append(list, c)
			}
		}
		return strings.Join(list, "\n")
	}, func(row, column int) { a.provisions(g, at(row, column)) })
	return []fyne.CanvasObject{head, ui.NewCaption(a.text("matrix.how")), grid.Framed()}
}

// side returns what people call a giver or receiver.
func (a *Screen) side(s string) string {
	if s == partnership.Anyone {
		return a.text("side.any")
	}
	if kind, ok := strings.CutPrefix(s, "kind:"); ok {
		return a.text("side.kind", "Kind", a.shell.Words().Term(language.OrganisationKinds, kind))
	}
	return a.desk.Label(partnership.ID(s))
}

// provisions shows what stands behind a cell of the matrix.
func (a *Screen) provisions(g partnership.Agreement, list []int) {
	words := a.shell.Words()
	rows := ui.Column(0)
	var shut func()
	for _, i := range list {
		p := g.Provisions[i]
		rows.Add(ui.NewItem(ui.Row{
			Title:  words.Term(language.InformationCategories, string(p.Category)),
			Detail: ui.Joined(words.Term(language.Purposes, string(p.Purpose)), a.basis(p), articleOf(g, p.Article).Title),
		}, func() { shut(); a.provision(i) }))
	}
	first := g.Provisions[list[0]]
	focus, _ := rows.Objects[0].(fyne.Focusable)
	shut = a.shell.Ask(ui.Dialog{Title: a.text("matrix.cell", "From", a.side(first.From), "To", a.side(first.To)), Content: rows, Wide: true, Focus: focus})
}

func (a *Screen) basis(p partnership.Provision) string {
	if p.LegalBasis == "" {
		return a.text("matrix.no_basis")
	}
	if basis, ok := a.desk.Vocabulary().LegalBasis(p.LegalBasis); ok && basis.Ownership == partnership.OwnAdded {
		return basis.Short
	}
	return a.shell.Words().Term(language.LegalBases, string(p.LegalBasis))
}

// life lists the days of the agreement's life: what lies behind, and what comes.
func (a *Screen) life(g partnership.Agreement) []fyne.CanvasObject {
	words, on := a.shell.Words(), a.shell.Today()
	rows := ui.Column(0)
	days := a.desk.Life(g, on)
	for _, d := range days {
		title := words.Term(language.LifeEvents, string(d.Event))
		if d.To != "" {
			title = a.text("life.to", "Status", strings.ToLower(words.Term(language.AgreementStatuses, string(d.To))))
		}
		row := ui.Row{Title: title, Detail: d.Note, Aside: words.LongDate(d.On), State: ui.Done, Word: a.text("life.past")}
		switch ahead := d.On.After(on); {
		case ahead:
			row.State, row.Word = ui.Open, words.Plural("agreements.life.ahead", d.On.DaysSince(on))
		case d.Event == "evaluation" || d.Event == "notice":
			row.State, row.Word = ui.Late, a.text("life.passed")
		}
		rows.Add(ui.NewItem(row, nil))
	}
	head := ui.NewSectionWith(a.text("life"), ui.NewButton(a.text("evaluated"), ui.IconCheck, ui.Plain, a.evaluated))
	if len(days) == 0 {
		return []fyne.CanvasObject{head, ui.NewParagraph(a.text("life.none"))}
	}
	return []fyne.CanvasObject{head, rows}
}

// forums lists the consultations in which information is shared under the agreement.
func (a *Screen) forums(g partnership.Agreement) []fyne.CanvasObject {
	words := a.shell.Words()
	rows := ui.Column(0)
	for i, f := range g.Forums {
		people := a.text("forum.everyone")
		if len(f.Participants) > 0 {
			var names []string
			for _, id := range f.Participants {
				names = append(names, a.desk.Label(id))
			}
			people = words.List(names...)
		}
		rows.Add(ui.NewItem(ui.Row{Title: f.Name, Detail: people}, func() { a.forum(i) }))
	}
	head := ui.NewSectionWith(words.Plural("agreements.forums", len(g.Forums)), ui.NewButton(a.text("forum.add"), ui.IconPlus, ui.Plain, a.newForum))
	if len(g.Forums) == 0 {
		return []fyne.CanvasObject{head, ui.NewParagraph(a.text("forum.none"))}
	}
	return []fyne.CanvasObject{head, rows}
}

// articles lists the text, an article a row.
func (a *Screen) articles(g partnership.Agreement) []fyne.CanvasObject {
	rows := ui.Column(0)
	for i, article := range g.Articles {
		rows.Add(ui.NewItem(ui.Row{Title: strconv.Itoa(i+1) + ". " + article.Title, Detail: firstLine(article.Text)}, func() { a.article(i) }))
	}
	head := ui.NewSectionWith(a.text("articles"),
		ui.NewButton(a.text("preamble"), ui.IconPencil, ui.Plain, a.preamble), ui.NewButton(a.text("article.add"), ui.IconPlus, ui.Plain, a.newArticle))
	if len(g.Articles) > 0 {
		return []fyne.CanvasObject{head, rows}
	}
	if g.TextSource() == partnership.TextElsewhere {
		return []fyne.CanvasObject{head, ui.NewParagraph(a.text("articles.elsewhere"))}
	}
	id := g.ID
	take := ui.NewButton(a.text("articles.own"), ui.IconPencil, ui.Plain, func() {
		a.shell.Do(func() error { return a.desk.OwnText(id, a.shell.Today()) }, func() { a.shell.Saved(a.text("articles.taken")) })
	})
	return []fyne.CanvasObject{head, ui.NewParagraph(a.text("articles.template")), ui.Line(0, take)}
}

// annexes lists the texts that belong to the agreement.
func (a *Screen) annexes(g partnership.Agreement) []fyne.CanvasObject {
	rows := ui.Column(0)
	for i, annex := range g.Annexes {
		rows.Add(ui.NewItem(ui.Row{Title: annex.Title, Detail: firstLine(annex.Text)}, func() { a.annex(i) }))
	}
	head := ui.NewSectionWith(a.shell.Words().Plural("agreements.annexes", len(g.Annexes)), ui.NewButton(a.text("annex.add"), ui.IconPlus, ui.Plain, a.newAnnex))
	return []fyne.CanvasObject{head, rows}
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}
