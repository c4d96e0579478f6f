package command

import "codeberg.org/bondgenoot/bondgenoot/internal/desk"

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
