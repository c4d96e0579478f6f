package calendar_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/calendar"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

// tuesday is a Tuesday.
var tuesday = date.MustParse("2026-11-24")

func TestDaysAsTheyAreSaid(t *testing.T) {
	for words, want := range map[string]string{
		"vandaag": "2026-11-24", "Morgen": "2026-11-25", "overmorgen": "2026-11-26", "gisteren": "2026-11-23", "eergisteren": "2026-11-22",
		"wo": "2026-11-25", "ma": "2026-11-30", "di": "2026-12-01", "dinsdag": "2026-12-01", "vr.": "2026-11-27",
		"komende vrijdag": "2026-11-27", "aanstaande dinsdag": "2026-12-01", "volgende vrijdag": "2026-12-04", "afgelopen vrijdag": "2026-11-20", "vorige di": "2026-11-17",
		"volgende week": "2026-12-01", "volgende week di": "2026-12-01", "volgende week vr": "2026-12-04", "do volgende week": "2026-12-03", "deze week vr": "2026-11-27",
		"vorige week ma": "2026-11-16", "volgende maand": "2026-12-24", "vorige maand": "2026-10-24", "volgend jaar": "2027-11-24",
		"over drie dagen": "2026-11-27", "over een week": "2026-12-01", "over twee weken": "2026-12-08", "over 14 dagen": "2026-12-08", "over 3 maanden": "2027-02-24", "over één jaar": "2027-11-24",
		"2 weken geleden": "2026-11-10", "drie dagen geleden": "2026-11-21",
		"17-12": "2026-12-17", "17/12": "2026-12-17", "17.12": "2026-12-17", "17-12-26": "2026-12-17", "17-12-2027": "2027-12-17", "2026-12-17": "2026-12-17", "1-2": "2027-02-01",
		"17": "2026-12-17", "24": "2026-11-24", "30": "2026-11-30", "31": "2026-12-31", "17e": "2026-12-17", "de 17e": "2026-12-17", "op 17 dec": "2026-12-17", "op do 17 dec": "2026-12-17",
		"17 dec": "2026-12-17", "17 december": "2026-12-17", "17 mrt": "2027-03-17", "17 mei": "2027-05-17", "17e van december": "2026-12-17", "do 17 dec": "2026-12-17",
		"donderdag 17 december 2026": "2026-12-17", "do, 17 dec. '26": "2026-12-17", "do 17-12": "2026-12-17", "29 feb": "2028-02-29", "29-2": "2028-02-29",
		"24 nov": "2026-11-24", "23 nov": "2027-11-23",
		"eind deze maand": "2026-11-30", "eind van de maand": "2026-11-30", "eind volgende maand": "2026-12-31", "begin volgende maand": "2026-12-01", "eind februari": "2027-02-28", "eind november": "2026-11-30",
		"begin volgende week": "2026-11-30", "eind volgende week": "2026-12-06", "eind dit jaar": "2026-12-31",
		"+3": "2026-11-27", "+2w": "2026-12-08", "-1w": "2026-11-17", "+1m": "2026-12-24", "+1j": "2027-11-24",
		"": "", "ooit": "", "over een tijdje": "", "31 april": "", "31-4": "", "30-2-2027": "", "32": "", "0": "", "17 dec 2026 ofzo": "", "+3x": "", "eind": "", "volgende": "", "over": "",
		"5 voor 12": "", "17-13": "", "maandag morgen ergens": "", "volgende dag": "", "over 99999 dagen": "", "over 9999 jaar": "9999-12-31",
	} {
		t.Run(words, func(t *testing.T) {
			got, err := calendar.Spoken(words, tuesday, calendar.Ahead, "nl")
			if want == "" {
				var told *calendar.SpokenError
				if !errors.As(err, &told) || !got.IsZero() {
					t.Errorf("got %s, %v", got, err)
				}
				return
			}
			if err != nil || got != date.MustParse(want) {
				t.Errorf("got %s, %v; want %s", got, err, want)
			}
		})
	}
}

func TestAReportLooksBack(t *testing.T) {
	for words, want := range map[string]string{
		"ma": "2026-11-23", "di": "2026-11-17", "17-12": "2025-12-17", "1 okt": "2026-10-01", "30": "2026-10-30", "24-11": "2026-11-24", "31": "2026-10-31", "gisteren": "2026-11-23", "29 feb": "2024-02-29",
		"komende vrijdag": "2026-11-27",
	} {
		if got, err := calendar.Spoken(words, tuesday, calendar.Back, "nl"); err != nil || got != date.MustParse(want) {
			t.Errorf("%s: got %s, %v; want %s", words, got, err, want)
		}
	}
}

func TestEnglishDays(t *testing.T) {
	for words, want := range map[string]string{
		"tomorrow": "2026-11-25", "thu 17 dec": "2026-12-17", "dec 17": "2026-12-17", "December 17th 2026": "2026-12-17", "in two weeks": "2026-12-08", "a week ago": "2026-11-17", "next friday": "2026-12-04",
		"end of this month": "2026-11-30", "17/12": "2026-12-17", "17th of december": "2026-12-17",
	} {
		if got, err := calendar.Spoken(words, tuesday, calendar.Ahead, "en-GB"); err != nil || got != date.MustParse(want) {
			t.Errorf("%s: got %s, %v; want %s", words, got, err, want)
		}
	}
}

