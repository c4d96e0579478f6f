package vault

import "fmt"

// SameDisk tells whether two files or folders, which exist, lie on one disk or share: a folder that a stick is mounted on lies on the machine's own
// disk as soon as the stick is gone.
func SameDisk(a, b string) (bool, error) {
	same, err := sameDisk(a, b)
	if err != nil {
		return false, fmt.Errorf("look at the disk: %w", err)
	}
	return same, nil
}
