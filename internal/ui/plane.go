package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// plane is an area in one tone; it follows the theme.
type plane struct {
	widget.BaseWidget
	tone Tone
}

func newPlane(t Tone) *plane {
	p := &plane{tone: t}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer implements [fyne.Widget].
func (p *plane) CreateRenderer() fyne.WidgetRenderer {
	return &planeRenderer{p, canvas.NewRectangle(tone(p.tone))}
}

type planeRenderer struct {
	plane  *plane
	ground *canvas.Rectangle
}

func (r *planeRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.ground} }
func (r *planeRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *planeRenderer) Layout(size fyne.Size)        { r.ground.Resize(size) }
func (r *planeRenderer) Destroy()                     {}

func (r *planeRenderer) Refresh() {
	r.ground.FillColor = tone(r.plane.tone)
	r.ground.Refresh()
}
