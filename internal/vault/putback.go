package vault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// PutBack gives an open vault whose file was moved or removed its place again: a copy of what is open is written there, proven, and worked on
// from then on. What was moved elsewhere stays as it was. A vault that is in its place is left alone; it fails with [ErrReplaced] when
// another file has taken the place.
func (v *Vault) PutBack(ctx context.Context) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.writable(); err != nil {
		return err
	}
	switch err := v.inPlace(); {
	case err == nil:
		return nil
	case !errors.Is(err, ErrMoved):
		return fmt.Errorf("put back: %w", err)
	}
	err := MakeFolder(filepath.Dir(v.path))
	if err == nil {
		err = v.lockAgain()
	}
	if err == nil {
		err = v.place(ctx)
	}
	if err != nil {
		return fmt.Errorf("put back: %w", named(err))
	}
	return nil
}

// MoveAside gives an open vault whose place was taken by another file a new place, which must be free: a copy of what is open is written there,
// proven, and worked on from then on. The file that took its place is not touched.
func (v *Vault) MoveAside(ctx context.Context, path string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.writable(); err != nil {
		return err
	}
	if err := v.moveAside(ctx, path); err != nil {
		return fmt.Errorf("move aside: %w", named(err))
	}
	return nil
}

func (v *Vault) moveAside(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return ErrExists
	}
	lock, err := lockVault(path, false)
	if err != nil {
		return err
	}
	before, place := v.lock, v.path
	v.path = path
	if err := v.place(ctx); err != nil {
		if v.broken == nil {
			v.path = place // it is still open as it was
			return errors.Join(err, lock.release())
		}
		return errors.Join(err, lock.release())
	}
	v.lock = lock
	return before.release()
}

// place writes what is open to the vault's place, which is free, and opens it there.
func (v *Vault) place(ctx context.Context) error {
	root, counter, err := writeCopy(temporary(v.path), func(out io.Writer) (rootKey, uint64, error) { return v.copyOpen(ctx, out) })
	if err == nil {
		err = proveCopy(ctx, temporary(v.path), root, counter, v.options)
	}
	if err != nil {
		return errors.Join(err, removeIfThere(temporary(v.path)))
	}
	if err := placeNew(temporary(v.path), v.path); err != nil {
		return err
	}
	err = closeGuarded(v.db, false)
	v.db, v.file = nil, nil
	if err == nil {
		err = v.reopen(root)
	}
	v.broken = err
	return err
}

// lockAgain takes the lock of the place when the one that is held was moved or removed as well.
func (v *Vault) lockAgain() error {
	if _, err := os.Lstat(v.path + ".lock"); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	lock, err := lockVault(v.path, false)
	if err != nil {
		return err
	}
	before := v.lock
	v.lock = lock
	return before.release()
}
