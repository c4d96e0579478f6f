package settings

import (
	"context"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui/unlock"
)

// passphrase asks for another passphrase, twice. It is no draft: what is typed here is kept nowhere.
func (c *Screen) passphrase() {
	var phrase *unlock.NewPhrase
	var shut func()
	save := func() {
		secret, ok := phrase.Take()
		if !ok {
			return
		}
		shut()
		c.shell.Work(c.text("passphrase.working"), func(ctx context.Context, _ func(int, int)) error {
			defer clear(secret)
			return c.desk.ChangePassphrase(ctx, secret)
		}, func() {
			c.showKeys()
			c.shell.Told(c.text("passphrase.done"))
		})
	}
	phrase = unlock.AskNewPhrase(c.shell.Stage, c.text("passphrase.new"), c.desk.JudgePassphrase, save)
	shut = c.shell.Ask(ui.Dialog{
		Title: c.text("passphrase"), Text: c.text("passphrase.text"), Wide: true, Focus: phrase.First(), Content: phrase.Object(),
		Buttons: []*ui.Button{
			ui.NewButton(c.shell.Words().Text("ui.cancel"), "", ui.Plain, func() { shut() }),
			ui.NewButton(c.text("passphrase.save"), ui.IconCheck, ui.Main, save),
		},
	})
}

// recovery makes a new recovery key and its sheet; the old sheet opens nothing from then on.
func (c *Screen) recovery() {
	f := ui.NewForm(c.shell, "settings.recovery")
	place := f.Entry("file", c.text("recovery.place"), c.text("recovery.hint"), c.file(c.shell.Words().Text("unlock.sheet.file")), 1)
	f.Ask(c.text("recovery"), c.text("recovery.text"), c.text("recovery.save"), nil, func() error {
		return c.desk.RenewRecovery(context.Background(), strings.TrimSpace(place.Text))
	}, func() {
		c.showKeys()
		c.shell.Told(c.text("recovery.done"))
		c.shell.OpenFile(strings.TrimSpace(place.Text))
	})
}
