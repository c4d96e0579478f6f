package paper

import "slices"

// sheet is a page with what is drawn on it, in reading order.
type sheet struct {
	ops   []op // places are from the top left corner of the page
	marks []placedMark
}

type placedMark struct {
	*mark
	y float64
}

// binder lays strips on pages.
type binder struct {
	page   page
	sheets []sheet
	y      float64
	row    int // the row of a table that the last strip was part of
	start  int // where the ops of that row begin on the sheet
}

// bind lays the strips on pages: what is to be kept together goes to the next page when it does not fit, as long as it
// would fit there.
func bind(strips []strip, on page) []sheet {
	b := binder{page: on, sheets: []sheet{{}}, y: on.top}
	for i := 0; i < len(strips); {
		end := i + 1
		for end < len(strips) && strips[end-1].keep && !strips[end].fresh {
			end++
		}
		b.group(strips[i:end])
		i = end
	}
	return b.sheets
}

// group lays strips that are kept together.
func (b *binder) group(group []strip) {
	if group[0].fresh && !b.empty() {
		b.turn(nil)
	}
	if !b.fits(group) && !b.empty() && (stack(group)-group[0].before+repeat(group[0]) <= b.page.bottom-b.page.top || b.y > b.page.top+(b.page.bottom-b.page.top)*0.8) {
		b.turn(group[0].table)
	}
	for _, s := range group {
		if b.y+b.before(s)+s.height > b.page.bottom && !b.empty() {
			b.turn(s.table)
		}
		b.lay(s)
	}
}

func (b *binder) empty() bool { return b.y == b.page.top }

func (b *binder) before(s strip) float64 {
	if b.empty() {
		return 0
	}
	return s.before
}

func (b *binder) fits(group []strip) bool {
	return b.y+b.before(group[0])-group[0].before+stack(group) <= b.page.bottom
}

// stack returns how high the strips are on top of each other.
func stack(group []strip) float64 {
	sum := 0.0
	for _, s := range group {
		sum += s.before + s.height
	}
	return sum
}

func repeat(s strip) float64 {
	if s.table == nil {
		return 0
	}
	return s.table.height()
}

// turn starts a page. In the middle of a table it begins with the table's head, which then is no part of the text again.
func (b *binder) turn(head *tableHead) {
	b.sheets = append(b.sheets, sheet{})
	b.y = b.page.top
	b.row = 0
	if head == nil {
		return
	}
	page := &b.sheets[len(b.sheets)-1]
	for _, s := range head.strips {
		for _, o := range s.ops {
			o.el, o.link = nil, ""
			if o.kind == opText {
				o.artefact = artefactRepeated
			}
			o.y += b.y
			page.ops = append(page.ops, o)
		}
		b.y += s.height
	}
}

func (b *binder) lay(s strip) {
	page := &b.sheets[len(b.sheets)-1]
	b.y += b.before(s)
	if s.row == 0 || s.row != b.row {
		b.row, b.start = s.row, len(page.ops)
	}
	if s.mark != nil {
		page.marks = append(page.marks, placedMark{s.mark, b.y})
	}
	for _, o := range s.ops {
		o.y += b.y
		page.ops = append(page.ops, o)
	}
	b.y += s.height
	if s.row > 0 {
		slices.SortStableFunc(page.ops[b.start:], byCell)
	}
}

// byCell orders the lines of a row cell by cell, as they are read, and what is behind them first.
func byCell(a, b op) int { return order(a) - order(b) }

func order(o op) int {
	if o.el == nil {
		return 0
	}
	return o.el.block().number
}

// impose lays the pages on sheets, row by row, with a line where the sheet is folded. Where there is one page on a sheet they are the same.
func (p page) impose(bound []sheet) []sheet {
	n := p.across * p.down
	if n == 1 {
		return bound
	}
	var sheets []sheet
	for i, s := range bound {
		if i%n == 0 {
			sheets = append(sheets, sheet{ops: p.folds()})
		}
		onto := &sheets[len(sheets)-1]
		x, y := float64(i%n%p.across)*p.width, float64(i%n/p.across)*p.height
		for _, o := range s.ops {
			o.x, o.y = o.x+x, o.y+y
			onto.ops = append(onto.ops, o)
		}
		for _, m := range s.marks {
			onto.marks = append(onto.marks, placedMark{m.mark, m.y + y})
		}
	}
	return sheets
}

// folds are the lines along which a sheet is folded.
func (p page) folds() []op {
	var ops []op
	for i := 1; i < p.across; i++ {
		x := float64(i) * p.width
		ops = append(ops, op{kind: opFill, artefact: artefactLayout, x: x - foldWeight/2, y: 0, width: foldWeight, height: p.height * float64(p.down), colour: hairline})
	}
	for i := 1; i < p.down; i++ {
		y := float64(i) * p.height
		ops = append(ops, op{kind: opFill, artefact: artefactLayout, x: 0, y: y - foldWeight/2, width: p.width * float64(p.across), height: foldWeight, colour: hairline})
	}
	return ops
}

const foldWeight = 0.5
