package settings

import (
	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// generalSection is the municipality, and how the window looks on this machine.
func (c *Screen) generalSection() []fyne.CanvasObject {
	zoom := ui.Line(8,
		ui.NewButton(c.text("zoom.smaller"), "", ui.Plain, func() { c.zoomed(-1) }), c.zoom,
		ui.NewButton(c.text("zoom.larger"), "", ui.Plain, func() { c.zoomed(1) }),
	)
	return []fyne.CanvasObject{
		ui.NewField(c.text("municipality"), c.text("municipality.hint"), c.municipality),
		ui.NewField(c.text("language"), "", c.speech),
		ui.NewField(c.text("theme"), "", c.bright),
		ui.NewField(c.text("zoom"), c.text("zoom.hint"), zoom),
	}
}

// dueSection is after how many days something counts as due.
func (c *Screen) dueSection() []fyne.CanvasObject {
	var fields []fyne.CanvasObject
	for i, h := range horizons {
		fields = append(fields, ui.NewField(c.text("due."+h.name), "", c.days[i]))
	}
	return fields
}

// everythingSection is where the vault is, and all of it as a file.
func (c *Screen) everythingSection() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		ui.NewParagraph(c.text("everything.text")),
		ui.Facts([2]string{c.text("place"), c.desk.Place()}),
		ui.Flow(8, ui.NewButton(c.text("export"), "", ui.Plain, c.export), ui.NewButton(c.text("import"), "", ui.Plain, c.importFile)),
		ui.NewSection(c.shell.Words().Text("copies.age.head")),
		ui.NewParagraph(c.shell.Words().Text("copies.age.text")),
		ui.Flow(8,
			ui.NewButton(c.shell.Words().Text("copies.age.with"), ui.IconLock, ui.Plain, c.exportWithPhrase),
			ui.NewButton(c.shell.Words().Text("copies.age.for"), ui.IconLock, ui.Plain, c.exportForReaders),
		),
		c.olderFiles(),
	}
}
