package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// tableRow draws one row.
type tableRow struct {
	widget.BaseWidget
	table             *Table
	index             int
	ground, bar, line *canvas.Rectangle
	box               *canvas.Image
	boxed             bool
	heads             bool // it stands over the rows that follow
	words             []*widget.Label
	chips             []*Chip
}

func newTableRow(t *Table) *tableRow {
	r := &tableRow{
		table: t, index: -1, ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil),
		box: canvas.NewImageFromResource(iconBox.in(InputBorder)),
	}
	for range t.columns {
		word := widget.NewLabel("")
		word.Truncation = fyne.TextTruncateEllipsis
		r.words = append(r.words, word)
		chip := NewChip(Open, "")
		chip.Hide()
		r.chips = append(r.chips, chip)
	}
	r.ExtendBaseWidget(r)
	return r
}

// show draws a row of the table. Nothing is touched that stays as it is: tables are refreshed at every scroll.
func (r *tableRow) show(index int) {
	r.index = index
	head := ""
	if r.table.Head != nil {
		head = r.table.Head(index)
	}
	r.heads = head != ""
	r.box.Hidden = r.heads || r.table.NoMarks
	if r.heads {
		r.heading(head)
		return
	}
	for column, word := range r.words {
		cell := r.table.cell(index, column)
		if cell.Word != "" {
			r.chips[column].Set(cell.State, cell.Word)
			r.chips[column].Show()
			word.Hide()
			continue
		}
		r.chips[column].Hide()
		importance := widget.MediumImportance
		if cell.Muted {
			importance = widget.LowImportance
		}
		if word.Text != cell.Text || word.TextStyle.Bold != cell.Bold || word.Importance != importance {
			word.Text, word.TextStyle.Bold, word.Importance = cell.Text, cell.Bold, importance
			word.Refresh()
		}
		word.Show()
	}
	if marked := r.table.marked[index]; marked != r.boxed {
		r.boxed = marked
		r.box.Resource = iconBox.in(InputBorder)
		if marked {
			r.box.Resource = iconBoxed.in(Primary)
		}
		r.box.Refresh()
	}
	r.Refresh()
}

// heading draws a row that only stands over others.
func (r *tableRow) heading(text string) {
	for column, word := range r.words {
		r.chips[column].Hide()
		word.Hidden = column > 0
		if column == 0 {
			word.Text, word.TextStyle.Bold, word.Importance = text, true, widget.LowImportance
			word.Refresh()
		}
	}
	r.boxed = false
	r.Refresh()
}

// Tapped implements [fyne.Tappable]: a click on the box marks the row, one elsewhere chooses it.
func (r *tableRow) Tapped(e *fyne.PointEvent) {
	if r.table.headed(r.index) {
		return
	}
	if e.Position.X < scaled(tableMark) && !r.table.NoMarks {
		stir()
		r.table.turn(r.index)
		return
	}
	fyne.CurrentApp().Driver().CanvasForObject(r).Focus(r.table.list)
	r.table.list.tapped(r.index)
}

// CreateRenderer implements [fyne.Widget].
func (r *tableRow) CreateRenderer() fyne.WidgetRenderer { return &tableRowRenderer{r} }

type tableRowRenderer struct{ *tableRow }

func (r *tableRowRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.ground, r.bar, r.line, r.box}
	for i := range r.words {
		list = append(list, r.words[i], r.chips[i])
	}
	return list
}

func (r *tableRowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(scaled(160), scaled(tableRowHeight))
}

func (r *tableRowRenderer) Refresh() {
	chosen := r.index == r.table.list.chosen
	r.ground.FillColor, r.bar.FillColor, r.line.FillColor = tone(Surface), tone(Primary), tone(LineTone)
	if chosen || r.boxed {
		r.ground.FillColor = tone(Selected)
	}
	r.bar.Hidden = !chosen
	r.Layout(r.Size())
	canvas.Refresh(r.tableRow)
}

func (r *tableRowRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.bar.Resize(fyne.NewSize(rowBar, size.Height))
	r.line.Move(fyne.NewPos(0, size.Height-1))
	r.line.Resize(fyne.NewSize(size.Width, 1))
	side := scaled(18)
	r.box.Move(fyne.NewPos(scaled(10), (size.Height-side)/2))
	r.box.Resize(fyne.NewSquareSize(side))
	x, own := scaled(tableMark)+scaled(4), scaled(8)
	for i, width := range r.table.widths(size.Width) {
		room := width - scaled(tableGap)
		if r.heads && i == 0 { // a heading has the whole row
			x, room = scaled(10), size.Width-scaled(20)
		}
		height := r.words[i].MinSize().Height
		r.words[i].Move(fyne.NewPos(x-own, (size.Height-height)/2))
		r.words[i].Resize(fyne.NewSize(room+2*own, height))
		r.chips[i].Move(fyne.NewPos(x, 0))
		r.chips[i].Resize(fyne.NewSize(room, size.Height))
		x += width
	}
}

