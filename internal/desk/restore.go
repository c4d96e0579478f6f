package desk

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// RestoreDifference is how the records of a kind would differ after restoring.
type RestoreDifference struct {
	Kind                partnership.Kind
	Back, Changed, Gone int // that would come back, would be as they were, would be there no more
}

// RestorePlan is what restoring a backup would do.
type RestorePlan struct {
	Records     int                 // in the backup
	Differences []RestoreDifference // beside the present vault, of the kinds that differ; none when it cannot be opened
	Unreadable  error               // why the present vault cannot be opened; nil when it can, or when there is none
}

// PlanRestore tells what restoring a backup in the place of the vault in file would change. Nothing is touched. The faults are those of [Open], about the backup.
func PlanRestore(ctx context.Context, backup, file string, passphrase []byte, s Surroundings) (plan RestorePlan, err error) {
	s.ReadOnly, s.CounterFolder = true, "" // neither is opened to work in it
	then, err := Open(ctx, backup, passphrase, s)
	if err != nil {
		return plan, err
	}
	defer func() { err = errors.Join(err, then.Close()) }()
	if plan.Records, err = then.CheckVault(ctx); err != nil {
		return plan, err
	}
	now, err := Open(ctx, file, passphrase, s)
	if fault, _ := FaultOf(err); err != nil {
		if fault != FaultNoVault && fault != FaultNoFile {
			plan.Unreadable = err
		}
		return plan, nil
	}
	defer func() { err = errors.Join(err, now.Close()) }()
	for _, kind := range partnership.Kinds() {
		if d := difference(kind, then.List(kind), now.List(kind)); d.Back+d.Changed+d.Gone > 0 {
			plan.Differences = append(plan.Differences, d)
		}
	}
	return plan, nil
}

func difference(kind partnership.Kind, then, now []partnership.Record) RestoreDifference {
	d := RestoreDifference{Kind: kind}
	present := map[partnership.ID]partnership.Record{}
	for _, r := range now {
		present[r.RecordID()] = r
	}
	for _, r := range then {
		is, ok := present[r.RecordID()]
		switch {
		case !ok:
			d.Back++
		case !exchange.Equal(r, is):
			d.Changed++
		}
		delete(present, r.RecordID())
	}
	d.Gone = len(present)
	return d
}

// Restore puts a backup in the place of the vault in file. The present file stays beside it; its name is returned. The faults are those of [Open], about the
// backup, and [FaultInUse].
func Restore(ctx context.Context, backup, file string, passphrase []byte, s Surroundings) (kept string, err error) {
	if err := s.prepare(); err != nil {
		return "", err
	}
	ending := filepath.Ext(file)
	kept = strings.TrimSuffix(file, ending) + s.Now().Format("-before-20060102-150405") + ending
	if err := vault.Restore(ctx, backup, file, kept, vault.Passphrase(passphrase), s.vaultOptions()); err != nil {
		return "", About(backup, err)
	}
	s.AcceptOlder = true // that it is an older copy is what was asked for
	d, err := Open(ctx, file, passphrase, s)
	if err != nil {
		return "", err
	}
	return kept, d.Close()
}
