package settings

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// section is a part of the settings, chosen in the list at the left. Its title is the text "sections." and its name; the line below that
// ends in ".sub".
type section struct {
	name  string // also the part of a route that leads to it
	build func() []fyne.CanvasObject
	whole fyne.CanvasObject // built when it is shown for the first time
}

// parts sets the list of the sections beside the one that is chosen.
func (c *Screen) parts() fyne.CanvasObject {
	c.sections = []section{
		{name: "general", build: c.generalSection},
		{name: "lock", build: c.lockSection},
		{name: "due", build: c.dueSection},
		{name: "house", build: c.houseSection},
		{name: "bases", build: c.basesSection},
		{name: "keys", build: c.keysSection},
		{name: "copies", build: c.copiesSection},
		{name: "retention", build: c.retentionSection},
		{name: "twins", build: c.twinsSection},
		{name: "everything", build: c.everythingSection},
	}
	c.list = ui.NewRows(func() int { return len(c.sections) }, func(i int) ui.Row {
		name := c.sections[i].name
		return ui.Row{Title: c.shell.Words().Text("sections." + name), Detail: c.shell.Words().Text("sections." + name + ".sub")}
	})
	c.shown = container.NewStack()
	c.list.Choose = c.show
	c.list.Select(0)
	return ui.MasterDetail(ui.NewListCard(c.list.Framed()), ui.NewCard(c.shown))
}

// show puts a section beside the list.
func (c *Screen) show(i int) {
	if i < 0 || i >= len(c.sections) {
		return
	}
	s := &c.sections[i]
	if s.whole == nil {
		head := ui.NewHeading(c.shell.Words().Text("sections." + s.name))
		s.whole = ui.Scrolled(ui.Wide(640, ui.Column(12, append([]fyne.CanvasObject{head}, s.build()...)...)))
	}
	c.shown.Objects = []fyne.CanvasObject{s.whole}
	c.shown.Refresh()
}

// choose goes to the section of that name; to none for another name.
func (c *Screen) choose(name string) {
	if i := slices.IndexFunc(c.sections, func(s section) bool { return s.name == name }); i >= 0 {
		c.list.Select(i)
	}
}
