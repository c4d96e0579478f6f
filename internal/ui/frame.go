package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

const (
	frameNarrow = 1100 // below this width the rail shows icons alone
	frameTop    = 56   // room for the product's name above the rail
	frameFoot   = 36   // room for what the palette's key is
)

// newFrame sets the rail at the left and the screen beside it.
func newFrame(s *Shell) fyne.CanvasObject {
	name := label("Bondgenoot", TextSection, true, Foreground)
	foot := label(s.words.Text("ui.palette.foot"), TextSmall, false, Muted)
	back := newPlane(RailTone)
	middle := Below(s.notice.whole, s.middle, 0)
	return container.New(&frameLayout{rail: s.rail, back: back, name: name, foot: foot, middle: middle}, back, s.rail, name, foot, middle)
}

type frameLayout struct {
	rail       *Rail
	back       *plane
	name, foot *canvas.Text
	middle     *fyne.Container
}

// MinSize implements [fyne.Layout].
func (l *frameLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 480) }

// Layout implements [fyne.Layout].
func (l *frameLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	narrow := size.Width < scaled(frameNarrow)
	l.rail.Narrow(narrow)
	width := scaled(railWidth)
	if narrow {
		width = scaled(railNarrow)
	}
	l.name.Color, l.name.TextSize = tone(Foreground), scaled(TextSection)
	l.foot.Color, l.foot.TextSize = tone(Muted), scaled(TextSmall)
	l.name.Hidden, l.foot.Hidden = narrow, narrow
	l.back.Resize(fyne.NewSize(width, size.Height))
	l.name.Move(fyne.NewPos(scaled(20), scaled(22)))
	l.foot.Move(fyne.NewPos(scaled(16), size.Height-scaled(frameFoot)))
	l.rail.Move(fyne.NewPos(0, scaled(frameTop)))
	l.rail.Resize(fyne.NewSize(width, size.Height-scaled(frameTop+frameFoot)))
	l.middle.Move(fyne.NewPos(width, 0))
	l.middle.Resize(fyne.NewSize(size.Width-width, size.Height))
}
