package ledger

import (
	"fmt"

	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// settingsKind is the kind of the one record that no bundle lists: what holds for the whole vault.
const settingsKind = "settings"

// settings is that record, with its place in the vault.
type settings struct {
	key      vault.ID
	revision Revision
	values   settingsValues
}

type settingsValues struct {
	Municipality string `json:"municipality,omitempty"`
}

func (s *settings) take(kept vault.Record) error {
	s.key, s.revision = kept.ID, Revision(kept.Revision)
	if kept.Deleted {
		return nil
	}
	if err := decoding.Unmarshal(kept.Body, &s.values); err != nil {
		return fmt.Errorf("%w: the settings: %w", ErrNewer, err)
	}
	return nil
}

// Municipality returns the name of the municipality that the vault belongs to, or the empty string.
func (l *Ledger) Municipality() string {
	l.reading.RLock()
	defer l.reading.RUnlock()
	return l.council.values.Municipality
}
