package actions

import (
	"strings"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// recognise shows what was recognised in the line that is being typed, a chip for each.
func (a *Screen) recognise(text string) {
	a.echo.Objects = nil
	if strings.TrimSpace(text) != "" {
		words := a.shell.Words()
		jotted := a.desk.Jot(text, a.shell.Today())
		a.echo.Add(ui.NewCaption(a.text("jot.keep")))
		if owner := a.desk.Owner(jotted.Action); owner != "" {
			a.echo.Add(ui.NewChip(ui.Done, owner))
		}
		if jotted.Unknown != "" {
			a.echo.Add(ui.NewChip(ui.Late, a.text("jot.unknown", "Name", jotted.Unknown)))
		}
		if !jotted.Action.Due.IsZero() {
			a.echo.Add(ui.NewChip(ui.Done, words.LongDate(jotted.Action.Due)))
		}
		if jotted.Action.Priority != "" {
			a.echo.Add(ui.NewChip(ui.Busy, words.Term(language.Priorities, string(jotted.Action.Priority))))
		}
		for _, tag := range jotted.Action.Tags {
			a.echo.Add(ui.NewChip(ui.Open, "#"+tag))
		}
	}
	a.echo.Refresh()
	a.object.Refresh()
}

// add keeps the action that was jotted down. A name that is not understood is asked for first: an action must not lie with nobody by mistake.
func (a *Screen) add(text string) {
	jotted := a.desk.Jot(text, a.shell.Today())
	switch {
	case strings.TrimSpace(text) == "":
		return
	case strings.TrimSpace(jotted.Action.Title) == "":
		a.shell.Told(a.text("jot.no_title"))
		return
	case jotted.Unknown != "":
		a.shell.Told(a.text("jot.unknown_long", "Name", jotted.Unknown))
		return
	}
	var id partnership.ID
	a.shell.Do(func() (err error) { id, err = a.desk.NewAction(jotted.Action); return err }, func() {
		a.jot.Fill("")
		a.recognise("")
		a.shell.Forget("actions.jot")
		a.wanted = id
		a.load()
		a.shell.Saved(a.text("jot.kept", "Title", jotted.Action.Title))
	})
}

// marked shows what can be done with the actions that are marked.
func (a *Screen) marked() {
	n := len(a.table.Marked())
	a.bar.Objects = nil
	if n > 0 {
		a.bar.Objects = []fyne.CanvasObject{
			ui.NewPlain(a.shell.Words().Plural("actions.marked", n)),
			ui.NewButton(a.text("bar.finish"), ui.IconCheck, ui.Plain, a.finish),
			ui.NewButton(a.text("bar.move"), "", ui.Plain, a.move),
			ui.NewButton(a.text("bar.assign"), "", ui.Plain, a.assign),
			ui.NewButton(a.text("bar.status"), "", ui.Plain, a.status),
		}
	}
	a.bar.Refresh()
	a.object.Refresh()
}
