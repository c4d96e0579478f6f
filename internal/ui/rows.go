package ui

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Row is what a list shows of something: a name, a line below it, and a chip where there is a state to tell.
type Row struct {
	Title  string
	Detail string
	State  State
	Word   string // of the chip; without one there is no chip
	Aside  string // at the right, such as a day
	Head   bool   // a heading over the rows that follow; it cannot be chosen
}

// Rows is a list that is worked with the keyboard: arrows, PgUp, PgDn, Home and End move through it, Enter opens, letters find the next name that
// begins with them. What is chosen is drawn, not only coloured.
type Rows struct {
	widget.List
	count  func() int
	row    func(i int) Row
	chosen int
	typed  string
	ring   *canvas.Rectangle
	heads  bool // there are, or were, headings

	plain    bool // rows are as low as one line where nothing stands below it
	tapOpens bool // one click opens
	// Choose is called when another row is chosen; Open when one is opened with Enter or a second click.
	Choose, Open func(i int)
	// Mark is called when the space bar is pressed on a row; nil does nothing.
	Mark func(i int)
}

// NewRows returns a list of count rows. Both functions are asked again at each refresh.
func NewRows(count func() int, row func(i int) Row) *Rows {
	r := &Rows{count: count, row: row, chosen: -1, ring: canvas.NewRectangle(nil)}
	r.ring.StrokeWidth, r.ring.CornerRadius = focusRing, 6
	r.ring.Hide()
	r.Length = count
	r.CreateItem = func() fyne.CanvasObject {
		v := newRowView()
		v.height = r.height
		return v
	}
	r.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if view, ok := o.(*rowView); ok {
			view.show(r.row(i), i == r.chosen)
		}
	}
	r.OnSelected = func(i widget.ListItemID) { r.tapped(i) }
	r.HideSeparators = true
	r.ExtendBaseWidget(r)
	return r
}

// height returns how high a row is, in units at 100 %.
func (r *Rows) height() float32 {
	if r.plain && (r.count() == 0 || r.row(0).Detail == "") {
		return rowPlainHeight
	}
	return rowHeight
}

// Framed returns the list with the ring that shows that it has the keyboard.
func (r *Rows) Framed() fyne.CanvasObject { return container.NewStack(r, r.ring) }

// Chosen returns which row is chosen; -1 when none is.
func (r *Rows) Chosen() int { return r.chosen }

// Point chooses a row as [Rows.Select] does, and tells nobody: the program follows what is shown.
func (r *Rows) Point(i int) {
	choose := r.Choose
	r.Choose = nil
	r.Select(i)
	r.Choose = choose
}

// Select chooses a row and brings it into sight. Beyond the ends it is the first or the last.
func (r *Rows) Select(i int) {
	if r.count() == 0 {
		r.chosen = -1
		return
	}
	i = r.choosable(min(max(i, 0), r.count()-1), i < r.chosen)
	if i == r.chosen || i < 0 {
		return
	}
	before := r.chosen
	r.chosen = i
	if before >= 0 && before < r.count() {
		r.RefreshItem(before)
	}
	r.RefreshItem(i)
	if r.Size().Height > 0 { // else there is no place yet to scroll to
		r.ScrollTo(i)
		if i > 0 && r.row(i-1).Head {
			r.ScrollTo(i - 1)
		}
	}
	if r.Choose != nil {
		r.Choose(i)
	}
}

// choosable returns the row nearest to i, in the direction that one goes, that is no heading; -1 when there is none.
func (r *Rows) choosable(i int, up bool) int {
	for _, step := range []int{1, -1} {
		if up {
			step = -step
		}
		for at := i; at >= 0 && at < r.count(); at += step {
			if !r.row(at).Head {
				return at
			}
		}
	}
	return -1
}

