package desk

import (
	"context"

	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
)

// carried is what a vault hands to the copy that is put in its place: what must hold whatever state people go back to.
type carried struct {
	erasures []ledger.Erasure // persons who were erased do not come back
}

// carry takes along what must survive a restore from the vault that is about to be replaced. It is not called when that cannot be opened.
func (d *Desk) carry() carried { return carried{erasures: d.ledger.Erasures()} }

// afterRestore is called once on every vault that was just put back, open for writing and before anybody sees it: what must hold is made to hold again here. When it
// fails the vault is closed and its error is told; the file that was replaced lies beside it.
func (d *Desk) afterRestore(ctx context.Context, along carried) error {
	return d.eraseAgain(ctx, along.erasures)
}
