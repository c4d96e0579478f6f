package partnershiptest

import (
	"time"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

// days draws a day: as a rule of our time, sometimes at a border of the calendar.
func days() *rapid.Generator[date.Day] {
	return rapid.OneOf(
		rapid.Map(rapid.IntRange(-3000, 3000), date.MustParse("2026-11-23").AddDays),
		rapid.Map(rapid.SampledFrom([]string{
			"0001-01-01", "1582-10-15", "1999-12-31", "2000-02-29", "2024-02-29", "2026-03-29", "9999-12-31",
		}), date.MustParse),
	)
}

func (d dealer) day(field string) date.Day { return days().Draw(d.T, field) }

// maybeDay draws a day, or nothing.
func (d dealer) maybeDay(field string) date.Day {
	if d.empty(field) {
		return date.Day{}
	}
	return d.day(field)
}

func (d dealer) dayList(field string) []date.Day {
	return some(d, field, func() date.Day { return d.day(field) })
}

// period draws a first and a last day in this order; each may be nothing.
func (d dealer) period(from, until string) (first, last date.Day) {
	first, last = d.maybeDay(from), d.maybeDay(until)
	if !first.IsZero() && !last.IsZero() && last.Before(first) {
		return last, first
	}
	return first, last
}

// fractions are ways in which a second can be broken off. None of them may be lost, a zero neither.
var fractions = []string{"", ".5", ".500", ".0", ".000", ".123456789", ".12345678901234"}

// offsets are ways in which an offset can be written, with its minutes east of UTC.
var offsets = []struct {
	text    string
	minutes int
}{
	{"+01:00", 60},
	{"+02:00", 120},
	{"Z", 0},
	{"+00:00", 0},
	{"-00:00", 0},
	{"+05:45", 345},
	{"-03:30", -210},
	{"+14:00", 840},
	{"-12:00", -720},
	{"+23:59", 1439},
	{"-23:59", -1439},
}

// moment draws a moment of the 20th or 21st century.
func (d dealer) moment(field string) date.Moment {
	seconds := rapid.Int64Range(-2208988800, 4102444799).Draw(d.T, field)
	return d.written(field, time.Unix(seconds, 0))
}

// maybeEnd draws a moment from start on, with an offset of its own, or nothing.
func (d dealer) maybeEnd(field string, start date.Moment) date.Moment {
	switch minutes := rapid.IntRange(-1, 2000).Draw(d.T, field); minutes {
	case -1:
		return date.Moment{}
	case 0:
		return start
	default:
		return d.written(field, start.Time().Add(time.Duration(minutes)*time.Minute))
	}
}

// written draws a way to write the second that t is in.
func (d dealer) written(field string, t time.Time) date.Moment {
	offset := one(d, field+" offset", offsets...)
	fraction := one(d, field+" fraction", fractions...)
	text := t.UTC().Add(time.Duration(offset.minutes)*time.Minute).Format("2006-01-02T15:04:05") + fraction + offset.text
	m, err := date.ParseMoment(text)
	if err != nil {
		panic(err)
	}
	return m
}
