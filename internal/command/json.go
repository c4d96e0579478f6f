package command

import (
	"encoding/json"
	"fmt"
)

// printJSON writes one JSON value on standard output, and nothing else.
func (s *session) printJSON(value any) error {
	encoder := json.NewEncoder(s.Out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("write output: %w", err)
	}
	return nil
}
