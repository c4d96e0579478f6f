// Package today answers "what now?": what is late, what is for today and this week, which meetings and agreements ask for something, and who was
// not spoken to for long. Each line leads to its work.
package today

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/bondgenoot/bondgenoot/internal/calendar"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// Desk is what the screen needs.
type Desk interface {
	Today(on date.Day) desk.Due
	Record(id partnership.ID) (partnership.Record, error)
	Label(id partnership.ID) string
	Owner(a partnership.Action) string
	CurrentPosition(c partnership.Contact, on date.Day) (organisation, title string)
	LastSpoken(on date.Day) map[partnership.ID]date.Day
	Finish(on date.Day, actions ...partnership.ID) error
	MoveDue(to date.Day, actions ...partnership.ID) error
	Cautions() []desk.Caution
}

// Screen is the screen.
type Screen struct {
	shell *ui.Shell
	desk  Desk

	items  []item
	asked  int // how often the lines were asked for: only the last answer is shown
	title  *ui.Text
	sub    *ui.Text
	rows   *ui.Rows
	detail *fyne.Container
	middle *fyne.Container
	object fyne.CanvasObject
	both   fyne.CanvasObject // list and detail
}

// New returns the screen.
func New(s *ui.Shell, d Desk) *Screen {
	t := &Screen{shell: s, desk: d, title: ui.NewTitle(""), sub: ui.NewQuiet(""), detail: container.NewStack(), middle: container.NewStack()}
	t.rows = ui.NewRows(func() int { return len(t.items) }, func(i int) ui.Row { return t.items[i].row })
	t.rows.Choose = func(int) { t.showDetail() }
	t.rows.Open = func(i int) { t.open(t.items[i]) }
	t.rows.Mark = func(i int) { t.finish(t.items[i]) }
	t.object = ui.Page(t.title, t.sub, nil, t.middle)
	return t
}

// Title implements [ui.Screen].
func (t *Screen) Title() string { return t.shell.Words().Text("ui.place.today") }

// Object implements [ui.Screen].
func (t *Screen) Object() fyne.CanvasObject { return t.object }

// Show implements [ui.Screen].
func (t *Screen) Show(ui.Route) { t.Refresh() }

// Focus implements [ui.Screen].
func (t *Screen) Focus() {
	if len(t.items) > 0 {
		t.shell.Canvas().Focus(t.rows)
	}
}

// Refresh implements [ui.Screen].
func (t *Screen) Refresh() {
	on := t.shell.Today()
	t.title.Set(t.shell.Words().Text("today.title", "Day", t.shell.Words().LongDate(on)))
	t.asked++
	asked := t.asked
	var due desk.Due
	var items []item
	t.shell.Do(func() error {
		due = t.desk.Today(on)
		items = append(t.cautions(t.desk.Cautions()), t.list(due, on)...)
		return nil
	}, func() {
		if asked == t.asked {
			t.put(due, items)
		}
	})
}

// put shows the lines of a day.
func (t *Screen) put(due desk.Due, items []item) {
	first := t.items == nil
	t.items = items
	t.sub.Set(t.summary(due))
	if len(t.items) == 0 {
		t.middle.Objects = []fyne.CanvasObject{ui.NewCard(ui.NewEmpty(t.text("empty.title"), t.text("empty.text"),
			ui.NewButton(t.text("empty.action"), ui.IconPlus, ui.Main, func() { t.shell.Go(ui.Route{Place: ui.PlaceActions, Part: "new"}) })))}
		t.middle.Refresh()
		return
	}
	if len(t.middle.Objects) == 0 || t.middle.Objects[0] != t.whole() {
		t.middle.Objects = []fyne.CanvasObject{t.whole()}
		t.middle.Refresh()
	}
	t.rows.Renew()
	if t.rows.Chosen() < 0 {
		t.rows.Select(0)
	}
	t.showDetail()
	if first && t.shell.Here().Place == ui.PlaceToday && t.shell.Canvas().Overlays().Top() == nil {
		t.Focus()
	}
}

// Commands implements [ui.Screen].
func (t *Screen) Commands() []ui.Command {
	return []ui.Command{
		{Key: ui.Key{Name: fyne.KeyD, With: ui.Ctrl}, Name: "today.command.finish", Do: t.onChosen(t.finish)},
		{Key: ui.Key{Name: fyne.KeyM, With: ui.Ctrl}, Name: "today.command.move", Do: t.onChosen(t.move)},
	}
}

func (t *Screen) text(key string, data ...any) string {
	return t.shell.Words().Text("today."+key, data...)
}

func (t *Screen) onChosen(do func(item)) func() {
	return func() {
		if i := t.rows.Chosen(); i >= 0 && i < len(t.items) {
			do(t.items[i])
		}
	}
}

// open goes to where the work of a line is done.
func (t *Screen) open(i item) {
	if i.part != "" {
		t.shell.Go(ui.Route{Place: ui.PlaceSettings, Part: i.part})
		return
	}
	t.shell.GoTo(i.record)
}

// finish notes that an action is done.
func (t *Screen) finish(i item) {
	if !i.action {
		t.shell.Told(t.text("finish.none"))
		return
	}
	on := t.shell.Today()
	t.shell.Do(func() error { return t.desk.Finish(on, i.record) }, func() { t.shell.Saved(t.text("finished", "Title", i.row.Title)) })
}

// move asks for another day for an action.
func (t *Screen) move(i item) {
	if !i.action {
		t.shell.Told(t.text("move.none"))
		return
	}
	day := ui.NewDateEntry(t.shell.Keys(), t.shell.Words(), t.shell.Today, calendar.Ahead)
	field := ui.NewField(t.text("move.day"), "", day)
	var shut func()
	save := func() {
		if day.Day().IsZero() {
			field.Error(t.text("move.which"))
			return
		}
		to := day.Day()
		shut()
		t.shell.Do(func() error { return t.desk.MoveDue(to, i.record) }, func() {
			t.shell.Saved(t.text("moved", "Day", t.shell.Words().LongDate(to)))
		})
	}
	day.OnSubmitted = func(string) { save() }
	shut = t.shell.Ask(ui.Dialog{
		Title: t.text("move.title"), Text: i.row.Title, Content: field, Focus: day.Entry,
		Buttons: []*ui.Button{
			ui.NewButton(t.shell.Words().Text("ui.cancel"), "", ui.Plain, func() { shut() }),
			ui.NewButton(t.text("move.save"), ui.IconCheck, ui.Main, save),
		},
	})
}
