package sharing

import (
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Aid answers questions from a fixed set of organisations and agreements. It remembers what it found out about a day, so
// that the next question is answered quicker; it is not for several goroutines at once.
type Aid struct {
	vocabulary    *partnership.Vocabulary
	organisations map[partnership.ID]member
	rooms         []room
	place         map[partnership.ID]int // of an agreement in rooms
	bonds         map[bondKey]*bonds
	force         map[date.Day][]set
	entries       map[partnership.ID][]entry // of each organisation, by room, in the order of the agreement
	numbers       map[string]number
}

// number stands for an organisation, a kind, a category or a purpose where provisions are compared with a question: a
// comparison of numbers takes a fraction of one of texts. What is called the same has the same number; 0 is that
// of nothing.
type number int32

// room is an agreement with what questions ask of it often.
type room struct {
	agreement *partnership.Agreement
	rules     []rule
}

// rule is a provision in numbers.
type rule struct {
	from, to          side
	category, purpose number
	name              string // as an answer names it
	forum             int32  // index in the agreement's forums, or one of those below
	dated             bool   // it was added or dropped on a day
}

const (
	everywhere = -1 // the provision has no forum
	nowhere    = -2 // there is no forum of that id
)

// side is the From or To of a provision: an organisation, a kind or anyone.
type side struct {
	id, kind number
	anyone   bool
}

// who is an organisation in numbers.
type who struct{ id, kind number }

// member is an organisation of the aid.
type member struct {
	partnership.Organisation
	who who
}

func (s side) matches(o who) bool { return s.anyone || s.id == o.id || s.kind == o.kind }

// New returns an aid that answers from these organisations and agreements, whatever order they are in. The agreements
// must not be changed meanwhile.
func New(v *partnership.Vocabulary, organisations []partnership.Organisation, agreements []partnership.Agreement) *Aid {
	a := &Aid{
		vocabulary:    v,
		organisations: make(map[partnership.ID]member, len(organisations)),
		rooms:         make([]room, len(agreements)),
		place:         make(map[partnership.ID]int, len(agreements)),
		bonds:         map[bondKey]*bonds{},
		force:         map[date.Day][]set{},
		entries:       map[partnership.ID][]entry{},
		numbers:       map[string]number{},
	}
	for _, o := range organisations {
		a.organisations[o.ID] = member{o, who{a.number(string(o.ID)), a.number(partnership.OfKind(o.Kind))}}
	}
	for i := range agreements {
		a.rooms[i] = a.newRoom(&agreements[i])
		a.place[agreements[i].ID] = i
		a.enter(i, agreements[i].Parties)
	}
	return a
}

func (a *Aid) newRoom(agreement *partnership.Agreement) room {
	r := room{agreement: agreement, rules: make([]rule, len(agreement.Provisions))}
	for i := range agreement.Provisions {
		p := &agreement.Provisions[i]
		r.rules[i] = rule{
			from: a.sideOf(p.From), to: a.sideOf(p.To), category: a.number(string(p.Category)), purpose: a.number(string(p.Purpose)),
			name: string(agreement.ID) + "/" + string(p.ID), forum: everywhere, dated: !p.AddedOn.IsZero() || !p.DroppedOn.IsZero(),
		}
		if p.Forum != "" {
			r.rules[i].forum = r.forum(p.Forum)
		}
	}
	return r
}

func (a *Aid) sideOf(text string) side {
	if text == partnership.Anyone {
		return side{anyone: true}
	}
	if kind, ok := partnership.KindOf(text); ok {
		return side{kind: a.number(partnership.OfKind(kind))}
	}
	return side{id: a.number(text)}
}

// number returns the number of a name. A kind is named with its prefix, which no id has.
func (a *Aid) number(name string) number {
	n, ok := a.numbers[name]
	if !ok {
		n = number(len(a.numbers) + 1)
		a.numbers[name] = n
	}
	return n
}

// forum returns the place of a forum, or [nowhere].
func (r *room) forum(id partnership.ID) int32 {
	for i := range r.agreement.Forums {
		if r.agreement.Forums[i].ID == id {
			return int32(i)
		}
	}
	return nowhere
}

// ForumName returns how a question names a consultation.
func ForumName(agreement, forum partnership.ID) string {
	return string(agreement) + "/" + string(forum)
}
