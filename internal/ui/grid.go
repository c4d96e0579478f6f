package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Grid is a small table of cells under named columns and beside named rows, such as who gives what to whom. Arrows move through it, Enter and a
// click open a cell. It grows to what stands in it; a row is as high as its highest cell.
type Grid struct {
	widget.BaseWidget
	rows, columns []string
	cell          func(row, column int) string
	open          func(row, column int)
	row, column   int // where the keyboard is
	focused       bool
}

const (
	gridFirst  = 168 // width of the names of the rows
	gridColumn = 132
	gridInset  = 8
)

// NewGrid returns a grid. Open is called for cells in which something stands.
func NewGrid(rows, columns []string, cell func(row, column int) string, open func(row, column int)) *Grid {
	g := &Grid{rows: rows, columns: columns, cell: cell, open: open}
	g.ExtendBaseWidget(g)
	return g
}

// Framed returns the grid, to be scrolled sideways where there is no room for all columns.
func (g *Grid) Framed() fyne.CanvasObject { return container.NewHScroll(g) }

// TypedKey implements [fyne.Focusable].
func (g *Grid) TypedKey(k *fyne.KeyEvent) {
	stir()
	switch k.Name {
	case fyne.KeyUp:
		g.row = max(g.row-1, 0)
	case fyne.KeyDown:
		g.row = min(g.row+1, len(g.rows)-1)
	case fyne.KeyLeft:
		g.column = max(g.column-1, 0)
	case fyne.KeyRight:
		g.column = min(g.column+1, len(g.columns)-1)
	case fyne.KeyHome:
		g.column = 0
	case fyne.KeyEnd:
		g.column = len(g.columns) - 1
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		g.press()
	default:
		passOn(g, k)
	}
	g.Refresh()
}

func (g *Grid) press() {
	if g.row < len(g.rows) && g.column < len(g.columns) && g.cell(g.row, g.column) != "" {
		g.open(g.row, g.column)
	}
}

// Tapped implements [fyne.Tappable].
func (g *Grid) Tapped(e *fyne.PointEvent) {
	stir()
	x, y := scaled(gridFirst), g.head()
	for row := range g.rows {
		height := g.height(row)
		if e.Position.Y >= y && e.Position.Y < y+height && e.Position.X >= x {
			g.row, g.column = row, min(int((e.Position.X-x)/scaled(gridColumn)), len(g.columns)-1)
			g.Refresh()
			g.press()
			return
		}
		y += height
	}
}

// TypedRune implements [fyne.Focusable].
func (g *Grid) TypedRune(rune) {}

// FocusGained implements [fyne.Focusable].
func (g *Grid) FocusGained() { g.focused = true; g.Refresh(); reveal(g) }

// FocusLost implements [fyne.Focusable].
func (g *Grid) FocusLost() { g.focused = false; g.Refresh() }

// head returns how high the names of the columns are.
func (g *Grid) head() float32 {
	height := float32(0)
	for _, name := range g.columns {
		height = max(height, gridHeight(name, gridColumn, true))
	}
	return height
}

func (g *Grid) height(row int) float32 {
	height := gridHeight(g.rows[row], gridFirst, true)
	for column := range g.columns {
		height = max(height, gridHeight(g.cell(row, column), gridColumn, false))
	}
	return height
}

// gridHeight returns how high a text is in a cell of a width.
func gridHeight(text string, width float32, bold bool) float32 {
	return gridText(text, width, bold).MinSize().Height - 2*theme.InnerPadding() + 2*scaled(gridInset)
}

// gridText returns a text at the width of a cell. A label carries room of its own at each side, which the cell already has.
func gridText(text string, width float32, bold bool) *widget.Label {
	l := widget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Bold: bold})
	l.Wrapping = fyne.TextWrapWord
	l.SizeName = captionSize
	l.Resize(fyne.NewSize(scaled(width-2*gridInset)+2*theme.InnerPadding(), 0))
	return l
}

// CreateRenderer implements [fyne.Widget].
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	r := &gridRenderer{grid: g, ring: canvas.NewRectangle(nil)}
	r.ring.StrokeWidth, r.ring.CornerRadius = focusRing, 4
	r.Refresh()
	return r
}

type gridRenderer struct {
	grid    *Grid
	objects []fyne.CanvasObject
	ring    *canvas.Rectangle
	size    fyne.Size
	tone    any // for which it was drawn
}

func (r *gridRenderer) Objects() []fyne.CanvasObject {
	return append(append([]fyne.CanvasObject{}, r.objects...), r.ring)
}
func (r *gridRenderer) MinSize() fyne.Size { return r.size }
func (r *gridRenderer) Destroy()           {}
func (r *gridRenderer) Layout(fyne.Size)   {}

// Refresh draws the cells anew when the theme is another, and the ring always.
func (r *gridRenderer) Refresh() {
	g := r.grid
	if drawn := [2]any{tone(Foreground), scaled(1)}; r.tone != drawn {
		r.tone = drawn
		r.draw()
	}
	r.ring.StrokeColor, r.ring.Hidden = tone(Primary), !g.focused
	y := g.head()
	for row := range min(g.row, len(g.rows)) {
		y += g.height(row)
	}
	if g.row < len(g.rows) {
		r.ring.Move(fyne.NewPos(scaled(gridFirst)+float32(g.column)*scaled(gridColumn), y))
		r.ring.Resize(fyne.NewSize(scaled(gridColumn), g.height(g.row)))
	}
	canvas.Refresh(g)
}

func (r *gridRenderer) draw() {
	g := r.grid
	r.objects = nil
	width := scaled(gridFirst) + float32(len(g.columns))*scaled(gridColumn)
	y := g.head()
	for column, name := range g.columns {
		r.put(name, gridColumn, scaled(gridFirst)+float32(column)*scaled(gridColumn), 0, y, true)
	}
	r.rule(0, y, width, 1)
	for row, name := range g.rows {
		height := g.height(row)
		r.put(name, gridFirst, 0, y, height, true)
		for column := range g.columns {
			x := scaled(gridFirst) + float32(column)*scaled(gridColumn)
			if text := g.cell(row, column); text != "" {
				ground := canvas.NewRectangle(tone(Hovered))
				ground.CornerRadius = 4
				ground.Move(fyne.NewPos(x+2, y+2))
				ground.Resize(fyne.NewSize(scaled(gridColumn)-4, height-4))
				r.objects = append(r.objects, ground)
				r.put(text, gridColumn, x, y, height, false)
			}
		}
		y += height
		r.rule(0, y, width, 1)
	}
	r.size = fyne.NewSize(width, y+1)
}

func (r *gridRenderer) put(text string, width, x, y, height float32, bold bool) {
	l := gridText(text, width, bold)
	own := theme.InnerPadding()
	l.Move(fyne.NewPos(x+scaled(gridInset)-own, y+scaled(gridInset)-own))
	l.Resize(fyne.NewSize(l.Size().Width, height-2*scaled(gridInset)+2*own))
	r.objects = append(r.objects, l)
}

func (r *gridRenderer) rule(x, y, width, height float32) {
	line := canvas.NewRectangle(tone(LineTone))
	line.Move(fyne.NewPos(x, y))
	line.Resize(fyne.NewSize(width, height))
	r.objects = append(r.objects, line)
}
