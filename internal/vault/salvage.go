package vault

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Salvaged is what became of a damaged vault.
type Salvaged struct {
	Path                              string
	Records, Versions, Entries, Blobs int // that the new vault holds; Records with tombstones
	// Missing is what is not in the new vault although it was in the old one, or may have been.
	Missing []Finding
	// Doubtful is what is in the new vault but not as the old one says that it was: a record in an earlier revision, Found, than the one that it had;
	// and records that the lists do not vouch for, because those are damaged themselves.
	Doubtful []Finding
	// Unlisted tells that the lists of what was there are so far damaged that more can be missing than Missing says.
	Unlisted bool
	// KeysLost tells that only what opened the damaged vault opens the new one: whose the other keys were could not be read.
	KeysLost bool
}

// Salvage writes all that still opens into a new vault at to, under a new root key, with the slots of the old one, and proves it by opening it. The old
// file stays as it is, and nothing is overwritten: a file at to is [ErrExists]. The new vault keeps the vault's id and goes on counting where the old one
// ended, so it is that vault; its journal tells what was lost. What of the journal is lost is made again from the records that it wrote, where they are
// there, and left empty where they are not. What was erased stays so.
//
// It fails with what locked the remains when they are locked, and with [ErrNotFound] when nothing at all is left.
func (r *Remains) Salvage(ctx context.Context, to string) (Salvaged, error) {
	s, err := r.salvage(ctx, to)
	if err != nil {
		return Salvaged{}, fmt.Errorf("salvage: %w", err)
	}
	return s, nil
}

func (r *Remains) salvage(ctx context.Context, to string) (Salvaged, error) {
	if r.keys == nil {
		return Salvaged{}, r.report.Locked
	}
	to, err := filepath.Abs(to)
	if err != nil {
		return Salvaged{}, err
	}
	if err := refuseNetwork(filepath.Dir(to), r.options); err != nil {
		return Salvaged{}, err
	}
	if _, err := os.Lstat(to); err == nil {
		return Salvaged{}, ErrExists
	}
	lock, err := lockVault(to, false)
	if err != nil {
		return Salvaged{}, err
	}
	defer func() { err = errors.Join(err, lock.release()) }()
	var s Salvaged
	err = guard(func() (err error) {
		s, err = r.salvageTo(ctx, to)
		return err
	})
	return s, err
}

// salvageTo writes the new file, proves it and puts it in its place.
func (r *Remains) salvageTo(ctx context.Context, to string) (Salvaged, error) {
	p, err := r.plan()
	if err != nil {
		return Salvaged{}, err
	}
	if len(p.keep) == 0 && len(p.blobs) == 0 {
		return Salvaged{}, fmt.Errorf("nothing opens: %w", ErrNotFound)
	}
	root, err := newRootKey(r.options.Random)
	if err != nil {
		return Salvaged{}, err
	}
	defer clear(root[:])
	n := &Vault{path: temporary(to), options: r.options, root: root}
	n.options.ReadOnly, n.options.CounterFolder = false, ""
	if err := r.writeNew(ctx, n, p); err != nil {
		return Salvaged{}, errors.Join(err, removeIfThere(n.path))
	}
	p.done.Path = to
	return p.done, placeNew(n.path, to)
}