// Renew draws the list anew after what it shows has changed. The row that was chosen stays so while there is one at its place.
func (r *Rows) Renew() {
	r.heights()
	if r.chosen >= r.count() || r.chosen >= 0 && r.row(r.chosen).Head {
		r.chosen = r.choosable(min(r.chosen, r.count()-1), false)
	}
	r.Refresh()
}

// heights gives headings less height than rows.
func (r *Rows) heights() {
	for i := range r.count() {
		if head := r.row(i).Head; head || r.heads {
			r.heads = true
			height := scaled(rowHeight)
			if head {
				height = scaled(rowHeadHeight)
			}
			r.SetItemHeight(i, height)
		}
	}
}

// tapped chooses the row that was clicked, and opens the one that was chosen already.
func (r *Rows) tapped(i int) {
	stir()
	r.UnselectAll() // what is chosen is drawn by the rows themselves
	if i == r.chosen && !r.tapOpens {
		r.open()
		return
	}
	r.Select(i)
	if r.tapOpens {
		r.open()
	}
}

func (r *Rows) open() {
	if r.Open != nil && r.chosen >= 0 && r.chosen < r.count() {
		r.Open(r.chosen)
	}
}

// TypedKey implements [fyne.Focusable].
func (r *Rows) TypedKey(e *fyne.KeyEvent) {
	stir()
	if written(e.Name) || e.Name == fyne.KeySpace && r.goesOn(r.typed+" ") {
		return // its letter comes by itself
	}
	r.typed = ""
	switch e.Name {
	case fyne.KeyUp:
		r.Select(r.chosen - 1)
	case fyne.KeyDown:
		r.Select(r.chosen + 1)
	case fyne.KeyPageUp:
		r.Select(r.chosen - r.page())
	case fyne.KeyPageDown:
		r.Select(max(r.chosen, 0) + r.page())
	case fyne.KeyHome:
		r.Select(0)
	case fyne.KeyEnd:
		r.Select(r.count() - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		r.open()
	case fyne.KeySpace:
		if r.Mark != nil && r.chosen >= 0 && r.chosen < r.count() {
			r.Mark(r.chosen)
		}
	default:
		passOn(r, e)
	}
}

// written reports whether a key writes a letter: the driver tells of the key first, and then of the letter.
func written(key fyne.KeyName) bool { return len([]rune(string(key))) == 1 }

// goesOn reports whether a row begins with what was typed.
func (r *Rows) goesOn(words string) bool {
	_, ok := r.find(words)
	return len(words) > 1 && ok
}

// page returns how many rows are in sight, less one that stays.
func (r *Rows) page() int { return max(int(r.Size().Height/scaled(r.height()))-1, 1) }

// TypedRune implements [fyne.Focusable]: letters that follow each other find the next row whose name begins with them.
func (r *Rows) TypedRune(letter rune) {
	if !unicode.IsPrint(letter) || letter == ' ' && r.typed == "" || r.count() == 0 {
		return
	}
	r.typed += strings.ToLower(string(letter))
	for _, words := range []string{r.typed, strings.ToLower(string(letter))} {
		if i, ok := r.find(words); ok {
			r.typed = words
			r.Select(i)
			return
		}
	}
	r.typed = ""
}

// find returns the next row that begins with the words: the chosen one itself while a word is being typed on.
func (r *Rows) find(words string) (int, bool) {
	from := max(r.chosen, 0)
	if len([]rune(words)) == 1 {
		from++
	}
	for n := range r.count() {
		i := (from + n) % r.count()
		if row := r.row(i); !row.Head && strings.HasPrefix(strings.ToLower(row.Title), words) {
			return i, true
		}
	}
	return 0, false
}

// FocusGained implements [fyne.Focusable].
func (r *Rows) FocusGained() {
	r.ring.StrokeColor = tone(Primary)
	r.ring.Show()
	if r.chosen < 0 {
		r.Select(0)
	}
}

// FocusLost implements [fyne.Focusable].
func (r *Rows) FocusLost() { r.ring.Hide() }
