package sharing

import (
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

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
