package vault

import (
	"crypto/hkdf"
	"crypto/hpke"
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
)

// RecoveryKey is a random key that opens a vault without the passphrase. Print it; the vault does not keep it.
type RecoveryKey struct {
	secret [recoverySize]byte
}

const (
	recoverySize     = 20 // bytes: 32 symbols
	recoverySymbols  = 36 // with 4 symbols of checksum
	recoveryGroup    = 4
	recoveryAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ" // Crockford's: without I, L, O and U
)

func newRecoveryKey(random io.Reader) (RecoveryKey, error) {
	var key RecoveryKey
	if _, err := io.ReadFull(random, key.secret[:]); err != nil {
		return key, fmt.Errorf("read random recovery key: %w", err)
	}
	return key, nil
}

// ParseRecoveryKey reads a printed key: in capitals or not, with or without hyphens and spaces, O for 0 and I or L
// for 1. Anything else is [ErrMistyped].
func ParseRecoveryKey(text string) (RecoveryKey, error) {
	var symbols []byte
	for _, r := range strings.ToUpper(text) {
		switch r {
		case '-', ' ', '\t', '\r', '\n', '\u00a0', '\u2010', '\u2011', '\u2013':
			continue
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		value := strings.IndexRune(recoveryAlphabet, r)
		if value < 0 || len(symbols) == recoverySymbols {
			return RecoveryKey{}, ErrMistyped
		}
		symbols = append(symbols, byte(value))
	}
	if len(symbols) != recoverySymbols {
		return RecoveryKey{}, ErrMistyped
	}
	var key RecoveryKey
	for i, value := range symbols[:recoverySymbols-4] {
		for bit := range 5 {
			if value&(16>>bit) != 0 {
				at := i*5 + bit
				key.secret[at/8] |= 128 >> (at % 8)
			}
		}
	}
	if [4]byte(symbols[recoverySymbols-4:]) != key.checksum() {
		return RecoveryKey{}, ErrMistyped
	}
	return key, nil
}

// String is the key as it is printed: nine groups of four symbols. It is a secret.
func (k RecoveryKey) String() string {
	var b strings.Builder
	put := func(i int, value byte) {
		if i > 0 && i%recoveryGroup == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(recoveryAlphabet[value])
	}
	for i := range recoverySymbols - 4 {
		var value byte
		for bit := range 5 {
			at := i*5 + bit
			value = value<<1 | k.secret[at/8]>>(7-at%8)&1
		}
		put(i, value)
	}
	for i, value := range k.checksum() {
		put(recoverySymbols-4+i, value)
	}
	return b.String()
}

// checksum is the first 20 bits of a hash of the secret, as four symbols: one mistyped symbol in a million goes
// unnoticed.
func (k RecoveryKey) checksum() [4]byte {
	h := sha256.New()
	h.Write([]byte(contextBase + "recovery checksum"))
	h.Write(k.secret[:])
	sum := h.Sum(nil)
	bits := uint32(sum[0])<<12 | uint32(sum[1])<<4 | uint32(sum[2])>>4
	return [4]byte{byte(bits >> 15), byte(bits>>10) & 31, byte(bits>>5) & 31, byte(bits) & 31}
}

func (k RecoveryKey) privateKey() (hpke.PrivateKey, error) {
	seed, err := hkdf.Key(sha256.New, k.secret[:], nil, contextBase+"recovery key", 32)
	if err != nil {
		return nil, fmt.Errorf("derive recovery key: %w", err)
	}
	key, err := slotKEM().NewPrivateKey(seed)
	clear(seed)
	if err != nil {
		return nil, fmt.Errorf("derive recovery key: %w", err)
	}
	return key, nil
}
