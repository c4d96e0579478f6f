package desk

// TryPassphrase says whether a passphrase opens the vault, without changing anything: nil when it does, else a [FaultWrongPassphrase]. It takes as
// long as opening does.
func (d *Desk) TryPassphrase(passphrase []byte) error {
	return About(d.Place(), d.vault.TryPassphrase(passphrase))
}
