package assets

import (
	_ "embed"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

//go:embed demo.json
var demo []byte

// Demo returns the demo municipality as a bundle, as it stands on the given day: some actions are due on that very day,
// some are late, and the next meeting is near. Everybody and everything in it is invented.
//
// The source, demo.json, is a bundle in which every day is written as seen from today:
//
//	@0, @+3, @-14       today, three days later, fourteen days earlier
//	@-1mo               the same day of the month, one month earlier
//	@+4mo:last          the last day of the fourth month after this one; also :first
//	@+1w:tue            Tuesday of next week; @0w:sun is the Sunday of this week
//	@+1w:tue 10:00      the same with an hour, as the clock in Amsterdam tells it
//
// Meetings and signatures go by the week, so that they never fall in a weekend; only what must be due today does.
func Demo(today date.Day) ([]byte, error) {
	var faults []error
	bundle := relative.ReplaceAllFunc(demo, func(quoted []byte) []byte {
		written, err := resolve(strings.Trim(string(quoted), `"`), today)
		if err != nil {
			faults = append(faults, err)
		}
		return []byte(`"` + written + `"`)
	})
	return bundle, errors.Join(faults...)
}

var (
	relative = regexp.MustCompile(`"@[^"]*"`)
	parts    = regexp.MustCompile(`^@([+-]\d+|0)(mo|w|)(?::(\w+))?(?: (\d\d):(\d\d))?$`)
)

var weekdays = map[string]int{"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}

// resolve returns the day or, where an hour is given, the moment that an expression stands for.
func resolve(expression string, today date.Day) (string, error) {
	part := parts.FindStringSubmatch(expression)
	if part == nil {
		return "", fmt.Errorf("%q is no day of the demo", expression)
	}
	n, err := strconv.Atoi(part[1])
	if err != nil {
		return "", fmt.Errorf("%q is no day of the demo: %w", expression, err)
	}
	day, ok := step(today, n, part[2], part[3])
	if !ok {
		return "", fmt.Errorf("%q is no day of the demo", expression)
	}
	if part[4] == "" {
		return day.String(), nil
	}
	return fmt.Sprintf("%sT%s:%s:00%s", day, part[4], part[5], amsterdam(day)), nil
}

// step goes n units from today, then to the named day within the week or month arrived at.
func step(today date.Day, n int, unit, within string) (date.Day, bool) {
	switch {
	case unit == "" && within == "":
		return today.AddDays(n), true
	case unit == "w":
		day, ok := weekdays[within]
		return today.EndOfWeek().AddDays(7*n - 6 + day), ok
	case unit == "mo" && within == "":
		return today.AddMonths(n), true
	case unit == "mo" && within == "last":
		return today.AddMonths(n).EndOfMonth(), true
	case unit == "mo" && within == "first":
		return today.AddMonths(n - 1).EndOfMonth().AddDays(1), true
	}
	return date.Day{}, false
}

// amsterdam returns the offset from UTC by day: summer time runs from the last Sunday of March to that of October
// (Directive 2000/84/EC). It is not looked up, as Windows has no time zones to look in.
func amsterdam(day date.Day) string {
	year, _, _ := day.Date()
	if day.Before(lastSunday(year, time.March)) || !day.Before(lastSunday(year, time.October)) {
		return "+01:00"
	}
	return "+02:00"
}

func lastSunday(year int, month time.Month) date.Day {
	end := date.Of(year, month+1, 0)
	return end.AddDays(-int(end.Weekday()))
}
