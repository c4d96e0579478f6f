package sharing

import (
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Aid answers questions from a fixed set of organisations and agreements. It remembers what it found out about a day, so
// that the next question is answered quicker; it is not for several goroutines at once.
type Aid struct {
	vocabulary    *partnership.Vocabulary
	organisations map[partnership.ID]partnership.Organisation
	rooms         []room
	place         map[partnership.ID]int // of an agreement in rooms
	bonds         map[bondKey]*bonds
}

// room is an agreement with what questions ask of it often.
type room struct {
	agreement partnership.Agreement
	rules     []rule
	names     []string // of its forums, as questions name them
}

// rule is a provision with its sides taken apart.
type rule struct {
	*partnership.Provision
	forum    int // index in the agreement's forums; [nowhere] when there is none of that id
	from, to side
}

// side is the From or To of a provision.
type side struct {
	id   partnership.ID
	kind partnership.Term
	any  bool
}

func (s side) matches(o *partnership.Organisation) bool {
	return s.any || s.id != "" && s.id == o.ID || s.kind != "" && s.kind == o.Kind
}

// New returns an aid that answers from these organisations and agreements, whatever order they are in. The agreements
// are not changed and must not be changed meanwhile.
func New(v *partnership.Vocabulary, organisations []partnership.Organisation, agreements []partnership.Agreement) *Aid {
	a := &Aid{
		vocabulary:    v,
		organisations: make(map[partnership.ID]partnership.Organisation, len(organisations)),
		rooms:         make([]room, len(agreements)),
		place:         make(map[partnership.ID]int, len(agreements)),
		bonds:         map[bondKey]*bonds{},
	}
	for _, o := range organisations {
		a.organisations[o.ID] = o
	}
	for i, agreement := range agreements {
		a.rooms[i] = newRoom(agreement)
		a.place[agreement.ID] = i
	}
	return a
}

func newRoom(agreement partnership.Agreement) room {
	r := room{agreement: agreement, rules: make([]rule, len(agreement.Provisions))}
	for _, f := range agreement.Forums {
		r.names = append(r.names, ForumName(agreement.ID, f.ID))
	}
	for i := range agreement.Provisions {
		p := &agreement.Provisions[i]
		r.rules[i] = rule{Provision: p, forum: r.forum(p.Forum), from: sideOf(p.From), to: sideOf(p.To)}
	}
	return r
}

func sideOf(who string) side {
	if who == partnership.Anyone {
		return side{any: true}
	}
	if kind, ok := partnership.KindOf(who); ok {
		return side{kind: kind}
	}
	return side{id: partnership.ID(who)}
}

// nowhere is the place of a forum that does not exist.
const nowhere = -1

// forum returns the place of a forum, or [nowhere].
func (r *room) forum(id partnership.ID) int {
	return slices.IndexFunc(r.agreement.Forums, func(f partnership.Forum) bool { return f.ID == id })
}

// ForumName returns how a question names a consultation.
func ForumName(agreement, forum partnership.ID) string {
	return string(agreement) + "/" + string(forum)
}

// bonds are the failures of all agreements, and of one organisation in each of them, on a day.
type bonds struct {
	provider, recipient []set // by agreement; with the agreement's own failures
}

type bondKey struct {
	organisation partnership.ID
	on           date.Day
}

// bondsOf returns what keeps an organisation from being bound by each agreement on a day.
func (a *Aid) bondsOf(organisation partnership.ID, on date.Day) *bonds {
	key := bondKey{organisation, on}
	if known, ok := a.bonds[key]; ok {
		return known
	}
	b := &bonds{provider: make([]set, len(a.rooms)), recipient: make([]set, len(a.rooms))}
	for i := range a.rooms {
		agreement := &a.rooms[i].agreement
		var own set
		for _, lapse := range agreement.ForceOn(on) {
			own |= bitOf[Reason(lapse)]
		}
		b.provider[i], b.recipient[i] = own, own
		if lapse := agreement.PartyLapse(organisation, on); lapse != "" {
			b.provider[i] |= bitOf[Reason("provider_"+lapse)]
			b.recipient[i] |= bitOf[Reason("recipient_"+lapse)]
		}
	}
	a.bonds[key] = b
	return b
}

// failures returns why a provision does not apply, apart from what its agreement and the parties fail in already.
func (r *room) failures(p *rule, q Question, from, to *partnership.Organisation) set {
	var failed set
	if p.Forum != "" && (p.forum == nowhere || r.names[p.forum] != q.Forum) {
		failed |= bitOtherForum
	}
	if p.forum != nowhere {
		if f := &r.agreement.Forums[p.forum]; len(f.Participants) > 0 {
			if !slices.Contains(f.Participants, q.From) && !slices.Contains(f.Suppliers, q.From) {
				failed |= bitProviderNotInForum
			}
			if !slices.Contains(f.Participants, q.To) {
				failed |= bitRecipientNotInForum
			}
		}
	}
	if (!p.AddedOn.IsZero() || !p.DroppedOn.IsZero()) && p.LapseOn(q.On) != "" {
		failed |= bitProvision
	}
	if !p.from.matches(from) || !p.to.matches(to) {
		if p.from.matches(to) && p.to.matches(from) {
			failed |= bitReversed
		} else {
			failed |= bitParties
		}
	}
	if p.Category != q.Category {
		failed |= bitCategory
	}
	if p.Purpose != q.Purpose {
		failed |= bitPurpose
	}
	return failed
}

// match is a provision with what it fails in.
type match struct {
	room   *room
	rule   *rule
	failed set
}

// nearest returns the provisions with the fewest failures. Agreements that fail in more than the best so far are not
// looked into: their provisions fail in at least as much.
func (a *Aid) nearest(q Question, from, to *partnership.Organisation) []match {
	given, got := a.bondsOf(q.From, q.On), a.bondsOf(q.To, q.On)
	var found []match
	fewest := len(sorted)
	for i := range a.rooms {
		own := given.provider[i] | got.recipient[i]
		if own.size() > fewest {
			continue
		}
		r := &a.rooms[i]
		for j := range r.rules {
			failed := own | r.failures(&r.rules[j], q, from, to)
			n := failed.size()
			if n > fewest {
				continue
			}
			if n < fewest {
				fewest, found = n, found[:0]
			}
			found = append(found, match{r, &r.rules[j], failed})
		}
	}
	return found
}
