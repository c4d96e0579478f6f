package paper

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

func written(t testing.TB, d document.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := WritePDF(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSameDocumentGivesTheSameBytes(t *testing.T) {
	d := template(t)
	first := written(t, d)
	var wait sync.WaitGroup
	for range 3 {
		wait.Go(func() {
			if !bytes.Equal(first, written(t, d)) {
				t.Error("other bytes")
			}
		})
	}
	wait.Wait()
	d.Created = d.Created.Add(time.Hour)
	if bytes.Equal(first, written(t, d)) {
		t.Error("the moment makes no difference")
	}
}

func TestDocumentWithoutAMomentDoesNotTakeTheClock(t *testing.T) {
	if b := written(t, document.Document{}); !bytes.Contains(b, []byte("(D:20000101000000Z)")) {
		t.Error("no fixed moment")
	}
}

func TestFileTellsItsLanguageAndShowsItsTitle(t *testing.T) {
	b := string(written(t, example(t)))
	for _, want := range []string{"%PDF-1.7\n", "/Lang (nl)", "/DisplayDocTitle true"} {
		if !strings.Contains(b, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if strings.Contains(b, "/Count 0") {
		t.Error("an outline item with a count of 0")
	}
	d := example(t)
	d.Language = "nl) /Evil (x"
	if b := written(t, d); bytes.Contains(b, []byte("Evil")) {
		t.Error("a language that is none went into the file")
	}
}

// tool writes the document to a file and runs a program on it, when it is installed.
func tool(t *testing.T, d document.Document, name string, args ...string) (string, bool) {
	t.Helper()
	program, err := exec.LookPath(name)
	if err != nil {
		t.Logf("%s is not installed: only what the seam was told has been looked at", name)
		return "", false
	}
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, written(t, d), 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		args[i] = strings.ReplaceAll(a, "FILE", path)
	}
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out), true
}

func TestFileIsSound(t *testing.T) {
	for name, d := range map[string]document.Document{"covenant": example(t), "template": template(t), "empty": {}} {
		t.Run(name, func(t *testing.T) {
			if out, ok := tool(t, d, "qpdf", "--check", "FILE"); ok && strings.Contains(out, "WARNING") {
				t.Error(out)
			}
		})
	}
}

func TestFileCarriesItsTitleAndPages(t *testing.T) {
	d := example(t)
	out, ok := tool(t, d, "pdfinfo", "-isodates", "FILE")
	if !ok {
		return
	}
	for _, want := range []string{d.Title, d.Subject, d.Author, "2026-11-23T09:30:00", "595.28 x 841.89 pts (A4)"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
}

var runningLine = regexp.MustCompile(`(?m)^.*Pagina \d+ van \d+$`)

func TestTextCanBeReadBackInOrder(t *testing.T) {
	for name, d := range map[string]document.Document{"covenant": example(t), "large": large(t, 40, 200, 120)} {
		t.Run(name, func(t *testing.T) {
			d.Header, d.Watermark, d.Note = "", "", ""
			out, ok := tool(t, d, "pdftotext", "-enc", "UTF-8", "-raw", "FILE", "-")
			if !ok {
				return
			}
			got := squeezed(runningLine.ReplaceAllString(out, ""))
			at := 0
			for _, b := range d.Blocks {
				var want string
				switch b := b.(type) {
				case document.Heading:
					want = b.Label()
				case document.Paragraph:
					want = b.Text.String()
				case document.Signature:
					want = b.Party
				default:
					continue
				}
				i := strings.Index(got[at:], squeezed(want))
				if i < 0 {
					t.Fatalf("not found in order: %q", want)
				}
				at += i
			}
		})
	}
}
