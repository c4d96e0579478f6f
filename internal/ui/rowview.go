package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const (
	rowInset  = 12
	rowHeight = 52

	rowHeadHeight  = 40
	rowPlainHeight = 34
	rowBar         = 3 // at the left of the row that is chosen
)

// rowView draws one row.
type rowView struct {
	widget.BaseWidget
	ground, bar, line *canvas.Rectangle
	title, detail     *widget.Label
	chip              *Chip
	aside             *widget.Label
	chosen, head      bool
	hovered           bool
	height            func() float32 // in units at 100 %; nil is rowHeight
}

func newRowView() *rowView {
	v := &rowView{
		ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil),
		title: widget.NewLabel(""), detail: widget.NewLabel(""), chip: NewChip(Open, ""), aside: widget.NewLabel(""),
	}
	v.title.TextStyle.Bold = true
	v.title.Truncation = fyne.TextTruncateEllipsis
	v.detail.Truncation = fyne.TextTruncateEllipsis
	v.detail.SizeName, v.detail.Importance = theme.SizeNameCaptionText, widget.LowImportance
	v.aside.Importance = widget.LowImportance
	v.ground.CornerRadius = 4
	v.ExtendBaseWidget(v)
	return v
}

// show draws a row. Nothing is touched that stays as it is: lists are refreshed at every scroll.
func (v *rowView) show(r Row, chosen bool) {
	if v.title.Text != r.Title {
		v.title.SetText(r.Title)
	}
	if v.detail.Text != r.Detail {
		v.detail.SetText(r.Detail)
	}
	if r.Word == "" {
		v.chip.Hide()
	} else {
		v.chip.Set(r.State, r.Word)
		v.chip.Show()
	}
	if v.aside.Text != r.Aside {
		v.aside.SetText(r.Aside)
	}
	if v.head != r.Head {
		v.head = r.Head
		v.title.Importance = widget.MediumImportance
		v.title.SizeName = theme.SizeNameText
		if r.Head {
			v.title.Importance, v.title.SizeName = widget.LowImportance, theme.SizeNameCaptionText
		}
		v.title.Refresh()
	}
	v.chosen = chosen
	v.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (v *rowView) CreateRenderer() fyne.WidgetRenderer { return &rowRenderer{v} }

type rowRenderer struct{ *rowView }

func (r *rowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.bar, r.line, r.title, r.detail, r.chip, r.aside}
}

func (r *rowRenderer) MinSize() fyne.Size {
	height := float32(rowHeight)
	if r.height != nil {
		height = r.height()
	}
	return fyne.NewSize(scaled(160), scaled(height))
}

func (r *rowRenderer) Refresh() {
	r.ground.FillColor, r.bar.FillColor, r.line.FillColor = tone(Surface), tone(Primary), tone(LineTone)
	if r.hovered {
		r.ground.FillColor = tone(Hovered)
	}
	if r.chosen {
		r.ground.FillColor = tone(Selected)
	}
	r.bar.Hidden = !r.chosen
	r.detail.Hidden = r.head || r.detail.Text == ""
	r.aside.Hidden = r.aside.Text == ""
	r.Layout(r.Size())
	canvas.Refresh(r.rowView)
}

func (r *rowRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.bar.Resize(fyne.NewSize(rowBar, size.Height))
	r.line.Move(fyne.NewPos(0, size.Height-1))
	r.line.Resize(fyne.NewSize(size.Width, 1))
	room := size.Width - 2*scaled(rowInset)
	if r.chip.Visible() {
		chip := r.chip.MinSize()
		r.chip.Move(fyne.NewPos(size.Width-scaled(rowInset)-chip.Width, 0))
		r.chip.Resize(fyne.NewSize(chip.Width, size.Height))
		room -= chip.Width + scaled(8)
	}
	if r.aside.Visible() {
		width := fyne.MeasureText(r.aside.Text, scaled(TextNormal), fyne.TextStyle{}).Width
		height := r.aside.MinSize().Height
		right := scaled(rowInset) + room
		r.aside.Move(fyne.NewPos(right-width-scaled(8), (size.Height-height)/2))
		r.aside.Resize(fyne.NewSize(width+2*scaled(8), height))
		room -= width + scaled(12)
	}
	// A label carries room of its own around its letters, which the row has already.
	own := scaled(8)
	top := (size.Height - scaled(19+17)) / 2
	if r.head {
		top = size.Height - scaled(6+17)
	} else if !r.detail.Visible() {
		top = (size.Height - scaled(19)) / 2
	}
	r.title.Move(fyne.NewPos(scaled(rowInset)-own, top-own))
	r.title.Resize(fyne.NewSize(room+2*own, r.title.MinSize().Height))
	r.detail.Move(fyne.NewPos(scaled(rowInset)-own, top+scaled(19)-own))
	r.detail.Resize(fyne.NewSize(room+2*own, r.detail.MinSize().Height))
}

func (r *rowRenderer) Destroy() {}
