package vault

import (
	"bytes"
	"crypto/hpke"
	"sync"
)

// derivedKey remembers the key that was derived from a passphrase last. A nil one remembers nothing.
type derivedKey struct {
	mu   sync.Mutex
	from derivation
	key  hpke.PrivateKey
}

// ForMany is the same unlock for looking through the backups of one vault: they were made with the same derivation, which takes half a second, and it is done once
// for all that come after each other. The derived key stays in memory as long as the unlock does.
func (u Unlock) ForMany() Unlock {
	u.derived = &derivedKey{}
	return u
}

func (k *derivedKey) or(d derivation, passphrase []byte) (hpke.PrivateKey, error) {
	if k == nil {
		return d.privateKey(passphrase)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.key != nil && k.from.same(d) {
		return k.key, nil
	}
	key, err := d.privateKey(passphrase)
	if err != nil {
		return nil, err
	}
	k.from, k.key = d, key
	return key, nil
}

func (d derivation) same(other derivation) bool {
	return d.Algorithm == other.Algorithm && bytes.Equal(d.Salt, other.Salt) && d.Memory == other.Memory && d.Passes == other.Passes && d.Lanes == other.Lanes
}
