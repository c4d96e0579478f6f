package date_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

var none date.Day

// day reads a day; the empty string is no day.
func day(s string) date.Day {
	if s == "" {
		return none
	}
	return date.MustParse(s)
}

// anyDay draws a day of the whole calendar.
func anyDay() *rapid.Generator[date.Day] {
	return rapid.Map(rapid.IntRange(0, 3652058), date.MustParse("0001-01-01").AddDays)
}

func TestDayAgreesWithTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := time.Date(rapid.IntRange(1, 9999).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")),
			rapid.IntRange(1, 31).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		if want.Year() > 9999 {
			return
		}
		d := date.OfTime(want)
		if d.String() != want.Format("2006-01-02") {
			t.Fatalf("got %s, want %s", d, want)
		}
		if d.Weekday() != want.Weekday() {
			t.Fatalf("%s is a %s, want %s", d, d.Weekday(), want.Weekday())
		}
		if again := date.MustParse(d.String()); again != d {
			t.Fatalf("%s read back as %s", d, again)
		}
		if y, m, n := d.Date(); y != want.Year() || m != want.Month() || n != want.Day() {
			t.Fatalf("%s has the date %d %s %d", d, y, m, n)
		}
	})
}

func TestParseTakesOnlyDaysOfTheCalendar(t *testing.T) {
	for _, s := range []string{"0001-01-01", "9999-12-31", "2024-02-29", "2000-02-29", "2026-11-23"} {
		if d, err := date.Parse(s); err != nil || d.String() != s {
			t.Errorf("%s is read as %q, %v", s, d, err)
		}
	}
	for _, s := range []string{
		"", "0000-01-01", "0000-12-31", "-001-01-01", "10000-01-01", "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10",
		"2026-11-00", "2026-11-31", "2026-1-2", "26-11-23", "20261123", "2026/11/23", "23-11-2026", " 2026-11-23", "2026-11-23 ",
		"2026-11-23\n", "2026-11-23T00:00:00Z", "2026-W48-1", "２０２６-11-23", "vandaag",
	} {
		d, err := date.Parse(s)
		if !errors.Is(err, date.ErrInvalid) || d != none {
			t.Errorf("%q is read as %s, %v", s, d, err)
		}
	}
}

func TestMustParsePanicsOnNoDay(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	date.MustParse("31 april")
}

func TestAddMonthsKeepsTheDayOrTakesTheLastOfAShorterMonth(t *testing.T) {
	for _, tt := range []struct {
		name, from string
		months     int
		want       string
	}{
		{"same day", "2026-11-23", 1, "2026-12-23"},
		{"over the year", "2026-11-23", 2, "2027-01-23"},
		{"no months", "2026-11-23", 0, "2026-11-23"},
		{"shorter month", "2026-01-31", 1, "2026-02-28"},
		{"shorter month in a leap year", "2024-01-31", 1, "2024-02-29"},
		{"thirty days", "2026-03-31", 1, "2026-04-30"},
		{"not back to the end", "2026-02-28", 1, "2026-03-28"},
		{"leap day a year on", "2024-02-29", 12, "2025-02-28"},
		{"leap day four years on", "2024-02-29", 48, "2028-02-29"},
		{"leap day to a century without", "2096-02-29", 48, "2100-02-28"},
		{"backwards", "2026-03-31", -1, "2026-02-28"},
		{"backwards over the year", "2026-01-31", -2, "2025-11-30"},
		{"backwards a year from a leap day", "2024-02-29", -12, "2023-02-28"},
		{"into the last month", "9999-11-30", 1, "9999-12-30"},
		{"past the calendar", "9999-12-30", 1, "9999-12-31"},
		{"before the calendar", "0001-01-15", -1, "0001-01-01"},
		{"as far as a number goes", "2026-11-23", math.MaxInt, "9999-12-31"},
		{"as far back as a number goes", "2026-11-23", math.MinInt, "0001-01-01"},
		{"no day", "", 3, ""},
	} {
		if got := day(tt.from).AddMonths(tt.months); got != day(tt.want) {
			t.Errorf("%s: %s and %d months is %s, want %s", tt.name, tt.from, tt.months, got, tt.want)
		}
	}
}

