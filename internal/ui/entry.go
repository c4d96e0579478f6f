package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Entry is a field to type in. The keys of the window work in it, Tab leaves it, and a ring shows that it has the keyboard.
type Entry struct {
	widget.Entry
	keys    *Registry
	ring    *canvas.Rectangle
	changed func(focused bool)
	escape  func()
	filling bool // by the program: nobody types
	fills   int  // how often the program did
}

// NewEntry returns a field of one line; of several when lines is more than one. What stands in it while it is empty is hint.
func NewEntry(keys *Registry, hint string, lines int) *Entry {
	e := &Entry{keys: keys, ring: canvas.NewRectangle(nil)}
	e.ring.StrokeWidth, e.ring.CornerRadius = focusRing, 6
	e.ring.Hide()
	e.SetPlaceHolder(hint)
	if lines > 1 {
		e.MultiLine = true
		e.Wrapping = fyne.TextWrapWord
		e.SetMinRowsVisible(lines)
	}
	e.ExtendBaseWidget(e)
	return e
}

// Framed returns the field with the ring around it, as it stands in a form.
func (e *Entry) Framed() fyne.CanvasObject { return container.NewStack(e, e.ring) }

// Fill puts text in the field as the program does: it is not kept as if it had been typed.
func (e *Entry) Fill(text string) {
	e.filling = true
	e.fills++
	e.SetText(text)
	e.filling = false
}

// Take takes what was typed out of the field, for a secret: it is not to stay there when it has been used. Whoever takes it clears it.
func (e *Entry) Take() []byte {
	secret := []byte(e.Text)
	e.Fill("")
	return secret
}

// Typing reports whether the field has the keyboard.
func (e *Entry) Typing() bool { return e.ring.Visible() }

// OnLeave says what is done when the field is left.
func (e *Entry) OnLeave(do func()) {
	before := e.changed
	e.changed = func(focused bool) {
		if before != nil {
			before(focused)
		}
		if !focused {
			do()
		}
	}
}

// OnEscape says what the Escape key does while the field has the keyboard.
func (e *Entry) OnEscape(do func()) { e.escape = do }

// AcceptsTab implements [fyne.Tabbable]: Tab always goes on to the next field, as in any form.
func (e *Entry) AcceptsTab() bool { return false }

// TypedShortcut implements [fyne.Shortcutable]: the keys of the window come first, then those of the field such as copy and paste.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	_, undo := s.(*fyne.ShortcutUndo)
	_, redo := s.(*fyne.ShortcutRedo)
	if !undo && !redo && e.keys != nil && e.keys.Handle(s) {
		return
	}
	e.Entry.TypedShortcut(s)
}

// TypedKey implements [fyne.Focusable].
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	stir()
	switch {
	case k.Name == fyne.KeyEscape && e.escape != nil:
		e.escape()
	case k.Name == fyne.KeyEscape || windowKey(k.Name):
		passOn(e, k)
	default:
		e.Entry.TypedKey(k)
	}
}

// TypedRune implements [fyne.Focusable].
func (e *Entry) TypedRune(r rune) {
	stir()
	e.Entry.TypedRune(r)
}

// FocusGained implements [fyne.Focusable].
func (e *Entry) FocusGained() { e.focus(true); e.Entry.FocusGained(); reveal(e) }

// FocusLost implements [fyne.Focusable].
func (e *Entry) FocusLost() { e.focus(false); e.Entry.FocusLost() }

func (e *Entry) focus(on bool) {
	e.ring.StrokeColor = tone(Primary)
	e.ring.Hidden = !on
	e.ring.Refresh()
	if e.changed != nil {
		e.changed(on)
	}
}
