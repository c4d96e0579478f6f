package unlock

import (
	"context"
	"path/filepath"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// showNew asks for the passphrase of a new vault, twice, and tells how strong it is while it is typed.
func (g *gate) showNew() {
	keys := g.stage.Keys()
	place := ui.NewEntry(keys, "", 1)
	place.SetText(g.vacant())
	placeField := ui.NewField(g.text("new.place"), g.text("new.place.hint"), place)
	var phrase *NewPhrase
	proceed := func() {
		file := strings.TrimSpace(place.Text)
		if err := desk.Vacant(file); err != nil {
			placeField.Error(g.stage.Sentence(err))
			return
		}
		if secret, ok := phrase.Take(); ok {
			g.create(file, secret)
		}
	}
	phrase = AskNewPhrase(g.stage, g.text("passphrase"), func(text string) desk.Strength {
		return desk.JudgePassphrase(text, place.Text, g.around)
	}, proceed)
	place.OnChanged = func(string) { placeField.Error("") }
	place.OnSubmitted = func(string) { g.stage.Canvas().Focus(phrase.First()) }
	g.put("new", phrase.First(),
		ui.NewTitle(g.text("new.title")),
		ui.NewParagraph(g.text("new.text")),
		phrase.Object(), placeField,
		ui.Line(8,
			ui.NewButton(g.text("new.make"), ui.IconCheck, ui.Main, proceed),
			ui.NewButton(g.text("back"), "", ui.Plain, g.back),
		),
	)
}

// vacant returns where a new vault is offered to be made: in the usual place, or beside the vault that is there.
func (g *gate) vacant() string {
	if desk.Exists(g.places.Vault) != nil {
		return g.places.Vault
	}
	return filepath.Join(filepath.Dir(g.places.Vault), g.text("new.file"))
}

// create makes the vault, and goes on to its recovery sheet.
func (g *gate) create(file string, passphrase []byte) {
	var made *desk.Desk
	var key string
	g.showOpening()
	g.stage.Try(func() (err error) {
		made, key, err = desk.Create(context.Background(), file, passphrase, g.around)
		clear(passphrase)
		return err
	}, func(err error) {
		if err != nil {
			g.showNew()
			g.stage.Fail(err)
			return
		}
		g.showSheet(made, key)
	})
}

// showSheet saves the recovery sheet. There is no way past it but to save it or to say that one takes the risk.
func (g *gate) showSheet(d *desk.Desk, key string) {
	file := ui.NewEntry(g.stage.Keys(), "", 1)
	file.SetText(filepath.Join(g.places.Papers, g.text("sheet.file")))
	field := ui.NewField(g.text("sheet.place"), g.text("sheet.hint"), file)
	save := func() {
		to := strings.TrimSpace(file.Text)
		g.stage.Try(func() error { return d.PrintRecovery(to, key) }, func(err error) {
			if err != nil {
				field.Error(g.stage.Sentence(err))
				return
			}
			g.stage.OpenFile(to)
			g.enter(d)
		})
	}
	file.OnSubmitted = func(string) { save() }
	saving := ui.NewButton(g.text("sheet.save"), ui.IconPrint, ui.Main, save)
	g.put("sheet", saving,
		ui.NewTitle(g.text("sheet.title")),
		ui.NewParagraph(g.text("sheet.text")),
		field,
		ui.Line(8, saving, ui.NewButton(g.text("sheet.skip"), "", ui.Plain, func() {
			g.stage.Confirm(g.text("sheet.skip.title"), g.text("sheet.skip.text"), g.text("sheet.skip.yes"), func() { g.enter(d) })
		})),
	)
}
