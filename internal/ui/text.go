package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Text is one line: a title, a heading or a caption. It ends in an ellipsis where there is no room, and follows the theme.
type Text struct {
	widget.BaseWidget
	label *widget.Label
}

// NewTitle returns the title of a screen.
func NewTitle(s string) *Text { return newText(s, theme.SizeNameHeadingText, true, false) }

// NewHeading returns the heading of a part of a screen.
func NewHeading(s string) *Text { return newText(s, theme.SizeNameSubHeadingText, true, false) }

// NewCaption returns a line of small, quiet text.
func NewCaption(s string) *Text { return newText(s, theme.SizeNameCaptionText, false, true) }

// NewQuiet returns a line of text that says more about what stands above it.
func NewQuiet(s string) *Text { return newText(s, theme.SizeNameText, false, true) }

// NewPlain returns a line of text as it is read.
func NewPlain(s string) *Text { return newText(s, theme.SizeNameText, false, false) }

func newText(s string, size fyne.ThemeSizeName, bold, quiet bool) *Text {
	t := &Text{label: widget.NewLabel(s)}
	t.label.SizeName, t.label.TextStyle.Bold = size, bold
	t.label.Truncation = fyne.TextTruncateEllipsis
	if quiet {
		t.label.Importance = widget.LowImportance
	}
	t.ExtendBaseWidget(t)
	return t
}

// natural returns how wide the text is with all its letters.
func (t *Text) natural() float32 {
	size := t.label.Theme().Size(t.label.SizeName)
	return fyne.MeasureText(t.label.Text, size, t.label.TextStyle).Width
}

// Set changes the text.
func (t *Text) Set(s string) {
	if t.label.Text != s {
		t.label.SetText(s)
		t.Refresh()
	}
}

// String returns the text.
func (t *Text) String() string { return t.label.Text }

// CreateRenderer implements [fyne.Widget].
func (t *Text) CreateRenderer() fyne.WidgetRenderer { return &textRenderer{t} }

// textRenderer takes away the room that a label carries around its letters: the layouts of the kit tell how far things stand apart.
type textRenderer struct{ *Text }

func (r *textRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.label} }
func (r *textRenderer) Refresh()                     { r.label.Refresh() }
func (r *textRenderer) Destroy()                     {}

func (r *textRenderer) MinSize() fyne.Size {
	own := 2 * theme.InnerPadding()
	size := fyne.CurrentApp().Settings().Theme().Size(r.label.SizeName)
	letters := fyne.MeasureText(r.label.Text, size, r.label.TextStyle)
	return fyne.NewSize(letters.Width+1, r.label.MinSize().Height-own)
}

func (r *textRenderer) Layout(size fyne.Size) {
	own := theme.InnerPadding()
	r.label.Move(fyne.NewPos(-own, -own))
	r.label.Resize(size.AddWidthHeight(2*own, 2*own))
}

// Paragraph is text that is wrapped at the width that it gets, at most as wide as can be read well.
type Paragraph struct {
	widget.BaseWidget
	label *widget.Label
}

// readable is the widest that a paragraph becomes, in units at 100 %.
const readable = 680

// NewParagraph returns a paragraph.
func NewParagraph(s string) *Paragraph {
	p := &Paragraph{label: widget.NewLabel(s)}
	p.label.Wrapping = fyne.TextWrapWord
	p.ExtendBaseWidget(p)
	return p
}

// Set changes the text.
func (p *Paragraph) Set(s string) {
	if p.label.Text != s {
		p.label.SetText(s)
		p.Refresh()
	}
}

// CreateRenderer implements [fyne.Widget].
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer { return &paragraphRenderer{p} }

type paragraphRenderer struct{ *Paragraph }

func (r *paragraphRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.label} }
func (r *paragraphRenderer) Refresh()                     { r.label.Refresh() }
func (r *paragraphRenderer) Destroy()                     {}

func (r *paragraphRenderer) MinSize() fyne.Size {
	own := theme.InnerPadding()
	return fyne.NewSize(scaled(80), r.label.MinSize().Height-2*own)
}

func (r *paragraphRenderer) Layout(size fyne.Size) {
	own := theme.InnerPadding()
	r.label.Move(fyne.NewPos(-own, -own))
	r.label.Resize(fyne.NewSize(min(size.Width, scaled(readable))+2*own, size.Height+2*own))
}

// NewSection returns the heading of a part of a page, with room above it.
func NewSection(s string) fyne.CanvasObject {
	return container.New(sectionLayout{}, NewHeading(s))
}

// NewSectionWith returns the heading of a part of a page with what can be done there at the right of it.
func NewSectionWith(s string, actions ...*Button) fyne.CanvasObject {
	right := Line(8)
	for _, b := range actions {
		right.Add(b)
	}
	return container.New(sectionLayout{}, Head(NewHeading(s), right))
}

type sectionLayout struct{}

const sectionAbove = 10

// MinSize implements [fyne.Layout].
func (sectionLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(0, scaled(sectionAbove))
}

// Layout implements [fyne.Layout].
func (sectionLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(0, scaled(sectionAbove)))
	o[0].Resize(size.SubtractWidthHeight(0, scaled(sectionAbove)))
}
