package ui

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
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
		t.list.chosen = t.count() - 1
	}
	t.list.Refresh()
}

// Select chooses a row and brings it into sight. Beyond the ends it is the first or the last.
func (t *Table) Select(row int) {
	if t.count() == 0 {
		t.list.chosen = -1
		return
	}
	row = min(max(row, 0), t.count()-1)
	if row == t.list.chosen {
		return
	}
	before := t.list.chosen
	t.list.chosen = row
	if before >= 0 {
		t.list.RefreshItem(before)
	}
	t.list.RefreshItem(row)
	if t.list.Size().Height > 0 {
		t.list.ScrollTo(row)
	}
	if t.Choose != nil {
		t.Choose(row)
	}
}

func (t *Table) tellMarks() {
	if t.Mark != nil {
		t.Mark()
	}
}

func (t *Table) turn(row int) {
	if t.marked[row] {
		delete(t.marked, row)
	} else {
		t.marked[row] = true
	}
	t.list.RefreshItem(row)
	t.tellMarks()
}

func (t *Table) markAll() {
	all := len(t.marked) < t.count()
	clear(t.marked)
	if all {
		for row := range t.count() {
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

// tableList is the rows, and what has the keyboard.
type tableList struct {
	widget.List
	table  *Table
	chosen int
	typed  string
}

var (
	_ desktop.Keyable   = (*tableList)(nil)
	_ fyne.Shortcutable = (*tableList)(nil)
)

func newTableList(t *Table) *tableList {
	l := &tableList{table: t, chosen: -1}
	l.Length = func() int { return t.count() }
	l.CreateItem = func() fyne.CanvasObject { return newTableRow(t) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if row, ok := o.(*tableRow); ok {
			row.show(i)
		}
	}
	l.OnSelected = func(i widget.ListItemID) { l.tapped(i) }
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

func (l *tableList) tapped(i int) {
	stir()
	l.UnselectAll()
	if i == l.chosen {
		l.table.open()
		return
	}
	l.table.Select(i)
}

// KeyDown implements [desktop.Keyable].
func (l *tableList) KeyDown(k *fyne.KeyEvent) { l.hold(k, true) }

// KeyUp implements [desktop.Keyable].
func (l *tableList) KeyUp(k *fyne.KeyEvent) { l.hold(k, false) }

func (l *tableList) hold(k *fyne.KeyEvent, held bool) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		l.table.shift = held
	}
}

// TypedShortcut implements [fyne.Shortcutable]: Ctrl+A marks all rows, all other keys are the window's.
func (l *tableList) TypedShortcut(s fyne.Shortcut) {
	stir()
	if _, all := s.(*fyne.ShortcutSelectAll); all {
		l.table.markAll()
		return
	}
	if window, ok := fyne.CurrentApp().Driver().CanvasForObject(l).(fyne.Shortcutable); ok {
		window.TypedShortcut(s)
	}
}

// TypedKey implements [fyne.Focusable].
func (l *tableList) TypedKey(k *fyne.KeyEvent) {
	stir()
	l.typed = ""
	t := l.table
	page := max(int(l.Size().Height/(scaled(tableRowHeight)+4))-1, 1)
	if t.heading >= 0 && (k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter) {
		t.sortBy(t.heading)
		return
	}
	switch k.Name {
	case fyne.KeyLeft:
		t.nextHead(-1)
		return
	case fyne.KeyRight:
		t.nextHead(1)
		return
	}
	escaped := t.heading >= 0
	t.leaveHead()
	switch k.Name {
	case fyne.KeyUp:
		t.move(l.chosen - 1)
	case fyne.KeyDown:
		t.move(l.chosen + 1)
	case fyne.KeyPageUp:
		t.move(l.chosen - page)
	case fyne.KeyPageDown:
		t.move(max(l.chosen, 0) + page)
	case fyne.KeyHome:
		t.move(0)
	case fyne.KeyEnd:
		t.move(t.count() - 1)
	case fyne.KeySpace:
		if l.chosen >= 0 {
			t.turn(l.chosen)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		t.open()
	case fyne.KeyEscape:
		if escaped {
			return
		}
		if len(t.marked) > 0 {
			t.ClearMarks()
			return
		}
		passOn(l, k)
	default:
		passOn(l, k)
	}
}

// TypedRune implements [fyne.Focusable]: letters that follow each other find the next row that begins with them.
func (l *tableList) TypedRune(letter rune) {
	t := l.table
	if !unicode.IsPrint(letter) || letter == ' ' && l.typed == "" || t.count() == 0 {
		return
	}
	l.typed += strings.ToLower(string(letter))
	for _, words := range []string{l.typed, strings.ToLower(string(letter))} {
		from := max(l.chosen, 0)
		if len([]rune(words)) == 1 {
			from++
		}
		for n := range t.count() {
			i := (from + n) % t.count()
			if strings.HasPrefix(strings.ToLower(t.cell(i, t.TypeColumn).Text), words) {
				l.typed = words
				t.Select(i)
				return
			}
		}
	}
	l.typed = ""
}

// FocusGained implements [fyne.Focusable].
func (l *tableList) FocusGained() {
	l.table.ring.StrokeColor = tone(Primary)
	l.table.ring.Show()
	if l.chosen < 0 {
		l.table.Select(0)
	}
}

// FocusLost implements [fyne.Focusable].
func (l *tableList) FocusLost() {
	l.table.shift = false
	l.table.leaveHead()
	l.table.ring.Hide()
}
