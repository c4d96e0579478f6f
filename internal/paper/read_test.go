package paper

import (
	"bytes"
	"regexp"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

func TestFileThatIsNotAsGofpdfWritesItIsRefused(t *testing.T) {
	p := press{}
	f := newPDF(&p.gate, a4)
	(&drawing{seam: f, gate: &p.gate, sheets: bind(nil, a4)}).draw()
	var raw bytes.Buffer
	if err := f.pdf.Output(&raw); err != nil {
		t.Fatal(err)
	}
	p.document(document.Document{})
	for name, file := range map[string][]byte{
		"empty":         nil,
		"cut off":       raw.Bytes()[:raw.Len()-40],
		"no objects":    bytes.Replace(raw.Bytes(), []byte("0 obj"), []byte("1 obj"), 1),
		"other page":    bytes.Replace(raw.Bytes(), []byte("/Kids [3 0 R ]"), []byte("/Kids [      ]"), 1),
		"wrong length":  regexp.MustCompile(`/Length \d`).ReplaceAll(raw.Bytes(), []byte("/Length 9")),
		"wrong offset":  bytes.Replace(raw.Bytes(), []byte("0000000009 00000 n"), []byte("0000000019 00000 n"), 1),
		"beyond object": bytes.Replace(raw.Bytes(), []byte("/Contents 4 0 R"), []byte("/Contents 9 0 R"), 1),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := f.finish(file, document.Document{}, &p.tree); err == nil {
				t.Error("it was finished")
			}
		})
	}
	if _, err := f.finish(raw.Bytes(), document.Document{}, &p.tree); err != nil {
		t.Error(err)
	}
}

// FuzzRead proves that whatever is read can be written and read again, to the same bytes.
func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if _, err := WritePDF(&b, document.Document{Title: "x", Blocks: []document.Block{document.Paragraph{Text: document.Plain("a (b) \\ é")}}}); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	p := press{}
	drawn := newPDF(&p.gate, a4)
	drawn.page()
	var raw bytes.Buffer
	if err := drawn.pdf.Output(&raw); err != nil {
		f.Fatal(err)
	}
	f.Add(raw.Bytes())
	f.Add([]byte("xref\n0 1\n0000000000 65535 f \ntrailer\n<</A[[[<ff>(\\()]]]/B null/C -1.5/D true>>\nstartxref\n0\n%%EOF"))
	f.Fuzz(func(t *testing.T, file []byte) {
		trailer, err := read(file)
		if err != nil {
			return
		}
		once := write(trailer)
		again, err := read(once)
		if err != nil {
			t.Fatalf("%v in %q", err, once)
		}
		if twice := write(again); !bytes.Equal(once, twice) {
			t.Fatalf("%q becomes %q", once, twice)
		}
	})
}
