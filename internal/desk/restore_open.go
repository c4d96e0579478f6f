package desk

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// PlanRestore tells what putting a copy back in the place of this vault would change. Nothing is touched. Passphrase is that of the copy, or nil for one that
// the vault's present key opens. The faults are those of [Desk.ProveCopy], and [FaultWrongPassphrase].
func (d *Desk) PlanRestore(ctx context.Context, from string, passphrase []byte) (plan RestorePlan, err error) {
	then, err := d.openCopy(ctx, from, passphrase)
	if err != nil {
		return plan, err
	}
	defer func() { err = errors.Join(err, then.Close()) }()
	if plan.Records, err = then.CheckVault(ctx); err != nil {
		return plan, err
	}
	plan.Differences = differences(then, d)
	return plan, nil
}

// openCopy opens a copy of this vault for reading.
func (d *Desk) openCopy(ctx context.Context, from string, passphrase []byte) (*Desk, error) {
	s := d.around
	s.ReadOnly, s.CounterFolder, s.Progress = true, "", nil
	s.Words = d.words.Load()
	if passphrase != nil {
		then, err := openWith(ctx, from, vault.Passphrase(passphrase), s)
		if err == nil && then.vault.VaultID() != d.vault.VaultID() {
			return nil, errors.Join(&Error{Fault: FaultOtherVault, Subject: from, Err: vault.ErrOtherVault}, then.Close())
		}
		return then, err
	}
	v, err := d.vault.OpenBackup(from)
	if err != nil {
		return nil, About(from, err)
	}
	return furnish(ctx, from, v, s)
}

// RestoreHere puts a copy in the place of this vault while it is open, so that nobody gets between, and returns the vault as it was then. This desk must not be used
// any more, unless it failed. The present file stays beside it; its name is returned. Passphrase is as for [Desk.PlanRestore]: it is that of the vault from then on.
func (d *Desk) RestoreHere(ctx context.Context, from string, passphrase []byte) (then *Desk, kept string, err error) {
	d.copying.Lock()
	defer d.copying.Unlock()
	along := d.carry()
	var unlock *Unlock
	if passphrase != nil {
		own := vault.Passphrase(passphrase)
		unlock = &own
	}
	kept = besideName(d.Place(), d.around)
	if err := d.vault.Revert(ctx, from, kept, unlock); err != nil {
		return nil, "", About(from, err)
	}
	s := d.around
	s.Words = d.words.Load()
	if then, err = furnish(ctx, d.Place(), d.vault, s); err != nil {
		return nil, kept, err
	}
	if err := then.afterRestore(ctx, along); err != nil {
		return nil, kept, errors.Join(then.about(err), then.Close())
	}
	return then, kept, nil
}

// differences returns how the records of then differ from those of now, by kind.
func differences(then, now *Desk) []RestoreDifference {
	var list []RestoreDifference
	for _, kind := range partnership.Kinds() {
		if d := difference(kind, then, now); len(d.Back)+len(d.Changed)+len(d.Gone) > 0 {
			list = append(list, d)
		}
	}
	return list
}

func difference(kind partnership.Kind, then, now *Desk) RestoreDifference {
	d := RestoreDifference{Kind: kind}
	present := map[partnership.ID]partnership.Record{}
	for _, r := range now.List(kind) {
		present[r.RecordID()] = r
	}
	for _, r := range then.List(kind) {
		id := r.RecordID()
		is, ok := present[id]
		switch {
		case !ok:
			d.Back = append(d.Back, RestoreRecord{id, then.Label(id)})
		case !exchange.Equal(r, is):
			d.Changed = append(d.Changed, RestoreRecord{id, now.Label(id)})
		}
		delete(present, id)
	}
	for id := range present {
		d.Gone = append(d.Gone, RestoreRecord{id, now.Label(id)})
	}
	for _, list := range [][]RestoreRecord{d.Back, d.Changed, d.Gone} {
		slices.SortFunc(list, func(a, b RestoreRecord) int { return cmp.Or(cmp.Compare(a.Label, b.Label), cmp.Compare(a.ID, b.ID)) })
	}
	return d
}
