package desk

import (
	"context"

	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// ChangePassphrase gives the vault another passphrase. The vault is written anew under a new root key, so that an old
// copy of the file with the old passphrase opens nothing that comes after. A passphrase that is too easy to guess is refused with [FaultWeakPassphrase].
func (d *Desk) ChangePassphrase(ctx context.Context, passphrase []byte) error {
	if err := refuseWeak(passphrase, d.Place(), d.around); err != nil {
		return err
	}
	renewal := d.renewal()
	renewal.Passphrase = passphrase
	return About(d.Place(), d.vault.Renew(ctx, renewal))
}

// Recover opens the vault in file with its recovery key.
func Recover(ctx context.Context, file, recoveryKey string, s Surroundings) (*Desk, error) {
	if err := s.prepare(); err != nil {
		return nil, err
	}
	v, err := vault.Open(file, vault.Recovery(recoveryKey), s.vaultOptions())
	if err != nil {
		return nil, About(file, err)
	}
	return furnish(ctx, file, v, s)
}
