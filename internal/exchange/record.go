package exchange

import (
	"bytes"
	"fmt"
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// WriteRecords writes records as a JSON array of the bundle's objects, in the order given.
func WriteRecords(w io.Writer, records []partnership.Record) error {
	out := jsontext.NewEncoder(w, layout)
	if err := out.WriteToken(jsontext.BeginArray); err != nil {
		return fmt.Errorf("write records: %w", err)
	}
	for _, record := range records {
		if err := json.MarshalEncode(out, record); err != nil {
			return fmt.Errorf("write records: %w", err)
		}
	}
	if err := out.WriteToken(jsontext.EndArray); err != nil {
		return fmt.Errorf("write records: %w", err)
	}
	return nil
}

// WriteRecord writes one record as the bundle's object, with what kind of record it is as "type" before all else.
func WriteRecord(w io.Writer, record partnership.Record) error {
	fields, err := json.Marshal(record, layout)
	if err != nil {
		return fmt.Errorf("write record: %w", err)
	}
	object := fmt.Appendf(nil, `{"type":%q,`, record.RecordKind())
	object = append(object, fields[1:]...) // every record has an id, so something follows the comma
	if err := jsontext.NewEncoder(w, layout).WriteValue(object); err != nil {
		return fmt.Errorf("write record: %w", err)
	}
	return nil
}

// Equal reports whether two records are the same in a bundle: of one kind, and written alike.
func Equal(a, b partnership.Record) bool {
	if a.RecordKind() != b.RecordKind() {
		return false
	}
	first, err := json.Marshal(a, layout)
	if err != nil {
		return false // what cannot be written equals nothing
	}
	second, err := json.Marshal(b, layout)
	return err == nil && bytes.Equal(first, second)
}
