//go:build unix

package vault

import (
	"errors"
	"os"
)

func syncDirectory(folder string) error {
	d, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// renamesOpenFiles tells whether a file that is open can get another name.
const renamesOpenFiles = true
