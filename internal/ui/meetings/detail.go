package meetings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// detail is one meeting. The fields in it live as long as the screen, so that what is typed while people talk is never drawn over; the lists
// between them are drawn anew.
type detail struct {
	screen *Screen
	id     partnership.ID
	object *container.Scroll

	head, agenda, people, decisions, actions *fyne.Container
	point, decision, jot, minutes            *ui.Entry
	echo                                     *ui.Text
	guest                                    *ui.Chooser
	session                                  *session
}

func newDetail(m *Screen) *detail {
	keys := m.shell.Keys()
	d := &detail{
		screen: m, head: container.NewStack(), agenda: container.NewStack(), people: container.NewStack(), decisions: container.NewStack(), actions: container.NewStack(),
		point: ui.NewEntry(keys, m.text("agenda.add"), 1), decision: ui.NewEntry(keys, m.text("decision.add"), 1), jot: ui.NewEntry(keys, m.text("action.add"), 1),
		minutes: ui.NewEntry(keys, m.text("minutes.hint"), 8), echo: ui.NewCaption(""),
	}
	d.guest = ui.NewChooser(keys, m.text("people.add"), func(words string) []ui.Choice { return m.shell.Records(words, partnership.KindContact) })
	d.session = newSession(d)
	d.connect()
	d.object = ui.Scrolled(ui.Column(10,
		d.head,
		ui.NewSection(m.text("agenda")), d.agenda, d.point.Framed(),
		ui.NewSection(m.text("people")), ui.NewCaption(m.text("people.how")), d.people, d.guest,
		ui.NewSection(m.text("minutes")), d.minutes.Framed(),
		ui.NewSection(m.text("decisions")), d.decisions, d.decision.Framed(),
		ui.NewSection(m.text("actions")), d.actions, d.jot.Framed(), d.echo,
		d.session.object,
	))
	return d
}

// connect says what is kept when something is typed.
func (d *detail) connect() {
	m := d.screen
	for name, e := range map[string]*ui.Entry{"point": d.point, "decision": d.decision, "jot": d.jot} {
		m.shell.Draft("meetings."+name, e)
	}
	d.point.OnSubmitted = d.line("point", d.point, d.addPoint)
	d.decision.OnSubmitted = d.line("decision", d.decision, d.addDecision)
	d.jot.OnSubmitted = func(string) { d.addAction() }
	d.jot.OnChanged = ui.Before(d.jot.OnChanged, func(text string) { d.echo.Set(d.read(text)) })
	m.shell.AutoSave(d.minutes, func(text string) func() error {
		id := d.id
		return func() error {
			return m.change(id, "desk.commit.minutes", func(x *partnership.Meeting) { x.Minutes = strings.TrimRight(text, "\n") })
		}
	})
	d.guest.Changed = func(c ui.Choice) {
		d.guest.Clear()
		d.attend(partnership.ID(c.Key), partnership.Invited)
	}
}

// line keeps a line when Enter is pressed, and empties the field for the next one.
func (d *detail) line(name string, e *ui.Entry, keep func(meeting partnership.ID, text string) error) func(string) {
	return func(text string) {
		if text = strings.TrimSpace(text); text == "" {
			return
		}
		id := d.id
		e.Fill("")
		d.screen.shell.Do(func() error { return keep(id, text) }, func() {
			d.screen.shell.Forget("meetings." + name)
			d.screen.shell.Saved(d.screen.text("saved"))
		})
	}
}

func (d *detail) addPoint(meeting partnership.ID, text string) error {
	id, err := d.screen.desk.NewID("")
	if err != nil {
		return err
	}
	return d.screen.change(meeting, "desk.commit.agenda", func(x *partnership.Meeting) {
		x.Agenda = append(x.Agenda, partnership.AgendaItem{ID: id, Title: text})
	})
}

func (d *detail) addDecision(meeting partnership.ID, text string) error {
	id, err := d.screen.desk.NewID("")
	if err != nil {
		return err
	}
	return d.screen.change(meeting, "desk.commit.decision", func(x *partnership.Meeting) {
		x.Decisions = append(x.Decisions, partnership.Decision{ID: id, Text: text})
	})
}

// addAction keeps the action that was jotted down as one of this meeting.
func (d *detail) addAction() {
	m := d.screen
	jotted := m.desk.Jot(d.jot.Text, m.shell.Today())
	switch {
	case strings.TrimSpace(jotted.Action.Title) == "":
		return
	case jotted.Unknown != "":
		m.shell.Told(m.shell.Words().Text("actions.jot.unknown_long", "Name", jotted.Unknown))
		return
	}
	jotted.Action.Meeting = d.id
	d.jot.Fill("")
	d.echo.Set("")
	m.shell.Do(func() error { _, err := m.desk.NewAction(jotted.Action); return err }, func() {
		m.shell.Forget("meetings.jot")
		m.shell.Saved(m.shell.Words().Text("actions.jot.kept", "Title", jotted.Action.Title))
	})
}

