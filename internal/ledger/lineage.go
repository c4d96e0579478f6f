package ledger

import (
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Key returns the id that the vault keeps a record under, and whether it is there.
func (l *Ledger) Key(id partnership.ID) (vault.ID, bool) {
	l.reading.RLock()
	defer l.reading.RUnlock()
	r, ok := l.picture.rows[id]
	return r.key, ok
}

// IDs returns the ids of all records of a kind, sorted.
func (l *Ledger) IDs(kind partnership.Kind) []partnership.ID {
	l.reading.RLock()
	defer l.reading.RUnlock()
	return append([]partnership.ID(nil), l.picture.byKind[kind]...)
}

// Decode returns the record as it was in a version that the vault kept; nil for the version that removed it. The error wraps [ErrNewer].
func Decode(version vault.Record) (partnership.Record, error) {
	if version.Deleted {
		return nil, nil //nolint:nilnil // a removed record is none
	}
	r, err := decodeRow(partnership.Kind(version.Kind), version.Body)
	return r.record, err
}

// SameSettings reports whether two ledgers hold the same settings, which belong to no record.
func (l *Ledger) SameSettings(other *Ledger) bool {
	l.reading.RLock()
	mine := l.council.values
	l.reading.RUnlock()
	other.reading.RLock()
	defer other.reading.RUnlock()
	return mine.equal(other.council.values)
}
