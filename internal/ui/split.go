package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

const (
	masterWidth    = 372
	masterWideFrom = 1400 // a window of at least this width shows a wider list
	masterWide     = 432
	masterGap      = 12
)

// MasterDetail sets a list at the left and what is chosen in it beside it.
func MasterDetail(list, detail fyne.CanvasObject) *fyne.Container {
	return container.New(masterLayout{}, list, detail)
}

type masterLayout struct{}

// MinSize implements [fyne.Layout].
func (masterLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(scaled(masterGap)+o[0].MinSize().Width+scaled(240), max(o[0].MinSize().Height, scaled(200)))
}

// Layout implements [fyne.Layout].
func (masterLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := scaled(masterWidth)
	if size.Width >= scaled(masterWideFrom-railWidth) {
		width = scaled(masterWide)
	}
	width = min(width, size.Width*0.42)
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(width, size.Height))
	o[1].Move(fyne.NewPos(width+scaled(masterGap), 0))
	o[1].Resize(fyne.NewSize(max(size.Width-width-scaled(masterGap), 0), size.Height))
}

// HalfAndHalf sets two objects beside each other, the left one somewhat wider.
func HalfAndHalf(left, right fyne.CanvasObject) *fyne.Container {
	return container.New(halfLayout{}, left, right)
}

type halfLayout struct{}

// MinSize implements [fyne.Layout].
func (halfLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(scaled(480), max(o[0].MinSize().Height, scaled(200)))
}

// Layout implements [fyne.Layout].
func (halfLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := (size.Width - scaled(masterGap)) * 0.56
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(width, size.Height))
	o[1].Move(fyne.NewPos(width+scaled(masterGap), 0))
	o[1].Resize(fyne.NewSize(size.Width-width-scaled(masterGap), size.Height))
}

// tableNeeds is the width at which a table with all its columns and what is chosen in it can stand beside each other.
const tableNeeds = 800

// WideAndNarrow sets a table beside what is chosen in it; the table gets most of the width.
func WideAndNarrow(left, right fyne.CanvasObject) *fyne.Container {
	return container.New(wideNarrowLayout{}, left, right)
}

type wideNarrowLayout struct{}

// MinSize implements [fyne.Layout].
func (wideNarrowLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(scaled(480), max(o[0].MinSize().Height, scaled(200)))
}

// Layout implements [fyne.Layout].
func (wideNarrowLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if size.Width < scaled(tableNeeds) { // large letters in a small window: below each other
		height := (size.Height - scaled(masterGap)) * 0.5
		o[0].Move(fyne.NewPos(0, 0))
		o[0].Resize(fyne.NewSize(size.Width, height))
		o[1].Move(fyne.NewPos(0, height+scaled(masterGap)))
		o[1].Resize(fyne.NewSize(size.Width, height))
		return
	}
	narrow := min(scaled(340), size.Width*0.42)
	wide := size.Width - scaled(masterGap) - narrow
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(wide, size.Height))
	o[1].Move(fyne.NewPos(wide+scaled(masterGap), 0))
	o[1].Resize(fyne.NewSize(narrow, size.Height))
}

// Scrolled lets content scroll up and down, with room for the bar beside it.
func Scrolled(o fyne.CanvasObject) *container.Scroll {
	return container.NewVScroll(container.New(besideBar{}, o))
}

// barRoom is what the scroll bar takes at the right.
const barRoom = 14

type besideBar struct{}

// MinSize implements [fyne.Layout]. What scrolls up and down takes the width that there is, and asks for none.
func (besideBar) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(scaled(barRoom), o[0].MinSize().Height)
}

// Layout implements [fyne.Layout].
func (besideBar) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(size.SubtractWidthHeight(scaled(barRoom), 0))
}
