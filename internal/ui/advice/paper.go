package advice

import (
	"io"
	"strconv"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// print prints a deliberation as it was on its day.
func (a *Screen) print(id partnership.ID) {
	on := a.shell.Today()
	a.shell.Paper(a.text("paper.deliberation")+" "+a.desk.Label(id), func(w io.Writer) ([]desk.Remark, error) { return a.desk.PrintDeliberation(w, id, on) })
}

// card prints the pocket card of the partner.
func (t *table) card() {
	partner, on := partnership.ID(t.partner.Key()), t.screen.shell.Today()
	if partner == "" {
		return
	}
	t.screen.shell.Paper(t.screen.text("paper.card")+" "+t.screen.name(partner), func(w io.Writer) ([]desk.Remark, error) { return t.screen.desk.PrintCard(w, partner, on) })
}

// poster prints who may tell what where.
func (a *Screen) poster() {
	on := a.shell.Today()
	a.shell.Paper(a.text("paper.poster"), func(w io.Writer) ([]desk.Remark, error) { return a.desk.PrintPoster(w, on) })
}

// secrecy prints a declaration of secrecy for each guest of the meeting.
func (t *table) secrecy() {
	meeting, on := t.meeting, t.screen.shell.Today()
	t.screen.shell.Paper(t.screen.text("paper.secrecy")+" "+t.screen.desk.Label(meeting), func(w io.Writer) ([]desk.Remark, error) { return t.screen.desk.PrintSecrecy(w, meeting, on) })
}

// print prints the counts of the year for an ambition session.
func (c *counted) print() {
	year, on := c.chosen(), c.screen.shell.Today()
	c.screen.shell.Paper(c.screen.text("paper.counted")+" "+strconv.Itoa(year), func(w io.Writer) ([]desk.Remark, error) { return c.screen.desk.PrintTallies(w, year, on) })
}
