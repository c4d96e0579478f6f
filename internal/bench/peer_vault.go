package main

import (
	"context"
	"errors"
	"path/filepath"

	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

const vaultName = "peer.vault"

type vaultStore struct{ vault *vault.Vault }

func (s *vaultStore) open(folder string) error {
	path, o := filepath.Join(folder, vaultName), options()
	o.CounterFolder = folder
	v, err := vault.Open(path, vault.Passphrase(passphrase), o)
	if errors.Is(err, vault.ErrNotFound) {
		v, _, err = vault.Create(path, passphrase, o)
	}
	s.vault = v
	return err
}

func (s *vaultStore) load() (n int, err error) {
	err = s.vault.Load(context.Background(), func(vault.Record) error {
		n++
		return nil
	})
	return n, err
}

func (s *vaultStore) save(records []saved) error {
	changes := make([]vault.Change, len(records))
	for i, r := range records {
		changes[i] = vault.Change{ID: recordID(r.n), Kind: "contact", Base: r.base, Body: r.body}
	}
	_, err := s.vault.Commit(changes)
	return err
}

func (s *vaultStore) close() error { return s.vault.Close() }
