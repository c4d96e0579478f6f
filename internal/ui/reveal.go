package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// inside is a widget of the kit with objects in it that can have the keyboard.
type inside interface{ inner() []fyne.CanvasObject }

func (c *Card) inner() []fyne.CanvasObject  { return []fyne.CanvasObject{c.content} }
func (f *Field) inner() []fyne.CanvasObject { return []fyne.CanvasObject{f.input} }
func (m *modal) inner() []fyne.CanvasObject { return m.parts }

// reveal scrolls what has the keyboard into sight: the toolkit moves the keyboard on with Tab, but leaves what it moves to where it is.
func reveal(w fyne.CanvasObject) {
	c := fyne.CurrentApp().Driver().CanvasForObject(w)
	if c == nil {
		return
	}
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	if scroll := scrollAround(root, w, nil); scroll != nil {
		scrollTo(scroll, w)
	}
}

// scrollAround returns the innermost scroll between an object and w that is somewhere in it; nil when there is none, or w is not in it.
func scrollAround(o, w fyne.CanvasObject, around *container.Scroll) *container.Scroll {
	if o == w {
		return around
	}
	var parts []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		parts = o.Objects
	case *container.Scroll:
		parts, around = []fyne.CanvasObject{o.Content}, o
	case inside:
		parts = o.inner()
	}
	for _, part := range parts {
		if found := scrollAround(part, w, around); found != nil {
			return found
		}
	}
	return nil
}

const revealRoom = 72 // that stays around what is scrolled to, so that a toast does not lie over it

func scrollTo(s *container.Scroll, w fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(w).Y - driver.AbsolutePositionForObject(s.Content).Y
	bottom := top + w.Size().Height
	room := scaled(revealRoom)
	offset := s.Offset.Y
	if bottom+room > offset+s.Size().Height {
		offset = bottom + room - s.Size().Height
	}
	if top-room < offset {
		offset = max(top-room, 0)
	}
	if offset != s.Offset.Y {
		s.ScrollToOffset(fyne.NewPos(s.Offset.X, offset))
	}
}

// relayout sets everything around an object anew, because it became higher or lower.
func relayout(w fyne.CanvasObject) {
	c := fyne.CurrentApp().Driver().CanvasForObject(w)
	if c == nil {
		return
	}
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	refreshAround(root, w)
}

// refreshAround refreshes what w is in, from the inside to the outside, and reports whether w is in o.
func refreshAround(o, w fyne.CanvasObject) bool {
	if o == w {
		return true
	}
	var parts []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		parts = o.Objects
	case *container.Scroll:
		parts = []fyne.CanvasObject{o.Content}
	case inside:
		parts = o.inner()
	}
	for _, part := range parts {
		if refreshAround(part, w) {
			o.Refresh()
			return true
		}
	}
	return false
}
