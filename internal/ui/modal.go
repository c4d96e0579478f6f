package ui

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
)

// Dialog is a question, or a form, that comes above the window and must be answered first. Escape closes it, as the safe answer would.
type Dialog struct {
	Title   string
	Text    string            // wrapped; may be empty
	Content fyne.CanvasObject // below the text; may be nil
	Buttons []*Button         // from left to right. Without any there is one that closes
	Focus   fyne.Focusable    // what has the keyboard at first; nil is the first button, which should be the safe one
	Wide    bool              // for a form
	Large   bool              // for a list and what is chosen in it, in most of the window
	Broad   bool              // for two things beside each other, which take the height that there is
	Submit  func()            // what Ctrl+Enter does; may be nil
	Closed  func()            // called when it is gone, however that came; may be nil
	Above   bool              // shown also while all else is covered; it says nothing of what is in the vault
}

const (
	dialogWidth     = 440
	dialogWideWidth = 560
	dialogBroad     = 960
	dialogTall      = 430 // what two things beside each other may take
	dialogInset     = 20
	dialogMargin    = 24 // to the window's edge

	dialogLargeWidth, dialogLargeHeight = 1040, 560 // of the content alone, the height
)

// Ask shows a dialog. What it returns closes it; closing twice does nothing.
func (s *Stage) Ask(d Dialog) (close func()) {
	var own []Command
	if d.Submit != nil {
		own = []Command{{Key: submitKey, Do: d.Submit}}
	}
	m := &modal{stage: s, dialog: d, wake: s.keys.Rest(own...)}
	if len(d.Buttons) == 0 {
		m.dialog.Buttons = []*Button{NewButton(s.words.Text("ui.close"), "", Main, m.close)}
	}
	m.ExtendBaseWidget(m)
	if d.Above {
		s.lift(m)
	} else {
		s.raise(m)
	}
	s.trace("dialog " + d.Title)
	focus := m.dialog.Focus
	if focus == nil {
		focus = m.dialog.Buttons[0]
	}
	s.Canvas().Focus(focus)
	return m.close
}

// submitKey keeps what was filled in, from any field.
var submitKey = Key{fyne.KeyReturn, Ctrl}

// Confirm asks before something is done that people may not mean. The safe answer has the keyboard.
func (s *Stage) Confirm(title, text, yes string, do func()) {
	var shut func()
	no := NewButton(s.words.Text("ui.cancel"), "", Plain, func() { shut() })
	proceed := NewButton(yes, "", Main, func() { shut(); do() })
	shut = s.Ask(Dialog{Title: title, Text: text, Buttons: []*Button{no, proceed}})
}

// Fail says what went wrong and what to do about it.
func (s *Stage) Fail(err error) {
	if s.answered(err) {
		return
	}
	var shut func()
	d := Dialog{Title: s.words.Text("ui.failed"), Text: s.Sentence(err)}
	if fault := faultOf(err); s.helps != nil && (fault == desk.FaultMoved || fault == desk.FaultReplaced) {
		d.Buttons = []*Button{NewButton(s.words.Text("ui.close"), "", Plain, func() { shut() })}
		for _, help := range s.helps(err) {
			do := help.tapped
			help.tapped = func() { shut(); do() }
			d.Buttons = append(d.Buttons, help)
		}
	}
	shut = s.Ask(d)
}

// Sentence returns what went wrong and what to do about it, as people read it in the window.
func (s *Stage) Sentence(err error) string {
	var told interface{ Explained() string }
	if errors.As(err, &told) {
		return told.Explained()
	}
	fault, subject := desk.FaultOf(err)
	if own := "ui.fault." + string(fault); s.words.Has(own) {
		return s.words.Text(own, "Subject", subject)
	}
	return desk.Sentence(s.words, err)
}

// modal is a dialog that is being shown.
type modal struct {
	widget.BaseWidget
	stage  *Stage
	dialog Dialog
	wake   func()
	closed bool
	parts  []fyne.CanvasObject // that can have something with the keyboard in them
}

// TypedKey takes the keys that nothing in the dialog had a use for.
func (m *modal) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		m.close()
	}
}

// Tapped keeps a click beside the dialog from reaching what is behind it.
func (m *modal) Tapped(*fyne.PointEvent) {}

func (m *modal) close() {
	if m.closed {
		return
	}
	m.closed = true
	m.stage.lower(m)
	m.wake()
	m.stage.trace("closed " + m.dialog.Title)
	if m.dialog.Closed != nil {
		m.dialog.Closed()
	}
}

