// Package partners shows the organisations that one works with and the people there: what is open between us, when they were last spoken to, and
// everything that happened with them.
package partners

import (
	"strings"

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

	lines  []line // that are shown
	title  *ui.Text
	sub    *ui.Text
	filter *ui.Entry
	rows   *ui.Rows
	detail *fyne.Container
	scroll *container.Scroll
	list   *fyne.Container
	none   *fyne.Container // instead of lines, when people look for what is not there
	object fyne.CanvasObject
	chosen partnership.ID
	late   map[partnership.ID]int // how many actions of each organisation are past their day
	asked  int                    // how often a picture was asked for: only the last one is shown
}

// line is an organisation or a contact in the list.
type line struct {
	row ui.Row
	id  partnership.ID
}

// New returns the screen.
func New(s *ui.Shell, d *desk.Desk) *Screen {
	p := &Screen{
		shell: s, desk: d, title: ui.NewTitle(s.Words().Text("ui.place.partners")), sub: ui.NewQuiet(""),
		filter: ui.NewEntry(s.Keys(), s.Words().Text("partners.filter"), 1), detail: container.NewStack(), list: container.NewStack(),
	}
	p.scroll = ui.Scrolled(p.detail)
	p.rows = ui.NewRows(func() int { return len(p.lines) }, func(i int) ui.Row { return p.lines[i].row })
	p.rows.Choose = func(i int) { p.show(p.lines[i].id) }
	p.rows.Open = func(int) { p.shell.Canvas().FocusNext() }
	p.filter.OnChanged = func(string) { p.fill() }
	p.filter.OnSubmitted = func(string) { p.shell.Canvas().Focus(p.rows) }
	p.filter.OnEscape(func() { p.filter.SetText(""); p.shell.Canvas().Focus(p.rows) })
	actions := ui.Line(8,
		ui.NewButton(p.text("conversation"), ui.IconMeetings, ui.Main, p.logConversation),
		ui.NewButton(p.text("contact.new"), ui.IconPlus, ui.Plain, p.newContact),
		ui.NewButton(p.text("organisation.new"), ui.IconPlus, ui.Plain, p.newOrganisation),
	)
	p.none = container.NewStack(ui.NewEmpty(p.text("none.title"), p.text("none.text"), nil))
	p.none.Hide()
	left := ui.Below(p.filter.Framed(), ui.NewListCard(container.NewStack(p.rows.Framed(), p.none)), 8)
	p.list.Objects = []fyne.CanvasObject{ui.MasterDetail(left, ui.NewCard(p.scroll))}
	p.object = ui.Page(p.title, p.sub, actions, p.list)
	return p
}

// Title implements [ui.Screen].
func (p *Screen) Title() string {
	title := p.shell.Words().Text("ui.place.partners")
	if p.chosen != "" {
		title += " – " + p.desk.Label(p.chosen)
	}
	return title
}

// Object implements [ui.Screen].
func (p *Screen) Object() fyne.CanvasObject { return p.object }

// Show implements [ui.Screen].
func (p *Screen) Show(r ui.Route) {
	if r.Record != "" {
		p.filter.Fill("")
		p.chosen = r.Record
	}
	p.Refresh()
	if r.Part == "new" {
		p.newContact()
	}
}

// Focus implements [ui.Screen].
func (p *Screen) Focus() {
	if len(p.lines) > 0 {
		p.shell.Canvas().Focus(p.rows)
		return
	}
	p.shell.Canvas().Focus(p.filter)
}

// Refresh implements [ui.Screen].
func (p *Screen) Refresh() {
	p.fill()
	if p.chosen != "" {
		p.show(p.chosen)
	}
	on := p.shell.Today()
	late := map[partnership.ID]int{}
	p.shell.Do(func() error {
		for _, id := range p.desk.Today(on).Overdue {
			if a, _, err := desk.Get[partnership.Action](p.desk, id); err == nil {
				late[p.owner(a, on)]++
			}
		}
		return nil
	}, func() {
		p.late = late
		p.fill()
	})
}

// Commands implements [ui.Screen].
func (p *Screen) Commands() []ui.Command {
	return []ui.Command{
		{Key: ui.Key{Name: fyne.KeyG, With: ui.Ctrl}, Name: "partners.command.conversation", Anywhere: true, Do: p.logConversation},
		{Key: ui.Key{Name: fyne.KeyN, With: ui.Ctrl}, Name: "partners.command.contact", Anywhere: true, Do: p.newContact},
		{Key: ui.Key{Name: fyne.KeyO, With: ui.Ctrl}, Name: "partners.command.organisation", Anywhere: true, Do: p.newOrganisation},
		{Key: ui.Key{Name: fyne.KeyE, With: ui.Ctrl}, Name: "partners.command.edit", Do: p.edit},
		{Key: ui.Key{Name: fyne.KeyF, With: ui.Ctrl}, Name: "partners.command.filter", Do: func() { p.shell.Canvas().Focus(p.filter) }},
		{Name: "partners.command.position", Do: p.newPosition},
		{Name: "partners.command.archive", Do: p.archive},
		{Name: "partners.command.remove", Do: p.remove},
		{Name: "erase.window.command", Do: p.eraseShown},
	}
}

