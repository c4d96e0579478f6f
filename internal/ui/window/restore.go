package window

import (
	"context"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// restore puts a copy in the place of the vault that is open, and goes on in what the vault was then. What was being typed is kept first, in the file of now, which
// stays beside it.
func (w *Window) restore(copied desk.Copy, passphrase []byte) {
	w.shell.Seal(func(err error) {
		if err != nil {
			clear(passphrase)
			w.stage.Fail(err)
			return
		}
		w.putBack(copied, passphrase)
	})
}

// putBack does it, with nothing of the vault on the screen. When it fails before anything was touched, one goes on where one was.
func (w *Window) putBack(copied desk.Copy, passphrase []byte) {
	d := w.takeOff()
	w.away.Stop() // who goes meanwhile finds nothing on the screen
	w.stage.Put(ui.NewEmpty(w.words.Text("copies.back.working"), w.words.Text("copies.back.working_text"), nil))
	var then *desk.Desk
	var kept string
	w.stage.Try(func() (err error) {
		defer clear(passphrase)
		then, kept, err = d.RestoreHere(context.Background(), copied.File, passphrase)
		return err
	}, func(err error) {
		switch {
		case err == nil:
			w.enter(then)
			w.stage.Told(w.words.Text("copies.back.done", "File", kept))
		case kept == "":
			w.enter(d)
			w.stage.Fail(err)
		default: // the file was replaced, but is not open: begin anew
			w.stage.Try(d.Close, func(error) { w.gate(); w.stage.Fail(err) })
		}
	})
}
