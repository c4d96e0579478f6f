package vault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// move brings a file of an older format to the present one, by renewal. The file as it was keeps a second name beside
// it. It is called while opening, before anybody else sees v.
//
// A crash leaves the older file or the new one under the vault's name, whole. In the first case the next opening
// begins again and finds the second name.
func (v *Vault) move() error {
	kept, err := keepBeside(v.path, fmt.Sprintf("%s.format-%d", v.path, v.header.version))
	if err == nil {
		err = v.renew(context.Background(), RenewOptions{})
	}
	if err != nil {
		return fmt.Errorf("move to format %d: %w", formatVersion, err)
	}
	v.older = kept
	return nil
}

// OlderFile is the name under which opening kept the file of an older format, when it moved the vault to the present
// one; else it is empty. That file holds what was in the vault then, under the keys of then: who erases something
// from the vault removes it too.
func (v *Vault) OlderFile() string { return v.older }

// OlderFiles returns the names of the files of older formats that lie beside a vault, because opening moved it.
func OlderFiles(path string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil, fmt.Errorf("older files: %w", err)
	}
	var names []string
	for _, e := range entries {
		format, ok := strings.CutPrefix(e.Name(), filepath.Base(path)+".format-")
		if ok && e.Type().IsRegular() && strings.Trim(format, "0123456789-") == "" {
			names = append(names, filepath.Join(filepath.Dir(path), e.Name()))
		}
	}
	return names, nil
}

// keepBeside gives a file a second name, or one like it when that belongs to another file, and returns it.
func keepBeside(path, name string) (string, error) {
	candidate := name
	for n := 2; ; n++ {
		err := secondName(path, candidate)
		if !errors.Is(err, ErrExists) {
			return candidate, err
		}
		candidate = fmt.Sprintf("%s-%d", name, n)
	}
}

// secondName gives a file another name, which stays when the first is given to another file. Where a file can have
// one name only it is copied. A name that another file has is [ErrExists].
func secondName(path, name string) error {
	err := os.Link(path, name)
	switch {
	case err == nil:
		return syncFolder(name)
	case errors.Is(err, fs.ErrExist):
		return sameFile(path, name)
	}
	if _, there := os.Lstat(name); !errors.Is(there, fs.ErrNotExist) {
		return errors.Join(ErrExists, there)
	}
	if err := copyFile(path, temporary(name)); err != nil {
		return errors.Join(err, removeIfThere(temporary(name)))
	}
	return placeNew(temporary(name), name)
}

// sameFile returns [ErrExists] unless both names are of one file.
func sameFile(path, name string) error {
	a, err := os.Lstat(path)
	if err != nil {
		return err
	}
	b, err := os.Lstat(name)
	if err != nil {
		return err
	}
	if !os.SameFile(a, b) {
		return ErrExists
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // nothing was written
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, fileMode)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
}
