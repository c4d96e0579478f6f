package document_test

import (
	"fmt"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// render writes a document as text that a person can check.
func render(d document.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title: %s\nsubject: %s\nauthor: %s\nlanguage: %s\ncreated: %s\nheader: %s\nnote: %s\nfolio: %s\nwatermark: %s\n",
		d.Title, d.Subject, d.Author, d.Language, d.Created.Format("2006-01-02 15:04"), d.Header, d.Note, d.Folio, d.Watermark)
	if d.Cover != nil {
		fmt.Fprintf(&b, "\n[cover] %s\n%s\n", d.Cover.Over, d.Cover.Title)
		for _, t := range d.Cover.Under {
			b.WriteString(words(t) + "\n")
		}
		fmt.Fprintf(&b, "%s: %s\n", d.Cover.Label, strings.Join(d.Cover.Parties, " | "))
		for _, f := range d.Cover.Facts {
			fmt.Fprintf(&b, "%s = %s\n", f.Name, f.Value)
		}
	}
	for _, block := range d.Blocks {
		renderBlock(&b, block, "")
	}
	return b.String()
}

func renderBlock(b *strings.Builder, block document.Block, indent string) {
	switch v := block.(type) {
	case document.Title:
		fmt.Fprintf(b, "\n%s\n%s\n", v.Text, v.Under)
	case document.Heading:
		fmt.Fprintf(b, "\n%s %s (%s)\n", strings.Repeat("#", v.Level), v.Label(), v.ID)
	case document.Paragraph:
		fmt.Fprintf(b, "%s%s%s\n", indent, strings.Repeat("> ", int(v.Style)), words(v.Text))
	case document.List:
		for _, item := range v.Items {
			fmt.Fprintf(b, "%s%s\t%s\n", indent, item.Marker, words(item.Text))
			for _, inner := range item.Blocks {
				renderBlock(b, inner, indent+"\t")
			}
		}
	case document.Table:
		fmt.Fprintf(b, "[table] %s\n", v.Caption)
		for _, row := range append([][]document.Cell{v.Head}, v.Rows...) {
			var cells []string
			for _, cell := range row {
				var texts []string
				for _, t := range cell {
					texts = append(texts, words(t))
				}
				cells = append(cells, strings.Join(texts, " / "))
			}
			b.WriteString("  " + strings.Join(cells, " | ") + "\n")
		}
	case document.Signature:
		fmt.Fprintf(b, "[signature] %s %s %v %s\n", v.Note, v.Party, v.Fields, v.Sign)
	case document.PageBreak:
		b.WriteString("----\n")
	}
}

func words(t document.Text) string {
	var b strings.Builder
	for _, run := range t {
		s := run.Text
		if run.Emphasis {
			s = "<i>" + s + "</i>"
		}
		if run.Strong {
			s = "<b>" + s + "</b>"
		}
		if run.Link != "" {
			s = "<a " + run.Link + ">" + s + "</a>"
		}
		b.WriteString(s)
	}
	return b.String()
}
