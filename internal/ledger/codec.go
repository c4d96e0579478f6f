package ledger

import (
	"fmt"

	"github.com/fxamacker/cbor/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
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

func encode(record any) ([]byte, error) {
	body, err := encoding.Marshal(record)
	if err != nil {
		return nil, fmt.Errorf("encode record: %w", err)
	}
	return body, nil
}

// decode reads a record's body. What this version does not know was written by a newer one: the error wraps [ErrNewer].
// Reading on would lose the unknown fields at the next save.
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
	case partnership.KindAttachment:
		return decodeAs[partnership.Attachment](kind, body)
	}
	return nil, fmt.Errorf("%w: a record of kind %q", ErrNewer, kind)
}

func decodeAs[T partnership.Record](kind partnership.Kind, body []byte) (partnership.Record, error) {
	var record T
	if err := decoding.Unmarshal(body, &record); err != nil {
		return nil, fmt.Errorf("%w: a record of kind %q: %w", ErrNewer, kind, err)
	}
	return record, nil
}
