package partnership

import "strings"

// References returns the ids of the records that r refers to, each once for every time that it is mentioned.
//
// Left out is what a deliberation names as it was at the time: provisions may be dropped later.
func References(r Record) []ID {
	var ids references
	switch r := r.(type) {
	case Organisation:
		ids.add(r.PartOf)
	case Contact:
		for _, p := range r.Positions {
			ids.add(p.Organisation)
		}
	case Agreement:
		ids.addAgreement(r)
	case Series:
		ids.add(r.Agreements...)
		ids.addForum(r.Forum)
	case Meeting:
		ids.addMeeting(r)
	case Action:
		ids.add(r.Organisation, r.Contact, r.Meeting, r.Agreement)
		ids.add(r.After...)
	case Deliberation:
		ids.add(r.From, r.To)
		ids.addForum(r.Forum)
	}
	return ids
}

type references []ID

func (ids *references) add(list ...ID) {
	for _, id := range list {
		if id != "" {
			*ids = append(*ids, id)
		}
	}
}

// addForum adds the agreement of a reference "agreement id/forum id".
func (ids *references) addForum(forum string) {
	agreement, _, _ := strings.Cut(forum, "/")
	ids.add(ID(agreement))
}

func (ids *references) addAgreement(a Agreement) {
	ids.add(a.Supersedes)
	ids.add(a.Attachments...)
	for _, f := range a.Forums {
		ids.add(f.Participants...)
		ids.add(f.Suppliers...)
	}
	for _, p := range a.Parties {
		ids.add(p.Organisation, p.Contact)
		ids.add(p.Members...)
	}
	for _, p := range a.Provisions {
		ids.addSide(p.From)
		ids.addSide(p.To)
	}
}

// addSide adds an organisation that a provision names by its id, rather than by its kind or as any.
func (ids *references) addSide(side string) {
	if side != Anyone && !strings.HasPrefix(side, kindPrefix) {
		ids.add(ID(side))
	}
}

func (ids *references) addMeeting(m Meeting) {
	ids.add(m.Series)
	ids.add(m.Agreements...)
	ids.addForum(m.Forum)
	ids.add(m.Attachments...)
	for _, item := range m.Agenda {
		ids.add(item.Owner)
	}
	for _, a := range m.Attendance {
		ids.add(a.Contact)
	}
	for _, a := range m.Ambitions {
		ids.add(a.Organisation)
	}
	for _, points := range [][]Point{m.Strengths, m.Weaknesses, m.Opportunities, m.Improvements} {
		for _, p := range points {
			ids.add(p.Organisation, p.Action)
		}
	}
}
