package date_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

func moment(t *testing.T, s string) date.Moment {
	t.Helper()
	var m date.Moment
	if err := m.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMomentKeepsWhatWasWritten(t *testing.T) {
	for _, s := range []string{
		"2026-11-23T10:00:00+01:00", "2026-11-23T10:00:00Z", "2026-11-23T10:00:00+00:00", "2026-11-23T10:00:00-00:00",
		"2026-11-23T10:00:00.5Z", "2026-11-23T10:00:00.500Z", "2026-11-23T10:00:00.000+05:45", "2026-11-23T10:00:00.12345678901234Z",
		"2026-11-23T00:00:00+23:59", "2026-11-23T23:59:59-23:59", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00",
		"2024-02-29T12:00:00Z",
	} {
		m, err := date.ParseMoment(s)
		if err != nil {
			t.Errorf("%s: %v", s, err)
			continue
		}
		if text, err := m.MarshalText(); err != nil || string(text) != s || m.String() != s {
			t.Errorf("%s is written as %s, %v", s, text, err)
		}
	}
}

func TestMomentIsStrictlyRFC3339(t *testing.T) {
	for name, s := range map[string]string{
		"empty":                   "",
		"day only":                "2026-11-23",
		"no offset":               "2026-11-23T10:00:00",
		"no seconds":              "2026-11-23T10:00Z",
		"space for T":             "2026-11-23 10:00:00Z",
		"lower-case t":            "2026-11-23t10:00:00Z",
		"lower-case z":            "2026-11-23T10:00:00z",
		"hour of one digit":       "2026-11-23T1:00:00Z",
		"minute of one digit":     "2026-11-23T10:0:00Z",
		"decimal comma":           "2026-11-23T10:00:00,5Z",
		"decimal point alone":     "2026-11-23T10:00:00.Z",
		"hour 24":                 "2026-11-23T24:00:00Z",
		"minute 60":               "2026-11-23T10:60:00Z",
		"leap second":             "2026-12-31T23:59:60Z",
		"offset without colon":    "2026-11-23T10:00:00+0100",
		"offset of hours only":    "2026-11-23T10:00:00+01",
		"offset of 24 hours":      "2026-11-23T10:00:00+24:00",
		"offset of -24 hours":     "2026-11-23T10:00:00-24:00",
		"offset with 60 minutes":  "2026-11-23T10:00:00+00:60",
		"offset with seconds":     "1930-01-01T10:00:00+00:19:32",
		"two offsets":             "2026-11-23T10:00:00Z+01:00",
		"name of a zone":          "2026-11-23T10:00:00CET",
		"no leap day":             "2026-02-29T10:00:00Z",
		"year 0":                  "0000-12-31T23:59:59Z",
		"year of five digits":     "10000-01-01T00:00:00Z",
		"space before":            " 2026-11-23T10:00:00Z",
		"line end after":          "2026-11-23T10:00:00Z\n",
		"minus that is no hyphen": "2026-11-23T10:00:00−01:00",
	} {
		m, err := date.ParseMoment(s)
		if !errors.Is(err, date.ErrInvalid) || !m.IsZero() {
			t.Errorf("%s: %q is read as %s, %v", name, s, m, err)
		}
	}
}

func TestMomentsCompareAsInstants(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"2026-11-23T10:00:00+01:00", "2026-11-23T09:00:00Z", 0},
		{"2026-11-23T10:00:00+01:00", "2026-11-23T10:00:00Z", -1},
		{"2026-11-23T10:00:00.5Z", "2026-11-23T10:00:00.500Z", 0},
		{"2026-11-23T10:00:00.6Z", "2026-11-23T10:00:00.500Z", 1},
		{"2026-11-24T00:30:00+02:00", "2026-11-23T23:00:00Z", -1},
		{"", "0001-01-01T00:00:00+14:00", -1},
		{"", "", 0},
	} {
		a, b := moment(t, tt.a), moment(t, tt.b)
		if got := a.Compare(b); got != tt.want {
			t.Errorf("%q and %q compare as %d, want %d", tt.a, tt.b, got, tt.want)
		}
		if got := b.Compare(a); got != -tt.want {
			t.Errorf("%q and %q compare as %d, want %d", tt.b, tt.a, got, -tt.want)
		}
	}
}

