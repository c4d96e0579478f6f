package document

import (
	"strconv"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// partyBlock names the parties as the head of an agreement does: who they are, who acts for them and on what ground.
func (c *covenant) partyBlock() []Block {
	if len(c.agreement.Parties) == 0 {
		return nil
	}
	out := []Block{Heading{Level: 1, Text: Plain(c.w.Text("document.parties"))}}
	var parties, witnesses List
	for _, p := range c.agreement.Parties {
		list := &parties
		if p.Role == partnership.RoleWitness {
			list = &witnesses
		}
		list.Items = append(list.Items, Item{Marker: strconv.Itoa(len(list.Items)+1) + ".", Text: c.party(p)})
	}
	if len(parties.Items) > 0 {
		out = append(out, parties, Paragraph{Text: Plain(c.w.Text("document.parties.together"))})
	}
	if len(witnesses.Items) > 0 {
		out = append(out, Paragraph{Text: Plain(c.w.Text("document.witnesses"))}, witnesses)
	}
	return out
}

// party returns "Gemeente X, de burgemeester, vertegenwoordigd door A. de Vries, burgemeester, krachtens besluit van ...".
func (c *covenant) party(p partnership.Party) Text {
	var rest []string
	add := func(key, value string) {
		if value != "" {
			rest = append(rest, c.w.Text("document.party."+key, "Value", value))
		}
	}
	o, _ := c.look.Organisation(p.Organisation)
	add("address", address(o.Address))
	add("members", c.members(p))
	add("body", p.Body)
	who, capacity := c.representative(p)
	add("representative", who)
	add("capacity", capacity)
	add("decided", c.decision(p))
	add("withdrawn", c.w.MediumDate(p.WithdrawnOn))
	add("suspended", c.period(p.SuspendedFrom, p.SuspendedUntil))
	text := Strong(c.organisation(p.Organisation))
	tail := ";"
	if len(rest) > 0 {
		tail = ", " + strings.Join(rest, ", ") + ";"
	}
	return append(text, Run{Text: tail})
}

func (c *covenant) members(p partnership.Party) string {
	var list []string
	for _, id := range p.Members {
		list = append(list, c.organisation(id))
	}
	return c.w.List(list...)
}

// representative returns who acts for a party and in which capacity: what the agreement says, else the contact and their position.
func (c *covenant) representative(p partnership.Party) (who, capacity string) {
	who, capacity = p.Representative, p.Capacity
	contact, ok := c.look.Contact(p.Contact)
	if !ok {
		return who, capacity
	}
	if who == "" {
		who = contact.Name()
	}
	if capacity == "" && who == contact.Name() {
		for _, position := range contact.Positions {
			if position.Organisation == p.Organisation && c.options.On.Within(position.Since, position.Until) {
				capacity = position.Title
			}
		}
	}
	return who, capacity
}

// decision returns "het college van 3 maart 2024".
func (c *covenant) decision(p partnership.Party) string {
	day := c.w.MediumDate(p.DecidedOn)
	switch {
	case p.DecidedBy != "" && day != "":
		return c.w.Text("document.decision", "By", p.DecidedBy, "Day", day)
	case p.DecidedBy != "":
		return c.w.Text("document.decision.by", "By", p.DecidedBy)
	case day != "":
		return c.w.Text("document.decision.on", "Day", day)
	}
	return ""
}

// period returns "van 1 mei 2026 tot en met 1 juni 2026", or what of it is known.
func (c *covenant) period(from, until date.Day) string {
	switch {
	case from.IsZero():
		return ""
	case until.IsZero():
		return c.w.Text("document.period.from", "From", c.w.MediumDate(from))
	}
	return c.w.Text("document.period", "From", c.w.MediumDate(from), "Until", c.w.MediumDate(until))
}

// address returns street, postcode and city in one line.
func address(a partnership.Address) string {
	var parts []string
	for _, s := range []string{a.Street, strings.TrimSpace(a.Postcode + " " + a.City)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

// signing has a place for each party to sign, and for each witness after them.
func (c *covenant) signing() []Block {
	if len(c.agreement.Parties) == 0 {
		return nil
	}
	out := []Block{
		PageBreak{},
		Heading{Level: 1, Text: Plain(c.w.Text("document.signing"))},
		Paragraph{Text: Plain(c.w.Text("document.signing.intro"))},
	}
	var witnesses []Block
	for _, p := range c.agreement.Parties {
		if p.Role == partnership.RoleWitness {
			witnesses = append(witnesses, c.signature(p, c.w.Text("document.witness")))
			continue
		}
		out = append(out, c.signature(p, ""))
	}
	return append(out, witnesses...)
}

func (c *covenant) signature(p partnership.Party, note string) Signature {
	name := c.organisation(p.Organisation)
	if p.Body != "" {
		name += ", " + p.Body
	}
	who, capacity := c.representative(p)
	day := c.w.MediumDate(p.SignedOn)
	if day == "" && p.Signed {
		day = c.w.Text("document.sign.unknown_day")
	}
	return Signature{
		Note:  note,
		Party: name,
		Fields: []Fact{
			{c.w.Text("document.sign.name"), who},
			{c.w.Text("document.sign.capacity"), capacity},
			{c.w.Text("document.sign.place"), p.SignedAt},
			{c.w.Text("document.sign.day"), day},
		},
		Sign: c.w.Text("document.sign.signature"),
	}
}
