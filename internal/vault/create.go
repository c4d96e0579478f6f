package vault

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
)

// The names of the two slots that every new vault has. Programs show their kind, not these.
const (
	namePassphrase = "passphrase"
	nameRecovery   = "recovery"
)

// Create makes an empty vault and opens it. It never overwrites: a path that exists is [ErrExists]. A crash leaves
// no vault or a whole one. The recovery key is told this once.
func Create(path string, passphrase []byte, o Options) (*Vault, RecoveryKey, error) {
	v, key, err := create(path, passphrase, o)
	if err != nil {
		return nil, RecoveryKey{}, fmt.Errorf("create vault: %w", named(err))
	}
	return v, key, nil
}

func create(path string, passphrase []byte, o Options) (*Vault, RecoveryKey, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, RecoveryKey{}, err
	}
	if o.ReadOnly {
		return nil, RecoveryKey{}, ErrReadOnly
	}
	if path, err = filepath.Abs(path); err != nil {
		return nil, RecoveryKey{}, err
	}
	folder, err := resolve(filepath.Dir(path))
	if err != nil {
		return nil, RecoveryKey{}, err
	}
	path = filepath.Join(folder, filepath.Base(path))
	if err := refuseNetwork(folder, o); err != nil {
		return nil, RecoveryKey{}, err
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return nil, RecoveryKey{}, errors.Join(ErrExists, err)
	}
	lock, err := lockVault(path, false)
	if err != nil {
		return nil, RecoveryKey{}, err
	}
	v := &Vault{path: path, options: o, lock: lock}
	key, err := v.create(passphrase)
	if err != nil {
		return nil, RecoveryKey{}, errors.Join(err, v.abandon(), lock.release())
	}
	return v, key, nil
}

// create makes the file under a temporary name, puts it in place and opens it.
func (v *Vault) create(passphrase []byte) (RecoveryKey, error) {
	d, err := newDerivation(v.options)
	if err != nil {
		return RecoveryKey{}, err
	}
	private, err := d.privateKey(passphrase)
	if err != nil {
		return RecoveryKey{}, err
	}
	key, err := newRecoveryKey(v.options.Random)
	if err != nil {
		return RecoveryKey{}, err
	}
	recovery, err := key.privateKey()
	if err != nil {
		return RecoveryKey{}, err
	}
	var id ID
	if _, err := io.ReadFull(v.options.Random, id[:]); err != nil {
		return RecoveryKey{}, fmt.Errorf("read random vault id: %w", err)
	}
	root, err := newRootKey(v.options.Random)
	if err != nil {
		return RecoveryKey{}, err
	}
	now := v.options.Now()
	used := newSlot(SlotPassphrase, namePassphrase, private, now)
	used.LastTried = day(now)
	n, err := v.startNew(id, root, d, []slot{used, newSlot(SlotRecovery, nameRecovery, recovery, now)})
	if err != nil {
		return RecoveryKey{}, err
	}
	err = n.transact(ActCreate, func(t *transaction) error { return t.putHeader(n.header) })
	if err := errors.Join(err, n.finishNew()); err != nil {
		return RecoveryKey{}, err
	}
	if err := placeNew(temporary(v.path), v.path); err != nil {
		return RecoveryKey{}, err
	}
	return key, v.reopen(root)
}

// startNew makes the file of a new vault under v's temporary name, with empty buckets. It is written without
// syncing, until finishNew.
func (v *Vault) startNew(id ID, root rootKey, d derivation, slots []slot) (*Vault, error) {
	n := &Vault{path: temporary(v.path), options: v.options, root: root}
	var err error
	if n.keys, err = newKeyring(root, id, formatVersion, v.options.Random); err != nil {
		return nil, err
	}
	if n.header, err = newHeader(root, n.keys, d, slots); err != nil {
		return nil, err
	}
	n.manifest = manifest{root: rootLine{Head: make([]byte, 32), FoldedHead: make([]byte, 32)}, stale: map[byte]bool{}}
	if err := removeIfThere(n.path); err != nil {
		return nil, err
	}
	o := storeOptions(false)
	o.NoSync = true
	if n.db, err = bolt.Open(n.path, fileMode, o); err != nil {
		return nil, fmt.Errorf("make file: %w", err)
	}
	if err := n.db.Update(makeBuckets); err != nil {
		return nil, errors.Join(fmt.Errorf("make buckets: %w", err), n.db.Close(), removeIfThere(n.path))
	}
	return n, nil
}

func makeBuckets(tx *bolt.Tx) error {
	for _, name := range buckets {
		if _, err := tx.CreateBucket([]byte(name)); err != nil {
			return err
		}
	}
	for _, name := range []string{headerFirst, headerSecond} {
		if _, err := tx.Bucket([]byte(bucketHeader)).CreateBucket([]byte(name)); err != nil {
			return err
		}
	}
	return nil
}

// finishNew makes a new file durable and closes it.
func (v *Vault) finishNew() error {
	return errors.Join(v.db.Sync(), v.db.Close())
}

// reopen opens v's file with a root key that is known, and proves it like any other.
func (v *Vault) reopen(root rootKey) error {
	if err := v.reattach(root, (*manifest).proveAll); err != nil {
		return err
	}
	if v.counter == nil {
		v.counter = openCounter(v.options.CounterFolder, v.header.Vault)
	}
	v.seen = max(v.seen, v.manifest.root.Counter) // less than was seen is in the file only after [Vault.Revert]
	if err := v.counter.write(v.seen); err != nil {
		v.noted = fmt.Errorf("keep transaction counter: %w", err)
	}
	return nil
}

// reattach opens v's file with a root key that is known; content proves what the manifest lists.
func (v *Vault) reattach(root rootKey, content func(*manifest, *bolt.Tx) error) error {
	file, sealed, _, err := inspect(v.path, v.options.ReadOnly)
	if err != nil {
		return err
	}
	if err := v.useRoot(root, sealed); err != nil {
		return errors.Join(err, file.Close())
	}
	return v.attach(file, sealed, content)
}
