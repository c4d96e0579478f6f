package ledger

import (
	"fmt"

	"github.com/fxamacker/cbor/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Bodies are CBOR maps (RFC 8949) with the names of the bundle's fields; days and times are text, as in the bundle.
// The encoding is deterministic, so two records are equal exactly when their bodies are.
var (
	encoding = mustEncoding(cbor.EncOptions{
		Sort:          cbor.SortCoreDeterministic,
		TextMarshaler: cbor.TextMarshalerTextString,
		NilContainers: cbor.NilContainerAsNull,
	})
	decoding = mustDecoding(cbor.DecOptions{
		ExtraReturnErrors: cbor.ExtraDecErrorUnknownField,
		DupMapKey:         cbor.DupMapKeyEnforcedAPF,
		TextUnmarshaler:   cbor.TextUnmarshalerTextString,
		MaxArrayElements:  1 << 24,
		MaxMapPairs:       1 << 24,
	})
)

func mustEncoding(o cbor.EncOptions) cbor.EncMode {
	mode, err := o.EncMode()
	if err != nil {
		panic(err) // the options are constants
	}
	return mode
}

func mustDecoding(o cbor.DecOptions) cbor.DecMode {
	mode, err := o.DecMode()
	if err != nil {
		panic(err) // the options are constants
	}
	return mode
}

// keptAttachment is an attachment as it is kept: with the blob that holds its bytes.
type keptAttachment struct {
	partnership.Attachment
	Blob []byte `json:"blob,omitempty"`
}

func (a keptAttachment) blob() vault.BlobID {
	var id vault.BlobID
	copy(id[:], a.Blob)
	return id
}

// encodeRow returns the body of a record; nil for no record. The blob of an attachment is kept with it.
func encodeRow(r row) ([]byte, error) {
	switch record := r.record.(type) {
	case nil:
		return nil, nil
	case partnership.Attachment:
		kept := keptAttachment{Attachment: record}
		if r.blob != (vault.BlobID{}) {
			kept.Blob = r.blob[:]
		}
		return encode(kept)
	}
	return encode(r.record)
}

func encode(value any) ([]byte, error) {
	body, err := encoding.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("encode record: %w", err)
	}
	return body, nil
}

// decodeRow reads a record's body, and the blob of an attachment. What this version does not know was written by a newer one: the error wraps [ErrNewer].
// Reading on would lose the unknown fields at the next save.
func decodeRow(kind partnership.Kind, body []byte) (row, error) {
	if kind == partnership.KindAttachment {
		var kept keptAttachment
		if err := unmarshal(kind, body, &kept); err != nil {
			return row{}, err
		}
		return row{record: kept.Attachment, blob: kept.blob()}, nil
	}
	record, err := decode(kind, body)
	return row{record: record}, err
}

func decode(kind partnership.Kind, body []byte) (partnership.Record, error) {
	switch kind {
	case partnership.KindOrganisation:
		return decodeAs[partnership.Organisation](kind, body)
	case partnership.KindContact:
		return decodeAs[partnership.Contact](kind, body)
	case partnership.KindAgreement:
		return decodeAs[partnership.Agreement](kind, body)
	case partnership.KindSeries:
		return decodeAs[partnership.Series](kind, body)
	case partnership.KindMeeting:
		return decodeAs[partnership.Meeting](kind, body)
	case partnership.KindAction:
		return decodeAs[partnership.Action](kind, body)
	case partnership.KindDeliberation:
		return decodeAs[partnership.Deliberation](kind, body)
	case partnership.KindAttachment: // decodeRow reads it
	}
	return nil, fmt.Errorf("%w: a record of kind %q", ErrNewer, kind)
}

func decodeAs[T partnership.Record](kind partnership.Kind, body []byte) (partnership.Record, error) {
	var record T
	if err := unmarshal(kind, body, &record); err != nil {
		return nil, err
	}
	return record, nil
}

func unmarshal(kind partnership.Kind, body []byte, to any) error {
	if err := decoding.Unmarshal(body, to); err != nil {
		return fmt.Errorf("%w: a record of kind %q: %w", ErrNewer, kind, err)
	}
	return nil
}
