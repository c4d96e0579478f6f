// Package actions shows all actions in one table: to filter, sort and group, to change one or several, and to jot down a new one in one line.
package actions

import (
	"slices"
	"strings"

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

	wish     desk.ActionFilter
	asked    int // how often lines were asked for: only the last answer is shown
	answered int // the asking whose answer is shown
	then     []func()
	lines    []line
	wanted   partnership.ID // to be chosen when the lines are there

	title  *ui.Text
	sub    *ui.Text
	jot    *ui.Entry
	echo   *fyne.Container
	filter *ui.Entry
	which  *ui.Select
	about  *ui.Chooser
	group  *ui.Select
	views  *ui.Select
	table  *ui.Table
	none   *fyne.Container
	bar    *fyne.Container // what can be done with the marked ones
	detail *detail
	object fyne.CanvasObject
}

// line is an action, or the heading of a group when it has no id.
type line struct {
	desk.ActionLine
	head string
}

// The columns.
const (
	columnTitle = iota
	columnOwner
	columnDue
	columnStatus
)

var sorts = []desk.ActionOrder{columnTitle: desk.ByTitle, columnOwner: desk.ByOwner, columnDue: desk.ByDue, columnStatus: desk.ByStatus}

// New returns the screen.
func New(s *ui.Shell, d *desk.Desk) *Screen {
	words := s.Words()
	a := &Screen{
		shell: s, desk: d, title: ui.NewTitle(words.Text("ui.place.actions")), sub: ui.NewQuiet(""),
		jot: ui.NewEntry(s.Keys(), words.Text("actions.jot"), 1), echo: ui.Line(6), filter: ui.NewEntry(s.Keys(), words.Text("actions.filter"), 1),
	}
	s.Draft("actions.jot", a.jot)
	a.jot.OnChanged = ui.Before(a.jot.OnChanged, a.recognise)
	a.jot.OnSubmitted = a.add
	a.jot.OnEscape(a.Focus)
	a.filter.OnChanged = func(text string) { a.wish.Words = text; a.load() }
	a.filter.OnSubmitted = func(string) { a.settled(a.Focus) }
	a.filter.OnEscape(func() { a.filter.SetText(""); a.Focus() })
	a.which = ui.NewSelect(s.Keys(), "", a.whichChoices())
	a.which.Changed = func(key string) { a.wish.Which = desk.ActionWhich(key); a.load() }
	a.group = ui.NewSelect(s.Keys(), "", a.groupChoices())
	a.group.Changed = func(key string) { a.wish.Group = desk.ActionOrder(key); a.load() }
	a.about = ui.NewChooser(s.Keys(), a.text("about"), a.aboutChoices)
	a.about.Changed = func(c ui.Choice) { a.wish.About = partnership.ID(c.Key); a.load() }
	a.views = ui.NewSelect(s.Keys(), a.text("views"), nil)
	a.views.Changed = a.take
	a.table = ui.NewTable([]ui.TableColumn{
		{Title: a.text("column.title"), Sort: true},
		{Title: a.text("column.owner"), Width: 150, Sort: true},
		{Title: a.text("column.due"), Width: 104, Sort: true},
		{Title: a.text("column.status"), Width: 112, Sort: true},
	}, func() int { return len(a.lines) }, a.cell)
	a.table.Head = func(row int) string { return a.lines[row].head }
	a.table.Choose = func(row int) { a.detail.show(a.lines[row].ID); a.shell.Settle(a.lines[row].ID) }
	a.table.Open = func(int) { a.detail.focus() }
	a.table.Mark = a.marked
	a.table.SortBy = func(column int, down bool) { a.wish.Sort, a.wish.Down = sorts[column], down; a.load() }
	a.detail = newDetail(a)
	a.bar = ui.Line(8)
	a.none = container.NewStack()
	a.object = a.page()
	a.reflect()
	return a
}

// page sets the screen: the line to jot, the filters, the table and what is chosen in it.
func (a *Screen) page() fyne.CanvasObject {
	filters := ui.Columns(8, a.filter.Framed(), a.which, a.about, a.group, a.views)
	jot := ui.Column(4, a.jot.Framed(), a.echo)
	lists := ui.NewListCard(container.NewStack(a.table, a.none))
	content := ui.Below(jot, ui.Below(filters, ui.WideAndNarrow(ui.Below(a.bar, lists, 8), ui.NewCard(a.detail.object)), 8), 8)
	return ui.Page(a.title, a.sub, ui.Line(8, ui.NewButton(a.text("print"), ui.IconPrint, ui.Plain, a.print)), content)
}

