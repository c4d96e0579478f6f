package vault

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Restore puts a copy of the vault at from in the place of the one at to, which stays under the name keep; where there is none at to, nothing is kept.
// The copy is proven before anything is touched, and takes the place in one step: after a crash there is the old file or the new one, whole. On a machine
// that has seen more of the vault it is an older copy then, and opens when that is accepted.
//
// It fails as [Open] does for what is at from; with [ErrInUse] while somebody has the vault at to open; and with [ErrExists] when there is a file at keep.
func Restore(ctx context.Context, from, to, keep string, unlock Unlock, o Options) error {
	if err := restore(ctx, from, to, keep, unlock, o); err != nil {
		return fmt.Errorf("restore: %w", named(err))
	}
	return nil
}

func restore(ctx context.Context, from, to, keep string, unlock Unlock, o Options) (err error) {
	if to, err = filepath.Abs(to); err != nil {
		return err
	}
	if real, err := filepath.EvalSymlinks(to); err == nil {
		to = real // the file itself is replaced, as its lock lies beside it
	}
	if o, err = o.withDefaults(); err != nil {
		return err
	}
	if err := refuseNetwork(filepath.Dir(to), o); err != nil {
		return err
	}
	lock, err := lockVault(to, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.release()) }()
	if _, err := os.Lstat(keep); err == nil {
		return ErrExists
	}
	if err := copyProven(ctx, from, temporary(to), unlock, o); err != nil {
		return errors.Join(err, removeIfThere(temporary(to)))
	}
	if err := keepFile(to, keep); err != nil {
		return errors.Join(err, removeIfThere(temporary(to)))
	}
	if err := os.Rename(temporary(to), to); err != nil {
		return errors.Join(err, removeIfThere(temporary(to)))
	}
	return syncFolder(to)
}

// copyProven opens a vault for reading, copies it and proves the copy.
func copyProven(ctx context.Context, from, path string, unlock Unlock, o Options) error {
	o.ReadOnly, o.CounterFolder = true, "" // how far this machine has seen the vault is asked when it is opened in its place
	v, err := open(from, unlock, o)
	if err != nil {
		return err
	}
	root, counter, err := v.copyTo(ctx, path)
	if err == nil {
		err = proveCopy(ctx, path, root, counter, o)
	}
	clear(root[:])
	return errors.Join(err, v.Close())
}

// keepFile gives a file a second name, or copies it where a file cannot have two; nothing happens when there is no file.
func keepFile(path, name string) error {
	err := os.Link(path, name)
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		if _, there := os.Lstat(path); err != nil && there == nil {
			return err // the file is there: it is the folder of the new name that is not
		}
		return nil
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	out, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, fileMode)
	if err != nil {
		return err
	}
	_, err = out.Write(content)
	if err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
}
