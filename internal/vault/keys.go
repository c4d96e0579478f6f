package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
)

// rootKey is what everything in a vault is sealed under, by way of its subkeys.
type rootKey [32]byte

// What a subkey is for. The text goes into the derivation and into the additional data of each seal.
const (
	forRecords = "record"
	forErased  = "erased"
	forJournal = "journal"
	forShard   = "manifest shard"
	forIndex   = "manifest index"
	forRoot    = "manifest root"
	forBlob    = "blob"
	forSlots   = "slots"
)

// contextBase begins the name of every key and hash that is derived. Its 1 is a part of the name: printed keys, the
// journal's chain and its commitments outlive a file, so the name stays the same in later versions of the format. The
// version itself is bound by the header's MAC and by the additional data of each seal.
const contextBase = "bondgenoot/vault/1/"

const (
	nonceSize = 12
	tagSize   = 16
	sealSize  = nonceSize + tagSize // what sealing adds to a plaintext
)

// keyring holds the subkeys of a root key.
type keyring struct {
	vault    ID
	version  uint16 // of the file's format
	random   io.Reader
	records  cipher.AEAD
	manifest cipher.AEAD
	journal  cipher.AEAD
	blobs    cipher.AEAD
	slots    cipher.AEAD
	header   []byte // of the header's MAC
}

// subkey derives one of a root key's subkeys.
func subkey(root rootKey, vault ID, name string) ([]byte, error) {
	return hkdf.Key(sha256.New, root[:], vault[:], contextBase+name, 32)
}

func newKeyring(root rootKey, vault ID, version uint16, random io.Reader) (*keyring, error) {
	k := &keyring{vault: vault, version: version, random: random}
	for _, sub := range []struct {
		name string
		aead *cipher.AEAD
	}{{"records", &k.records}, {"manifest", &k.manifest}, {"journal", &k.journal}, {"blobs", &k.blobs}, {"slots", &k.slots}} {
		key, err := subkey(root, vault, sub.name)
		if err != nil {
			return nil, fmt.Errorf("derive %s key: %w", sub.name, err)
		}
		*sub.aead, err = newAEAD(key)
		if err != nil {
			return nil, fmt.Errorf("derive %s key: %w", sub.name, err)
		}
		clear(key)
	}
	var err error
	if k.header, err = subkey(root, vault, "header"); err != nil {
		return nil, fmt.Errorf("derive header key: %w", err)
	}
	return k, nil
}

func newAEAD(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// aead is the subkey under which records, versions, marks of erased versions, journal entries and chunks are sealed.
func (k *keyring) aead(purpose string) cipher.AEAD {
	switch purpose {
	case forJournal:
		return k.journal
	case forBlob:
		return k.blobs
	}
	return k.records
}

// wipe forgets the keys as far as Go lets us: the expanded AES keys go with the garbage.
func (k *keyring) wipe() {
	clear(k.header)
	*k = keyring{}
}

// bind is the additional data of a seal: what it is for, the format, the vault, and where in the vault it stands.
func (k *keyring) bind(dst []byte, purpose string, where ...byte) []byte {
	dst = append(dst, purpose...)
	dst = append(dst, 0)
	dst = binary.BigEndian.AppendUint16(dst, k.version)
	dst = append(dst, k.vault[:]...)
	return append(dst, where...)
}

// seal returns nonce, ciphertext and tag of plaintext.
func (k *keyring) seal(aead cipher.AEAD, plaintext []byte, purpose string, where ...byte) ([]byte, error) {
	sealed := make([]byte, nonceSize, len(plaintext)+sealSize)
	if _, err := io.ReadFull(k.random, sealed); err != nil {
		return nil, fmt.Errorf("read random nonce: %w", err)
	}
	return aead.Seal(sealed, sealed, plaintext, k.bind(nil, purpose, where...)), nil
}

// open reverses seal. What does not open is damaged.
func (k *keyring) open(aead cipher.AEAD, sealed []byte, purpose string, where ...byte) ([]byte, error) {
	if len(sealed) < sealSize {
		return nil, damaged("%s is cut short", purpose)
	}
	plaintext, err := aead.Open(nil, sealed[:nonceSize], sealed[nonceSize:], k.bind(nil, purpose, where...))
	if err != nil {
		return nil, damaged("%s has a broken seal", purpose)
	}
	return plaintext, nil
}

// tagOf is a sealed value's authentication tag.
func tagOf(sealed []byte) [tagSize]byte { return [tagSize]byte(sealed[len(sealed)-tagSize:]) }
