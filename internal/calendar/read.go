package calendar

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

var (
	isoDay  = regexp.MustCompile(`^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$`)
	figures = regexp.MustCompile(`^([0-9]{1,2})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{2}|[0-9]{4}))?[.]?$`)
	bare    = regexp.MustCompile(`^([0-9]{1,2})([a-z]*)[.]?$`)
	steps   = regexp.MustCompile(`^([+-])([0-9]{1,4})([a-z]?)$`)
)

// figures reads a date that begins with a number: 17-12, 17 dec, 17.
func (r *reader) figures(weekday int) (d date.Day, ok bool, err error) {
	first := r.rest[0]
	if m := isoDay.FindStringSubmatch(first); m != nil {
		r.rest = r.rest[1:]
		d, err = exact(number(m[1]), number(m[2]), number(m[3]))
		return d, true, err
	}
	if m := figures.FindStringSubmatch(first); m != nil {
		r.rest = r.rest[1:]
		d, err = r.dated(number(m[1]), number(m[2]), r.year(m[3]), weekday)
		return d, true, err
	}
	if month, named := r.terms.months[first]; named && len(r.rest) > 1 { // dec 17
		if m := bare.FindStringSubmatch(r.rest[1]); m != nil && r.isOrdinal(m[2]) {
			r.rest = r.rest[2:]
			d, err = r.dated(number(m[1]), month, r.typedYear(), weekday)
			return d, true, err
		}
	}
	m := bare.FindStringSubmatch(first)
	if m == nil || !r.isOrdinal(m[2]) {
		return date.Day{}, false, nil
	}
	if len(r.rest) == 1 {
		r.rest = nil
		d, err = r.ofMonth(number(m[1]), weekday)
		return d, true, err
	}
	at := 1
	for at < len(r.rest)-1 && r.terms.idle[r.rest[at]] {
		at++
	}
	month, named := r.terms.months[r.rest[at]]
	if !named {
		return date.Day{}, false, nil // 3 dagen geleden
	}
	r.rest = r.rest[at+1:]
	d, err = r.dated(number(m[1]), month, r.typedYear(), weekday)
	return d, true, err
}

func (r *reader) isOrdinal(s string) bool {
	if s == "" {
		return true
	}
	for _, o := range r.terms.ordinals {
		if s == o {
			return true
		}
	}
	return false
}

// typedYear takes a year of four or two digits off the rest; 0 when there is none.
func (r *reader) typedYear() int {
	if len(r.rest) == 0 {
		return 0
	}
	s := strings.TrimPrefix(r.rest[0], "'")
	if len(s) != 2 && len(s) != 4 || strings.Trim(s, "0123456789") != "" {
		return 0
	}
	r.rest = r.rest[1:]
	return r.year(s)
}

// year returns the year that is meant; two digits are of the century around today.
func (r *reader) year(s string) int {
	n := number(s)
	if len(s) != 2 {
		return n
	}
	now, _, _ := r.on.Date()
	n += now / 100 * 100
	switch {
	case n > now+50:
		return n - 100
	case n <= now-50:
		return n + 100
	}
	return n
}

// dated returns a day of a month. Without a year it is the nearest such day on the side that r leans to; a weekday in front decides
// between years.
func (r *reader) dated(day, month, year, weekday int) (date.Day, error) {
	if year != 0 {
		return exact(year, month, day)
	}
	now, _, _ := r.on.Date()
	var nearest date.Day
	for _, y := range r.years(now) {
		d, err := exact(y, month, day)
		if err != nil || r.lean == Ahead && d.Before(r.on) || r.lean == Back && d.After(r.on) {
			continue
		}
		if nearest.IsZero() {
			nearest = d
		}
		if y-now <= 1 && now-y <= 1 && weekdayOf(d) == weekday {
			return d, nil
		}
	}
	if nearest.IsZero() {
		return nearest, ErrNoSuchDay
	}
	return nearest, nil
}

// years returns the years in which to look, the nearest first: the 29th of February may be eight years away.
func (r *reader) years(now int) []int {
	var list []int
	for n := range 9 {
		if r.lean == Back {
			n = -n
		}
		list = append(list, now+n)
	}
	return list
}

// ofMonth returns the nearest day with that number in its month.
func (r *reader) ofMonth(day, weekday int) (date.Day, error) {
	year, month, _ := r.on.Date()
	for n := range 13 {
		if r.lean == Back {
			n = -n
		}
		first := date.Of(year, month+time.Month(n), 1)
		y, m, _ := first.Date()
		d, err := exact(y, int(m), day)
		if err != nil || r.lean == Ahead && d.Before(r.on) || r.lean == Back && d.After(r.on) {
			continue
		}
		if weekday < 0 || weekdayOf(d) == weekday || n < -2 || n > 2 {
			return d, nil
		}
	}
	return date.Day{}, ErrNoSuchDay
}

func exact(year, month, day int) (date.Day, error) {
	d := date.Of(year, time.Month(month), day)
	if y, m, n := d.Date(); y != year || int(m) != month || n != day {
		return date.Day{}, ErrNoSuchDay
	}
	return d, nil
}

