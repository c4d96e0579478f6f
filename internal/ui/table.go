package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// TableColumn is a column of a table.
type TableColumn struct {
	Title string
	Width float32 // in units at 100 %; 0 takes what the others leave, 480 at most
	Sort  bool    // people may sort by it
}

// Cell is what stands in a column of a row.
type Cell struct {
	Text        string
	Bold, Muted bool
	State       State
	Word        string // of a chip, which then stands in the place of the text
}

// Table is a list with columns, worked like [Rows]. The space bar marks a row, Shift with an arrow marks on, Ctrl+A marks all. Left and Right
// choose the head of a column, where Enter sorts by it.
type Table struct {
	widget.BaseWidget
	columns []TableColumn
	count   func() int
	cell    func(row, column int) Cell
	list    *tableList
	head    *tableHead
	ring    *canvas.Rectangle

	marked  map[int]bool
	shift   bool
	sorted  int // column; -1 is none
	down    bool
	heading int // the head that the keyboard is on; -1 is none

	// TypeColumn is the column that letters find a row by.
	TypeColumn int
	// Head returns what stands over the rows that follow when a row is no more than that, and nothing for any other; nil when there are none.
	// Such a row cannot be chosen.
	Head func(row int) string
	// NoMarks leaves out the boxes: rows are looked at and opened, nothing is done with several at once.
	NoMarks bool
	// Choose is called when another row is chosen, Open when one is opened, Mark when marks change.
	Choose, Open func(row int)
	Mark         func()
	// SortBy is called when people sort by a column.
	SortBy func(column int, down bool)
}

// NewTable returns a table of count rows. Both functions are asked again at each refresh.
func NewTable(columns []TableColumn, count func() int, cell func(row, column int) Cell) *Table {
	t := &Table{columns: columns, count: count, cell: cell, marked: map[int]bool{}, sorted: -1, heading: -1, ring: canvas.NewRectangle(nil)}
	t.ring.StrokeWidth, t.ring.CornerRadius = focusRing, 8
	t.ring.Hide()
	t.list = newTableList(t)
	t.head = newTableHead(t)
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer implements [fyne.Widget].
func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(container.New(tableLayout{}, t.head, t.list), t.ring))
}

// tableLayout sets the head above the rows.
type tableLayout struct{}

// MinSize implements [fyne.Layout].
func (tableLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(scaled(320), scaled(tableHeadHeight+3*tableRowHeight))
}

// Layout implements [fyne.Layout].
func (tableLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	head := scaled(tableHeadHeight)
	o[0].Resize(fyne.NewSize(size.Width, head))
	o[1].Move(fyne.NewPos(0, head))
	o[1].Resize(fyne.NewSize(size.Width, size.Height-head))
}

// Focusable returns what takes the keyboard.
func (t *Table) Focusable() fyne.Focusable { return t.list }

// Chosen returns which row is chosen; -1 when none is.
func (t *Table) Chosen() int { return t.list.chosen }

// Marked returns the rows that are marked, in their order.
func (t *Table) Marked() []int {
	var rows []int
	for row := range t.marked {
		if row < t.count() {
			rows = append(rows, row)
		}
	}
	slices.Sort(rows)
	return rows
}

// ClearMarks takes all marks away.
func (t *Table) ClearMarks() {
	clear(t.marked)
	t.list.Refresh()
	t.tellMarks()
}

// ShowSort tells by which column the rows are sorted; -1 is by none.
func (t *Table) ShowSort(column int, down bool) {
	t.sorted, t.down = column, down
	t.head.Refresh()
}

// Renew draws the rows anew after what they show has changed.
func (t *Table) Renew() {
	if t.list.chosen >= t.count() {
		t.list.chosen = t.choosable(t.count()-1, true)
	} else if t.list.chosen >= 0 && t.headed(t.list.chosen) {
		t.list.chosen = t.choosable(t.list.chosen, false)
	}
	t.list.Refresh()
}

