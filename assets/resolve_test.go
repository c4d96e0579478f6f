package assets

import (
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

func TestDaysAreWrittenAsSeenFromToday(t *testing.T) {
	for _, c := range []struct{ today, expression, want string }{
		{"2026-11-23", "@0", "2026-11-23"},
		{"2026-11-23", "@+8", "2026-12-01"},
		{"2026-11-23", "@-23", "2026-10-31"},
		{"2027-01-31", "@+1mo", "2027-02-28"},
		{"2027-01-31", "@+1mo:first", "2027-02-01"},
		{"2027-01-31", "@-2mo:last", "2026-11-30"},
		{"2026-11-23", "@0w:mon", "2026-11-23"},
		{"2026-11-29", "@0w:mon", "2026-11-23"},
		{"2026-11-29", "@0w:sun", "2026-11-29"},
		{"2026-11-29", "@+1w:tue", "2026-12-01"},
		{"2026-11-23", "@-1w:thu 10:00", "2026-11-19T10:00:00+01:00"},
		{"2027-03-27", "@0 09:05", "2027-03-27T09:05:00+01:00"},
		{"2027-03-28", "@0 09:05", "2027-03-28T09:05:00+02:00"},
		{"2027-10-30", "@0 09:05", "2027-10-30T09:05:00+02:00"},
		{"2027-10-31", "@0 09:05", "2027-10-31T09:05:00+01:00"},
	} {
		if got, err := resolve(c.expression, date.MustParse(c.today)); err != nil || got != c.want {
			t.Errorf("%s on %s: got %s, %v; want %s", c.expression, c.today, got, err, c.want)
		}
	}
}

func TestFaultyDayIsRefused(t *testing.T) {
	for _, expression := range []string{"", "@", "@3", "@+1w", "@+1w:xyz", "@+1mo:tue", "@+3:mon", "@0 9:00", "@0 later", "@+1x", "@+99999999999999999999"} {
		if got, err := resolve(expression, date.MustParse("2026-11-23")); err == nil {
			t.Errorf("%q: got %s", expression, got)
		}
	}
}
