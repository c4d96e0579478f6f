package main

import (
	"bytes"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// part is a piece of a document as every printer knows it.
type part struct {
	level int  // of a heading, 1 for the title; 0 for another text
	small bool // in the sans serif of the small print
	words
	table [][][]words // by row, cell and paragraph; nil for a text
	turn  bool        // a page begins
}

// words are a paragraph in one manner: "", "B" or "I", that of its first run.
type words struct{ text, style string }

func plainly(s string) words { return words{text: s} }

func wordsOf(t document.Text) words {
	w := words{text: t.String()}
	switch {
	case len(t) > 0 && t[0].Strong:
		w.style = "B"
	case len(t) > 0 && t[0].Emphasis:
		w.style = "I"
	}
	return w
}

// parts flattens a document.
func parts(d document.Document) []part {
	f := flattener{}
	if c := d.Cover; c != nil {
		f.add(part{words: plainly(c.Over)}, part{level: 1, words: plainly(c.Title)})
		for _, t := range c.Under {
			f.add(part{words: wordsOf(t)})
		}
		f.add(part{words: plainly(c.Label)})
		for _, party := range c.Parties {
			f.add(part{words: plainly(party)})
		}
		for _, fact := range c.Facts {
			f.add(part{small: true, words: plainly(fact.Name + "  " + fact.Value)})
		}
	}
	for _, b := range d.Blocks {
		f.block(b)
	}
	return f.list
}

type flattener struct{ list []part }

func (f *flattener) add(list ...part) {
	for _, p := range list {
		if p.text != "" || p.table != nil || p.turn {
			f.list = append(f.list, p)
		}
	}
}

func (f *flattener) block(b document.Block) {
	switch b := b.(type) {
	case document.PageBreak:
		f.add(part{turn: true})
	case document.Title:
		f.add(part{level: 1, words: plainly(b.Text)}, part{words: plainly(b.Under)})
	case document.Heading:
		f.add(part{level: b.Level + 1, words: plainly(b.Label())})
	case document.Paragraph:
		f.add(part{words: wordsOf(b.Text)})
	case document.List:
		for _, item := range b.Items {
			w := wordsOf(item.Text)
			w.text = item.Marker + " " + w.text
			f.add(part{words: w})
			for _, inner := range item.Blocks {
				f.block(inner)
			}
		}
	case document.Table:
		var rows [][][]words
		for _, row := range append([][]document.Cell{b.Head}, b.Rows...) {
			cells := make([][]words, len(row))
			for i, cell := range row {
				for _, text := range cell {
					cells[i] = append(cells[i], wordsOf(text))
				}
			}
			rows = append(rows, cells)
		}
		f.add(part{table: rows})
	case document.Signature:
		f.add(part{level: 3, words: plainly(b.Party)}, part{small: true, words: plainly(b.Note)})
		for _, field := range b.Fields {
			f.add(part{small: true, words: plainly(field.Name + "  " + field.Value)})
		}
		f.add(part{small: true, words: plainly(b.Sign)})
	}
}

// pages counts the pages of a file that keeps its objects open.
func pages(file []byte) int {
	count := 0
	for _, word := range []string{"/Type /Page", "/Type/Page"} {
		count += bytes.Count(file, []byte(word)) - bytes.Count(file, []byte(word+"s")) - bytes.Count(file, []byte(word+"L"))
	}
	return count
}

// quoted writes a text as a string of typst's language.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}
