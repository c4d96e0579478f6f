package meetings

import (
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/calendar"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

func (m *Screen) create() {
	id, err := m.desk.NewID(partnership.KindMeeting)
	if err != nil {
		m.shell.Fail(err)
		return
	}
	m.form("new", partnership.Meeting{ID: id}, 0)
}

func (m *Screen) edit() {
	if x, base, ok := m.here(); ok {
		m.form(string(x.ID), x, base)
	}
}

// form fills in when and where a meeting is, and what for: a new one when base is 0.
func (m *Screen) form(draft string, x partnership.Meeting, base desk.Revision) {
	words := m.shell.Words()
	var kinds []partnership.Term
	for _, k := range m.desk.Vocabulary().MeetingKinds {
		kinds = append(kinds, k.ID)
	}
	start, end := "", ""
	if !x.Start.IsZero() {
		start = words.Time(x.Start)
	}
	if !x.End.IsZero() {
		end = words.Time(x.End)
	}
	f := ui.NewForm(m.shell, "meetings.meeting."+draft)
	title := f.Entry("title", m.text("form.title"), "", x.Title, 1)
	kind := f.Select("kind", m.text("fact.kind"), m.text("form.choose"), string(x.Kind), ui.Terms(words, language.MeetingKinds, kinds...))
	on := f.Day("day", m.text("form.day"), x.Start.Day(), calendar.Ahead)
	begins := f.Entry("start", m.text("form.start"), m.text("form.time_hint"), start, 1)
	ends := f.Entry("end", m.text("form.end"), "", end, 1)
	place := f.Entry("place", m.text("fact.place"), "", x.Place, 1)
	under := f.Checks("agreements", m.text("fact.agreements"), m.text("form.agreements_hint"), ids(x.Agreements), m.shell.RecordsWith(x.Agreements, partnership.KindAgreement))
	moment := func(text string) (date.Moment, bool) {
		hour, minute, ok := calendar.SpokenTime(text)
		return m.shell.MomentAt(on.Day(), hour, minute), ok
	}
	check := func() bool {
		from, fromOK := moment(begins.Text)
		to, toOK := moment(ends.Text)
		switch {
		case strings.TrimSpace(title.Text) == "":
			return f.Wrong("title", m.text("form.title_missing"))
		case kind.Key() == "":
			return f.Wrong("kind", m.text("form.kind_missing"))
		case on.Day().IsZero():
			return f.Wrong("day", m.text("form.day_missing"))
		case !fromOK:
			return f.Wrong("start", m.text("form.time_wrong"))
		case strings.TrimSpace(ends.Text) != "" && !toOK:
			return f.Wrong("end", m.text("form.time_wrong"))
		case strings.TrimSpace(ends.Text) != "" && to.Compare(from) <= 0:
			return f.Wrong("end", m.text("form.end_before"))
		}
		return true
	}
	edited := x
	keep := func() error {
		edited.Title, edited.Kind, edited.Place = strings.TrimSpace(title.Text), partnership.Term(kind.Key()), strings.TrimSpace(place.Text)
		edited.Start, _ = moment(begins.Text)
		edited.End = date.Moment{}
		if strings.TrimSpace(ends.Text) != "" {
			edited.End, _ = moment(ends.Text)
		}
		edited.Agreements = nil
		for _, id := range under() {
			edited.Agreements = append(edited.Agreements, partnership.ID(id))
		}
		if base != 0 {
			return desk.KeepEdited(m.desk, "desk.commit.meeting", x, edited, base)
		}
		edited.Attendance = m.desk.Invited(edited.Agreements, edited.Start.Day())
		return m.desk.Keep("desk.commit.meeting_new", desk.Put(edited, 0))
	}
	heading := m.text("new")
	if base != 0 {
		f.Again = m.edit
		heading = m.text("form.edit", "Name", x.Label())
	}
	f.Ask(heading, "", m.text("form.save"), check, keep, func() {
		m.shell.Go(ui.Route{Place: ui.PlaceMeetings, Record: x.ID})
		if base == 0 {
			m.detail.focus(m.detail.point)
		}
		m.shell.Saved(m.text("form.saved", "Name", edited.Label()))
	})
}

func ids(list []partnership.ID) []string {
	var out []string
	for _, id := range list {
		out = append(out, string(id))
	}
	return out
}

func (m *Screen) saved() { m.shell.Saved(m.text("saved")) }

// editPoint fills in an item of the agenda, and what came of it.
func (m *Screen) editPoint(meeting partnership.ID, index int) {
	x, _, ok := m.here()
	if !ok || index >= len(x.Agenda) {
		return
	}
	was := x.Agenda[index]
	words := m.shell.Words()
	f := ui.NewForm(m.shell, "meetings.point."+string(was.ID))
	title := f.Entry("title", m.text("agenda.title"), "", was.Title, 1)
	goal := f.Select("goal", m.text("agenda.goal"), "", string(was.Goal), ui.WithNone(m.text("agenda.no_goal"), ui.Terms(words, language.Goals, partnership.GoalInform, partnership.GoalDiscuss, partnership.GoalDecide)))
	length := f.Number("minutes", m.text("agenda.length"), "", was.Minutes)
	owner := f.Chooser("owner", m.text("agenda.owner"), m.text("agenda.owner_hint"), m.shell.Choice(was.Owner), func(w string) []ui.Choice {
		return ui.WithNone(m.text("agenda.owner_hint"), m.shell.Records(w, partnership.KindContact))
	})
	text := f.Entry("text", m.text("agenda.text"), "", was.Text, 3)
	outcome := f.Entry("outcome", m.text("agenda.outcome"), "", was.Outcome, 3)
	check := func() bool {
		if _, ok := length(); !ok {
			return f.Wrong("minutes", m.text("agenda.length_wrong"))
		}
		return strings.TrimSpace(title.Text) != "" || f.Wrong("title", m.text("agenda.title_missing"))
	}
	find := func(x *partnership.Meeting) int {
		return slices.IndexFunc(x.Agenda, func(p partnership.AgendaItem) bool { return p.ID == was.ID })
	}
	f.Removes(m.text("agenda.remove"), func() error {
		return m.change(meeting, "desk.commit.agenda", func(x *partnership.Meeting) {
			if i := find(x); i >= 0 {
				x.Agenda = slices.Delete(x.Agenda, i, i+1)
			}
			for i := range x.Decisions {
				if x.Decisions[i].Agenda == was.ID {
					x.Decisions[i].Agenda = ""
				}
			}
		})
	}, m.saved)
	f.Ask(m.text("agenda.edit"), "", m.text("form.save"), check, func() error {
		return m.change(meeting, "desk.commit.agenda", func(x *partnership.Meeting) {
			i := find(x)
			if i < 0 {
				return
			}
			n, _ := length()
			x.Agenda[i] = partnership.AgendaItem{
				ID: was.ID, Title: strings.TrimSpace(title.Text), Goal: partnership.Goal(goal.Key()), Minutes: n, Owner: partnership.ID(owner.Key()),
				Text: strings.TrimSpace(text.Text), Outcome: strings.TrimSpace(outcome.Text),
			}
		})
	}, m.saved)
}

// passOn asks to which meeting an item of the agenda goes: moved, it leaves this one; copied, it stays.
func (m *Screen) passOn(x partnership.Meeting, p partnership.AgendaItem, move bool) {
	word, do := "agenda.copy", m.desk.CopyAgendaItem
	if move {
		word, do = "agenda.move", m.desk.MoveAgendaItem
	}
	f := ui.NewForm(m.shell, "meetings.pass")
	to := f.Chooser("to", m.text("agenda.to"), m.text("agenda.to_hint"), m.shell.Choice(m.desk.NextMeeting(x)), func(w string) []ui.Choice {
		return slices.DeleteFunc(m.shell.Records(w, partnership.KindMeeting), func(c ui.Choice) bool { return c.Key == string(x.ID) })
	})
	check := func() bool { return to.Key() != "" || f.Wrong("to", m.text("agenda.to_missing")) }
	f.Ask(m.text(word), p.Title, m.text(word), check, func() error { return do(x.ID, p.ID, partnership.ID(to.Key())) }, func() {
		m.shell.Saved(m.text(word+"d", "Name", to.Title()))
	})
}

// editDecision changes a decision, and to which item of the agenda it belongs.
func (m *Screen) editDecision(meeting partnership.ID, index int) {
	x, _, ok := m.here()
	if !ok || index >= len(x.Decisions) {
		return
	}
	was := x.Decisions[index]
	f := ui.NewForm(m.shell, "meetings.decision."+string(was.ID))
	text := f.Entry("text", m.text("decision"), "", was.Text, 3)
	var items []ui.Choice
	for _, p := range x.Agenda {
		items = append(items, ui.Choice{Key: string(p.ID), Title: p.Title})
	}
	about := f.Select("agenda", m.text("decision.about"), "", string(was.Agenda), ui.WithNone(m.text("decision.nothing"), items))
	check := func() bool {
		return strings.TrimSpace(text.Text) != "" || f.Wrong("text", m.text("decision.missing"))
	}
	f.Removes(m.text("decision.remove"), func() error {
		return m.change(meeting, "desk.commit.decision", func(x *partnership.Meeting) {
			x.Decisions = slices.DeleteFunc(x.Decisions, func(d partnership.Decision) bool { return d.ID == was.ID })
		})
	}, m.saved)
	f.Ask(m.text("decision"), "", m.text("form.save"), check, func() error {
		return m.change(meeting, "desk.commit.decision", func(x *partnership.Meeting) {
			for i := range x.Decisions {
				if x.Decisions[i].ID == was.ID {
					x.Decisions[i].Text, x.Decisions[i].Agenda = strings.TrimSpace(text.Text), partnership.ID(about.Key())
				}
			}
		})
	}, m.saved)
}

// editAmbition changes what a partner wants to reach.
func (m *Screen) editAmbition(meeting partnership.ID, index int) {
	x, _, ok := m.here()
	if !ok || index >= len(x.Ambitions) {
		return
	}
	was := x.Ambitions[index]
	f := ui.NewForm(m.shell, "meetings.ambition_edit")
	text := f.Entry("text", m.desk.Label(was.Organisation), "", was.Text, 3)
	themes := f.Entry("themes", m.text("session.themes"), m.text("session.themes_hint"), strings.Join(was.Themes, ", "), 1)
	check := func() bool {
		return strings.TrimSpace(text.Text) != "" || f.Wrong("text", m.text("session.missing"))
	}
	same := func(a partnership.Ambition) bool { return a.Organisation == was.Organisation && a.Text == was.Text }
	f.Removes(m.text("session.remove"), func() error {
		return m.change(meeting, "desk.commit.ambition", func(x *partnership.Meeting) { x.Ambitions = slices.DeleteFunc(x.Ambitions, same) })
	}, m.saved)
	f.Ask(m.text("session.ambition"), "", m.text("form.save"), check, func() error {
		return m.change(meeting, "desk.commit.ambition", func(x *partnership.Meeting) {
			if i := slices.IndexFunc(x.Ambitions, same); i >= 0 {
				x.Ambitions[i].Text = strings.TrimSpace(text.Text)
				x.Ambitions[i].Themes = split(themes.Text)
			}
		})
	}, m.saved)
}

func split(text string) []string {
	var list []string
	for item := range strings.SplitSeq(text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			list = append(list, item)
		}
	}
	return list
}

