package command

import (
	"io"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

type printDeliberationCommand struct {
	ID          partnership.ID `arg:"" name:"id" help:"${help_print_deliberation_id}"`
	destination `embed:""`
}

// Run prints a deliberation as it was on its day.
func (c *printDeliberationCommand) Run(s *session) error {
	return s.printed(c.destination, func(d *desk.Desk, w io.Writer) ([]desk.Remark, error) {
		return d.PrintDeliberation(w, c.ID, s.today())
	})
}

type printHesitationsCommand struct {
	Year        int `arg:"" name:"year" optional:"" help:"${help_print_year}"`
	destination `embed:""`
}

// Run prints how often there was deliberated in a year.
func (c *printHesitationsCommand) Run(s *session) error {
	return s.printed(c.destination, func(d *desk.Desk, w io.Writer) ([]desk.Remark, error) {
		year, on := c.Year, s.today()
		if year == 0 {
			year, _, _ = on.Date()
		}
		return d.PrintTallies(w, year, on)
	})
}

type printCardCommand struct {
	Organisation string   `arg:"" name:"organisation" help:"${help_print_card_of}"`
	On           date.Day `placeholder:"DATE" help:"${help_today_on}"`
	destination  `embed:""`
}

// Run prints the pocket card of a partner.
func (c *printCardCommand) Run(s *session) error {
	return s.printed(c.destination, func(d *desk.Desk, w io.Writer) ([]desk.Remark, error) {
		return d.PrintCard(w, d.OrganisationCalled(c.Organisation), s.or(c.On))
	})
}

type printPosterCommand struct {
	On          date.Day `placeholder:"DATE" help:"${help_today_on}"`
	destination `embed:""`
}

// Run prints who may give and get what in which consultation.
func (c *printPosterCommand) Run(s *session) error {
	return s.printed(c.destination, func(d *desk.Desk, w io.Writer) ([]desk.Remark, error) {
		return d.PrintPoster(w, s.or(c.On))
	})
}

// or returns a day, or today when there is none.
func (s *session) or(day date.Day) date.Day {
	if day.IsZero() {
		return s.today()
	}
	return day
}
