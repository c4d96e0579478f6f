package ui

import (
	"slices"

	"fyne.io/fyne/v2"
)

// Swap shows an object in the place of what a container shows. When something in the old one has the keyboard, what stands at the same place in
// the new one gets it: who works with keys does not lose their place because a list was drawn anew.
func (s *Stage) Swap(in *fyne.Container, fresh fyne.CanvasObject) {
	place := slices.Index(focusables(in), s.Canvas().Focused())
	in.Objects = []fyne.CanvasObject{fresh}
	in.Refresh()
	if place < 0 || s.Canvas().Focused() == nil {
		return
	}
	list := focusables(in)
	if len(list) == 0 {
		s.Canvas().FocusNext()
		return
	}
	s.Canvas().Focus(list[min(place, len(list)-1)])
}

// focusables returns what can have the keyboard in containers, in the order in which Tab goes through it.
func focusables(o fyne.CanvasObject) []fyne.Focusable {
	if f, ok := o.(fyne.Focusable); ok {
		return []fyne.Focusable{f}
	}
	c, ok := o.(*fyne.Container)
	if !ok {
		return nil
	}
	var list []fyne.Focusable
	for _, child := range c.Objects {
		if child.Visible() {
			list = append(list, focusables(child)...)
		}
	}
	return list
}
