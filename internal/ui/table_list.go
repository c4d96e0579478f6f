package ui

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// tableList is the rows, and what has the keyboard.
type tableList struct {
	widget.List
	table  *Table
	chosen int
	typed  string
}

var (
	_ desktop.Keyable   = (*tableList)(nil)
	_ fyne.Shortcutable = (*tableList)(nil)
)

func newTableList(t *Table) *tableList {
	l := &tableList{table: t, chosen: -1}
	l.Length = func() int { return t.count() }
	l.CreateItem = func() fyne.CanvasObject { return newTableRow(t) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if row, ok := o.(*tableRow); ok {
			row.show(i)
		}
	}
	l.OnSelected = func(i widget.ListItemID) { l.tapped(i) }
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

func (l *tableList) tapped(i int) {
	stir()
	l.UnselectAll()
	if i == l.chosen {
		l.table.open()
		return
	}
	l.table.Select(i)
}

// KeyDown implements [desktop.Keyable].
func (l *tableList) KeyDown(k *fyne.KeyEvent) { l.hold(k, true) }

// KeyUp implements [desktop.Keyable].
func (l *tableList) KeyUp(k *fyne.KeyEvent) { l.hold(k, false) }

func (l *tableList) hold(k *fyne.KeyEvent, held bool) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		l.table.shift = held
	}
}

// TypedShortcut implements [fyne.Shortcutable]: Ctrl+A marks all rows, all other keys are the window's.
func (l *tableList) TypedShortcut(s fyne.Shortcut) {
	stir()
	if _, all := s.(*fyne.ShortcutSelectAll); all {
		l.table.markAll()
		return
	}
	if window, ok := fyne.CurrentApp().Driver().CanvasForObject(l).(fyne.Shortcutable); ok {
		window.TypedShortcut(s)
	}
}

// TypedKey implements [fyne.Focusable].
func (l *tableList) TypedKey(k *fyne.KeyEvent) {
	stir()
	t := l.table
	if written(k.Name) || k.Name == fyne.KeySpace && l.typed != "" && l.find(l.typed+" ") >= 0 {
		return // its letter comes by itself
	}
	l.typed = ""
	page := max(int(l.Size().Height/(scaled(tableRowHeight)+4))-1, 1)
	if t.heading >= 0 && (k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter) {
		t.sortBy(t.heading)
		return
	}
	switch k.Name {
	case fyne.KeyLeft:
		t.nextHead(-1)
		return
	case fyne.KeyRight:
		t.nextHead(1)
		return
	}
	escaped := t.heading >= 0
	t.leaveHead()
	switch k.Name {
	case fyne.KeyUp:
		t.move(l.chosen - 1)
	case fyne.KeyDown:
		t.move(l.chosen + 1)
	case fyne.KeyPageUp:
		t.move(l.chosen - page)
	case fyne.KeyPageDown:
		t.move(max(l.chosen, 0) + page)
	case fyne.KeyHome:
		t.move(0)
	case fyne.KeyEnd:
		t.move(t.count() - 1)
	case fyne.KeySpace:
		if l.chosen >= 0 {
			t.turn(l.chosen)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		t.open()
	case fyne.KeyEscape:
		if escaped {
			return
		}
		if len(t.marked) > 0 {
			t.ClearMarks()
			return
		}
		passOn(l, k)
	default:
		passOn(l, k)
	}
}

// TypedRune implements [fyne.Focusable]: letters that follow each other find the next row that begins with them.
func (l *tableList) TypedRune(letter rune) {
	t := l.table
	if !unicode.IsPrint(letter) || letter == ' ' && l.typed == "" || t.count() == 0 {
		return
	}
	l.typed += strings.ToLower(string(letter))
	for _, words := range []string{l.typed, strings.ToLower(string(letter))} {
		if i := l.find(words); i >= 0 {
			l.typed = words
			t.Select(i)
			return
		}
	}
	l.typed = ""
}

// find returns the next row that begins with the words, the chosen one itself while a word is being typed on; -1 for none.
func (l *tableList) find(words string) int {
	t := l.table
	from := max(l.chosen, 0)
	if len([]rune(words)) == 1 {
		from++
	}
	for n := range t.count() {
		i := (from + n) % t.count()
		if !t.headed(i) && strings.HasPrefix(strings.ToLower(t.cell(i, t.TypeColumn).Text), words) {
			return i
		}
	}
	return -1
}

// FocusGained implements [fyne.Focusable].
func (l *tableList) FocusGained() {
	l.table.ring.StrokeColor = tone(Primary)
	l.table.ring.Show()
	if l.chosen < 0 {
		l.table.Select(0)
	}
}

// FocusLost implements [fyne.Focusable].
func (l *tableList) FocusLost() {
	l.table.shift = false
	l.table.leaveHead()
	l.table.ring.Hide()
}
