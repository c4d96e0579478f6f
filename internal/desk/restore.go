package desk

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// RestoreDifference is how the records of a kind would differ after restoring, each part in the order of the labels.
type RestoreDifference struct {
	Kind    partnership.Kind
	Back    []RestoreRecord // that would come back
	Changed []RestoreRecord // that would be as they were; under the name of now
	Gone    []RestoreRecord // that would be there no more
}

// RestoreRecord is a record that a restore would touch.
type RestoreRecord struct {
	ID    partnership.ID
	Label string
}

// RestorePlan is what restoring a copy would do.
type RestorePlan struct {
	Records     int                 // in the copy
	Differences []RestoreDifference // beside the present vault, of the kinds that differ; none when it cannot be opened
	Unreadable  error               // why the present vault cannot be opened; nil when it can, or when there is none
}

// Restoring is a copy that may be put in the place of a vault.
type Restoring struct {
	Copy   string // the file of the copy
	File   string // the vault's; whether there is one or not
	Unlock Unlock // opens the copy
	// Present opens the present vault, when the copy is from before its passphrase was changed; nil is the same as for the copy.
	Present *Unlock
}

func (r Restoring) present() Unlock {
	if r.Present != nil {
		return *r.Present
	}
	return r.Unlock
}

// PlanRestore tells what restoring a copy would change. Nothing is touched. The faults are those of [Open], about the copy.
func PlanRestore(ctx context.Context, r Restoring, s Surroundings) (plan RestorePlan, err error) {
	s.ReadOnly, s.CounterFolder = true, "" // neither is opened to work in it
	then, err := openWith(ctx, r.Copy, r.Unlock, s)
	if err != nil {
		return plan, err
	}
	defer func() { err = errors.Join(err, then.Close()) }()
	if plan.Records, err = then.CheckVault(ctx); err != nil {
		return plan, err
	}
	now, err := openWith(ctx, r.File, r.present(), s)
	if fault, _ := FaultOf(err); err != nil {
		if fault != FaultNoVault && fault != FaultNoFile {
			plan.Unreadable = err
		}
		return plan, nil
	}
	defer func() { err = errors.Join(err, now.Close()) }()
	plan.Differences = differences(then, now)
	return plan, nil
}

// Restore puts a copy in the place of a vault and opens it. The present file stays beside it; its name is returned. That the copy is older than what this machine has seen
// is not told, for it is what was asked for; the journal notes it. The faults are those of [Open], about the copy, and [FaultInUse].
func Restore(ctx context.Context, r Restoring, s Surroundings) (d *Desk, kept string, err error) {
	if err := s.prepare(); err != nil {
		return nil, "", err
	}
	along, err := carryFrom(ctx, r, s)
	if err != nil {
		return nil, "", err
	}
	kept = besideName(r.File, s)
	if err := vault.Restore(ctx, r.Copy, r.File, kept, r.Unlock, s.vaultOptions()); err != nil {
		return nil, "", About(r.Copy, err)
	}
	s.AcceptOlder = true // that it is an older copy is what was asked for
	if d, err = openWith(ctx, r.File, r.Unlock, s); err != nil {
		return nil, kept, err
	}
	if err := d.afterRestore(ctx, along); err != nil {
		return nil, kept, errors.Join(About(r.File, err), d.Close())
	}
	return d, kept, nil
}

// carryFrom takes along what must survive from the present vault. One that cannot be opened has nothing to give: that is mostly why a copy is put back.
func carryFrom(ctx context.Context, r Restoring, s Surroundings) (along carried, err error) {
	s.ReadOnly, s.CounterFolder = true, ""
	now, err := openWith(ctx, r.File, r.present(), s)
	if fault, _ := FaultOf(err); fault == FaultInUse || fault == FaultCancelled {
		return along, err
	}
	if err != nil {
		return along, nil
	}
	return now.carry(), now.Close()
}

// besideName is under which name the file that is replaced is kept.
func besideName(file string, s Surroundings) string {
	ending := filepath.Ext(file)
	return strings.TrimSuffix(file, ending) + s.Now().Format("-before-20060102-150405") + ending
}
