package calendar_test

import (
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/calendar"
)

func TestSpokenTime(t *testing.T) {
	for words, want := range map[string][2]int{
		"14:30": {14, 30}, "14.30": {14, 30}, "14u30": {14, 30}, "1430": {14, 30}, "0915": {9, 15}, "14": {14, 0}, "9": {9, 0}, "14 uur": {14, 0},
		"14u": {14, 0}, "9:05 uur": {9, 5}, " 23:59 ": {23, 59}, "0": {0, 0},
	} {
		if hour, minute, ok := calendar.SpokenTime(words); !ok || hour != want[0] || minute != want[1] {
			t.Errorf("SpokenTime(%q) = %d, %d, %v", words, hour, minute, ok)
		}
	}
	for _, words := range []string{"", "24:00", "12:60", "2460", "half drie", "14:3", "123", "-1", "14:30:10"} {
		if hour, minute, ok := calendar.SpokenTime(words); ok {
			t.Errorf("SpokenTime(%q) = %d, %d; it is no time", words, hour, minute)
		}
	}
}

func FuzzSpokenTime(f *testing.F) {
	f.Add("14u30")
	f.Fuzz(func(t *testing.T, words string) {
		if hour, minute, ok := calendar.SpokenTime(words); ok && (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
			t.Errorf("SpokenTime(%q) = %d:%d", words, hour, minute)
		}
	})
}
