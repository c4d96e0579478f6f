package today

import (
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// item is one line: a heading, or something that asks for something.
type item struct {
	row    ui.Row
	record partnership.ID
	action bool
	facts  [][2]string // shown beside the list
	text   string
	part   string // of the settings, for what is about the vault itself
	do     string // what the button to it says
}

// list returns the lines of a day, the most pressing first.
func (t *Screen) list(due desk.Due, on date.Day) []item {
	var items []item
	add := func(name string, lines []item) {
		if len(lines) > 0 {
			head := item{row: ui.Row{Title: t.shell.Words().Plural("today.head."+name, len(lines)), Head: true}}
			items = append(append(items, head), lines...)
		}
	}
	add("overdue", t.actions(due.Overdue, ui.Late, "late", on))
	add("today", t.actions(due.Today, ui.Open, "today", on))
	add("week", t.actions(due.Week, ui.Open, "week", on))
	add("prepare", t.meetings(due.Prepare, ui.Open, "prepare", on))
	add("minutes", t.meetings(due.Minutes, ui.Busy, "minutes", on))
	add("agreements", t.agreements(due.Agreements))
	add("unsigned", t.unsigned(due.Unsigned))
	add("waiting", t.actions(due.Waiting, ui.Busy, "waiting", on))
	add("quiet", t.quiet(due.Quiet, on))
	return items
}

// cautions returns the lines about the vault itself.
func (t *Screen) cautions(list []desk.Caution) []item {
	if len(list) == 0 {
		return nil
	}
	words := t.shell.Words()
	items := []item{{row: ui.Row{Title: words.Plural("caution.head", len(list)), Head: true}}}
	for _, c := range list {
		items = append(items, item{
			row:  ui.Row{Title: c.Title(words), Detail: c.Text(words), State: ui.Busy, Word: words.Text("caution.chip")},
			text: c.Text(words), part: c.Part, do: c.Do(words),
		})
	}
	return items
}

// summary says in one line how the day looks.
func (t *Screen) summary(due desk.Due) string {
	words := t.shell.Words()
	switch {
	case len(due.Overdue) > 0:
		return words.Plural("today.summary.overdue", len(due.Overdue), "Today", len(due.Today))
	case len(due.Today) > 0:
		return words.Plural("today.summary.today", len(due.Today))
	}
	return words.Text("today.summary.calm")
}

func (t *Screen) actions(ids []partnership.ID, state ui.State, word string, on date.Day) []item {
	var items []item
	for _, id := range ids {
		record, err := t.desk.Record(id)
		a, ok := record.(partnership.Action)
		if err != nil || !ok {
			continue // removed since
		}
		owner := t.desk.Owner(a)
		i := item{
			record: id, action: true, text: a.Notes,
			row: ui.Row{Title: a.Label(), Detail: owner, State: state, Word: t.text("chip." + word), Aside: t.day(a.Due, on)},
			facts: [][2]string{
				{t.text("fact.due"), t.shell.Words().LongDate(a.Due)},
				{t.text("fact.owner"), owner},
				{t.text("fact.status"), t.shell.Words().Term(language.ActionStatuses, string(a.Status))},
			},
		}
		if a.Meeting != "" {
			i.facts = append(i.facts, [2]string{t.text("fact.meeting"), t.desk.Label(a.Meeting)})
		}
		if a.Agreement != "" {
			i.facts = append(i.facts, [2]string{t.text("fact.agreement"), t.desk.Label(a.Agreement)})
		}
		if n := len(a.FollowUps); n > 0 {
			last := a.FollowUps[n-1]
			i.facts = append(i.facts, [2]string{t.text("fact.followed_up"), t.shell.Words().LongDate(last.On) + noted(last.Note)})
		}
		items = append(items, i)
	}
	return items
}

func noted(note string) string {
	if note == "" {
		return ""
	}
	return ": " + note
}

func (t *Screen) meetings(ids []partnership.ID, state ui.State, word string, on date.Day) []item {
	var items []item
	for _, id := range ids {
		record, err := t.desk.Record(id)
		m, ok := record.(partnership.Meeting)
		if err != nil || !ok {
			continue
		}
		words := t.shell.Words()
		items = append(items, item{
			record: id,
			row:    ui.Row{Title: m.Label(), Detail: words.Time(m.Start) + place(m.Place), State: state, Word: t.text("chip." + word), Aside: t.day(m.Start.Day(), on)},
			facts: [][2]string{
				{t.text("fact.when"), words.LongDate(m.Start.Day()) + ", " + words.Time(m.Start)},
				{t.text("fact.place"), m.Place},
				{t.text("fact.kind"), words.Term(language.MeetingKinds, string(m.Kind))},
				{t.text("fact.agenda"), words.Plural("today.agenda_items", len(m.Agenda))},
				{t.text("fact.people"), words.Plural("today.people", len(m.Attendance))},
			},
		})
	}
	return items
}

func place(p string) string {
	if p == "" {
		return ""
	}
	return " · " + p
}

func (t *Screen) agreements(list []desk.Attention) []item {
	var items []item
	for _, a := range list {
		why := t.shell.Words().Term(language.Due, string(a.Reason))
		items = append(items, item{
			record: a.ID,
			row:    ui.Row{Title: t.desk.Label(a.ID), Detail: why, State: ui.Busy, Word: t.text("chip.attention"), Aside: t.shell.Words().Date(a.On)},
			facts:  [][2]string{{t.text("fact.why"), why}, {t.text("fact.on"), t.shell.Words().LongDate(a.On)}},
		})
	}
	return items
}

func (t *Screen) unsigned(list []desk.Signature) []item {
	var items []item
	for _, s := range list {
		items = append(items, item{
			record: s.Agreement,
			row:    ui.Row{Title: t.desk.Label(s.Organisation), Detail: t.desk.Label(s.Agreement), State: ui.Draft, Word: t.text("chip.unsigned")},
			facts:  [][2]string{{t.text("fact.organisation"), t.desk.Label(s.Organisation)}, {t.text("fact.agreement"), t.desk.Label(s.Agreement)}},
		})
	}
	return items
}

func (t *Screen) quiet(ids []partnership.ID, on date.Day) []item {
	spoken := t.desk.LastSpoken(on)
	var items []item
	for _, id := range ids {
		record, err := t.desk.Record(id)
		c, ok := record.(partnership.Contact)
		if err != nil || !ok {
			continue
		}
		organisation, title := t.desk.CurrentPosition(c, on)
		items = append(items, item{
			record: id,
			row:    ui.Row{Title: c.Label(), Detail: organisation, State: ui.Draft, Word: t.text("chip.quiet"), Aside: t.shell.Words().Date(spoken[id])},
			facts: [][2]string{
				{t.text("fact.organisation"), organisation},
				{t.text("fact.position"), title},
				{t.text("fact.spoken"), t.shell.Words().LongDate(spoken[id])},
			},
		})
	}
	return items
}

// day says when something is, as near as people say it.
func (t *Screen) day(d, on date.Day) string {
	switch {
	case d.IsZero():
		return ""
	case d == on:
		return t.text("day.today")
	case d == on.AddDays(1):
		return t.text("day.tomorrow")
	case d == on.AddDays(-1):
		return t.text("day.yesterday")
	}
	return t.shell.Words().Date(d)
}
