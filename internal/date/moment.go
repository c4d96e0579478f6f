package date

import (
	"fmt"
	"strings"
	"time"
)

// Moment is a point in time as somebody wrote it down: RFC 3339, with the offset and the precision it came with.
//
// Whoever plans a meeting at 10:00 in Amsterdam wants to read 10:00 back, so the text is kept and never recomputed.
// The zero Moment means that no time is known. Compare two moments with [Moment.Compare]: == compares what was written.
type Moment struct {
	text string
}

// ParseMoment reads a time as in RFC 3339, section 5.6: 2026-11-23T10:00:00+01:00. T and Z are capitals; a leap second
// is not known. The error wraps [ErrInvalid].
func ParseMoment(s string) (Moment, error) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || t.Year() < 1 || !strict(s) {
		return Moment{}, fmt.Errorf("%w: %q is not a time such as 2026-11-23T10:00:00+01:00", ErrInvalid, s)
	}
	return Moment{s}, nil
}

// strict refuses what [time.Parse] takes and RFC 3339 does not: an hour of one digit, a decimal comma, and an offset of
// 24 hours or more or with 60 minutes. s was taken by time.Parse.
func strict(s string) bool {
	const (
		colon  = len("2026-11-23T10")
		offset = len("+01:00")
	)
	if s[colon] != ':' || strings.Contains(s, ",") {
		return false
	}
	if strings.HasSuffix(s, "Z") {
		return true
	}
	tail := s[len(s)-offset:]
	return tail[1:3] <= "23" && tail[4:] <= "59"
}

// MomentOf returns t, to the second, with t's offset to the minute. It returns no moment for the zero time and outside
// the years 1 to 9999.
func MomentOf(t time.Time) Moment {
	if _, offset := t.Zone(); offset%60 != 0 {
		t = t.In(time.FixedZone("", offset/60*60)) // RFC 3339 has no seconds of an offset
	}
	m, err := ParseMoment(t.Format(time.RFC3339))
	if err != nil || t.IsZero() {
		return Moment{}
	}
	return m
}

// IsZero reports whether no time is known.
func (m Moment) IsZero() bool { return m.text == "" }

// Time returns the point in time, in a location of the offset that was written; the zero time when none is known.
func (m Moment) Time() time.Time {
	if m.IsZero() {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, m.text)
	if err != nil {
		panic("date: a Moment holds " + m.text) // it was parsed when it was made
	}
	return t
}

// Day returns the day of the moment in its own offset.
func (m Moment) Day() Day {
	if m.IsZero() {
		return Day{}
	}
	return OfTime(m.Time())
}

// Compare orders moments as instants, whatever their offsets: -1 when m is earlier than other, +1 when it is later, else
// 0. No time comes first.
func (m Moment) Compare(other Moment) int {
	switch {
	case m.IsZero() && other.IsZero():
		return 0
	case m.IsZero():
		return -1
	case other.IsZero():
		return 1
	}
	return m.Time().Compare(other.Time())
}

// String returns the time as it was written, or the empty string.
func (m Moment) String() string { return m.text }

// MarshalText implements [encoding.TextMarshaler]: the text of [Moment.String].
func (m Moment) MarshalText() ([]byte, error) { return []byte(m.text), nil }

// UnmarshalText implements [encoding.TextUnmarshaler]. Empty text is no time.
func (m *Moment) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*m = Moment{}
		return nil
	}
	moment, err := ParseMoment(string(text))
	if err != nil {
		return err
	}
	*m = moment
	return nil
}
