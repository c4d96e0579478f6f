package meetings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// session is the part of a meeting in which partners say what they want to reach together: each partner's ambition, the one they share, and what
// is strong, weak, possible and to be improved, each of which can become an action.
type session struct {
	detail *detail
	object *fyne.Container

	open      *ui.Button
	whole     *fyne.Container
	by        *ui.Chooser
	ambition  *ui.Entry
	shared    *ui.Entry
	ambitions *fyne.Container
	lists     map[desk.Points]*fyne.Container
	opened    bool
}

var points = []desk.Points{desk.Strengths, desk.Weaknesses, desk.Opportunities, desk.Improvements}

// ambitionKind is the kind of meeting that is held for this.
const ambitionKind = "ambition"

func newSession(d *detail) *session {
	m := d.screen
	keys := m.shell.Keys()
	s := &session{
		detail: d, ambitions: container.NewStack(), lists: map[desk.Points]*fyne.Container{},
		ambition: ui.NewEntry(keys, m.text("session.ambition_add"), 1), shared: ui.NewEntry(keys, m.text("session.shared_hint"), 3),
	}
	s.by = ui.NewChooser(keys, m.text("session.by_hint"), func(words string) []ui.Choice {
		return ui.WithNone(m.text("session.nobody"), m.shell.Records(words, partnership.KindOrganisation))
	})
	m.shell.Draft("meetings.ambition", s.ambition)
	s.ambition.OnSubmitted = s.addAmbition
	m.shell.AutoSave(s.shared, func(text string) func() error {
		id := d.id
		return func() error {
			return m.change(id, "desk.commit.ambition", func(x *partnership.Meeting) { x.SharedAmbition = strings.TrimSpace(text) })
		}
	})
	s.whole = ui.Column(10,
		ui.NewSection(m.text("session")), ui.NewField(m.text("session.by"), m.text("session.by_text"), s.by),
		ui.NewHeading(m.text("session.ambitions")), s.ambitions, s.ambition.Framed(),
		ui.NewHeading(m.text("session.shared")), s.shared.Framed(),
	)
	for _, p := range points {
		s.lists[p] = container.NewStack()
		e := ui.NewEntry(keys, m.text("session."+string(p)+"_add"), 1)
		m.shell.Draft("meetings."+string(p), e)
		e.OnSubmitted = func(text string) {
			by := partnership.ID(s.by.Key())
			d.line(string(p), e, func(meeting partnership.ID, text string) error { return s.addPoint(meeting, p, by, text) })(text)
		}
		s.whole.Add(ui.NewHeading(m.text("session." + string(p))))
		s.whole.Add(s.lists[p])
		s.whole.Add(e.Framed())
	}
	s.open = ui.NewButton(m.text("session.open"), ui.IconPlus, ui.Plain, func() {
		s.opened = true
		s.reveal(true)
		m.shell.Canvas().Focus(s.by)
	})
	s.object = ui.Column(10, ui.Line(0, s.open), s.whole)
	return s
}

// reveal shows the session where it belongs or was asked for; elsewhere there is a button for it.
func (s *session) reveal(shown bool) {
	s.open.Hidden = shown
	s.whole.Hidden = !shown
	s.object.Refresh()
	s.detail.object.Content.Refresh()
}

func (s *session) show(x partnership.Meeting, other bool) {
	m := s.detail.screen
	if other {
		s.opened = false
	}
	written := x.SharedAmbition != "" || len(x.Ambitions)+len(x.Strengths)+len(x.Weaknesses)+len(x.Opportunities)+len(x.Improvements) > 0
	s.reveal(s.opened || written || x.Kind == ambitionKind)
	fill(s.shared, x.SharedAmbition, other)
	rows := ui.Column(0)
	for i, a := range x.Ambitions {
		rows.Add(ui.NewItem(ui.Row{Title: a.Text, Detail: ui.Joined(m.desk.Label(a.Organisation), strings.Join(a.Themes, ", "))}, func() { m.editAmbition(x.ID, i) }))
	}
	m.shell.Swap(s.ambitions, rows)
	for _, p := range points {
		m.shell.Swap(s.lists[p], s.list(x, p))
	}
}

// list lists what was named, each with the action that was made of it or a button to make one.
func (s *session) list(x partnership.Meeting, p desk.Points) fyne.CanvasObject {
	m := s.detail.screen
	rows := ui.Column(0)
	for i, point := range *p.In(&x) {
		by := ""
		if point.Organisation != "" {
			by = m.desk.Label(point.Organisation)
		}
		item := ui.NewItem(ui.Row{Title: point.Text, Detail: by}, func() { m.editNamed(x.ID, p, i) })
		become := ui.NewButton(m.text("session.act"), ui.IconActions, ui.Plain, func() {
			m.shell.Do(func() error { _, err := m.desk.ActionFromPoint(x.ID, p, i); return err }, func() {
				m.shell.Saved(m.shell.Words().Text("actions.jot.kept", "Title", point.Text))
			})
		})
		if point.Action != "" {
			become = ui.NewButton(m.text("session.acted"), ui.IconCheck, ui.Plain, func() { m.shell.GoTo(point.Action) })
		}
		rows.Add(ui.Head(item, become))
	}
	return rows
}

func (s *session) addPoint(meeting partnership.ID, p desk.Points, by partnership.ID, text string) error {
	return s.detail.screen.change(meeting, "desk.commit.ambition", func(x *partnership.Meeting) {
		list := p.In(x)
		*list = append(*list, partnership.Point{Text: text, Organisation: by})
	})
}

// addAmbition keeps what a partner wants to reach. Whose it is must be known: an ambition is somebody's.
func (s *session) addAmbition(text string) {
	m := s.detail.screen
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	if s.by.Key() == "" {
		m.shell.Told(m.text("session.whose"))
		m.shell.Canvas().Focus(s.by)
		return
	}
	id, by := s.detail.id, partnership.ID(s.by.Key())
	s.ambition.Fill("")
	m.shell.Do(func() error {
		return m.change(id, "desk.commit.ambition", func(x *partnership.Meeting) {
			x.Ambitions = append(x.Ambitions, partnership.Ambition{Organisation: by, Text: text})
		})
	}, func() {
		m.shell.Forget("meetings.ambition")
		m.shell.Saved(m.text("saved"))
	})
}
