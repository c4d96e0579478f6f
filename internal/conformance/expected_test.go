package conformance

import (
	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// expected is what a document model says of its printed file.
type expected struct {
	leaves []string       // the texts in reading order, one for each place that has one
	counts map[string]int // structure elements by type
	alts   []string       // of the figures
}

// expect reads a document as a person would: from the cover to the last signature.
func expect(d document.Document) expected {
	e := expected{counts: map[string]int{"Document": 1}}
	if h := d.House; h.Logo.Picture != nil {
		e.block(document.Figure{Alt: h.Logo.Alt, Picture: h.Logo.Picture})
	} else {
		e.say(h.Name)
	}
	if d.Cover != nil {
		e.cover(*d.Cover)
	}
	for _, b := range d.Blocks {
		e.block(b)
	}
	// A heading is one level below its bookmark's, as the title is H1.
	for _, mark := range d.Bookmarks() {
		e.counts[[]string{"H2", "H3"}[min(max(mark.Level, 1), 2)-1]]++
	}
	return e
}

func (e *expected) say(texts ...string) {
	for _, s := range texts {
		if s != "" {
			e.leaves = append(e.leaves, s)
		}
	}
}

func (e *expected) text(t document.Text) {
	e.say(t.String())
	for _, run := range t {
		if run.Link != "" {
			e.counts["Link"]++
		}
	}
}

func (e *expected) cover(c document.Cover) {
	e.counts["H1"]++
	e.say(c.Over, c.Title)
	for _, t := range c.Under {
		e.text(t)
	}
	if len(c.Parties) > 0 { // an agreement may have nobody but witnesses
		e.say(c.Label)
		e.counts["L"]++
		e.counts["LI"] += len(c.Parties)
	}
	e.say(c.Parties...)
	for _, f := range c.Facts {
		e.say(f.Name, f.Value)
	}
}

func (e *expected) block(b document.Block) {
	switch b := b.(type) {
	case document.Title:
		e.counts["H1"]++
		e.say(b.Text, b.Under)
	case document.Heading:
		e.say(b.Number)
		e.text(b.Text)
	case document.Paragraph:
		e.text(b.Text)
	case document.List:
		e.counts["L"]++
		for _, item := range b.Items {
			e.counts["LI"]++
			e.say(item.Marker)
			e.text(item.Text)
			for _, inner := range item.Blocks {
				e.block(inner)
			}
		}
	case document.Table:
		e.table(b)
	case document.Figure:
		e.counts["Figure"]++
		e.alts = append(e.alts, b.Alt)
	case document.Signature:
		e.counts["Sect"]++
		e.say(b.Note, b.Party)
		for _, f := range b.Fields {
			e.say(f.Name, f.Value)
		}
		e.say(b.Sign)
	case document.PageBreak:
	}
}

func (e *expected) table(t document.Table) {
	e.counts["Table"]++
	rows := t.Rows
	if len(t.Head) > 0 {
		e.counts["TH"] += len(t.Columns)
		rows = append([][]document.Cell{t.Head}, rows...)
	}
	e.counts["TR"] += len(rows)
	e.counts["TD"] += len(t.Rows) * len(t.Columns)
	for _, row := range rows {
		for _, cell := range row {
			for _, paragraph := range cell {
				e.text(paragraph)
			}
		}
	}
}
