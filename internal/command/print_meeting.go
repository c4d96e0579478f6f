package command

import (
	"io"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

type printPackCommand struct {
	ID          partnership.ID `arg:"" name:"meeting" help:"${help_print_meeting}"`
	destination `embed:""`
}

// Run prints what everybody at a meeting wants in front of them.
func (c *printPackCommand) Run(s *session) error {
	return s.printed(c.destination, func(d *desk.Desk, w io.Writer) ([]desk.Remark, error) {
		return d.PrintPack(w, c.ID, s.today())
	})
}

type printMinutesCommand struct {
	ID          partnership.ID `arg:"" name:"meeting" help:"${help_print_meeting}"`
	destination `embed:""`
}

// Run prints the minutes of a meeting.
func (c *printMinutesCommand) Run(s *session) error {
	return s.printed(c.destination, func(d *desk.Desk, w io.Writer) ([]desk.Remark, error) {
		return d.PrintMinutes(w, c.ID, s.today())
	})
}

type printSecrecyCommand struct {
	ID          partnership.ID `arg:"" name:"meeting" help:"${help_print_meeting}"`
	destination `embed:""`
}

// Run prints a declaration of secrecy for each guest of a meeting.
func (c *printSecrecyCommand) Run(s *session) error {
	return s.printed(c.destination, func(d *desk.Desk, w io.Writer) ([]desk.Remark, error) {
		return d.PrintSecrecy(w, c.ID, s.today())
	})
}
