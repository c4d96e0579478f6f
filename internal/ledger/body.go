package ledger

import (
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Decode reads one kept record outside a ledger, as of a vault that is damaged; nil for what is no record of the domain, such as the settings. The error
// wraps [ErrNewer].
func Decode(kept vault.Record) (partnership.Record, error) {
	if kept.Deleted || kept.Kind == settingsKind || kept.Kind == draftsKind {
		return nil, nil
	}
	r, err := decodeRow(partnership.Kind(kept.Kind), kept.Body)
	return r.record, err
}
