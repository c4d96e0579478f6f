package unlock

import (
	"context"
	"strings"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// showPrinted opens the vault with a key that is printed on a recovery sheet or a deputy's.
func (g *gate) showPrinted() {
	key := ui.NewEntry(g.stage.Keys(), "", 1)
	field := ui.NewField(g.text("printed.key"), g.text("printed.key.hint"), key)
	key.OnChanged = func(string) { field.Error("") }
	proceed := func() {
		text := strings.TrimSpace(key.Text)
		if text == "" {
			field.Error(g.text("printed.empty"))
			g.stage.Canvas().Focus(key)
			return
		}
		g.openPrinted(text)
	}
	key.OnSubmitted = func(string) { proceed() }
	g.put("printed", key,
		ui.NewTitle(g.text("printed.title")),
		ui.NewParagraph(g.text("printed.text")),
		field,
		ui.Line(8,
			ui.NewButton(g.text("open"), ui.IconLock, ui.Main, proceed),
			ui.NewButton(g.text("back"), "", ui.Plain, g.back),
		),
	)
}

// openPrinted opens the vault with a printed key, and offers a new passphrase.
func (g *gate) openPrinted(key string) {
	var opened *desk.Desk
	g.showOpening()
	g.stage.Try(func() (err error) {
		opened, err = desk.Recover(context.Background(), g.file, key, g.around)
		return err
	}, func(err error) {
		if err == nil {
			g.showFresh(opened)
			return
		}
		g.showPrinted()
		switch fault, _ := desk.FaultOf(err); fault {
		case desk.FaultWrongPassphrase: // the sentence about passphrases would mislead
			g.stage.Ask(ui.Dialog{Title: g.text("printed.title"), Text: g.text("printed.wrong")})
		case desk.FaultOlderCopy:
			g.stage.Confirm(g.text("older.title"), g.stage.Sentence(err), g.text("older.open"), func() {
				g.around.AcceptOlder = true
				g.openPrinted(key)
			})
		default:
			g.stage.Fail(err)
		}
	})
}

// unattended is after how long a vault that was opened here, and is not entered, is closed again: who walked away locks nothing, for nothing is shown.
const unattended = 15 * time.Minute

// showFresh offers a new passphrase to who opened the vault with a printed key. Who lost the old one takes it, a deputy for a day goes on without.
func (g *gate) showFresh(d *desk.Desk) {
	var phrase *NewPhrase
	save := func() {
		secret, ok := phrase.Take()
		if !ok {
			return
		}
		g.endCount()
		g.stage.Work(g.stage.Words().Text("settings.passphrase.working"), func(ctx context.Context, _ func(int, int)) error {
			defer clear(secret)
			return d.ChangePassphrase(ctx, secret)
		}, func() { g.enter(d) })
	}
	phrase = AskNewPhrase(g.stage, g.text("fresh.passphrase"), d.JudgePassphrase, save)
	skip := ui.NewButton(g.text("fresh.skip"), "", ui.Plain, func() {
		g.endCount()
		g.enter(d)
	})
	g.put("fresh", phrase.First(),
		ui.NewTitle(g.text("fresh.title")),
		ui.NewParagraph(g.text("fresh.text")),
		phrase.Object(),
		ui.Line(8, ui.NewButton(g.text("fresh.save"), ui.IconCheck, ui.Main, save), skip),
	)
	g.stopCount = g.stage.After(unattended, func() { g.stage.Do(d.Close, g.back) })
}
