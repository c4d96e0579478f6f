package paper

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// mayHold are the structure types that the elements of a type may have below them, where that is restricted (ISO 32000-1, 14.8.4).
var mayHold = map[name]string{
	"Document": "Sect H1 H2 H3 P L Table Figure",
	"Sect":     "P L",
	"L":        "LI",
	"LI":       "Lbl LBody",
	"Table":    "THead TBody TR",
	"THead":    "TR",
	"TBody":    "TR",
	"TR":       "TH TD",
}

// sound proves of a finished file what a validator would: that all that is drawn is marked, that the structure and the pages refer
// to each other, that links, headings, tables and figures are as they should be, and that the file says what the document does.
func sound(t failer, d document.Document, file []byte) *reread {
	t.Helper()
	f := readBack(t, file)
	f.parentsAgree(t)
	f.typesAgree(t)
	f.linksAgree(t)
	f.fontsTell(t)
	if got, want := squeezed(f.told()), meant(d); got != want {
		t.Fatalf("the structure says %q, the document %q", got, want)
	}
	return f
}

// parentsAgree proves that each sequence belongs to one element, and that the parent tree says which.
func (f *reread) parentsAgree(t failer) {
	t.Helper()
	seen := map[[2]int]bool{}
	f.visit(func(o *indirect, d dict) {
		for _, k := range kidsOf(d) {
			if below, ok := k.(*indirect); ok && dictOf(below).get("P") != o {
				t.Errorf("a %s below %s has another parent", dictOf(below).get("S"), d.get("S"))
			}
			page, id, ok := f.sequence(d, k)
			if !ok {
				continue
			}
			if seen[[2]int{page, id}] {
				t.Errorf("sequence %d of page %d belongs to two elements", id, page)
			}
			seen[[2]int{page, id}] = true
			number, _ := f.pages[page].get("StructParents").(int)
			if list := f.parent(number).value.(array); id >= len(list) || list[id] != o {
				t.Errorf("the parent tree has another element for sequence %d of page %d", id, page)
			}
		}
	})
	for page, said := range f.shown {
		if f.pages[page].get("Tabs") != name("S") {
			t.Errorf("page %d has another order of tabs", page)
		}
		for id := range said {
			if !seen[[2]int{page, id}] {
				t.Errorf("sequence %d of page %d belongs to no element", id, page)
			}
		}
	}
}

// parent returns what the parent tree has under a number.
func (f *reread) parent(number int) *indirect {
	for i := 0; i+1 < len(f.parents); i += 2 {
		if f.parents[i] == number {
			o, _ := f.parents[i+1].(*indirect)
			return o
		}
	}
	return &indirect{value: array{}}
}

func (f *reread) typesAgree(t failer) {
	t.Helper()
	depth := 0
	f.visit(func(_ *indirect, d dict) {
		kind, _ := d.get("S").(name)
		kids := kidsOf(d)
		if allowed, ok := mayHold[kind]; ok {
			for _, k := range kids {
				below := dictOf(k).get("S")
				if s, _ := below.(name); s == "" || !slices.Contains(strings.Fields(allowed), string(s)) {
					t.Errorf("%s holds %v", kind, below)
				}
			}
		}
		if len(kids) == 0 && kind != "TD" && kind != "TH" && kind != "Document" {
			t.Errorf("%s is empty", kind)
		}
		attributes := dictOf(d.get("A"))
		switch kind {
		case "H1", "H2", "H3":
			level := int(kind[1] - '0')
			if level > depth+1 {
				t.Errorf("%s behind a heading of level %d", kind, depth)
			}
			depth = level
		case "TH":
			if attributes.get("Scope") != name("Column") {
				t.Errorf("TH with %v", attributes)
			}
		case "L":
			if attributes.get("ListNumbering") == nil {
				t.Errorf("L with %v", attributes)
			}
		case "Figure":
			if b, _ := attributes.get("BBox").(array); len(b) != 4 || decoded(d.get("Alt")) == "" {
				t.Errorf("Figure with %v", d)
			}
		case "TBody", "THead":
			for _, row := range kids {
				if n, want := len(kidsOf(dictOf(row))), len(kidsOf(dictOf(kids[0]))); n != want || n == 0 {
					t.Errorf("a row of %d cells below one of %d", n, want)
				}
			}
		}
	})
}

