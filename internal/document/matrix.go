package document

import (
	"slices"
	"strconv"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// matrix is the table of provisions: who gives whom which information, for what, on which ground, under which conditions.
// Conditions are letters in the table, as the same few sentences would fill it; they are written out below it.
func (c *covenant) matrix() []Block {
	if len(c.agreement.Provisions) == 0 {
		return nil
	}
	t := Table{
		Caption: c.w.Text("document.matrix"),
		Columns: []Column{{}, {}, {}, {Wide: true}, {}, {}},
	}
	for _, key := range []string{"number", "from", "to", "what", "basis", "conditions"} {
		t.Head = append(t.Head, Cell{Plain(c.w.Text("document.matrix." + key))})
	}
	legend := legend{}
	for i, p := range c.agreement.Provisions {
		t.Rows = append(t.Rows, []Cell{
			{Plain(strconv.Itoa(i + 1))},
			{Plain(capital(c.side(p.From)))},
			{Plain(capital(c.side(p.To)))},
			c.what(p),
			c.basis(p),
			{Plain(legend.letters(p.Conditions))},
		})
	}
	out := []Block{
		PageBreak{},
		Heading{Level: 1, Text: Plain(c.w.Text("document.matrix"))},
		Paragraph{Text: Plain(c.w.Text("document.matrix.intro"))},
		t,
	}
	if len(legend.terms) > 0 {
		l := List{}
		for i, term := range legend.terms {
			l.Items = append(l.Items, Item{Marker: letters(i) + ".", Text: Plain(c.options.term("conditions", string(term)))})
		}
		out = append(out, Paragraph{Text: Strong(c.w.Text("document.matrix.legend"))}, l)
	}
	return append(out, c.bases()...)
}

// what returns the category, and below it the purpose, the forum, the term of retention and the days, as far as they are there.
func (c *covenant) what(p partnership.Provision) Cell {
	cell := Cell{Plain(c.options.term("information_categories", string(p.Category)))}
	add := func(s string) { cell = append(cell, Text{{Text: s, Emphasis: true}}) }
	add(c.options.term("purposes", string(p.Purpose)))
	if f, ok := c.forum(p.Forum); ok {
		add(c.w.Text("document.matrix.forum", "Forum", f.Name))
	}
	if p.RetentionMonths > 0 {
		add(c.w.Text("document.matrix.retention", "Months", c.months(p.RetentionMonths)))
	}
	if !p.AddedOn.IsZero() {
		add(c.w.Text("document.matrix.added", "Day", c.w.MediumDate(p.AddedOn)))
	}
	if !p.DroppedOn.IsZero() {
		add(c.w.Text("document.matrix.dropped", "Day", c.w.MediumDate(p.DroppedOn)))
	}
	return cell
}

// basis returns the legal basis and the article. An article's id is shown as its number, with a link.
func (c *covenant) basis(p partnership.Provision) Cell {
	var cell Cell
	if p.LegalBasis != "" {
		cell = append(cell, Plain(c.options.term("legal_bases", string(p.LegalBasis))))
	}
	if n := c.numbers[partnership.ID(p.Article)]; n > 0 {
		return append(cell, Text{{Text: c.w.Text("document.article", "Number", strconv.Itoa(n)), Link: p.Article}})
	}
	if p.Article != "" {
		cell = append(cell, inline(p.Article, nil))
	}
	return cell
}

// bases tells what the legal bases in the table cover.
func (c *covenant) bases() []Block {
	if c.w.Tag() != "nl" { // the texts of the law are in Dutch alone
		return nil
	}
	var l List
	for _, b := range c.options.Vocabulary.LegalBases {
		if slices.ContainsFunc(c.agreement.Provisions, func(p partnership.Provision) bool { return p.LegalBasis == b.ID }) {
			l.Items = append(l.Items, Item{Marker: "–", Text: Text{{Text: b.Short, Strong: true}, {Text: ": " + b.Covers}}})
		}
	}
	if len(l.Items) == 0 {
		return nil
	}
	return []Block{Paragraph{Text: Strong(c.w.Text("document.matrix.bases"))}, l}
}

// legend gives each condition a letter in the order in which they first come.
type legend struct{ terms []partnership.Term }

func (l *legend) letters(terms []partnership.Term) string {
	var marks []string
	for _, t := range terms {
		i := slices.Index(l.terms, t)
		if i < 0 {
			i = len(l.terms)
			l.terms = append(l.terms, t)
		}
		marks = append(marks, letters(i))
	}
	slices.Sort(marks)
	return strings.Join(marks, ", ")
}
