package document

import (
	"errors"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// ErrNoGuests tells that nobody at a meeting needs to sign a declaration of secrecy.
var ErrNoGuests = errors.New("no guests")

// Secrecy returns a declaration of secrecy (geheimhoudingsverklaring) for each guest of a meeting, on a page of its own; [ErrNoGuests]
// when there is none.
//
// A guest is who was invited or was present and works at no organisation that is bound on the day of the meeting by every agreement
// that the meeting is held under. Bound is a party that signed and neither withdrew nor is suspended, a member of a collective
// party, and a part of either. An agreement that is not in force on that day binds nobody and is left out; without any, everybody
// from outside the municipality is a guest. Its own people, whom the law binds already (Awb, section 2:5), never are.
func Secrecy(m partnership.Meeting, look Directory, o Options) (Document, error) {
	s := secrecy{newGathering(m, look, o)}
	d := o.piece(s.text("title"), m.Title+", "+s.when(), m.Title+", "+s.w.MediumDate(s.day))
	d.Header, d.Folio = "", "" // each page is a document of its own, for somebody else
	for _, seat := range s.seats() {
		for _, p := range seat.people {
			if !s.guest(p) {
				continue
			}
			if len(d.Blocks) > 0 {
				d.Blocks = append(d.Blocks, PageBreak{})
			}
			d.Blocks = append(d.Blocks, s.declaration(p, seat)...)
		}
	}
	if len(d.Blocks) == 0 {
		return Document{}, ErrNoGuests
	}
	return d, nil
}

// Guests returns the contacts who are guests of a meeting, as [Secrecy] has it, in the order in which they sit.
func Guests(m partnership.Meeting, look Directory, o Options) []partnership.ID {
	s := secrecy{newGathering(m, look, o)}
	var guests []partnership.ID
	for _, seat := range s.seats() {
		for _, p := range seat.people {
			if s.guest(p) {
				guests = append(guests, p.contact)
			}
		}
	}
	return guests
}

type secrecy struct{ gathering }

func (s secrecy) text(key string, data ...any) string {
	if key == "title" {
		return s.w.Text("document.secrecy", data...)
	}
	return s.w.Text("document.secrecy."+key, data...)
}

func (s secrecy) guest(p person) bool {
	if p.status != partnership.Invited && p.status != partnership.Present {
		return false
	}
	c, _ := s.look.Contact(p.contact)
	binding := s.binding()
	for _, position := range c.Positions {
		if !s.day.Within(position.Since, position.Until) {
			continue
		}
		if s.own(position.Organisation) || len(binding) > 0 && s.bound(position.Organisation, binding) {
			return false
		}
	}
	return true
}

// binding returns the agreements of the meeting that are in force on its day.
func (s secrecy) binding() []partnership.Agreement {
	return slices.DeleteFunc(s.agreements(), func(a partnership.Agreement) bool { return len(a.ForceOn(s.day)) > 0 })
}

// bound reports whether every one of the agreements binds an organisation, itself or as a part of a larger one.
func (s secrecy) bound(organisation partnership.ID, agreements []partnership.Agreement) bool {
	for _, a := range agreements {
		if !slices.ContainsFunc(s.upward(organisation), func(o partnership.Organisation) bool { return a.PartyLapse(o.ID, s.day) == "" }) {
			return false
		}
	}
	return true
}

// declaration is the page of one guest.
func (s secrecy) declaration(p person, at seat) []Block {
	out := []Block{
		Title{Text: s.text("title"), Under: s.text("under", "Title", s.meeting.Title, "Day", s.w.LongDate(s.day))},
		Paragraph{Style: Note, Text: Plain(s.text("why"))},
		Paragraph{Text: Strong(s.text("declare"))},
	}
	var points List
	for i, key := range []string{"confidential", "use", "personal", "after", "law", "office", "breach"} {
		points.Items = append(points.Items, Item{Marker: letters(i) + ".", Text: Plain(s.text(key))})
	}
	out = append(out, points, Paragraph{Style: Note, Text: Plain(s.text("copy"))})
	organisation := ""
	if at.organisation != "" {
		organisation = at.name
	}
	return append(out, Signature{
		Party: p.name,
		Fields: []Fact{
			{s.text("organisation"), organisation},
			{s.w.Text("document.sign.capacity"), p.title},
			{s.w.Text("document.sign.place"), ""},
			{s.w.Text("document.sign.day"), ""},
		},
		Sign: s.w.Text("document.sign.signature"),
	})
}
