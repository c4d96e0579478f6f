// Package agreements shows the agreements by status, with what is due: who takes part and who signed, who may give what to whom, the text, and the
// days of its life.
package agreements

import (
	"io"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// Screen is the screen.
type Screen struct {
	shell *ui.Shell
	desk  *desk.Desk

	lines  []line
	chosen partnership.ID
	due    desk.Due // as it was when records changed last
	title  *ui.Text
	sub    *ui.Text
	filter *ui.Entry
	rows   *ui.Rows
	none   *fyne.Container
	detail *fyne.Container
	scroll *container.Scroll
	object fyne.CanvasObject
}

// line is an agreement, or a heading when it has no id.
type line struct {
	row ui.Row
	id  partnership.ID
}

// statuses is the order in which agreements are listed: what holds comes first.
var statuses = []partnership.AgreementStatus{
	partnership.AgreementInForce, partnership.AgreementReview, partnership.AgreementDraft, partnership.AgreementSuspended, partnership.AgreementTerminated,
}

// New returns the screen.
func New(s *ui.Shell, d *desk.Desk) *Screen {
	a := &Screen{
		shell: s, desk: d, title: ui.NewTitle(s.Words().Text("ui.place.agreements")), sub: ui.NewQuiet(""),
		filter: ui.NewEntry(s.Keys(), s.Words().Text("agreements.filter"), 1), detail: container.NewStack(), none: container.NewStack(),
	}
	a.scroll = ui.Scrolled(a.detail)
	a.rows = ui.NewRows(func() int { return len(a.lines) }, func(i int) ui.Row { return a.lines[i].row })
	a.rows.Choose = func(i int) { a.show(a.lines[i].id) }
	a.rows.Open = func(int) { a.shell.Canvas().FocusNext() }
	a.filter.OnChanged = func(string) { a.fill() }
	a.filter.OnSubmitted = func(string) { a.shell.Canvas().Focus(a.rows) }
	a.filter.OnEscape(func() { a.filter.SetText(""); a.shell.Canvas().Focus(a.rows) })
	actions := ui.Line(8,
		ui.NewButton(a.text("print"), ui.IconPrint, ui.Main, a.print),
		ui.NewButton(a.text("new"), ui.IconPlus, ui.Plain, a.create),
	)
	left := ui.Below(a.filter.Framed(), ui.NewListCard(container.NewStack(a.rows.Framed(), a.none)), 8)
	a.object = ui.Page(a.title, a.sub, actions, ui.MasterDetail(left, ui.NewCard(a.scroll)))
	return a
}

// Title implements [ui.Screen].
func (a *Screen) Title() string {
	title := a.shell.Words().Text("ui.place.agreements")
	if a.chosen != "" {
		title += " – " + a.desk.Label(a.chosen)
	}
	return title
}

// Object implements [ui.Screen].
func (a *Screen) Object() fyne.CanvasObject { return a.object }

// Show implements [ui.Screen].
func (a *Screen) Show(r ui.Route) {
	if r.Record != "" {
		a.filter.Fill("")
		a.chosen = r.Record
	}
	a.Refresh()
}

// Focus implements [ui.Screen].
func (a *Screen) Focus() { a.shell.Canvas().Focus(a.rows) }

// Refresh implements [ui.Screen].
func (a *Screen) Refresh() {
	a.fill()
	if a.chosen != "" {
		a.show(a.chosen)
	}
	on := a.shell.Today()
	var due desk.Due
	a.shell.Do(func() error { due = a.desk.Today(on); return nil }, func() {
		a.due = due
		a.fill()
	})
}

// Commands implements [ui.Screen].
func (a *Screen) Commands() []ui.Command {
	return []ui.Command{
		{Key: ui.Key{Name: fyne.KeyP, With: ui.Ctrl}, Name: "agreements.command.print", Do: a.print},
		{Key: ui.Key{Name: fyne.KeyE, With: ui.Ctrl}, Name: "agreements.command.edit", Do: a.edit},
		{Key: ui.Key{Name: fyne.KeyB, With: ui.Ctrl}, Name: "agreements.command.party", Do: a.newParty},
		{Key: ui.Key{Name: fyne.KeyN, With: ui.Ctrl}, Name: "agreements.command.new", Anywhere: true, Do: a.create},
		{Key: ui.Key{Name: fyne.KeyF, With: ui.Ctrl}, Name: "agreements.command.filter", Do: func() { a.shell.Canvas().Focus(a.filter) }},
		{Name: "agreements.command.step", Do: a.step},
		{Name: "agreements.command.article", Do: a.newArticle},
		{Name: "agreements.command.preamble", Do: a.preamble},
		{Name: "agreements.command.annex", Do: a.newAnnex},
		{Name: "agreements.command.provision", Do: a.newProvision},
		{Name: "agreements.command.forum", Do: a.newForum},
		{Name: "agreements.command.evaluated", Do: a.evaluated},
		{Name: "agreements.command.expect", Do: func() {
			if g, _, ok := a.here(); ok {
				a.expect(g)
			}
		}},
		{Name: "agreements.command.remove", Do: a.remove},
	}
}

func (a *Screen) text(key string, data ...any) string {
	return a.shell.Words().Text("agreements."+key, data...)
}

// fill lists the agreements under their status.
func (a *Screen) fill() {
	words := a.shell.Words()
	due := map[partnership.ID]desk.Attention{}
	for _, attention := range a.due.Agreements {
		if _, first := due[attention.ID]; !first {
			due[attention.ID] = attention
		}
	}
	all := desk.All[partnership.Agreement](a.desk)
	slices.SortStableFunc(all, func(x, y partnership.Agreement) int { return words.Compare(x.Label(), y.Label()) })
	a.lines = a.lines[:0]
	found := 0
	for _, status := range statuses {
		first := true
		for _, g := range all {
			if g.Status != status || !ui.Holds(g.Label()+" "+g.Reference+" "+words.Term(language.AgreementKinds, string(g.Kind)), a.filter.Text) {
				continue
			}
			if first {
				a.lines = append(a.lines, line{row: ui.Row{Title: words.Term(language.AgreementStatuses, string(status)), Head: true}})
				first = false
			}
			row := ui.Row{Title: g.Label(), Detail: words.Term(language.AgreementKinds, string(g.Kind))}
			if attention, ok := due[g.ID]; ok {
				row.Detail = words.Term(language.Due, string(attention.Reason))
				row.State, row.Word = ui.Busy, a.text("chip.attention")
			}
			a.lines = append(a.lines, line{row, g.ID})
			found++
		}
	}
	a.sub.Set(words.Plural("agreements.sub", len(all)))
	a.none.Objects = nil
	switch {
	case len(all) == 0:
		a.put(ui.NewEmpty(a.text("empty.title"), a.text("empty.text"), ui.NewButton(a.text("new"), ui.IconPlus, ui.Plain, a.create)))
	case found == 0:
		a.none.Objects = []fyne.CanvasObject{ui.NewEmpty(a.text("none.title"), a.text("none.text"), nil)}
	}
	a.none.Refresh()
	a.rows.Renew()
	for i, l := range a.lines {
		if l.id != "" && l.id == a.chosen {
			a.rows.Point(i)
			return
		}
	}
	if a.chosen == "" && found > 0 {
		a.rows.Select(0)
	}
}

// show shows an agreement beside the list.
func (a *Screen) show(id partnership.ID) {
	fresh := a.chosen != id
	a.chosen = id
	g, _, err := desk.Get[partnership.Agreement](a.desk, id)
	if err != nil {
		a.chosen = ""
		a.put(ui.NewEmpty(a.text("gone.title"), a.text("gone.text"), nil))
		return
	}
	a.put(a.agreement(g))
	if fresh {
		a.scroll.ScrollToTop()
		a.shell.Settle(id)
	}
}

func (a *Screen) put(o fyne.CanvasObject) {
	a.shell.Swap(a.detail, o)
	a.scroll.Refresh()
}

// print makes the document of the agreement that is shown, as it stands today, and shows it.
func (a *Screen) print() {
	id, on := a.chosen, a.shell.Today()
	if id == "" {
		a.shell.Told(a.text("choose"))
		return
	}
	a.shell.Paper(a.desk.Label(id), func(w io.Writer) ([]desk.Remark, error) { return a.desk.PrintAgreement(w, id, on) })
}

// remove takes the agreement that is shown out of the vault, unless other records refer to it.
func (a *Screen) remove() {
	id, name := a.chosen, a.desk.Label(a.chosen)
	if id == "" {
		a.shell.Told(a.text("choose"))
		return
	}
	a.shell.Remove(id, func() {
		a.chosen = ""
		a.Refresh()
		a.shell.Saved(a.text("removed", "Name", name))
	})
}

// here returns the agreement that is shown with its revision.
func (a *Screen) here() (partnership.Agreement, desk.Revision, bool) {
	g, base, err := desk.Get[partnership.Agreement](a.desk, a.chosen)
	if err != nil {
		a.shell.Told(a.text("choose"))
		return g, 0, false
	}
	return g, base, true
}
