package vault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
)

// Backup writes a copy of the vault, as it stands at this moment, to a new file, and proves the copy by opening it and reading all of it. It
// never overwrites: a path that exists is [ErrExists]. Whoever writes waits while the bytes are copied, not while they become durable or are proven. A backup is a
// vault like any other, with the same keys; opened on a machine that has seen more of it, it is an older copy. What is left of a backup that was cut off ends in
// ".new" and is overwritten by the next of that name.
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

// BackupAgain copies a backup of this vault to a second place, and proves that copy too. Nobody waits for it: the vault's own file is not looked at, and a slow
// stick or network keeps no writer from working. It fails as [Vault.Backup] does, and with [ErrOtherKey] when the vault was renewed since.
func (v *Vault) BackupAgain(ctx context.Context, backup, path string) error {
	c, err := v.OpenBackup(backup)
	if err != nil {
		return fmt.Errorf("backup again: %w", err)
	}
	return errors.Join(c.Backup(ctx, path), c.Close())
}

// OpenBackup opens a backup of this vault for reading, with the vault's own key. It takes no lock: nobody writes to a backup. It fails with
// [ErrOtherVault] when it is of another vault; with [ErrOtherKey] when it was made before the vault was renewed last, so that it needs a passphrase or a
// printed key of that time; and otherwise as [Open] does.
func (v *Vault) OpenBackup(path string) (*Vault, error) {
	v.mu.RLock()
	root, id, broken, o := v.root, v.header.Vault, v.broken, v.options
	v.mu.RUnlock()
	defer clear(root[:])
	if broken != nil {
		return nil, broken
	}
	path, err := resolve(path)
	if err == nil {
		err = ofVault(path, id, root, o)
	}
	if err != nil {
		return nil, fmt.Errorf("open backup: %w", err)
	}
	o.ReadOnly, o.CounterFolder = true, ""
	c := &Vault{path: path, options: o}
	if err := c.reopen(root); err != nil {
		return nil, fmt.Errorf("open backup: %w", errors.Join(err, c.abandon()))
	}
	return c, nil
}

// ofVault proves that a file is a vault of that id, under that root key.
func ofVault(path string, id ID, root rootKey, o Options) error {
	file, sealed, _, err := inspect(path, true)
	if err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if sealed.Vault != id {
		return ErrOtherVault
	}
	keys, err := newKeyring(root, id, sealed.version, o.Random)
	if err != nil {
		return err
	}
	defer keys.wipe()
	if sealed.prove(keys) != nil { // the header's own checksum is right, so it is no damage
		return ErrOtherKey
	}
	return nil
}

// Identify returns the id of the vault at path, which needs no key. Every page of the file is proven first. It fails as [Open] does, but for what needs a key.
func Identify(path string) (ID, error) {
	file, sealed, _, err := inspect(path, true)
	if err != nil {
		return ID{}, fmt.Errorf("identify vault: %w", err)
	}
	return sealed.Vault, file.Close()
}

// copyTo copies the file while nobody writes, makes the copy durable, and returns what opens it and how far it is.
func (v *Vault) copyTo(ctx context.Context, path string) (rootKey, uint64, error) {
	return writeCopy(path, func(out io.Writer) (rootKey, uint64, error) { return v.copyBytes(ctx, out) })
}

func writeCopy(path string, write func(io.Writer) (rootKey, uint64, error)) (root rootKey, counter uint64, err error) {
	out, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, fileMode)
	if err != nil {
		return root, 0, err
	}
	root, counter, err = write(out)
	if err == nil {
		err = out.Sync() // after the writers were let go: the bytes of the copy change no more
	}
	return root, counter, errors.Join(err, out.Close())
}

func (v *Vault) copyBytes(ctx context.Context, out io.Writer) (root rootKey, counter uint64, err error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.copyOpen(ctx, out)
}

// copyOpen copies the file that is open, also when its name is gone. The caller holds v.mu.
func (v *Vault) copyOpen(ctx context.Context, out io.Writer) (root rootKey, counter uint64, err error) {
	if v.broken != nil {
		return root, 0, v.broken
	}
	info, err := v.file.Stat()
	if err != nil {
		return root, 0, err
	}
	if _, err := io.Copy(out, &stoppable{ctx, io.NewSectionReader(v.file, 0, info.Size())}); err != nil {
		return root, 0, err
	}
	return v.root, v.manifest.root.Counter, nil
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
