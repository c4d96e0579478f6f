package vault

import (
	"context"
	"errors"
	"fmt"
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
	if err := v.putBack(ctx); err != nil {
		return fmt.Errorf("put back: %w", named(err))
	}
	return nil
}

func (v *Vault) putBack(ctx context.Context) error {
	if err := MakeFolder(filepath.Dir(v.path)); err != nil {
		return err
	}
	if err := v.lockAgain(); err != nil {
		return err
	}
	root, counter, err := v.copyOpen(ctx, temporary(v.path))
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
