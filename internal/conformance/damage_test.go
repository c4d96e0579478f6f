package conformance

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// TestDamageIsFound proves that the judges are awake: each damage to a sound file is found by the judge that is there for it.
func TestDamageIsFound(t *testing.T) {
	for _, d := range []struct {
		name   string
		damage func(*testing.T, sheet) sheet
		by     []judge
		rule   string // that is broken, or a part of it
	}{
		{"a file without tags", untagged, []judge{{"2a", veraPDF("2a")}}, "2a 6.7.2.2-1"},
		{"a file without tags", untagged, []judge{{"ua1", veraPDF("ua1")}}, "ua1 7.1-11"},
		{"a file without an identifier", untagged, []judge{{"preflight", preflight}}, "preflight 1.4.1"},
		{"a file without tags", untagged, []judge{{"structure", structure}, {"text", text}}, ""},
		{"exchanged entries of the parent tree", exchanged, []judge{{"structure", structure}}, "structure"},
		{"a misspelt scope", changed("/Column", "/Colunm"), []judge{{"structure", structure}}, "structure"},
		{"a figure without a text", changed("/Alt", "/Alx"), []judge{{"ua1", veraPDF("ua1")}}, "ua1 7.3-1"},
		{"a language that is lost", changed("/Lang", "/Lanx"), []judge{{"ua1", veraPDF("ua1")}}, "ua1 7.2-"},
		{"a byte of a page", garbled, []judge{{"qpdf", qpdf}}, "qpdf --check"},
		{"two paragraphs that changed places", rearranged, []judge{{"text", text}}, "text"},
		{"a word that is lost", shortened, []judge{{"text", text}}, "text"},
	} {
		for _, j := range d.by {
			t.Run(d.name+"/"+j.name, func(t *testing.T) {
				sound := printed(t, []named{{"sound", everyBlock(t)}})[0]
				if before, err := j.look(t, []sheet{sound}); err == nil && len(before) > 0 {
					t.Fatalf("there is a complaint before anything is damaged\n%s", summary(before))
				}
				complaints, err := j.look(t, []sheet{d.damage(t, sound)})
				if absent := (*absentError)(nil); asAbsent(err, &absent) {
					t.Logf("LEFT OUT: %v", err)
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				for _, c := range complaints {
					if strings.HasPrefix(c.rule, d.rule) {
						return
					}
				}
				t.Errorf("not found; the complaints are\n%s", summary(complaints))
			})
		}
	}
}

// untagged is a file as gofpdf makes it.
func untagged(t *testing.T, s sheet) sheet {
	t.Helper()
	f := gofpdf.New("P", "pt", "A4", "")
	f.SetFont("Helvetica", "", 12)
	f.AddPage()
	f.Text(72, 72, "Alle blokken")
	if err := f.OutputFileAndClose(s.file); err != nil {
		t.Fatal(err)
	}
	return s
}

// edited writes the file anew, uncompressed and with one change, and repairs its table of offsets.
func edited(t *testing.T, s sheet, change func([]byte) []byte) sheet {
	t.Helper()
	open := filepath.Join(t.TempDir(), "open.pdf")
	if _, _, err := run(t, nil, "qpdf", "--qdf", "--object-streams=disable", s.file, open); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(open)
	if err != nil {
		t.Fatal(err)
	}
	after := change(bytes.Clone(before))
	if bytes.Equal(before, after) || len(before) != len(after) {
		t.Fatal("the damage does not damage")
	}
	if err := os.WriteFile(s.file, after, 0o600); err != nil {
		t.Fatal(err)
	}
	return s
}

// changed replaces a word by another of the same length, once.
func changed(from, to string) func(*testing.T, sheet) sheet {
	return func(t *testing.T, s sheet) sheet {
		t.Helper()
		return edited(t, s, func(b []byte) []byte { return bytes.Replace(b, []byte(from), []byte(to), 1) })
	}
}

var (
	parentTree = regexp.MustCompile(`(?s)/Nums \[.*?endobj`)
	reference  = regexp.MustCompile(`\d+ 0 R`)
)

// exchanged puts two entries of the parent tree that differ in each other's place.
func exchanged(t *testing.T, s sheet) sheet {
	t.Helper()
	return edited(t, s, func(b []byte) []byte {
		tree := parentTree.Find(b)
		places := reference.FindAllIndex(tree, -1)
		for i := 1; i < len(places); i++ {
			one, other := tree[places[i-1][0]:places[i-1][1]], tree[places[i][0]:places[i][1]]
			if !bytes.Equal(one, other) && len(one) == len(other) {
				kept := bytes.Clone(one)
				copy(one, other)
				copy(other, kept)
				return b
			}
		}
		t.Fatal("there is no parent tree as expected")
		return nil
	})
}

// garbled changes one byte of what is drawn on the first page.
func garbled(t *testing.T, s sheet) sheet {
	t.Helper()
	b, err := os.ReadFile(s.file)
	if err != nil {
		t.Fatal(err)
	}
	o, err := readObjects(t, s.file)
	if err != nil {
		t.Fatal(err)
	}
	contents, _ := o.dict(o.pages()[0])["/Contents"].(string)
	page := bytes.Index(b, []byte("\n"+strings.TrimSuffix(contents, "R")+"obj"))
	at := page + bytes.Index(b[page:], []byte("stream\n")) + 60
	b[at] ^= 0xFF
	if err := os.WriteFile(s.file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return s
}

// rearranged is the file beside a document in which two paragraphs have changed places.
func rearranged(t *testing.T, s sheet) sheet {
	t.Helper()
	var at []int
	blocks := append([]document.Block(nil), s.document.Blocks...)
	for i, b := range blocks {
		if _, ok := b.(document.Paragraph); ok {
			at = append(at, i)
		}
	}
	blocks[at[0]], blocks[at[1]] = blocks[at[1]], blocks[at[0]]
	s.document.Blocks = blocks
	return s
}

// shortened is the file beside a document that says one word more.
func shortened(t *testing.T, s sheet) sheet {
	t.Helper()
	s.document.Blocks = append(append([]document.Block(nil), s.document.Blocks...), document.Paragraph{Text: document.Plain("slot")})
	return s
}
