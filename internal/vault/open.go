package vault

import (
	"crypto/hpke"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// Unlock is what opens a vault: make one with [Passphrase] or [Recovery].
type Unlock struct {
	passphrase []byte
	recovery   string
	derived    *derivedKey // see [Unlock.ForMany]
}

// Passphrase opens by passphrase. One line end at its end is not part of it.
func Passphrase(passphrase []byte) Unlock { return Unlock{passphrase: passphrase} }

// Recovery opens by a printed recovery or deputy key.
func Recovery(text string) Unlock { return Unlock{recovery: text} }

func (u Unlock) privateKey(d derivation) (hpke.PrivateKey, error) {
	if u.recovery == "" {
		return u.derived.or(d, u.passphrase)
	}
	key, err := ParseRecoveryKey(u.recovery)
	if err != nil {
		return nil, err
	}
	return key.privateKey()
}

// Open opens the vault at path, after proving every page of the file and the list of everything in it.
//
// It fails with [ErrNotFound], [ErrInUse], [ErrNetworkDrive], [ErrNewerFormat], [ErrDamaged], [ErrWrongPassphrase],
// [ErrMistyped] or [ErrOlderCopy] where that is the reason.
func Open(path string, unlock Unlock, o Options) (*Vault, error) {
	v, err := open(path, unlock, o)
	if err != nil {
		return nil, fmt.Errorf("open vault: %w", named(err))
	}
	return v, nil
}

func open(path string, unlock Unlock, o Options) (*Vault, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	if path, err = resolve(path); err != nil {
		return nil, err
	}
	if !o.ReadOnly {
		if err := refuseNetwork(path, o); err != nil {
			return nil, err
		}
	}
	lock, err := lockVault(path, o.ReadOnly)
	if err != nil {
		return nil, err
	}
	v := &Vault{path: path, options: o, lock: lock}
	if err := v.openLocked(unlock); err != nil {
		return nil, errors.Join(err, v.abandon(), lock.release())
	}
	return v, nil
}

// resolve is the absolute path of a vault, symbolic links resolved, so that its lock lies beside the file itself.
func resolve(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%w: %w", ErrNotFound, err)
	}
	return real, err
}

func refuseNetwork(path string, o Options) error {
	remote, err := o.network(path)
	if err != nil {
		return fmt.Errorf("look at the drive: %w", err)
	}
	if remote {
		return ErrNetworkDrive
	}
	return nil
}

// openLocked opens the file, of which the lock is held.
func (v *Vault) openLocked(unlock Unlock) error {
	if !v.options.ReadOnly {
		if err := removeIfThere(temporary(v.path)); err != nil { // of a renewal that was cut off
			return err
		}
	}
	file, sealed, repair, err := inspect(v.path, v.options.ReadOnly)
	if err != nil {
		return err
	}
	used, err := v.unlockPatiently(sealed, unlock)
	if err != nil {
		return errors.Join(err, file.Close())
	}
	if err := v.attach(file, sealed, (*manifest).proveAll); err != nil {
		return err
	}
	if err := v.compareCounter(); err != nil {
		return err
	}
	if v.options.ReadOnly {
		return nil
	}
	if v.header.version < formatVersion {
		if err := v.move(); err != nil {
			return err
		}
		repair = false // both copies were written anew
	}
	return v.note(unlock, used, repair)
}

// inspect opens the file, proves its pages and reads its header, without any key.
func inspect(path string, readOnly bool) (*os.File, parsedHeader, bool, error) {
	flag := os.O_RDWR
	if readOnly {
		flag = os.O_RDONLY
	}
	file, err := os.OpenFile(path, flag, 0)
	if err != nil {
		return nil, parsedHeader{}, false, err
	}
	copies, err := walkFile(file)
	if err != nil {
		return nil, parsedHeader{}, false, errors.Join(err, file.Close())
	}
	sealed, repair, err := readHeader(copies[0], copies[1])
	if err != nil {
		return nil, parsedHeader{}, false, errors.Join(err, file.Close())
	}
	return file, sealed, repair, nil
}

