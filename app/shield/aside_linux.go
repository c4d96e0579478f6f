package shield

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// Aside does something with the shield put aside, for what a desktop only gives to programs that it may look into. Nothing secret may be in memory
// then.
func Aside(do func()) error {
	if err := unix.Prctl(unix.PR_SET_DUMPABLE, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("shield: put aside: %w", err)
	}
	do()
	if err := unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0); err != nil {
		return fmt.Errorf("shield: refuse copies of memory: %w", err)
	}
	return nil
}
