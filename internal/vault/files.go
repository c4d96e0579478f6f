package vault

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// temporary is the name under which a vault's new file is written. It lies in the same folder, so that it can be
// put in place by rename, and the vault's lock covers it.
func temporary(path string) string { return path + ".new" }

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// placeNew gives a new file its name, and never takes the name from another file.
func placeNew(from, to string) error {
	err := os.Link(from, to)
	if errors.Is(err, fs.ErrExist) {
		return errors.Join(ErrExists, removeIfThere(from))
	}
	if err == nil {
		err = os.Remove(from)
	} else if _, there := os.Lstat(to); errors.Is(there, fs.ErrNotExist) {
		err = os.Rename(from, to) // a file system without links; the lock keeps our own kind out
	}
	if err != nil {
		return fmt.Errorf("put file in place: %w", err)
	}
	return syncFolder(to)
}

// syncFolder makes the name of path durable.
func syncFolder(path string) error {
	if err := syncDirectory(filepath.Dir(path)); err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	return nil
}

// MakeFolder makes a folder that others cannot read, with those above it where they are not there, and makes their names durable: what is
// kept in a folder whose own name was lost is lost with it.
func MakeFolder(path string) error {
	if info, err := os.Stat(path); err == nil {
		if !info.IsDir() {
			return &fs.PathError{Op: "mkdir", Path: path, Err: fs.ErrExist}
		}
		return nil
	}
	if above := filepath.Dir(path); above != path {
		if err := MakeFolder(above); err != nil {
			return err
		}
	}
	if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncFolder(path)
}
