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
	mutex    sync.Mutex
	order    []vault.ID
	records  map[vault.ID]vault.Record
	versions map[vault.ID][]vault.Version
	journal  []vault.Entry
	commits  int
	fail     error // what the next commit says

	blobsGone []vault.BlobID
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

func (m *memory) CommitAs(note vault.Note, changes []vault.Change) ([]vault.Record, error) {
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
	entry := vault.Entry{Sequence: uint64(len(m.journal) + 1), Act: vault.ActCommit, Note: note}
	var kept []vault.Record
	for _, c := range changes {
		if _, known := m.records[c.ID]; !known {
			m.order = append(m.order, c.ID)
		}
		r := vault.Record{ID: c.ID, Kind: c.Kind, Revision: c.Base + 1, Deleted: c.Deleted, Entry: entry.Sequence, Body: slices.Clone(c.Body)}
		if m.records == nil {
			m.records, m.versions = map[vault.ID]vault.Record{}, map[vault.ID][]vault.Version{}
		}
		m.records[c.ID] = r
		m.versions[c.ID] = append(m.versions[c.ID], vault.Version{Record: r})
		entry.Changes = append(entry.Changes, vault.EntryChange{ID: c.ID, Kind: c.Kind, Revision: r.Revision, Deleted: c.Deleted})
		kept = append(kept, r)
	}
	m.journal = append(m.journal, entry)
	return kept, nil
}

// erase forgets the versions of a record before its present one, as a vault does.
func (m *memory) erase(id vault.ID) {
	versions := m.versions[id]
	for i := range versions[:len(versions)-1] {
		v := &versions[i]
		v.Erased, v.Record = true, vault.Record{ID: id, Revision: v.Revision, Entry: v.Entry}
	}
	m.journal = append(m.journal, vault.Entry{
		Sequence: uint64(len(m.journal) + 1), Act: vault.ActErase, Changes: []vault.EntryChange{{ID: id}},
	})
}

func (m *memory) JournalBack(_ context.Context, before uint64, each func(vault.Entry) bool) error {
	for _, e := range slices.Backward(m.journal) {
		if (before == 0 || e.Sequence < before) && !each(e) {
			return nil
		}
	}
	return nil
}

func (m *memory) Entry(sequence uint64) (vault.Entry, error) {
	if sequence == 0 || sequence > uint64(len(m.journal)) {
		return vault.Entry{}, vault.ErrNotFound
	}
	return m.journal[sequence-1], nil
}

func (m *memory) HasBlob(id vault.BlobID) bool { return !slices.Contains(m.blobsGone, id) }

func (m *memory) Versions(id vault.ID) ([]vault.Version, error) {
	if m.versions[id] == nil {
		return nil, vault.ErrNotFound
	}
	return slices.Clone(m.versions[id]), nil
}