// editNamed changes a strength, weakness, opportunity or improvement that was named.
func (m *Screen) editNamed(meeting partnership.ID, p desk.Points, index int) {
	x, _, ok := m.here()
	if !ok || index >= len(*p.In(&x)) {
		return
	}
	was := (*p.In(&x))[index]
	f := ui.NewForm(m.shell, "meetings.named")
	text := f.Entry("text", m.text("session."+string(p)), "", was.Text, 3)
	by := f.Chooser("organisation", m.text("session.by"), m.text("session.by_hint"), m.shell.Choice(was.Organisation), func(w string) []ui.Choice {
		return ui.WithNone(m.text("session.nobody"), m.shell.Records(w, partnership.KindOrganisation))
	})
	check := func() bool {
		return strings.TrimSpace(text.Text) != "" || f.Wrong("text", m.text("session.missing"))
	}
	same := func(a partnership.Point) bool { return a == was }
	f.Removes(m.text("session.remove"), func() error {
		return m.change(meeting, "desk.commit.ambition", func(x *partnership.Meeting) { *p.In(x) = slices.DeleteFunc(*p.In(x), same) })
	}, m.saved)
	f.Ask(m.text("session."+string(p)), "", m.text("form.save"), check, func() error {
		return m.change(meeting, "desk.commit.ambition", func(x *partnership.Meeting) {
			list := *p.In(x)
			if i := slices.IndexFunc(list, same); i >= 0 {
				list[i].Text, list[i].Organisation = strings.TrimSpace(text.Text), partnership.ID(by.Key())
			}
		})
	}, m.saved)
}
