package main

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

const cacheMethod = "posix_fadvise DONTNEED"

// dropCache makes the next reading of a file come from the disk.
func dropCache(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), unix.Fadvise(int(file.Fd()), 0, 0, unix.FADV_DONTNEED), file.Close())
}
