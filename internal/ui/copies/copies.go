// Package copies leads people back to a copy of their vault: they choose one, see what would change, and say whether it is put back. The settings and the gate
// both use it; what is done with the answer is theirs.
package copies

import (
	"context"
	"errors"
	"path/filepath"
	"sync"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// Back is a way back to a copy.
type Back struct {
	Stage *ui.Stage
	// List returns the copies, the latest first.
	List func() ([]desk.Copy, error)
	// Prove reads all of a copy. Nil where nothing opens them before people give a passphrase: then that is asked for every copy.
	Prove func(ctx context.Context, file string) error
	// Plan tells what putting a copy back would change; passphrase is nil for one that needs none.
	Plan func(ctx context.Context, file string, passphrase []byte) (desk.RestorePlan, error)
	// Restore puts the copy back. It is called once people said so, and owns the passphrase.
	Restore func(c desk.Copy, passphrase []byte)
}

func (b *Back) text(key string, data ...any) string {
	return b.Stage.Words().Text("copies.back."+key, data...)
}

// Choose lets people choose among the copies.
func (b *Back) Choose() {
	var list []desk.Copy
	b.Stage.Try(func() (err error) {
		list, err = b.List()
		return err
	}, func(err error) {
		switch {
		case err != nil:
			b.Stage.Fail(err)
		case len(list) == 0:
			b.Stage.Ask(ui.Dialog{Title: b.text("title"), Text: b.text("none")})
		default:
			b.show(list)
		}
	})
}

// show lists the copies by the place that they are in, and proves one after another while people look.
func (b *Back) show(list []desk.Copy) {
	ctx, stop := context.WithCancel(context.Background())
	var shut func()
	var first fyne.Focusable
	column := ui.Column(0)
	items := make([]*ui.Item, len(list))
	for _, second := range []bool{false, true} {
		headed := false
		for i, c := range list {
			if c.Second != second {
				continue
			}
			if !headed {
				headed = true
				column.Add(ui.NewSection(b.text(map[bool]string{false: "beside", true: "second"}[second])))
			}
			items[i] = ui.NewItem(b.row(c, b.waiting()), func() { shut(); b.look(c) })
			if first == nil {
				first = items[i]
			}
			column.Add(items[i])
		}
	}
	cancel := ui.NewButton(b.Stage.Words().Text("ui.cancel"), "", ui.Plain, func() { shut() })
	shut = b.Stage.Ask(ui.Dialog{
		Title: b.text("title"), Text: b.text("text"), Content: column, Wide: true, Focus: first, Buttons: []*ui.Button{cancel}, Closed: func() { stop() },
	})
	if b.Prove != nil {
		b.prove(ctx, list, func(i int, s state) { items[i].Set(b.row(list[i], s)) })
	}
}

// state is what is known of a copy.
type state struct {
	chip ui.State
	word string
}

func (b *Back) waiting() state {
	if b.Prove == nil {
		return state{}
	}
	return state{ui.Open, b.text("waiting")}
}

// prove reads the copies one after another, each as a job of its own, so that closing the list ends it after the one at hand.
func (b *Back) prove(ctx context.Context, list []desk.Copy, tell func(i int, s state)) {
	var next func(i int)
	next = func(i int) {
		if i >= len(list) || ctx.Err() != nil {
			return
		}
		b.Stage.Try(func() error { return b.Prove(ctx, list[i].File) }, func(err error) {
			if ctx.Err() != nil {
				return
			}
			tell(i, b.judged(err))
			next(i + 1)
		})
	}
	next(0)
}

func (b *Back) judged(err error) state {
	fault, _ := desk.FaultOf(err)
	switch {
	case err == nil:
		return state{ui.Done, b.text("whole")}
	case fault == desk.FaultOtherKey:
		return state{ui.Asked, b.text("other_key")}
	case fault == desk.FaultDamaged:
		return state{ui.Late, b.text("damaged")}
	}
	return state{ui.Late, b.text("unreadable")}
}

// row shows a copy: when it was made, how large it is, and whether it is whole.
func (b *Back) row(c desk.Copy, s state) ui.Row {
	return ui.Row{
		Title: b.Stage.Words().Moment(date.MomentOf(c.Made)), Detail: b.text("size", "Size", b.size(c.Size), "File", filepath.Base(c.File)), State: s.chip, Word: s.word,
	}
}

// size returns a number of bytes as people read it.
func (b *Back) size(n int64) string {
	const kilo, mega = 1 << 10, 1 << 20
	if n < 10*mega {
		return b.text("kilobytes", "Number", (n+kilo-1)/kilo)
	}
	return b.text("megabytes", "Number", (n+mega-1)/mega)
}

// look shows what a copy would change, after asking for its passphrase where it needs one.
func (b *Back) look(c desk.Copy) {
	if b.Prove == nil {
		b.ask(c, "")
		return
	}
	b.plan(c, nil)
}

// ask asks for the passphrase of a copy; wrong says what was wrong with the one before.
func (b *Back) ask(c desk.Copy, wrong string) {
	words := b.Stage.Words()
	phrase := ui.NewEntry(b.Stage.Keys(), "", 1)
	phrase.Password = true
	field := ui.NewField(b.text("passphrase"), b.text("passphrase_hint"), phrase)
	field.Error(wrong)
	var shut func()
	proceed := func() {
		if phrase.Text == "" {
			field.Error(words.Text("unlock.passphrase.empty"))
			return
		}
		secret := []byte(phrase.Text)
		phrase.Fill("")
		shut()
		b.plan(c, secret)
	}
	phrase.OnSubmitted = func(string) { proceed() }
	shut = b.Stage.Ask(ui.Dialog{
		Title: b.text("of", "Moment", words.Moment(date.MomentOf(c.Made))), Content: field, Wide: true, Focus: phrase,
		Buttons: []*ui.Button{
			ui.NewButton(words.Text("ui.cancel"), "", ui.Plain, func() { shut() }),
			ui.NewButton(b.text("look"), "", ui.Main, proceed),
		},
	})
}

// plan finds out what a copy would change and shows it.
func (b *Back) plan(c desk.Copy, passphrase []byte) {
	var found struct {
		sync.Mutex
		plan desk.RestorePlan
		err  error
	}
	b.Stage.Work(b.text("reading"), func(ctx context.Context, _ func(int, int)) error {
		plan, err := b.Plan(ctx, c.File, passphrase)
		found.Lock()
		defer found.Unlock()
		found.plan, found.err = plan, err
		if fault, _ := desk.FaultOf(err); fault == desk.FaultCancelled || errors.Is(err, context.Canceled) {
			return err
		}
		return nil // what else went wrong is told below, where there is something to do about it
	}, func() {
		found.Lock()
		defer found.Unlock()
		fault, _ := desk.FaultOf(found.err)
		switch {
		case found.err == nil:
			b.preview(c, found.plan, passphrase)
		case fault == desk.FaultOtherKey:
			b.ask(c, "")
		case fault == desk.FaultWrongPassphrase && passphrase != nil:
			b.ask(c, b.text("wrong"))
		default:
			b.Stage.Fail(found.err)
		}
	})
}
