package vault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
)

// Backup writes a copy of the vault, as it stands at this moment, to a new file, and proves the copy by opening it and reading all of it. It
// never overwrites: a path that exists is [ErrExists]. Whoever writes waits while the bytes are copied, not while they are proven. A backup is a
// vault like any other, with the same keys; opened on a machine that has seen more of it, it is an older copy. What is left of a backup that was cut off ends in
// ".new" and is overwritten by the next.
func (v *Vault) Backup(ctx context.Context, path string) error {
	if err := v.backup(ctx, path); err != nil {
		return fmt.Errorf("backup: %w", named(err))
	}
	return nil
}

func (v *Vault) backup(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return ErrExists
	}
	root, counter, err := v.copyTo(ctx, temporary(path))
	if err == nil {
		err = proveCopy(ctx, temporary(path), root, counter, v.options)
	}
	clear(root[:])
	if err != nil {
		return errors.Join(err, removeIfThere(temporary(path)))
	}
	return placeNew(temporary(path), path)
}

// copyTo copies the file while nobody writes, and returns what opens the copy and how far it is.
func (v *Vault) copyTo(ctx context.Context, path string) (root rootKey, counter uint64, err error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.copyOpen(ctx, path)
}

// copyOpen copies the file that is open, also when its name is gone. The caller holds v.mu.
func (v *Vault) copyOpen(ctx context.Context, path string) (root rootKey, counter uint64, err error) {
	if v.broken != nil {
		return root, 0, v.broken
	}
	info, err := v.file.Stat()
	if err != nil {
		return root, 0, err
	}
	in := io.NewSectionReader(v.file, 0, info.Size())
	out, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, fileMode)
	if err != nil {
		return root, 0, err
	}
	_, err = io.Copy(out, &stoppable{ctx, in})
	if err == nil {
		err = out.Sync()
	}
	return v.root, v.manifest.root.Counter, errors.Join(err, out.Close())
}

// stoppable reads until its context ends.
type stoppable struct {
	ctx context.Context //nolint:containedctx // it lives as long as one copy
	in  io.Reader
}

func (s *stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.in.Read(p)
}

// proveCopy opens a copy with the root key of its original, reads all of it, and proves that it is as far.
func proveCopy(ctx context.Context, path string, root rootKey, counter uint64, o Options) error {
	o.ReadOnly, o.CounterFolder = true, ""
	p := &Vault{path: path, options: o}
	err := p.reopen(root)
	if err == nil {
		err = p.check(ctx)
	}
	if err == nil && p.manifest.root.Counter != counter {
		err = errors.New("the copy is of another moment")
	}
	if err = errors.Join(err, p.abandon()); err != nil {
		return fmt.Errorf("prove the copy: %w", err)
	}
	return nil
}
