package vault

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// Act is what a journal entry tells.
type Act uint8

// What happens to a vault.
const (
	ActCreate  Act = 1 // the vault was made
	ActCommit  Act = 2 // records were changed
	ActErase   Act = 3 // superseded versions of records were erased
	ActKeys    Act = 4 // slots were added or removed
	ActBlob    Act = 5 // a blob was added
	ActUnblob  Act = 6 // a blob was removed
	ActRenew   Act = 7 // everything was moved under a new root key
	ActRestore Act = 8 // an older copy was accepted
	ActSalvage Act = 9 // the vault was made of what was left of a damaged one; its changes are what was lost
)

// Entry is one transaction in the journal.
type Entry struct {
	Sequence uint64 // 1, 2, 3 ...
	Act      Act
	Clock    Clock
	Author   string
	Changes  []EntryChange
	Note     Note // of a commit
}

// EntryChange is what a transaction did to one record or blob.
type EntryChange struct {
	ID       ID
	Kind     string // empty for a blob
	Revision uint64 // the revision that was made; of a blob, its size
	Deleted  bool
}

// entry is a journal entry as it is sealed.
type entry struct {
	Act     Act      `cbor:"1,keyasint"`
	Clock   Clock    `cbor:"2,keyasint"`
	Author  string   `cbor:"3,keyasint"`
	Changes []change `cbor:"4,keyasint"`

	// Since format 2, of commits only, and absent when empty: see [Note].
	Name       string `cbor:"5,keyasint,omitempty"`
	TakesBack  uint64 `cbor:"6,keyasint,omitempty"`
	MakesAgain uint64 `cbor:"7,keyasint,omitempty"`
}

// change is an EntryChange with what proves it.
type change struct {
	_          struct{} `cbor:",toarray"`
	ID         ID
	Kind       string
	Number     uint64
	Deleted    bool
	Tag        []byte // of the seal that was written; empty where nothing was
	Commitment []byte // to the revision; of a blob, the SHA-256 of its bytes
}

// chain is the head of the journal's chain after one more entry, given as its plaintext.
func chain(head, encoded []byte) []byte {
	h := sha256.New()
	h.Write([]byte(contextBase + "journal"))
	h.Write(head)
	h.Write(encoded)
	return h.Sum(nil)
}

// entryKey is the key of a journal entry.
func entryKey(sequence uint64) []byte { return binary.BigEndian.AppendUint64(nil, sequence) }

// versionKey is the key of a version that was superseded by a journal entry.
func versionKey(sequence uint64, id ID) []byte { return append(entryKey(sequence), id[:]...) }

// sealEntry seals a journal entry, given as its plaintext.
func (k *keyring) sealEntry(sequence uint64, encoded []byte) ([]byte, error) {
	return k.seal(k.journal, pad(encoded), forJournal, entryKey(sequence)...)
}

// openEntry reads a journal entry, and returns its plaintext too.
func (k *keyring) openEntry(sequence uint64, sealed []byte) (entry, []byte, error) {
	padded, err := k.open(k.journal, sealed, forJournal, entryKey(sequence)...)
	if err != nil {
		return entry{}, nil, damaged("journal entry %d has a broken seal", sequence)
	}
	encoded, err := unpad(padded)
	if err != nil {
		return entry{}, nil, damaged("journal entry %d: %v", sequence, err)
	}
	e, err := readEntry(encoded)
	if err != nil {
		return entry{}, nil, damaged("journal entry %d: %v", sequence, err)
	}
	if err := e.note().check(e.Act, sequence, k.version); err != nil {
		return entry{}, nil, damaged("journal entry %d: %v", sequence, err)
	}
	return e, encoded, nil
}

// readEntry reads the plaintext of a journal entry.
func readEntry(encoded []byte) (entry, error) {
	var e entry
	if !e.readFast(encoded) {
		e = entry{}
		if err := decodeMode.Unmarshal(encoded, &e); err != nil {
			return entry{}, fmt.Errorf("unreadable: %w", err)
		}
	}
	for _, c := range e.Changes {
		tagged := e.Act == ActCommit || e.Act == ActBlob
		if tagged && (len(c.Tag) != tagSize || len(c.Commitment) != sha256.Size) || !tagged && len(c.Tag)+len(c.Commitment) != 0 {
			return entry{}, fmt.Errorf("act %d with a tag of %d and a commitment of %d bytes", e.Act, len(c.Tag), len(c.Commitment))
		}
	}
	return e, nil
}

func (e entry) public(sequence uint64) Entry {
	p := Entry{Sequence: sequence, Act: e.Act, Clock: e.Clock, Author: e.Author, Note: e.note()}
	for _, c := range e.Changes {
		p.Changes = append(p.Changes, EntryChange{ID: c.ID, Kind: c.Kind, Revision: c.Number, Deleted: c.Deleted})
	}
	return p
}

// apply enters into the manifest what an entry did.
func (m *manifest) apply(e entry) {
	switch e.Act {
	case ActCommit:
		lines := make([]line, len(e.Changes))
		for i, c := range e.Changes {
			lines[i] = line{id: c.ID, number: c.Number, tag: [tagSize]byte(c.Tag)}
		}
		m.putRecords(lines)
	case ActBlob:
		for _, c := range e.Changes {
			m.putBlob(line{id: c.ID, number: c.Number, tag: [tagSize]byte(c.Tag)})
		}
	case ActUnblob:
		for _, c := range e.Changes {
			m.dropBlob(c.ID)
		}
	case ActCreate, ActErase, ActKeys, ActRenew, ActRestore, ActSalvage:
	}
}