// linksAgree proves that each link on a page belongs to one Link and says where it leads.
func (f *reread) linksAgree(t failer) {
	t.Helper()
	objects := map[object]object{} // annotation to element
	f.visit(func(o *indirect, d dict) {
		for _, k := range kidsOf(d) {
			if r, ok := k.(dict); ok && r.get("Type") == name("OBJR") {
				if d.get("S") != name("Link") || objects[r.get("Obj")] != nil {
					t.Errorf("an annotation in %s", d.get("S"))
				}
				objects[r.get("Obj")] = o
			}
		}
	})
	count := 0
	for i, page := range f.pages {
		annotations, _ := page.get("Annots").(array)
		for _, a := range annotations {
			count++
			d := dictOf(a)
			number, _ := d.get("StructParent").(int)
			if objects[a] == nil || f.parent(number) != objects[a] {
				t.Errorf("an annotation of page %d belongs to no element", i)
			}
			to, _ := d.get("Dest").(array)
			if d.get("F") != 4 || decoded(d.get("Contents")) == "" || f.pageOf(d.get("P")) != i || len(to) != 5 || f.pageOf(to[0]) < 0 {
				t.Errorf("annotation %v", d)
			}
		}
	}
	if count != len(objects) {
		t.Errorf("%d annotations on the pages, %d in the structure", count, len(objects))
	}
}

var (
	subsetTag  = regexp.MustCompile(`^[A-Z]{6}\+[A-Za-z-]+$`)
	mappedCode = regexp.MustCompile(`(?m)^<([0-9A-F]{4})> <([0-9A-F]{4})>$`)
)

// fontsTell proves that each font is a subset by its name and that every character that is drawn can be looked up.
func (f *reread) fontsTell(t failer) {
	t.Helper()
	mapped := map[rune]bool{}
	for _, e := range dictOf(dictOf(f.pages[0].get("Resources")).get("Font")) {
		font := dictOf(e.value)
		descendants, _ := font.get("DescendantFonts").(array)
		below := dictOf(descendants[0])
		base, _ := font.get("BaseFont").(name)
		if !subsetTag.MatchString(string(base)) || below.get("BaseFont") != base || dictOf(below.get("FontDescriptor")).get("FontName") != base {
			t.Errorf("font %q", base)
		}
		_, table, _ := strings.Cut(string(inflated(t, font.get("ToUnicode"))), "endcodespacerange")
		for _, m := range mappedCode.FindAllStringSubmatch(table, -1) {
			var code rune
			if _, err := fmt.Sscanf(m[1], "%X", &code); err != nil || m[1] != m[2] {
				t.Errorf("%s stands for %s", m[1], m[2])
			}
			mapped[code] = true
		}
	}
	for r := range f.used {
		if !mapped[r] {
			t.Errorf("%q is drawn and cannot be looked up", r)
		}
	}
}

func TestFinishedFileIsSound(t *testing.T) {
	for name, d := range oddDocuments(t) {
		t.Run(name, func(t *testing.T) { sound(t, d, written(t, d)) })
	}
}

func TestFinishedFileOfAnyDocumentIsSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := document.Document{Title: text(t, "title"), Subject: text(t, "subject"), Author: text(t, "author"), Language: rapid.SampledFrom([]string{"nl", "", "?"}).Draw(t, "language")}
		for range rapid.IntRange(0, 8).Draw(t, "blocks") {
			d.Blocks = append(d.Blocks, randomBlock(t))
		}
		var b bytes.Buffer
		if _, err := WritePDF(&b, d); err != nil {
			t.Fatal(err)
		}
		agrees(t, sound(t, d, b.Bytes()))
	})
}

// agrees proves that the metadata is well-formed and says what the document information says.
func agrees(t failer, f *reread) {
	t.Helper()
	var packet struct {
		Descriptions []struct {
			Part        []int  `xml:"part"`
			Conformance string `xml:"conformance"`
			Title       string `xml:"title>Alt>li"`
			Creator     string `xml:"creator>Seq>li"`
			About       string `xml:"description>Alt>li"`
			Language    string `xml:"language>Bag>li"`
			Created     string `xml:"CreateDate"`
			Modified    string `xml:"ModifyDate"`
			Producer    string `xml:"Producer"`
		} `xml:"RDF>Description"`
	}
	metadata, _ := f.catalog.get("Metadata").(*indirect)
	if err := xml.NewDecoder(bytes.NewReader(metadata.stream)).Decode(&packet); err != nil || len(packet.Descriptions) != 2 {
		t.Fatalf("metadata: %v, %d descriptions", err, len(packet.Descriptions))
	}
	told := packet.Descriptions[0]
	if !slices.Equal(told.Part, []int{2, 1}) || told.Conformance != "A" {
		t.Errorf("parts %v, conformance %s", told.Part, told.Conformance)
	}
	created, err := time.Parse(time.RFC3339, told.Created)
	if err != nil {
		t.Fatalf("%v", err)
	}
	moment := created.UTC().Format("D:20060102150405Z")
	for _, pair := range [][2]string{
		{told.Title, decoded(f.info.get("Title"))},
		{told.Creator, decoded(f.info.get("Author"))},
		{told.About, decoded(f.info.get("Subject"))},
		{told.Producer, decoded(f.info.get("Producer"))},
		{told.Language, decoded(f.catalog.get("Lang"))},
		{moment, decoded(f.info.get("CreationDate"))},
		{moment, decoded(f.info.get("ModDate"))},
		{told.Created, told.Modified},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%q in the metadata, %q in the document information", pair[0], pair[1])
		}
	}
	if told.Title == "" {
		t.Errorf("no title")
	}
}

