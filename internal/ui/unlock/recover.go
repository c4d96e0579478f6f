package unlock

import (
	"context"
	"errors"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// showRecover opens the vault with the key on the recovery sheet, for who lost the passphrase, and asks for a new one.
func (g *gate) showRecover() {
	keys := g.stage.Keys()
	key, phrase, again := ui.NewEntry(keys, "", 1), ui.NewEntry(keys, "", 1), ui.NewEntry(keys, "", 1)
	phrase.Password, again.Password = true, true
	keyField := ui.NewField(g.text("recover.key"), g.text("recover.key.hint"), key)
	phraseField := ui.NewField(g.text("recover.passphrase"), g.text("new.passphrase.hint"), phrase)
	againField := ui.NewField(g.text("new.again"), "", again)
	strength := ui.NewChip(Strength(g.stage.Words(), ""))
	phrase.OnChanged = func(text string) {
		strength.Set(Strength(g.stage.Words(), text))
		phraseField.Error("")
	}
	again.OnChanged = func(string) { againField.Error("") }
	key.OnChanged = func(string) { keyField.Error("") }
	proceed := func() {
		switch {
		case strings.TrimSpace(key.Text) == "":
			keyField.Error(g.text("recover.empty"))
			g.stage.Canvas().Focus(key)
		case !Strong(phrase.Text):
			phraseField.Error(g.text("new.weak"))
			g.stage.Canvas().Focus(phrase)
		case phrase.Text != again.Text:
			againField.Error(g.text("new.unequal"))
			g.stage.Canvas().Focus(again)
		default:
			g.recover(strings.TrimSpace(key.Text), []byte(phrase.Text))
		}
	}
	key.OnSubmitted = func(string) { g.stage.Canvas().Focus(phrase) }
	phrase.OnSubmitted = func(string) { g.stage.Canvas().Focus(again) }
	again.OnSubmitted = func(string) { proceed() }
	g.put("recover", key,
		ui.NewTitle(g.text("recover.title")),
		ui.NewParagraph(g.text("recover.text")),
		keyField, phraseField, ui.Line(0, strength), againField,
		ui.Line(8,
			ui.NewButton(g.text("recover.open"), ui.IconLock, ui.Main, proceed),
			ui.NewButton(g.text("back"), "", ui.Plain, g.back),
		),
	)
}

// recover opens the vault and gives it the new passphrase. When only the latter fails, nothing is lost: the sheet still opens it.
func (g *gate) recover(key string, passphrase []byte) {
	var opened *desk.Desk
	g.showOpening()
	g.stage.Try(func() error {
		defer clear(passphrase)
		d, err := desk.Recover(context.Background(), g.file, key, g.around)
		if err != nil {
			return err
		}
		if err := d.ChangePassphrase(context.Background(), passphrase); err != nil {
			return errors.Join(err, d.Close())
		}
		opened = d
		return nil
	}, func(err error) {
		if err != nil {
			g.showRecover()
			if fault, _ := desk.FaultOf(err); fault == desk.FaultWrongPassphrase { // the sentence about passphrases would mislead
				g.stage.Ask(ui.Dialog{Title: g.text("recover.title"), Text: g.text("recover.wrong")})
				return
			}
			g.stage.Fail(err)
			return
		}
		g.enter(opened)
	})
}