// unlock finds the root key and proves the header with it. It returns the slot that was used.
func (v *Vault) unlock(sealed parsedHeader, unlock Unlock) (u unlocked, err error) {
	if err := sealed.Derivation.check(v.options.UnsafeWeakKeys); err != nil {
		return u, err
	}
	start := v.options.Now()
	key, err := unlock.privateKey(sealed.Derivation)
	if err != nil {
		return u, err
	}
	u.took = v.options.Now().Sub(start)
	var root rootKey
	if root, u.slot, err = sealed.unsealRoot(key); err != nil {
		return u, err
	}
	return u, v.useRoot(root, sealed)
}

// useRoot takes a root key into use, once it has proven the header.
func (v *Vault) useRoot(root rootKey, sealed parsedHeader) error {
	keys, err := newKeyring(root, sealed.Vault, sealed.version, v.options.Random)
	if err != nil {
		return err
	}
	if err := sealed.prove(keys); err != nil {
		return err
	}
	v.root, v.keys, v.header = root, keys, sealed.header
	return nil
}

// attach hands the very file that was proven to bbolt, and reads and proves the manifest; content proves what it lists.
func (v *Vault) attach(file *os.File, sealed parsedHeader, content func(*manifest, *bolt.Tx) error) error {
	handed := false
	err := guard(func() (err error) {
		o := storeOptions(v.options.ReadOnly)
		o.OpenFile = func(string, int, os.FileMode) (*os.File, error) {
			handed, v.file = true, file // from here on bbolt closes it
			return file, nil
		}
		v.db, err = bolt.Open(v.path, fileMode, o)
		return err
	})
	if err != nil {
		if !handed {
			err = errors.Join(err, file.Close())
		}
		if errors.Is(err, berrors.ErrTimeout) {
			return ErrInUse
		}
		return err
	}
	err = guard(func() error {
		return v.db.View(func(tx *bolt.Tx) (err error) {
			if v.manifest, err = readManifest(tx, v.keys); err != nil {
				return err
			}
			if sum := sha256.Sum256(sealed.bytes); string(sum[:]) != string(v.manifest.root.Header) {
				return damaged("header: not the one that the manifest names")
			}
			return content(&v.manifest, tx)
		})
	})
	var fault *faultError
	if errors.As(err, &fault) {
		v.broken = err
	}
	return err
}

// pageSize is the same everywhere, whatever the machine's own is, so that a vault can move.
const pageSize = 4096

const fileMode = 0o600

// storeOptions leaves bbolt's free list as a sorted array, in the file: the hash map sorts at every commit, which was
// measured to cost half a save, and a list that is not in the file is rebuilt by a goroutine that no guard covers.
func storeOptions(readOnly bool) *bolt.Options {
	return &bolt.Options{
		Timeout:      1, // bbolt's own lock is taken at once or not at all
		PageSize:     pageSize,
		NoStatistics: true,
		ReadOnly:     readOnly,
	}
}

// compareCounter tells an older copy than this machine has seen.
func (v *Vault) compareCounter() error {
	v.counter = openCounter(v.options.CounterFolder, v.header.Vault)
	v.seen = v.counter.read()
	current := v.manifest.root.Counter
	switch {
	case v.seen <= current:
		v.seen = current
		if err := v.counter.write(current); err != nil {
			v.noted = fmt.Errorf("keep transaction counter: %w", err)
		}
		return nil
	case !v.options.AcceptOlder:
		return ErrOlderCopy
	case v.options.ReadOnly:
		return nil
	}
	return v.transact(ActRestore, func(*transaction) error { return nil })
}

// note writes down the day at the slot that was used, makes its derivation dearer where this machine allows that, and mends a damaged copy of the
// header.
func (v *Vault) note(unlock Unlock, used unlocked, repair bool) error {
	slots, err := v.header.slots(v.keys)
	if err != nil {
		return err
	}
	h, raised, err := v.raise(unlock, used, v.header, slots)
	if err != nil {
		return err
	}
	today := day(v.options.Now())
	if slots[used.slot].LastTried == today && !repair && !raised {
		return nil
	}
	slots[used.slot].LastTried = today
	if h, err = h.withList(v.keys, slots); err != nil {
		return err
	}
	act := Act(0)
	if raised {
		act = ActKeys
	}
	return v.transact(act, func(t *transaction) error { return t.putHeader(h) })
}

// abandon closes what a failed opening left open.
func (v *Vault) abandon() error {
	err := errors.Join(closeGuarded(v.db, v.broken != nil), v.counter.close())
	v.db, v.file = nil, nil
	return err
}
