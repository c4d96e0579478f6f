package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// State is what a chip tells: by its shape, its word and its colour.
type State int

// The states.
const (
	Open State = iota
	Busy
	Late
	Done
	Draft
	Asked // somebody else is to be asked first
)

type chipLook struct {
	icon   Icon
	ground Tone
	ink    Tone
}

var chipLooks = map[State]chipLook{
	Open:  {iconCircle, chipOpen, onChipOpen},
	Busy:  {iconHalf, chipBusy, onChipBusy},
	Late:  {iconTriangle, chipLate, onChipLate},
	Done:  {IconCheck, chipDone, onChipDone},
	Draft: {IconPencil, chipDraft, onChipDraft},
	Asked: {iconAsk, chipBusy, onChipBusy},
}

const (
	chipHeight = 24
	chipIcon   = 12
)

// Chip is a small word in a coloured shape: the state of what stands beside it.
type Chip struct {
	widget.BaseWidget
	state State
	word  string
}

// NewChip returns a chip.
func NewChip(s State, word string) *Chip {
	c := &Chip{state: s, word: word}
	c.ExtendBaseWidget(c)
	return c
}

// Set changes what the chip tells.
func (c *Chip) Set(s State, word string) {
	if c.state == s && c.word == word {
		return
	}
	c.state, c.word = s, word
	c.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	r := &chipRenderer{chip: c, ground: canvas.NewRectangle(nil), icon: canvas.NewImageFromResource(nil), word: label("", TextSmall, true, Foreground)}
	r.ground.CornerRadius = 4
	r.Refresh()
	return r
}

type chipRenderer struct {
	chip   *Chip
	ground *canvas.Rectangle
	icon   *canvas.Image
	word   *canvas.Text
}

func (r *chipRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.icon, r.word}
}

func (r *chipRenderer) Refresh() {
	look := chipLooks[r.chip.state]
	r.ground.FillColor = tone(look.ground)
	r.icon.Resource = look.icon.in(look.ink)
	r.icon.Refresh()
	r.word.Text, r.word.Color, r.word.TextSize = r.chip.word, tone(look.ink), scaled(TextSmall)
	r.Layout(r.chip.Size())
	canvas.Refresh(r.chip)
}

func (r *chipRenderer) MinSize() fyne.Size {
	return fyne.NewSize(scaled(7+chipIcon+5)+r.word.MinSize().Width+scaled(8), scaled(chipHeight))
}

func (r *chipRenderer) Layout(size fyne.Size) {
	least := r.MinSize()
	top := (size.Height - least.Height) / 2
	r.ground.Move(fyne.NewPos(0, top))
	r.ground.Resize(least)
	side := scaled(chipIcon)
	r.icon.Move(fyne.NewPos(scaled(7), top+(least.Height-side)/2))
	r.icon.Resize(fyne.NewSquareSize(side))
	word := r.word.MinSize()
	r.word.Move(fyne.NewPos(scaled(7+chipIcon+5), top+(least.Height-word.Height)/2))
	r.word.Resize(word)
}

func (r *chipRenderer) Destroy() {}