func TestWrongWeekdayIsTold(t *testing.T) {
	for words, meant := range map[string]string{"do 18 dec": "2026-12-18", "ma 17-12-2026": "2026-12-17", "vr morgen": "2026-11-25"} {
		_, err := calendar.Spoken(words, tuesday, calendar.Ahead, "nl")
		var told *calendar.SpokenError
		if !errors.Is(err, calendar.ErrWrongWeekday) || !errors.As(err, &told) || told.Day != date.MustParse(meant) {
			t.Errorf("%s: %v", words, err)
		}
	}
}

// TestWeekdayChoosesTheYear: a day that fits next year is meant when its weekday says so.
func TestWeekdayChoosesTheYear(t *testing.T) {
	if got, err := calendar.Spoken("vr 17-12", tuesday, calendar.Ahead, "nl"); err != nil || got != date.MustParse("2027-12-17") {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestAnyDayIsReadBackAsItIsWritten(t *testing.T) {
	weekdays := []string{"zo", "ma", "di", "wo", "do", "vr", "za"}
	months := []string{"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"}
	rapid.Check(t, func(t *rapid.T) {
		on := date.MustParse("2000-01-01").AddDays(rapid.IntRange(0, 40000).Draw(t, "on"))
		d := on.AddDays(rapid.IntRange(0, 364).Draw(t, "ahead"))
		year, month, day := d.Date()
		for _, words := range []string{
			d.String(), fmt.Sprintf("%d-%d-%d", day, month, year), fmt.Sprintf("%d %s %d", day, months[month-1], year),
			fmt.Sprintf("%s %d %s", weekdays[d.Weekday()], day, months[month-1]), fmt.Sprintf("%02d/%02d", day, month),
		} {
			got, err := calendar.Spoken(words, on, calendar.Ahead, "nl")
			if err != nil || got != d {
				t.Fatalf("%q on %s: got %s, %v; want %s", words, on, got, err, d)
			}
		}
	})
}

func FuzzSpoken(f *testing.F) {
	for _, s := range []string{"do 17 dec", "17-12-26", "over twee weken", "eind volgende maand", "+3w", "\xff", "9999-99-99", "31 31 31", "ma ma ma"} {
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, words string, back bool) {
		lean := calendar.Ahead
		if back {
			lean = calendar.Back
		}
		for _, tag := range []string{"nl", "en"} {
			d, err := calendar.Spoken(words, tuesday, lean, tag)
			var told *calendar.SpokenError
			if (err == nil) == d.IsZero() || err != nil && !errors.As(err, &told) {
				t.Fatalf("%q: %s, %v", words, d, err)
			}
		}
	})
}

func TestFeastDays(t *testing.T) {
	for day, want := range map[string]string{
		"2026-01-01": "Nieuwjaarsdag", "2026-04-03": "Goede Vrijdag", "2026-04-06": "Tweede Paasdag", "2026-04-27": "Koningsdag", "2026-05-05": "Bevrijdingsdag", "2026-05-14": "Hemelvaartsdag",
		"2026-05-25": "Tweede Pinksterdag", "2026-12-25": "Eerste Kerstdag", "2026-12-26": "Tweede Kerstdag", "2026-12-24": "", "2025-04-26": "Koningsdag", "2025-04-27": "",
	} {
		if got := calendar.Holiday(date.MustParse(day)); got != want {
			t.Errorf("%s is %q, want %q", day, got, want)
		}
	}
}

func TestWorkingDays(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-11-24", 1, "2026-11-25"},
		{"2026-11-27", 1, "2026-11-30"},
		{"2026-12-24", 1, "2026-12-28"},
		{"2026-11-28", 0, "2026-11-30"},
		{"2026-11-24", 0, "2026-11-24"},
		{"2026-11-30", -1, "2026-11-27"},
		{"2026-04-02", 1, "2026-04-07"},
		{"2026-11-24", 10, "2026-12-08"},
	} {
		if got := calendar.AddWorkingDays(date.MustParse(c.from), c.n); got != date.MustParse(c.want) {
			t.Errorf("%s and %d: got %s, want %s", c.from, c.n, got, c.want)
		}
	}
	if first := date.MustParse("0001-01-01"); calendar.AddWorkingDays(first, -1) != first {
		t.Error("there is a day before the first")
	}
	rapid.Check(t, func(t *rapid.T) {
		d := tuesday.AddDays(rapid.IntRange(-20000, 20000).Draw(t, "days"))
		n := rapid.IntRange(1, 30).Draw(t, "n")
		end := calendar.AddWorkingDays(d, n)
		count := 0
		for at := d.AddDays(1); !at.After(end); at = at.AddDays(1) {
			if calendar.WorkingDay(at) {
				count++
			}
		}
		if count != n || !calendar.WorkingDay(end) || end.Weekday() == time.Sunday {
			t.Fatalf("%s and %d: %s, %d working days", d, n, end, count)
		}
	})
}
