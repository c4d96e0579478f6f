package agreements

import (
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/calendar"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

func (a *Screen) newParty() {
	if g, _, ok := a.here(); ok {
		a.partyForm(g, len(g.Parties))
	}
}

func (a *Screen) party(index int) {
	if g, _, ok := a.here(); ok && index < len(g.Parties) {
		a.partyForm(g, index)
	}
}

// partyForm fills in a party, and whether it signed: a new one when index is that of none.
func (a *Screen) partyForm(g partnership.Agreement, index int) {
	words := a.shell.Words()
	var was partnership.Party
	fresh := index == len(g.Parties)
	if !fresh {
		was = g.Parties[index]
	}
	f := ui.NewForm(a.shell, "agreements.party")
	organisation := f.Chooser("organisation", a.text("party.organisation"), a.text("party.organisation_hint"), a.shell.Choice(was.Organisation), func(w string) []ui.Choice {
		return a.shell.Records(w, partnership.KindOrganisation)
	})
	contact := f.Chooser("contact", a.text("party.contact"), a.text("party.contact_hint"), a.shell.Choice(was.Contact), func(w string) []ui.Choice {
		return a.signers(partnership.ID(organisation.Key()), w)
	})
	organisation.Changed = func(ui.Choice) { contact.Clear() }
	capacity := f.Entry("capacity", a.text("party.capacity"), a.text("party.capacity_hint"), was.Capacity, 1)
	body := f.Entry("body", a.text("party.body"), a.text("party.body_hint"), was.Body, 1)
	role := f.Select("role", a.text("party.role"), "", string(roleOr(was.Role)), ui.Terms(words, language.Roles, partnership.RoleParty, partnership.RoleWitness))
	representative := f.Entry("representative", a.text("party.representative"), a.text("party.representative_hint"), was.Representative, 1)
	signed := f.Day("signed_on", a.text("party.signed_on"), was.SignedOn, calendar.Back)
	place := f.Entry("signed_at", a.text("party.signed_at"), "", was.SignedAt, 1)
	decidedBy := f.Entry("decided_by", a.text("party.decided_by"), a.text("party.decided_by_hint"), was.DecidedBy, 1)
	decided := f.Day("decided_on", a.text("party.decided_on"), was.DecidedOn, calendar.Back)
	controller := f.Select("controller", a.text("party.controller"), "", string(was.Controller), ui.WithNone(a.text("party.controller_none"), ui.Terms(words, language.Controllers, partnership.ControllerOwn, partnership.ControllerJoint, partnership.Processor)))
	withdrawn := f.Day("withdrawn_on", a.text("party.withdrawn_on"), was.WithdrawnOn, calendar.Back)
	from := f.Day("suspended_from", a.text("party.suspended_from"), was.SuspendedFrom, calendar.Ahead)
	until := f.Day("suspended_until", a.text("party.suspended_until"), was.SuspendedUntil, calendar.Ahead)
	members := f.Checks("members", a.text("party.members"), a.text("party.members_hint"), texts(was.Members), a.shell.RecordsWith(was.Members, partnership.KindOrganisation))
	check := func() bool {
		switch {
		case organisation.Key() == "":
			return f.Wrong("organisation", a.text("party.organisation_missing"))
		case signed.Err() != nil:
			return f.Wrong("signed_on", "")
		case withdrawn.Err() != nil:
			return f.Wrong("withdrawn_on", "")
		case decided.Err() != nil:
			return f.Wrong("decided_on", "")
		case from.Err() != nil:
			return f.Wrong("suspended_from", "")
		case until.Err() != nil:
			return f.Wrong("suspended_until", "")
		}
		return true
	}
	fill := func(g *partnership.Agreement) {
		now := was
		now.Organisation, now.Contact = partnership.ID(organisation.Key()), partnership.ID(contact.Key())
		now.Capacity, now.Body = strings.TrimSpace(capacity.Text), strings.TrimSpace(body.Text)
		now.Role = partnership.PartyRole(role.Key())
		if now.Role == partnership.RoleParty {
			now.Role = was.Role // a party is one without saying so
			if was.Role == partnership.RoleWitness {
				now.Role = ""
			}
		}
		now.SignedOn, now.WithdrawnOn, now.DecidedOn = signed.Day(), withdrawn.Day(), decided.Day()
		now.SuspendedFrom, now.SuspendedUntil = from.Day(), until.Day()
		now.Representative, now.SignedAt, now.DecidedBy = strings.TrimSpace(representative.Text), strings.TrimSpace(place.Text), strings.TrimSpace(decidedBy.Text)
		now.Controller, now.Members = partnership.Controller(controller.Key()), recordIDs(members())
		now.Signed = !now.SignedOn.IsZero() || was.Signed && was.SignedOn.IsZero()
		if index < len(g.Parties) {
			g.Parties[index] = now
		} else {
			g.Parties = append(g.Parties, now)
		}
	}
	title, name := a.text("party.add"), "desk.commit.party"
	if !fresh {
		title, name = a.desk.Label(was.Organisation), "desk.commit.agreement"
		f.Removes(a.text("party.remove"), a.change("desk.commit.party_remove", func(g *partnership.Agreement) {
			g.Parties = slices.Delete(g.Parties, index, index+1)
		}), a.saved)
	}
	f.Ask(title, a.text("party.text"), a.text("form.save"), check, a.change(name, fill), a.saved)
}

func roleOr(r partnership.PartyRole) partnership.PartyRole {
	if r == "" {
		return partnership.RoleParty
	}
	return r
}

// signers offers who may sign for an organisation: who works there today.
func (a *Screen) signers(organisation partnership.ID, words string) []ui.Choice {
	var list []ui.Choice
	for _, c := range a.desk.Signers(organisation, a.shell.Today()) {
		if ui.Holds(c.Label(), words) {
			list = append(list, a.shell.Choice(c.ID))
		}
	}
	return ui.WithNone(a.text("party.nobody"), list)
}

func recordIDs(list []string) []partnership.ID {
	var out []partnership.ID
	for _, id := range list {
		out = append(out, partnership.ID(id))
	}
	return out
}
