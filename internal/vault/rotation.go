package vault

import (
	"slices"
	"time"
)

// How many backups are kept: the last of each of so many days, weeks and months that have one.
const (
	keptDays   = 7
	keptWeeks  = 5
	keptMonths = 12
)

// clockTolerance is how far ahead of the clock a backup may have been made before its moment is doubted: more than two time zones can differ.
const clockTolerance = 26 * time.Hour

// Outdated returns which of the backups of one vault are not worth keeping any more, the oldest first: all but the last of each of the latest seven
// days, five weeks (Monday to Sunday) and twelve months in which there is one. Days are those of the moments' own time zone.
//
// The one that is furthest is always kept. Where moments lie ahead of now a clock was wrong, then or now, and nobody can say which: those stay until the clock
// has come to them, and push out no others.
func Outdated(backups []BackupName, now time.Time) []BackupName {
	if len(backups) == 0 {
		return nil
	}
	keep := map[string]bool{slices.MaxFunc(backups, BackupName.Compare).String(): true}
	past := slices.DeleteFunc(slices.Clone(backups), func(b BackupName) bool { return b.Made.After(now.Add(clockTolerance)) })
	markKept(past, keep)
	outdated := slices.DeleteFunc(past, func(b BackupName) bool { return keep[b.String()] })
	slices.SortFunc(outdated, BackupName.Compare)
	return outdated
}

// markKept marks the names of those that are worth keeping.
func markKept(backups []BackupName, keep map[string]bool) {
	for _, rule := range []struct {
		most   int
		period func(time.Time) int
	}{
		{keptDays, func(t time.Time) int { return t.Year()*1000 + t.YearDay() }},
		{keptWeeks, func(t time.Time) int { year, week := t.ISOWeek(); return year*100 + week }},
		{keptMonths, func(t time.Time) int { return t.Year()*100 + int(t.Month()) }},
	} {
		last := map[int]BackupName{}
		var periods []int
		for _, b := range backups {
			period := rule.period(b.Made)
			before, there := last[period]
			if !there {
				periods = append(periods, period)
			}
			if !there || b.Compare(before) > 0 {
				last[period] = b
			}
		}
		slices.Sort(periods)
		for _, period := range periods[max(0, len(periods)-rule.most):] {
			keep[last[period].String()] = true
		}
	}
}
