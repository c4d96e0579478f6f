package ledger

import (
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// RecordOf reads the body of a record that was kept, also of a version that no longer stands. The error wraps [ErrNewer].
func RecordOf(kind partnership.Kind, body []byte) (partnership.Record, error) {
	r, err := decodeRow(kind, body)
	return r.record, err
}
