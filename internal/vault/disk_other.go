//go:build !unix && !windows

package vault

import "errors"

func sameDisk(string, string) (bool, error) {
	return false, errors.New("this system does not tell what disk a folder is on")
}
