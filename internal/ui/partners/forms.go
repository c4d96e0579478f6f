package partners

import (
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/calendar"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// edit changes what is shown.
func (p *Screen) edit() {
	record, err := p.desk.Record(p.chosen)
	if err != nil {
		return
	}
	switch record.(type) {
	case partnership.Organisation:
		p.editOrganisation()
	case partnership.Contact:
		p.editContact()
	}
}

func (p *Screen) newOrganisation() {
	id, err := p.desk.NewID(partnership.KindOrganisation)
	if err != nil {
		p.shell.Fail(err)
		return
	}
	p.organisationForm("new", partnership.Organisation{ID: id}, 0)
}

func (p *Screen) editOrganisation() {
	o, base, err := desk.Get[partnership.Organisation](p.desk, p.chosen)
	if err != nil {
		p.shell.Fail(err)
		return
	}
	p.organisationForm(string(o.ID), o, base)
}

// organisationForm fills in an organisation: a new one when base is 0.
func (p *Screen) organisationForm(draft string, o partnership.Organisation, base desk.Revision) {
	f := ui.NewForm(p.shell, "partners.organisation."+draft)
	var kinds []partnership.Term
	for _, k := range p.desk.Vocabulary().OrganisationKinds {
		kinds = append(kinds, k.ID)
	}
	name := f.Entry("name", p.text("form.name"), "", o.Name, 1)
	kind := f.Select("kind", p.text("fact.kind"), p.text("form.choose"), string(o.Kind), ui.Terms(p.shell.Words(), language.OrganisationKinds, kinds...))
	team := f.Entry("team", p.text("fact.team"), p.text("form.team_hint"), o.Team, 1)
	phone := f.Entry("phone", p.text("fact.phone"), "", o.Phone, 1)
	email := f.Entry("email", p.text("fact.email"), "", o.Email, 1)
	street := f.Entry("address.street", p.text("form.street"), "", o.Address.Street, 1)
	postcode := f.Entry("address.postcode", p.text("form.postcode"), "", o.Address.Postcode, 1)
	city := f.Entry("address.city", p.text("form.city"), "", o.Address.City, 1)
	notes := f.Entry("notes", p.text("fact.notes"), "", o.Notes, 3)
	check := func() bool {
		switch {
		case strings.TrimSpace(name.Text) == "":
			return f.Wrong("name", p.text("form.name_missing"))
		case kind.Key() == "":
			return f.Wrong("kind", p.text("form.kind_missing"))
		}
		return true
	}
	edited := o
	keep := func() error {
		edited.Name, edited.Kind, edited.Team = strings.TrimSpace(name.Text), partnership.Term(kind.Key()), strings.TrimSpace(team.Text)
		edited.Phone, edited.Email, edited.Notes = strings.TrimSpace(phone.Text), strings.TrimSpace(email.Text), strings.TrimSpace(notes.Text)
		edited.Address = partnership.Address{Street: strings.TrimSpace(street.Text), Postcode: strings.TrimSpace(postcode.Text), City: strings.TrimSpace(city.Text)}
		if base == 0 {
			return p.desk.Keep("desk.commit.organisation_new", desk.Put(edited, 0))
		}
		return desk.KeepEdited(p.desk, "desk.commit.organisation", o, edited, base)
	}
	title := p.text("organisation.new")
	if base != 0 {
		f.Again = p.edit
		title = p.text("form.edit", "Name", o.Label())
	}
	f.Ask(title, "", p.text("form.save"), check, keep, func() { p.kept(o.ID, edited.Label()) })
}

// kept shows what was kept, and says so.
func (p *Screen) kept(id partnership.ID, name string) {
	p.shell.Go(ui.Route{Place: ui.PlacePartners, Record: id})
	p.shell.Saved(p.text("form.saved", "Name", name))
}

func (p *Screen) newContact() {
	id, err := p.desk.NewID(partnership.KindContact)
	if err != nil {
		p.shell.Fail(err)
		return
	}
	p.contactForm("new", partnership.Contact{ID: id}, 0)
}

func (p *Screen) editContact() {
	c, base, err := desk.Get[partnership.Contact](p.desk, p.chosen)
	if err != nil {
		p.shell.Fail(err)
		return
	}
	p.contactForm(string(c.ID), c, base)
}

// contactForm fills in a contact: a new one, with a first position, when base is 0.
func (p *Screen) contactForm(draft string, c partnership.Contact, base desk.Revision) {
	words := p.shell.Words()
	f := ui.NewForm(p.shell, "partners.contact."+draft)
	given := f.Entry("given_name", p.text("form.given"), "", c.GivenName, 1)
	infix := f.Entry("infix", p.text("form.infix"), p.text("form.infix_hint"), c.Infix, 1)
	family := f.Entry("family_name", p.text("form.family"), "", c.FamilyName, 1)
	var organisation *ui.Chooser
	var title *ui.Entry
	if base == 0 {
		organisation = f.Chooser("organisation", p.text("form.organisation"), p.text("form.organisation_hint"), p.organisationShown(), p.organisations)
		title = f.Entry("title", p.text("form.title"), "", "", 1)
	}
	phones := f.Entry("phones", p.text("fact.phone"), p.text("form.several"), strings.Join(c.Phones, ", "), 1)
	emails := f.Entry("emails", p.text("fact.email"), p.text("form.several"), strings.Join(c.Emails, ", "), 1)
	channel := f.Select("channel", p.text("fact.channel"), "", string(c.Channel), ui.WithNone(p.text("form.unknown"), ui.Terms(words, language.Channels, channels...)))
	availability := f.Entry("availability", p.text("fact.availability"), p.text("form.availability_hint"), c.Availability, 1)
	notes := f.Entry("notes", p.text("fact.notes"), "", c.Notes, 3)
	check := func() bool {
		switch {
		case strings.TrimSpace(family.Text) == "":
			return f.Wrong("family_name", p.text("form.family_missing"))
		case base == 0 && organisation.Key() == "":
			return f.Wrong("organisation", p.text("form.organisation_missing"))
		}
		return true
	}
	edited := c
	keep := func() error {
		edited.GivenName, edited.Infix, edited.FamilyName = strings.TrimSpace(given.Text), strings.TrimSpace(infix.Text), strings.TrimSpace(family.Text)
		edited.Phones, edited.Emails = list(phones.Text), list(emails.Text)
		edited.Channel, edited.Availability, edited.Notes = partnership.Channel(channel.Key()), strings.TrimSpace(availability.Text), strings.TrimSpace(notes.Text)
		if base != 0 {
			return desk.KeepEdited(p.desk, "desk.commit.contact", c, edited, base)
		}
		edited.Positions = []partnership.Position{{Organisation: partnership.ID(organisation.Key()), Title: strings.TrimSpace(title.Text)}}
		return p.desk.Keep("desk.commit.contact_new", desk.Put(edited, 0))
	}
	heading := p.text("contact.new")
	if base != 0 {
		f.Again = p.edit
		heading = p.text("form.edit", "Name", c.Label())
	}
	f.Ask(heading, "", p.text("form.save"), check, keep, func() { p.kept(c.ID, edited.Label()) })
}

func (p *Screen) organisations(words string) []ui.Choice {
	return p.shell.Records(words, partnership.KindOrganisation)
}

// organisationShown returns the organisation that is shown, or the one where the contact that is shown works.
func (p *Screen) organisationShown() ui.Choice {
	id := p.chosen
	if c, _, err := desk.Get[partnership.Contact](p.desk, id); err == nil {
		id = desk.WorksAt(c, p.shell.Today())
	}
	if _, _, err := desk.Get[partnership.Organisation](p.desk, id); err != nil {
		return ui.Choice{}
	}
	return p.shell.Choice(id)
}

// list returns what was written between commas.
func list(text string) []string {
	var items []string
	for item := range strings.SplitSeq(text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// newPosition asks where the contact that is shown works next.
func (p *Screen) newPosition() {
	if c, _, err := desk.Get[partnership.Contact](p.desk, p.chosen); err == nil {
		p.position(c.ID, len(c.Positions))
	}
}

// position fills in where a contact works, from when to when: a new position when index is that of none.
func (p *Screen) position(id partnership.ID, index int) {
	c, base, err := desk.Get[partnership.Contact](p.desk, id)
	if err != nil {
		p.shell.Fail(err)
		return
	}
	var was partnership.Position
	if index < len(c.Positions) {
		was = c.Positions[index]
	}
	f := ui.NewForm(p.shell, "partners.position")
	organisation := f.Chooser("organisation", p.text("form.organisation"), p.text("form.organisation_hint"), p.shell.Choice(was.Organisation), p.organisations)
	title := f.Entry("title", p.text("form.title"), "", was.Title, 1)
	area := f.Entry("area", p.text("form.area"), p.text("form.area_hint"), was.Area, 1)
	since := f.Day("since", p.text("form.since"), was.Since, calendar.Back)
	until := f.Day("until", p.text("form.until"), was.Until, calendar.Ahead)
	check := func() bool {
		switch {
		case organisation.Key() == "":
			return f.Wrong("organisation", p.text("form.organisation_missing"))
		case since.Err() != nil:
			return f.Wrong("since", "")
		case until.Err() != nil:
			return f.Wrong("until", "")
		case !since.Day().IsZero() && !until.Day().IsZero() && until.Day().Before(since.Day()):
			return f.Wrong("until", p.text("form.until_before"))
		}
		return true
	}
	keep := func() error {
		edited := c
		edited.Positions = slices.Clone(c.Positions)
		now := partnership.Position{
			Organisation: partnership.ID(organisation.Key()), Title: strings.TrimSpace(title.Text), Area: strings.TrimSpace(area.Text),
			Since: since.Day(), Until: until.Day(),
		}
		if index < len(edited.Positions) {
			edited.Positions[index] = now
		} else {
			edited.Positions = append(edited.Positions, now)
		}
		return desk.KeepEdited(p.desk, "desk.commit.contact", c, edited, base)
	}
	f.Again = func() { p.position(id, index) }
	f.Ask(p.text("form.position", "Name", c.Label()), p.text("form.position_text"), p.text("form.save"), check, keep, func() { p.kept(id, c.Label()) })
}

// archive puts what is shown in the archive, or takes it out.
func (p *Screen) archive() {
	id, name := p.chosen, p.desk.Label(p.chosen)
	record, err := p.desk.Record(id)
	if err != nil {
		return
	}
	p.shell.Do(func() error {
		if record.RecordKind() == partnership.KindOrganisation {
			return desk.Edit(p.desk, "desk.commit.organisation", id, func(o *partnership.Organisation) error { o.Archived = !o.Archived; return nil })
		}
		return desk.Edit(p.desk, "desk.commit.contact", id, func(c *partnership.Contact) error { c.Archived = !c.Archived; return nil })
	}, func() { p.shell.Saved(p.text("form.saved", "Name", name)) })
}

// remove takes what is shown out of the vault, unless other records refer to it.
func (p *Screen) remove() {
	id, name := p.chosen, p.desk.Label(p.chosen)
	p.shell.Remove(id, func() {
		p.chosen = ""
		p.Refresh()
		p.shell.Saved(p.text("removed", "Name", name))
	})
}
