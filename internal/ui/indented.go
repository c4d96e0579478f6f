package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Indented sets an object below the word of a [Check] rather than below its box.
func Indented(o fyne.CanvasObject) *fyne.Container { return container.New(indentLayout{}, o) }

type indentLayout struct{}

const indent = 6 + 20 + 8 // as the box of a check

// MinSize implements [fyne.Layout].
func (indentLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(scaled(indent), 0)
}

// Layout implements [fyne.Layout].
func (indentLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(scaled(indent), 0))
	o[0].Resize(size.SubtractWidthHeight(scaled(indent), 0))
}
