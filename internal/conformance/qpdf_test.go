package conformance

import (
	"strings"
	"testing"
)

// qpdf is the judge of the file's syntax: its table of offsets, its objects, its streams.
func qpdf(t *testing.T, sheets []sheet) ([]complaint, error) {
	t.Helper()
	return each(sheets, func(s sheet) ([]complaint, error) {
		const faults, warnings = 2, 3
		out, told, err := run(t, []int{faults, warnings}, "qpdf", "--check", s.file)
		if err != nil {
			return nil, err
		}
		if told != "" || !strings.Contains(out, "No syntax or stream encoding errors found") {
			return []complaint{{s.name, "qpdf --check", tail(out + told)}}, nil
		}
		return nil, nil
	})
}
