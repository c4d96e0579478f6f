package conformance

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/paper"
)

// sheet is a document that was printed.
type sheet struct {
	name     string // "covenant youth_group", "seed 17"
	document document.Document
	file     string
	pages    int
	findings []paper.Finding
}

// complaint is something that a judge has against a sheet.
type complaint struct {
	sheet string // its name
	rule  string // "2a 6.1.3-1"
	told  string
}

// judge looks at sheets. It returns why it could not look at them at all, or its complaints.
type judge struct {
	name string
	look func(t *testing.T, sheets []sheet) ([]complaint, error)
}

// panel is all judges.
var panel = []judge{
	{"veraPDF PDF/A-2a", veraPDF("2a")},
	{"veraPDF PDF/UA-1", veraPDF("ua1")},
	{"preflight", preflight},
	{"qpdf", qpdf},
	{"structure", structure},
	{"text", text},
}

// TestPrintedDocumentsConform has every judge look at every document. BONDGENOOT_CONFORMANCE=full takes the whole set.
func TestPrintedDocumentsConform(t *testing.T) {
	sheets := printed(t, set(t))
	pages := 0
	for i := range sheets {
		sheets[i].pages = countPages(t, sheets[i].file)
		pages += sheets[i].pages
	}
	t.Logf("%d documents of %d pages", len(sheets), pages)
	for _, j := range panel {
		t.Run(j.name, func(t *testing.T) {
			t.Parallel()
			complaints, err := j.look(t, sheets)
			if absent := (*absentError)(nil); asAbsent(err, &absent) {
				t.Logf("LEFT OUT: %v", err)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(complaints) > 0 {
				t.Errorf("%d complaints\n%s", len(complaints), summary(complaints))
			}
		})
	}
}

// full reports whether the whole set is to be judged.
func full() bool { return os.Getenv("BONDGENOOT_CONFORMANCE") == "full" }

// printed prints documents in a folder of the test's own.
func printed(t *testing.T, documents []named) []sheet {
	t.Helper()
	folder := t.TempDir()
	var sheets []sheet
	for i, d := range documents {
		s := sheet{name: d.name, document: d.document, file: filepath.Join(folder, fmt.Sprintf("%03d.pdf", i))}
		file, err := os.Create(s.file)
		if err != nil {
			t.Fatal(err)
		}
		if s.findings, err = paper.WritePDF(file, d.document); err != nil {
			t.Fatalf("%s: %v", d.name, err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
		sheets = append(sheets, s)
	}
	return sheets
}

// named finds the name of a sheet by its file, which judges tell with or without its folder.
func nameOf(sheets []sheet, file string) string {
	for _, s := range sheets {
		if filepath.Base(s.file) == filepath.Base(file) {
			return s.name
		}
	}
	return file
}

// summary tells the rules that were broken, most often broken first, and for each some sheets that did.
func summary(complaints []complaint) string {
	byRule := map[string][]complaint{}
	for _, c := range complaints {
		byRule[c.rule] = append(byRule[c.rule], c)
	}
	rules := make([]string, 0, len(byRule))
	for rule := range byRule {
		rules = append(rules, rule)
	}
	slices.SortFunc(rules, func(a, b string) int {
		if n := len(byRule[b]) - len(byRule[a]); n != 0 {
			return n
		}
		return strings.Compare(a, b)
	})
	var b strings.Builder
	for _, rule := range rules {
		list := byRule[rule]
		fmt.Fprintf(&b, "%s: %d times, first in %s: %s\n", rule, len(list), list[0].sheet, list[0].told)
		var others []string
		for _, c := range list[1:] {
			if c.sheet != list[0].sheet && !slices.Contains(others, c.sheet) && len(others) < 5 {
				others = append(others, c.sheet)
			}
		}
		if len(others) > 0 {
			fmt.Fprintf(&b, "    also in %s\n", strings.Join(others, ", "))
		}
	}
	return b.String()
}
