package command

import "codeberg.org/bondgenoot/bondgenoot/internal/desk"

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
