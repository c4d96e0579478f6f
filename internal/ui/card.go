package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Card is a surface with a border that holds something, at some distance.
type Card struct {
	widget.BaseWidget
	content fyne.CanvasObject
	inset   float32
}

// NewCard returns a card with the room of the kit around its content.
func NewCard(content fyne.CanvasObject) *Card { return newCard(content, 16) }

// NewListCard returns a card around a list, whose rows have room of their own.
func NewListCard(list fyne.CanvasObject) *Card { return newCard(list, 3) }

func newCard(content fyne.CanvasObject, inset float32) *Card {
	c := &Card{content: content, inset: inset}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements [fyne.Widget].
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	r := &cardRenderer{card: c, ground: canvas.NewRectangle(nil)}
	r.ground.CornerRadius, r.ground.StrokeWidth = 8, thinBorder
	r.Refresh()
	return r
}

type cardRenderer struct {
	card   *Card
	ground *canvas.Rectangle
}

func (r *cardRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.card.content}
}

func (r *cardRenderer) Refresh() {
	r.ground.FillColor, r.ground.StrokeColor = tone(Surface), tone(CardBorder)
	r.Layout(r.card.Size())
	canvas.Refresh(r.card)
}

func (r *cardRenderer) MinSize() fyne.Size {
	inset := 2 * scaled(r.card.inset)
	return r.card.content.MinSize().AddWidthHeight(inset, inset)
}

func (r *cardRenderer) Layout(size fyne.Size) {
	inset := scaled(r.card.inset)
	r.ground.Resize(size)
	r.card.content.Move(fyne.NewPos(inset, inset))
	r.card.content.Resize(size.SubtractWidthHeight(2*inset, 2*inset))
}

func (r *cardRenderer) Destroy() {}
