package paper

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

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
		"in English":        {[]document.Block{document.Heading{Level: 2, Text: document.Text{{Text: "kop", Language: "en"}}}, heading(1)}, "H1 H1"},
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

func TestLinkToAHeadingWithoutTextSaysWhatItIs(t *testing.T) {
	d := document.Document{Blocks: []document.Block{
		document.Paragraph{Text: document.Text{{Text: "zie "}, {Text: "hier", Link: "leeg"}}},
		document.Heading{ID: "leeg", Level: 1},
	}}
	f := sound(t, d, written(t, d))
	annotations, _ := f.pages[0].get("Annots").(array)
	if len(annotations) != 1 || decoded(dictOf(annotations[0]).get("Contents")) != "hier" {
		t.Errorf("got %v", annotations)
	}
}

func TestNamesBearNoMarksForBreakingLines(t *testing.T) {
	d := document.Document{Title: "Samen\u00adwerking", Blocks: []document.Block{document.Heading{Level: 1, Text: document.Plain("Samen\u00adwerking en\u200bverder")}}}
	f := sound(t, d, written(t, d))
	agrees(t, f)
	entry := dictOf(dictOf(f.catalog.get("Outlines")).get("First"))
	if got := decoded(entry.get("Title")); got != "Samenwerking enverder" {
		t.Errorf("bookmark %q", got)
	}
	if got := decoded(f.info.get("Title")); got != "Samenwerking" {
		t.Errorf("title %q", got)
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
