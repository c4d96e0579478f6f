package document

import (
	"slices"
	"strconv"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Briefing is what is known around a meeting that is prepared. Its lists may hold the records of the whole vault: what belongs on
// the table is chosen by [MeetingPack].
type Briefing struct {
	Meeting    partnership.Meeting
	Previous   *partnership.Meeting // the one that came before it; nil when there was none
	Agreements []partnership.Agreement
	Actions    []partnership.Action
	Attention  []Attention
}

// Attention is what an agreement wants attention for, as the rules about what is due have found.
type Attention struct {
	Agreement    partnership.ID
	Reason       string         // a key "document.attention." and this word has its sentence
	On           date.Day       // the day that it is about
	Organisation partnership.ID // who has not signed, for [Unsigned]
}

// Unsigned is the reason of an [Attention] for a signature that is missing.
const Unsigned = "unsigned"

// MeetingPack returns what everybody at a meeting wants in front of them: the agenda, who comes and which partner misses, the open
// actions of each partner, how the agreements with them stand, and what was decided the time before.
func MeetingPack(b Briefing, look Directory, o Options) Document {
	p := pack{gathering: newGathering(b.Meeting, look, o), briefing: b}
	p.present = p.seats()
	p.open = p.byPartner()
	d := o.piece(p.w.Text("document.pack.title", "Title", b.Meeting.Title),
		p.when(), p.w.Text("document.actions.on", "Day", p.w.MediumDate(o.On)))
	if b.Meeting.Cancelled {
		d.Watermark = p.w.Text("document.watermark.cancelled")
	}
	d.Blocks = append(d.Blocks, Title{Text: b.Meeting.Title, Under: p.w.Text("document.pack")})
	d.Blocks = append(d.Blocks, p.about()...)
	d.Blocks = append(d.Blocks, p.agenda()...)
	d.Blocks = append(d.Blocks, p.table()...)
	d.Blocks = append(d.Blocks, p.openActions()...)
	d.Blocks = append(d.Blocks, p.standing()...)
	d.Blocks = append(d.Blocks, p.lastTime()...)
	return d
}

type pack struct {
	gathering
	briefing Briefing
	present  []seat
	open     []partnerActions
}

func (p pack) heading(key string) Heading {
	return Heading{Level: 1, Text: Plain(p.w.Text("document.pack." + key))}
}

func (p pack) says(key string, data ...any) Paragraph {
	return Paragraph{Text: Plain(p.w.Text("document.pack."+key, data...))}
}

func (p pack) agenda() []Block {
	out := []Block{p.heading("agenda")}
	if len(p.meeting.Agenda) == 0 {
		return append(out, p.says("no_agenda"))
	}
	t := Table{Caption: p.w.Text("document.pack.agenda"), Columns: []Column{{}, {Wide: true}, {}, {}, {}}}
	for _, key := range []string{"number", "item", "goal", "minutes", "owner"} {
		t.Head = append(t.Head, Cell{Plain(p.w.Text("document.pack.agenda." + key))})
	}
	for i, item := range p.meeting.Agenda {
		row := []Cell{{Plain(strconv.Itoa(i + 1))}, append(Cell{Strong(item.Title)}, remarks(item.Text)...), nil, nil, nil}
		if item.Goal != "" {
			row[2] = Cell{Plain(p.options.term("goals", string(item.Goal)))}
		}
		if item.Minutes > 0 {
			row[3] = Cell{Plain(strconv.Itoa(item.Minutes))}
		}
		if item.Owner != "" {
			row[4] = Cell{Plain(p.contactName(item.Owner))}
		}
		t.Rows = append(t.Rows, row)
	}
	return append(out, t)
}

// table tells who comes, who has excused themselves and which partners miss.
func (p pack) table() []Block {
	out := append([]Block{p.heading("who")}, p.attendance(p.present,
		column{"comes", true, []partnership.AttendanceStatus{partnership.Invited, partnership.Present}},
		column{"not_coming", false, []partnership.AttendanceStatus{partnership.Excused, partnership.Absent}},
	)...)
	if missing := p.missing(p.present); len(missing) > 0 {
		out = append(out, Paragraph{Text: append(Strong(p.w.Text("document.pack.missing")+" "), Plain(p.w.List(missing...))...)})
	}
	return out
}

// lastTime tells what the meeting before this one decided, and how the actions stand that came from it.
func (p pack) lastTime() []Block {
	previous := p.briefing.Previous
	if previous == nil {
		return []Block{p.heading("last"), p.says("no_last")}
	}
	out := []Block{
		p.heading("last"),
		p.says("last.when", "Title", previous.Title, "Day", p.w.LongDate(previous.Start.Day())),
	}
	var decisions List
	for i, decision := range previous.Decisions {
		decisions.Items = append(decisions.Items, Item{Marker: strconv.Itoa(i+1) + ".", Text: Plain(decision.Text)})
	}
	if len(decisions.Items) == 0 {
		out = append(out, p.says("no_decisions"))
	} else {
		out = append(out, Heading{Level: 2, Text: Plain(p.w.Text("document.pack.decisions"))}, decisions)
	}
	return append(out, p.outcomes(previous.ID)...)
}

// outcomes tells how the actions stand that came from a meeting. Those that are open with a partner who comes stand in full above
// already: they share a line with their numbers.
func (p pack) outcomes(meeting partnership.ID) []Block {
	t := p.actionTable(p.w.Text("document.pack.actions_from"))
	var open []string
	for _, a := range p.from(meeting) {
		if a.Number > 0 && p.shown(a) {
			open = append(open, strconv.Itoa(a.Number))
			continue
		}
		state := Cell{Plain(p.options.term("action_statuses", string(a.Status)))}
		if !a.DoneOn.IsZero() {
			state = append(state, Plain(p.w.MediumDate(a.DoneOn)))
		}
		t.Rows = append(t.Rows, []Cell{p.number(a), {Strong(a.Title)}, p.who(a), p.dueOf(a), state})
	}
	if len(t.Rows)+len(open) == 0 {
		return []Block{p.says("no_actions_from")}
	}
	out := []Block{Heading{Level: 2, Text: Plain(p.w.Text("document.pack.actions_from"))}}
	if len(t.Rows) > 0 {
		out = append(out, t)
	}
	if len(open) > 0 {
		out = append(out, p.says("still_open", "Numbers", p.w.List(open...)))
	}
	return out
}

// from returns the actions that came from a meeting, what is due first.
func (p pack) from(meeting partnership.ID) []partnership.Action {
	var list []partnership.Action
	for _, a := range p.briefing.Actions {
		if a.Meeting == meeting {
			list = append(list, a)
		}
	}
	slices.SortFunc(list, p.order)
	return list
}

// dueOf returns the day of an action; that it is overdue only as long as it is to be done.
func (p pack) dueOf(a partnership.Action) Cell {
	if a.Status == partnership.ActionDone || a.Status == partnership.ActionDropped {
		return Cell{Plain(p.w.MediumDate(a.Due))}
	}
	return p.due(a)
}