func (r *tableRowRenderer) Destroy() {}

// tableHead is the names of the columns.
type tableHead struct {
	widget.BaseWidget
	table   *Table
	hovered int
}

var _ desktop.Hoverable = (*tableHead)(nil)

func newTableHead(t *Table) *tableHead {
	h := &tableHead{table: t, hovered: -1}
	h.ExtendBaseWidget(h)
	return h
}

func (h *tableHead) at(x float32) int {
	left := scaled(tableMark)
	for i, width := range h.table.widths(h.Size().Width) {
		if x >= left && x < left+width {
			return i
		}
		left += width
	}
	return -1
}

// Tapped implements [fyne.Tappable].
func (h *tableHead) Tapped(e *fyne.PointEvent) { stir(); h.table.sortBy(h.at(e.Position.X)) }

// MouseIn implements [desktop.Hoverable].
func (h *tableHead) MouseIn(e *desktop.MouseEvent) { h.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (h *tableHead) MouseMoved(e *desktop.MouseEvent) {
	stir()
	if i := h.at(e.Position.X); i != h.hovered {
		h.hovered = i
		h.Refresh()
	}
}

// MouseOut implements [desktop.Hoverable].
func (h *tableHead) MouseOut() { h.hovered = -1; h.Refresh() }

// CreateRenderer implements [fyne.Widget].
func (h *tableHead) CreateRenderer() fyne.WidgetRenderer {
	r := &tableHeadRenderer{head: h, ground: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil), mark: canvas.NewRectangle(nil), arrow: canvas.NewImageFromResource(iconDown.in(Muted))}
	r.mark.CornerRadius = 4
	for _, c := range h.table.columns {
		r.names = append(r.names, label(c.Title, TextSmall, true, Muted))
	}
	r.Refresh()
	return r
}

type tableHeadRenderer struct {
	head               *tableHead
	ground, line, mark *canvas.Rectangle
	arrow              *canvas.Image
	names              []*canvas.Text
}

func (r *tableHeadRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.ground, r.line, r.mark, r.arrow}
	for _, n := range r.names {
		list = append(list, n)
	}
	return list
}

func (r *tableHeadRenderer) MinSize() fyne.Size {
	return fyne.NewSize(scaled(160), scaled(tableHeadHeight))
}

func (r *tableHeadRenderer) Refresh() {
	t := r.head.table
	r.ground.FillColor, r.line.FillColor = tone(Surface), tone(LineTone)
	for i, n := range r.names {
		n.Color, n.TextSize = tone(Muted), scaled(TextSmall)
		if i == t.sorted {
			n.Color = tone(Foreground)
		}
	}
	r.mark.FillColor, r.mark.StrokeColor, r.mark.StrokeWidth = tone(Hovered), tone(Primary), 0
	if t.heading >= 0 {
		r.mark.StrokeWidth = focusRing
	}
	r.arrow.Resource = iconDown.in(Muted)
	if !t.down {
		r.arrow.Resource = iconUp.in(Muted)
	}
	r.arrow.Hidden = t.sorted < 0
	r.arrow.Refresh()
	r.Layout(r.head.Size())
	canvas.Refresh(r.head)
}

func (r *tableHeadRenderer) Layout(size fyne.Size) {
	t := r.head.table
	r.ground.Resize(size)
	r.line.Move(fyne.NewPos(0, size.Height-1))
	r.line.Resize(fyne.NewSize(size.Width, 1))
	marked := t.heading
	if marked < 0 && r.head.hovered >= 0 && t.columns[r.head.hovered].Sort {
		marked = r.head.hovered
	}
	r.mark.Hidden = marked < 0
	x := scaled(tableMark) + scaled(4)
	for i, width := range t.widths(size.Width) {
		name := r.names[i].MinSize()
		r.names[i].Move(fyne.NewPos(x, (size.Height-name.Height)/2))
		r.names[i].Resize(name)
		if i == t.sorted {
			side := scaled(16)
			r.arrow.Move(fyne.NewPos(x+name.Width+scaled(3), (size.Height-side)/2))
			r.arrow.Resize(fyne.NewSquareSize(side))
		}
		if i == marked {
			r.mark.Move(fyne.NewPos(x-scaled(6), scaled(4)))
			r.mark.Resize(fyne.NewSize(name.Width+scaled(30), size.Height-scaled(8)))
		}
		x += width
	}
}

func (r *tableHeadRenderer) Destroy() {}
