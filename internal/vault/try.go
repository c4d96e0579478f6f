package vault

// TryKey returns the slot that a printed key opens, without changing anything. It fails with [ErrMistyped] when text is no
// such key, and with [ErrWrongPassphrase] when the key opens no slot.
func (v *Vault) TryKey(text string) (Slot, error) {
	key, err := ParseRecoveryKey(text)
	if err != nil {
		return Slot{}, err
	}
	private, err := key.privateKey()
	if err != nil {
		return Slot{}, err
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.broken != nil {
		return Slot{}, v.broken
	}
	root, i, err := v.header.unsealRoot(private)
	if err != nil {
		return Slot{}, err
	}
	if root != v.root {
		clear(root[:])
		return Slot{}, ErrWrongPassphrase
	}
	clear(root[:])
	slots, err := v.header.slots(v.keys)
	if err != nil {
		return Slot{}, err
	}
	s := slots[i]
	return Slot{Kind: s.Kind, Name: s.Name, Created: s.Created, LastTried: s.LastTried}, nil
}
