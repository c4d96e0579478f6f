package settings

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// twinsSection shows the other files that hold this vault, and compares with one of them.
func (c *Screen) twinsSection() []fyne.CanvasObject {
	c.twins = ui.Column(10)
	c.other = ui.NewEntry(c.shell.Keys(), "", 1)
	compare := func() {
		if file := strings.TrimSpace(c.other.Text); file != "" {
			c.compare(file, nil)
		}
	}
	c.other.OnSubmitted = func(string) { compare() }
	c.findTwins()
	return []fyne.CanvasObject{
		ui.NewParagraph(c.join("text")),
		c.twins,
		ui.NewField(c.join("file"), c.join("file_hint"), c.other),
		ui.Line(0, ui.NewButton(c.join("compare"), "", ui.Plain, compare)),
	}
}

func (c *Screen) join(key string, data ...any) string {
	return c.shell.Words().Text("join.window."+key, data...)
}

// findTwins looks for other files beside the vault, once the section was shown.
func (c *Screen) findTwins() {
	if c.twins == nil {
		return
	}
	var twins []desk.Twin
	c.shell.Do(func() (err error) {
		twins, err = c.desk.Twins()
		return err
	}, func() {
		c.twins.RemoveAll()
		if len(twins) == 0 {
			c.twins.Add(ui.NewCaption(c.join("none")))
		}
		for _, t := range twins {
			words := c.shell.Words()
			at := c.join("modified", "Day", words.LongDate(t.Modified.Day()), "Time", words.Time(t.Modified))
			c.twins.Add(ui.Head(ui.Column(4, ui.NewHeading(filepath.Base(t.File)), ui.NewCaption(at)),
				ui.NewButton(c.join("compare"), "", ui.Main, func() { c.compare(t.File, nil) })))
		}
		c.twins.Refresh()
	})
}

// compare compares the vault with another file of it, and shows how they differ. A file with keys of its own is asked for its passphrase.
func (c *Screen) compare(file string, passphrase []byte) {
	var twin *desk.Desk
	var comparison desk.Comparison
	c.shell.Try(func() (err error) {
		defer clear(passphrase)
		if twin, err = c.desk.OpenTwin(context.Background(), file, passphrase); err != nil {
			return err
		}
		if comparison, err = c.desk.Compare(context.Background(), twin); err != nil {
			return closing(twin, err)
		}
		return nil
	}, func(err error) {
		fault, _ := desk.FaultOf(err)
		switch {
		case err != nil && (fault == desk.FaultOtherKey || fault == desk.FaultWrongPassphrase):
			c.askTwinKey(file, passphrase != nil)
		case err != nil:
			c.shell.Fail(err)
		default:
			c.showComparison(twin, comparison)
		}
	})
}

func closing(twin *desk.Desk, err error) error {
	if failed := twin.Close(); err == nil {
		return failed
	}
	return err
}

// askTwinKey asks the passphrase of a file that has keys of its own.
func (c *Screen) askTwinKey(file string, wrong bool) {
	entry := ui.NewEntry(c.shell.Keys(), "", 1)
	entry.Password = true
	field := ui.NewField(c.join("passphrase"), "", entry)
	if wrong {
		field.Error(c.join("passphrase_wrong"))
	}
	var shut func()
	try := func() {
		if secret := entry.Take(); len(secret) > 0 {
			shut()
			c.compare(file, secret)
		}
	}
	entry.OnSubmitted = func(string) { try() }
	cancel := ui.NewButton(c.shell.Words().Text("ui.cancel"), "", ui.Plain, func() { shut() })
	shut = c.shell.Ask(ui.Dialog{
		Title: c.join("passphrase_title"), Text: c.join("passphrase_text", "File", filepath.Base(file)), Content: field, Focus: entry,
		Buttons: []*ui.Button{cancel, ui.NewButton(c.join("compare"), "", ui.Main, try)},
	})
}
