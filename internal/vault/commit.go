package vault

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// Commit makes all changes or none, durably, and returns the records as they now stand, in the order of the changes.
//
// A change of a record that was changed meanwhile, or of one that is not there, is a [*ConflictError]. Each record
// may be changed once in a commit.
func (v *Vault) Commit(changes []Change) ([]Record, error) { return v.CommitAs(Note{}, changes) }

// CommitAs is [Vault.Commit] with a note for the journal: what the commit is called, and which entry it takes back or
// makes again.
func (v *Vault) CommitAs(note Note, changes []Change) ([]Record, error) {
	if len(changes) == 0 {
		return nil, nil
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.writable(); err != nil {
		return nil, err
	}
	if err := v.manifest.admit(changes); err != nil {
		return nil, err
	}
	if err := note.check(ActCommit, v.manifest.root.Entries+1, v.keys.version); err != nil {
		return nil, fmt.Errorf("commit: %w", err)
	}
	var records []Record
	err := v.transact(ActCommit, func(t *transaction) (err error) {
		t.entry.Name, t.entry.TakesBack, t.entry.MakesAgain = note.Name, note.TakesBack, note.MakesAgain
		records, err = t.commit(changes, v.options.Author)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("commit: %w", err)
	}
	return records, nil
}

// admit checks the changes against what stands in the vault.
func (m *manifest) admit(changes []Change) error {
	taken := make(map[ID]bool, len(changes))
	for _, c := range changes {
		current, _ := m.record(c.ID)
		switch {
		case taken[c.ID]:
			return fmt.Errorf("record %s: changed twice in one commit", c.ID)
		case current.number != c.Base:
			return &ConflictError{ID: c.ID, Base: c.Base, Current: current.number}
		case c.Kind == "":
			return fmt.Errorf("record %s: no kind", c.ID)
		case c.Deleted && len(c.Body) > 0:
			return fmt.Errorf("record %s: deleted, but with a body", c.ID)
		case len(c.Body) > MaxBody:
			return fmt.Errorf("record %s: body of %d bytes: %w", c.ID, len(c.Body), ErrTooLarge)
		}
		taken[c.ID] = true
	}
	return nil
}

func (t *transaction) commit(changes []Change, author string) ([]Record, error) {
	records := make([]Record, len(changes))
	t.entry.Changes = make([]change, len(changes))
	salts := make([]byte, saltSize*len(changes))
	if _, err := io.ReadFull(t.keys.random, salts); err != nil {
		return nil, fmt.Errorf("read random salt: %w", err)
	}
	for i, c := range changes {
		e := envelope{
			Kind: c.Kind, Revision: c.Base + 1, Clock: t.entry.Clock, Author: author, Deleted: c.Deleted,
			Salt: salts[i*saltSize:][:saltSize], Entry: t.sequence(), Body: c.Body,
		}
		if c.Base > 0 {
			if err := t.supersede(c.ID); err != nil {
				return nil, err
			}
		}
		sealed, promise, err := t.keys.sealRecord(c.ID, e)
		if err != nil {
			return nil, err
		}
		if err := t.put(bucketRecords, c.ID[:], sealed); err != nil {
			return nil, err
		}
		tag := tagOf(sealed)
		t.entry.Changes[i] = change{
			ID: c.ID, Kind: c.Kind, Number: e.Revision, Deleted: c.Deleted, Tag: tag[:], Commitment: promise[:],
		}
		records[i] = e.record(c.ID)
		records[i].Body = bytes.Clone(c.Body)
	}
	return records, nil
}

// supersede keeps a record's present version under the journal entry that replaces it.
func (t *transaction) supersede(id ID) error {
	old := t.tx.Bucket([]byte(bucketRecords)).Get(id[:])
	listed, _ := t.next.record(id)
	if len(old) < sealSize || tagOf(old) != listed.tag {
		return &DamageError{Part: "record", Records: map[ID]Harm{id: HarmExchanged}}
	}
	return t.put(bucketJournal, versionKey(t.sequence(), id), bytes.Clone(old))
}

// Erase forgets all superseded versions of the given records: their content and the salt that the journal's
// commitments need, so that the journal no longer tells anything about them and still proves to be whole. What
// stands now is changed by [Vault.Commit]. The bytes leave the file with the next [Vault.Renew].
func (v *Vault) Erase(ids ...ID) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.writable(); err != nil {
		return err
	}
	if len(ids) == 0 {
		return errors.New("erase: no records")
	}
	err := v.transact(ActErase, func(t *transaction) error {
		for _, id := range ids {
			if err := t.eraseUntil(id, everyRevision); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	return nil
}
