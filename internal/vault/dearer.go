package vault

import (
	"fmt"
	"io"
	"slices"
	"time"
)

// unlocked is what came of unlocking.
type unlocked struct {
	slot int
	took time.Duration // to make the private key
}

const (
	// worthRaising is how many times dearer the derivation must become before it is changed: less is the whim of a busy machine, or one that runs on
	// its battery.
	worthRaising = 2
	// longestRaised is how long the dearer derivation may take on this machine. When it takes longer, the first measurement was wrong, such as by a
	// clock that was set, and nothing is changed.
	longestRaised = 2 * calibrateTo
)

// work is what an attacker pays for a guess: memory times passes.
func (d derivation) work() uint64 { return uint64(d.Memory) * uint64(d.Passes) }

// dearer returns parameters that take about half a second here, when d took so little that it is worth changing them. They are never lower in anything
// than d, and stay under the same ceilings as those of a new vault.
func (d derivation) dearer(took time.Duration) (derivation, bool) {
	if took > calibrateTo/worthRaising {
		return d, false
	}
	raised := d.calibrated(took)
	return raised, raised.work() >= worthRaising*d.work()
}

// raise seals the passphrase's slot anew under a dearer derivation, when the one of the header is well below what this machine does in half a second.
// Machines get faster over the years of a vault; its header does not by itself. The root key stays, so an older copy of the file is still opened at the
// old cost.
//
// All slots of passphrases share the header's derivation. There is one; were there more, the others could not follow without their passphrases, and
// nothing is changed.
func (v *Vault) raise(unlock Unlock, u unlocked, h header, slots []slot) (header, bool, error) {
	if unlock.recovery != "" || unlock.derived != nil { // a key that was derived before took no time to measure
		return h, false, nil
	}
	if v.options.UnsafeWeakKeys && !v.options.raiseWeakKeys {
		return h, false, nil
	}
	for i, s := range slots {
		if (s.Kind == SlotPassphrase) != (i == u.slot) {
			return h, false, nil
		}
	}
	raised, worth := h.Derivation.dearer(u.took)
	if !worth || raised.check(v.options.UnsafeWeakKeys) != nil {
		return h, false, nil
	}
	raised.Salt = make([]byte, kdfSaltSize)
	if _, err := io.ReadFull(v.options.Random, raised.Salt); err != nil {
		return h, false, fmt.Errorf("read random salt: %w", err)
	}
	start := v.options.Now()
	key, err := raised.privateKey(unlock.passphrase)
	if err != nil {
		return h, false, err
	}
	if v.options.Now().Sub(start) > longestRaised {
		return h, false, nil
	}
	slots[u.slot].Public = key.PublicKey().Bytes()
	sealed, err := sealRoot(v.root, v.header.Vault, slots[u.slot].Public)
	if err != nil {
		return h, false, err
	}
	h.Derivation, h.Slots = raised, slices.Clone(h.Slots)
	h.Slots[u.slot] = sealed
	return h, true, nil
}
