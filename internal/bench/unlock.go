package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
	"github.com/fxamacker/cbor/v2"
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
	d, err := readDerivation(path)
	if err != nil {
		return err
	}
	times, err := sideBySide(rounds,
		func() (time.Duration, error) {
			return timed(func() error {
				v, err := vault.Open(path, vault.Passphrase(passphrase), o)
				if err != nil {
					return err
				}
				return v.Close()
			})
		},
		func() (time.Duration, error) {
			return timed(func() error {
				argon2.IDKey(passphrase, d.Salt, d.Passes, d.Memory, d.Lanes, 32)
				return nil
			})
		})
	if err != nil {
		return err
	}
	fmt.Printf("  %d MiB, %d passes, %d lanes\n", d.Memory>>10, d.Passes, d.Lanes)
	b.report("unlock", times[0], "Argon2id alone", times[1], 1.2)
	return nil
}

// readDerivation finds the header in a vault's file: magic, version, length and body, as doc/vault.md has it.
func readDerivation(path string) (derivation, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return derivation{}, err
	}
	magic := []byte("BGKLUIS\x00")
	at := bytes.Index(content, magic)
	if at < 0 {
		return derivation{}, errors.New("no header")
	}
	rest := content[at+len(magic)+2:]
	var header struct {
		Derivation derivation `cbor:"2,keyasint"`
	}
	err = cbor.Unmarshal(rest[4:4+binary.BigEndian.Uint32(rest)], &header)
	return header.Derivation, err
}
