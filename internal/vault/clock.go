package vault

import (
	"cmp"
	"time"
)

// Clock is a hybrid logical clock: wall time, with a count that keeps it moving forward when wall time does not.
// A later commit always has a later clock, also when the machine's clock was set back.
type Clock struct {
	_      struct{} `cbor:",toarray"`
	Millis int64    // milliseconds since 1970, UTC
	Count  uint32   // orders what falls in the same millisecond
}

// Compare orders clocks: negative when c is before d.
func (c Clock) Compare(d Clock) int {
	return cmp.Or(cmp.Compare(c.Millis, d.Millis), cmp.Compare(c.Count, d.Count))
}

// Time is the clock's wall time, in UTC.
func (c Clock) Time() time.Time { return time.UnixMilli(c.Millis).UTC() }

// next is the clock of a commit at now that follows c.
func (c Clock) next(now time.Time) Clock {
	if ms := now.UnixMilli(); ms > c.Millis {
		return Clock{Millis: ms}
	}
	return Clock{Millis: c.Millis, Count: c.Count + 1}
}

// Latest is the clock of the latest commit. When its wall time lies ahead of the machine's, that was set back, or ran ahead before.
func (v *Vault) Latest() Clock {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.manifest.root.Clock
}
