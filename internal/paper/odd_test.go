package paper

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// oddDocuments are documents that a finished file could go wrong on.
func oddDocuments(t testing.TB) map[string]document.Document {
	t.Helper()
	say := func(s string) document.Block { return document.Paragraph{Text: document.Plain(s)} }
	link := document.Text{
		{Text: "zie "},
		{Text: "artikel 1, dat met een heel lange naam zeker over meer dan een regel gaat, want zo lang is die naam", Link: "doel"},
		{Text: " en "},
		{Text: "some English", Language: "en"},
		{Text: " en "},
		{Text: "een plaats die er niet is", Link: "weg"},
		{Text: "."},
	}
	table := func(rows ...[]document.Cell) document.Table {
		return document.Table{Caption: "Wie & wat", Columns: make([]document.Column, 3), Head: []document.Cell{{document.Plain("een")}, {document.Plain("twee")}, {}}, Rows: rows}
	}
	var links []document.Block
	for range 40 {
		links = append(links, document.Paragraph{Text: link})
	}
	doel := document.Heading{ID: "doel", Level: 1, Number: "Artikel 1", Text: document.Plain("Doel")}
	long := document.Plain(strings.Repeat("een lange toelichting bij de verstrekking ", 400))
	d := map[string]document.Document{
		"empty":       {},
		"covenant":    example(t),
		"template":    template(t),
		"large":       large(t, 40, 60, 120),
		"links":       {Watermark: "CONCEPT", Header: "kop", Note: "noot", Folio: "{page}/{pages}", Blocks: append(links, doel)},
		"long row":    {Blocks: []document.Block{table([]document.Cell{{document.Plain("a")}, {long, document.Plain("b"), link}, {}}, []document.Cell{{}, {}, {}}), doel}},
		"only a head": {Blocks: []document.Block{table()}},
		"empty tables": {Blocks: []document.Block{
			document.Table{}, document.Table{Columns: make([]document.Column, 2)}, document.Table{Columns: make([]document.Column, 2), Rows: [][]document.Cell{{{}, {}}}},
		}},
		"empty parts": {Blocks: []document.Block{
			document.List{},
			document.Signature{},
			document.Heading{},
			document.Title{},
			say(""), say("\u200b"),
			document.List{Items: []document.Item{{Marker: "1."}, {Text: document.Plain("zonder")}, {}, {Marker: "3.", Text: link, Blocks: []document.Block{
				say("p"), say(""), document.List{Items: []document.Item{{Marker: "a.", Text: document.Plain("binnen")}}},
			}}}},
			doel,
		}},
		"characters": {Title: "漢 😀", Blocks: []document.Block{say("ﬁ 漢 😀 e\u0301 a\u200bb \u00a0 \u202f x {nb} {page} \\ ( ) Ω Ленинград")}},
	}
	d["figures"] = document.Document{Watermark: "CONCEPT", Blocks: figures(t)}
	return d
}

// figures are pictures of every kind that files come in, all of the same size.
func figures(t testing.TB) []document.Block {
	t.Helper()
	const width, height = 40, 30
	size := image.Rect(0, 0, width, height)
	alpha, palette, grey := image.NewNRGBA(size), image.NewPaletted(size, color.Palette{color.White, color.Black}), image.NewGray(size)
	for x := range width {
		for y := range height {
			alpha.Set(x, y, color.NRGBA{uint8(x * 6), uint8(y * 8), 90, uint8(x * 6)})
			palette.SetColorIndex(x, y, uint8(x%2))
		}
	}
	grid := document.Grid{Dark: [][]bool{{true, false}, {false, true}}}
	blocks := []document.Block{document.Figure{Alt: "een raster", Width: 30, Picture: grid}}
	for _, picture := range []image.Image{alpha, palette, grey} {
		var b bytes.Buffer
		if err := png.Encode(&b, picture); err != nil {
			t.Fatal(err)
		}
		blocks = append(blocks, document.Figure{Alt: "een <plaatje> & meer", Width: 40, Picture: document.Raster{File: b.Bytes(), Width: width, Height: height}})
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, alpha, nil); err != nil {
		t.Fatal(err)
	}
	return append(blocks, document.Figure{Alt: "een foto", Width: 40, Picture: document.Raster{File: b.Bytes(), Width: width, Height: height}})
}
