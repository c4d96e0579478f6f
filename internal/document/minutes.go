package document

import (
	"slices"
	"strconv"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Minutes returns the minutes (verslag) of a meeting: who was there, what came of each agenda item, the decisions, the actions that came
// from it, and what partners told in an ambition session. Of the actions those of this meeting are taken. Next is the next meeting of
// the series, nil when none is planned. As long as the minutes are not approved they are marked as a draft.
func Minutes(m partnership.Meeting, actions []partnership.Action, next *partnership.Meeting, look Directory, o Options) Document {
	r := minutes{gathering: newGathering(m, look, o), numbers: map[partnership.ID]int{}}
	for _, a := range actions {
		r.numbers[a.ID] = a.Number
	}
	d := o.piece(r.w.Text("document.minutes.title", "Title", m.Title), r.when(), capital(r.approval()))
	switch {
	case m.Cancelled:
		d.Watermark = r.w.Text("document.watermark.cancelled")
	case m.MinutesApprovedOn.IsZero():
		d.Watermark = r.w.Text("document.watermark.draft")
	}
	d.Blocks = append(d.Blocks, Title{Text: m.Title, Under: r.w.Text("document.minutes")})
	d.Blocks = append(d.Blocks, r.about()...)
	d.Blocks = append(d.Blocks, r.said("approval", r.approval()))
	d.Blocks = append(d.Blocks, r.there()...)
	d.Blocks = append(d.Blocks, r.items()...)
	d.Blocks = append(d.Blocks, r.notes()...)
	d.Blocks = append(d.Blocks, r.ambitions()...)
	d.Blocks = append(d.Blocks, r.actions(actions)...)
	d.Blocks = append(d.Blocks, r.next(next)...)
	return d
}

type minutes struct {
	gathering
	numbers map[partnership.ID]int // of all actions, for what was made of a point
}

func (r minutes) heading(key string) Heading {
	return Heading{Level: 1, Text: Plain(r.w.Text("document.minutes." + key))}
}

// said returns a line with its name before it.
func (r minutes) said(key, text string) Paragraph {
	return Paragraph{Text: append(Strong(r.w.Text("document.minutes."+key)+" "), Plain(text)...)}
}

func (r minutes) approval() string {
	if r.meeting.MinutesApprovedOn.IsZero() {
		return r.w.Text("document.minutes.not_approved")
	}
	return r.w.Text("document.minutes.approved", "Day", r.w.MediumDate(r.meeting.MinutesApprovedOn))
}

func (r minutes) there() []Block {
	return append([]Block{r.heading("there")}, r.attendance(r.seats(),
		column{"present", true, []partnership.AttendanceStatus{partnership.Present}},
		column{"not_present", false, []partnership.AttendanceStatus{partnership.Excused, partnership.Absent}},
		column{"not_noted", true, []partnership.AttendanceStatus{partnership.Invited}},
	)...)
}

// items tells what came of each agenda item. Decisions are numbered through, those without an item come last.
func (r minutes) items() []Block {
	number := 0
	decided := func(of func(partnership.Decision) bool) []Block {
		var out []Block
		for _, d := range r.meeting.Decisions {
			if of(d) {
				number++
				name := r.w.Text("document.minutes.decision", "Number", strconv.Itoa(number))
				out = append(out, Paragraph{Text: append(Strong(name+" "), Plain(d.Text)...)})
			}
		}
		return out
	}
	var list List
	for i, item := range r.meeting.Agenda {
		blocks := lines(item.Text)
		for j, line := range remarks(item.Outcome) {
			if j == 0 {
				line = append(Strong(r.w.Text("document.minutes.outcome")+" "), line...)
			}
			blocks = append(blocks, Paragraph{Text: line})
		}
		blocks = append(blocks, decided(func(d partnership.Decision) bool { return d.Agenda == item.ID })...)
		title := Strong(item.Title)
		if item.Owner != "" {
			title = append(title, Plain(" ("+r.contactName(item.Owner)+")")...)
		}
		list.Items = append(list.Items, Item{Marker: strconv.Itoa(i+1) + ".", Text: title, Blocks: blocks})
	}
	var out []Block
	if len(list.Items) > 0 {
		out = append(out, r.heading("items"), list)
	}
	others := decided(func(d partnership.Decision) bool {
		return !slices.ContainsFunc(r.meeting.Agenda, func(i partnership.AgendaItem) bool { return i.ID == d.Agenda })
	})
	if len(others) > 0 {
		out = append(append(out, r.heading("decisions")), others...)
	}
	return out
}

func (r minutes) notes() []Block {
	if r.meeting.Minutes == "" {
		return nil
	}
	return append([]Block{r.heading("notes")}, lines(r.meeting.Minutes)...)
}

// actions is the table of what was agreed to do: by whom and when. How far it is by now is told by the action list.
func (r minutes) actions(all []partnership.Action) []Block {
	var list []partnership.Action
	for _, a := range all {
		if a.Meeting == r.meeting.ID && a.Status != partnership.ActionDropped {
			list = append(list, a)
		}
	}
	out := []Block{r.heading("actions")}
	if len(list) == 0 {
		return append(out, Paragraph{Text: Plain(r.w.Text("document.minutes.no_actions"))})
	}
	slices.SortFunc(list, r.order)
	t := Table{Caption: r.w.Text("document.minutes.actions"), Columns: []Column{{}, {Wide: true}, {Wide: true}, {}}}
	for _, key := range []string{"number", "what", "who", "due"} {
		t.Head = append(t.Head, Cell{Plain(r.w.Text("document.actions." + key))})
	}
	for _, a := range list {
		row := []Cell{nil, {Strong(a.Title)}, r.who(a), {Plain(r.w.MediumDate(a.Due))}}
		if a.Number > 0 {
			row[0] = Cell{Plain(strconv.Itoa(a.Number))}
		}
		if a.Due.IsZero() {
			row[3] = Cell{Plain(r.w.Text("document.actions.no_day"))}
		}
		t.Rows = append(t.Rows, row)
	}
	return append(out, t)
}

// next tells when the series goes on. A meeting outside a series has no next one.
func (r minutes) next(next *partnership.Meeting) []Block {
	switch {
	case next != nil:
		text := newGathering(*next, r.look, r.options).when()
		if next.Place != "" {
			text += ", " + next.Place
		}
		return []Block{r.said("next", text)}
	case r.meeting.Series != "":
		return []Block{r.said("next", r.w.Text("document.minutes.no_next"))}
	}
	return nil
}
