package settings

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui/unlock"
)

// exportForReaders writes everything to a file that only who has the key of one of the recipients can open.
func (c *Screen) exportForReaders() {
	words := c.shell.Words()
	f := ui.NewForm(c.shell, "settings.export.age")
	place := f.Entry("file", c.text("export.place"), words.Text("copies.age.hint"), c.ageFile(), 1)
	readers := f.Entry("readers", words.Text("copies.age.readers"), words.Text("copies.age.readers_hint"), "", 3)
	check := func() bool {
		if err := (desk.AgeReaders{Recipients: readers.Text}).Check(); err != nil {
			return f.Wrong("readers", c.shell.Sentence(err))
		}
		return true
	}
	f.Ask(words.Text("copies.age.for"), words.Text("copies.age.for_text"), words.Text("copies.age.save"), check, func() error {
		return c.writeAge(context.Background(), strings.TrimSpace(place.Text), desk.AgeReaders{Recipients: readers.Text})
	}, func() { c.shell.Told(words.Text("copies.exported", "File", strings.TrimSpace(place.Text))) })
}

// exportWithPhrase writes everything to a file that a passphrase opens. What is typed here is kept nowhere.
func (c *Screen) exportWithPhrase() {
	words := c.shell.Words()
	place := ui.NewEntry(c.shell.Keys(), "", 1)
	place.Fill(c.ageFile())
	var phrase *unlock.NewPhrase
	var shut func()
	save := func() {
		secret, ok := phrase.Take()
		if !ok {
			return
		}
		file := strings.TrimSpace(place.Text)
		shut()
		c.shell.Work(words.Text("copies.age.working"), func(ctx context.Context, _ func(int, int)) error {
			defer clear(secret)
			return c.writeAge(ctx, file, desk.AgeReaders{Passphrase: secret})
		}, func() { c.shell.Told(words.Text("copies.exported", "File", file)) })
	}
	phrase = unlock.AskNewPhrase(c.shell.Stage, words.Text("copies.age.phrase"), c.desk.JudgePassphrase, save)
	shut = c.shell.Ask(ui.Dialog{
		Title: words.Text("copies.age.with"), Text: words.Text("copies.age.with_text"), Wide: true, Focus: phrase.First(),
		Content: ui.Column(14, ui.NewField(c.text("export.place"), words.Text("copies.age.hint"), place), phrase.Object()),
		Buttons: []*ui.Button{
			ui.NewButton(words.Text("ui.cancel"), "", ui.Plain, func() { shut() }),
			ui.NewButton(words.Text("copies.age.save"), ui.IconCheck, ui.Main, save),
		},
	})
}

// ageFile returns a place for an encrypted export.
func (c *Screen) ageFile() string {
	return c.file(c.shell.Words().Text("copies.age.file", "Day", c.shell.Today().String()))
}

func (c *Screen) writeAge(ctx context.Context, file string, to desk.AgeReaders) error {
	return desk.Save(file, func(w io.Writer) error {
		_, err := c.desk.ExportAge(ctx, w, to)
		return err
	})
}

// importLocked takes in an encrypted file, after asking for what opens it: wrong says what was wrong with what was given before. What is typed here is no
// draft, and kept nowhere.
func (c *Screen) importLocked(file string, lock desk.AgeLock, wrong error) {
	words := c.shell.Words()
	key := ui.NewEntry(c.shell.Keys(), "", 1)
	key.Password = lock == desk.AgePassphrase
	opens := "copies.age.opens." + string(lock)
	field := ui.NewField(words.Text(opens), words.Text(opens+".hint"), key)
	switch fault, _ := desk.FaultOf(wrong); {
	case fault == desk.FaultAgeKey:
		field.Error(words.Text(opens + ".wrong"))
	case wrong != nil:
		field.Error(c.shell.Sentence(wrong))
	}
	var shut func()
	proceed := func() {
		if strings.TrimSpace(key.Text) == "" {
			field.Error(words.Text(opens + ".missing"))
			return
		}
		given := key.Take()
		shut()
		c.takeLocked(file, lock, given)
	}
	key.OnSubmitted = func(string) { proceed() }
	shut = c.shell.Ask(ui.Dialog{
		Title: c.text("import"), Text: words.Text("copies.age.opens.text", "File", filepath.Base(file)), Content: field, Wide: true, Focus: key,
		Buttons: []*ui.Button{
			ui.NewButton(words.Text("ui.cancel"), "", ui.Plain, func() { shut() }),
			ui.NewButton(c.text("import.save"), ui.IconCheck, ui.Main, proceed),
		},
	})
}

// takeLocked takes in an encrypted file with what was given for its lock: the passphrase, or where the secret keys are.
func (c *Screen) takeLocked(file string, lock desk.AgeLock, given []byte) {
	var taken desk.Taken
	var refused error
	c.shell.Work(c.shell.Words().Text("copies.age.opening"), func(ctx context.Context, _ func(int, int)) (err error) {
		defer clear(given)
		key := desk.AgeKey{Passphrase: given}
		if lock == desk.AgeIdentity {
			if key, err = desk.IdentitiesIn(strings.TrimSpace(string(given))); err != nil {
				return err
			}
			defer clear(key.Identities)
		}
		taken, err = c.desk.ImportAge(ctx, file, key, desk.Import{})
		if fault, _ := desk.FaultOf(err); fault == desk.FaultAgeKey || fault == desk.FaultIdentities {
			refused = err // it can be given again, below
			return nil
		}
		return c.explained(taken, err)
	}, func() {
		if refused != nil {
			c.importLocked(file, lock, refused)
			return
		}
		c.shell.Saved(c.taken(taken))
	})
}
