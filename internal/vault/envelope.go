package vault

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"

	"github.com/fxamacker/cbor/v2"
)

// envelope is what is sealed of a record.
type envelope struct {
	Kind     string `cbor:"1,keyasint"`
	Revision uint64 `cbor:"2,keyasint"`
	Clock    Clock  `cbor:"3,keyasint"`
	Author   string `cbor:"4,keyasint"`
	Deleted  bool   `cbor:"5,keyasint"`
	Salt     []byte `cbor:"6,keyasint"` // 16 random bytes, so that the journal's commitment tells nothing
	Entry    uint64 `cbor:"7,keyasint"` // the journal entry that wrote it; the version before it is kept there
	Body     []byte `cbor:"8,keyasint"`
}

const saltSize = 16

// encodeMode and decodeMode are the one CBOR there is here: RFC 8949 core deterministic encoding, and nothing else
// is read.
var encodeMode, decodeMode = cborModes()

func cborModes() (cbor.EncMode, cbor.DecMode) {
	options := cbor.CoreDetEncOptions()
	options.NilContainers = cbor.NilContainerAsEmpty // one form for nothing
	enc, err := options.EncMode()
	if err != nil {
		panic(err) // the options above are constant
	}
	dec, err := cbor.DecOptions{
		DupMapKey:         cbor.DupMapKeyEnforcedAPF,
		IndefLength:       cbor.IndefLengthForbidden,
		TagsMd:            cbor.TagsForbidden,
		MaxNestedLevels:   6,
		MaxArrayElements:  1 << 24,
		ExtraReturnErrors: cbor.ExtraDecErrorUnknownField,
		UTF8:              cbor.UTF8RejectInvalid,
	}.DecMode()
	if err != nil {
		panic(err)
	}
	return enc, dec
}

// encode is the deterministic CBOR of value.
func encode(value any) ([]byte, error) {
	encoded, err := encodeMode.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("encode: %w", err)
	}
	return encoded, nil
}

// sizeClass is the padded size of a plaintext of n bytes: 256, 384, 512, 768, 1024 and so on, so that a length tells
// little about the content.
func sizeClass(n int) int {
	if n <= 256 {
		return 256
	}
	power := 1 << bits.Len(uint(n-1)) // the smallest power of two that holds n
	if half := power / 4 * 3; n <= half {
		return half
	}
	return power
}

// pad frames content with its length in 4 bytes, big endian, and fills up with zeros to the size class.
func pad(content []byte) []byte {
	n := 4 + len(content)
	padded := make([]byte, sizeClass(n))
	binary.BigEndian.PutUint32(padded, uint32(len(content)))
	copy(padded[4:], content)
	return padded
}

var errPadding = errors.New("bad padding")

// unpad reverses pad, and refuses what pad would not have written.
func unpad(padded []byte) ([]byte, error) {
	if len(padded) < 4 {
		return nil, errPadding
	}
	n := uint64(binary.BigEndian.Uint32(padded)) + 4
	if n > uint64(len(padded)) || sizeClass(int(n)) != len(padded) {
		return nil, errPadding
	}
	for _, b := range padded[n:] {
		if b != 0 {
			return nil, errPadding
		}
	}
	return padded[4:n:n], nil
}

// readEnvelope reads the padded plaintext of a record, in which the envelope's salt and body then lie; before is the
// envelope that was read before it, if any.
func readEnvelope(padded []byte, before *envelope) (envelope, error) {
	content, err := unpad(padded)
	if err != nil {
		return envelope{}, err
	}
	var e envelope
	if !e.readFast(content, before) {
		e = envelope{}
		if err := decodeMode.Unmarshal(content, &e); err != nil {
			return envelope{}, fmt.Errorf("read envelope: %w", err)
		}
	}
	if e.Revision == 0 || e.Entry == 0 || len(e.Salt) != saltSize {
		return envelope{}, errors.New("read envelope: incomplete")
	}
	return e, nil
}

func (e envelope) record(id ID) Record {
	return Record{ID: id, Kind: e.Kind, Revision: e.Revision, Clock: e.Clock, Author: e.Author, Deleted: e.Deleted, Entry: e.Entry, Body: e.Body}
}

// commitment is the hash by which the journal vouches for a revision without telling anything about it: the
// envelope holds a salt that goes when the revision is erased.
func commitment(id ID, encoded []byte) [32]byte {
	h := sha256.New()
	h.Write([]byte(contextBase + "commitment"))
	h.Write(id[:])
	h.Write(encoded)
	return [32]byte(h.Sum(nil))
}

// sealRecord seals an envelope for the records bucket, and returns its commitment too.
func (k *keyring) sealRecord(id ID, e envelope) (sealed []byte, promise [32]byte, err error) {
	encoded, err := encode(e)
	if err != nil {
		return nil, promise, err
	}
	padded := pad(encoded)
	sealed, err = k.seal(k.records, padded, forRecords, id[:]...)
	promise = commitment(id, encoded)
	clear(padded)
	clear(encoded)
	return sealed, promise, err
}

// openEnvelope opens a value of the records bucket, or one that was superseded, and returns its plaintext too.
func (k *keyring) openEnvelope(id ID, sealed []byte) (envelope, []byte, error) {
	unreadable := &DamageError{Part: "record", Records: map[ID]Harm{id: HarmUnreadable}}
	padded, err := k.open(k.records, sealed, forRecords, id[:]...)
	if err != nil {
		return envelope{}, nil, unreadable
	}
	e, err := readEnvelope(padded, &envelope{})
	if err != nil {
		return envelope{}, nil, unreadable
	}
	encoded, err := unpad(padded)
	if err != nil {
		return envelope{}, nil, unreadable
	}
	return e, encoded, nil
}
