package window

import (
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// leaving is a way out of an open vault that was begun: everything is covered, and what was typed is being kept.
type leaving struct {
	last    func(d *desk.Desk, then func()) // what wants the vault open once more before it is closed; may be nil
	then    func()                          // what comes when the vault is closed
	anyway  string                          // names going on without what could not be kept
	alone   bool                            // nobody asked for it: nobody may be there, or somebody else
	uncover func()
	shut    func() // closes the question about what could not be kept; nil while it is not asked
	stop    func() // ends trying again; nil while nothing waits for that
}

// lock closes the vault and replaces the program: what it had in memory is gone, and the new one asks for the passphrase. What was being
// typed lies sealed in the vault.
func (w *Window) lock() { w.leave(&leaving{then: w.relaunch(), anyway: "lock.anyway"}) }

// lockAlone locks because nobody is there. A way out that waits for an answer waits for whoever knows the passphrase from then on.
func (w *Window) lockAlone() {
	l := w.leaving
	if l == nil {
		w.leave(&leaving{then: w.relaunch(), anyway: "lock.anyway", alone: true})
		return
	}
	if l.shut != nil && !l.alone {
		l.last, l.then, l.anyway, l.alone = nil, w.relaunch(), "lock.anyway", true
		l.shut()
		w.seal(l)
	}
}

// gone locks because people went from the computer, unless they chose to keep the vault open then.
func (w *Window) gone() {
	if w.desk != nil && !w.desk.Preferences().StayOpen {
		w.lockAlone()
	}
}

// tells reports what the system tells about people who go.
func (w *Window) tells() (sleep, session bool) {
	if w.away == nil {
		return false, false
	}
	return w.away.Tells()
}

// relaunch returns what replaces the program by a fresh one before the vault that is open now.
func (w *Window) relaunch() func() {
	if w.desk == nil {
		return func() {}
	}
	file := w.desk.Place()
	return func() {
		w.remember() // the fresh window is as large
		err := w.options.Relaunch(file)
		if err == nil {
			return
		}
		// What was in memory is still there: without a fresh program, none is safer than this one.
		w.err = err
		w.stage.Ask(ui.Dialog{Title: w.words.Text("lock.failed"), Text: w.words.Text("lock.failed.text"), Closed: w.end})
		w.stage.After(quitAfter, w.end)
	}
}

const (
	quitAfter  = time.Minute // that it is told why
	againAfter = time.Minute // until it is tried again, alone, to keep what could not be kept
)

// quit ends the program; what was being typed is kept first.
func (w *Window) quit() {
	w.remember()
	w.leave(&leaving{last: w.lastCopy, then: w.end, anyway: "lock.quit_anyway"})
}

func (w *Window) end() {
	if w.away != nil {
		w.away.Stop()
	}
	w.options.App.Quit()
}

// leave closes what is open and goes on when all of it is kept. The window shows nothing from then on.
func (w *Window) leave(l *leaving) {
	switch {
	case w.shell == nil:
		l.then()
		return
	case w.leaving != nil:
		return
	}
	w.leaving = l
	l.uncover = w.stage.Cover()
	w.seal(l)
}

// seal keeps what is being typed, and closes the vault when all of it is.
func (w *Window) seal(l *leaving) {
	w.shell.Seal(func(err error) {
		switch {
		case err == nil:
			w.close(l)
		case l.shut == nil:
			w.askUnsealed(l, err)
		}
		if err != nil && l.alone {
			l.stop = w.stage.After(againAfter, func() { w.seal(l) })
		}
	})
}

// close closes the vault, of which everything is kept.
func (w *Window) close(l *leaving) {
	d := w.takeOff()
	closing := func() {
		w.stage.Try(d.Close, func(err error) {
			if err != nil {
				w.err = err // a vault that does not close well has all that was committed, and must not stay open for that
			}
			l.then()
		})
	}
	if l.last == nil {
		closing()
		return
	}
	l.last(d, closing)
}

// takeOff takes everything of the vault off the screen and returns it, still open.
func (w *Window) takeOff() *desk.Desk {
	w.idle.stop()
	w.copies.end()
	w.shell.Close()
	w.stage.Blank()
	d := w.desk
	w.shell, w.desk, w.leaving = nil, nil, nil
	return d
}

// askUnsealed says that not everything could be kept, and lets people choose: try again, go without it, or go back. Who is there when nobody
// asked to lock goes back with the passphrase only.
func (w *Window) askUnsealed(l *leaving, err error) {
	text := func(key string) string { return w.words.Text(key) }
	dialog := ui.Dialog{Title: text("lock.unkept"), Text: w.words.Text("lock.unkept.text", "Reason", w.stage.Sentence(err)), Wide: true, Above: true}
	var shut func()
	leave := func() { // the question, however it is answered
		l.shut()
		if l.stop != nil {
			l.stop()
			l.stop = nil
		}
	}
	back := func() {
		leave()
		w.leaving = nil
		l.uncover()
	}
	again := ui.NewButton(text("lock.again"), "", ui.Main, func() { leave(); w.seal(l) })
	anyway := ui.NewButton(text(l.anyway), "", ui.Danger, func() { leave(); w.close(l) })
	stay := ui.NewButton(text("lock.stay"), "", ui.Plain, back)
	dialog.Focus = again
	if l.alone {
		entry := ui.NewEntry(w.stage.Keys(), "", 1)
		entry.Password = true
		field := ui.NewField(text("lock.passphrase"), text("lock.passphrase.hint"), entry)
		try := func() { w.prove(w.desk, entry.Take(), field, back) }
		entry.OnSubmitted = func(string) { try() }
		stay = ui.NewButton(text("lock.stay"), ui.IconLock, ui.Plain, try)
		dialog.Content, dialog.Focus = field, entry
	}
	dialog.Buttons = []*ui.Button{anyway, stay, again}
	dialog.Closed = func() {
		if l.shut != nil { // by Escape, which answers nothing: it is asked again
			l.shut = nil
			w.askUnsealed(l, err)
		}
	}
	shut = w.stage.Ask(dialog)
	l.shut = func() { l.shut = nil; shut() }
}

// prove goes on when a passphrase is the vault's.
func (w *Window) prove(d *desk.Desk, passphrase []byte, field *ui.Field, then func()) {
	if len(passphrase) == 0 {
		field.Error(w.words.Text("unlock.passphrase.empty"))
		return
	}
	w.stage.Try(func() error {
		defer clear(passphrase)
		return d.TryPassphrase(passphrase)
	}, func(err error) {
		if err != nil {
			field.Error(w.stage.Sentence(err))
			return
		}
		then()
	})
}