func TestMomentFallsOnTheDayOfItsOwnOffset(t *testing.T) {
	for s, want := range map[string]string{
		"2026-11-23T00:30:00+01:00": "2026-11-23",
		"2026-11-23T23:30:00-05:00": "2026-11-23",
		"2026-11-23T23:59:59.9Z":    "2026-11-23",
		"0001-01-01T00:00:00+14:00": "0001-01-01",
		"9999-12-31T23:59:59-12:00": "9999-12-31",
		"":                          "",
	} {
		if got := moment(t, s).Day(); got != day(want) {
			t.Errorf("%q falls on %s, want %s", s, got, want)
		}
	}
}

func TestMomentOfATimeKeepsItsOffset(t *testing.T) {
	at := time.Date(2026, time.November, 23, 10, 0, 0, 999, time.FixedZone("CET", 3600))
	for _, tt := range []struct {
		name string
		time time.Time
		want string
	}{
		{"Amsterdam", at, "2026-11-23T10:00:00+01:00"},
		{"UTC", at.UTC(), "2026-11-23T09:00:00Z"},
		{"Amsterdam before 1937", time.Date(1930, 1, 1, 10, 0, 0, 0, time.FixedZone("AMT", 19*60+32)), "1930-01-01T09:59:28+00:19"},
		{"no time", time.Time{}, ""},
		{"year 0", time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC), ""},
		{"year 10000", time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), ""},
	} {
		if got := date.MomentOf(tt.time); got.String() != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestMomentOfIsTheSameInstant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(-60000000000, 250000000000).Draw(t, "seconds"), 0).
			In(time.FixedZone("", rapid.IntRange(-50000, 50000).Draw(t, "offset")))
		if m := date.MomentOf(at); !m.Time().Equal(at) {
			t.Fatalf("%s became %s", at, m)
		}
	})
}

func TestNoMomentIsEmpty(t *testing.T) {
	var m date.Moment
	if !m.IsZero() || m.String() != "" || !m.Time().IsZero() || !m.Day().IsZero() {
		t.Errorf("no moment is %q at %s", m, m.Time())
	}
	set := moment(t, "2026-11-23T10:00:00Z")
	if err := set.UnmarshalText([]byte("soon")); !errors.Is(err, date.ErrInvalid) || set.String() != "2026-11-23T10:00:00Z" {
		t.Errorf("after a failure: %s, %v", set, err)
	}
	if err := set.UnmarshalText(nil); err != nil || !set.IsZero() {
		t.Errorf("empty text is %s, %v", set, err)
	}
}

func FuzzParseMoment(f *testing.F) {
	for _, s := range []string{
		"2026-11-23T10:00:00+01:00", "2026-11-23T10:00:00Z", "2026-11-23T10:00:00.500-00:00", "2026-11-23T1:00:00Z", "2026-11-23T10:00:00,5Z",
		"2026-11-23T10:00:00+24:00", "2026-12-31T23:59:60Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := date.ParseMoment(s)
		if err != nil {
			if !errors.Is(err, date.ErrInvalid) || !m.IsZero() {
				t.Fatalf("%q: %s, %v", s, m, err)
			}
			return
		}
		// encoding's own reading of a time is strict; what we take, it must take.
		var strict time.Time
		if err := strict.UnmarshalText([]byte(s)); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		if m.String() != s || !m.Time().Equal(strict) || m.Day().String() != s[:10] {
			t.Fatalf("%q is %s on %s", s, m.Time(), m.Day())
		}
	})
}
