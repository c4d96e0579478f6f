package settings

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// keysSection is what opens the vault, and since when nobody tried.
func (c *Screen) keysSection() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		ui.NewParagraph(c.text("keys.text")),
		c.keys,
		ui.Flow(8, ui.NewButton(c.key("try"), ui.IconCheck, ui.Plain, c.tryKey), ui.NewButton(c.key("add"), ui.IconPlus, ui.Plain, c.addDeputy)),
		ui.Flow(8, ui.NewButton(c.text("passphrase"), ui.IconLock, ui.Plain, c.passphrase), ui.NewButton(c.text("recovery"), ui.IconPrint, ui.Plain, c.recovery)),
		ui.NewSection(c.key("keyring")),
		ui.NewParagraph(c.key("keyring.text")),
		c.keyring,
	}
}

// key returns a text about keys.
func (c *Screen) key(name string, data ...any) string {
	return c.shell.Words().Text("keys.screen."+name, data...)
}

// showKeys lists the keys. The vault is asked for them in the background: while it is being written anew it answers late.
func (c *Screen) showKeys() {
	var keys []desk.Key
	on := false
	c.shell.Do(func() (err error) {
		on = c.desk.KeyringOn()
		keys, err = c.desk.Keys()
		return err
	}, func() {
		c.keys.RemoveAll()
		for _, k := range keys {
			c.keys.Add(c.keyItem(k))
		}
		word := c.key("keyring.on")
		if on {
			word = c.key("keyring.off")
		}
		c.keyring.RemoveAll()
		c.keyring.Add(ui.NewButton(word, "", ui.Plain, c.switchKeyring))
		c.grown()
	})
}

// grown lays the chosen section out anew, after what is in it became longer or shorter: a scroll looks at its content's size only.
func (c *Screen) grown() {
	for _, o := range c.shown.Objects {
		if s, ok := o.(*container.Scroll); ok {
			s.Content.Refresh()
			s.Refresh()
		}
	}
}

// keyItem is a key in the list. What can be taken away opens.
func (c *Screen) keyItem(k desk.Key) *ui.Item {
	words := c.shell.Words()
	row := ui.Row{Title: words.Text("keys.screen.kind."+string(k.Kind), "Name", k.Name), Detail: c.key("created", "Day", k.Created), Aside: c.key("never")}
	if !k.LastTried.IsZero() {
		row.Aside = words.Date(k.LastTried)
	}
	if !k.TryBy.IsZero() && !c.shell.Today().Before(k.TryBy) {
		row.State, row.Word = ui.Busy, c.key("due")
	}
	if k.Kind == desk.KeyPassphrase {
		return ui.NewItem(row, nil)
	}
	return ui.NewItem(row, func() { c.openKey(k) })
}

// openKey shows what can be done with a key.
func (c *Screen) openKey(k desk.Key) {
	var shut func()
	then := func(do func()) func() { return func() { shut(); do() } }
	buttons := []*ui.Button{ui.NewButton(c.shell.Words().Text("ui.close"), "", ui.Plain, func() { shut() })}
	if k.Printed() {
		buttons = append(buttons, ui.NewButton(c.key("try"), ui.IconCheck, ui.Main, then(c.tryKey)))
	}
	buttons = append(buttons, ui.NewButton(c.key("remove"), "", ui.Danger, then(func() { c.removeKey(k) })))
	tried := c.key("never")
	if !k.LastTried.IsZero() {
		tried = c.shell.Words().LongDate(k.LastTried)
	}
	facts := [][2]string{{c.key("made"), c.shell.Words().LongDate(k.Created)}, {c.key("tried"), tried}}
	if !k.TryBy.IsZero() {
		facts = append(facts, [2]string{c.key("try_by"), c.shell.Words().LongDate(k.TryBy)})
	}
	shut = c.shell.Ask(ui.Dialog{
		Title: c.shell.Words().Text("keys.screen.kind."+string(k.Kind), "Name", k.Name), Text: c.key("about." + string(k.Kind)),
		Content: ui.Facts(facts...), Buttons: buttons,
	})
}

