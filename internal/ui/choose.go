package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Choice is one thing that can be chosen.
type Choice struct {
	Key    string // what the program knows it by
	Title  string
	Detail string // a line below the title; may be empty
}

// opener is the closed form of a field that one chooses in: what is chosen, and a triangle. Enter, the space bar, Down and a click open it.
type opener struct {
	widget.BaseWidget
	hint    string
	chosen  Choice
	focused bool
	hovered bool
	open    func()
	picked  func()       // called after people chose, for a form that goes on to its next field; may be nil
	kept    func(Choice) // called with what people chose, for a form that keeps it; may be nil
	typed   func(letter rune)
}

// Tapped implements [fyne.Tappable].
func (o *opener) Tapped(*fyne.PointEvent) { stir(); o.open() }

// TypedKey implements [fyne.Focusable].
func (o *opener) TypedKey(k *fyne.KeyEvent) {
	stir()
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyDown:
		o.open()
	default:
		passOn(o, k)
	}
}

// TypedRune implements [fyne.Focusable].
func (o *opener) TypedRune(r rune) {
	if r != ' ' && o.typed != nil {
		o.typed(r)
	}
}

// FocusGained implements [fyne.Focusable].
func (o *opener) FocusGained() { o.focused = true; o.Refresh(); reveal(o) }

// FocusLost implements [fyne.Focusable].
func (o *opener) FocusLost() { o.focused = false; o.Refresh() }

// MouseIn implements [desktop.Hoverable].
func (o *opener) MouseIn(*desktop.MouseEvent) { o.hovered = true; o.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (o *opener) MouseMoved(*desktop.MouseEvent) { stir() }

// MouseOut implements [desktop.Hoverable].
func (o *opener) MouseOut() { o.hovered = false; o.Refresh() }

// Key returns what is chosen; empty for nothing.
func (o *opener) Key() string { return o.chosen.Key }

// Title returns what stands in the field.
func (o *opener) Title() string { return o.chosen.Title }

func (o *opener) gone() {
	if o.picked != nil {
		o.picked()
	}
}

func (o *opener) keep() {
	if o.kept != nil {
		o.kept(o.chosen)
	}
}

func (o *opener) put(c Choice) {
	o.chosen = c
	o.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (o *opener) CreateRenderer() fyne.WidgetRenderer {
	r := &openerRenderer{opener: o, ground: canvas.NewRectangle(nil), down: canvas.NewImageFromResource(nil), word: widget.NewLabel("")}
	r.word.Truncation = fyne.TextTruncateEllipsis
	r.ground.CornerRadius = 6
	r.Refresh()
	return r
}

type openerRenderer struct {
	opener *opener
	ground *canvas.Rectangle
	down   *canvas.Image
	word   *widget.Label
}

func (r *openerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.word, r.down}
}

func (r *openerRenderer) Refresh() {
	o := r.opener
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = tone(Surface), tone(InputBorder), thinBorder
	if o.hovered {
		r.ground.FillColor = tone(Hovered)
	}
	if o.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = tone(Primary), focusRing
	}
	r.word.Importance = widget.MediumImportance
	text := o.chosen.Title
	if text == "" {
		text = o.hint
		r.word.Importance = widget.LowImportance
	}
	r.word.SetText(text)
	r.down.Resource = iconDown.in(Muted)
	r.down.Refresh()
	r.Layout(o.Size())
	canvas.Refresh(o)
}

func (r *openerRenderer) MinSize() fyne.Size { return fyne.NewSize(scaled(120), scaled(buttonHeight)) }

func (r *openerRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	height := r.word.MinSize().Height
	r.word.Move(fyne.NewPos(0, (size.Height-height)/2))
	r.word.Resize(fyne.NewSize(size.Width-scaled(28), height))
	side := scaled(16)
	r.down.Move(fyne.NewPos(size.Width-scaled(10)-side, (size.Height-side)/2))
	r.down.Resize(fyne.NewSquareSize(side))
}

func (r *openerRenderer) Destroy() {}