// CreateRenderer implements [fyne.Widget].
func (m *modal) CreateRenderer() fyne.WidgetRenderer {
	title := widget.NewLabel(m.dialog.Title)
	title.TextStyle.Bold = true
	title.SizeName = "subHeadingText"
	title.Truncation = fyne.TextTruncateEllipsis
	r := &modalRenderer{
		modal: m, scrim: canvas.NewRectangle(nil), card: canvas.NewRectangle(nil), title: title,
		buttons: container.New(layout.NewCustomPaddedHBoxLayout(6)),
	}
	if m.dialog.Text != "" {
		r.text = widget.NewLabel(m.dialog.Text)
		r.text.Wrapping = fyne.TextWrapWord
	}
	if m.dialog.Content != nil {
		r.scroll = Scrolled(m.dialog.Content)
	}
	for _, b := range m.dialog.Buttons {
		r.buttons.Add(b)
	}
	m.parts = []fyne.CanvasObject{r.buttons}
	if r.scroll != nil {
		m.parts = []fyne.CanvasObject{r.scroll, r.buttons}
	}
	r.card.CornerRadius, r.card.StrokeWidth = 10, thinBorder
	r.Refresh()
	return r
}

type modalRenderer struct {
	modal       *modal
	scrim, card *canvas.Rectangle
	title, text *widget.Label
	scroll      *container.Scroll
	buttons     *fyne.Container
}

func (r *modalRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.scrim, r.card, r.title}
	if r.text != nil {
		list = append(list, r.text)
	}
	if r.scroll != nil {
		list = append(list, r.scroll)
	}
	return append(list, r.buttons)
}

func (r *modalRenderer) Refresh() {
	r.scrim.FillColor, r.card.FillColor, r.card.StrokeColor = tone(Scrim), tone(Surface), tone(CardBorder)
	r.Layout(r.modal.Size())
	canvas.Refresh(r.modal)
}

func (r *modalRenderer) MinSize() fyne.Size { return fyne.NewSize(0, 0) }

// Layout sets the parts below each other in a card in the middle. A label carries 8 units of room of its own at each side.
func (r *modalRenderer) Layout(size fyne.Size) {
	r.scrim.Resize(size)
	width := scaled(dialogWidth)
	switch {
	case r.modal.dialog.Large:
		width = scaled(dialogLargeWidth)
	case r.modal.dialog.Broad:
		width = scaled(dialogBroad)
	case r.modal.dialog.Wide:
		width = scaled(dialogWideWidth)
	}
	width = min(width, size.Width-2*scaled(dialogMargin))
	inset, own := scaled(dialogInset), scaled(8)
	inner := width - 2*inset

	buttons := r.buttons.MinSize()
	head := r.title.MinSize().Height - 2*own
	textHeight := float32(0)
	if r.text != nil {
		r.text.Resize(fyne.NewSize(inner+2*own, 0))
		textHeight = r.text.MinSize().Height - 2*own + scaled(16)
	}
	contentHeight := float32(0)
	switch {
	case r.modal.dialog.Large: // its list scrolls by itself
		contentHeight = scaled(dialogLargeHeight)
	case r.scroll != nil:
		r.scroll.Content.Resize(fyne.NewSize(inner+scaled(barRoom), 0))
		contentHeight = r.scroll.Content.MinSize().Height + scaled(16)
		if r.modal.dialog.Broad {
			contentHeight = scaled(dialogTall)
		}
	}
	fixed := inset + head + textHeight + scaled(20) + buttons.Height + inset
	contentHeight = min(contentHeight, max(size.Height-2*scaled(dialogMargin)-fixed, 0))

	height := fixed + contentHeight
	left, top := (size.Width-width)/2, max((size.Height-height)*0.42, scaled(dialogMargin))
	r.card.Move(fyne.NewPos(left, top))
	r.card.Resize(fyne.NewSize(width, height))
	y := top + inset
	r.title.Move(fyne.NewPos(left+inset-own, y-own))
	r.title.Resize(fyne.NewSize(inner+2*own, head+2*own))
	y += head
	if r.text != nil {
		r.text.Move(fyne.NewPos(left+inset-own, y+scaled(16)-own))
		r.text.Resize(fyne.NewSize(inner+2*own, textHeight-scaled(16)+2*own))
		y += textHeight
	}
	if r.scroll != nil {
		r.scroll.Move(fyne.NewPos(left+inset, y+scaled(16)))
		room := fyne.NewSize(inner+scaled(barRoom), contentHeight-scaled(16))
		r.scroll.Resize(room)
		r.scroll.Content.Resize(room.Max(fyne.NewSize(room.Width, r.scroll.Content.MinSize().Height))) // it was measured above; the scroll has its size already
		y += contentHeight
	}
	r.buttons.Move(fyne.NewPos(left+width-inset-buttons.Width+focusRing, y+scaled(20)))
	r.buttons.Resize(buttons)
}

func (r *modalRenderer) Destroy() {}
