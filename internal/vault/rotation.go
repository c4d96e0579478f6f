package vault

import (
	"cmp"
	"slices"
	"time"
)

// How many backups are kept: the last of each of so many days, weeks and months that have one.
const (
	keptDays   = 7
	keptWeeks  = 5
	keptMonths = 12
)

// Outdated returns which of the moments at which backups were made are not worth keeping any more: all but the last of each of the latest seven
// days, five weeks (Monday to Sunday) and twelve months in which there is one. Days are those of the moments' own time zone. The latest is always kept.
func Outdated(made []time.Time) []time.Time {
	latest := slices.SortedFunc(slices.Values(made), func(a, b time.Time) int { return b.Compare(a) })
	keep := map[time.Time]bool{}
	for _, rule := range []struct {
		most   int
		period func(time.Time) int
	}{
		{keptDays, func(t time.Time) int { return t.Year()*1000 + t.YearDay() }},
		{keptWeeks, func(t time.Time) int { year, week := t.ISOWeek(); return year*100 + week }},
		{keptMonths, func(t time.Time) int { return t.Year()*100 + int(t.Month()) }},
	} {
		seen := map[int]bool{}
		for _, t := range latest {
			if period := rule.period(t); !seen[period] && len(seen) < rule.most {
				seen[period], keep[t] = true, true
			}
		}
	}
	outdated := slices.DeleteFunc(latest, func(t time.Time) bool { return keep[t] })
	slices.SortFunc(outdated, func(a, b time.Time) int { return cmp.Compare(a.UnixNano(), b.UnixNano()) })
	return outdated
}