// Title implements [ui.Screen].
func (a *Screen) Title() string { return a.shell.Words().Text("ui.place.actions") }

// Object implements [ui.Screen].
func (a *Screen) Object() fyne.CanvasObject { return a.object }

// Show implements [ui.Screen].
func (a *Screen) Show(r ui.Route) {
	a.wanted = r.Record
	if r.Record != "" && !slices.ContainsFunc(a.lines, func(l line) bool { return l.ID == r.Record }) {
		a.wish = desk.ActionFilter{}
		if action, _, err := desk.Get[partnership.Action](a.desk, r.Record); err == nil && (!action.IsOpen() || action.HiddenUntil.After(a.shell.Today())) {
			a.wish.Which = desk.ActionsAll
		}
		a.reflect()
	}
	a.Refresh()
	if r.Part == "new" {
		a.shell.Canvas().Focus(a.jot)
	}
}

// Focus implements [ui.Screen].
func (a *Screen) Focus() {
	if a.shell.Here().Part == "new" || len(a.lines) == 0 && a.asked > 1 {
		a.shell.Canvas().Focus(a.jot)
		return
	}
	a.shell.Canvas().Focus(a.table.Focusable())
}

// Refresh implements [ui.Screen].
func (a *Screen) Refresh() { a.load() }

// Commands implements [ui.Screen].
func (a *Screen) Commands() []ui.Command {
	return []ui.Command{
		{Key: ui.Key{Name: fyne.KeyN, With: ui.Ctrl}, Name: "actions.command.new", Anywhere: true, Do: func() { a.shell.Canvas().Focus(a.jot) }},
		{Key: ui.Key{Name: fyne.KeyD, With: ui.Ctrl}, Name: "actions.command.finish", Do: func() { a.settled(a.finish) }},
		{Key: ui.Key{Name: fyne.KeyM, With: ui.Ctrl}, Name: "actions.command.move", Do: func() { a.settled(a.move) }},
		{Key: ui.Key{Name: fyne.KeyG, With: ui.Ctrl}, Name: "actions.command.follow_up", Do: a.detail.focusFollowUp},
		{Key: ui.Key{Name: fyne.KeyF, With: ui.Ctrl}, Name: "actions.command.filter", Do: func() { a.shell.Canvas().Focus(a.filter) }},
		{Key: ui.Key{Name: fyne.KeyP, With: ui.Ctrl}, Name: "actions.command.print", Anywhere: true, Do: a.print},
		{Name: "actions.command.remind", Do: a.remind},
		{Name: "actions.command.hide", Do: a.hide},
		{Name: "actions.command.assign", Do: a.assign},
		{Name: "actions.command.status", Do: a.status},
		{Name: "actions.command.remove", Do: a.remove},
		{Name: "actions.command.save_view", Do: a.saveView},
		{Name: "actions.command.drop_view", Do: a.dropView},
	}
}

func (a *Screen) text(key string, data ...any) string {
	return a.shell.Words().Text("actions."+key, data...)
}

// load asks for the lines in the background and shows them when they are there; of several answers only the last is shown.
func (a *Screen) load() {
	a.asked++
	asked, wish, on := a.asked, a.wish, a.shell.Today()
	var found []desk.ActionLine
	a.shell.Do(func() error { found = a.desk.Actions(wish, on); return nil }, func() {
		if asked != a.asked {
			return
		}
		a.answered = asked
		a.put(found)
		waiting := a.then
		a.then = nil
		for _, do := range waiting {
			do()
		}
	})
}

// settled does something with the lines that were asked for: at once, or when they are there. Who types a filter and goes on faster than it answers
// means what it will find.
func (a *Screen) settled(do func()) {
	if a.answered == a.asked {
		do()
		return
	}
	a.then = append(a.then, do)
}

