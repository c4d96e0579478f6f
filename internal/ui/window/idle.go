package window

import (
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// idle locks the vault when nothing was done for as long as was chosen.
type idle struct {
	stage   *ui.Stage
	now     func() time.Time
	minutes func() int // 0 is never
	lock    func()
	seen    uint64
	since   time.Time
	stop    func()
}

// idleEvery is how often it is looked whether something was done.
const idleEvery = 10 * time.Second

func watchIdle(s *ui.Stage, now func() time.Time, minutes func() int, lock func()) *idle {
	i := &idle{stage: s, now: now, minutes: minutes, lock: lock, seen: ui.Stirred(), since: now()}
	i.stop = s.After(idleEvery, i.look)
	return i
}

// look compares clock times and not rounds: a laptop that slept has been idle all that time.
func (i *idle) look() {
	if seen := ui.Stirred(); seen != i.seen {
		i.seen, i.since = seen, i.now()
	}
	if m := i.minutes(); m > 0 && !i.now().Before(i.since.Add(time.Duration(m)*time.Minute)) {
		i.lock()
		return
	}
	i.stop = i.stage.After(idleEvery, i.look)
}
