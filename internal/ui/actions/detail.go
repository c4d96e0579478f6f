package actions

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/bondgenoot/bondgenoot/internal/calendar"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// detail is one action, every field of it to be changed where it stands.
type detail struct {
	screen *Screen
	id     partnership.ID
	object fyne.CanvasObject

	content                   *fyne.Container
	empty, whole              fyne.CanvasObject
	title, notes, said        *ui.Entry
	due, remind, hidden       *ui.DateEntry
	owner, meeting, agreement *ui.Chooser
	status, priority, channel *ui.Select
	reached                   *ui.Check
	followUps                 *fyne.Container
}

func newDetail(a *Screen) *detail {
	words, keys := a.shell.Words(), a.shell.Keys()
	d := &detail{
		screen: a, content: container.NewStack(), empty: ui.NewEmpty(a.text("detail.none"), a.text("detail.none_text"), nil),
		title: ui.NewEntry(keys, "", 2), notes: ui.NewEntry(keys, a.text("detail.notes_hint"), 3), said: ui.NewEntry(keys, a.text("follow_up.hint"), 1),
		due: day(a, calendar.Ahead), remind: day(a, calendar.Ahead), hidden: day(a, calendar.Ahead),
		followUps: ui.Column(0), reached: ui.NewCheck(a.text("follow_up.reached"), nil),
	}
	d.owner = ui.NewChooser(keys, a.text("assign.hint"), a.owners)
	d.meeting = ui.NewChooser(keys, a.text("detail.meeting_hint"), d.orNone(partnership.KindMeeting))
	d.agreement = ui.NewChooser(keys, a.text("detail.agreement_hint"), d.orNone(partnership.KindAgreement))
	d.status = ui.NewSelect(keys, "", ui.Terms(words, language.ActionStatuses, statuses...))
	d.priority = ui.NewSelect(keys, "", ui.Terms(words, language.Priorities, partnership.PriorityLow, partnership.PriorityNormal, partnership.PriorityHigh))
	d.channel = ui.NewSelect(keys, "", ui.Terms(words, language.Channels, partnership.ChannelPhone, partnership.ChannelEmail, partnership.ChannelVisit, partnership.ChannelMeeting, partnership.ChannelLetter))
	d.channel.Set(string(partnership.ChannelPhone))
	d.reached.Set(true)
	d.connect()
	d.whole = ui.Scrolled(ui.Column(12,
		ui.NewField(a.text("column.title"), "", d.title),
		ui.NewField(a.text("column.status"), "", d.status),
		ui.NewField(a.text("column.owner"), "", d.owner),
		ui.NewField(a.text("detail.due"), "", d.due),
		ui.NewField(a.text("detail.follow_up"), "", d.said),
		ui.Columns(8, d.channel, d.reached),
		d.followUps,
		ui.NewField(a.text("detail.notes"), "", d.notes),
		ui.NewField(a.text("detail.remind"), "", d.remind),
		ui.NewField(a.text("detail.hidden"), "", d.hidden),
		ui.NewField(a.text("detail.priority"), "", d.priority),
		ui.NewField(a.text("detail.meeting"), "", d.meeting),
		ui.NewField(a.text("detail.agreement"), "", d.agreement),
		ui.Line(0, a.shell.HistoryButton(func() partnership.ID { return d.id })),
	))
	d.content.Objects = []fyne.CanvasObject{d.empty}
	d.object = d.content
	return d
}

func day(a *Screen, lean calendar.Lean) *ui.DateEntry {
	return ui.NewDateEntry(a.shell.Keys(), a.shell.Words(), a.shell.Today, lean)
}

func (d *detail) orNone(kind partnership.Kind) func(string) []ui.Choice {
	return func(words string) []ui.Choice {
		return ui.WithNone(d.screen.text("detail.nothing"), d.screen.shell.Records(words, kind))
	}
}

// connect says what is kept when a field changes: each by itself, at once or, for words, within a second.
func (d *detail) connect() {
	a := d.screen
	a.shell.AutoSave(d.title, func(text string) func() error {
		id := d.id
		return func() error {
			if text = strings.TrimSpace(text); text == "" {
				return nil // an action keeps its name until it has another
			}
			return d.edit(id, func(r *partnership.Action) { r.Title = text })
		}
	})
	a.shell.AutoSave(d.notes, func(text string) func() error {
		id := d.id
		return func() error {
			return d.edit(id, func(r *partnership.Action) { r.Notes = strings.TrimRight(text, "\n") })
		}
	})
	d.status.Changed = func(key string) {
		id := d.id
		d.keep(func() error { return a.desk.SetStatus(partnership.ActionStatus(key), a.shell.Today(), id) })
	}
	d.owner.Changed = func(c ui.Choice) {
		id := d.id
		organisation, contact := a.ownerOf(partnership.ID(c.Key))
		d.keep(func() error { return a.desk.Assign(organisation, contact, id) })
	}
	d.due.Chosen = d.onDay(func(id partnership.ID, to date.Day) error { return a.desk.MoveDue(to, id) })
	d.remind.Chosen = d.onDay(func(id partnership.ID, to date.Day) error { return a.desk.Remind(to, id) })
	d.hidden.Chosen = d.onDay(func(id partnership.ID, to date.Day) error { return a.desk.Hide(to, id) })
	d.priority.Changed = func(key string) {
		id := d.id
		d.keep(func() error {
			return d.edit(id, func(r *partnership.Action) { r.Priority = partnership.Priority(key) })
		})
	}
	d.meeting.Changed = func(c ui.Choice) {
		id := d.id
		d.keep(func() error { return d.edit(id, func(r *partnership.Action) { r.Meeting = partnership.ID(c.Key) }) })
	}
	d.agreement.Changed = func(c ui.Choice) {
		id := d.id
		d.keep(func() error { return d.edit(id, func(r *partnership.Action) { r.Agreement = partnership.ID(c.Key) }) })
	}
	d.said.OnSubmitted = func(string) { d.followUp() }
}