func TestMetadataAgreesWithTheDocumentInformation(t *testing.T) {
	d := document.Document{Title: `Wie & wat <"1">`, Subject: "שלום ]]>", Author: "Łódź & co", Language: "nl-NL", Created: time.Date(2026, 1, 2, 0, 4, 5, 6, time.FixedZone("", 3600))}
	f := readBack(t, written(t, d))
	agrees(t, f)
	for key, want := range map[name]string{"Title": d.Title, "Subject": d.Subject, "Author": d.Author, "CreationDate": "D:20260101230405Z"} {
		if got := decoded(f.info.get(key)); got != want {
			t.Errorf("%s: got %q, want %q", key, got, want)
		}
	}
}

func TestHeadingsSkipNoLevel(t *testing.T) {
	heading := func(level int) document.Block {
		return document.Heading{Level: level, Text: document.Plain("kop")}
	}
	title := document.Title{Text: "titel"}
	for what, c := range map[string]struct {
		blocks []document.Block
		want   string
	}{
		"with a title":      {[]document.Block{title, heading(1), heading(2), heading(1)}, "H1 H2 H3 H2"},
		"without one":       {[]document.Block{heading(1), heading(2), heading(1)}, "H1 H2 H1"},
		"articles only":     {[]document.Block{heading(2), heading(2)}, "H1 H1"},
		"article first":     {[]document.Block{heading(2), heading(1), heading(2)}, "H1 H1 H2"},
		"article and title": {[]document.Block{title, heading(2), heading(1), heading(2)}, "H1 H2 H2 H3"},
	} {
		t.Run(what, func(t *testing.T) {
			var got []string
			readBack(t, written(t, document.Document{Blocks: c.blocks})).visit(func(_ *indirect, d dict) {
				if s, _ := d.get("S").(name); strings.HasPrefix(string(s), "H") {
					got = append(got, string(s))
				}
			})
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
		})
	}
}

func TestListsTellHowTheyAreNumbered(t *testing.T) {
	for marker, want := range map[string]name{"1.": "Decimal", "12)": "Decimal", "1.2": "Decimal", "a.": "LowerAlpha", "B": "UpperAlpha", "i.": "LowerRoman", "I.": "UpperRoman", "–": "Disc", "•": "Disc", "": "None"} {
		if got := numbering(marker); got != want {
			t.Errorf("%q: got %s, want %s", marker, got, want)
		}
	}
}

