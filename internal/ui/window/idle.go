package window

import (
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// idle locks the vault when nothing was done for as long as was chosen, and when the computer slept.
type idle struct {
	stage   *ui.Stage
	now     func() time.Time
	minutes func() int // 0 is never
	working func() bool
	lock    func() // because nobody is there
	slept   func() // because the computer slept; the system did not tell, or it would be locked
	seen    uint64
	since   time.Time
	looked  time.Time
	stop    func()
}

const (
	// idleEvery is how often it is looked whether something was done.
	idleEvery = 2 * time.Second
	// sleptAfter is how late a look must be to tell that the computer slept. One that is merely busy is not this late.
	sleptAfter = 30 * time.Second
)

// watch begins to look.
func (i *idle) watch() *idle {
	i.now = wall(i.now)
	i.seen, i.since = ui.Stirred(), i.now()
	i.looked = i.since
	i.stop = i.stage.After(idleEvery, i.look)
	return i
}

// wall is a clock without Go's monotonic reading, which stands still on some systems while the computer sleeps.
func wall(now func() time.Time) func() time.Time {
	return func() time.Time { return now().Round(0) }
}

func (i *idle) look() {
	now := i.now()
	passed := now.Sub(i.looked)
	i.looked = now
	i.stop = i.stage.After(idleEvery, i.look)
	if passed < 0 { // the clock was set back
		i.since = i.since.Add(passed)
	}
	if seen := ui.Stirred(); seen != i.seen || i.working() {
		i.seen, i.since = seen, now
	}
	switch m := i.minutes(); {
	case m > 0 && !now.Before(i.since.Add(time.Duration(m)*time.Minute)):
		i.lock()
	case passed > idleEvery+sleptAfter:
		i.slept()
	}
}
