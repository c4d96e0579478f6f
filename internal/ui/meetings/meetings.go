// Package meetings shows the meetings: to plan them, to set their agenda, to note who came, what was said, decided and promised while people talk,
// and to print what they need. Everything can be written at any time.
package meetings

import (
	"io"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
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
	right  *fyne.Container
	detail *detail
	object fyne.CanvasObject
}

// line is a meeting, or a heading when it has no id.
type line struct {
	row ui.Row
	id  partnership.ID
}

type day = date.Day

// New returns the screen.
func New(s *ui.Shell, d *desk.Desk) *Screen {
	m := &Screen{
		shell: s, desk: d, title: ui.NewTitle(s.Words().Text("ui.place.meetings")), sub: ui.NewQuiet(""),
		filter: ui.NewEntry(s.Keys(), s.Words().Text("meetings.filter"), 1), none: container.NewStack(), right: container.NewStack(),
	}
	m.detail = newDetail(m)
	m.rows = ui.NewRows(func() int { return len(m.lines) }, func(i int) ui.Row { return m.lines[i].row })
	m.rows.Choose = func(i int) { m.show(m.lines[i].id) }
	m.rows.Open = func(int) { m.shell.Canvas().FocusNext() }
	m.filter.OnChanged = func(string) { m.fill() }
	m.filter.OnSubmitted = func(string) { m.shell.Canvas().Focus(m.rows) }
	m.filter.OnEscape(func() { m.filter.SetText(""); m.shell.Canvas().Focus(m.rows) })
	actions := ui.Line(8,
		ui.NewButton(m.text("new"), ui.IconPlus, ui.Main, m.create),
		ui.NewButton(m.text("pack"), ui.IconPrint, ui.Plain, m.pack),
		ui.NewButton(m.text("print_minutes"), ui.IconPrint, ui.Plain, m.printMinutes),
	)
	left := ui.Below(m.filter.Framed(), ui.NewListCard(container.NewStack(m.rows.Framed(), m.none)), 8)
	m.object = ui.Page(m.title, m.sub, actions, ui.MasterDetail(left, ui.NewCard(m.right)))
	return m
}

// Title implements [ui.Screen].
func (m *Screen) Title() string {
	title := m.shell.Words().Text("ui.place.meetings")
	if m.chosen != "" {
		title += " – " + m.desk.Label(m.chosen)
	}
	return title
}

// Object implements [ui.Screen].
func (m *Screen) Object() fyne.CanvasObject { return m.object }

// Show implements [ui.Screen].
func (m *Screen) Show(r ui.Route) {
	if _, _, err := desk.Get[partnership.Meeting](m.desk, r.Record); err == nil {
		m.filter.Fill("")
		m.chosen = r.Record
	}
	m.Refresh()
}

// Focus implements [ui.Screen].
func (m *Screen) Focus() { m.shell.Canvas().Focus(m.rows) }

// Refresh implements [ui.Screen].
func (m *Screen) Refresh() {
	m.fill()
	if m.chosen != "" {
		m.show(m.chosen)
	}
	on := m.shell.Today()
	var due desk.Due
	m.shell.Do(func() error { due = m.desk.Today(on); return nil }, func() {
		m.due = due
		m.fill()
	})
}

