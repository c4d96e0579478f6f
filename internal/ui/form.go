package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Field is an input with its name above it and a hint below it. What is wrong with what was typed stands in the place of the hint.
type Field struct {
	widget.BaseWidget
	input fyne.CanvasObject
	label *canvas.Text
	note  *Paragraph
	hint  string
	wrong bool
}

// NewField returns a field. An [Entry] or [DateEntry] gets its ring and echo.
func NewField(name, hint string, input fyne.CanvasObject) *Field {
	switch own := input.(type) {
	case *DateEntry:
		input = own.Object()
	case *Entry:
		input = own.Framed()
	}
	f := &Field{input: input, label: label(name, TextNormal, true, Foreground), note: NewParagraph(hint), hint: hint}
	f.note.label.SizeName = captionSize
	f.note.label.Importance = widget.LowImportance
	f.note.Hidden = hint == ""
	f.ExtendBaseWidget(f)
	return f
}

const captionSize = theme.SizeNameCaptionText

// Error says what is wrong with what was typed, or nothing when all is well.
func (f *Field) Error(text string) {
	f.wrong = text != ""
	f.note.label.Importance = widget.LowImportance
	if f.wrong {
		f.note.label.Importance = widget.DangerImportance
		f.note.Set(text)
	} else {
		f.note.Set(f.hint)
	}
	f.note.Hidden = f.note.label.Text == ""
	f.note.label.Refresh()
	f.Refresh()
	relayout(f)
}

// Wrong reports whether something is wrong with what was typed.
func (f *Field) Wrong() bool { return f.wrong }

// CreateRenderer implements [fyne.Widget].
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	return &fieldRenderer{f, container.New(columnLayout{4}, f.label, f.input, f.note)}
}

type fieldRenderer struct {
	field  *Field
	column *fyne.Container
}

func (r *fieldRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.column} }
func (r *fieldRenderer) MinSize() fyne.Size           { return r.column.MinSize() }
func (r *fieldRenderer) Layout(size fyne.Size)        { r.column.Resize(size) }
func (r *fieldRenderer) Destroy()                     {}

func (r *fieldRenderer) Refresh() {
	r.field.label.Color, r.field.label.TextSize = tone(Foreground), scaled(TextNormal)
	r.column.Refresh()
	canvas.Refresh(r.field)
}

// Facts sets names and values beside each other, a line for each. Those without a value are left out.
func Facts(pairs ...[2]string) fyne.CanvasObject {
	list := Column(8)
	for _, p := range pairs {
		if p[1] == "" {
			continue
		}
		value := NewParagraph(p[1])
		list.Add(container.New(factLayout{}, newText(p[0], theme.SizeNameText, false, true), value))
	}
	return list
}

const factName = 150 // width of the names

type factLayout struct{}

// MinSize implements [fyne.Layout].
func (factLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	value := o[1].MinSize()
	return fyne.NewSize(scaled(factName)+value.Width, max(o[0].MinSize().Height, value.Height))
}

// Layout implements [fyne.Layout].
func (factLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(scaled(factName)-scaled(8), o[0].MinSize().Height))
	o[1].Move(fyne.NewPos(scaled(factName), 0))
	o[1].Resize(fyne.NewSize(max(size.Width-scaled(factName), 0), size.Height))
}