func (d *detail) onDay(do func(partnership.ID, date.Day) error) func(date.Day) {
	return func(to date.Day) {
		id := d.id
		d.keep(func() error { return do(id, to) })
	}
}

func (d *detail) keep(do func() error) {
	d.screen.shell.Do(do, func() { d.screen.shell.Saved(d.screen.shell.Words().Plural("actions.changed", 1)) })
}

func (d *detail) edit(id partnership.ID, change func(*partnership.Action)) error {
	return desk.Edit(d.screen.desk, "desk.commit.action_edit", id, func(r *partnership.Action) error { change(r); return nil })
}

// followUp notes the attempt to hear how the action stands that was written in the line.
func (d *detail) followUp() {
	a, id := d.screen, d.id
	reached := d.reached.Checked()
	f := partnership.FollowUp{On: a.shell.Today(), Channel: partnership.Channel(d.channel.Key()), Reached: &reached, Note: strings.TrimSpace(d.said.Text)}
	a.shell.Do(func() error { return a.desk.FollowUp(id, f) }, func() {
		d.said.Fill("")
		a.shell.Saved(a.text("follow_up.kept"))
	})
}

// show fills the fields with an action. A field that is being typed in keeps what was typed.
func (d *detail) show(id partnership.ID) {
	a := d.screen
	action, _, err := desk.Get[partnership.Action](a.desk, id)
	if err != nil {
		d.id = ""
		d.put(d.empty)
		return
	}
	other := d.id != id
	if other {
		a.shell.Flush() // what was typed belongs to the action before
		d.said.Fill("")
	}
	d.id = id
	d.fill(d.title, action.Title, other)
	d.fill(d.notes, action.Notes, other)
	d.fillDay(d.due, action.Due, other)
	d.fillDay(d.remind, action.RemindOn, other)
	d.fillDay(d.hidden, action.HiddenUntil, other)
	d.owner.Set(ui.Choice{Key: string(action.Contact), Title: a.desk.Owner(action)})
	d.status.Set(string(action.Status))
	d.priority.Set(string(partnership.PriorityNormal))
	if action.Priority != "" {
		d.priority.Set(string(action.Priority))
	}
	d.meeting.Set(a.shell.Choice(action.Meeting))
	d.agreement.Set(a.shell.Choice(action.Agreement))
	d.list(action)
	d.put(d.whole)
}

func (d *detail) put(o fyne.CanvasObject) {
	if len(d.content.Objects) == 1 && d.content.Objects[0] == o {
		d.content.Refresh()
		return
	}
	d.content.Objects = []fyne.CanvasObject{o}
	d.content.Refresh()
}

func (d *detail) fill(e *ui.Entry, text string, other bool) {
	if e.Text != text && (other || !e.Typing()) {
		e.Fill(text)
	}
}

func (d *detail) fillDay(e *ui.DateEntry, on date.Day, other bool) {
	if e.Day() != on && (other || !e.Typing()) {
		e.Set(on)
	}
}

// list shows the attempts to hear how it stands, the newest first.
func (d *detail) list(action partnership.Action) {
	d.followUps.Objects = nil
	words := d.screen.shell.Words()
	for i := len(action.FollowUps) - 1; i >= 0; i-- {
		f := action.FollowUps[i]
		row := ui.Row{Title: f.Note, Detail: ui.Joined(words.Date(f.On), words.Term(language.Channels, string(f.Channel)))}
		if row.Title == "" {
			row.Title = d.screen.text("follow_up.no_note")
		}
		if f.Reached != nil && !*f.Reached {
			row.State, row.Word = ui.Draft, d.screen.text("follow_up.missed")
		}
		d.followUps.Add(ui.NewItem(row, nil))
	}
	for i := len(action.Promises) - 1; i >= 0; i-- {
		d.followUps.Add(ui.NewCaption(d.screen.text("detail.promised", "Day", words.LongDate(action.Promises[i]))))
	}
}

// focus gives the keyboard to the fields.
func (d *detail) focus() {
	if d.id != "" {
		d.screen.shell.Canvas().Focus(d.title)
	}
}

func (d *detail) focusFollowUp() {
	if d.id != "" {
		d.screen.shell.Canvas().Focus(d.said)
	}
}
