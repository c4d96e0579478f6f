package paper

import (
	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

const cellPad = 5.0 // left and right of a cell's text, and above and below it

// tallRow is how high a row may be and still be kept whole.
func (p *press) tallRow() float64 { return (p.page.bottom - p.page.top) * 0.45 }

// table sets a table over the whole width of the page. Its head is repeated on each page.
func (p *press) table(t document.Table) {
	if len(t.Columns) == 0 {
		return
	}
	el := p.tree.open(p.root, roleTable)
	el.title = p.gate.pass(t.Caption, p.look.cell.face)
	widths := p.columnWidths(t)
	first := len(p.strips)
	var head *tableHead
	if len(t.Head) > 0 {
		section := p.tree.open(el, roleTHead)
		p.row(t.Head, widths, p.look.head, section, roleTH, nil)
		for i := first; i < len(p.strips); i++ {
			s := &p.strips[i]
			s.keep = true
			s.ops = append([]op{{kind: opFill, artefact: artefactLayout, x: p.page.left, y: 0, width: p.page.right - p.page.left, height: s.height, colour: p.look.tint}}, s.ops...)
		}
		head = &tableHead{strips: append([]strip(nil), p.strips[first:]...)}
		if head.height() > p.tallRow() {
			head = nil // a head that fills half of the page is not repeated
		}
	}
	body := p.tree.open(el, roleTBody)
	for _, row := range t.Rows {
		p.row(row, widths, p.look.cell, body, roleTD, head)
	}
	if len(p.strips) > first {
		p.strips[first].before = 10
		p.after = 18
	}
}

// row adds one row. A row that is higher than [press.tallRow] may go on on the next page, line by line.
func (p *press) row(cells []document.Cell, widths []float64, ty typography, section *element, r role, head *tableHead) {
	p.rows++
	tr := p.tree.open(section, roleTR)
	count := 1
	columns := make([][]setLine, len(widths))
	for i, width := range widths {
		el := p.tree.open(tr, r)
		if r == roleTH {
			el.scope = "Column"
		}
		if i < len(cells) {
			columns[i] = p.cell(cells[i], ty, width-2*cellPad, el)
		}
		count = max(count, len(columns[i]))
	}
	first := len(p.strips)
	for n := range count {
		s := strip{height: ty.leading, table: head, row: p.rows}
		y := ty.baseline()
		if n == 0 {
			s.height += cellPad
			y += cellPad
		}
		x := p.page.left
		for i, lines := range columns {
			if n < len(lines) {
				s.ops = append(s.ops, lineOps(lines[n], ty, x+cellPad, y)...)
			}
			x += widths[i]
		}
		p.strips = append(p.strips, s)
	}
	last := &p.strips[len(p.strips)-1]
	last.height += cellPad
	last.ops = append(last.ops, ruleOp(p.page.left, last.height, p.page.right-p.page.left, 0.5, hairline))
	if float64(count)*ty.leading <= p.tallRow() {
		for i := first; i < len(p.strips)-1; i++ {
			p.strips[i].keep = true
		}
		return
	}
	keepEnds(p.strips[first:])
}

func (p *press) cell(c document.Cell, ty typography, width float64, el *element) []setLine {
	var lines []setLine
	for _, t := range c {
		lines = append(lines, p.set(t, ty, width, el)...)
	}
	return lines
}

// columnWidths divides the width of the page. Each column gets what its longest word needs, as far as there is room; what is
// left goes to the columns that would like more, the wide ones first. How much first is tried out: the table that takes the
// fewest lines is taken.
func (p *press) columnWidths(t document.Table) []float64 {
	n := len(t.Columns)
	share := (p.page.right - p.page.left) / float64(n)
	m := p.look.measureTable(t, share*1.3)
	var best []float64
	fewest := 0
	for _, most := range []float64{1.1, 0.9, 1.4, 1.8, 2.4} {
		wish := make([]float64, n)
		for i := range n {
			limit := p.page.right - p.page.left
			if !t.Columns[i].Wide {
				limit = share * most
			}
			wish[i] = max(m.least[i], min(m.wish[i], limit))
		}
		widths := divide(m.least, wish, p.page.right-p.page.left)
		if lines := m.lines(widths); best == nil || lines < fewest {
			best, fewest = widths, lines
		}
	}
	return best
}

// measured is what the cells of a table would like.
type measured struct {
	least []float64    // width of the longest word of each column
	wish  []float64    // width of the longest paragraph of each column
	cells [][][][]word // words of the paragraphs, by row and column
}

func (l look) measureTable(t document.Table, mostWord float64) measured {
	m := measured{least: make([]float64, len(t.Columns)), wish: make([]float64, len(t.Columns))}
	for r := -1; r < len(t.Rows); r++ {
		row, ty := t.Head, l.head
		if r >= 0 {
			row, ty = t.Rows[r], l.cell
		}
		cells := make([][][]word, len(t.Columns))
		for i := range min(len(row), len(cells)) {
			cells[i] = paragraphsOf(row[i], ty)
			for _, words := range cells[i] {
				longest, whole := extent(words)
				m.least[i] = max(m.least[i], min(longest+2*cellPad, mostWord))
				m.wish[i] = max(m.wish[i], whole+2*cellPad)
			}
		}
		m.cells = append(m.cells, cells)
	}
	return m
}

// lines returns how many lines the rows take together.
func (m measured) lines(widths []float64) int {
	sum := 0
	for _, row := range m.cells {
		most := 1
		for i, paragraphs := range row {
			count := 0
			for _, words := range paragraphs {
				count += countLines(words, widths[i]-2*cellPad)
			}
			most = max(most, count)
		}
		sum += most
	}
	return sum
}

// countLines fills lines as the breaker does, without cutting words.
func countLines(words []word, width float64) int {
	count, used, space := 0, 0.0, 0.0
	for _, w := range words {
		if count == 0 || used+space+w.width > width {
			count++
			used = w.width
		} else {
			used += space + w.width
		}
		space = w.space
	}
	return count
}

func paragraphsOf(c document.Cell, ty typography) [][]word {
	var scratch gate
	var all [][]word
	for _, t := range c {
		cm := compositor{typography: ty, gate: &scratch, tree: &structure{}, el: &element{}}
		all = append(all, cm.compose(t))
	}
	return all
}

// extent returns how wide the longest of the words is, and all of them on one line.
func extent(words []word) (longest, whole float64) {
	for _, w := range words {
		longest = max(longest, w.width)
		whole += w.width + w.space
	}
	return longest, whole
}

func divide(least, wish []float64, total float64) []float64 {
	var sumLeast, sumWish float64
	for i := range least {
		sumLeast += least[i]
		sumWish += wish[i]
	}
	widths := make([]float64, len(least))
	for i := range widths {
		switch {
		case sumLeast >= total:
			widths[i] = least[i] * total / sumLeast
		case sumWish <= total:
			widths[i] = wish[i] + (total-sumWish)*wish[i]/sumWish
		default:
			widths[i] = least[i] + (wish[i]-least[i])*(total-sumLeast)/(sumWish-sumLeast)
		}
	}
	return widths
}
