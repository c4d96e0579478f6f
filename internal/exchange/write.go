package exchange

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	jsonv1 "github.com/go-json-experiment/json/v1"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// layout is how a bundle looks. Go's second JSON version writes only the escapes that JSON demands, and empty lists as [].
var layout = json.JoinOptions(
	jsontext.WithIndent("  "),
	jsonv1.OmitEmptyWithLegacySemantics(true), // omitempty also leaves out 0 and false
	json.WithMarshalers(json.MarshalToFunc(writeSorted)),
)

// WriteBundle writes b to w as described in doc/bundle.md, byte for byte. The records of each kind are sorted by id, on
// a copy of the list.
//
// It does not check the records, but text that is not UTF-8 cannot be written and is an error.
func WriteBundle(w io.Writer, b Bundle) error {
	b.Organisations = sorted(b.Organisations)
	b.Contacts = sorted(b.Contacts)
	b.Agreements = sorted(b.Agreements)
	b.Series = sorted(b.Series)
	b.Meetings = sorted(b.Meetings)
	b.Actions = sorted(b.Actions)
	b.Deliberations = sorted(b.Deliberations)
	b.Attachments = sorted(b.Attachments)
	// An encoder of its own writes as it goes and ends the file with a line end.
	if err := json.MarshalEncode(jsontext.NewEncoder(w, layout), document{format, b}); err != nil {
		return fmt.Errorf("write bundle: %w", err)
	}
	return nil
}

// sorted returns a copy of records in the order of their ids, compared byte by byte.
func sorted[R partnership.Record](records []R) []R {
	return slices.SortedStableFunc(slices.Values(records), func(a, b R) int {
		return cmp.Compare(a.RecordID(), b.RecordID())
	})
}

// writeSorted writes the texts of an extra field in the order of their names, compared byte by byte.
func writeSorted(out *jsontext.Encoder, extra map[string]string) error {
	if err := out.WriteToken(jsontext.BeginObject); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(extra)) {
		if err := out.WriteToken(jsontext.String(name)); err != nil {
			return err
		}
		if err := out.WriteToken(jsontext.String(extra[name])); err != nil {
			return err
		}
	}
	return out.WriteToken(jsontext.EndObject)
}
