package unlock

import (
	"context"
	"os"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui/copies"
)

// showRestore leads who cannot open the vault, or whose vault is gone, back to one of its copies.
func (g *gate) showRestore() {
	back := &copies.Back{
		Stage: g.stage,
		List:  func() ([]desk.Copy, error) { return desk.CopiesOf(g.file, g.around) },
		Plan: func(ctx context.Context, file string, passphrase []byte) (desk.RestorePlan, error) {
			return desk.PlanRestore(ctx, desk.Restoring{Copy: file, File: g.file, Unlock: desk.WithPassphrase(passphrase)}, g.around)
		},
		Restore: g.restore,
	}
	back.Choose()
}

// restore puts a copy in the place of the vault and opens it.
func (g *gate) restore(c desk.Copy, passphrase []byte) {
	g.put("restoring", nil, ui.NewTitle(g.stage.Words().Text("copies.back.working")), ui.NewParagraph(g.stage.Words().Text("copies.back.working_text")))
	var opened *desk.Desk
	var kept string
	g.stage.Try(func() (err error) {
		defer clear(passphrase)
		opened, kept, err = desk.Restore(context.Background(), desk.Restoring{Copy: c.File, File: g.file, Unlock: desk.WithPassphrase(passphrase)}, g.around)
		return err
	}, func(err error) {
		if err != nil {
			g.back()
			g.stage.Fail(err)
			return
		}
		told := g.stage.Words().Text("copies.back.done_new")
		if _, err := os.Lstat(kept); err == nil { // where there was no vault, none was kept
			told = g.stage.Words().Text("copies.back.done", "File", short(kept))
		}
		g.stage.Ask(ui.Dialog{Title: g.stage.Words().Text("copies.back.title"), Text: told, Closed: func() { g.enter(opened) }})
	})
}
