package desk

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

// Passing reports whether a fault passes once somebody does something about the machine, so that what it refused can be tried again as it was.
func (f Fault) Passing() bool {
	switch f {
	case FaultNoSpace, FaultDriveLost, FaultProtected, FaultHeld, FaultNoAccess, FaultMoved, FaultReplaced:
		return true
	default:
		return false
	}
}

// Halting reports whether after a fault nothing can be saved any more until the vault is opened again.
func (f Fault) Halting() bool {
	return f == FaultOverwritten || f == FaultDoubt || f == FaultDamaged
}

// PutBack puts the vault back in its place after its file was moved or removed while it was open: [FaultMoved].
func (d *Desk) PutBack(ctx context.Context) error {
	return About(d.Place(), d.vault.PutBack(ctx))
}

// asideStamp is how the file of a vault that was kept aside tells when that was, behind the vault's name.
const asideStamp = "-aside-20060102-150405"

// KeepAside keeps the open vault beside the file that took its place, [FaultReplaced], and goes on there. It returns the new file. What both
// hold can be compared and joined later.
func (d *Desk) KeepAside(ctx context.Context) (file string, err error) {
	place := d.Place()
	ending := filepath.Ext(place)
	file = strings.TrimSuffix(place, ending) + d.around.Now().Format(asideStamp) + ending
	if err := d.vault.MoveAside(ctx, file); err != nil {
		return "", About(place, err)
	}
	return file, nil
}

// clockAhead is how far the clock of the latest change may be ahead of the machine's before that is told: clocks of machines differ a little.
const clockAhead = 10 * time.Minute

// clockCaution tells that the vault was last changed later than it is now: the machine's clock is slow, or was fast.
func clockCaution(d *Desk) []Caution {
	last, now := d.vault.Latest().Time(), d.around.Now()
	if last.Sub(now) <= clockAhead {
		return nil
	}
	words := d.words.Load()
	at := date.MomentOf(last.In(now.Location()))
	return []Caution{{Name: "clock", Data: []any{"Last", words.LongDate(at.Day()) + " " + words.Time(at), "Now", words.LongDate(date.OfTime(now)) + " " + words.Time(date.MomentOf(now))}, Part: "general"}}
}
