package advice

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// kept is the part with the deliberations: the list, and beside it one as it was on its day.
type kept struct {
	screen *Screen
	object fyne.CanvasObject
	rows   *ui.Rows
	all    []partnership.Deliberation
	chosen partnership.ID
	detail *fyne.Container
	scroll *container.Scroll
	asked  int
}

func newKept(s *Screen) *kept {
	k := &kept{screen: s, detail: container.NewStack()}
	k.scroll = ui.Scrolled(k.detail)
	k.rows = ui.NewRows(func() int { return len(k.all) }, k.row)
	k.rows.Choose = func(i int) { k.chosen = k.all[i].ID; k.show() }
	k.rows.Open = func(int) { s.shell.Canvas().FocusNext() }
	k.object = ui.MasterDetail(ui.NewListCard(k.rows.Framed()), ui.NewCard(k.scroll))
	return k
}

func (k *kept) content() fyne.CanvasObject { return k.object }

func (k *kept) focus() fyne.Focusable { return k.rows }

func (k *kept) row(i int) ui.Row {
	s, d := k.screen, k.all[i]
	row := ui.Row{
		Title:  language.Term(s.shell.Words(), language.InformationCategories, d.Category),
		Detail: s.name(d.From) + " → " + s.name(d.To), Aside: s.shell.Words().Date(d.On),
		State: states[desk.Outcome(d.Outcome)], Word: s.text("short." + d.Outcome),
	}
	if d.Decision == "" {
		row.State, row.Word = ui.Draft, s.text("kept.open")
	}
	return row
}

func (k *kept) refresh() {
	k.all = desk.All[partnership.Deliberation](k.screen.desk)
	slices.SortStableFunc(k.all, func(a, b partnership.Deliberation) int { return b.On.Compare(a.On) })
	k.rows.Renew()
	if len(k.all) == 0 {
		k.put(ui.NewEmpty(k.screen.text("kept.empty.title"), k.screen.text("kept.empty.text"), nil))
		return
	}
	at := max(0, slices.IndexFunc(k.all, func(d partnership.Deliberation) bool { return d.ID == k.chosen }))
	k.chosen = k.all[at].ID
	k.rows.Point(at)
	k.show()
}

func (k *kept) put(o fyne.CanvasObject) {
	k.screen.shell.Swap(k.detail, o)
	k.scroll.Refresh()
}

// show opens a deliberation as it was on its day.
func (k *kept) show() {
	s := k.screen
	k.asked++
	asked, id := k.asked, k.chosen
	s.shell.Settle(id)
	var r desk.Reopened
	var around advisers
	s.shell.Do(func() (err error) {
		r, err = s.desk.Reopen(context.Background(), id, s.shell.Today())
		if err == nil {
			around = s.advisers(r.Explanation.Question)
		}
		return err
	}, func() {
		if asked != k.asked {
			return
		}
		k.put(k.reopened(r, around))
		s.shell.Shown("deliberation " + string(id))
	})
}

func (k *kept) reopened(r desk.Reopened, around advisers) fyne.CanvasObject {
	s, d, words := k.screen, r.Deliberation, k.screen.shell.Words()
	buttons := []*ui.Button{
		ui.NewButton(s.text("kept.complete"), ui.IconPencil, ui.Main, func() { s.reconsider(r) }),
		ui.NewButton(s.text("print"), ui.IconPrint, ui.Plain, func() { s.print(d.ID) }),
		ui.NewButton(s.text("remove"), "", ui.Danger, func() { s.remove(d.ID) }),
	}
	flow := make([]fyne.CanvasObject, len(buttons))
	for i, b := range buttons {
		flow[i] = b
	}
	urgent := ""
	if d.Urgent {
		urgent = s.text("urgently")
	}
	decision := s.text("decision.none")
	if d.Decision != "" {
		decision = words.Text("domain.decisions." + string(d.Decision))
	}
	column := ui.Column(10,
		ui.Flow(8, flow...),
		ui.NewSection(s.text("kept.on", "Day", words.LongDate(d.On))),
		ui.Facts(
			[2]string{s.text("from"), s.name(d.From)}, [2]string{s.text("to"), s.name(d.To)},
			[2]string{s.text("category"), language.Term(words, language.InformationCategories, d.Category)},
			[2]string{s.text("purpose.short"), language.Term(words, language.Purposes, d.Purpose)},
			[2]string{s.text("forum"), s.forum(d.Forum)}, [2]string{s.text("urgent"), urgent},
			[2]string{s.text("decision"), decision}, [2]string{s.text("by"), d.By},
			[2]string{s.text("weighed.necessity"), d.Necessity}, [2]string{s.text("weighed.proportionality"), d.Proportionality},
			[2]string{s.text("weighed.subsidiarity"), d.Subsidiarity}, [2]string{s.text("notes"), d.Notes},
		))
	if !r.Kept {
		column.Add(ui.NewParagraph(s.text("kept.without")))
	}
	if r.Now != nil && r.Now.Advice.Outcome != r.Explanation.Advice.Outcome {
		column.Add(ui.NewParagraph(s.text("kept.now", "Outcome", s.word(r.Now.Advice.Outcome), "Why", r.Now.Why)))
	}
	column.Add(ui.NewSection(s.text("kept.advice")))
	column.Add(s.explained(r.Explanation, around, nil))
	return column
}

