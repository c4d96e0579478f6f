package window

import (
	"context"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

const (
	copiesAfter = 2 * time.Minute  // a vault that was just opened is worked in first
	copiesEvery = 30 * time.Minute // also how soon a stick that comes back is served
	copyQuiet   = 300 * time.Millisecond
	copyFailed  = 10 * time.Second // how long a failure is shown before the window closes all the same
)

// keeper makes the copies of a day while the vault is open, beside all work. Nobody is asked anything; a failure is told once, and by the cautions.
type keeper struct {
	stage  func() *ui.Stage
	desk   *desk.Desk
	ctx    context.Context //nolint:containedctx // it lives as long as the vault is open
	cancel func()
	stop   func() // of the timer
	told   bool
}

func keepCopies(stage func() *ui.Stage, d *desk.Desk) *keeper {
	k := &keeper{stage: stage, desk: d}
	k.ctx, k.cancel = context.WithCancel(context.Background())
	k.stop = stage().After(copiesAfter, k.look)
	return k
}

func (k *keeper) look() {
	k.stage().Try(func() error {
		_, err := k.desk.KeepCopies(k.ctx, desk.WhileOpen)
		return err
	}, func(err error) {
		if k.ctx.Err() != nil {
			return
		}
		if err != nil && !k.told {
			k.stage().Told(k.stage().Words().Text("copies.window.failed", "Reason", k.stage().Sentence(err)))
		}
		k.told = err != nil
		k.stop = k.stage().After(copiesEvery, k.look)
	})
}

// end stops what is being made and makes no more. It waits for nothing.
func (k *keeper) end() {
	k.stop()
	k.cancel()
}

// lastCopy makes the copy that closing asks for, and goes on when that is done, when it failed, or when people do not want to wait for it. The window shows nothing of
// the vault meanwhile.
func (w *Window) lastCopy(d *desk.Desk, then func()) {
	ctx, cancel := context.WithCancel(context.Background())
	shut := func() {}
	left := false
	leave := func() {
		if left {
			return
		}
		left = true
		cancel()
		shut()
		then()
	}
	show := func(name, text string, button string) {
		shut = w.stage.Ask(ui.Dialog{
			Title: w.words.Text("copies.closing." + name), Text: text, Closed: leave,
			Buttons: []*ui.Button{ui.NewButton(w.words.Text("copies.closing."+button), "", ui.Plain, leave)},
		})
	}
	waiting := w.stage.After(copyQuiet, func() { // most often there is nothing to wait for
		if !left {
			show("title", w.words.Text("copies.closing.text"), "skip")
		}
	})
	copied := func(err error) {
		waiting()
		if err == nil || left {
			leave()
			return
		}
		closeWaiting := shut
		shut = func() {}
		left = true // closing the first dialog is no answer
		closeWaiting()
		left = false
		show("failed", w.words.Text("copies.closing.failed_text", "Reason", w.stage.Sentence(err)), "close")
		w.stage.After(copyFailed, leave)
	}
	// What was being typed is kept first, by the jobs that wait already.
	w.stage.Do(func() error { return nil }, func() {
		w.stage.Try(func() error {
			_, err := d.KeepCopies(ctx, desk.OnClosing)
			return err
		}, copied)
	})
}
