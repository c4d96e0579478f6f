package settings

import (
	"context"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui/copies"
)

// copiesSection is where copies of the vault go.
func (c *Screen) copiesSection() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		ui.NewParagraph(c.text("copies.text")),
		ui.NewField(c.text("copies.second"), c.text("copies.second_hint"), c.second),
		ui.Flow(8, ui.NewButton(c.text("copies.make"), ui.IconCheck, ui.Plain, c.backup), ui.NewButton(c.text("copies.back"), "", ui.Plain, c.back)),
	}
}

// backup makes a copy of the vault, proves it, and tells where it is; also where a second one is, or why it is not.
func (c *Screen) backup() {
	c.shell.Flush() // the second place may just have been typed
	var made desk.BackupMade
	c.shell.Work(c.text("copies.working"), func(ctx context.Context, _ func(int, int)) (err error) {
		made, err = c.desk.Backup(ctx, "")
		return err
	}, func() {
		column := ui.Column(10, ui.NewParagraph(c.text("copies.made", "File", made.File)))
		if made.Second != "" {
			column.Add(ui.NewParagraph(c.text("copies.made_second", "File", made.Second)))
		}
		if made.Missed != nil {
			column.Add(ui.NewParagraph(c.text("copies.missed", "Reason", c.shell.Sentence(made.Missed))))
		}
		if made.Outdated > 0 {
			column.Add(ui.NewCaption(c.shell.Words().Plural("settings.copies.outdated", made.Outdated)))
		}
		c.shell.Ask(ui.Dialog{Title: c.text("copies.done"), Content: column, Wide: true})
	})
}

// back leads to a copy that is put in the place of the vault.
func (c *Screen) back() {
	(&copies.Back{
		Stage: c.shell.Stage, List: c.desk.Copies, Prove: c.desk.ProveCopy, Plan: c.desk.PlanRestore, Restore: c.machine.Restore,
	}).Choose()
}
