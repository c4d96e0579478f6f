// Package date holds the domain's only notion of a day: a calendar day without a time zone.
//
// An agreement holds until a day, an action is due on a day, a signature was put on a day; none of them has an hour.
// Where an hour does matter, as in a meeting's start, a [Moment] keeps the time as it was written down, with its offset.
package date

import (
	"errors"
	"fmt"
	"time"
)

// ErrInvalid is wrapped by every error about a day or moment that could not be read.
var ErrInvalid = errors.New("invalid date")

// Day is a day of the proleptic Gregorian calendar, from 0001-01-01 to 9999-12-31.
//
// The zero Day means that no day is known. Days compare with ==, [Day.Before], [Day.After] and [Day.Compare];
// no day sorts before every day.
type Day struct {
	ordinal int32 // 0001-01-01 is 1
}

const (
	isoDay     = "2006-01-02"
	last       = 3652059   // 9999-12-31
	lastMonths = 9999 * 12 // no two days are further apart
)

// origin is the day before the first one, so that the zero ordinal is no day.
var origin = time.Date(0, time.December, 31, 0, 0, 0, 0, time.UTC)

// Of returns the given day. Values outside their range roll over as in [time.Date]: the 31st of April is the 1st of May.
// What lies outside the calendar becomes its first or last day.
func Of(year int, month time.Month, day int) Day {
	return fromTime(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// OfTime returns the day that t falls on in t's own location, within the calendar.
func OfTime(t time.Time) Day {
	return Of(t.Date())
}

// Parse reads a day written as 2026-11-23. The error wraps [ErrInvalid].
func Parse(s string) (Day, error) {
	t, err := time.Parse(isoDay, s)
	if err != nil || t.Year() < 1 {
		return Day{}, fmt.Errorf("%w: %q is not a day such as 2026-11-23", ErrInvalid, s)
	}
	return fromTime(t), nil
}

// MustParse is like [Parse] and panics on an error. It is for days written in the source.
func MustParse(s string) Day {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// fromTime counts in seconds, as a [time.Duration] spans no more than 292 years.
func fromTime(midnight time.Time) Day {
	n := (midnight.Unix() - origin.Unix()) / (24 * 60 * 60)
	return Day{int32(min(max(n, 1), last))}
}

// IsZero reports whether d is no day.
func (d Day) IsZero() bool { return d.ordinal == 0 }

func (d Day) time() time.Time { return origin.AddDate(0, 0, int(d.ordinal)) }

// Date returns year, month and day of the month; zeros for no day.
func (d Day) Date() (year int, month time.Month, day int) {
	if d.IsZero() {
		return 0, 0, 0
	}
	return d.time().Date()
}

// Weekday returns the day of the week. Of no day it is Sunday.
func (d Day) Weekday() time.Weekday { return time.Weekday(d.ordinal % 7) }

// Compare returns -1 when d is before other, +1 when it is after, else 0.
func (d Day) Compare(other Day) int {
	switch {
	case d.ordinal < other.ordinal:
		return -1
	case d.ordinal > other.ordinal:
		return 1
	}
	return 0
}

// Before reports whether d is an earlier day than other.
func (d Day) Before(other Day) bool { return d.ordinal < other.ordinal }

// After reports whether d is a later day than other.
func (d Day) After(other Day) bool { return d.ordinal > other.ordinal }

// Within reports whether d is from first up to and including until. A side that is no day is open; no day is within
// nothing.
func (d Day) Within(first, until Day) bool {
	return !d.IsZero() && !d.Before(first) && (until.IsZero() || !d.After(until))
}

// DaysSince returns the number of days from other to d, negative when d is earlier. It means nothing for no day.
func (d Day) DaysSince(other Day) int { return int(d.ordinal) - int(other.ordinal) }

// AddDays returns the day n days later, or earlier when n is negative, within the calendar. No day stays no day.
func (d Day) AddDays(n int) Day {
	if d.IsZero() {
		return d
	}
	n = min(max(n, -last), last) // so that the sum does not overflow
	return Day{int32(min(max(int(d.ordinal)+n, 1), last))}
}

// AddMonths returns the same day of the month n months later, or the last day of a shorter month, within the calendar.
// No day stays no day.
func (d Day) AddMonths(n int) Day {
	if d.IsZero() {
		return d
	}
	n = min(max(n, -lastMonths), lastMonths)
	year, month, day := d.Date()
	first := time.Date(year, month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	return fromTime(first.AddDate(0, 0, min(day, lengthOfMonth(first))-1))
}

func lengthOfMonth(first time.Time) int { return first.AddDate(0, 1, -1).Day() }

// EndOfWeek returns the Sunday of d's week; weeks run from Monday to Sunday (ISO 8601).
func (d Day) EndOfWeek() Day { return d.AddDays((7 - int(d.Weekday())) % 7) }

// EndOfMonth returns the last day of d's month.
func (d Day) EndOfMonth() Day { return d.endOfSpan(1) }

// EndOfQuarter returns the last day of d's quarter.
func (d Day) EndOfQuarter() Day { return d.endOfSpan(3) }

// EndOfYear returns the last day of d's year.
func (d Day) EndOfYear() Day { return d.endOfSpan(12) }

// endOfSpan returns the last day of the span of so many months, counted from January, that d is in.
func (d Day) endOfSpan(months int) Day {
	if d.IsZero() {
		return d
	}
	year, month, _ := d.Date()
	end := (int(month)-1)/months*months + months
	return Of(year, time.Month(end)+1, 0)
}

// String returns the day as 2026-11-23, or the empty string for no day.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.time().Format(isoDay)
}

// MarshalText implements [encoding.TextMarshaler]: the text of [Day.String].
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler]. Empty text is no day.
func (d *Day) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Day{}
		return nil
	}
	day, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = day
	return nil
}
