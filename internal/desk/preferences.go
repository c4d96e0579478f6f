package desk

import (
	"cmp"

	"codeberg.org/bondgenoot/bondgenoot/internal/agenda"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/retention"
)

// SavedView is a way to look at a list that people gave a name.
type SavedView = ledger.SavedView

// Preferences are how the people of a vault want to work with it. All numbers are set: what nobody chose is the product's own choice.
type Preferences struct {
	Municipality string
	Horizons     agenda.Horizons // how many days ahead something counts as due
	IdleMinutes  int             // after which the vault is locked; 0 is never
	StayOpen     bool            // the vault is not locked when the computer sleeps or its session is locked
	BackupFolder string          // a second place for copies; empty for none
	Views        []SavedView
	Retention    RetentionTerms // after how many months records are proposed to be cleaned up; 0 is never
}

// usualIdle is after how many minutes the vault is locked when nobody chose.
const usualIdle = 15

// Preferences returns how people want to work.
func (d *Desk) Preferences() Preferences {
	p, usual := d.ledger.Preferences(), agenda.Usual()
	idle := usualIdle
	if p.IdleMinutes != nil {
		idle = *p.IdleMinutes
	}
	terms := retention.Usual()
	if p.Retention != nil {
		terms = RetentionTerms(*p.Retention)
	}
	return Preferences{
		Municipality: d.Municipality(),
		Horizons: agenda.Horizons{
			Prepare: cmp.Or(p.Prepare, usual.Prepare), Evaluation: cmp.Or(p.Evaluation, usual.Evaluation), Notice: cmp.Or(p.Notice, usual.Notice),
			Expiry: cmp.Or(p.Expiry, usual.Expiry), Quiet: cmp.Or(p.Quiet, usual.Quiet),
		},
		IdleMinutes: idle, StayOpen: p.StayOpen, BackupFolder: p.BackupFolder, Views: p.Views, Retention: terms,
	}
}

// most are the largest numbers that a preference may have: ten years of days, a day of minutes.
const (
	mostDays    = 3650
	mostMinutes = 24 * 60
)

// SetPreferences changes how people want to work, as one step that can be undone. Its fault is [FaultPreference] for a number of days that is
// not 1 to 3650, of minutes that is not 0 to 1440, or of months that is not 0 to 1200; nothing is changed then.
func (d *Desk) SetPreferences(p Preferences) error {
	h := p.Horizons
	for _, days := range []int{h.Prepare, h.Evaluation, h.Notice, h.Expiry, h.Quiet} {
		if days < 1 || days > mostDays {
			return &Error{Fault: FaultPreference}
		}
	}
	if p.IdleMinutes < 0 || p.IdleMinutes > mostMinutes {
		return &Error{Fault: FaultPreference}
	}
	for _, months := range []int{p.Retention.Left, p.Retention.Done, p.Retention.Meetings, p.Retention.Deliberations} {
		if months < 0 || months > retention.MostMonths {
			return &Error{Fault: FaultPreference}
		}
	}
	kept := ledger.RetentionTerms(p.Retention)
	municipality := tidy(p.Municipality)
	return d.about(d.ledger.Commit(ledger.Commit{
		Name: "desk.commit.preferences", Municipality: &municipality,
		Preferences: &ledger.Preferences{
			Prepare: h.Prepare, Evaluation: h.Evaluation, Notice: h.Notice, Expiry: h.Expiry, Quiet: h.Quiet,
			IdleMinutes: &p.IdleMinutes, StayOpen: p.StayOpen, BackupFolder: p.BackupFolder, Views: p.Views, Retention: &kept,
		},
	}))
}
