package document

import (
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// standing tells how the agreements stand that the meeting is held under, or that bind a partner who comes. Those that
// are in force and want no attention share a line.
func (p pack) standing() []Block {
	out := []Block{p.heading("agreements")}
	t := Table{Caption: p.w.Text("document.pack.agreements"), Columns: []Column{{Wide: true}, {}, {Wide: true}}}
	for _, key := range []string{"agreement", "state", "attention"} {
		t.Head = append(t.Head, Cell{Plain(p.w.Text("document.pack.agreements." + key))})
	}
	var calm []string
	for _, a := range p.concerned() {
		attention := p.attention(a)
		if len(attention) == 0 && len(a.ForceOn(p.day)) == 0 {
			calm = append(calm, a.Title)
			continue
		}
		t.Rows = append(t.Rows, []Cell{{Strong(a.Title)}, {Plain(p.options.term("agreement_statuses", string(a.Status)))}, attention})
	}
	switch {
	case len(t.Rows) == 0 && len(calm) == 0:
		return append(out, p.says("no_agreements"))
	case len(t.Rows) > 0:
		out = append(out, t)
	}
	if len(calm) > 0 {
		out = append(out, p.says("calm", "Titles", p.w.List(calm...)))
	}
	return out
}

// concerned returns the agreements of the meeting, then those with a partner who comes, by title. The municipality itself is a party
// to nearly all: it does not count as a partner. What was terminated is history, unless the meeting is about it.
func (p pack) concerned() []partnership.Agreement {
	list := p.agreements()
	own := len(list)
	for _, a := range p.briefing.Agreements {
		if a.Status == partnership.AgreementTerminated || slices.ContainsFunc(list[:own], func(b partnership.Agreement) bool { return a.ID == b.ID }) {
			continue
		}
		if slices.ContainsFunc(p.present, func(s seat) bool { return p.partnerIn(a, s.organisation) }) {
			list = append(list, a)
		}
	}
	slices.SortStableFunc(list[own:], func(a, b partnership.Agreement) int { return p.w.Compare(a.Title, b.Title) })
	return list
}

func (p pack) partnerIn(a partnership.Agreement, organisation partnership.ID) bool {
	return organisation != "" && !p.own(organisation) &&
		slices.ContainsFunc(a.Parties, func(party partnership.Party) bool { return party.IsParty() && party.StandsFor(organisation) })
}

// attention returns what is due for an agreement and what does not hold on the day of the meeting, a line each.
func (p pack) attention(a partnership.Agreement) Cell {
	var cell Cell
	say := func(key string, data ...any) {
		cell = append(cell, Plain(p.w.Text("document.attention."+key, data...)))
	}
	var unsigned []string
	for _, due := range p.briefing.Attention {
		switch {
		case due.Agreement != a.ID:
		case due.Reason == Unsigned:
			unsigned = append(unsigned, p.organisation(due.Organisation))
		default:
			say(due.Reason, "Day", p.w.MediumDate(due.On))
		}
	}
	if len(unsigned) > 0 {
		slices.SortFunc(unsigned, p.w.Compare)
		say(Unsigned, "Names", p.w.List(unsigned...))
	}
	for _, lapse := range a.ForceOn(p.day) {
		switch {
		case lapse == partnership.LapseSuspended && !a.SuspendedUntil.IsZero():
			say("suspended_until", "Day", p.w.MediumDate(a.SuspendedUntil))
		case lapse == partnership.LapseNotYet:
			say("not_yet", "Day", p.w.MediumDate(a.ValidFrom))
		case lapse == partnership.LapseTerminated && !a.TerminatedOn.IsZero():
			say("terminated", "Day", p.w.MediumDate(a.TerminatedOn))
		default: // the stage that it is in says the rest; that it ended is among what is due
		}
	}
	for _, party := range a.Parties {
		switch lapse := party.LapseOn(p.day); lapse {
		case partnership.LapseWithdrawn, partnership.LapsePartySuspended:
			say("party_"+string(lapse), "Name", p.organisation(party.Organisation))
		default: // a missing signature is among what is due
		}
	}
	return cell
}