// Commands implements [ui.Screen].
func (m *Screen) Commands() []ui.Command {
	return []ui.Command{
		{Key: ui.Key{Name: fyne.KeyN, With: ui.Ctrl}, Name: "meetings.command.new", Anywhere: true, Do: m.create},
		{Key: ui.Key{Name: fyne.KeyE, With: ui.Ctrl}, Name: "meetings.command.edit", Do: m.edit},
		{Key: ui.Key{Name: fyne.KeyG, With: ui.Ctrl}, Name: "meetings.command.agenda", Do: func() { m.detail.focus(m.detail.point) }},
		{Key: ui.Key{Name: fyne.KeyB, With: ui.Ctrl}, Name: "meetings.command.decision", Do: func() { m.detail.focus(m.detail.decision) }},
		{Key: ui.Key{Name: fyne.KeyJ, With: ui.Ctrl}, Name: "meetings.command.action", Do: func() { m.detail.focus(m.detail.jot) }},
		{Key: ui.Key{Name: fyne.KeyM, With: ui.Ctrl}, Name: "meetings.command.minutes", Do: func() { m.detail.focus(m.detail.minutes) }},
		{Key: ui.Key{Name: fyne.KeyP, With: ui.Ctrl}, Name: "meetings.command.pack", Do: m.pack},
		{Key: ui.Key{Name: fyne.KeyF, With: ui.Ctrl}, Name: "meetings.command.filter", Do: func() { m.shell.Canvas().Focus(m.filter) }},
		{Name: "meetings.command.print_minutes", Do: m.printMinutes},
		{Name: "meetings.command.secrecy", Do: m.secrecy},
		{Name: "meetings.command.advice", Do: m.advice},
		{Name: "meetings.command.approve", Do: m.approve},
		{Name: "meetings.command.cancel", Do: m.cancel},
		{Name: "meetings.command.remove", Do: m.remove},
	}
}

func (m *Screen) text(key string, data ...any) string {
	return m.shell.Words().Text("meetings."+key, data...)
}

// fill lists the meetings that come, the first on top, and below them those that were, the latest on top.
func (m *Screen) fill() {
	words, on := m.shell.Words(), m.shell.Today()
	due := m.due
	var coming, past []partnership.Meeting
	for _, meeting := range desk.All[partnership.Meeting](m.desk) {
		if !ui.Holds(meeting.Label()+" "+meeting.Place+" "+words.LongDate(meeting.Start.Day()), m.filter.Text) {
			continue
		}
		if meeting.Start.Day().Before(on) {
			past = append(past, meeting)
		} else {
			coming = append(coming, meeting)
		}
	}
	slices.SortStableFunc(coming, func(a, b partnership.Meeting) int { return a.Start.Compare(b.Start) })
	slices.SortStableFunc(past, func(a, b partnership.Meeting) int { return b.Start.Compare(a.Start) })
	m.lines = m.lines[:0]
	for _, part := range []struct {
		name string
		list []partnership.Meeting
	}{{"coming", coming}, {"past", past}} {
		if len(part.list) > 0 {
			m.lines = append(m.lines, line{row: ui.Row{Title: m.text(part.name), Head: true}})
		}
		for _, meeting := range part.list {
			m.lines = append(m.lines, line{m.row(meeting, due), meeting.ID})
		}
	}
	m.sub.Set(words.Plural("meetings.sub", len(coming)))
	m.none.Objects = nil
	if len(m.lines) == 0 && m.filter.Text != "" {
		m.none.Objects = []fyne.CanvasObject{ui.NewEmpty(m.text("none.title"), m.text("none.text"), nil)}
	}
	m.none.Refresh()
	m.rows.Renew()
	for i, l := range m.lines {
		if l.id != "" && l.id == m.chosen {
			m.rows.Point(i)
			return
		}
	}
	switch {
	case m.chosen == "" && len(m.lines) > 0:
		m.rows.Select(0)
	case len(m.lines) == 0 && m.filter.Text == "":
		m.put(ui.NewEmpty(m.text("empty.title"), m.text("empty.text"), ui.NewButton(m.text("new"), ui.IconPlus, ui.Plain, m.create)))
	}
}

func (m *Screen) row(meeting partnership.Meeting, due desk.Due) ui.Row {
	words := m.shell.Words()
	row := ui.Row{Title: meeting.Label(), Detail: ui.Joined(words.LongDate(meeting.Start.Day()), words.Time(meeting.Start))}
	switch {
	case meeting.Cancelled:
		row.State, row.Word = ui.Draft, m.text("chip.cancelled")
	case slices.Contains(due.Minutes, meeting.ID):
		row.State, row.Word = ui.Late, m.text("chip.minutes")
	case slices.Contains(due.Prepare, meeting.ID):
		row.State, row.Word = ui.Busy, m.text("chip.prepare")
	}
	return row
}

