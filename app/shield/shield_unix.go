//go:build unix

package shield

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// noCore limits core dumps to nothing. GOTRACEBACK=crash, which asks the Go runtime for one, is then asked in vain.
func noCore() error {
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}); err != nil {
		return fmt.Errorf("shield: limit core dumps: %w", err)
	}
	return nil
}
