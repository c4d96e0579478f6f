package ui

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"codeberg.org/bondgenoot/bondgenoot/internal/calendar"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Form is a dialog in which people fill in something that is kept when they say so. What is typed in it is a draft until then: it survives a
// lock and a crash.
type Form struct {
	shell  *Shell
	name   string
	title  string
	fields map[string]*Field
	inputs map[string]fyne.Focusable
	order  []string
	column *fyne.Container
	drafts []string
	// choices are those of the drafts that are no text.
	choices []string
	save    func()
	end     func(err error, done func())
	remove  *Button
	// Again opens the form anew with the record as it stands; it is called when somebody else changed it meanwhile, and what was typed is still
	// there then. Nil for a form of something new.
	Again   func()
	clashed bool
}

// NewForm returns a form without fields. The name is its own in the whole program: drafts are kept under it.
func NewForm(s *Shell, name string) *Form {
	return &Form{shell: s, name: name, fields: map[string]*Field{}, inputs: map[string]fyne.Focusable{}, column: Column(14)}
}

func (f *Form) add(key string, field *Field, input fyne.Focusable) {
	f.fields[key], f.inputs[key] = field, input
	f.order = append(f.order, key)
	f.column.Add(field)
}

// Entry adds a field to type in, of one line or more. The key names it, as the record's field is named.
func (f *Form) Entry(key, name, hint, value string, lines int) *Entry {
	e := NewEntry(f.shell.keys, "", lines)
	e.Fill(value)
	f.draft(key, e)
	if lines <= 1 {
		e.OnSubmitted = func(string) { f.next(key) }
	}
	f.add(key, NewField(name, hint, e), e)
	return e
}

// Day adds a field for a day.
func (f *Form) Day(key, name string, value date.Day, lean calendar.Lean) *DateEntry {
	d := NewDateEntry(f.shell.keys, f.shell.words, f.shell.Today, lean)
	if !value.IsZero() {
		d.Set(value)
	}
	keep := draftChoice(f, key, d.Text, func(text string) { d.SetText(text) })
	f.shell.drafts.watch(d.Entry, func() { keep(d.Text) })
	settle := d.OnSubmitted
	d.OnSubmitted = func(s string) { settle(s); f.next(key) }
	f.add(key, NewField(name, "", d), d.Entry)
	return d
}

// Select adds a field with a few choices.
func (f *Form) Select(key, name, hint, value string, choices []Choice) *Select {
	s := NewSelect(f.shell.keys, hint, choices)
	s.Set(value)
	s.picked = func() { f.pass(key) }
	keep := draftChoice(f, key, value, s.Set)
	s.kept = func(c Choice) { keep(c.Key) }
	f.add(key, NewField(name, "", s), s)
	return s
}

// Chooser adds a field in which one of many is searched for.
func (f *Form) Chooser(key, name, hint string, value Choice, search func(words string) []Choice) *Chooser {
	c := NewChooser(f.shell.keys, hint, search)
	c.Set(value)
	c.Nothing = f.shell.words.Text("ui.find.none")
	c.picked = func() { f.pass(key) }
	c.kept = draftChoice(f, key, value, c.Set)
	f.add(key, NewField(name, "", c), c)
	return c
}

// Checks adds a field with boxes of which any may be on. What it returns tells the keys of those that are.
func (f *Form) Checks(key, name, hint string, on []string, choices []Choice) (checked func() []string) {
	column := Column(2)
	boxes := make([]*Check, len(choices))
	checked = func() []string {
		var list []string
		for i, c := range choices {
			if boxes[i].Checked() {
				list = append(list, c.Key)
			}
		}
		return list
	}
	keep := draftChoice(f, key, append([]string{}, on...), func(kept []string) { on = kept })
	for i, c := range choices {
		boxes[i] = NewCheck(c.Title, func(bool) { keep(checked()) })
		boxes[i].Set(slices.Contains(on, c.Key))
		column.Add(boxes[i])
	}
	field := NewField(name, hint, column)
	if len(boxes) > 0 {
		f.add(key, field, boxes[0])
	}
	return checked
}

// Number adds a field for a whole number that is not negative; what it returns tells the number, 0 for an empty field, and whether it is one.
func (f *Form) Number(key, name, hint string, value int) func() (n int, ok bool) {
	text := ""
	if value != 0 {
		text = strconv.Itoa(value)
	}
	e := f.Entry(key, name, hint, text, 1)
	return func() (int, bool) {
		text := strings.TrimSpace(e.Text)
		if text == "" {
			return 0, true
		}
		n, err := strconv.Atoi(text)
		return n, err == nil && n >= 0
	}
}

// Removes offers to take away what the form is about.
func (f *Form) Removes(word string, do func() error, done func()) {
	f.remove = NewButton(word, "", Danger, func() { f.still(do, func(err error) { f.end(err, done) }) })
}

// Add puts something between the fields that is none.
func (f *Form) Add(o fyne.CanvasObject) { f.column.Add(o) }

func (f *Form) draft(key string, e *Entry) {
	name := f.name + "." + key
	f.drafts = append(f.drafts, name)
	f.shell.Draft(name, e)
}

// next goes to the field after one, and saves after the last.
func (f *Form) next(key string) {
	if !f.pass(key) {
		f.save()
	}
}

// pass goes to the field after one, if there is one.
func (f *Form) pass(key string) bool {
	i := slices.Index(f.order, key)
	if i+1 == len(f.order) {
		return false
	}
	f.shell.Canvas().Focus(f.inputs[f.order[i+1]])
	return true
}

