package vault

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// onNetworkDrive tells whether path, which exists, is kept on another machine.
func onNetworkDrive(path string) (bool, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(path, &s); err != nil {
		return false, fmt.Errorf("statfs: %w", err)
	}
	return s.Flags&unix.MNT_LOCAL == 0, nil
}
