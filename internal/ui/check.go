package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Check is a box with a word that is on or off. Enter, the space bar and a click turn it.
type Check struct {
	widget.BaseWidget
	word    string
	on      bool
	focused bool
	changed func(bool)
}

// NewCheck returns a box. Changed is called when people turn it; it may be nil.
func NewCheck(word string, changed func(bool)) *Check {
	c := &Check{word: word, changed: changed}
	c.ExtendBaseWidget(c)
	return c
}

// Word returns what it says.
func (c *Check) Word() string { return c.word }

// Checked reports whether it is on.
func (c *Check) Checked() bool { return c.on }

// Set turns it on or off.
func (c *Check) Set(on bool) { c.on = on; c.Refresh() }

// Tapped implements [fyne.Tappable].
func (c *Check) Tapped(*fyne.PointEvent) {
	stir()
	c.Set(!c.on)
	if c.changed != nil {
		c.changed(c.on)
	}
}

// TypedKey implements [fyne.Focusable].
func (c *Check) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.Tapped(nil)
	default:
		passOn(c, k)
	}
}

// TypedRune implements [fyne.Focusable].
func (c *Check) TypedRune(rune) {}

// FocusGained implements [fyne.Focusable].
func (c *Check) FocusGained() { c.focused = true; c.Refresh(); reveal(c) }

// FocusLost implements [fyne.Focusable].
func (c *Check) FocusLost() { c.focused = false; c.Refresh() }

// CreateRenderer implements [fyne.Widget].
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	r := &checkRenderer{check: c, ring: canvas.NewRectangle(nil), box: canvas.NewImageFromResource(nil), word: NewParagraph(c.word)}
	r.ring.CornerRadius, r.ring.StrokeWidth = 6, focusRing
	r.Refresh()
	return r
}

type checkRenderer struct {
	check *Check
	ring  *canvas.Rectangle
	box   *canvas.Image
	word  *Paragraph
}

func (r *checkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.box, r.word}
}

func (r *checkRenderer) Refresh() {
	r.ring.StrokeColor, r.ring.Hidden = tone(Primary), !r.check.focused
	r.box.Resource = iconBox.in(InputBorder)
	if r.check.on {
		r.box.Resource = iconBoxed.in(Primary)
	}
	r.box.Refresh()
	r.word.Refresh()
	canvas.Refresh(r.check)
}

func (r *checkRenderer) MinSize() fyne.Size {
	word := r.word.MinSize()
	return fyne.NewSize(scaled(6+20+8)+word.Width+scaled(8), max(word.Height+scaled(8), scaled(32)))
}

func (r *checkRenderer) Layout(size fyne.Size) {
	r.ring.Resize(size)
	side := scaled(20)
	r.box.Move(fyne.NewPos(scaled(6), scaled(6)))
	r.box.Resize(fyne.NewSquareSize(side))
	width := max(size.Width-scaled(6+20+8+8), 0)
	r.word.Resize(fyne.NewSize(width, r.word.MinSize().Height))
	word := r.word.MinSize().Height
	r.word.Move(fyne.NewPos(scaled(6+20+8), max((size.Height-word)/2, scaled(4))))
	r.word.Resize(fyne.NewSize(width, word))
}

func (r *checkRenderer) Destroy() {}
