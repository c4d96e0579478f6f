package calendar

import (
	"regexp"
	"strconv"
	"strings"
)

var clock = regexp.MustCompile(`^([0-9]{1,2})(?:(?:[:.]|\s*[uh]\s*)([0-9]{2})?)?(?:\s*(?:uur|u|h))?$`)

// SpokenTime returns the time of day that is meant: 14:30, 14.30, 14u30, 1430, 14 or 14 uur. Ok is false for words that are none.
func SpokenTime(words string) (hour, minute int, ok bool) {
	words = strings.ToLower(strings.TrimSpace(words))
	if len(words) == 4 && strings.Trim(words, "0123456789") == "" {
		words = words[:2] + ":" + words[2:]
	}
	parts := clock.FindStringSubmatch(words)
	if parts == nil {
		return 0, 0, false
	}
	hour, _ = strconv.Atoi(parts[1])
	if parts[2] != "" {
		minute, _ = strconv.Atoi(parts[2])
	}
	if hour > 23 || minute > 59 {
		return 0, 0, false
	}
	return hour, minute, true
}
