package settings

import (
	"context"
	"path/filepath"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// file returns a place in which a file is offered to be put.
func (c *Screen) file(name string) string { return filepath.Join(c.machine.Papers, name) }

// export writes everything that is in the vault to a file.
func (c *Screen) export() {
	f := ui.NewForm(c.shell, "settings.export")
	place := f.Entry("file", c.text("export.place"), c.text("export.hint"), c.file(c.text("export.file", "Day", c.shell.Today().String())), 1)
	f.Ask(c.text("export"), c.text("export.text"), c.text("export.save"), nil, func() error {
		file := strings.TrimSpace(place.Text)
		if err := desk.Save(file, c.desk.Export); err != nil {
			return err
		}
		_, err := c.desk.ExportAttachments(strings.TrimSuffix(file, filepath.Ext(file)) + c.text("export.attachments"))
		return err
	}, func() { c.shell.Told(c.text("export.done", "File", strings.TrimSpace(place.Text))) })
}

// importFile takes in a file, all of it or nothing, and says what came of it.
func (c *Screen) importFile() {
	f := ui.NewForm(c.shell, "settings.import")
	place := f.Entry("file", c.text("import.place"), c.text("import.hint"), "", 1)
	check := func() bool {
		return strings.TrimSpace(place.Text) != "" || f.Wrong("file", c.text("import.missing"))
	}
	var taken desk.Taken
	var lock desk.AgeLock
	file := func() string { return strings.TrimSpace(place.Text) }
	f.Ask(c.text("import"), c.text("import.text"), c.text("import.save"), check, func() error {
		var err error
		if lock, err = desk.LockOf(file()); err != nil || lock != desk.AgeUnlocked {
			return err
		}
		taken, err = c.desk.Import(context.Background(), desk.Import{Files: []string{file()}})
		return c.explained(taken, err)
	}, func() {
		if lock != desk.AgeUnlocked {
			c.importLocked(file(), lock, nil)
			return
		}
		c.shell.Saved(c.taken(taken))
	})
}

// explained returns the error of an import with what is wrong where.
func (c *Screen) explained(taken desk.Taken, err error) error {
	if err == nil || len(taken.Problems) == 0 {
		return err
	}
	return &refusal{err: err, text: c.problems(taken.Problems)}
}

// refusal is an import that was refused, with what is wrong where.
type refusal struct {
	err  error
	text string
}

// Error implements error.
func (r *refusal) Error() string { return r.err.Error() }

// Unwrap returns why it was refused.
func (r *refusal) Unwrap() error { return r.err }

// Explained returns what is wrong, as people read it.
func (r *refusal) Explained() string { return r.text }

// mostProblems is how many problems of a file are told at once.
const mostProblems = 12

func (c *Screen) problems(list []desk.Problem) string {
	words := c.shell.Words()
	lines := []string{words.Plural("settings.import.refused", len(list))}
	for _, p := range list[:min(len(list), mostProblems)] {
		lines = append(lines, c.text("import.line", "Line", p.Line, "Problem", desk.Explain(words, p)))
	}
	if more := len(list) - mostProblems; more > 0 {
		lines = append(lines, words.Plural("settings.import.more", more))
	}
	return strings.Join(lines, "\n")
}

func (c *Screen) taken(t desk.Taken) string {
	n := 0
	for _, kind := range partnership.Kinds() {
		n += t.New[kind]
	}
	return c.shell.Words().Plural("settings.import.done", n)
}
