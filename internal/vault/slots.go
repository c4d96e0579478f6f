package vault

import (
	"crypto/hpke"
	"fmt"
	"io"
	"slices"
	"time"
)

// SlotKind is what opens a slot.
type SlotKind string

// The kinds of slots.
const (
	SlotPassphrase SlotKind = "passphrase"
	SlotRecovery   SlotKind = "recovery"
	SlotDeputy     SlotKind = "deputy"
	SlotKeyring    SlotKind = "keyring" // a random key in the system's keyring; since format 2
)

// Slot is one way into a vault.
type Slot struct {
	Kind      SlotKind
	Name      string // whose it is, or where it lies; unique in the vault
	Created   string // day, 2006-01-02
	LastTried string // day on which it last opened the vault, empty when never
}

// slot is a slot as it is kept in the sealed list.
type slot struct {
	Kind      SlotKind `cbor:"1,keyasint"`
	Name      string   `cbor:"2,keyasint"`
	Created   string   `cbor:"3,keyasint"`
	LastTried string   `cbor:"4,keyasint"`
	Public    []byte   `cbor:"5,keyasint"`
}

// slotKEM is X25519 with ML-KEM-768 (X-Wing): what is sealed today stays closed to a quantum computer.
func slotKEM() hpke.KEM { return hpke.MLKEM768X25519() }

func slotInfo(vault ID) []byte { return append([]byte(contextBase+"slot"), vault[:]...) }

// sealRoot seals the root key to a slot's public key.
func sealRoot(root rootKey, vault ID, public []byte) ([]byte, error) {
	key, err := slotKEM().NewPublicKey(public)
	if err != nil {
		return nil, fmt.Errorf("read public key of slot: %w", err)
	}
	sealed, err := hpke.Seal(key, hpke.HKDFSHA256(), hpke.AES256GCM(), slotInfo(vault), root[:])
	if err != nil {
		return nil, fmt.Errorf("seal root key: %w", err)
	}
	return sealed, nil
}

// unsealRoot tries a private key on every slot, and says which one it opened.
func (h header) unsealRoot(key hpke.PrivateKey) (root rootKey, slot int, err error) {
	for i, sealed := range h.Slots {
		plain, err := hpke.Open(key, hpke.HKDFSHA256(), hpke.AES256GCM(), slotInfo(h.Vault), sealed)
		if err != nil || len(plain) != len(root) {
			continue
		}
		copy(root[:], plain)
		clear(plain)
		return root, i, nil
	}
	return root, 0, ErrWrongPassphrase
}

// newHeader seals the root key to the slots.
func newHeader(root rootKey, k *keyring, d derivation, slots []slot) (header, error) {
	h := header{Vault: k.vault, Derivation: d, version: k.version}
	for _, s := range slots {
		sealed, err := sealRoot(root, k.vault, s.Public)
		if err != nil {
			return header{}, err
		}
		h.Slots = append(h.Slots, sealed)
	}
	return h.withList(k, slots)
}

// withList is the header with another slot list.
func (h header) withList(k *keyring, slots []slot) (header, error) {
	list, err := encode(slots)
	if err != nil {
		return header{}, err
	}
	h.List, err = k.seal(k.slots, pad(list), forSlots)
	return h, err
}

// slots opens the sealed list of who the slots are.
func (h header) slots(k *keyring) ([]slot, error) {
	padded, err := k.open(k.slots, h.List, forSlots)
	if err != nil {
		return nil, err
	}
	list, err := unpad(padded)
	if err != nil {
		return nil, damaged("slots: %v", err)
	}
	var slots []slot
	if err := decodeMode.Unmarshal(list, &slots); err != nil || len(slots) != len(h.Slots) {
		return nil, damaged("slots: unreadable list")
	}
	for _, s := range slots {
		if !s.Kind.known(h.version) {
			return nil, damaged("slots: of a kind that format %d does not have", h.version)
		}
	}
	return slots, nil
}

// known reports whether a version of the format has slots of a kind.
func (k SlotKind) known(version uint16) bool {
	switch k {
	case SlotPassphrase, SlotRecovery, SlotDeputy:
		return true
	case SlotKeyring:
		return version >= 2
	}
	return false
}

func day(t time.Time) string { return t.Format(time.DateOnly) }

// newSlot makes a slot for a private key.
func newSlot(kind SlotKind, name string, key hpke.PrivateKey, created time.Time) slot {
	return slot{Kind: kind, Name: name, Created: day(created), Public: key.PublicKey().Bytes()}
}

func newRootKey(random io.Reader) (root rootKey, err error) {
	if _, err := io.ReadFull(random, root[:]); err != nil {
		return root, fmt.Errorf("read random root key: %w", err)
	}
	return root, nil
}

// Slots lists the ways into the vault.
func (v *Vault) Slots() ([]Slot, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.broken != nil {
		return nil, v.broken
	}
	slots, err := v.header.slots(v.keys)
	if err != nil {
		return nil, err
	}
	list := make([]Slot, len(slots))
	for i, s := range slots {
		list[i] = s.shown()
	}
	return list, nil
}

// AddKey makes a slot with a random key: to be printed, for recovery or for a deputy, or to be kept by the system's keyring. The name must be new.
func (v *Vault) AddKey(kind SlotKind, name string) (RecoveryKey, error) {
	if kind != SlotRecovery && kind != SlotDeputy && kind != SlotKeyring {
		return RecoveryKey{}, fmt.Errorf("add key: a %s slot has no random key", kind)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.writable(); err != nil {
		return RecoveryKey{}, err
	}
	slots, err := v.header.slots(v.keys)
	if err != nil {
		return RecoveryKey{}, err
	}
	if name == "" || slices.ContainsFunc(slots, func(s slot) bool { return s.Name == name }) {
		return RecoveryKey{}, fmt.Errorf("add key: name is empty or taken: %w", ErrExists)
	}
	if len(slots) == maxSlots {
		return RecoveryKey{}, fmt.Errorf("add key: %d slots: %w", maxSlots, ErrTooLarge)
	}
	key, err := newRecoveryKey(v.options.Random)
	if err != nil {
		return RecoveryKey{}, err
	}
	private, err := key.privateKey()
	if err != nil {
		return RecoveryKey{}, err
	}
	added := newSlot(kind, name, private, v.options.Now())
	sealed, err := sealRoot(v.root, v.header.Vault, added.Public)
	if err != nil {
		return RecoveryKey{}, err
	}
	h := v.header
	h.Slots = append(slices.Clone(h.Slots), sealed)
	return key, v.changeSlots(h, append(slots, added))
}

// RemoveKey removes a slot by its name. Its key still opens older copies of the file, and whoever noted the root
// key can read on: follow it by [Vault.Renew]. The passphrase's slot stays.
func (v *Vault) RemoveKey(name string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.writable(); err != nil {
		return err
	}
	slots, err := v.header.slots(v.keys)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(slots, func(s slot) bool { return s.Name == name && s.Kind != SlotPassphrase })
	if i < 0 {
		return fmt.Errorf("remove key: no such slot: %w", ErrNotFound)
	}
	h := v.header
	h.Slots = slices.Delete(slices.Clone(h.Slots), i, i+1)
	return v.changeSlots(h, slices.Delete(slots, i, i+1))
}

// changeSlots writes a header with other slots, and notes in the journal that the keys were changed.
func (v *Vault) changeSlots(h header, slots []slot) error {
	h, err := h.withList(v.keys, slots)
	if err != nil {
		return err
	}
	return v.transact(ActKeys, func(t *transaction) error { return t.putHeader(h) })
}