// Wrong says what is wrong with a field, and gives it the keyboard. It always returns false, for who checks.
func (f *Form) Wrong(key, text string) bool {
	if field, ok := f.fields[key]; ok {
		field.Error(text)
		f.shell.Canvas().Focus(f.inputs[key])
	}
	return false
}

// clear takes away what was said to be wrong.
func (f *Form) clear() {
	for _, field := range f.fields {
		field.Error("")
	}
}

// Ask shows the form. Check looks at what was filled in, says what is wrong by [Form.Wrong], and reports whether all is well; it may be nil.
// Keep then keeps it, in the background; a rule of the domain that it breaks is said at its field. Done is called when it was kept.
func (f *Form) Ask(title, text, word string, check func() bool, keep func() error, done func()) {
	var shut func()
	busy := false
	forget := func() { f.shell.Forget(f.drafts...) }
	f.end = func(err error, done func()) {
		switch {
		case err == nil:
			shut()
			forget()
			if done != nil {
				done()
			}
		case f.clash(err, func() { shut() }, forget):
		case !f.tell(err):
			f.shell.Fail(err)
		}
	}
	f.save = func() {
		f.clear()
		if busy || check != nil && !check() {
			return
		}
		busy = true
		f.still(keep, func(err error) {
			busy = false
			f.end(err, done)
		})
	}
	buttons := []*Button{NewButton(f.shell.words.Text("ui.cancel"), "", Plain, func() { shut(); forget() }), NewButton(word, IconCheck, Main, func() { f.save() })}
	if f.remove != nil {
		buttons = append([]*Button{f.remove}, buttons...)
	}
	f.title = title
	f.shell.drafts.forms = append(f.shell.drafts.forms, f)
	shut = f.shell.Ask(Dialog{Title: title, Text: text, Content: f.column, Wide: true, Focus: f.start(), Buttons: buttons, Submit: func() { f.save() }, Closed: func() {
		f.shell.drafts.forms = slices.DeleteFunc(f.shell.drafts.forms, func(o *Form) bool { return o == f })
		switch {
		case f.clashed: // what was filled in comes up again
		case f.Again != nil: // Escape: the record stays as it is, also in the form the next time
			forget()
		default:
			f.forgetChoices()
		}
	}})
}

// clash tells, field by field, what somebody else changed meanwhile, and reports whether that is what went wrong. One can go on with what was
// typed, or leave all as it stands now.
func (f *Form) clash(err error, shut, forget func()) bool {
	var conflict *desk.Conflict
	if f.Again == nil || !errors.As(err, &conflict) {
		return false
	}
	f.shell.Flush()
	f.clashed = true
	shut()
	words := f.shell.words
	list := Column(10)
	for _, d := range conflict.Differences(words) {
		list.Add(NewHeading(Capital(d.Field)))
		list.Add(Facts([2]string{words.Text("ui.conflict.yours"), d.Yours}, [2]string{words.Text("ui.conflict.now"), d.Now}))
	}
	var away func()
	leave := NewButton(words.Text("ui.conflict.leave"), "", Plain, func() { away(); forget() })
	again := NewButton(words.Text("ui.conflict.again"), IconPencil, Main, func() {
		away()
		f.shell.drafts.clashed = f.name
		f.Again()
		f.shell.drafts.clashed = ""
	})
	away = f.shell.Ask(Dialog{Title: words.Text("ui.conflict.title"), Text: words.Text("ui.conflict.text"), Content: list, Wide: true, Buttons: []*Button{leave, again}})
	return true
}

// still does a job in the background that reads the fields: until it is done nobody types in them.
func (f *Form) still(job func() error, done func(error)) {
	canvas := f.shell.Canvas()
	before := canvas.Focused()
	canvas.Unfocus()
	cover := newCover()
	f.shell.raise(cover)
	f.shell.Try(job, func(err error) {
		f.shell.lower(cover)
		if err != nil && before != nil {
			canvas.Focus(before)
		}
		done(err)
	})
}

// cover lies over everything for a moment and takes the clicks.
type cover struct{ widget.BaseWidget }

func newCover() *cover {
	c := &cover{}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped implements [fyne.Tappable].
func (c *cover) Tapped(*fyne.PointEvent) {}

// TypedKey takes the keys meanwhile.
func (c *cover) TypedKey(*fyne.KeyEvent) {}

// CreateRenderer implements [fyne.Widget].
func (c *cover) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// start returns what has the keyboard at first: the first field in which nothing stands, or the first of all.
func (f *Form) start() fyne.Focusable {
	for _, key := range f.order {
		switch input := f.inputs[key].(type) {
		case *Entry:
			if input.Text == "" {
				return input
			}
		case *Chooser:
			if input.Key() == "" && input.Title() == "" {
				return input
			}
		case *Select:
			if input.Title() == "" {
				return input
			}
		default:
			return f.inputs[f.order[0]]
		}
	}
	return f.inputs[f.order[0]]
}

// tell says at their fields which rules of the domain were broken, and reports whether that was all that was wrong.
func (f *Form) tell(err error) bool {
	var problems partnership.Problems
	if !errors.As(err, &problems) || len(problems) == 0 {
		return false
	}
	all := true
	for _, p := range slices.Backward(problems) {
		if _, ok := f.fields[p.Field]; !ok {
			all = false
			continue
		}
		f.Wrong(p.Field, f.shell.words.Problem(p.Field, string(p.Rule), p.Value, p.Other))
	}
	return all
}

// Capital writes a name with a capital, as it stands at the beginning of a line.
func Capital(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}
