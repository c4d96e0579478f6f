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

// Revert puts a backup of this vault in the place of its file while it is open; the present file stays under the name keep. The backup is proven before anything
// is touched. From then on the vault is that of the backup, with its keys, and everything read before is outdated; the journal says that an older copy was accepted.
// Whoever else wants the vault is kept out all the time. Unlock is nil for a backup that was made under the vault's present key.
//
// It fails as [Vault.OpenBackup] does without an unlock, and as [Open] does with one; with [ErrOtherVault]; and with [ErrExists] when there is a file at keep. The vault
// is as it was then, unless every method says otherwise.
func (v *Vault) Revert(ctx context.Context, backup, keep string, unlock *Unlock) error {
	if err := v.revert(ctx, backup, keep, unlock); err != nil {
		return fmt.Errorf("revert: %w", err)
	}
	return nil
}

func (v *Vault) revert(ctx context.Context, backup, keep string, unlock *Unlock) error {
	c, err := v.openAny(backup, unlock)
	if err != nil {
		return err
	}
	v.mu.Lock() // a renewal would write to the same temporary file
	defer v.mu.Unlock()
	root, counter, err := c.copyTo(ctx, temporary(v.path))
	if err == nil {
		err = proveCopy(ctx, temporary(v.path), root, counter, v.options)
	}
	defer clear(root[:])
	err = errors.Join(err, c.Close())
	if err == nil {
		err = v.keepAside(keep)
	}
	if err != nil {
		return errors.Join(err, removeIfThere(temporary(v.path)))
	}
	if err := v.takePlace(root); err != nil {
		return err
	}
	err = v.transact(ActRestore, func(*transaction) error { return nil })
	if err == nil && v.header.version < formatVersion {
		err = v.move() // as opening it would
	}
	return err
}

// takePlace puts the file under the temporary name in the place of the vault's own, and opens it with a root key. Both are closed meanwhile: Windows renames
// no file that is open.
func (v *Vault) takePlace(root rootKey) error {
	err := closeGuarded(v.db, false)
	v.db, v.file = nil, nil
	if err == nil {
		err = os.Rename(temporary(v.path), v.path)
	}
	if err != nil {
		v.broken = errors.Join(v.reopen(v.root), removeIfThere(temporary(v.path)))
		return err
	}
	v.broken = errors.Join(syncFolder(v.path), v.reopen(root))
	return v.broken
}

// openAny opens a backup of this vault by the vault's own key, or by an unlock when one is given.
func (v *Vault) openAny(backup string, unlock *Unlock) (*Vault, error) {
	if unlock == nil {
		return v.OpenBackup(backup)
	}
	o := v.options
	o.ReadOnly, o.CounterFolder = true, ""
	c, err := open(backup, *unlock, o)
	if err != nil {
		return nil, err
	}
	if c.VaultID() != v.VaultID() {
		return nil, errors.Join(ErrOtherVault, c.Close())
	}
	return c, nil
}

// keepAside gives the vault's present file a second name.
func (v *Vault) keepAside(keep string) error {
	if err := v.writable(); err != nil {
		return err
	}
	if err := v.readyToWrite(); err != nil {
		return err // what is there is not what is open: that would be lost
	}
	if _, err := os.Lstat(keep); err == nil {
		return ErrExists
	}
	return keepFile(v.path, keep)
}

// keepFile gives a file a second name, or copies it where a file cannot have two; nothing happens when there is no file.
func keepFile(path, name string) error {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return secondName(path, name)
}
