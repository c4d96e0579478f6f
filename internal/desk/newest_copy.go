package desk

import (
	"context"
	"errors"

	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Unlock is what opens a vault: make one with [WithPassphrase] or [WithRecovery].
type Unlock = vault.Unlock

// WithPassphrase opens a vault by its passphrase, which is kept by whoever gave it.
func WithPassphrase(passphrase []byte) Unlock { return vault.Passphrase(passphrase) }

// WithRecovery opens a vault by a printed recovery or deputy key.
func WithRecovery(key string) Unlock { return vault.Recovery(key) }

// NewestGoodBackup returns the latest copy of the vault in file that is whole: it was opened and all of it was read. It does not need the vault itself, which may be
// damaged or gone. Each copy must open with the unlock; those that do not are passed over.
//
// The fault is [FaultNoCopy] when there is none; [FaultWrongPassphrase] when there are, but the unlock opens none of them; and [FaultCancelled].
func NewestGoodBackup(ctx context.Context, file string, unlock Unlock, s Surroundings) (Copy, error) {
	copies, err := CopiesOf(file, s)
	if err != nil {
		return Copy{}, err
	}
	s.ReadOnly, s.CounterFolder = true, "" // how far this machine has seen the vault says nothing about a copy
	s.AttemptFolder = ""                   // copies with the passphrase of before are no wrong attempts
	unlock = unlock.ForMany()
	failure := error(&Error{Fault: FaultNoCopy, Subject: file})
	for i, c := range copies {
		if s.Progress != nil {
			s.Progress(Progress{Step: StepCopies, Records: i})
		}
		err := proveWith(ctx, c.File, unlock, s)
		if err == nil {
			return c, nil
		}
		if ctx.Err() != nil {
			return Copy{}, About(c.File, ctx.Err())
		}
		if errors.Is(err, vault.ErrWrongPassphrase) {
			failure = About(c.File, err)
		}
	}
	return Copy{}, failure
}

// proveWith opens a vault for reading and reads all of it.
func proveWith(ctx context.Context, file string, unlock Unlock, s Surroundings) error {
	v, err := vault.Open(file, unlock, s.vaultOptions())
	if err != nil {
		return err
	}
	return errors.Join(v.Check(ctx), v.Close())
}
