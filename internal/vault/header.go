package vault

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// header is what can be read of a vault without any key.
type header struct {
	Vault      ID         `cbor:"1,keyasint"`
	Derivation derivation `cbor:"2,keyasint"`
	Slots      [][]byte   `cbor:"3,keyasint"` // the root key, sealed to each slot's public key
	List       []byte     `cbor:"4,keyasint"` // who the slots are, sealed under the root key

	version uint16 // of the file's format; it stands before the body
}

// The frame of a header: magic, version, length of the body, body, MAC, checksum. Magic, version and the checksum at
// the end stay where they are in every later version.
const (
	headerMagic   = "BGKLUIS\x00"
	headerPrefix  = len(headerMagic) + 2
	headerFixed   = headerPrefix + 4
	maxHeader     = 256 << 10
	maxSlots      = 32
	sealedRootLen = 1120 + 32 + tagSize // encapsulated key of the hybrid KEM, root key, tag
)

// parsedHeader is a header together with the bytes that its MAC speaks for.
type parsedHeader struct {
	header
	bytes []byte // as it stands in the file
}

// parseHeader reads one copy of the header. Damage is told by the checksum, so never as a wrong passphrase.
func parseHeader(b []byte) (parsedHeader, error) {
	if len(b) < headerFixed+2*sha256.Size || len(b) > maxHeader || string(b[:len(headerMagic)]) != headerMagic {
		return parsedHeader{}, damaged("header: not a header")
	}
	if sum := sha256.Sum256(b[:len(b)-sha256.Size]); string(sum[:]) != string(b[len(b)-sha256.Size:]) {
		return parsedHeader{}, damaged("header: wrong checksum")
	}
	version := binary.BigEndian.Uint16(b[len(headerMagic):])
	if version > formatVersion {
		return parsedHeader{}, fmt.Errorf("%w: format %d", ErrNewerFormat, version)
	}
	if version == 0 {
		return parsedHeader{}, damaged("header: format %d", version)
	}
	body := b[headerFixed : len(b)-2*sha256.Size]
	if uint64(binary.BigEndian.Uint32(b[headerPrefix:])) != uint64(len(body)) {
		return parsedHeader{}, damaged("header: wrong length")
	}
	p := parsedHeader{bytes: b, header: header{version: version}}
	if err := decodeMode.Unmarshal(body, &p.header); err != nil {
		return parsedHeader{}, damaged("header: unreadable body")
	}
	if again, err := encode(p.header); err != nil || string(again) != string(body) {
		return parsedHeader{}, damaged("header: not in its one form")
	}
	if len(p.Slots) == 0 || len(p.Slots) > maxSlots {
		return parsedHeader{}, damaged("header: %d slots", len(p.Slots))
	}
	for _, sealed := range p.Slots {
		if len(sealed) != sealedRootLen {
			return parsedHeader{}, damaged("header: slot of %d bytes", len(sealed))
		}
	}
	return p, nil
}

// readHeader reads the header of which the file holds two copies. One damaged copy does no harm; two sound copies
// that differ do, for a transaction writes both.
func readHeader(first, second []byte) (p parsedHeader, repair bool, err error) {
	a, errA := parseHeader(first)
	b, errB := parseHeader(second)
	switch {
	case errA != nil && errB != nil:
		return parsedHeader{}, false, errA
	case errA != nil:
		return b, true, nil
	case errB != nil:
		return a, true, nil
	case string(a.bytes) != string(b.bytes):
		return parsedHeader{}, false, damaged("header: its two copies differ")
	}
	return a, false, nil
}

// frame is the header as it stands in the file, with its MAC under the root key.
func (h header) frame(k *keyring) ([]byte, error) {
	body, err := encode(h)
	if err != nil {
		return nil, err
	}
	b := make([]byte, 0, headerFixed+len(body)+2*sha256.Size)
	b = append(b, headerMagic...)
	b = binary.BigEndian.AppendUint16(b, h.version)
	b = binary.BigEndian.AppendUint32(b, uint32(len(body)))
	b = append(b, body...)
	mac := hmac.New(sha256.New, k.header)
	mac.Write(b)
	b = mac.Sum(b)
	sum := sha256.Sum256(b)
	return append(b, sum[:]...), nil
}

// prove checks the MAC over the whole header: without it, a foreign slot could be slipped in.
func (p parsedHeader) prove(k *keyring) error {
	end := len(p.bytes) - 2*sha256.Size
	mac := hmac.New(sha256.New, k.header)
	mac.Write(p.bytes[:end])
	if !hmac.Equal(mac.Sum(nil), p.bytes[end:end+sha256.Size]) {
		return damaged("header: not the one that was sealed")
	}
	return nil
}
