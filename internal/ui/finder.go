package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Found is one thing that the palette offers: a record to go to, or something to do.
type Found struct {
	Title  string
	Detail string // of what kind it is, or its key
	Do     func()
}

const (
	finderWidth  = 600
	finderHeight = 420
	finderTop    = 0.12 // of the window's height
	finderLowest = 96
)

// Find shows the palette: a field, and below it what is found while one types. Up and Down choose, Enter does it, Escape closes.
func (s *Stage) Find(hint string, search func(words string) []Found) {
	f := &finder{stage: s, search: search, wake: s.keys.Rest()}
	f.rows = NewRows(func() int { return len(f.found) }, func(i int) Row { return Row{Title: f.found[i].Title, Detail: f.found[i].Detail} })
	f.rows.Open = func(i int) { f.do(i) }
	f.entry = newSteered(hint, f.steer)
	f.entry.OnChanged = f.look
	f.ExtendBaseWidget(f)
	f.look("")
	s.raise(f)
	s.trace("dialog palette")
	s.Canvas().Focus(f.entry)
}

type finder struct {
	widget.BaseWidget
	stage  *Stage
	search func(words string) []Found
	found  []Found
	entry  *steered
	rows   *Rows
	wake   func()
	closed bool
}

func (f *finder) look(words string) {
	f.found = f.search(strings.TrimSpace(words))
	f.rows.chosen = -1
	f.rows.Refresh()
	f.rows.Select(0)
	f.rows.ScrollToTop()
	f.Refresh() // it says so when nothing was found
}

// steer moves through what was found while the keyboard stays in the field.
func (f *finder) steer(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		f.rows.TypedKey(k)
	case fyne.KeyReturn, fyne.KeyEnter:
		if i := f.rows.Chosen(); i >= 0 {
			f.do(i)
		}
	case fyne.KeyEscape:
		f.close()
	default:
		return false
	}
	return true
}

func (f *finder) do(i int) {
	do := f.found[i].Do
	f.close()
	do()
}

// TypedKey takes the keys that nothing in the palette had a use for.
func (f *finder) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		f.close()
	}
}

// Tapped implements [fyne.Tappable]: a click beside the palette closes it.
func (f *finder) Tapped(*fyne.PointEvent) { f.close() }

func (f *finder) close() {
	if f.closed {
		return
	}
	f.closed = true
	f.stage.lower(f)
	f.wake()
	f.stage.trace("closed palette")
}

// CreateRenderer implements [fyne.Widget].
func (f *finder) CreateRenderer() fyne.WidgetRenderer {
	r := &finderRenderer{
		finder: f, scrim: canvas.NewRectangle(nil), card: canvas.NewRectangle(nil),
		none: label(f.stage.words.Text("ui.find.none"), TextNormal, false, Muted),
	}
	r.card.CornerRadius, r.card.StrokeWidth = 10, thinBorder
	r.Refresh()
	return r
}

type finderRenderer struct {
	finder      *finder
	scrim, card *canvas.Rectangle
	none        *canvas.Text
}

func (r *finderRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.scrim, r.card, r.finder.entry, r.finder.entry.ring, r.none, r.finder.rows}
}

func (r *finderRenderer) Refresh() {
	r.scrim.FillColor, r.card.FillColor, r.card.StrokeColor = tone(Scrim), tone(Surface), tone(CardBorder)
	r.none.Color, r.none.TextSize = tone(Muted), scaled(TextNormal)
	r.none.Hidden = len(r.finder.found) > 0
	r.Layout(r.finder.Size())
	canvas.Refresh(r.finder)
}

func (r *finderRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *finderRenderer) Layout(size fyne.Size) {
	r.scrim.Resize(size)
	width := min(scaled(finderWidth), size.Width-2*scaled(dialogMargin))
	top := min(size.Height*finderTop, scaled(finderLowest))
	height := min(scaled(finderHeight), size.Height-2*top)
	left, inset := (size.Width-width)/2, scaled(12)
	r.card.Move(fyne.NewPos(left, top))
	r.card.Resize(fyne.NewSize(width, height))
	field := fyne.NewSize(width-2*inset, r.finder.entry.MinSize().Height)
	for _, o := range []fyne.CanvasObject{r.finder.entry, r.finder.entry.ring} {
		o.Move(fyne.NewPos(left+inset, top+inset))
		o.Resize(field)
	}
	y := top + 2*inset + field.Height
	r.none.Move(fyne.NewPos(left+2*inset, y+inset))
	r.finder.rows.Move(fyne.NewPos(left+scaled(4), y))
	r.finder.rows.Resize(fyne.NewSize(width-scaled(8), top+height-y-scaled(8)))
}

func (r *finderRenderer) Destroy() {}

// steered is a field whose keys go to something else first.
type steered struct {
	Entry
	first func(k *fyne.KeyEvent) bool
}

func newSteered(hint string, first func(k *fyne.KeyEvent) bool) *steered {
	e := &steered{first: first}
	e.ring = canvas.NewRectangle(nil)
	e.ring.StrokeWidth, e.ring.CornerRadius = focusRing, 6
	e.ring.Hide()
	e.SetPlaceHolder(hint)
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey implements [fyne.Focusable].
func (e *steered) TypedKey(k *fyne.KeyEvent) {
	if !e.first(k) {
		e.Entry.TypedKey(k)
	}
}