func TestOutlineCountsItsEntries(t *testing.T) {
	var b []bookmark
	for _, level := range []int{1, 2, 3, 2, 1, 1, 2} {
		b = append(b, bookmark{level, "x", destination{page: 1}})
	}
	var got []string
	var walk func(o object, depth int)
	walk = func(o object, depth int) {
		for ; o != nil; o = dictOf(o).get("Next") {
			got = append(got, fmt.Sprint(depth, " ", dictOf(o).get("Count")))
			walk(dictOf(o).get("First"), depth+1)
		}
	}
	walk(outline(b, []*indirect{{}}), 0)
	if want := []string{"0 7", "1 3", "2 1", "3 <nil>", "2 <nil>", "1 <nil>", "1 1", "2 <nil>"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestHyphenIsNoPartOfTheWord(t *testing.T) {
	d := document.Document{Blocks: []document.Block{document.Paragraph{Text: document.Plain(strings.Repeat("samen\u00adwerkings\u00adover\u00adeen\u00adkomst ", 9))}}}
	told := readBack(t, written(t, d)).told()
	if !strings.ContainsRune(told, softHyphen) || strings.ContainsRune(told, '-') {
		t.Errorf("the structure says %q", told)
	}
	if got, want := strings.Join(strings.Fields(strings.ReplaceAll(told, string(softHyphen), "")), " "), strings.TrimSpace(strings.Repeat("samenwerkingsovereenkomst ", 9)); got != want {
		t.Errorf("got %q", got)
	}
}

func TestTurnedWordsAreToldInTheOrderOfReading(t *testing.T) {
	const mixed = "naam (שלום 12 (עולם) 34) hier"
	d := document.Document{Blocks: []document.Block{
		document.Paragraph{Text: document.Plain(mixed)},
		document.Paragraph{Text: document.Text{{Text: "שלום "}, {Text: "עולם ", Strong: true}, {Text: "שלום"}}},
	}}
	got := strings.Join(strings.Fields(readBack(t, written(t, d)).told()), " ")
	if want := mixed + " שלום עולם שלום"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWordsAreSpacedAtTheEndOfALine(t *testing.T) {
	var want []string
	d := example(t)
	for _, b := range d.Blocks {
		if p, ok := b.(document.Paragraph); ok {
			want = append(want, strings.Join(strings.Fields(p.Text.String()), " "))
		}
	}
	told := strings.Join(strings.Fields(readBack(t, written(t, d)).told()), " ")
	for _, s := range want {
		if !strings.Contains(told, s) {
			t.Errorf("not found word by word: %q", s)
		}
	}
}

func TestLongLinkIsOneElementWithAPlaceOnEachLine(t *testing.T) {
	d := document.Document{Blocks: []document.Block{
		document.Paragraph{Text: document.Text{{Text: "zie "}, {Text: strings.Repeat("het artikel over het doel ", 6), Link: "doel"}, {Text: "en verder"}}},
		document.Heading{ID: "doel", Level: 1, Number: "Artikel 1", Text: document.Plain("Doel")},
	}}
	places, elements := 0, 0
	sound(t, d, written(t, d)).visit(func(_ *indirect, d dict) {
		if d.get("S") != name("Link") {
			return
		}
		elements++
		for _, k := range kidsOf(d) {
			if r, ok := k.(dict); ok && r.get("Obj") != nil {
				places++
				if got := decoded(dictOf(r.get("Obj")).get("Contents")); got != "Artikel 1  Doel" {
					t.Errorf("leads to %q", got)
				}
			}
		}
	})
	if elements != 1 || places < 2 {
		t.Errorf("%d links in %d places", elements, places)
	}
}

func TestPictureWithNothingToSayIsAnArtefact(t *testing.T) {
	d := document.Document{Blocks: []document.Block{document.Figure{Width: 20, Picture: document.Grid{Dark: [][]bool{{true}}}}}}
	sound(t, d, written(t, d)).visit(func(_ *indirect, d dict) {
		if d.get("S") == name("Figure") {
			t.Error("a figure")
		}
	})
}

func TestPictureInPrintColoursIsRefused(t *testing.T) {
	// The head of a JPEG of 8 by 8 pixels in four colours.
	cmyk := []byte("\xff\xd8\xff\xc0\x00\x14\x08\x00\x08\x00\x08\x04\x01\x11\x00\x02\x11\x00\x03\x11\x00\x04\x11\x00\xff\xda\x00\x02\xff\xd9")
	d := document.Document{Blocks: []document.Block{document.Figure{Alt: "x", Width: 20, Picture: document.Raster{File: cmyk, Width: 8, Height: 8}}}}
	if _, err := WritePDF(io.Discard, d); !errors.Is(err, ErrPrintColours) {
		t.Errorf("got %v", err)
	}
}

func TestPrivateCharactersAreMarked(t *testing.T) {
	d := document.Document{Blocks: []document.Block{document.Paragraph{Text: document.Plain("a\uf001b")}}}
	if got := squeezed(readBack(t, written(t, d)).told()); got != "a[U+F001]b" {
		t.Errorf("the structure says %q", got)
	}
}

func TestFontsKeepTheirNames(t *testing.T) {
	for f := range faces {
		if got := subsetName(f, map[rune]bool{'a': true}); !subsetTag.MatchString(string(got)) || got == subsetName(f, map[rune]bool{'b': true}) {
			t.Errorf("face %d: %q", f, got)
		}
	}
}

func TestPicturesComeInTheSameOrder(t *testing.T) {
	d := oddDocuments(t)["figures"]
	first := written(t, d)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if !bytes.Equal(first, written(t, d)) {
				t.Error("other bytes")
			}
		})
	}
	wait.Wait()
}

func TestFileThatIsNotAsGofpdfWritesItIsRefused(t *testing.T) {
	p := press{}
	f := newPDF(&p.gate)
	(&drawing{seam: f, gate: &p.gate, sheets: bind(nil)}).draw()
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
	drawn := newPDF(&p.gate)
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