func (p *Screen) text(key string, data ...any) string {
	return p.shell.Words().Text("partners."+key, data...)
}

// fill lists the organisations, and the contacts when people look for one.
func (p *Screen) fill() {
	on, late := p.shell.Today(), p.late
	words := strings.TrimSpace(p.filter.Text)
	p.lines = p.lines[:0]
	organisations := desk.All[partnership.Organisation](p.desk)
	for _, o := range organisations {
		kind := p.shell.Words().Term(language.OrganisationKinds, string(o.Kind))
		if !ui.Holds(o.Name+" "+o.Team+" "+kind, words) {
			continue
		}
		row := ui.Row{Title: o.Label(), Detail: kind}
		if o.Archived {
			row.State, row.Word = ui.Draft, p.text("chip.archived")
		} else if n := late[o.ID]; n > 0 {
			row.State, row.Word = ui.Late, p.shell.Words().Plural("partners.chip.late", n)
		}
		p.lines = append(p.lines, line{row, o.ID})
	}
	if words != "" {
		for _, c := range desk.All[partnership.Contact](p.desk) {
			organisation, title := p.desk.CurrentPosition(c, on)
			if !ui.Holds(c.Label()+" "+organisation+" "+title, words) {
				continue
			}
			row := ui.Row{Title: c.Label(), Detail: organisation}
			if organisation == "" {
				row.Detail, row.State, row.Word = "", ui.Draft, p.text("chip.left")
			}
			p.lines = append(p.lines, line{row, c.ID})
		}
	}
	sortLines(p.lines, p.shell.Words())
	p.sub.Set(p.shell.Words().Plural("partners.sub", len(organisations)))
	p.rows.Renew()
	p.none.Hidden = len(p.lines) > 0 || len(organisations) == 0
	p.none.Refresh()
	p.choose(organisations)
}

// choose keeps what was chosen in sight, or chooses the first.
func (p *Screen) choose(organisations []partnership.Organisation) {
	for i, l := range p.lines {
		if l.id == p.home(p.chosen) {
			p.rows.Point(i)
			return
		}
	}
	switch {
	case len(p.lines) > 0 && p.chosen == "":
		p.rows.Select(0)
		p.show(p.lines[0].id)
	case len(organisations) == 0 && p.chosen == "":
		p.put(ui.NewEmpty(p.text("empty.title"), p.text("empty.text"), ui.NewButton(p.text("organisation.new"), ui.IconPlus, ui.Main, p.newOrganisation)))
	}
}

// home returns which line stands for a record: a contact stands under its organisation unless people look for it.
func (p *Screen) home(id partnership.ID) partnership.ID {
	for _, l := range p.lines {
		if l.id == id {
			return id
		}
	}
	if c, _, err := desk.Get[partnership.Contact](p.desk, id); err == nil {
		return desk.WorksAt(c, p.shell.Today())
	}
	return id
}

// owner returns the organisation that is to do an action.
func (p *Screen) owner(a partnership.Action, on date.Day) partnership.ID {
	if a.Organisation != "" {
		return a.Organisation
	}
	if c, _, err := desk.Get[partnership.Contact](p.desk, a.Contact); err == nil {
		return desk.WorksAt(c, on)
	}
	return ""
}

// show shows an organisation or a contact beside the list.
func (p *Screen) show(id partnership.ID) {
	fresh := p.chosen != id
	p.chosen = id
	record, err := p.desk.Record(id)
	if err != nil {
		p.chosen = ""
		p.put(ui.NewEmpty(p.text("gone.title"), p.text("gone.text"), nil))
		return
	}
	if fresh {
		p.shell.Settle(id)
	}
	p.asked++
	asked, on := p.asked, p.shell.Today()
	var around picture
	p.shell.Do(func() error { around = p.picture(record, on); return nil }, func() {
		if asked != p.asked {
			return
		}
		switch r := record.(type) {
		case partnership.Organisation:
			p.put(p.organisation(r, around))
		case partnership.Contact:
			p.put(p.contact(r, around))
		}
		if fresh {
			p.scroll.ScrollToTop()
		}
	})
}

func (p *Screen) put(o fyne.CanvasObject) {
	p.shell.Swap(p.detail, o)
	p.scroll.Refresh()
}
