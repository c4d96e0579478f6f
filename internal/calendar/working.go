package calendar

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/nl"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

// Holiday returns the Dutch name of the feast day that a day is; the empty string for any other day. The feast days are those of
// article 3 of the Algemene termijnenwet, Good Friday among them.
func Holiday(d date.Day) string {
	year, month, day := d.Date()
	for _, h := range nl.Holidays {
		actual, observed := h.Calc(year)
		if at := feast(h, actual, observed); at.Month() == month && at.Day() == day {
			return h.Name
		}
	}
	return ""
}

// feast returns the day on which a feast is kept: King's Day is moved when it falls on a Sunday.
func feast(h *cal.Holiday, actual, observed time.Time) time.Time {
	if len(h.Observed) > 0 && !observed.IsZero() {
		return observed
	}
	return actual
}

// WorkingDay reports whether offices are open: not on Saturday, Sunday or a feast day.
func WorkingDay(d date.Day) bool {
	w := d.Weekday()
	return w != time.Saturday && w != time.Sunday && Holiday(d) == ""
}

// AddWorkingDays returns the n-th working day after d, or before it when n is negative. For 0 it is d itself, or the first
// working day after it.
func AddWorkingDays(d date.Day, n int) date.Day {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	if n == 0 {
		return open(d, 1)
	}
	for ; n > 0; n-- {
		d = open(d.AddDays(step), step)
	}
	return d
}

// open returns d or the first working day beyond it. At the end of the calendar it is the last day there is.
func open(d date.Day, step int) date.Day {
	for !WorkingDay(d) && d.AddDays(step) != d {
		d = d.AddDays(step)
	}
	return d
}
