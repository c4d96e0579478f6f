package sharing

import (
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Coverage is what each partner may give and get in a consultation on a day, under the agreements in force.
type Coverage struct {
	Forum    string // empty: outside any consultation
	Partners []partnership.ID
	cells    map[coverKey]Reach
}

type coverKey struct {
	partner  partnership.ID
	category partnership.Term
}

// Reach is what a partner may do with a category of information. The zero value is a hole: nothing is agreed.
type Reach struct{ Gives, Gets bool }

// At returns what a partner may do with a category.
func (c Coverage) At(partner partnership.ID, category partnership.Term) Reach {
	return c.cells[coverKey{partner, category}]
}

// Coverage returns what may be given and got in a consultation on a day by those who sit at its table or supply it; with an empty name, outside
// any consultation by all parties of agreements. A consultation that does not exist is an [*UnknownError].
func (a *Aid) Coverage(forum string, on date.Day) (Coverage, error) {
	if forum != "" && !a.hasForum(forum) {
		return Coverage{}, &UnknownError{"forum", forum}
	}
	c := Coverage{Forum: forum, cells: map[coverKey]Reach{}}
	for i := range a.rooms {
		r := &a.rooms[i]
		if forum == "" {
			c.Partners = append(c.Partners, standFor(r.agreement)...)
			continue
		}
		for _, f := range r.agreement.Forums {
			if ForumName(r.agreement.ID, f.ID) != forum {
				continue
			}
			c.Partners = append(slices.Clone(f.Participants), f.Suppliers...)
			if len(f.Participants) == 0 { // no list: every party
				c.Partners = append(standFor(r.agreement), f.Suppliers...)
			}
		}
	}
	slices.Sort(c.Partners)
	c.Partners = slices.Compact(c.Partners)
	lines, err := a.At(c.Partners, forum, on)
	if err != nil {
		return Coverage{}, err
	}
	for _, l := range lines {
		from, to := coverKey{l.Question.From, l.Question.Category}, coverKey{l.Question.To, l.Question.Category}
		gives, gets := c.cells[from], c.cells[to]
		gives.Gives, gets.Gets = true, true
		c.cells[from], c.cells[to] = gives, gets
	}
	return c, nil
}
