package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"
	"golang.org/x/crypto/argon2"
)

func init() {
	register("unlock", "opening an almost empty vault with a key that costs as much as a new vault's does, beside Argon2id alone with "+
		"the same parameters: the rest is what opening adds", measureUnlock)
}

// derivation is what a vault's header says about its key.
type derivation struct {
	Salt   []byte `cbor:"2,keyasint"`
	Memory uint32 `cbor:"3,keyasint"`
	Passes uint32 `cbor:"4,keyasint"`
	Lanes  uint8  `cbor:"5,keyasint"`
}

func measureUnlock(b *bench) error {
	path := filepath.Join(b.folder, "unlock.vault")
	o := vault.Options{Now: time.Now, Author: "bench"}
	v, _, err := vault.Create(path, passphrase, o)
	if err != nil {
		return err
	}
	if err := v.Close(); err != nil {
		return err
	}
	open := func() error {
		v, err := vault.Open(path, vault.Passphrase(passphrase), o)
		if err != nil {
			return err
		}
		return v.Close()
	}
	var d derivation
	for settled := false; !settled; { // what the first runs of Argon2id took makes the key too cheap; opening makes it dearer, and then stays so
		before := d
		if err := open(); err != nil {
			return err
		}
		if d, err = readDerivation(path); err != nil {
			return err
		}
		settled = bytes.Equal(d.Salt, before.Salt)
	}
	times, err := sideBySide(rounds,
		func() (time.Duration, error) { return timed(open) },
		func() (time.Duration, error) {
			return timed(func() error {
				argon2.IDKey(passphrase, d.Salt, d.Passes, d.Memory, d.Lanes, 32)
				return nil
			})
		})
	if err != nil {
		return err
	}
	if after, err := readDerivation(path); err != nil || !bytes.Equal(after.Salt, d.Salt) {
		return errors.Join(errors.New("the key was made dearer meanwhile: measure again on a quiet machine"), err)
	}
	fmt.Printf("  %d MiB, %d passes, %d lanes\n", d.Memory>>10, d.Passes, d.Lanes)
	b.report("unlock", times[0], "Argon2id alone", times[1], 1.2)
	return nil
}

// readDerivation reads the header of a vault, as doc/vault.md has it: where its page lies, and then magic, version, length and body.
func readDerivation(path string) (derivation, error) {
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		return derivation{}, err
	}
	var header struct {
		Derivation derivation `cbor:"2,keyasint"`
	}
	err = db.View(func(tx *bolt.Tx) error {
		rest, ok := bytes.CutPrefix(tx.Bucket([]byte("header")).Bucket([]byte("1")).Get([]byte("header")), []byte("BGKLUIS\x00"))
		if !ok {
			return errors.New("no header")
		}
		rest = rest[2:]
		return cbor.Unmarshal(rest[4:4+binary.BigEndian.Uint32(rest)], &header)
	})
	return header.Derivation, errors.Join(err, db.Close())
}
