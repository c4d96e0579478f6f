package vault

// TryPassphrase says whether a passphrase opens the vault as it is open now, without changing anything: nil when it does, else
// [ErrWrongPassphrase]. It takes as long as opening would.
func (v *Vault) TryPassphrase(passphrase []byte) error {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.broken != nil {
		return v.broken
	}
	private, err := v.header.Derivation.privateKey(passphrase)
	if err != nil {
		return err
	}
	root, _, err := v.header.unsealRoot(private)
	if err != nil {
		return err
	}
	defer clear(root[:])
	if root != v.root {
		return ErrWrongPassphrase
	}
	return nil
}