// read says back what was recognised in a line.
func (d *detail) read(line string) string {
	if strings.TrimSpace(line) == "" {
		return ""
	}
	m := d.screen
	jotted := m.desk.Jot(line, m.shell.Today())
	if jotted.Unknown != "" {
		return m.shell.Words().Text("actions.jot.unknown_long", "Name", jotted.Unknown)
	}
	on := ""
	if !jotted.Action.Due.IsZero() {
		on = m.shell.Words().LongDate(jotted.Action.Due)
	}
	return "= " + ui.Joined(jotted.Action.Title, m.desk.Owner(jotted.Action), on)
}

// focus gives the keyboard to a field.
func (d *detail) focus(e *ui.Entry) {
	if d.id != "" {
		d.screen.shell.Canvas().Focus(e)
	}
}

// show shows a meeting. A field that is being typed in keeps what was typed.
func (d *detail) show(x partnership.Meeting) {
	shell := d.screen.shell
	other := d.id != x.ID
	if other {
		shell.Flush()
	}
	d.id = x.ID
	fill(d.minutes, x.Minutes, other)
	shell.Swap(d.head, d.facts(x))
	shell.Swap(d.agenda, d.points(x))
	shell.Swap(d.people, d.attendance(x))
	shell.Swap(d.decisions, d.decided(x))
	shell.Swap(d.actions, d.promised(x))
	d.session.show(x, other)
	if other {
		d.object.ScrollToTop()
	}
	d.object.Content.Refresh()
}

func fill(e *ui.Entry, text string, other bool) {
	if e.Text != text && (other || !e.Typing()) {
		e.Fill(text)
	}
}

// facts says what meeting it is.
func (d *detail) facts(x partnership.Meeting) fyne.CanvasObject {
	m := d.screen
	words := m.shell.Words()
	when := words.LongDate(x.Start.Day()) + ", " + words.Time(x.Start)
	if !x.End.IsZero() {
		when += " – " + words.Time(x.End)
	}
	var agreements []string
	for _, id := range x.Agreements {
		agreements = append(agreements, m.desk.Label(id))
	}
	approved := ""
	if !x.MinutesApprovedOn.IsZero() {
		approved = words.LongDate(x.MinutesApprovedOn)
	}
	history := m.shell.HistoryButton(func() partnership.ID { return x.ID })
	buttons := ui.Flow(8, ui.NewButton(m.text("edit"), ui.IconPencil, ui.Plain, m.edit), ui.NewButton(m.text("advice"), ui.IconAdvice, ui.Plain, m.advice), history)
	objects := []fyne.CanvasObject{ui.NewTitle(x.Label()), buttons}
	if x.Cancelled {
		objects = append(objects, ui.Line(0, ui.NewChip(ui.Draft, m.text("chip.cancelled"))))
	}
	return ui.Column(10, append(objects, ui.Facts(
		[2]string{m.text("fact.when"), when},
		[2]string{m.text("fact.place"), x.Place},
		[2]string{m.text("fact.kind"), m.kind(x)},
		[2]string{m.text("fact.agreements"), words.List(agreements...)},
		[2]string{m.text("fact.approved"), approved},
	))...)
}

// points lists the agenda. Each item can be opened, and be passed on to another meeting.
func (d *detail) points(x partnership.Meeting) fyne.CanvasObject {
	m := d.screen
	if len(x.Agenda) == 0 {
		return ui.NewParagraph(m.text("agenda.none"))
	}
	words := m.shell.Words()
	rows := ui.Column(0)
	for i, p := range x.Agenda {
		length, owner := "", ""
		if p.Minutes > 0 {
			length = words.Plural("meetings.agenda.minutes", p.Minutes)
		}
		if p.Owner != "" {
			owner = m.desk.Label(p.Owner)
		}
		goal := ""
		if p.Goal != "" {
			goal = words.Term(language.Goals, string(p.Goal))
		}
		item := ui.NewItem(ui.Row{Title: p.Title, Detail: ui.Joined(goal, length, owner, p.Outcome)}, func() { m.editPoint(x.ID, i) })
		rows.Add(ui.Head(item, ui.Line(6,
			ui.NewButton(m.text("agenda.move"), "", ui.Plain, func() { m.passOn(x, p, true) }),
			ui.NewButton(m.text("agenda.copy"), "", ui.Plain, func() { m.passOn(x, p, false) }),
		)))
	}
	return rows
}

