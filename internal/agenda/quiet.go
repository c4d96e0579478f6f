package agenda

import (
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

func (d *Due) addQuiet(r Records, days int) {
	latest := make(map[partnership.ID]date.Day, len(r.Contacts))
	note := func(contact partnership.ID, on date.Day) {
		if !on.After(d.On) && on.After(latest[contact]) {
			latest[contact] = on
		}
	}
	heard(r.Actions, note)
	met(r.Meetings, note)

	var quiet []dated
	silentBefore := d.On.AddDays(-days)
	for i := range r.Contacts {
		contact := &r.Contacts[i]
		if contact.Archived || !slices.ContainsFunc(contact.Positions, func(p partnership.Position) bool {
			return d.On.Within(p.Since, p.Until)
		}) {
			continue
		}
		last := latest[contact.ID]
		for _, conversation := range contact.Spoken {
			if !conversation.On.After(d.On) && conversation.On.After(last) {
				last = conversation.On
			}
		}
		if !last.IsZero() && last.Before(silentBefore) {
			quiet = append(quiet, dated{last, contact.ID})
		}
	}
	d.Quiet = sorted(quiet)
}
