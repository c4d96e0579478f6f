package command

import (
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

type retentionCommand struct {
	Remove  []partnership.ID `placeholder:"ID" xor:"what" help:"${help_retention_remove}"`
	All     bool             `xor:"what" help:"${help_retention_all}"`
	ForGood bool             `help:"${help_retention_good}"`
	Forget  bool             `help:"${help_retention_forget}"`
	Yes     bool             `help:"${help_erase_yes}"`
	JSON    bool             `name:"json" help:"${help_json}"`

	Left          *int `placeholder:"N" help:"${help_retention_left}"`
	Done          *int `placeholder:"N" help:"${help_retention_done}"`
	Meetings      *int `placeholder:"N" help:"${help_retention_meetings}"`
	Deliberations *int `placeholder:"N" help:"${help_retention_deliberations}"`
}

// Run tells what may be cleaned up, and does it when it is told to.
func (c *retentionCommand) Run(s *session) error {
	wishes := len(c.Remove) > 0 || c.All || c.Forget
	switch {
	case !wishes && (c.Yes || c.ForGood):
		return &usageError{key: "command.usage.retention_nothing"}
	case c.sets():
		return s.writing(func(d *desk.Desk) error {
			if err := c.set(d); err != nil {
				return err
			}
			return c.do(s, d)
		})
	case c.Yes:
		return s.writing(func(d *desk.Desk) error { return c.do(s, d) })
	}
	return s.reading(func(d *desk.Desk) error { return c.do(s, d) })
}

// sets reports whether terms are to be set.
func (c *retentionCommand) sets() bool {
	return c.Left != nil || c.Done != nil || c.Meetings != nil || c.Deliberations != nil
}

func (c *retentionCommand) set(d *desk.Desk) error {
	p := d.Preferences()
	for _, t := range []struct {
		from *int
		to   *int
	}{{c.Left, &p.Retention.Left}, {c.Done, &p.Retention.Done}, {c.Meetings, &p.Retention.Meetings}, {c.Deliberations, &p.Retention.Deliberations}} {
		if t.from != nil {
			*t.to = *t.from
		}
	}
	return d.SetPreferences(p)
}

func (c *retentionCommand) do(s *session, d *desk.Desk) error {
	list := d.Proposals(s.today())
	if !c.Yes {
		if err := c.tell(s, d, list); err != nil {
			return err
		}
		if len(c.Remove) > 0 || c.All || c.Forget {
			s.note(s.words.Text("retention.not_yet"))
		}
		return nil
	}
	ids := c.Remove
	if c.All {
		ids = unused(list)
	}
	if len(ids) > 0 {
		if err := d.CleanUp(s.ctx, ids, s.today(), c.ForGood, nil); err != nil {
			return err
		}
	}
	forgotten := 0
	if c.Forget {
		var err error
		if forgotten, err = d.Forget(s.ctx, nil); err != nil {
			return err
		}
	}
	if c.JSON {
		return s.printJSON(map[string]int{"removed": len(ids), "forgotten": forgotten})
	}
	if c.Forget {
		s.note(s.words.Plural("retention.forgotten", forgotten))
	}
	return s.println(s.words.Plural("retention.done", len(ids)))
}

// unused returns the proposals that nothing in use refers to.
func unused(list []desk.Proposal) (ids []partnership.ID) {
	for _, p := range list {
		if len(p.Blocked) == 0 {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// tell lists the proposals, by reason.
func (c *retentionCommand) tell(s *session, d *desk.Desk, list []desk.Proposal) error {
	if c.JSON {
		return s.printJSON(list)
	}
	t := d.Preferences().Retention
	var b strings.Builder
	b.WriteString(s.words.Text("retention.terms", "Left", t.Left, "Done", t.Done, "Meetings", t.Meetings, "Deliberations", t.Deliberations) + "\n")
	var reason desk.RetentionReason
	for _, p := range list {
		if p.Reason != reason {
			reason = p.Reason
			b.WriteString("\n" + s.words.Text("retention.reason."+string(reason)) + "\n")
		}
		lines := desk.ExplainProposal(s.words, p, d.Label)
		b.WriteString(columns("  ", [][]string{{p.Label, strings.Join(lines, "; "), string(p.ID)}}))
	}
	if len(list) == 0 {
		b.WriteString("\n" + s.words.Text("retention.none") + "\n")
	}
	return s.print(b.String())
}
