package settings

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui/unlock"
)

// keysSection is what opens the vault.
func (c *Screen) keysSection() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		ui.NewParagraph(c.text("keys.text")),
		ui.Line(8, ui.NewButton(c.text("passphrase"), ui.IconLock, ui.Plain, c.passphrase), ui.NewButton(c.text("recovery"), ui.IconPrint, ui.Plain, c.recovery)),
	}
}

// passphrase asks for another passphrase, twice. It is no draft: what is typed here is kept nowhere.
func (c *Screen) passphrase() {
	keys, words := c.shell.Keys(), c.shell.Words()
	phrase, again := ui.NewEntry(keys, "", 1), ui.NewEntry(keys, "", 1)
	phrase.Password, again.Password = true, true
	phraseField := ui.NewField(c.text("passphrase.new"), words.Text("unlock.new.passphrase.hint"), phrase)
	againField := ui.NewField(words.Text("unlock.new.again"), "", again)
	strength := ui.NewChip(unlock.Strength(words, ""))
	phrase.OnChanged = func(text string) {
		strength.Set(unlock.Strength(words, text))
		phraseField.Error("")
	}
	again.OnChanged = func(string) { againField.Error("") }
	var shut func()
	save := func() {
		switch {
		case !unlock.Strong(phrase.Text):
			phraseField.Error(words.Text("unlock.new.weak"))
			c.shell.Canvas().Focus(phrase)
			return
		case phrase.Text != again.Text:
			againField.Error(words.Text("unlock.new.unequal"))
			c.shell.Canvas().Focus(again)
			return
		}
		secret := []byte(phrase.Text)
		phrase.Fill("")
		again.Fill("")
		shut()
		c.shell.Work(c.text("passphrase.working"), func(ctx context.Context, _ func(int, int)) error {
			defer clear(secret)
			return c.desk.ChangePassphrase(ctx, secret)
		}, func() { c.shell.Told(c.text("passphrase.done")) })
	}
	phrase.OnSubmitted = func(string) { c.shell.Canvas().Focus(again) }
	again.OnSubmitted = func(string) { save() }
	shut = c.shell.Ask(ui.Dialog{
		Title: c.text("passphrase"), Text: c.text("passphrase.text"), Wide: true, Focus: phrase,
		Content: ui.Column(14, phraseField, ui.Line(0, strength), againField),
		Buttons: []*ui.Button{ui.NewButton(words.Text("ui.cancel"), "", ui.Plain, func() { shut() }), ui.NewButton(c.text("passphrase.save"), ui.IconCheck, ui.Main, save)},
	})
}

// recovery makes a new recovery key and its sheet; the old sheet opens nothing from then on.
func (c *Screen) recovery() {
	f := ui.NewForm(c.shell, "settings.recovery")
	place := f.Entry("file", c.text("recovery.place"), c.text("recovery.hint"), c.file(c.shell.Words().Text("unlock.sheet.file")), 1)
	f.Ask(c.text("recovery"), c.text("recovery.text"), c.text("recovery.save"), nil, func() error {
		return c.desk.RenewRecovery(context.Background(), strings.TrimSpace(place.Text))
	}, func() {
		c.shell.Told(c.text("recovery.done"))
		c.shell.OpenFile(strings.TrimSpace(place.Text))
	})
}
