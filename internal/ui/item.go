package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Item is a row that stands by itself among other things. Enter and a click open it, when there is something to open.
type Item struct {
	widget.BaseWidget
	row     Row
	tapped  func()
	marked  func()
	letter  func(rune)
	focused bool
	hovered bool
}

// NewItem returns a row. Tapped may be nil: then it only tells.
func NewItem(r Row, tapped func()) *Item {
	i := &Item{row: r, tapped: tapped}
	i.ExtendBaseWidget(i)
	return i
}

// Title returns the name that stands in the row.
func (i *Item) Title() string { return i.row.Title }

// Set shows something else in the row.
func (i *Item) Set(r Row) {
	i.row = r
	i.Refresh()
}

// OnSpace says what the space bar does on the row.
func (i *Item) OnSpace(do func()) *Item { i.marked = do; return i }

// OnLetter says what a letter does on the row.
func (i *Item) OnLetter(do func(rune)) *Item { i.letter = do; return i }

// Tapped implements [fyne.Tappable].
func (i *Item) Tapped(*fyne.PointEvent) {
	stir()
	if i.tapped != nil {
		i.tapped()
	}
}

// TypedKey implements [fyne.Focusable].
func (i *Item) TypedKey(k *fyne.KeyEvent) {
	stir()
	switch {
	case k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter:
		i.Tapped(nil)
	case k.Name == fyne.KeySpace && i.marked != nil:
		i.marked()
	case k.Name == fyne.KeyDown:
		fyne.CurrentApp().Driver().CanvasForObject(i).FocusNext()
	case k.Name == fyne.KeyUp:
		fyne.CurrentApp().Driver().CanvasForObject(i).FocusPrevious()
	default:
		passOn(i, k)
	}
}

// TypedRune implements [fyne.Focusable].
func (i *Item) TypedRune(r rune) {
	if r != ' ' && i.letter != nil {
		stir()
		i.letter(r)
	}
}

// FocusGained implements [fyne.Focusable].
func (i *Item) FocusGained() { i.focused = true; i.Refresh(); reveal(i) }

// FocusLost implements [fyne.Focusable].
func (i *Item) FocusLost() { i.focused = false; i.Refresh() }

// MouseIn implements [desktop.Hoverable].
func (i *Item) MouseIn(*desktop.MouseEvent) { i.hovered = i.tapped != nil; i.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (i *Item) MouseMoved(*desktop.MouseEvent) { stir() }

// MouseOut implements [desktop.Hoverable].
func (i *Item) MouseOut() { i.hovered = false; i.Refresh() }

// CreateRenderer implements [fyne.Widget].
func (i *Item) CreateRenderer() fyne.WidgetRenderer {
	v := newRowView()
	v.height = func() float32 {
		if i.row.Detail == "" {
			return rowPlainHeight
		}
		return rowHeight
	}
	r := &itemRenderer{item: i, view: v, ring: canvas.NewRectangle(nil)}
	r.ring.CornerRadius, r.ring.StrokeWidth = 6, focusRing
	r.Refresh()
	return r
}

type itemRenderer struct {
	item *Item
	view *rowView
	ring *canvas.Rectangle
}

func (r *itemRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.view, r.ring} }
func (r *itemRenderer) MinSize() fyne.Size           { return r.view.MinSize() }
func (r *itemRenderer) Destroy()                     {}

func (r *itemRenderer) Layout(size fyne.Size) {
	r.view.Resize(size)
	r.ring.Resize(size)
}

func (r *itemRenderer) Refresh() {
	r.view.hovered = r.item.hovered
	r.view.show(r.item.row, false)
	r.ring.StrokeColor, r.ring.Hidden = tone(Primary), !r.item.focused
	canvas.Refresh(r.item)
}
