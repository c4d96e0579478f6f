package settings

import (
	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// olderFiles offers to remove files of an older format that lie beside the vault; nothing when there are none.
func (c *Screen) olderFiles() fyne.CanvasObject {
	names, err := c.desk.OlderFiles()
	if err != nil || len(names) == 0 {
		return ui.Column(0)
	}
	words := c.shell.Words()
	column := ui.Column(12)
	remove := ui.NewButton(words.Text("history.older.remove"), "", ui.Danger, func() {
		c.shell.Confirm(words.Text("history.older.ask"), words.Text("history.older.ask_text"), words.Text("history.older.remove"), func() {
			c.shell.Do(c.desk.RemoveOlderFiles, func() {
				column.Hide()
				c.shell.Told(words.Text("history.older.removed"))
			})
		})
	})
	column.Add(ui.NewSection(words.Text("history.older.title")))
	column.Add(ui.NewParagraph(words.Text("history.older.text")))
	column.Add(ui.Line(8, remove))
	return column
}
