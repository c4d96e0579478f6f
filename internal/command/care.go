package command

import (
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
)

type checkCommand struct{}

// Run reads everything in the vault and tells that it is whole.
func (c *checkCommand) Run(s *session) error {
	return s.reading(func(d *desk.Desk) error {
		records, err := d.CheckVault(s.ctx)
		if err != nil {
			return err
		}
		return s.println(s.words.Plural("command.check.whole", records, "File", home(d.Place())))
	})
}

type backupCommand struct {
	To string `placeholder:"FOLDER" help:"${help_backup_to}"`
}

// Run makes a copy of the vault and proves it.
func (c *backupCommand) Run(s *session) error {
	return s.reading(func(d *desk.Desk) error {
		made, err := d.Backup(s.ctx, c.To)
		if err != nil {
			return err
		}
		if made.Second != "" {
			s.note(s.words.Text("command.backup.second", "File", home(made.Second)))
		}
		if made.Absent != nil {
			s.note(s.words.Text("command.backup.absent", "Reason", plain(desk.Sentence(s.words, made.Absent))))
		}
		if made.Outdated > 0 {
			s.note(s.words.Plural("command.backup.outdated", made.Outdated))
		}
		return s.println(s.words.Text("command.backup.made", "File", home(made.File)))
	})
}

type renewCommand struct{}

// Run writes the vault anew under a new key.
func (c *renewCommand) Run(s *session) error {
	return s.writing(func(d *desk.Desk) error {
		if err := d.Renew(s.ctx); err != nil {
			return err
		}
		return s.println(s.words.Text("command.renew.done", "File", home(d.Place())))
	})
}
