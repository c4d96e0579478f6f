package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// choices is the open form of a field that one chooses in: a card at the field with what can be chosen, and a line to search when there are many.
type choices struct {
	widget.BaseWidget
	field  fyne.CanvasObject
	on     fyne.Canvas
	find   func(words string) []Choice
	found  []Choice
	entry  *steered // nil without search
	rows   *Rows
	none   *canvas.Text // where nothing was found; nil without search
	take   func(Choice)
	wake   func()
	closed bool
}

const (
	choicesMost  = 7 // rows in sight
	choicesInset = 4
)

// showChoices opens the choices at a field. Without a hint for searching there is no search; none is what stands there when nothing is found.
func showChoices(field fyne.CanvasObject, keys *Registry, hint, none string, find func(string) []Choice, chosen string, take func(Choice)) *choices {
	c := &choices{field: field, on: fyne.CurrentApp().Driver().CanvasForObject(field), find: find, take: take, wake: func() {}}
	if keys != nil {
		c.wake = keys.Rest()
	}
	c.rows = NewRows(func() int { return len(c.found) }, func(i int) Row { return Row{Title: c.found[i].Title, Detail: c.found[i].Detail} })
	c.rows.plain = true
	c.rows.Open = c.choose
	c.rows.Choose = nil
	c.rows.tapOpens = true
	var focus fyne.Focusable = c.rows
	if hint != "" {
		c.entry = newSteered(hint, c.steer)
		c.entry.OnChanged = c.look
		c.none = label(none, TextSmall, false, Muted)
		focus = c.entry
	}
	c.ExtendBaseWidget(c)
	c.look("")
	for i, choice := range c.found {
		if choice.Key == chosen && chosen != "" {
			c.rows.Select(i)
		}
	}
	c.Resize(c.on.Size())
	c.on.Overlays().Add(c)
	c.on.Focus(focus)
	return c
}

func (c *choices) look(words string) {
	c.found = c.find(words)
	c.rows.chosen = -1
	c.rows.Refresh()
	c.rows.Select(0)
	c.rows.ScrollToTop()
	c.Refresh()
}

func (c *choices) choose(i int) {
	chosen := c.found[i]
	c.close()
	c.take(chosen)
}

func (c *choices) steer(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		c.rows.TypedKey(k)
	case fyne.KeyReturn, fyne.KeyEnter:
		if i := c.rows.Chosen(); i >= 0 {
			c.choose(i)
		}
	case fyne.KeyEscape:
		c.close()
	default:
		return false
	}
	return true
}

// TypedKey takes the keys that nothing in the choices had a use for.
func (c *choices) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		c.close()
	}
}

// Tapped implements [fyne.Tappable]: a click beside the choices closes them.
func (c *choices) Tapped(*fyne.PointEvent) { c.close() }

func (c *choices) close() {
	if c.closed {
		return
	}
	c.closed = true
	c.on.Overlays().Remove(c)
	c.wake()
}

// CreateRenderer implements [fyne.Widget].
func (c *choices) CreateRenderer() fyne.WidgetRenderer {
	r := &choicesRenderer{choices: c, card: canvas.NewRectangle(nil)}
	r.card.CornerRadius, r.card.StrokeWidth = 8, thinBorder
	r.Refresh()
	return r
}

type choicesRenderer struct {
	choices *choices
	card    *canvas.Rectangle
}

func (r *choicesRenderer) Objects() []fyne.CanvasObject {
	if e := r.choices.entry; e != nil {
		return []fyne.CanvasObject{r.card, e, e.ring, r.choices.rows, r.choices.none}
	}
	return []fyne.CanvasObject{r.card, r.choices.rows}
}

func (r *choicesRenderer) Refresh() {
	r.card.FillColor, r.card.StrokeColor = tone(Surface), tone(InputBorder)
	r.Layout(r.choices.Size())
	canvas.Refresh(r.choices)
}

func (r *choicesRenderer) MinSize() fyne.Size { return fyne.Size{} }

// Layout sets the card below the field, or above it where there is more room.
func (r *choicesRenderer) Layout(size fyne.Size) {
	c := r.choices
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(c.field)
	width := max(c.field.Size().Width, scaled(280))
	inset := scaled(choicesInset)
	head := float32(0)
	if c.entry != nil {
		head = c.entry.MinSize().Height + inset
	}
	height := head + float32(min(max(len(c.found), 1), choicesMost))*(scaled(c.rows.height())+4) + 2*inset
	top := at.Y + c.field.Size().Height + scaled(4)
	if below := size.Height - top - scaled(8); height > below {
		if above := at.Y - scaled(12); above > below {
			height = min(height, above)
			top = at.Y - scaled(4) - height
		} else {
			height = below
		}
	}
	left := min(at.X, size.Width-width-scaled(8))
	r.card.Move(fyne.NewPos(left, top))
	r.card.Resize(fyne.NewSize(width, height))
	y := top + inset
	if c.entry != nil {
		for _, o := range []fyne.CanvasObject{c.entry, c.entry.ring} {
			o.Move(fyne.NewPos(left+inset, y))
			o.Resize(fyne.NewSize(width-2*inset, c.entry.MinSize().Height))
		}
		y += head
	}
	if c.none != nil {
		c.none.Hidden = len(c.found) > 0
		c.none.Move(fyne.NewPos(left+scaled(14), y+scaled(10)))
		c.none.Resize(c.none.MinSize())
	}
	c.rows.Move(fyne.NewPos(left+inset, y))
	c.rows.Resize(fyne.NewSize(width-2*inset, max(top+height-inset-y, 0)))
}

func (r *choicesRenderer) Destroy() {}
