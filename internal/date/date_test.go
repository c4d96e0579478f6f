package date_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

func TestDayAgreesWithTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := time.Date(rapid.IntRange(1, 9999).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")),
			rapid.IntRange(1, 28).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
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
	})
}
