package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// tone returns a colour of the theme that is shown.
func tone(t Tone) color.Color {
	settings := fyne.CurrentApp().Settings()
	if own, ok := settings.Theme().(Theme); ok {
		return own.Tone(t, settings.ThemeVariant())
	}
	return Theme{}.Tone(t, settings.ThemeVariant())
}

// scaled returns a length at the zoom that is shown.
func scaled(length float32) float32 {
	if own, ok := fyne.CurrentApp().Settings().Theme().(Theme); ok {
		return own.Scaled(length)
	}
	return length
}

// label returns a text of the kit: one line, which is never cut.
func label(text string, size float32, bold bool, t Tone) *canvas.Text {
	l := canvas.NewText(text, tone(t))
	l.TextSize = scaled(size)
	l.TextStyle.Bold = bold
	return l
}

// Ring widths: of keyboard focus, and of the border of a field.
const (
	focusRing  = 2
	thinBorder = 1
)

// passOn gives a key that a widget of the kit has no use for to the modal that is open, or else to the window: Escape and the function keys
// work wherever the keyboard is.
func passOn(w fyne.CanvasObject, k *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(w)
	if c == nil {
		return
	}
	if top, ok := c.Overlays().Top().(interface{ TypedKey(*fyne.KeyEvent) }); ok {
		top.TypedKey(k)
		return
	}
	if do := c.OnTypedKey(); do != nil {
		do(k)
	}
}

// windowKey reports whether a key is one that no widget of the kit has a use for: a function key.
func windowKey(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6, fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		return true
	}
	return false
}
