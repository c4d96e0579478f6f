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

// channels are the ways in which people speak, the commonest first.
var channels = []partnership.Channel{
	partnership.ChannelPhone, partnership.ChannelVisit, partnership.ChannelMeeting, partnership.ChannelEmail, partnership.ChannelLetter,
}

// logConversation notes that somebody was spoken to, and what is to follow.
func (p *Screen) logConversation() {
	words, on := p.shell.Words(), p.shell.Today()
	f := ui.NewForm(p.shell, "partners.conversation")
	who := f.Chooser("contact", p.text("log.who"), p.text("log.who_hint"), p.spokenTo(), p.contacts)
	note := f.Entry("note", p.text("log.note"), "", "", 3)
	channel := f.Select("channel", p.text("log.channel"), "", string(partnership.ChannelPhone), ui.Terms(words, language.Channels, channels...))
	day := f.Day("on", p.text("log.on"), on, calendar.Back)
	next := f.Entry("next", p.text("log.next"), p.text("log.next_hint"), "", 1)
	echo := ui.NewCaption(" ")
	next.OnChanged = ui.Before(next.OnChanged, func(line string) { echo.Set(p.read(line)) })
	f.Add(echo)
	check := func() bool {
		switch {
		case who.Key() == "":
			return f.Wrong("contact", p.text("log.who_missing"))
		case day.Day().IsZero():
			return f.Wrong("on", p.text("log.on_missing"))
		case strings.TrimSpace(next.Text) != "" && p.desk.Jot(next.Text, on).Unknown != "":
			return f.Wrong("next", p.text("log.unknown", "Name", p.desk.Jot(next.Text, on).Unknown))
		}
		return true
	}
	keep := func() error {
		contact := partnership.ID(who.Key())
		said := partnership.Conversation{On: day.Day(), Channel: partnership.Channel(channel.Key()), Note: strings.TrimSpace(note.Text)}
		return p.desk.LogConversation(contact, said, p.followUp(contact, next.Text))
	}
	f.Ask(p.text("log.title"), "", p.text("log.save"), check, keep, func() { p.shell.Saved(p.text("log.saved", "Name", who.Title())) })
}

// spokenTo returns who was probably spoken to: the contact that is shown, or the only one of the organisation that is shown.
func (p *Screen) spokenTo() ui.Choice {
	record, err := p.desk.Record(p.chosen)
	if err != nil {
		return ui.Choice{}
	}
	if record.RecordKind() == partnership.KindContact {
		return p.shell.Choice(p.chosen)
	}
	if here, _ := p.desk.People(p.chosen, p.shell.Today()); len(here) == 1 {
		return p.shell.Choice(here[0].ID)
	}
	return ui.Choice{}
}

// followUp returns the action that a line asks for, nil for an empty one. Without a name it is theirs who were spoken to.
func (p *Screen) followUp(contact partnership.ID, line string) *partnership.Action {
	if strings.TrimSpace(line) == "" {
		return nil
	}
	a := p.desk.Jot(line, p.shell.Today()).Action
	if a.Organisation == "" {
		a.Contact = contact
		if c, _, err := desk.Get[partnership.Contact](p.desk, contact); err == nil {
			a.Organisation = desk.WorksAt(c, p.shell.Today())
		}
	}
	return &a
}

// read says back what was recognised in a line.
func (p *Screen) read(line string) string {
	if strings.TrimSpace(line) == "" {
		return " "
	}
	words := p.shell.Words()
	jotted := p.desk.Jot(line, p.shell.Today())
	if jotted.Unknown != "" {
		return p.text("log.unknown", "Name", jotted.Unknown)
	}
	day := p.text("log.no_day")
	if !jotted.Action.Due.IsZero() {
		day = words.LongDate(jotted.Action.Due)
	}
	return "= " + ui.Joined(jotted.Action.Title, p.desk.Owner(jotted.Action), day)
}

// contacts offers whom one can have spoken to; who works at the organisation that is shown comes first.
func (p *Screen) contacts(words string) []ui.Choice {
	list := p.shell.Records(words, partnership.KindContact)
	here, _ := p.desk.People(partnership.ID(p.organisationShown().Key), p.shell.Today())
	near := func(c ui.Choice) int {
		if slices.ContainsFunc(here, func(h partnership.Contact) bool { return string(h.ID) == c.Key }) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(list, func(a, b ui.Choice) int { return near(a) - near(b) })
	return list
}
