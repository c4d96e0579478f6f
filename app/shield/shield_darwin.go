package shield

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// ptDenyAttach is PT_DENY_ATTACH of <sys/ptrace.h>.
const ptDenyAttach = 31

var steps = []func() error{
	noCore,
	func() error {
		if _, _, errno := unix.Syscall6(unix.SYS_PTRACE, ptDenyAttach, 0, 0, 0, 0, 0); errno != 0 {
			return fmt.Errorf("shield: refuse debuggers: %w", errno)
		}
		return nil
	},
}