// attendance lists who is invited and who came; letters note it.
func (d *detail) attendance(x partnership.Meeting) fyne.CanvasObject {
	m := d.screen
	if len(x.Attendance) == 0 {
		return ui.NewParagraph(m.text("people.none"))
	}
	words := m.shell.Words()
	states := map[partnership.AttendanceStatus]ui.State{partnership.Invited: ui.Open, partnership.Present: ui.Done, partnership.Excused: ui.Draft, partnership.Absent: ui.Late}
	rows := ui.Column(0)
	for _, a := range x.Attendance {
		organisation := ""
		if c, _, err := desk.Get[partnership.Contact](m.desk, a.Contact); err == nil {
			organisation, _ = m.desk.CurrentPosition(c, x.Start.Day())
		}
		row := ui.Row{Title: m.desk.Label(a.Contact), Detail: organisation, State: states[a.Status], Word: strings.ToLower(words.Term(language.Attendance, string(a.Status)))}
		item := ui.NewItem(row, func() { d.attend(a.Contact, nextStatus[a.Status]) })
		item.OnSpace(func() { d.attend(a.Contact, nextStatus[a.Status]) })
		item.OnLetter(func(letter rune) {
			if status, ok := d.statusFor(letter); ok {
				d.attend(a.Contact, status)
			} else if letter == '-' {
				d.uninvite(a.Contact)
			}
		})
		rows.Add(item)
	}
	return rows
}

// nextStatus is what a status becomes with the space bar.
var nextStatus = map[partnership.AttendanceStatus]partnership.AttendanceStatus{
	partnership.Invited: partnership.Present, partnership.Present: partnership.Excused, partnership.Excused: partnership.Absent, partnership.Absent: partnership.Invited,
}

// statusFor returns the status whose letter it is, in the language that is shown.
func (d *detail) statusFor(letter rune) (partnership.AttendanceStatus, bool) {
	for _, s := range []partnership.AttendanceStatus{partnership.Present, partnership.Excused, partnership.Absent, partnership.Invited} {
		if strings.EqualFold(d.screen.text("people.key."+string(s)), string(letter)) {
			return s, true
		}
	}
	return "", false
}

// attend notes how somebody stands to the meeting.
func (d *detail) attend(contact partnership.ID, status partnership.AttendanceStatus) {
	if contact == "" {
		return
	}
	id := d.id
	d.screen.shell.Do(func() error {
		return d.screen.change(id, "desk.commit.attendance", func(x *partnership.Meeting) {
			for i := range x.Attendance {
				if x.Attendance[i].Contact == contact {
					x.Attendance[i].Status = status
					return
				}
			}
			x.Attendance = append(x.Attendance, partnership.Attendance{Contact: contact, Status: status})
		})
	}, nil)
}

// uninvite takes somebody off the list.
func (d *detail) uninvite(contact partnership.ID) {
	id := d.id
	d.screen.shell.Do(func() error {
		return d.screen.change(id, "desk.commit.attendance", func(x *partnership.Meeting) {
			for i, a := range x.Attendance {
				if a.Contact == contact {
					x.Attendance = append(x.Attendance[:i:i], x.Attendance[i+1:]...)
					return
				}
			}
		})
	}, func() { d.screen.shell.Saved(d.screen.text("people.gone", "Name", d.screen.desk.Label(contact))) })
}

// decided lists the decisions.
func (d *detail) decided(x partnership.Meeting) fyne.CanvasObject {
	m := d.screen
	rows := ui.Column(0)
	for i, decision := range x.Decisions {
		about := ""
		for _, p := range x.Agenda {
			if p.ID == decision.Agenda {
				about = p.Title
			}
		}
		rows.Add(ui.NewItem(ui.Row{Title: decision.Text, Detail: about}, func() { m.editDecision(x.ID, i) }))
	}
	return rows
}

// promised lists the actions that came out of the meeting.
func (d *detail) promised(x partnership.Meeting) fyne.CanvasObject {
	m := d.screen
	words, on := m.shell.Words(), m.shell.Today()
	rows := ui.Column(0)
	for _, a := range m.desk.ActionsOf(x.ID) {
		row := ui.Row{Title: a.Title, Detail: m.desk.Owner(a), Aside: words.Date(a.Due), State: ui.Open, Word: strings.ToLower(words.Term(language.ActionStatuses, string(a.Status)))}
		switch {
		case !a.IsOpen():
			row.State = ui.Done
		case !a.Due.IsZero() && a.Due.Before(on):
			row.State, row.Word = ui.Late, words.Text("actions.chip.late")
		}
		item := ui.NewItem(row, func() { m.shell.GoTo(a.ID) })
		item.OnSpace(func() {
			m.shell.Do(func() error { return m.desk.Finish(on, a.ID) }, func() { m.shell.Saved(words.Plural("actions.finished", 1)) })
		})
		rows.Add(item)
	}
	return rows
}
