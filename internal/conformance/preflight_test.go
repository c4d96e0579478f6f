package conformance

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/conformance/judges"
)

// preflightReport is what is needed of what preflight writes for a group of files.
type preflightReport struct {
	Files []struct {
		Name   string `xml:"name,attr"`
		Valid  string `xml:"isValid"`
		Failed string `xml:"exceptionThrown>message"`
		Errors []struct {
			Code    string `xml:"code"`
			Details string `xml:"details"`
		} `xml:"errors>error"`
	} `xml:"preflight"`
}

// newer are the complaints of preflight, which only knows PDF/A-1b (ISO 19005-1), about what PDF/A-2 (ISO 19005-2) allows.
var newer = []struct{ code, details, why string }{
	{"7.11.2", "part must be 1", "the file says that it is PDF/A-2, part 2 of the standard"},
	{"3.1.11", "The CIDSet entry is missing", "ISO 19005-1, 6.3.5 demands a list of the glyphs of a subset; ISO 19005-2, 6.2.11.4.2 leaves it out or wants it exact"},
}

// preflight is the judge for what PDF/A-2a has in common with PDF/A-1b.
func preflight(t *testing.T, sheets []sheet) ([]complaint, error) {
	t.Helper()
	list := filepath.Join(t.TempDir(), "files")
	var files strings.Builder
	for _, s := range sheets {
		files.WriteString(s.file + "\n")
	}
	if err := os.WriteFile(list, []byte(files.String()), 0o600); err != nil {
		return nil, err
	}
	_, told, err := java(t, judges.Preflight, []int{1, 255}, "xml", "group", list)
	if err != nil {
		return nil, err
	}
	out, err := os.ReadFile(list + ".preflight.xml")
	if err != nil {
		return nil, fmt.Errorf("preflight: %w: %s", err, tail(told))
	}
	var report preflightReport
	if err := xml.Unmarshal(out, &report); err != nil {
		return nil, fmt.Errorf("preflight: %w: %s", err, tail(told))
	}
	if len(report.Files) != len(sheets) {
		return nil, fmt.Errorf("preflight: judged %d of %d files: %s", len(report.Files), len(sheets), tail(told))
	}
	return report.complaints(sheets), nil
}

func (r preflightReport) complaints(sheets []sheet) []complaint {
	var list []complaint
	for _, f := range r.Files {
		name := nameOf(sheets, f.Name)
		if f.Valid == "" {
			list = append(list, complaint{name, "preflight not judged", f.Failed})
		}
		for _, e := range f.Errors {
			if !allowedByTwo(e.Code, e.Details) {
				list = append(list, complaint{name, "preflight " + e.Code, e.Details})
			}
		}
	}
	return list
}

func allowedByTwo(code, details string) bool {
	for _, n := range newer {
		if n.code == code && strings.Contains(details, n.details) {
			return true
		}
	}
	return false
}
