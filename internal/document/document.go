// Package document is what is printed, as a model: headings, paragraphs, lists, tables, signature blocks.
//
// A covenant or an action list becomes a [Document] here; how it looks on paper is decided elsewhere. The model knows
// what each part is, not where it stands, so that paper, a screen reader and a word processor can all be served from it.
// Everything is decided by the arguments: the same agreement gives the same document, on every machine and day.
package document

import (
	"strings"
	"time"
)

// Document is one printed piece: what it is called, what stands on every page, and the blocks in reading order.
type Document struct {
	Title    string
	Subject  string
	Author   string
	Language string    // BCP 47: "nl-NL"
	Created  time.Time // kept in the file; the caller says which moment, so that bytes can be the same
	Header   string    // at the head of every page but the first
	Note     string    // at the foot of every page, left
	Folio    string    // at the foot of every page, right: "Pagina {page} van {pages}"
	// Watermark stands large and light behind the text of every page. Empty is none.
	Watermark string
	Format    Format // the sheet that it is printed on
	House     House  // how the organisation's paper looks
	Cover     *Cover // the title page; nil when the document starts with its blocks
	Blocks    []Block
}

// Cover is a title page.
type Cover struct {
	Over    string   // a line above the title: what kind of document it is
	Title   string   // the document's own title
	Under   []Text   // paragraphs below the title
	Label   string   // above the parties: "tussen"
	Parties []string // one a line
	Facts   []Fact   // what one wants to know at a glance
}

// Fact is something with a name: "Reference", "2024/17".
type Fact struct{ Name, Value string }

// Block is one of [Title], [Heading], [Paragraph], [List], [Table], [Figure], [Signature] and [PageBreak].
type Block interface{ block() }

// Title is the title of a document without a title page, with a line below it.
type Title struct{ Text, Under string }

// Heading opens a part of the document. Every heading is a bookmark.
type Heading struct {
	ID     string // what links refer to; empty when nothing does
	Level  int    // 1 is a part, 2 an article. The document's title stands above all levels
	Number string // "Artikel 3"; empty for a heading without one
	Text   Text
}

// Paragraph is running text.
type Paragraph struct {
	Style Style
	Text  Text
}

// Style is what a paragraph is for.
type Style int

// The styles of a paragraph.
const (
	Body Style = iota
	Lead       // opens a document: larger
	Note       // a remark that is not part of the text: smaller
)

// List is a sequence of items, each with a marker of its own: "1.", "a.", "–".
type List struct{ Items []Item }

// Item is one item of a list, with what is nested in it.
type Item struct {
	Marker string
	Text   Text
	Blocks []Block // further paragraphs and lists within the item
}

// Table is rows of cells under a head. Every row has one cell for each column.
type Table struct {
	Caption string
	Columns []Column
	Head    []Cell
	Rows    [][]Cell
}

// Column is how a column likes to be drawn.
type Column struct {
	Wide bool // holds most of the words: gets the room that the others do not need
}

// Cell is the content of a cell, one text for each paragraph.
type Cell []Text

// Figure is a picture that is part of the text.
type Figure struct {
	Alt     string  // what it shows, for who cannot see it; never empty
	Width   float64 // on paper, in millimetres; the height follows from the picture
	Picture Picture
}

// Picture is one of [Raster] and [Grid].
type Picture interface {
	// Proportion returns height divided by width.
	Proportion() float64
	picture()
}

// Raster is a picture of pixels, as the bytes of a PNG or JPEG file.
type Raster struct {
	File          []byte
	Width, Height int // pixels
}

// Grid is a picture of black and white squares, such as a QR code, drawn as sharp as the printer can.
type Grid struct{ Dark [][]bool } // rows of equal length, from the top

// Proportion implements [Picture].
func (r Raster) Proportion() float64 { return float64(r.Height) / float64(max(r.Width, 1)) }

// Proportion implements [Picture].
func (g Grid) Proportion() float64 {
	if len(g.Dark) == 0 || len(g.Dark[0]) == 0 {
		return 1
	}
	return float64(len(g.Dark)) / float64(len(g.Dark[0]))
}

func (Raster) picture() {}
func (Grid) picture()   {}

// Signature is where one party signs. It is never spread over two pages.
type Signature struct {
	Note   string // before the party: "voor gezien"
	Party  string
	Fields []Fact // a field without a value is a line to write on
	Sign   string // the name of the line for the signature itself
}

// PageBreak starts a new page.
type PageBreak struct{}

func (Title) block()     {}
func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Table) block()     {}
func (Figure) block()    {}
func (Signature) block() {}
func (PageBreak) block() {}

// Text is words in a row, each run in one manner.
type Text []Run

// Run is a piece of text in one manner.
type Run struct {
	Text     string
	Strong   bool
	Emphasis bool
	Language string // BCP 47, when it is not the document's
	Link     string // the ID of a heading of the same document
}

// Plain returns s as text without any emphasis; nothing for the empty string.
func Plain(s string) Text {
	if s == "" {
		return nil
	}
	return Text{{Text: s}}
}

// Strong returns s as text that stands out; nothing for the empty string.
func Strong(s string) Text {
	if s == "" {
		return nil
	}
	return Text{{Text: s, Strong: true}}
}

// String returns the words alone.
func (t Text) String() string {
	var b strings.Builder
	for _, run := range t {
		b.WriteString(run.Text)
	}
	return b.String()
}

// Bookmark is an entry of the outline.
type Bookmark struct {
	Level int // 1 for the parts of the document
	Text  string
}

// Bookmarks returns the outline: the headings in order. No level is skipped on the way down.
func (d Document) Bookmarks() []Bookmark {
	var list []Bookmark
	level := 0
	for _, b := range d.Blocks {
		h, ok := b.(Heading)
		if !ok {
			continue
		}
		level = min(h.Level, level+1)
		list = append(list, Bookmark{Level: level, Text: h.Label()})
	}
	return list
}

// Label returns number and text in one line: "Artikel 3 Doel".
func (h Heading) Label() string { return strings.TrimSpace(h.Number + " " + h.Text.String()) }
