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

// bonds are the failures of one organisation in each agreement on a day.
type bonds struct{ provider, recipient []set }

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
	both := make([]set, 2*len(a.rooms))
	b := &bonds{provider: both[:len(a.rooms)], recipient: both[len(a.rooms):]}
	for i := range a.rooms {
		b.provider[i], b.recipient[i] = onlyProviderNotParty, onlyRecipientNotParty
	}
	// Backwards, so that of several entries the first one's failure is told; none, when one of them is bound.
	bound := -1
	for _, e := range slices.Backward(a.entries[organisation]) {
		failed := lapses[e.party.LapseOn(on)]
		if bound == e.room {
			continue
		}
		if failed.provider == 0 {
			bound = e.room
		}
		b.provider[e.room], b.recipient[e.room] = failed.provider, failed.recipient
	}
	a.bonds[key] = b
	return b
}

// entry is an entry of a party in an agreement.
type entry struct {
	room  int
	party *partnership.Party
}

// enter notes for whom the parties of an agreement stand.
func (a *Aid) enter(room int, parties []partnership.Party) {
	for i := range parties {
		p := &parties[i]
		if !p.IsParty() {
			continue
		}
		a.entries[p.Organisation] = append(a.entries[p.Organisation], entry{room, p})
		for _, member := range p.Members {
			if member != p.Organisation {
				a.entries[member] = append(a.entries[member], entry{room, p})
			}
		}
	}
}

// lapses are the failures of a party that is not bound, by why it is not.
var lapses = map[partnership.Lapse]struct{ provider, recipient set }{
	partnership.LapseNotParty:       {onlyProviderNotParty, onlyRecipientNotParty},
	partnership.LapseNotSigned:      {onlyProviderNotSigned, onlyRecipientNotSigned},
	partnership.LapseWithdrawn:      {onlyProviderWithdrawn, onlyRecipientWithdrawn},
	partnership.LapsePartySuspended: {onlyProviderSuspended, onlyRecipientSuspended},
}

// forceOn returns the failures of each agreement itself on a day.
func (a *Aid) forceOn(on date.Day) []set {
	if known, ok := a.force[on]; ok {
		return known
	}
	force := make([]set, len(a.rooms))
	for i := range a.rooms {
		for _, lapse := range a.rooms[i].agreement.ForceOn(on) {
			force[i] |= setOf[Reason(lapse)]
		}
	}
	a.force[on] = force
	return force
}

// sought is a question in numbers.
type sought struct {
	question          Question
	from, to          who
	category, purpose number
}

// count returns the size of what [rule.failures] returns.
func (r *rule) count(q *sought) int {
	n := 0
	if !r.from.matches(q.from) || !r.to.matches(q.to) {
		n++
	}
	if r.category != q.category {
		n++
	}
	if r.purpose != q.purpose {
		n++
	}
	return n
}

// failures returns why a provision does not apply, apart from what its agreement, the parties and its forum fail in.
func (r *rule) failures(q *sought) set {
	var failed set
	if !r.from.matches(q.from) || !r.to.matches(q.to) {
		if r.from.matches(q.to) && r.to.matches(q.from) {
			failed = onlyDirectionReversed
		} else {
			failed = onlyPartiesDiffer
		}
	}
	if r.category != q.category {
		failed |= onlyCategoryDiffers
	}
	if r.purpose != q.purpose {
		failed |= onlyPurposeDiffers
	}
	return failed
}

// failuresOfForum returns why a provision of a forum does not apply.
func (r *room) failuresOfForum(forum int32, q *Question) set {
	if forum == nowhere {
		return onlyOtherForum
	}
	f, failed := &r.agreement.Forums[forum], set(0)
	if !isForum(q.Forum, r.agreement.ID, f.ID) {
		failed = onlyOtherForum
	}
	if len(f.Participants) == 0 {
		return failed
	}
	if !slices.Contains(f.Participants, q.From) && !slices.Contains(f.Suppliers, q.From) {
		failed |= onlyProviderNotInForum
	}
	if !slices.Contains(f.Participants, q.To) {
		failed |= onlyRecipientNotInForum
	}
	return failed
}

// isForum reports whether a question's forum is this one.
func isForum(name string, agreement, forum partnership.ID) bool {
	n := len(agreement)
	return len(name) == n+1+len(forum) && name[:n] == string(agreement) && name[n] == '/' && name[n+1:] == string(forum)
}

// match is a provision with what it fails in.
type match struct {
	room      *room
	provision *partnership.Provision
	name      string
	failed    set
}

// nearest returns the provisions with the fewest failures. What fails in more than the best so far is not looked into:
// agreements are taken in the order of their own failures, as their provisions fail in at least as much.
func (a *Aid) nearest(q *sought) []match {
	force, given, got := a.forceOn(q.question.On), a.bondsOf(q.question.From, q.question.On), a.bondsOf(q.question.To, q.question.On)
	owns := make([]set, len(a.rooms))
	sizes := make([]int, len(a.rooms))
	for i := range owns {
		owns[i] = force[i] | given.provider[i] | got.recipient[i]
		sizes[i] = owns[i].size()
	}
	found, fewest := []match(nil), len(sorted)
	for most := 0; most <= min(fewest, mostOfAgreement); most++ {
		for i, size := range sizes {
			if size == most {
				found, fewest = a.rooms[i].nearest(q, owns[i], found, fewest)
			}
		}
	}
	return found
}

// mostOfAgreement is in how much an agreement can fail by itself: not in force, suspended, terminated, not yet or no more
// in its term, or both on a wrong day of a term that cannot be; and provider and recipient in one thing each.
const mostOfAgreement = 7

// nearest adds the provisions of an agreement that fail in as little as the best so far, or puts them in its place.
func (r *room) nearest(q *sought, own set, found []match, fewest int) ([]match, int) {
	size := own.size()
	for j := range r.rules {
		rule := &r.rules[j]
		if size+rule.count(q) > fewest {
			continue
		}
		provision := &r.agreement.Provisions[j]
		failed := own | rule.failures(q)
		if rule.forum != everywhere {
			failed |= r.failuresOfForum(rule.forum, &q.question)
		}
		if rule.dated && provision.LapseOn(q.question.On) != "" {
			failed |= onlyProvisionNotInForce
		}
		n := failed.size()
		if n < fewest {
			fewest, found = n, found[:0]
		}
		if n == fewest {
			found = append(found, match{r, provision, rule.name, failed})
		}
	}
	return found, fewest
}