// reconsider completes or changes what was made of an advice.
func (a *Screen) reconsider(r desk.Reopened) {
	d := r.Deliberation
	a.consider(r.Explanation, desk.Considered{
		Necessity: d.Necessity, Proportionality: d.Proportionality, Subsidiarity: d.Subsidiarity, Decision: d.Decision, By: d.By, Notes: d.Notes,
	}, func(c desk.Considered) error { return a.desk.Reconsider(d.ID, c) })
}

func (a *Screen) remove(id partnership.ID) {
	a.shell.Do(func() error { return a.desk.RemoveDeliberation(id) }, func() { a.shell.Saved(a.text("removed")) })
}

// counted is the part that shows where professionals hesitate: how often there was deliberated in a year, by category and outcome.
type counted struct {
	screen *Screen
	object fyne.CanvasObject
	year   *ui.Select
	chart  *fyne.Container
}

func newCounted(s *Screen) *counted {
	c := &counted{screen: s, chart: container.NewStack()}
	c.year = ui.NewSelect(s.shell.Keys(), "", nil)
	c.year.Changed = func(string) { c.refresh() }
	top := ui.Flow(8, ui.Wide(160, c.year), ui.NewButton(s.text("counted.print"), ui.IconPrint, ui.Plain, c.print))
	c.object = ui.Below(top, ui.NewCard(ui.Scrolled(c.chart)), 8)
	return c
}

func (c *counted) content() fyne.CanvasObject { return c.object }

func (c *counted) focus() fyne.Focusable { return c.year }

// years are the years in which there was deliberated, and this one, the latest first.
func (c *counted) years() []ui.Choice {
	now, _, _ := c.screen.shell.Today().Date()
	years := []int{now}
	for _, d := range desk.All[partnership.Deliberation](c.screen.desk) {
		year, _, _ := d.On.Date()
		years = append(years, year)
	}
	slices.Sort(years)
	years = slices.Compact(years)
	slices.Reverse(years)
	var list []ui.Choice
	for _, y := range years {
		list = append(list, ui.Choice{Key: strconv.Itoa(y), Title: strconv.Itoa(y)})
	}
	return list
}

func (c *counted) chosen() int {
	if year, err := strconv.Atoi(c.year.Key()); err == nil {
		return year
	}
	year, _, _ := c.screen.shell.Today().Date()
	return year
}

func (c *counted) refresh() {
	s := c.screen
	c.year.SetChoices(c.years())
	c.year.Set(strconv.Itoa(c.chosen()))
	tallies := s.desk.Tallies(c.chosen())
	if len(tallies) == 0 {
		s.shell.Swap(c.chart, ui.NewEmpty(s.text("counted.empty.title"), s.text("counted.empty.text"), nil))
		return
	}
	legend := ui.Line(8)
	for _, o := range desk.Outcomes() {
		legend.Add(ui.NewChip(states[o], s.text("short."+string(o))))
	}
	var rows []ui.BarRow
	for _, t := range tallies {
		row := ui.BarRow{Name: language.Term(s.shell.Words(), language.InformationCategories, t.Category)}
		for _, o := range desk.Outcomes() {
			row.Parts = append(row.Parts, ui.BarPart{State: states[o], Count: t.Outcomes[o]})
		}
		rows = append(rows, row)
	}
	column := ui.Column(14, ui.NewHeading(s.text("counted.title", "Year", strconv.Itoa(c.chosen()))), ui.NewParagraph(s.text("counted.text")), legend, ui.NewBars(rows))
	against := 0
	for _, t := range tallies {
		against += t.Against
	}
	if against > 0 {
		column.Add(ui.NewParagraph(s.shell.Words().Plural("advice.counted.against", against)))
	}
	s.shell.Swap(c.chart, column)
	s.shell.Shown("counted")
}
