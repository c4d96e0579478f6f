package vault

// TryKey returns the slot that a printed key opens, without changing anything. It fails with [ErrMistyped] when text is no
// such key, and with [ErrWrongPassphrase] when the key opens no slot.
func (v *Vault) TryKey(text string) (Slot, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.broken != nil {
		return Slot{}, v.broken
	}
	i, slots, err := v.tryKey(text)
	if err != nil {
		return Slot{}, err
	}
	return slots[i].shown(), nil
}

// ProveKey is [Vault.TryKey], and notes the day at the key's slot: that it opened the vault is then known to who asks for [Vault.Slots].
func (v *Vault) ProveKey(text string) (Slot, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.writable(); err != nil {
		return Slot{}, err
	}
	i, slots, err := v.tryKey(text)
	if err != nil {
		return Slot{}, err
	}
	if today := day(v.options.Now()); slots[i].LastTried != today {
		slots[i].LastTried = today
		h, err := v.header.withList(v.keys, slots)
		if err != nil {
			return Slot{}, err
		}
		if err := v.transact(0, func(t *transaction) error { return t.putHeader(h) }); err != nil {
			return Slot{}, err
		}
	}
	return slots[i].shown(), nil
}

// tryKey opens the root key with a printed key, as opening the vault would, and compares it with the one that is in use. It returns which of the
// slots it opened.
func (v *Vault) tryKey(text string) (int, []slot, error) {
	key, err := ParseRecoveryKey(text)
	if err != nil {
		return 0, nil, err
	}
	private, err := key.privateKey()
	if err != nil {
		return 0, nil, err
	}
	root, i, err := v.header.unsealRoot(private)
	if err != nil {
		return 0, nil, err
	}
	same := root == v.root
	clear(root[:])
	if !same {
		return 0, nil, ErrWrongPassphrase
	}
	slots, err := v.header.slots(v.keys)
	return i, slots, err
}

func (s slot) shown() Slot {
	return Slot{Kind: s.Kind, Name: s.Name, Created: s.Created, LastTried: s.LastTried}
}
