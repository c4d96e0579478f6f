package vault

import (
	"fmt"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// onNetworkDrive tells whether path, which is absolute, is kept on another machine: a share (\\server\share), or a
// drive letter that stands for one.
func onNetworkDrive(path string) (bool, error) {
	volume := filepath.VolumeName(path)
	upper := strings.ToUpper(volume)
	switch {
	case strings.HasPrefix(upper, `\\?\UNC\`):
		return true, nil
	case strings.HasPrefix(upper, `\\?\`), strings.HasPrefix(upper, `\\.\`):
		volume = volume[len(`\\?\`):]
	case strings.HasPrefix(upper, `\\`):
		return true, nil
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	if err != nil {
		return false, fmt.Errorf("name drive: %w", err)
	}
	return windows.GetDriveType(root) == windows.DRIVE_REMOTE, nil
}
