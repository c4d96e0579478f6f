package vault

import "errors"

// TryPassphrase says whether a passphrase opens the vault as it is open now, without changing anything: nil when it does, else
// [ErrWrongPassphrase] or, after several wrong ones, a [*WaitError]. It takes as long as opening would.
func (v *Vault) TryPassphrase(passphrase []byte) error {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.broken != nil {
		return v.broken
	}
	tried := openAttempts(v.options.AttemptFolder, v.header.Vault, v.options.Now)
	if left := tried.left(); left > 0 {
		return &WaitError{Left: left, err: ErrWait}
	}
	switch err := v.tryPassphrase(passphrase); {
	case err == nil:
		_ = tried.right() // wrong ones that are not forgotten only make the next wrong one wait longer
		return nil
	case errors.Is(err, ErrWrongPassphrase):
		return tried.wrong(err)
	default:
		return err
	}
}

func (v *Vault) tryPassphrase(passphrase []byte) error {
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
