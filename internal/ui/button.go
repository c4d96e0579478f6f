package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Weight is how much a button asks for.
type Weight int

// A screen has at most one button of weight Main.
const (
	Plain Weight = iota
	Main
	Danger // takes away what cannot be got back by undo
)

const buttonHeight = 36

// Button does something. Enter and the space bar press it, as a click does.
type Button struct {
	widget.DisableableWidget
	word    string
	icon    Icon
	weight  Weight
	tapped  func()
	focused bool
	hovered bool
	here    bool
}

var (
	_ fyne.Focusable    = (*Button)(nil)
	_ fyne.Tappable     = (*Button)(nil)
	_ desktop.Hoverable = (*Button)(nil)
)

// NewButton returns a button with a word and an icon, which may be empty.
func NewButton(word string, icon Icon, weight Weight, tapped func()) *Button {
	b := &Button{word: word, icon: icon, weight: weight, tapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// SetHere tells that the button leads to where one is.
func (b *Button) SetHere(here bool) {
	if b.here != here {
		b.here = here
		b.Refresh()
	}
}

// Word returns what stands on the button.
func (b *Button) Word() string { return b.word }

// SetWord changes what stands on the button.
func (b *Button) SetWord(word string) {
	if b.word != word {
		b.word = word
		b.Refresh()
	}
}

// Tapped implements [fyne.Tappable].
func (b *Button) Tapped(*fyne.PointEvent) { b.press() }

func (b *Button) press() {
	stir()
	if !b.Disabled() && b.tapped != nil {
		b.tapped()
	}
}

// TypedKey implements [fyne.Focusable].
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.press()
	default:
		passOn(b, e)
	}
}

// TypedRune implements [fyne.Focusable].
func (b *Button) TypedRune(rune) {}

// FocusGained implements [fyne.Focusable].
func (b *Button) FocusGained() { b.focused = true; b.Refresh(); reveal(b) }

// FocusLost implements [fyne.Focusable].
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// MouseIn implements [desktop.Hoverable].
func (b *Button) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (b *Button) MouseMoved(*desktop.MouseEvent) { stir() }

// MouseOut implements [desktop.Hoverable].
func (b *Button) MouseOut() { b.hovered = false; b.Refresh() }

// CreateRenderer implements [fyne.Widget].
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		button: b, ring: canvas.NewRectangle(nil), ground: canvas.NewRectangle(nil),
		icon: canvas.NewImageFromResource(nil), word: label(b.word, TextNormal, true, Foreground),
	}
	r.ground.CornerRadius, r.ring.CornerRadius = 5, 8
	r.ring.StrokeWidth = focusRing
	r.Refresh()
	return r
}

type buttonRenderer struct {
	button *Button
	ring   *canvas.Rectangle
	ground *canvas.Rectangle
	icon   *canvas.Image
	word   *canvas.Text
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	if r.button.icon == "" {
		return []fyne.CanvasObject{r.ring, r.ground, r.word}
	}
	return []fyne.CanvasObject{r.ring, r.ground, r.icon, r.word}
}

func (r *buttonRenderer) Refresh() {
	b := r.button
	ground, ink := ButtonTone, Foreground
	if b.weight == Main {
		ground, ink = Primary, OnPrimary
	}
	if b.weight == Danger {
		ground, ink = ErrorText, onError
	}
	if b.Disabled() {
		ground, ink = ButtonTone, Placeholder
	}
	r.ground.FillColor = tone(ground)
	r.ground.StrokeColor, r.ground.StrokeWidth = tone(InputBorder), 0
	if b.here {
		r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = tone(Surface), tone(Primary), focusRing
	}
	if b.hovered && !b.Disabled() && !b.here {
		r.ground.StrokeWidth = thinBorder
	}
	r.ring.StrokeColor = tone(Primary)
	r.ring.Hidden = !b.focused
	r.word.Text, r.word.Color, r.word.TextSize = b.word, tone(ink), scaled(TextNormal)
	if b.icon != "" {
		r.icon.Resource = b.icon.in(ink)
		r.icon.Refresh()
	}
	r.Layout(b.Size())
	canvas.Refresh(b)
}

func (r *buttonRenderer) MinSize() fyne.Size {
	width := scaled(12) + r.word.MinSize().Width + scaled(12) + 2*focusRing
	if r.button.icon != "" {
		width += scaled(18 + 6)
	}
	return fyne.NewSize(width, scaled(buttonHeight)+2*focusRing)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.ring.Resize(size)
	gap := float32(focusRing) // the ring stands clear of the ground, which may have its colour
	if r.button.focused {
		gap = 2 * focusRing
	}
	inner := fyne.NewSize(max(size.Width-2*gap, 0), max(size.Height-2*gap, 0)) // where there is no room it is drawn as nothing
	r.ground.Move(fyne.NewPos(gap, gap))
	r.ground.Resize(inner)
	word := r.word.MinSize()
	width := word.Width
	if r.button.icon != "" {
		width += scaled(18 + 6)
	}
	x := (size.Width - width) / 2
	if r.button.icon != "" {
		side := scaled(18)
		r.icon.Move(fyne.NewPos(x, (size.Height-side)/2))
		r.icon.Resize(fyne.NewSquareSize(side))
		x += scaled(18 + 6)
	}
	r.word.Move(fyne.NewPos(x, (size.Height-word.Height)/2))
	r.word.Resize(word)
}

func (r *buttonRenderer) Destroy() {}
