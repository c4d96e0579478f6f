// Package calendar knows how people speak of days, and which days people work.
//
// [Spoken] reads a day the way it is said in a meeting: "do 17 dec", "morgen", "over twee weken". [WorkingDay] and [Holiday] know the Dutch
// feast days.
package calendar

import (
	"errors"
	"fmt"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

// Lean is where a day without a year, or a bare weekday, is looked for.
type Lean int

// A plan lies ahead, a report behind.
const (
	Ahead Lean = iota
	Back
)

// The reasons why words are no day. Every error of [Spoken] is a [*SpokenError] that wraps one of them.
var (
	ErrNoDay        = errors.New("not a day")         // the words are not understood
	ErrNoSuchDay    = errors.New("no such day")       // 31 February
	ErrWrongWeekday = errors.New("another weekday")   // "do 18 dec" when the 18th is a Friday
	ErrOutOfReach   = errors.New("too far from here") // before the year 1 or after 9999
)

// SpokenError tells which words are no day.
type SpokenError struct {
	Words string   // what is not understood: a part of what was typed, or all of it
	Day   date.Day // for ErrWrongWeekday: the day that was meant, with its own weekday
	Err   error
}

func (e *SpokenError) Error() string { return fmt.Sprintf("%q: %v", e.Words, e.Err) }

// Unwrap returns the reason.
func (e *SpokenError) Unwrap() error { return e.Err }

// Spoken returns the day that is meant on the given day. Tag is the language of the words, "nl" or "en"; digits are read as day, month, year in both.
//
// Understood are: 17-12, 17-12-26, 17/12/2026, 2026-12-17, 17; 17 dec, do 17 december, donderdag 17 dec 2026; vandaag, morgen, overmorgen, gisteren; vr (the
// next one, or the last one when lean is Back), komende vrijdag, volgende week, volgende week di, vorige maand; over drie dagen, over 2 weken, 3 maanden
// geleden; eind deze maand, begin volgende maand; +3, -1w, +2m. A weekday that contradicts the date is an error, as one of the two is a mistake.
func Spoken(words string, on date.Day, lean Lean, tag string) (date.Day, error) {
	r := reader{on: on, lean: lean, terms: dutch, typed: strings.TrimSpace(words)}
	if strings.HasPrefix(tag, "en") {
		r.terms = english
	}
	r.rest = tokens(r.typed)
	for len(r.rest) > 1 && r.terms.idle[r.rest[0]] {
		r.rest = r.rest[1:]
	}
	return r.day()
}

// reader reads words from left to right.
type reader struct {
	terms vocabulary
	on    date.Day
	lean  Lean
	typed string
	rest  []string
}

func (r *reader) fail(err error) (date.Day, error) {
	return date.Day{}, &SpokenError{Words: r.typed, Err: err}
}

func (r *reader) day() (date.Day, error) {
	if len(r.rest) == 0 {
		return r.fail(ErrNoDay)
	}
	weekday := -1
	if n, ok := r.terms.weekdays[r.rest[0]]; ok {
		weekday, r.rest = n, r.rest[1:]
		if len(r.rest) == 0 {
			return r.nearest(weekday), nil
		}
	}
	d, err := r.within(weekday)
	if err == nil && d.IsZero() {
		err = ErrOutOfReach
	}
	switch {
	case err != nil:
		return r.fail(err)
	case len(r.rest) > 0:
		return r.fail(ErrNoDay)
	case weekday >= 0 && weekdayOf(d) != weekday:
		return date.Day{}, &SpokenError{Words: r.typed, Day: d, Err: ErrWrongWeekday}
	}
	return d, nil
}

// within reads all but a weekday that stood in front.
func (r *reader) within(weekday int) (date.Day, error) {
	first := r.rest[0]
	if n, ok := r.terms.days[first]; ok {
		r.rest = r.rest[1:]
		return r.on.AddDays(n), nil
	}
	if d, ok, err := r.figures(weekday); ok || err != nil {
		return d, err
	}
	if d, ok := r.step(); ok {
		return d, nil
	}
	if d, ok := r.distance(); ok {
		return d, nil
	}
	if d, ok := r.edge(); ok {
		return d, nil
	}
	return r.turn(weekday)
}

// weekdayOf returns 0 for Monday.
func weekdayOf(d date.Day) int { return (int(d.Weekday()) + 6) % 7 }

// nearest returns the next such weekday, or the last one; never the day itself, which is called today.
func (r *reader) nearest(weekday int) date.Day {
	today := weekdayOf(r.on)
	if r.lean == Back {
		return r.on.AddDays(-((today-weekday+6)%7 + 1))
	}
	return r.on.AddDays((weekday-today+6)%7 + 1)
}
