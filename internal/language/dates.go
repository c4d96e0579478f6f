package language

import (
	"strconv"
	"strings"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

// daywriter holds the names of days and months and the layouts of a language. A layout is written as in [time.Layout],
// with the day that the time package refers to: "Monday 2 January 2006".
type daywriter struct {
	weekdays           [7]string
	months, shortNames [12]string
	short, medium      string
	long, hour, moment string
}

func newDaywriter(l *Language) daywriter {
	w := daywriter{
		short:  l.Text("language.layout.short"),
		medium: l.Text("language.layout.medium"),
		long:   l.Text("language.layout.long"),
		hour:   l.Text("language.layout.time"),
		moment: l.Text("language.layout.moment"),
	}
	for i := range w.weekdays {
		w.weekdays[i] = l.Text("language.weekday." + strings.ToLower(time.Weekday(i).String()))
	}
	for i := range w.months {
		english := strings.ToLower(time.Month(i + 1).String())
		w.months[i] = l.Text("language.month." + english)
		w.shortNames[i] = l.Text("language.month.short." + english)
	}
	return w
}

func (w daywriter) write(layout string, t time.Time) string {
	number := func(reference string) string { return t.Format(reference) }
	month := t.Month() - 1
	// An earlier pair wins, so what contains another comes first.
	return strings.NewReplacer(
		"Monday", w.weekdays[t.Weekday()],
		"January", w.months[month], "Jan", w.shortNames[month],
		"2006", number("2006"), "15", number("15"), "02", number("02"), "01", number("01"), "04", number("04"),
		"2", strconv.Itoa(t.Day()),
	).Replace(layout)
}

// Date returns d in figures, or with a short month: "23-11-2026", "23 Nov 2026". No day is empty.
func (l *Language) Date(d date.Day) string { return l.day(l.days.short, d) }

// MediumDate returns d with its month in full: "23 november 2026", "23 November 2026". No day is empty.
func (l *Language) MediumDate(d date.Day) string { return l.day(l.days.medium, d) }

// LongDate returns d with its weekday: "maandag 23 november 2026", "Monday 23 November 2026". No day is empty.
func (l *Language) LongDate(d date.Day) string { return l.day(l.days.long, d) }

func (l *Language) day(layout string, d date.Day) string {
	if d.IsZero() {
		return ""
	}
	year, month, day := d.Date()
	return l.days.write(layout, time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// Time returns the hour of m as it was written, whatever its offset: "10:00 uur", "10:00". No time is empty.
func (l *Language) Time(m date.Moment) string { return l.moment(l.days.hour, m) }

// Moment returns the day and hour of m: "23-11-2026, 10:00 uur", "23 Nov 2026, 10:00". No time is empty.
func (l *Language) Moment(m date.Moment) string { return l.moment(l.days.moment, m) }

func (l *Language) moment(layout string, m date.Moment) string {
	if m.IsZero() {
		return ""
	}
	return l.days.write(layout, m.Time())
}

// Weekday returns the name of a day of the week: "maandag", "Monday".
func (l *Language) Weekday(d time.Weekday) string { return l.days.weekdays[d] }

// Month returns the name of a month in full: "november", "November".
func (l *Language) Month(m time.Month) string { return l.days.months[m-1] }