// show shows a meeting beside the list.
func (m *Screen) show(id partnership.ID) {
	fresh := m.chosen != id
	m.chosen = id
	meeting, _, err := desk.Get[partnership.Meeting](m.desk, id)
	if err != nil {
		m.chosen = ""
		m.put(ui.NewEmpty(m.text("gone.title"), m.text("gone.text"), nil))
		return
	}
	m.detail.show(meeting)
	m.put(m.detail.object)
	if fresh {
		m.shell.Settle(id)
	}
}

func (m *Screen) put(o fyne.CanvasObject) {
	if len(m.right.Objects) == 1 && m.right.Objects[0] == o {
		return
	}
	m.right.Objects = []fyne.CanvasObject{o}
	m.right.Refresh()
}

// here returns the meeting that is shown with its revision.
func (m *Screen) here() (partnership.Meeting, desk.Revision, bool) {
	meeting, base, err := desk.Get[partnership.Meeting](m.desk, m.chosen)
	if err != nil {
		m.shell.Told(m.text("choose"))
		return meeting, 0, false
	}
	return meeting, base, true
}

// change keeps one change of a meeting.
func (m *Screen) change(id partnership.ID, name string, change func(*partnership.Meeting)) error {
	return desk.Edit(m.desk, name, id, func(meeting *partnership.Meeting) error { change(meeting); return nil })
}

func (m *Screen) pack() {
	m.paper("pack.name", m.desk.PrintPack)
}

func (m *Screen) printMinutes() {
	m.paper("minutes.name", m.desk.PrintMinutes)
}

func (m *Screen) secrecy() {
	m.paper("secrecy.name", m.desk.PrintSecrecy)
}

func (m *Screen) paper(name string, write func(io.Writer, partnership.ID, day) ([]desk.Remark, error)) {
	meeting, _, ok := m.here()
	if !ok {
		return
	}
	on := m.shell.Today()
	m.shell.Paper(m.text(name, "Title", meeting.Label(), "Day", m.shell.Words().Date(meeting.Start.Day())), func(w io.Writer) ([]desk.Remark, error) {
		return write(w, meeting.ID, on)
	})
}

// approve notes that the minutes are approved today, or takes that back.
func (m *Screen) approve() {
	meeting, _, ok := m.here()
	if !ok {
		return
	}
	on := m.shell.Today()
	m.shell.Do(func() error {
		return m.change(meeting.ID, "desk.commit.minutes", func(x *partnership.Meeting) {
			if x.MinutesApprovedOn.IsZero() {
				x.MinutesApprovedOn = on
			} else {
				x.MinutesApprovedOn = day{}
			}
		})
	}, func() { m.shell.Saved(m.text("saved")) })
}

// cancel notes that the meeting does not take place, or that it does after all.
func (m *Screen) cancel() {
	if meeting, _, ok := m.here(); ok {
		m.shell.Do(func() error {
			return m.change(meeting.ID, "desk.commit.meeting", func(x *partnership.Meeting) { x.Cancelled = !x.Cancelled })
		}, func() { m.shell.Saved(m.text("saved")) })
	}
}

// remove takes the meeting that is shown out of the vault, unless other records refer to it.
func (m *Screen) remove() {
	meeting, _, ok := m.here()
	if !ok {
		return
	}
	m.shell.Remove(meeting.ID, func() {
		m.chosen = ""
		m.Refresh()
		m.shell.Saved(m.text("removed", "Name", meeting.Label()))
	})
}

func (m *Screen) kind(meeting partnership.Meeting) string {
	return m.shell.Words().Term(language.MeetingKinds, string(meeting.Kind))
}

// advice shows what may be said at the meeting that is shown, and who there is no party.
func (m *Screen) advice() {
	if m.detail.id == "" {
		m.shell.Told(m.text("choose"))
		return
	}
	m.shell.Go(ui.Route{Place: ui.PlaceAdvice, Part: "table", Record: m.detail.id})
}