// removeKey takes a key away, when people are sure.
func (c *Screen) removeKey(k desk.Key) {
	name := c.shell.Words().Text("keys.screen.kind."+string(k.Kind), "Name", k.Name)
	c.shell.Confirm(c.key("remove.title", "Name", name), c.key("remove.text."+string(k.Kind)), c.key("remove"), func() {
		c.renewing(func(ctx context.Context) error { return c.desk.RemoveKey(ctx, k.Name) }, c.key("removed"))
	})
}

// renewing does something after which the vault is written anew, and says that it was done.
func (c *Screen) renewing(do func(context.Context) error, done string) {
	c.shell.Work(c.text("passphrase.working"), func(ctx context.Context, _ func(int, int)) error { return do(ctx) }, func() {
		c.showKeys()
		c.shell.Told(done)
	})
}

// addDeputy makes a key for a deputy and its sheet, and offers to try it as it stands on paper.
func (c *Screen) addDeputy() {
	f := ui.NewForm(c.shell, "keys.add")
	name := f.Entry("name", c.key("add.name"), c.key("add.name.hint"), "", 1)
	place := f.Entry("file", c.text("recovery.place"), c.text("recovery.hint"), c.file(c.key("add.file")), 1)
	check := func() bool {
		return strings.TrimSpace(name.Text) != "" || f.Wrong("name", c.key("add.missing"))
	}
	f.Ask(c.key("add"), c.key("add.text"), c.key("add.save"), check, func() error {
		return c.desk.AddDeputy(name.Text, strings.TrimSpace(place.Text))
	}, func() {
		c.showKeys()
		c.shell.OpenFile(strings.TrimSpace(place.Text))
		c.shell.Confirm(c.key("added.title"), c.key("added.text"), c.key("try"), c.tryKey)
	})
}

// tryKey tries a printed key. It is no draft: what is typed here is kept nowhere.
func (c *Screen) tryKey() {
	typed := ui.NewEntry(c.shell.Keys(), "", 1)
	field := ui.NewField(c.shell.Words().Text("unlock.printed.key"), c.shell.Words().Text("unlock.printed.key.hint"), typed)
	typed.OnChanged = func(string) { field.Error("") }
	var shut func()
	try := func() {
		text := typed.Text
		var key desk.Key
		c.shell.Try(func() (err error) {
			key, err = c.desk.ProveKey(text)
			return err
		}, func(err error) {
			if err != nil {
				field.Error(c.notProven(err))
				c.shell.Canvas().Focus(typed)
				return
			}
			typed.Fill("")
			shut()
			c.showKeys()
			name := c.shell.Words().Text("keys.screen.kind."+string(key.Kind), "Name", key.Name)
			c.shell.Ask(ui.Dialog{Title: c.key("proven.title"), Text: c.key("proven.text", "Name", name, "Day", key.TryBy)})
		})
	}
	typed.OnSubmitted = func(string) { try() }
	shut = c.shell.Ask(ui.Dialog{
		Title: c.key("try"), Text: c.key("try.text"), Wide: true, Focus: typed, Content: field,
		Buttons: []*ui.Button{
			ui.NewButton(c.shell.Words().Text("ui.cancel"), "", ui.Plain, func() { shut() }),
			ui.NewButton(c.key("try.do"), ui.IconCheck, ui.Main, try),
		},
	})
}

// notProven says why a printed key does not open the vault; the sentence about passphrases would mislead.
func (c *Screen) notProven(err error) string {
	if fault, _ := desk.FaultOf(err); fault == desk.FaultWrongPassphrase {
		return c.shell.Words().Text("unlock.printed.wrong")
	}
	return c.shell.Sentence(err)
}

// switchKeyring ends that the system's keyring opens the vault here, or begins it, after saying what that means.
func (c *Screen) switchKeyring() {
	if c.desk.KeyringOn() {
		c.renewing(c.desk.SwitchKeyringOff, c.key("keyring.is_off"))
		return
	}
	c.shell.Confirm(c.key("keyring"), c.key("keyring.risk"), c.key("keyring.on"), func() {
		c.renewing(c.desk.SwitchKeyringOn, c.key("keyring.is_on"))
	})
}
