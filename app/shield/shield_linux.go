package shield

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// Without dumpable, the kernel writes no core dump, also not to a program that collects them, which a limit of size would not keep from it; and it
// refuses ptrace, /proc/PID/mem and process_vm_readv to the user's other programs. The limit is passed on to programs that this one starts or
// becomes.
var steps = []func() error{
	func() error {
		if err := unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0); err != nil {
			return fmt.Errorf("shield: refuse copies of memory: %w", err)
		}
		return nil
	},
	noCore,
}
