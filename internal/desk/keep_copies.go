package desk

import (
	"context"
	"errors"
	"slices"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Occasion is when copies are made without anybody asking.
type Occasion int

// The occasions.
const (
	WhileOpen Occasion = iota // now and then: a copy for each day
	OnClosing                 // a copy of what was changed since the last one
)

// KeepCopies makes the copies that an occasion asks for, as [Desk.Backup] makes them, and none when nothing was changed since the last. The second place, when it was
// absent or full and is not any more, gets the latest copy. What fails is remembered and told by [Desk.Cautions] until a copy is made.
func (d *Desk) KeepCopies(ctx context.Context, o Occasion) (BackupMade, error) {
	d.copying.Lock()
	defer d.copying.Unlock()
	first, err := d.copiesOfThis(copyFolder(d.Place()))
	if err != nil {
		err = About(copyFolder(d.Place()), err)
		return BackupMade{}, withNote(err, d.noteFirst(err))
	}
	if d.copyDue(first, o) {
		return d.backupBeside(ctx)
	}
	var made BackupMade
	if len(first) == 0 || d.secondFolder() == "" {
		return made, nil
	}
	d.serveSecond(ctx, first[0], &made)
	if errors.Is(made.Missed, vault.ErrOtherKey) { // renewed since: only a fresh copy can be proven
		return d.backupBeside(ctx)
	}
	return made, nil
}

// copyDue tells whether a copy is to be made beside those that there are.
func (d *Desk) copyDue(copies []Copy, o Occasion) bool {
	counter, today := d.vault.Counter(), d.around.Now().Format(time.DateOnly)
	return !slices.ContainsFunc(copies, func(c Copy) bool {
		return c.Counter == counter || o == WhileOpen && c.Made.Format(time.DateOnly) == today
	})
}

// serveSecond puts the latest copy in the second place, unless it is there.
func (d *Desk) serveSecond(ctx context.Context, latest Copy, made *BackupMade) {
	folder, err := d.secondPlace()
	if err == nil {
		var there []Copy
		if there, err = d.copiesOfThis(folder); err == nil && !slices.ContainsFunc(there, func(c Copy) bool { return c.Counter >= latest.Counter }) {
			err = d.backupAgain(ctx, latest.File, folder, made)
		}
	}
	err = About(folder, err)
	made.Missed = withNote(err, d.noteSecond(err))
}

// noteFirst remembers why there is no copy, or that there is one.
func (d *Desk) noteFirst(failure error) error {
	if stopped(failure) {
		return nil
	}
	return d.remember(func(m *copiesMemory) {
		m.Failed = nil
		if failure != nil {
			m.Failed = failureOf(failure, d.around.Now())
		}
	})
}

// noteSecond remembers since when the second place has been absent, why there is no copy in it, or that there is one.
func (d *Desk) noteSecond(failure error) error {
	if stopped(failure) || errors.Is(failure, vault.ErrOtherKey) {
		return nil
	}
	fault, _ := FaultOf(failure)
	now := d.around.Now()
	return d.remember(func(m *copiesMemory) {
		switch {
		case failure == nil:
			m.Absent, m.Other = time.Time{}, nil
		case fault != FaultPlaceAbsent:
			m.Absent, m.Other = time.Time{}, failureOf(failure, now)
		default:
			if m.Absent.IsZero() || m.Absent.After(now) { // after: the clock was set back
				m.Absent = now
			}
		}
	})
}

// stopped reports whether something did not fail but was stopped: by people, or because the vault was closed.
func stopped(err error) bool {
	fault, _ := FaultOf(err)
	return err != nil && (fault == FaultCancelled || errors.Is(err, vault.ErrClosed))
}

// withNote adds that something could not be remembered to what it was about. One error stays as it is, so that people read its cause.
func withNote(err, note error) error {
	switch {
	case note == nil:
		return err
	case err == nil:
		return note
	}
	return errors.Join(err, note)
}