// Select is a field with a few fixed choices. A letter chooses the next one that begins with it.
type Select struct {
	opener
	keys    *Registry
	choices []Choice
	// Changed is called with the key when people choose another.
	Changed func(key string)
}

// NewSelect returns a field with choices. What stands in it while nothing is chosen is hint.
func NewSelect(keys *Registry, hint string, choices []Choice) *Select {
	s := &Select{keys: keys, choices: choices}
	s.hint, s.open, s.typed = hint, s.unfold, s.jump
	s.ExtendBaseWidget(s)
	return s
}

// Set chooses by key; a key that is none of the choices chooses nothing.
func (s *Select) Set(key string) {
	i := slices.IndexFunc(s.choices, func(c Choice) bool { return c.Key == key })
	if i < 0 {
		s.put(Choice{})
		return
	}
	s.put(s.choices[i])
}

// SetChoices changes what can be chosen; what is chosen stays if it is among it.
func (s *Select) SetChoices(choices []Choice) {
	s.choices = choices
	s.Set(s.chosen.Key)
}

func (s *Select) unfold() {
	showChoices(s, s.keys, "", "", func(string) []Choice { return s.choices }, s.chosen.Key, s.take)
}

func (s *Select) take(c Choice) {
	changed := c.Key != s.chosen.Key
	s.put(c)
	s.keep()
	if changed && s.Changed != nil {
		s.Changed(c.Key)
	}
	s.gone()
}

func (s *Select) jump(letter rune) {
	from := slices.IndexFunc(s.choices, func(c Choice) bool { return c.Key == s.chosen.Key })
	for n := range s.choices {
		c := s.choices[(from+1+n+len(s.choices))%len(s.choices)]
		if strings.HasPrefix(strings.ToLower(c.Title), strings.ToLower(string(letter))) {
			picked := s.picked // a letter chooses, and stays
			s.picked = nil
			s.take(c)
			s.picked = picked
			return
		}
	}
}

// Chooser is a field in which one of many is chosen, by searching. A letter opens it with that letter typed.
type Chooser struct {
	opener
	keys   *Registry
	search func(words string) []Choice
	seek   string // what stands in the search field at first: its hint
	// Changed is called when people choose another.
	Changed func(Choice)
	// Nothing is what stands in the list when nothing is found.
	Nothing string
	// Create is called with the words that were searched for, when people choose to make something new of them; nil does not offer that.
	Create func(words string)
	// CreateWord returns what is offered for words: "Nieuw contact: Jansen".
	CreateWord func(words string) string
}

// createKey is the key of the choice that makes something new.
const createKey = "\x00new"

// NewChooser returns a field that offers what search finds; it is asked with no words at first.
func NewChooser(keys *Registry, hint string, search func(words string) []Choice) *Chooser {
	c := &Chooser{keys: keys, search: search, seek: hint}
	c.hint, c.Nothing = hint, hint
	c.open = func() { c.unfold("") }
	c.typed = func(letter rune) { c.unfold(string(letter)) }
	c.ExtendBaseWidget(c)
	return c
}

// Set puts a choice in the field.
func (c *Chooser) Set(choice Choice) { c.put(choice) }

// Clear leaves nothing chosen.
func (c *Chooser) Clear() { c.put(Choice{}) }

func (c *Chooser) unfold(words string) {
	l := showChoices(c, c.keys, c.seek, c.Nothing, c.offers, c.chosen.Key, c.take)
	if words != "" {
		l.entry.SetText(words)
		l.entry.CursorColumn = len([]rune(words))
		l.entry.Refresh()
	}
}

func (c *Chooser) offers(words string) []Choice {
	list := c.search(words)
	if c.Create != nil && words != "" {
		list = append(slices.Clone(list), Choice{Key: createKey + words, Title: c.CreateWord(words)})
	}
	return list
}

func (c *Chooser) take(choice Choice) {
	if words, fresh := strings.CutPrefix(choice.Key, createKey); fresh {
		c.Create(words)
		return
	}
	changed := choice.Key != c.chosen.Key
	c.put(choice)
	c.keep()
	if changed && c.Changed != nil {
		c.Changed(choice)
	}
	c.gone()
}
