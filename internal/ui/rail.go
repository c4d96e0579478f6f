package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

const (
	railWidth    = 200
	railNarrow   = 56
	railItem     = 40
	railInset    = 8
	railIcon     = 20
	railIconLeft = 12
	railTextLeft = 44
)

// Destination is a place that the rail leads to.
type Destination struct {
	Word string
	Icon Icon
}

// Rail is the column at the left of the window: where one is, and where one can go. Up and Down move through it, Enter goes there.
type Rail struct {
	widget.BaseWidget
	places  []Destination
	here    int
	at      int // what the keyboard is on
	focused bool
	hovered int
	narrow  bool
	goTo    func(i int)
}

var (
	_ fyne.Focusable    = (*Rail)(nil)
	_ fyne.Tappable     = (*Rail)(nil)
	_ desktop.Hoverable = (*Rail)(nil)
)

// NewRail returns a rail. GoTo is called with the place that people choose.
func NewRail(places []Destination, goTo func(i int)) *Rail {
	r := &Rail{places: places, goTo: goTo, hovered: -1}
	r.ExtendBaseWidget(r)
	return r
}

// ShowPlace tells where one is.
func (r *Rail) ShowPlace(i int) { r.here, r.at = i, i; r.Refresh() }

// Narrow shows the icons alone, for a window without room.
func (r *Rail) Narrow(on bool) {
	if r.narrow != on {
		r.narrow = on
		r.Refresh()
	}
}

// Tapped implements [fyne.Tappable].
func (r *Rail) Tapped(e *fyne.PointEvent) {
	if i := r.under(e.Position); i >= 0 {
		r.at = i
		r.goTo(i)
	}
}

func (r *Rail) under(p fyne.Position) int {
	i := int((p.Y - scaled(railInset)) / scaled(railItem+2))
	if p.Y < scaled(railInset) || i >= len(r.places) {
		return -1
	}
	return i
}

// MouseIn implements [desktop.Hoverable].
func (r *Rail) MouseIn(e *desktop.MouseEvent) { r.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (r *Rail) MouseMoved(e *desktop.MouseEvent) {
	stir()
	if i := r.under(e.Position); i != r.hovered {
		r.hovered = i
		r.Refresh()
	}
}

// MouseOut implements [desktop.Hoverable].
func (r *Rail) MouseOut() { r.hovered = -1; r.Refresh() }

// TypedKey implements [fyne.Focusable].
func (r *Rail) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		r.at = max(r.at-1, 0)
	case fyne.KeyDown:
		r.at = min(r.at+1, len(r.places)-1)
	case fyne.KeyHome:
		r.at = 0
	case fyne.KeyEnd:
		r.at = len(r.places) - 1
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		r.goTo(r.at)
		return
	default:
		passOn(r, e)
		return
	}
	stir()
	r.Refresh()
}

// TypedRune implements [fyne.Focusable].
func (r *Rail) TypedRune(rune) {}

// FocusGained implements [fyne.Focusable].
func (r *Rail) FocusGained() { r.focused = true; r.Refresh() }

// FocusLost implements [fyne.Focusable].
func (r *Rail) FocusLost() { r.focused = false; r.Refresh() }

// CreateRenderer implements [fyne.Widget].
func (r *Rail) CreateRenderer() fyne.WidgetRenderer {
	v := &railRenderer{rail: r, ground: canvas.NewRectangle(nil)}
	for _, p := range r.places {
		item := railItemView{
			ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil),
			icon: canvas.NewImageFromResource(nil), word: label(p.Word, TextNormal, false, Foreground),
		}
		item.ground.CornerRadius = 6
		v.items = append(v.items, item)
	}
	v.Refresh()
	return v
}

type railItemView struct {
	ground, bar *canvas.Rectangle
	icon        *canvas.Image
	word        *canvas.Text
}

type railRenderer struct {
	rail   *Rail
	ground *canvas.Rectangle
	items  []railItemView
}

func (v *railRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{v.ground}
	for _, i := range v.items {
		list = append(list, i.ground, i.bar, i.icon, i.word)
	}
	return list
}

func (v *railRenderer) Refresh() {
	v.ground.FillColor = tone(RailTone)
	for i, item := range v.items {
		here := i == v.rail.here
		ink, ground := Foreground, RailTone
		switch {
		case here:
			ink, ground = Primary, Selected
		case i == v.rail.hovered:
			ground = Hovered
		}
		item.ground.FillColor = tone(ground)
		item.ground.StrokeColor, item.ground.StrokeWidth = tone(Primary), 0
		if v.rail.focused && i == v.rail.at {
			item.ground.StrokeWidth = focusRing
		}
		item.bar.FillColor, item.bar.Hidden = tone(Primary), !here
		item.icon.Resource = v.rail.places[i].Icon.in(ink)
		item.icon.Refresh()
		item.word.Color, item.word.TextSize, item.word.TextStyle.Bold = tone(ink), scaled(TextNormal), here
		item.word.Hidden = v.rail.narrow
	}
	v.Layout(v.rail.Size())
	canvas.Refresh(v.rail)
}

func (v *railRenderer) MinSize() fyne.Size {
	width := float32(railWidth)
	if v.rail.narrow {
		width = railNarrow
	}
	return fyne.NewSize(scaled(width), scaled(2*railInset+float32(len(v.items))*(railItem+2)))
}

func (v *railRenderer) Layout(size fyne.Size) {
	v.ground.Resize(size)
	inset, height := scaled(railInset), scaled(railItem)
	for i, item := range v.items {
		top := inset + float32(i)*scaled(railItem+2)
		item.ground.Move(fyne.NewPos(inset, top))
		item.ground.Resize(fyne.NewSize(size.Width-2*inset, height))
		item.bar.Move(fyne.NewPos(inset, top+scaled(8)))
		item.bar.Resize(fyne.NewSize(rowBar, height-scaled(16)))
		side := scaled(railIcon)
		item.icon.Move(fyne.NewPos(inset+scaled(railIconLeft), top+(height-side)/2))
		item.icon.Resize(fyne.NewSquareSize(side))
		word := item.word.MinSize()
		item.word.Move(fyne.NewPos(inset+scaled(railTextLeft), top+(height-word.Height)/2))
		item.word.Resize(word)
	}
}

func (v *railRenderer) Destroy() {}
