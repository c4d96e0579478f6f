package partners

import (
	"strings"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// picture is what there is to tell about a partner beside its own fields. It is gathered in the background: there can be years of it.
type picture struct {
	topics     []desk.Topic
	here, left []partnership.Contact
	spoken     map[partnership.ID]date.Day
	happenings []desk.Happening
}

func (p *Screen) picture(r partnership.Record, on date.Day) picture {
	around := picture{spoken: p.desk.LastSpoken(on)}
	switch r := r.(type) {
	case partnership.Organisation:
		around.topics = p.desk.NextTime(r.ID, on)
		around.here, around.left = p.desk.People(r.ID, on)
		around.happenings = p.desk.Timeline(r.ID, on)
	case partnership.Contact:
		seen := map[desk.Happening]bool{}
		for _, position := range r.Positions {
			for _, h := range p.desk.Timeline(position.Organisation, on) {
				if h.Contact == r.ID && !seen[h] {
					seen[h] = true
					around.happenings = append(around.happenings, h)
				}
			}
		}
	}
	return around
}

// organisation shows an organisation from top to bottom: who it is, what to talk about next time, who works there, what happened.
func (p *Screen) organisation(o partnership.Organisation, around picture) fyne.CanvasObject {
	words := p.shell.Words()
	address := strings.Join(notEmpty(o.Address.Street, strings.TrimSpace(o.Address.Postcode+" "+o.Address.City)), ", ")
	objects := []fyne.CanvasObject{
		ui.Head(ui.NewTitle(o.Label()), ui.Flow(8, ui.NewButton(p.text("advice"), ui.IconAdvice, ui.Plain, func() { p.advice(o.ID) }), ui.NewButton(p.text("edit"), ui.IconPencil, ui.Plain, p.edit))),
		ui.Facts(
			[2]string{p.text("fact.kind"), words.Term(language.OrganisationKinds, string(o.Kind))},
			[2]string{p.text("fact.part_of"), p.label(o.PartOf)},
			[2]string{p.text("fact.team"), o.Team},
			[2]string{p.text("fact.phone"), o.Phone},
			[2]string{p.text("fact.email"), o.Email},
			[2]string{p.text("fact.address"), address},
			[2]string{p.text("fact.spoken"), p.lastSpoken(around)},
			[2]string{p.text("fact.notes"), o.Notes},
		),
	}
	objects = append(objects, p.topics(around.topics)...)
	objects = append(objects, p.people(o.ID, around)...)
	objects = append(objects, p.agreements(o.ID)...)
	objects = append(objects, p.timeline(around.happenings)...)
	return ui.Column(10, objects...)
}

// lastSpoken says when somebody of those who work there was spoken to last.
func (p *Screen) lastSpoken(around picture) string {
	var last date.Day
	for _, c := range around.here {
		if day := around.spoken[c.ID]; day.After(last) {
			last = day
		}
	}
	if last.IsZero() {
		return p.text("never")
	}
	return p.shell.Words().LongDate(last)
}

func notEmpty(texts ...string) []string {
	var list []string
	for _, t := range texts {
		if t != "" {
			list = append(list, t)
		}
	}
	return list
}

func (p *Screen) label(id partnership.ID) string {
	if id == "" {
		return ""
	}
	return p.desk.Label(id)
}

// topics is the agenda for the next time that one sees them.
func (p *Screen) topics(topics []desk.Topic) []fyne.CanvasObject {
	objects := []fyne.CanvasObject{ui.NewSection(p.shell.Words().Plural("partners.next", len(topics)))}
	if len(topics) == 0 {
		return append(objects, ui.NewParagraph(p.text("next.none")))
	}
	states := map[desk.TopicKind]ui.State{desk.TopicOverdue: ui.Late, desk.TopicTheirs: ui.Open, desk.TopicOurs: ui.Busy, desk.TopicUnsigned: ui.Draft, desk.TopicAgreement: ui.Busy}
	rows := ui.Column(0)
	for _, t := range topics[:min(len(topics), mostTopics)] {
		rows.Add(ui.NewItem(ui.Row{
			Title: p.desk.Label(t.Record), Aside: p.shell.Words().Date(t.On), State: states[t.Kind], Word: p.text("topic." + string(t.Kind)),
		}, func() { p.shell.GoTo(t.Record) }))
	}
	if more := len(topics) - mostTopics; more > 0 {
		rows.Add(ui.NewCaption(p.shell.Words().Plural("partners.next.more", more)))
	}
	return append(objects, rows)
}

// people lists who works there, and below them who left: they are kept, and marked.
func (p *Screen) people(id partnership.ID, around picture) []fyne.CanvasObject {
	words, here, left := p.shell.Words(), around.here, around.left
	objects := []fyne.CanvasObject{ui.NewSection(words.Plural("partners.people", len(here)))}
	if len(here)+len(left) == 0 {
		return append(objects, ui.NewParagraph(p.text("people.none")))
	}
	rows := ui.Column(0)
	for _, c := range here[:min(len(here), mostPeople)] {
		aside := p.text("never")
		if day, ok := around.spoken[c.ID]; ok && !day.IsZero() {
			aside = p.text("spoken", "Day", day)
		}
		rows.Add(ui.NewItem(ui.Row{Title: c.Label(), Detail: positionAt(c, id), Aside: aside}, func() { p.show(c.ID) }))
	}
	for _, c := range left[:min(len(left), mostPeople)] {
		rows.Add(ui.NewItem(ui.Row{Title: c.Label(), Detail: positionAt(c, id), State: ui.Draft, Word: p.text("chip.left")}, func() { p.show(c.ID) }))
	}
	if more := max(len(here)-mostPeople, 0) + max(len(left)-mostPeople, 0); more > 0 {
		rows.Add(ui.NewCaption(words.Plural("partners.people.more", more)))
	}
	return append(objects, rows)
}

// positionAt returns as what a contact works, or last worked, at an organisation, and how to reach them.
func positionAt(c partnership.Contact, organisation partnership.ID) string {
	title := ""
	for _, position := range c.Positions {
		if position.Organisation == organisation {
			title = position.Title
		}
	}
	return strings.Join(notEmpty(title, first(c.Phones), first(c.Emails)), " · ")
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// agreements lists the agreements that an organisation takes part in.
func (p *Screen) agreements(id partnership.ID) []fyne.CanvasObject {
	rows := ui.Column(0)
	n := 0
	for _, a := range desk.Referring[partnership.Agreement](p.desk, id) {
		for _, party := range a.Parties {
			if !party.StandsFor(id) {
				continue
			}
			row := ui.Row{Title: a.Label(), Detail: p.shell.Words().Term(language.AgreementStatuses, string(a.Status)), State: ui.Draft, Word: p.text("chip.unsigned")}
			if party.SignedBy(p.shell.Today()) {
				row.State, row.Word = ui.Done, p.text("chip.signed")
			}
			rows.Add(ui.NewItem(row, func() { p.shell.GoTo(a.ID) }))
			n++
			break
		}
	}
	if n == 0 {
		return nil
	}
	return []fyne.CanvasObject{ui.NewSection(p.shell.Words().Plural("partners.agreements", n)), rows}
}

// What is shown at once of what there can be very much of; the rest is counted, and found by searching.
const (
	mostTopics     = 30
	mostPeople     = 40
	mostHappenings = 60
)

// timeline lists what happened, the newest first.
func (p *Screen) timeline(happenings []desk.Happening) []fyne.CanvasObject {
	rows := ui.Column(0)
	n := len(happenings)
	for _, h := range happenings[:min(n, mostHappenings)] {
		title := h.Text
		if title == "" {
			title = p.desk.Label(h.Record)
		}
		detail := p.shell.Words().Term(language.Happenings, string(h.Event))
		if h.Contact != "" {
			detail += " · " + p.desk.Label(h.Contact)
		}
		if h.Detail != "" && h.Event != desk.EventAgreement {
			detail += " · " + p.shell.Words().Term(language.Channels, h.Detail)
		} else if h.Detail != "" {
			detail += " · " + p.shell.Words().Term(language.AgreementStatuses, h.Detail)
		}
		rows.Add(ui.NewItem(ui.Row{Title: title, Detail: detail, Aside: p.shell.Words().Date(h.On)}, func() { p.follow(h) }))
	}
	objects := []fyne.CanvasObject{ui.NewSectionWith(p.text("timeline"), p.shell.HistoryButton(func() partnership.ID { return p.chosen }))}
	switch {
	case n == 0:
		return append(objects, ui.NewParagraph(p.text("timeline.none")))
	case n > mostHappenings:
		rows.Add(ui.NewCaption(p.shell.Words().Plural("partners.timeline.more", n-mostHappenings)))
	}
	return append(objects, rows)
}

// follow goes to what happened.
func (p *Screen) follow(h desk.Happening) {
	if h.Record == p.chosen {
		return
	}
	p.shell.GoTo(h.Record)
}

// contact shows a contact from top to bottom.
func (p *Screen) contact(c partnership.Contact, around picture) fyne.CanvasObject {
	on, words := p.shell.Today(), p.shell.Words()
	organisation := desk.WorksAt(c, on)
	buttons := ui.Flow(8)
	if organisation != "" {
		buttons.Add(ui.NewButton(p.text("to.organisation"), ui.IconPartners, ui.Plain, func() { p.show(organisation) }))
	}
	buttons.Add(ui.NewButton(p.text("edit"), ui.IconPencil, ui.Plain, p.edit))
	last := p.text("never")
	if day := around.spoken[c.ID]; !day.IsZero() {
		last = words.LongDate(day)
	}
	objects := []fyne.CanvasObject{ui.Head(ui.NewTitle(c.Label()), buttons)}
	if organisation == "" {
		objects = append(objects, ui.Line(0, ui.NewChip(ui.Draft, p.text("chip.left"))))
	}
	objects = append(objects, ui.Facts(
		[2]string{p.text("fact.phone"), strings.Join(c.Phones, ", ")},
		[2]string{p.text("fact.email"), strings.Join(c.Emails, ", ")},
		[2]string{p.text("fact.availability"), c.Availability},
		[2]string{p.text("fact.channel"), p.term(language.Channels, string(c.Channel))},
		[2]string{p.text("fact.spoken"), last},
		[2]string{p.text("fact.notes"), c.Notes},
	), ui.NewSectionWith(p.text("positions"), ui.NewButton(p.text("position.new"), ui.IconPlus, ui.Plain, p.newPosition)))
	rows := ui.Column(0)
	for i, position := range c.Positions {
		row := ui.Row{Title: p.desk.Label(position.Organisation), Detail: strings.Join(notEmpty(position.Title, position.Area, p.period(position)), " · ")}
		if !on.Within(position.Since, position.Until) {
			row.State, row.Word = ui.Draft, p.text("chip.left")
		}
		rows.Add(ui.NewItem(row, func() { p.position(c.ID, i) }))
	}
	objects = append(objects, rows)
	objects = append(objects, p.timeline(around.happenings)...)
	return ui.Column(10, append(objects, p.privacy(c.ID)...)...)
}

func (p *Screen) term(set language.Set, id string) string {
	if id == "" {
		return ""
	}
	return p.shell.Words().Term(set, id)
}

// period says from when to when somebody had a position; nothing when neither is known.
func (p *Screen) period(position partnership.Position) string {
	words := p.shell.Words()
	switch {
	case position.Since.IsZero() && position.Until.IsZero():
		return ""
	case position.Until.IsZero():
		return p.text("since", "Day", words.MediumDate(position.Since))
	case position.Since.IsZero():
		return p.text("until", "Day", words.MediumDate(position.Until))
	}
	return p.text("period", "Since", words.MediumDate(position.Since), "Until", words.MediumDate(position.Until))
}

// advice shows what a partner may give and get.
func (p *Screen) advice(organisation partnership.ID) {
	p.shell.Go(ui.Route{Place: ui.PlaceAdvice, Part: "table", Record: organisation})
}