// put shows lines. What was chosen and marked stays so.
func (a *Screen) put(found []desk.ActionLine) {
	chosen, marked := a.wanted, a.ids(a.table.Marked())
	if row := a.table.Chosen(); chosen == "" && row >= 0 && row < len(a.lines) {
		chosen = a.lines[row].ID
	}
	before := a.table.Chosen()
	a.wanted = ""
	a.lines = a.lines[:0]
	for i, f := range found {
		if a.wish.Group != "" && (i == 0 || found[i-1].Group != f.Group) {
			a.lines = append(a.lines, line{head: a.heading(f.Group)})
		}
		a.lines = append(a.lines, line{ActionLine: f})
	}
	var rows []int
	at := -1
	for row, l := range a.lines {
		if l.ID != "" && slices.Contains(marked, l.ID) {
			rows = append(rows, row)
		}
		if l.ID != "" && l.ID == chosen {
			at = row
		}
	}
	a.table.MarkRows(rows)
	a.table.ShowSort(slices.Index(sorts, a.wish.Sort), a.wish.Down)
	a.table.Renew()
	if at < 0 {
		at = max(before, 0)
	}
	a.table.Point(at)
	shown := partnership.ID("")
	if row := a.table.Chosen(); row >= 0 {
		shown = a.lines[row].ID
	}
	a.detail.show(shown)
	a.summarise(found)
	a.marked()
	a.empty()
}

func (a *Screen) heading(group string) string {
	if group == "" {
		return a.text("group.none_of")
	}
	return group
}

func (a *Screen) summarise(found []desk.ActionLine) {
	late := 0
	for _, f := range found {
		if f.Late {
			late++
		}
	}
	words := a.shell.Words()
	text := words.Plural("actions.sub", len(found))
	if late > 0 {
		text += ", " + words.Plural("actions.sub_late", late)
	}
	a.sub.Set(text)
}

// empty says why there is nothing to see.
func (a *Screen) empty() {
	a.none.Objects = nil
	if len(a.lines) == 0 {
		title, text := "empty.title", "empty.text"
		if a.wish.Words != "" || a.wish.About != "" || a.wish.Which != desk.ActionsOpen {
			title, text = "none.title", "none.text"
		}
		a.none.Objects = []fyne.CanvasObject{ui.Column(0, ui.NewHeading(""), ui.NewEmpty(a.text(title), a.text(text), nil))} // below the heads
	}
	a.none.Refresh()
}

func (a *Screen) cell(row, column int) ui.Cell {
	l := a.lines[row]
	switch column {
	case columnTitle:
		return ui.Cell{Text: l.Title, Bold: l.IsOpen(), Muted: !l.IsOpen()}
	case columnOwner:
		return ui.Cell{Text: a.who(l.Action), Muted: true}
	case columnDue:
		return ui.Cell{Text: a.shell.Words().Date(l.Due)}
	}
	state, word := stateOf(l, a.shell.Words())
	return ui.Cell{State: state, Word: word}
}

// stateOf returns the chip of an action: being late says more than being open.
func stateOf(l line, words *language.Language) (ui.State, string) {
	if l.Late {
		return ui.Late, words.Text("actions.chip.late")
	}
	states := map[partnership.ActionStatus]ui.State{
		partnership.ActionOpen: ui.Open, partnership.ActionInProgress: ui.Busy, partnership.ActionWaiting: ui.Busy,
		partnership.ActionDone: ui.Done, partnership.ActionDropped: ui.Draft,
	}
	return states[l.Status], strings.ToLower(words.Term(language.ActionStatuses, string(l.Status)))
}

// ids returns the actions in rows.
func (a *Screen) ids(rows []int) []partnership.ID {
	var list []partnership.ID
	for _, row := range rows {
		if row < len(a.lines) && a.lines[row].ID != "" {
			list = append(list, a.lines[row].ID)
		}
	}
	return list
}

// chosen returns the actions that a command is for: those that are marked, or else the one that is chosen.
func (a *Screen) chosen() []partnership.ID {
	if marked := a.ids(a.table.Marked()); len(marked) > 0 {
		return marked
	}
	if row := a.table.Chosen(); row >= 0 {
		return a.ids([]int{row})
	}
	return nil
}

// who returns the name of who is to do an action, as short as it can be.
func (a *Screen) who(action partnership.Action) string {
	for _, id := range []partnership.ID{action.Contact, action.Organisation} {
		if id != "" {
			return a.desk.Label(id)
		}
	}
	return ""
}
