package document

// Format is the sheet that a document is printed on.
type Format int

// The formats.
const (
	A4 Format = iota // upright
	A3               // on its side, for the wall
	// Pocket is an A4 sheet, printed on one side, that is folded twice to A6 and read as a note pad: its four quarters are its
	// pages, from the left to the right and from the top down.
	Pocket
)

// Section is a part of a sheet that others have written: texts, things with their names, a list, a table. What is empty is left out.
type Section struct {
	Title string
	Facts []Fact
	Texts []string
	Items []string
	Table *Table
	// Fresh starts a page.
	Fresh bool
}

// Sheet returns a document of sections under a title, in the given order.
func Sheet(format Format, title, under, note string, sections []Section, o Options) Document {
	d := o.piece(title, under, note)
	d.Format = format
	d.Blocks = append(d.Blocks, Title{Text: title, Under: under})
	for _, s := range sections {
		if s.Fresh {
			d.Blocks = append(d.Blocks, PageBreak{})
		}
		d.Blocks = append(d.Blocks, s.blocks()...)
	}
	return d
}

func (s Section) blocks() []Block {
	var out []Block
	if s.Title != "" {
		out = append(out, Heading{Level: 1, Text: Plain(s.Title)})
	}
	for _, f := range s.Facts {
		if f.Value != "" {
			out = append(out, Paragraph{Text: append(Strong(f.Name+" "), Plain(f.Value)...)})
		}
	}
	for _, text := range s.Texts {
		out = append(out, Paragraph{Text: Plain(text)})
	}
	var list List
	for _, item := range s.Items {
		list.Items = append(list.Items, Item{Marker: "–", Text: Plain(item)})
	}
	if len(list.Items) > 0 {
		out = append(out, list)
	}
	if s.Table != nil {
		out = append(out, *s.Table)
	}
	return out
}

// PlainTable returns a table of plain texts, the wide columns of which hold most of the words.
func PlainTable(caption string, head []string, rows [][]string, wide ...int) *Table {
	t := Table{Caption: caption, Columns: make([]Column, len(head))}
	for _, i := range wide {
		t.Columns[i].Wide = true
	}
	cells := func(texts []string) []Cell {
		row := make([]Cell, len(texts))
		for i, text := range texts {
			row[i] = Cell{Plain(text)}
		}
		return row
	}
	t.Head = cells(head)
	for _, row := range rows {
		t.Rows = append(t.Rows, cells(row))
	}
	return &t
}
