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
func (spreadLayout) Layout(o []fyne.CanvasObject, size fyne.Size) { spread(o, size, o[1].MinSize()) }

// spread sets two objects at the ends of a line; right is the size of the second.
func spread(o []fyne.CanvasObject, size, right fyne.Size) {
	width := max(size.Width-right.Width-scaled(12), 0)
	o[0].Resize(fyne.NewSize(width, o[0].MinSize().Height))
	height := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(width, height))
	o[0].Move(fyne.NewPos(0, max((size.Height-height)/2, 0)))
	o[1].Resize(right)
	o[1].Move(fyne.NewPos(size.Width-right.Width, max((size.Height-right.Height)/2, 0)))
}

// Head sets a title with what can be done at the right of it, or below it where there is no room for both.
func Head(title, actions fyne.CanvasObject) *fyne.Container {
	return container.New(&headLayout{}, title, actions)
}

type headLayout struct{ below bool }

const (
	headGap     = 8
	itemNatural = 240 // width at which a row can be read
)

// MinSize implements [fyne.Layout].
func (l *headLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	if l.below {
		return fyne.NewSize(b.Width, a.Height+scaled(headGap)+b.Height)
	}
	return fyne.NewSize(b.Width, max(a.Height, b.Height))
}

// Layout implements [fyne.Layout].
func (l *headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	right := unbroken(o[1])
	l.below = natural(o[0])+scaled(12)+right.Width > size.Width
	if !l.below {
		spread(o, size, right)
		return
	}
	height := o[0].MinSize().Height
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(size.Width, height))
	o[1].Move(fyne.NewPos(0, height+scaled(headGap)))
	width := min(right.Width, size.Width)
	o[1].Resize(fyne.NewSize(width, 0)) // which tells a [Flow] how much room it has
	o[1].Resize(fyne.NewSize(width, o[1].MinSize().Height))
}

// unbroken returns how large an object is on one line, also when that is a [Flow].
func unbroken(o fyne.CanvasObject) fyne.Size {
	c, ok := o.(*fyne.Container)
	if !ok {
		return o.MinSize()
	}
	flow, ok := c.Layout.(*flowLayout)
	if !ok {
		return o.MinSize()
	}
	return lineLayout{flow.gap}.MinSize(c.Objects)
}

// natural returns how wide a title, or the widest of a column of them, is with all its letters.
func natural(o fyne.CanvasObject) float32 {
	switch o := o.(type) {
	case *Text:
		return o.natural()
	case *Item:
		return scaled(itemNatural)
	case *fyne.Container:
		width := float32(0)
		for _, child := range o.Objects {
			width = max(width, natural(child))
		}
		return width
	}
	return o.MinSize().Width
}

// Flow sets objects beside each other, and on the next line where there is no room for one.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flowLayout{gap: gap}, objects...)
}

type flowLayout struct{ gap, width float32 }

// MinSize implements [fyne.Layout]: as high as it was at the width that it had.
func (l *flowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return l.flow(objects, l.width, func(fyne.CanvasObject, fyne.Position) {})
}

// Layout implements [fyne.Layout].
func (l *flowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.flow(objects, size.Width, func(o fyne.CanvasObject, at fyne.Position) {
		o.Move(at)
		o.Resize(o.MinSize())
	})
}

func (l *flowLayout) flow(objects []fyne.CanvasObject, width float32, set func(fyne.CanvasObject, fyne.Position)) fyne.Size {
	var x, y, line, widest float32
	for _, o := range objects {
		least := o.MinSize()
		widest = max(widest, least.Width)
		if x > 0 && x+least.Width > width {
			x, y, line = 0, y+line+scaled(l.gap), 0
		}
		set(o, fyne.NewPos(x, y))
		x += least.Width + scaled(l.gap)
		line = max(line, least.Height)
	}
	return fyne.NewSize(widest, y+line)
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
		head = Head(head, actions)
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
