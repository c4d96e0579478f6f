package unlock

import (
	"strings"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// showWelcome is for who has no vault yet.
func (g *gate) showWelcome() {
	fresh := ui.NewButton(g.text("new"), ui.IconPlus, ui.Main, g.showNew)
	demo := ui.NewButton(g.text("demo"), ui.IconPartners, ui.Plain, g.tryDemo)
	other := ui.NewButton(g.text("other"), ui.IconLock, ui.Plain, g.showOther)
	g.put("welcome", fresh,
		ui.NewTitle(g.text("welcome.title")),
		ui.NewParagraph(g.text("welcome.text")),
		fresh, demo, other,
		ui.NewCaption(g.text("demo.hint")),
	)
}

// showOpen asks for the passphrase of the vault. Wrong says what was wrong with the one before.
func (g *gate) showOpen(wrong string) {
	phrase := ui.NewEntry(g.stage.Keys(), "", 1)
	phrase.Password = true
	field := ui.NewField(g.text("passphrase"), g.text("open.where", "File", short(g.file)), phrase)
	field.Error(wrong)
	proceed := func() {
		if phrase.Text == "" {
			field.Error(g.text("passphrase.empty"))
			return
		}
		secret := phrase.Take()
		g.showOpening()
		g.open(secret, g.showOpen)
	}
	phrase.OnSubmitted = func(string) { proceed() }
	var first fyne.Focusable = phrase
	weight, whole := ui.Main, ui.Column(12, ui.NewTitle(g.text("open.title")))
	if keyring := g.keyringButton(); keyring != nil {
		first, weight = keyring, ui.Plain
		whole.Add(ui.Line(0, keyring))
	}
	g.put("open", first, whole,
		field,
		ui.Line(8,
			ui.NewButton(g.text("open"), ui.IconLock, weight, proceed),
			ui.NewButton(g.text("other"), "", ui.Plain, g.showOther),
		),
		ui.Line(8,
			ui.NewButton(g.text("printed"), "", ui.Plain, g.showPrinted),
			ui.NewButton(g.stage.Words().Text("copies.back.start"), "", ui.Plain, g.showRestore),
		),
		ui.Line(8,
			ui.NewButton(g.text("new"), "", ui.Plain, g.showNew),
			ui.NewButton(g.text("demo"), "", ui.Plain, g.tryDemo),
		),
	)
}

// showOther asks where another vault is.
func (g *gate) showOther() {
	place := ui.NewEntry(g.stage.Keys(), "", 1)
	place.SetText(g.file)
	field := ui.NewField(g.text("other.place"), g.text("other.hint"), place)
	proceed := func() {
		file := strings.TrimSpace(place.Text)
		if err := desk.Exists(file); err != nil {
			field.Error(g.stage.Sentence(err))
			return
		}
		g.file = file
		g.showOpen("")
	}
	place.OnSubmitted = func(string) { proceed() }
	place.OnEscape(g.back)
	g.put("other", place,
		ui.NewTitle(g.text("other.title")),
		field,
		ui.Line(8,
			ui.NewButton(g.text("continue"), "", ui.Main, proceed),
			ui.NewButton(g.text("back"), "", ui.Plain, g.back),
		),
	)
}

// back returns to where one begins.
func (g *gate) back() {
	if desk.Exists(g.file) == nil {
		g.showOpen("")
		return
	}
	g.showWelcome()
}
