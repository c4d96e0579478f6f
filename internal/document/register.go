package document

import "codeberg.org/bondgenoot/bondgenoot/internal/partnership"

// register is the sheet for an agreement whose text is kept elsewhere: what is known of it, and a remark that this is not the
// agreement itself.
func (c *covenant) register() Document {
	d := c.frame()
	d.Cover = nil
	d.Blocks = []Block{
		Title{Text: c.agreement.Title},
		Paragraph{Style: Note, Text: Plain(c.w.Text("document.register.note"))},
	}
	d.Blocks = append(d.Blocks, c.factTable())
	if c.agreement.Ambition != "" {
		d.Blocks = append(d.Blocks, Paragraph{Text: Text{{Text: c.agreement.Ambition, Emphasis: true}}})
	}
	d.Blocks = append(d.Blocks, c.partyTable()...)
	c.wording = Wording{HavingRegard: c.agreement.HavingRegard, Considerations: c.agreement.Considerations, Annexes: c.agreement.Annexes}
	d.Blocks = append(d.Blocks, c.grounds()...)
	d.Blocks = append(d.Blocks, c.matrix()...)
	d.Blocks = append(d.Blocks, c.annexes()...)
	return d
}

func (c *covenant) factTable() Table {
	t := Table{
		Caption: c.w.Text("document.register.facts"),
		Columns: []Column{{}, {Wide: true}},
		Head:    []Cell{{Plain(c.w.Text("document.register.fact"))}, {Plain(c.w.Text("document.register.value"))}},
	}
	for _, f := range append([]Fact{{c.w.Text("document.register.kind"), c.options.term("agreement_kinds", string(c.agreement.Kind))}}, c.facts()...) {
		t.Rows = append(t.Rows, []Cell{{Plain(f.Name)}, {Plain(f.Value)}})
	}
	return t
}

// partyTable lists the parties with the days on which they signed.
func (c *covenant) partyTable() []Block {
	if len(c.agreement.Parties) == 0 {
		return nil
	}
	t := Table{
		Caption: c.w.Text("document.register.parties"),
		Columns: []Column{{Wide: true}, {}, {}, {}},
		Head: []Cell{
			{Plain(c.w.Text("document.register.party"))},
			{Plain(c.w.Text("document.register.for"))},
			{Plain(c.w.Text("document.register.decision"))},
			{Plain(c.w.Text("document.register.signed"))},
		},
	}
	for _, p := range c.agreement.Parties {
		t.Rows = append(t.Rows, c.partyRow(p))
	}
	return []Block{Heading{Level: 1, Text: Plain(c.w.Text("document.register.parties"))}, t}
}

func (c *covenant) partyRow(p partnership.Party) []Cell {
	name := Cell{Strong(c.organisation(p.Organisation))}
	add := func(cell Cell, s string) Cell {
		if s == "" {
			return cell
		}
		return append(cell, Plain(s))
	}
	if p.Role == partnership.RoleWitness {
		name = add(name, c.w.Text("document.witness"))
	}
	name = add(name, p.Body)
	name = add(name, c.members(p))
	who, capacity := c.representative(p)
	signed := c.w.MediumDate(p.SignedOn)
	if signed == "" && p.Signed {
		signed = c.w.Text("document.sign.unknown_day")
	}
	days := add(add(nil, signed), p.SignedAt)
	if !p.WithdrawnOn.IsZero() {
		days = add(days, c.w.Text("document.party.withdrawn", "Value", c.w.MediumDate(p.WithdrawnOn)))
	}
	return []Cell{name, add(add(nil, who), capacity), add(nil, c.decision(p)), days}
}
