package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Scaled returns a length at the zoom that is shown; lengths are given in units at 100 %.
func Scaled(length float32) float32 { return scaled(length) }

// Column sets objects below each other over the full width. Those that are hidden take no room.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(columnLayout{gap}, objects...)
}

type columnLayout struct{ gap float32 }

// MinSize implements [fyne.Layout].
func (l columnLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		if size.Height > 0 {
			size.Height += scaled(l.gap)
		}
		size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
	}
	return size
}

// Layout implements [fyne.Layout]. What wraps knows its height only at a width, so it is given that first.
func (l columnLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if o.Size().Width != size.Width {
			o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		}
		height := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height + scaled(l.gap)
	}
}

// Line sets objects beside each other at their own size, centred on a line.
func Line(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(lineLayout{gap}, objects...)
}

type lineLayout struct{ gap float32 }

// MinSize implements [fyne.Layout].
func (l lineLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		if size.Width > 0 {
			size.Width += scaled(l.gap)
		}
		size = fyne.NewSize(size.Width+least.Width, max(size.Height, least.Height))
	}
	return size
}

// Layout implements [fyne.Layout].
func (l lineLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		width := min(least.Width, max(size.Width-x, 0)) // what does not fit is cut, never drawn over its neighbour
		o.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		o.Resize(fyne.NewSize(width, least.Height))
		x += least.Width + scaled(l.gap)
	}
}

// Spread gives left all the width that right, at its own size, leaves.
func Spread(left, right fyne.CanvasObject) *fyne.Container {
	return container.New(spreadLayout{}, left, right)
}

type spreadLayout struct{}

// MinSize implements [fyne.Layout].
func (spreadLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(min(a.Width, scaled(120))+scaled(12)+b.Width, max(a.Height, b.Height))
}

// Layout implements [fyne.Layout].
func (spreadLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	right := o[1].MinSize()
	width := max(size.Width-right.Width-scaled(12), 0)
	o[0].Resize(fyne.NewSize(width, o[0].MinSize().Height))
	height := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(width, height))
	o[0].Move(fyne.NewPos(0, max((size.Height-height)/2, 0)))
	o[1].Resize(right)
	o[1].Move(fyne.NewPos(size.Width-right.Width, max((size.Height-right.Height)/2, 0)))
}

// Wide gives an object a width of its own, in units at 100 %.
func Wide(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(wideLayout{width}, o)
}

type wideLayout struct{ width float32 }

// MinSize implements [fyne.Layout].
func (l wideLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(scaled(l.width), o[0].MinSize().Height)
}

// Layout implements [fyne.Layout].
func (l wideLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(min(scaled(l.width), size.Width), size.Height))
}

// Below sets rest below top, in all the height that is left.
func Below(top, rest fyne.CanvasObject, gap float32) *fyne.Container {
	return container.New(belowLayout{gap}, top, rest)
}

type belowLayout struct{ gap float32 }

// MinSize implements [fyne.Layout].
func (l belowLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+scaled(l.gap)+b.Height)
}

// Layout implements [fyne.Layout].
func (l belowLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(size.Width, o[0].MinSize().Height))
	height := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(size.Width, height))
	o[0].Move(fyne.NewPos(0, 0))
	y := height + scaled(l.gap)
	if height == 0 {
		y = 0
	}
	o[1].Move(fyne.NewPos(0, y))
	o[1].Resize(fyne.NewSize(size.Width, max(size.Height-y, 0)))
}

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

const (
	pageTop, pageSide, pageFoot = 16, 24, 20
	pageGap                     = 12 // between the head of a page and what is on it
)

// Page sets a screen: its title with a line below it, what can be done at the right of them, and below all that its content.
func Page(title, sub *Text, actions, content fyne.CanvasObject) fyne.CanvasObject {
	var head fyne.CanvasObject = title
	if sub != nil {
		head = Column(6, title, sub)
	}
	if actions != nil {
		head = Spread(head, actions)
	}
	return container.New(pageLayout{}, Below(head, content, pageGap))
}

type pageLayout struct{}

// MinSize implements [fyne.Layout].
func (pageLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(2*scaled(pageSide), scaled(pageTop+pageFoot))
}

// Layout implements [fyne.Layout].
func (pageLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	side := scaled(pageSide)
	o[0].Move(fyne.NewPos(side, scaled(pageTop)))
	o[0].Resize(size.SubtractWidthHeight(2*side, scaled(pageTop+pageFoot)))
}

// NewEmpty returns what stands where there is nothing yet: what belongs here, and what to do first. The button may be nil.
func NewEmpty(title, text string, action *Button) fyne.CanvasObject {
	objects := []fyne.CanvasObject{NewHeading(title), NewParagraph(text)}
	if action != nil {
		objects = append(objects, Line(0, action))
	}
	return container.New(emptyLayout{}, Column(12, objects...))
}

type emptyLayout struct{}

// MinSize implements [fyne.Layout].
func (emptyLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(2*scaled(24), 2*scaled(24))
}

// Layout implements [fyne.Layout].
func (emptyLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	inset := scaled(24)
	o[0].Move(fyne.NewPos(inset, inset))
	o[0].Resize(fyne.NewSize(min(size.Width-2*inset, scaled(520)), size.Height-2*inset))
}

// Scrolled lets content scroll up and down, with room for the bar beside it.
func Scrolled(o fyne.CanvasObject) *container.Scroll {
	return container.NewVScroll(container.New(besideBar{}, o))
}

// barRoom is what the scroll bar takes at the right.
const barRoom = 14

type besideBar struct{}

// MinSize implements [fyne.Layout].
func (besideBar) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(scaled(barRoom), 0)
}

// Layout implements [fyne.Layout].
func (besideBar) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(size.SubtractWidthHeight(scaled(barRoom), 0))
}

// Columns sets objects beside each other, each as wide as the others.
func Columns(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(columnsLayout{gap}, objects...)
}

type columnsLayout struct{ gap float32 }

// MinSize implements [fyne.Layout].
func (l columnsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = fyne.NewSize(size.Width+scaled(60), max(size.Height, o.MinSize().Height))
	}
	return size
}

// Layout implements [fyne.Layout].
func (l columnsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := float32(len(objects))
	width := (size.Width - (n-1)*scaled(l.gap)) / n
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(width+scaled(l.gap)), 0))
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
	}
}

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
	narrow := min(scaled(340), size.Width*0.42)
	wide := size.Width - scaled(masterGap) - narrow
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(wide, size.Height))
	o[1].Move(fyne.NewPos(wide+scaled(masterGap), 0))
	o[1].Resize(fyne.NewSize(narrow, size.Height))
}