// step reads +3, -1w, +2m.
func (r *reader) step() (date.Day, bool) {
	m := steps.FindStringSubmatch(r.rest[0])
	if m == nil {
		return date.Day{}, false
	}
	units := map[string]unit{"": inDays, "d": inDays, "w": inWeeks, "m": inMonths, "j": inYears, "y": inYears}
	u, known := units[m[3]]
	if !known {
		return date.Day{}, false
	}
	r.rest = r.rest[1:]
	n := number(m[2])
	if m[1] == "-" {
		n = -n
	}
	return r.moved(n, u), true
}

// distance reads "over drie dagen" and "2 weken geleden".
func (r *reader) distance() (date.Day, bool) {
	words := r.rest
	ahead := r.terms.ahead[words[0]]
	if ahead {
		words = words[1:]
	}
	if len(words) < 2 {
		return date.Day{}, false
	}
	n, ok := r.count(words[0])
	u, known := r.terms.units[words[1]]
	if !ok || !known {
		return date.Day{}, false
	}
	words = words[2:]
	if !ahead {
		if len(words) == 0 || !r.terms.ago[words[0]] {
			return date.Day{}, false
		}
		words, n = words[1:], -n
	}
	r.rest = words
	return r.moved(n, u), true
}

func (r *reader) count(s string) (int, bool) {
	if n, ok := r.terms.numbers[s]; ok {
		return n, true
	}
	if len(s) > 4 || s == "" || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	return number(s), true
}

// edge reads "eind volgende maand" and "begin januari".
func (r *reader) edge() (date.Day, bool) {
	where, ok := r.terms.edges[r.rest[0]]
	if !ok {
		return date.Day{}, false
	}
	words := r.rest[1:]
	for len(words) > 0 && r.terms.idle[words[0]] {
		words = words[1:]
	}
	if len(words) == 0 {
		return date.Day{}, false
	}
	n, further := r.terms.next[words[0]]
	if further {
		words = words[1:]
	}
	var first date.Day
	var u unit
	if len(words) == 0 {
		return date.Day{}, false
	}
	if month, named := r.terms.months[words[0]]; named && !further {
		d, err := r.dated(1, month, 0, -1)
		if now, this, _ := r.on.Date(); int(this) == month {
			d, err = exact(now, month, 1)
		}
		if err != nil {
			return date.Day{}, false
		}
		first, u = d, inMonths
	} else if u, named = r.terms.units[words[0]]; named && u != inDays {
		first = r.begin(n, u)
	} else {
		return date.Day{}, false
	}
	r.rest = words[1:]
	if where == atBegin {
		return first, true
	}
	return after(first, 1, u).AddDays(-1), true
}

// turn reads "volgende week", "volgende week di", "komende vrijdag", "vorige maand".
func (r *reader) turn(weekday int) (date.Day, error) {
	n, ok := r.terms.next[r.rest[0]]
	if !ok || len(r.rest) < 2 {
		return date.Day{}, ErrNoDay
	}
	what := r.rest[1]
	if w, named := r.terms.weekdays[what]; named {
		r.rest = r.rest[2:]
		return r.coming(n, w), nil
	}
	u, named := r.terms.units[what]
	if !named || u == inDays {
		return date.Day{}, ErrNoDay
	}
	r.rest = r.rest[2:]
	if u == inWeeks {
		if len(r.rest) > 0 {
			if w, named := r.terms.weekdays[r.rest[0]]; named {
				r.rest = r.rest[1:]
				return r.begin(n, inWeeks).AddDays(w), nil
			}
		}
		if weekday >= 0 { // di volgende week
			return r.begin(n, inWeeks).AddDays(weekday), nil
		}
	}
	return r.moved(n, u), nil
}

// coming returns "komende vrijdag" (the first one), "volgende vrijdag" (the one of next week) and "afgelopen vrijdag".
func (r *reader) coming(n, weekday int) date.Day {
	switch {
	case n > 0:
		return r.begin(n, inWeeks).AddDays(weekday)
	case n < 0:
		back := *r
		back.lean = Back
		return back.nearest(weekday)
	}
	ahead := *r
	ahead.lean = Ahead
	return ahead.nearest(weekday)
}

// begin returns the first day of the week, month or year that is n further.
func (r *reader) begin(n int, u unit) date.Day {
	year, month, _ := r.on.Date()
	switch u {
	case inWeeks:
		return r.on.AddDays(7*n - weekdayOf(r.on))
	case inMonths:
		return date.Of(year, month+time.Month(n), 1)
	case inYears:
		return date.Of(year+n, time.January, 1)
	case inDays:
	}
	return r.on.AddDays(n)
}

func (r *reader) moved(n int, u unit) date.Day { return after(r.on, n, u) }

func after(d date.Day, n int, u unit) date.Day {
	switch u {
	case inWeeks:
		return d.AddDays(7 * n)
	case inMonths:
		return d.AddMonths(n)
	case inYears:
		return d.AddMonths(12 * n)
	case inDays:
	}
	return d.AddDays(n)
}

// number reads at most four digits, which the patterns saw to.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
