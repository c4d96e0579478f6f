package vault

import (
	"bytes"
	"crypto/hpke"
	"fmt"
	"io"
	"time"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// derivation is how a passphrase becomes a private key: Argon2id (RFC 9106).
type derivation struct {
	Algorithm uint8  `cbor:"1,keyasint"` // 1 is Argon2id, version 0x13
	Salt      []byte `cbor:"2,keyasint"`
	Memory    uint32 `cbor:"3,keyasint"` // KiB
	Passes    uint32 `cbor:"4,keyasint"`
	Lanes     uint8  `cbor:"5,keyasint"`
}

const (
	argon2id     = 1
	kdfSaltSize  = 32
	minMemory    = 64 << 10 // KiB
	minPasses    = 3
	maxMemory    = 1 << 20 // KiB: more would not open on a small machine, and a forged header may not exhaust one
	maxPasses    = 64
	maxWork      = 4 << 20 // KiB times passes, a few seconds
	maxLanes     = 16
	calibrateTo  = 500 * time.Millisecond
	calibrateMem = 256 << 10 // KiB: calibration does not ask for more, so that a vault opens on a smaller machine too
)

// check refuses parameters that protect nothing or that would exhaust the machine.
func (d derivation) check(weak bool) error {
	leastMemory, leastPasses := uint32(minMemory), uint32(minPasses)
	if weak {
		leastMemory, leastPasses = 8*uint32(d.Lanes), 1
	}
	switch {
	case d.Algorithm != argon2id:
		return damaged("header: unknown key derivation %d", d.Algorithm)
	case len(d.Salt) != kdfSaltSize:
		return damaged("header: key derivation salt of %d bytes", len(d.Salt))
	case d.Lanes < 1 || d.Lanes > maxLanes:
		return damaged("header: key derivation with %d lanes", d.Lanes)
	case d.Memory < leastMemory || d.Passes < leastPasses:
		return damaged("header: key derivation is too weak (%d KiB, %d passes)", d.Memory, d.Passes)
	case d.Memory > maxMemory || d.Passes > maxPasses || uint64(d.Memory)*uint64(d.Passes) > maxWork:
		return damaged("header: key derivation asks too much (%d KiB, %d passes)", d.Memory, d.Passes)
	}
	return nil
}

// normalise is the form of a passphrase that the key is derived from: Unicode NFC, without one line end.
func normalise(passphrase []byte) []byte {
	passphrase = bytes.TrimSuffix(passphrase, []byte("\n"))
	passphrase = bytes.TrimSuffix(passphrase, []byte("\r"))
	return norm.NFC.Bytes(passphrase)
}

// privateKey derives the passphrase slot's private key. It takes as long as the parameters say.
func (d derivation) privateKey(passphrase []byte) (hpke.PrivateKey, error) {
	text := normalise(passphrase)
	if len(text) == 0 {
		return nil, ErrEmptyPassphrase
	}
	seed := argon2.IDKey(text, d.Salt, d.Passes, d.Memory, d.Lanes, 32)
	key, err := slotKEM().NewPrivateKey(seed)
	clear(seed)
	if err != nil {
		return nil, fmt.Errorf("derive key from passphrase: %w", err)
	}
	return key, nil
}

// newDerivation chooses parameters with a fresh salt, such that deriving takes about half a second here.
func newDerivation(o Options) (derivation, error) {
	d := derivation{Algorithm: argon2id, Salt: make([]byte, kdfSaltSize), Memory: minMemory, Passes: minPasses, Lanes: 4}
	if _, err := io.ReadFull(o.Random, d.Salt); err != nil {
		return d, fmt.Errorf("read random salt: %w", err)
	}
	if o.UnsafeWeakKeys {
		d.Memory, d.Passes, d.Lanes = 64, 1, 1
		return d, nil
	}
	start := o.Now()
	argon2.IDKey([]byte("calibration"), d.Salt, d.Passes, d.Memory, d.Lanes, 32)
	return d.calibrated(o.Now().Sub(start)), nil
}

// calibrated scales d, which took the given time, to about half a second: memory first, which costs an attacker most.
func (d derivation) calibrated(took time.Duration) derivation {
	if took <= 0 {
		return d // a clock that stands still
	}
	factor := float64(calibrateTo) / float64(took)
	for factor >= 2 && d.Memory < calibrateMem && 2*d.work() <= maxWork {
		d.Memory *= 2
		factor /= 2
	}
	most := min(uint32(maxPasses), maxWork/d.Memory)
	d.Passes = uint32(max(minPasses, min(float64(most), float64(d.Passes)*factor)))
	return d
}
