package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// curtain lies over everything and lets nothing through: not a letter, not a click, not a key.
type curtain struct{ widget.BaseWidget }

// Tapped implements [fyne.Tappable].
func (c *curtain) Tapped(*fyne.PointEvent) {}

// TypedKey takes the keys meanwhile.
func (c *curtain) TypedKey(*fyne.KeyEvent) {}

// CreateRenderer implements [fyne.Widget].
func (c *curtain) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(newPlane(Background))
}

// Cover takes everything off the screen until the function that it returns is called, and also says nothing in the window's title. What is asked
// meanwhile waits below it, but for dialogs that say that they do not.
func (s *Stage) Cover() (uncover func()) {
	if s.curtain != nil {
		return func() {}
	}
	s.Canvas().Unfocus() // a field that keeps what was typed when it is left, does so now
	s.curtain = &curtain{}
	s.curtain.ExtendBaseWidget(s.curtain)
	wake := s.keys.Rest()
	s.window.SetTitle(closedTitle)
	s.lift(s.curtain)
	s.trace("covered")
	return func() {
		if s.curtain == nil {
			return
		}
		cover := s.curtain
		s.curtain = nil
		wake()
		s.lower(cover)
		s.window.SetTitle(s.title)
	}
}

// closedTitle is the window's title while nothing of a vault may be read.
const closedTitle = "Bondgenoot"

// retitle writes the window's title.
func (s *Stage) retitle(title string) {
	s.title = title
	if s.curtain == nil {
		s.window.SetTitle(title)
	}
}

// lift puts an object above the whole window.
func (s *Stage) lift(o fyne.CanvasObject) {
	o.Resize(s.Canvas().Size())
	s.Canvas().Overlays().Add(o)
}

// raise puts an object above the whole window, but below what covers it.
func (s *Stage) raise(o fyne.CanvasObject) {
	s.lift(o)
	if s.curtain == nil {
		return
	}
	s.Canvas().Overlays().Remove(o)
	above := s.takeOff(s.curtain)
	s.lift(o)
	s.putBack(above)
}

// lower takes an object away that was above the window. The toolkit would take all that lies above it along.
func (s *Stage) lower(o fyne.CanvasObject) {
	above := s.takeOff(o)
	if len(above) > 0 {
		s.putBack(above[1:])
	}
}

// takeOff takes an object and all above it off the window, and returns them from below.
func (s *Stage) takeOff(o fyne.CanvasObject) []fyne.CanvasObject {
	all := s.Canvas().Overlays().List()
	for i, other := range all {
		if other == o {
			above := append([]fyne.CanvasObject(nil), all[i:]...)
			s.Canvas().Overlays().Remove(o)
			return above
		}
	}
	return nil
}

func (s *Stage) putBack(list []fyne.CanvasObject) {
	for _, o := range list {
		s.lift(o)
	}
}
