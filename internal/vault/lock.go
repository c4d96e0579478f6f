package vault

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/gofrs/flock"
)

// fileLock is the lock beside a vault. bbolt's own is on the file's inode and does not survive its replacement.
// The operating system lets go of it when the process ends, so one that is left behind harms nobody; the file
// itself stays, because removing it would let two processes hold a lock of the same name.
type fileLock struct{ file *flock.Flock }

// lockVault takes the lock of the vault at path, or fails at once with [ErrInUse].
func lockVault(path string, shared bool) (*fileLock, error) {
	l := flock.New(path + ".lock")
	take := l.TryLock
	if shared {
		take = l.TryRLock
	}
	switch taken, err := take(); {
	case shared && (errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)):
		return nil, nil // a medium that nobody can write to
	case err != nil:
		return nil, fmt.Errorf("lock: %w", err)
	case !taken:
		return nil, ErrInUse
	}
	return &fileLock{file: l}, nil
}

func (l *fileLock) release() error {
	if l == nil {
		return nil
	}
	if err := l.file.Unlock(); err != nil {
		return fmt.Errorf("release lock: %w", err)
	}
	return nil
}