func TestAddDaysStaysWithinTheCalendar(t *testing.T) {
	for _, tt := range []struct {
		from string
		days int
		want string
	}{
		{"2026-12-31", 1, "2027-01-01"},
		{"2024-02-28", 1, "2024-02-29"},
		{"2026-02-28", 1, "2026-03-01"},
		{"2026-03-01", -1, "2026-02-28"},
		{"2026-01-01", 365, "2027-01-01"},
		{"9999-12-31", 1, "9999-12-31"},
		{"0001-01-01", -1, "0001-01-01"},
		{"2026-11-23", math.MaxInt, "9999-12-31"},
		{"2026-11-23", math.MinInt, "0001-01-01"},
		{"", 5, ""},
	} {
		if got := day(tt.from).AddDays(tt.days); got != day(tt.want) {
			t.Errorf("%s and %d days is %s, want %s", tt.from, tt.days, got, tt.want)
		}
	}
}

func TestEndsOfWeekMonthQuarterAndYear(t *testing.T) {
	for _, tt := range []struct{ name, day, week, month, quarter, year string }{
		{"a Monday", "2026-11-23", "2026-11-29", "2026-11-30", "2026-12-31", "2026-12-31"},
		{"a Sunday", "2026-11-29", "2026-11-29", "2026-11-30", "2026-12-31", "2026-12-31"},
		{"a Saturday", "2026-11-28", "2026-11-29", "2026-11-30", "2026-12-31", "2026-12-31"},
		{"week over the year", "2026-12-30", "2027-01-03", "2026-12-31", "2026-12-31", "2026-12-31"},
		{"first day of a year", "2027-01-01", "2027-01-03", "2027-01-31", "2027-03-31", "2027-12-31"},
		{"February", "2026-02-01", "2026-02-01", "2026-02-28", "2026-03-31", "2026-12-31"},
		{"February of a leap year", "2024-02-01", "2024-02-04", "2024-02-29", "2024-03-31", "2024-12-31"},
		{"second quarter", "2026-04-01", "2026-04-05", "2026-04-30", "2026-06-30", "2026-12-31"},
		{"third quarter", "2026-09-30", "2026-10-04", "2026-09-30", "2026-09-30", "2026-12-31"},
		{"end of the calendar", "9999-12-31", "9999-12-31", "9999-12-31", "9999-12-31", "9999-12-31"},
		{"no day", "", "", "", "", ""},
	} {
		d := day(tt.day)
		for _, end := range []struct {
			of        string
			got, want date.Day
		}{
			{"week", d.EndOfWeek(), day(tt.week)},
			{"month", d.EndOfMonth(), day(tt.month)},
			{"quarter", d.EndOfQuarter(), day(tt.quarter)},
			{"year", d.EndOfYear(), day(tt.year)},
		} {
			if end.got != end.want {
				t.Errorf("%s: the %s of %s ends on %s, want %s", tt.name, end.of, tt.day, end.got, end.want)
			}
		}
	}
}

func TestEndsAreTheLastOfTheirSpan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay().Draw(t, "day")
		year, month, _ := d.Date()
		if end := d.EndOfWeek(); end.Before(d) || end.DaysSince(d) > 6 || (end.Weekday() != time.Sunday && end != day("9999-12-31")) {
			t.Fatalf("week of %s ends on %s", d, end)
		}
		if end := d.EndOfMonth(); end != date.OfTime(time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC)) {
			t.Fatalf("month of %s ends on %s", d, end)
		}
		quarter := (month + 2) / 3
		if end := d.EndOfQuarter(); end != date.OfTime(time.Date(year, quarter*3+1, 0, 0, 0, 0, 0, time.UTC)) {
			t.Fatalf("quarter of %s ends on %s", d, end)
		}
		if end := d.EndOfYear(); end != date.Of(year, time.December, 31) {
			t.Fatalf("year of %s ends on %s", d, end)
		}
	})
}

func TestAddMonthsLandsInTheRightMonth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := date.MustParse("1000-01-01").AddDays(rapid.IntRange(0, 2000000).Draw(t, "day"))
		n := rapid.IntRange(-6000, 6000).Draw(t, "months")
		year, month, dayOfMonth := d.Date()
		got := d.AddMonths(n)
		gotYear, gotMonth, gotDay := got.Date()
		if gotYear*12+int(gotMonth) != year*12+int(month)+n {
			t.Fatalf("%s and %d months is %s", d, n, got)
		}
		if gotDay != dayOfMonth && (gotDay > dayOfMonth || got != got.EndOfMonth()) {
			t.Fatalf("%s and %d months is %s", d, n, got)
		}
	})
}

func TestDaysAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, other := anyDay().Draw(t, "day"), anyDay().Draw(t, "other")
		if got := other.AddDays(d.DaysSince(other)); got != d {
			t.Fatalf("from %s to %s arrives on %s", other, d, got)
		}
		if d.Before(other) != (d.String() < other.String()) || d.After(other) != other.Before(d) {
			t.Fatalf("order of %s and %s", d, other)
		}
		if d.Compare(other) != -other.Compare(d) || (d.Compare(other) == 0) != (d == other) || (d.Compare(other) < 0) != d.Before(other) {
			t.Fatalf("comparing %s and %s", d, other)
		}
	})
}

func TestWithinCountsBothEnds(t *testing.T) {
	for _, tt := range []struct {
		name, day, first, until string
		want                    bool
	}{
		{"first day", "2026-01-01", "2026-01-01", "2026-12-31", true},
		{"last day", "2026-12-31", "2026-01-01", "2026-12-31", true},
		{"day before", "2025-12-31", "2026-01-01", "2026-12-31", false},
		{"day after", "2027-01-01", "2026-01-01", "2026-12-31", false},
		{"open end", "2027-01-01", "2026-01-01", "", true},
		{"open end, too early", "2025-12-31", "2026-01-01", "", false},
		{"open begin", "0001-01-01", "", "2026-12-31", true},
		{"open begin, too late", "2027-01-01", "", "2026-12-31", false},
		{"always", "2026-06-01", "", "", true},
		{"no day", "", "", "", false},
		{"no day before an end", "", "", "2026-12-31", false},
	} {
		if got := day(tt.day).Within(day(tt.first), day(tt.until)); got != tt.want {
			t.Errorf("%s: %t", tt.name, got)
		}
	}
}

func TestNoDayIsEmptyAndComesFirst(t *testing.T) {
	if !none.IsZero() || none.String() != "" || none.Weekday() != time.Sunday {
		t.Errorf("no day is %q, a %s", none, none.Weekday())
	}
	if y, m, d := none.Date(); y != 0 || m != 0 || d != 0 {
		t.Errorf("no day has the date %d-%d-%d", y, m, d)
	}
	if first := day("0001-01-01"); first.IsZero() || !none.Before(first) || none.Compare(first) != -1 {
		t.Error("no day does not come before the first")
	}
}

func TestDayRollsOverWithinTheCalendar(t *testing.T) {
	for _, tt := range []struct {
		year  int
		month time.Month
		day   int
		want  string
	}{
		{2026, time.April, 31, "2026-05-01"},
		{2026, time.January, 0, "2025-12-31"},
		{2026, 13, 1, "2027-01-01"},
		{0, time.June, 1, "0001-01-01"},
		{-4000, time.June, 1, "0001-01-01"},
		{10000, time.January, 1, "9999-12-31"},
	} {
		if got := date.Of(tt.year, tt.month, tt.day); got != day(tt.want) {
			t.Errorf("%d-%d-%d is %s, want %s", tt.year, tt.month, tt.day, got, tt.want)
		}
	}
}

func TestDayOfATimeIsThatOfItsLocation(t *testing.T) {
	late := time.Date(2026, time.November, 23, 23, 30, 0, 0, time.UTC)
	if got := date.OfTime(late); got != day("2026-11-23") {
		t.Errorf("in UTC: %s", got)
	}
	if got := date.OfTime(late.In(time.FixedZone("", 3600))); got != day("2026-11-24") {
		t.Errorf("an hour east: %s", got)
	}
}

func TestDayTextIsReadBack(t *testing.T) {
	for _, s := range []string{"", "2026-11-23"} {
		var d date.Day
		if err := d.UnmarshalText([]byte(s)); err != nil {
			t.Fatal(err)
		}
		if text, err := d.MarshalText(); err != nil || string(text) != s {
			t.Errorf("%q is written as %q, %v", s, text, err)
		}
	}
	d := day("2026-11-23")
	if err := d.UnmarshalText([]byte("2026-11-31")); !errors.Is(err, date.ErrInvalid) || d != day("2026-11-23") {
		t.Errorf("after a failure: %s, %v", d, err)
	}
	if err := d.UnmarshalText(nil); err != nil || !d.IsZero() {
		t.Errorf("empty text is %s, %v", d, err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2026-11-23", "0001-01-01", "9999-12-31", "2024-02-29", "2023-02-29", "0000-01-01", "2026-1-2", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := date.Parse(s)
		if err != nil {
			if !errors.Is(err, date.ErrInvalid) || !d.IsZero() {
				t.Fatalf("%q: %s, %v", s, d, err)
			}
			return
		}
		if d.IsZero() || d.String() != s {
			t.Fatalf("%q is written as %q", s, d)
		}
	})
}
