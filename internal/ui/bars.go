package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// BarPart is a part of a bar: how many there are in a state.
type BarPart struct {
	State State
	Count int
}

// BarRow is one bar, with its name before it.
type BarRow struct {
	Name  string
	Parts []BarPart
}

// Bars is a chart of bars under each other, on one scale. Every part bears its number, so that it is read without its colour; the total
// stands behind the bar.
type Bars struct {
	widget.BaseWidget
	rows []BarRow
}

// NewBars returns a chart.
func NewBars(rows []BarRow) *Bars {
	b := &Bars{rows: rows}
	b.ExtendBaseWidget(b)
	return b
}

const (
	barHeight = 26
	barGap    = 10
	barName   = 300 // width of the names
	barTotal  = 44  // width of the totals
	barLeast  = 24  // width of the smallest part, so that its number fits
)

func (r BarRow) total() int {
	n := 0
	for _, p := range r.Parts {
		n += p.Count
	}
	return n
}

// CreateRenderer implements [fyne.Widget].
func (b *Bars) CreateRenderer() fyne.WidgetRenderer {
	r := &barsRenderer{bars: b}
	r.build()
	return r
}

type barsRenderer struct {
	bars    *Bars
	objects []fyne.CanvasObject
	lines   []barLine
}

// barLine is what is drawn for a row.
type barLine struct {
	name  *widget.Label
	parts []barPiece
	total *canvas.Text
}

type barPiece struct {
	ground *canvas.Rectangle
	number *canvas.Text
	count  int
}

func (r *barsRenderer) build() {
	r.objects, r.lines = nil, nil
	for _, row := range r.bars.rows {
		line := barLine{name: widget.NewLabel(row.Name), total: label(strconv.Itoa(row.total()), TextNormal, true, Foreground)}
		line.name.Truncation = fyne.TextTruncateEllipsis
		r.objects = append(r.objects, line.name, line.total)
		for _, p := range row.Parts {
			if p.Count == 0 {
				continue
			}
			look := chipLooks[p.State]
			ground := canvas.NewRectangle(tone(look.ground))
			ground.StrokeColor, ground.StrokeWidth, ground.CornerRadius = tone(look.ink), thinBorder, 3
			number := label(strconv.Itoa(p.Count), TextSmall, true, look.ink)
			number.Alignment = fyne.TextAlignCenter
			line.parts = append(line.parts, barPiece{ground, number, p.Count})
			r.objects = append(r.objects, ground, number)
		}
		r.lines = append(r.lines, line)
	}
}

func (r *barsRenderer) Layout(size fyne.Size) {
	most := 1
	for _, row := range r.bars.rows {
		most = max(most, row.total())
	}
	name := min(scaled(barName), size.Width*0.4)
	room := max(size.Width-name-scaled(barTotal), scaled(barLeast))
	for i, line := range r.lines {
		y := float32(i) * scaled(barHeight+barGap)
		line.name.Move(fyne.NewPos(0, y+(scaled(barHeight)-line.name.MinSize().Height)/2))
		line.name.Resize(fyne.NewSize(name, line.name.MinSize().Height))
		x := name
		for _, p := range line.parts {
			width := max(room*float32(p.count)/float32(most), scaled(barLeast))
			p.ground.Move(fyne.NewPos(x, y))
			p.ground.Resize(fyne.NewSize(width-1, scaled(barHeight)))
			high := p.number.MinSize().Height
			p.number.Move(fyne.NewPos(x, y+(scaled(barHeight)-high)/2))
			p.number.Resize(fyne.NewSize(width-1, high))
			x += width
		}
		high := line.total.MinSize().Height
		line.total.Move(fyne.NewPos(x+scaled(8), y+(scaled(barHeight)-high)/2))
		line.total.Resize(line.total.MinSize())
	}
}

func (r *barsRenderer) MinSize() fyne.Size {
	return fyne.NewSize(scaled(360), float32(len(r.lines))*scaled(barHeight+barGap))
}

func (r *barsRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *barsRenderer) Refresh() {
	r.build()
	r.Layout(r.bars.Size())
	canvas.Refresh(r.bars)
}

func (r *barsRenderer) Destroy() {}