// Select chooses a row and brings it into sight. Beyond the ends it is the first or the last.
func (t *Table) Select(row int) {
	if t.count() == 0 {
		t.list.chosen = -1
		return
	}
	row = t.choosable(min(max(row, 0), t.count()-1), row < t.list.chosen)
	if row == t.list.chosen || row < 0 {
		return
	}
	before := t.list.chosen
	t.list.chosen = row
	if before >= 0 && before < t.count() {
		t.list.RefreshItem(before)
	}
	t.list.RefreshItem(row)
	if t.list.Size().Height > 0 {
		t.list.ScrollTo(row)
		if row > 0 && t.headed(row-1) {
			t.list.ScrollTo(row - 1)
		}
	}
	if t.Choose != nil {
		t.Choose(row)
	}
}

// Point chooses a row as [Table.Select] does, and tells nobody: the program follows what is shown.
func (t *Table) Point(row int) {
	choose := t.Choose
	t.Choose = nil
	t.Select(row)
	t.Choose = choose
}

func (t *Table) headed(row int) bool { return t.Head != nil && t.Head(row) != "" }

// choosable returns the row nearest to one, in the direction that one goes, that is no heading; -1 when there is none.
func (t *Table) choosable(row int, up bool) int {
	for _, step := range []int{1, -1} {
		if up {
			step = -step
		}
		for at := row; at >= 0 && at < t.count(); at += step {
			if !t.headed(at) {
				return at
			}
		}
	}
	return -1
}

func (t *Table) tellMarks() {
	if t.Mark != nil {
		t.Mark()
	}
}

func (t *Table) turn(row int) {
	if t.NoMarks {
		return
	}
	if t.marked[row] {
		delete(t.marked, row)
	} else {
		t.marked[row] = true
	}
	t.list.RefreshItem(row)
	t.tellMarks()
}

func (t *Table) markAll() {
	if t.NoMarks {
		return
	}
	all := len(t.marked) < t.count()
	clear(t.marked)
	for row := range t.count() {
		if all && !t.headed(row) {
			t.marked[row] = true
		}
	}
	t.list.Refresh()
	t.tellMarks()
}

// move chooses a row further on; with Shift it marks what one goes over.
func (t *Table) move(to int) {
	if t.shift && t.list.chosen >= 0 {
		t.marked[t.list.chosen] = true
	}
	t.Select(to)
	if t.shift && t.list.chosen >= 0 {
		t.marked[t.list.chosen] = true
		t.list.Refresh()
		t.tellMarks()
	}
}

func (t *Table) open() {
	if t.Open != nil && t.list.chosen >= 0 && t.list.chosen < t.count() {
		t.Open(t.list.chosen)
	}
}

// sortBy sorts by a column, the other way round when it is sorted by it already.
func (t *Table) sortBy(column int) {
	if column < 0 || !t.columns[column].Sort || t.SortBy == nil {
		return
	}
	down := column == t.sorted && !t.down
	t.ShowSort(column, down)
	t.SortBy(column, down)
}

// nextHead moves the keyboard among the heads that one can sort by.
func (t *Table) nextHead(step int) {
	for i := t.heading + step; i >= 0 && i < len(t.columns); i += step {
		if t.columns[i].Sort {
			t.heading = i
			t.head.Refresh()
			return
		}
	}
}

func (t *Table) leaveHead() {
	if t.heading >= 0 {
		t.heading = -1
		t.head.Refresh()
	}
}

// widths returns the width of each column in a table of a width.
func (t *Table) widths(width float32) []float32 {
	rest := width - scaled(tableMark+tableInset)
	stretch := 0
	for _, c := range t.columns {
		rest -= scaled(c.Width)
		if c.Width == 0 {
			stretch++
		}
	}
	list := make([]float32, len(t.columns))
	for i, c := range t.columns {
		list[i] = scaled(c.Width)
		if c.Width == 0 {
			list[i] = min(max(rest/float32(stretch), scaled(120)), scaled(tableStretch))
		}
	}
	return list
}

const (
	tableHeadHeight = 34
	tableRowHeight  = 40
	tableInset      = 12
	tableMark       = 32 // for the box of a row
	tableStretch    = 480
	tableGap        = 12 // between columns
)

// MarkRows marks these rows and no others; nobody is told.
func (t *Table) MarkRows(rows []int) {
	clear(t.marked)
	for _, row := range rows {
		t.marked[row] = true
	}
	t.list.Refresh()
}
