package unlock

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// gateWidth is how wide the card is, in units at 100 %.
const gateWidth = 480

// newCentred sets a card in the middle of the window, a little above it, and lets it scroll where the window is too low.
func newCentred(card fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVScroll(container.New(centred{}, card))
}

type centred struct{}

// MinSize implements [fyne.Layout].
func (centred) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(320, objects[0].MinSize().Height+2*ui.Scaled(24))
}

// Layout implements [fyne.Layout].
func (centred) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(ui.Scaled(gateWidth), size.Width-2*ui.Scaled(24))
	objects[0].Resize(fyne.NewSize(width, 0)) // what wraps knows its height only at a width
	height := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(width, height))
	objects[0].Move(fyne.NewPos((size.Width-width)/2, max((size.Height-height)*0.4, ui.Scaled(24))))
}
