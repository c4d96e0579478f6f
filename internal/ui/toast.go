package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

const (
	toastStays  = 8 * time.Second
	toastHeight = 44
	toastInset  = 24 // to the window's edges
)

// toastView shows a sentence at the bottom right for a while, with one thing to do about it. It takes no keyboard: what it offers has a key of
// its own, and the mouse.
type toastView struct {
	widget.BaseWidget
	stage *Stage
	text  string
	offer string
	do    func()
	stop  func()

	corner *fyne.Container
}

func newToastView(s *Stage) *toastView {
	t := &toastView{stage: s}
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

// object returns the toast in its corner. What lies around it takes no clicks.
func (t *toastView) object() fyne.CanvasObject {
	t.corner = container.New(cornerLayout{}, t)
	return t.corner
}

// cornerLayout sets its one object at the bottom right, at its own size.
type cornerLayout struct{}

// MinSize implements [fyne.Layout]: a toast never makes the window larger.
func (cornerLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements [fyne.Layout].
func (cornerLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		own := o.MinSize()
		own.Width = min(own.Width, size.Width-2*scaled(toastInset))
		o.Resize(own)
		o.Move(fyne.NewPos(size.Width-scaled(toastInset)-own.Width, size.Height-scaled(toastInset)-own.Height))
	}
}

// show puts up a sentence in the place of the one before.
func (t *toastView) show(text, offer string, do func()) {
	if t.stop != nil {
		t.stop()
	}
	t.text, t.offer, t.do = text, offer, do
	t.stop = t.stage.After(toastStays, t.hide)
	t.Show()
	t.Refresh()
	t.corner.Refresh() // its width has changed
	t.stage.trace("toast " + offer)
}

func (t *toastView) hide() {
	if t.stop != nil {
		t.stop()
		t.stop = nil
	}
	t.do = nil
	t.Hide()
}

// Tapped implements [fyne.Tappable]: a click on what the toast offers does it.
func (t *toastView) Tapped(*fyne.PointEvent) {
	do := t.do
	t.hide()
	if do != nil {
		do()
	}
}

// CreateRenderer implements [fyne.Widget].
func (t *toastView) CreateRenderer() fyne.WidgetRenderer {
	r := &toastRenderer{toast: t, ground: canvas.NewRectangle(nil), text: label("", TextNormal, false, OnInverse), offer: label("", TextNormal, true, inverseOffer)}
	r.ground.CornerRadius = 8
	r.Refresh()
	return r
}

type toastRenderer struct {
	toast       *toastView
	ground      *canvas.Rectangle
	text, offer *canvas.Text
}

func (r *toastRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.text, r.offer}
}

func (r *toastRenderer) Refresh() {
	r.ground.FillColor = tone(Inverse)
	r.text.Text, r.text.Color, r.text.TextSize = r.toast.text, tone(OnInverse), scaled(TextNormal)
	r.offer.Text, r.offer.Color, r.offer.TextSize = r.toast.offer, tone(inverseOffer), scaled(TextNormal)
	r.Layout(r.toast.Size())
	canvas.Refresh(r.toast)
}

func (r *toastRenderer) MinSize() fyne.Size {
	width := scaled(16) + r.text.MinSize().Width + scaled(16)
	if r.toast.offer != "" {
		width += r.offer.MinSize().Width + scaled(16)
	}
	return fyne.NewSize(width, scaled(toastHeight))
}

func (r *toastRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	text, offer := r.text.MinSize(), r.offer.MinSize()
	r.text.Move(fyne.NewPos(scaled(16), (size.Height-text.Height)/2))
	r.text.Resize(text)
	r.offer.Move(fyne.NewPos(scaled(16)+text.Width+scaled(16), (size.Height-offer.Height)/2))
	r.offer.Resize(offer)
}

func (r *toastRenderer) Destroy() {}
