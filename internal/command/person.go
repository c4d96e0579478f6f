package command

import (
	"io"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

type personCommand struct {
	ID     partnership.ID `arg:"" name:"id" help:"${help_person_id}"`
	JSON   bool           `name:"json" help:"${help_json}"`
	Output string         `short:"o" placeholder:"FILE" help:"${help_output}"`
}

// Run writes everything that is held about a contact as JSON: to take along to another program.
func (c *personCommand) Run(s *session) error {
	if !c.JSON {
		return &usageError{key: "command.usage.person_json"}
	}
	to := c.Output
	if to == "" {
		to = "-"
	}
	return s.reading(func(d *desk.Desk) error {
		return s.save(to, func(w io.Writer) error { return d.WritePersonReport(s.ctx, w, c.ID, s.today()) })
	})
}

type printPersonCommand struct {
	ID          partnership.ID `arg:"" name:"id" help:"${help_person_id}"`
	destination `embed:""`
}

// Run prints everything that is held about a contact.
func (c *printPersonCommand) Run(s *session) error {
	return s.printed(c.destination, func(d *desk.Desk, w io.Writer) ([]desk.Remark, error) {
		return d.PrintPersonReport(s.ctx, w, c.ID, s.today())
	})
}
