package unlock

import (
	"context"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// keyringButton opens the vault with the key that the system keeps; nil where that is not switched on. It is a button and nothing that happens by
// itself: a vault that was locked stays locked until somebody wants it open.
func (g *gate) keyringButton() *ui.Button {
	if !desk.HasKeyring(g.file, g.around) {
		return nil
	}
	return ui.NewButton(g.text("keyring"), ui.IconLock, ui.Main, g.openKeyring)
}

// openKeyring waits for the system's keyring, which may ask for its own password first, as long as people like: the passphrase stays the other way in.
func (g *gate) openKeyring() {
	ctx, stop := context.WithCancel(context.Background())
	instead := ui.NewButton(g.text("keyring.instead"), "", ui.Plain, stop)
	g.put("keyring", instead, ui.NewTitle(g.text("opening.title")), ui.NewParagraph(g.text("keyring.text")), ui.Line(0, instead))
	var opened *desk.Desk
	g.stage.Try(func() (err error) {
		opened, err = desk.OpenWithKeyring(ctx, g.file, g.around)
		return err
	}, func(err error) {
		stopped := ctx.Err() != nil
		stop()
		g.keyringAnswered(opened, err, stopped)
	})
}

func (g *gate) keyringAnswered(opened *desk.Desk, err error, stopped bool) {
	fault, _ := desk.FaultOf(err)
	switch {
	case err == nil:
		g.enter(opened)
	case stopped:
		g.showOpen("")
	case fault == desk.FaultOlderCopy:
		g.showOpen("")
		g.askOlder(err)
	default:
		g.showOpen(g.stage.Sentence(err))
	}
}
