package settings

import (
	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// lockSection is when the vault is locked.
func (c *Screen) lockSection() []fyne.CanvasObject {
	words := c.shell.Words()
	c.system = ui.NewCheck(words.Text("lock.system"), func(on bool) {
		p := c.desk.Preferences()
		p.StayOpen = !on
		c.shell.Do(func() error { return c.desk.SetPreferences(p) }, func() { c.shell.Saved(c.text("saved")) })
	})
	c.told = ui.NewParagraph("")
	c.showLock()
	return []fyne.CanvasObject{
		ui.NewParagraph(words.Text("lock.text")),
		ui.NewField(c.text("idle"), c.text("idle.hint"), c.idle),
		c.system, c.told,
	}
}

// showLock shows what was chosen, and what the system tells by itself.
func (c *Screen) showLock() {
	if c.system == nil {
		return // not shown yet
	}
	c.system.Set(!c.desk.Preferences().StayOpen)
	key := "lock.told.none"
	switch sleep, session := c.machine.Tells(); {
	case sleep && session:
		key = "lock.told.both"
	case sleep:
		key = "lock.told.sleep"
	case session:
		key = "lock.told.session"
	}
	c.told.Set(c.shell.Words().Text(key))
}
