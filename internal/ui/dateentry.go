package ui

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"codeberg.org/bondgenoot/bondgenoot/internal/calendar"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

// DateWords are the words of a language that a field for a day needs.
type DateWords interface {
	// LongDate returns a day in full: "donderdag 17 december 2026".
	LongDate(d date.Day) string
	// MediumDate returns a day as it stands in a field that was left: "17 december 2026".
	MediumDate(d date.Day) string
	// Text returns the text under a key of the translations.
	Text(key string, data ...any) string
	// Tag returns the language: "nl".
	Tag() string
}

// DateEntry is a field that reads a day as people say it, and says the whole day back below it while it is typed.
type DateEntry struct {
	*Entry
	words DateWords
	on    func() date.Day
	lean  calendar.Lean
	echo  *canvas.Text
	day   date.Day
	err   error
	// Chosen is called when the day has changed and the field is left or Enter is pressed.
	Chosen func(date.Day)
	told   date.Day
}

// NewDateEntry returns a field for a day. On is what today is; lean tells whether a day without a year lies ahead or behind.
func NewDateEntry(keys *Registry, words DateWords, on func() date.Day, lean calendar.Lean) *DateEntry {
	d := &DateEntry{Entry: NewEntry(keys, words.Text("ui.date.hint"), 1), words: words, on: on, lean: lean}
	d.echo = label(" ", TextSmall, false, Muted)
	d.OnChanged = func(string) { d.read() }
	d.OnSubmitted = func(string) { d.settle() }
	d.changed = func(focused bool) {
		if !focused {
			d.settle()
		}
	}
	return d
}

// Object returns the field with its echo, as it stands in a form.
func (d *DateEntry) Object() fyne.CanvasObject { return container.NewVBox(d.Framed(), d.echo) }

// Day returns the day that was typed; no day for an empty field or words that are no day.
func (d *DateEntry) Day() date.Day { return d.day }

// Err returns why what was typed is no day, a [*calendar.SpokenError]; nil for a day and for an empty field.
func (d *DateEntry) Err() error { return d.err }

// Set puts a day in the field; no day empties it.
func (d *DateEntry) Set(day date.Day) {
	d.told = day
	text := ""
	if !day.IsZero() {
		text = d.words.MediumDate(day)
	}
	d.SetText(text)
	d.read()
}

func (d *DateEntry) read() {
	d.day, d.err = date.Day{}, nil
	if text := strings.TrimSpace(d.Text); text != "" {
		d.day, d.err = calendar.Spoken(text, d.on(), d.lean, d.words.Tag())
	}
	d.say()
}

// say writes the echo: the whole day, or why there is none.
func (d *DateEntry) say() {
	text, t := " ", Muted
	var told *calendar.SpokenError
	switch {
	case errors.As(d.err, &told):
		text, t = d.complaint(told), ErrorText
	case !d.day.IsZero():
		text = "= " + d.words.LongDate(d.day)
		if name := calendar.Holiday(d.day); name != "" {
			text += " · " + name
		}
	}
	d.echo.Text, d.echo.Color, d.echo.TextSize = text, tone(t), scaled(TextSmall)
	d.echo.Refresh()
}

func (d *DateEntry) complaint(e *calendar.SpokenError) string {
	switch {
	case errors.Is(e, calendar.ErrWrongWeekday):
		return d.words.Text("ui.date.weekday", "Day", d.words.LongDate(e.Day))
	case errors.Is(e, calendar.ErrNoSuchDay):
		return d.words.Text("ui.date.no_such_day")
	case errors.Is(e, calendar.ErrOutOfReach):
		return d.words.Text("ui.date.out_of_reach")
	}
	return d.words.Text("ui.date.not_understood")
}

// settle writes the day in full and tells who wants to know. Words that are no day stay as they were typed.
func (d *DateEntry) settle() {
	if d.err != nil {
		return
	}
	if !d.day.IsZero() {
		if full := d.words.MediumDate(d.day); d.Text != full {
			d.SetText(full)
			d.read()
		}
	}
	if d.day != d.told {
		d.told = d.day
		if d.Chosen != nil {
			d.Chosen(d.day)
		}
	}
}
