package vault

import (
	"strings"

	"golang.org/x/sys/windows"
)

// sameDisk compares the roots of the volumes, also those that are mounted in a folder.
func sameDisk(a, b string) (bool, error) {
	first, err := volumeOf(a)
	if err != nil {
		return false, err
	}
	second, err := volumeOf(b)
	return strings.EqualFold(first, second), err
}

func volumeOf(path string) (string, error) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return "", err
	}
	root := make([]uint16, windows.MAX_LONG_PATH)
	if err := windows.GetVolumePathName(name, &root[0], uint32(len(root))); err != nil {
		return "", err
	}
	return windows.UTF16ToString(root), nil
}
