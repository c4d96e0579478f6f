package ledger_test

import (
	"context"
	"errors"
	"slices"
	"sync"

	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// memory is a store that keeps its records in memory and checks revisions as a vault does.
type memory struct {
	mutex   sync.Mutex
	order   []vault.ID
	records map[vault.ID]vault.Record
	commits int
	fail    error // what the next commit says
}

var errDisk = errors.New("disk full")

func (m *memory) Load(ctx context.Context, each func(vault.Record) error) error {
	for _, id := range m.order {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := each(m.records[id]); err != nil {
			return err
		}
	}
	return nil
}

func (m *memory) Commit(changes []vault.Change) ([]vault.Record, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.fail != nil {
		return nil, m.fail
	}
	for _, c := range changes {
		if m.records[c.ID].Revision != c.Base {
			return nil, vault.ErrConflict
		}
	}
	m.commits++
	var kept []vault.Record
	for _, c := range changes {
		if _, known := m.records[c.ID]; !known {
			m.order = append(m.order, c.ID)
		}
		r := vault.Record{ID: c.ID, Kind: c.Kind, Revision: c.Base + 1, Deleted: c.Deleted, Body: slices.Clone(c.Body)}
		if m.records == nil {
			m.records = map[vault.ID]vault.Record{}
		}
		m.records[c.ID] = r
		kept = append(kept, r)
	}
	return kept, nil
}
