// Package vault keeps records in one encrypted file. It knows nothing of what the records mean.
//
// A vault is a bbolt file whose every value is sealed with AES-256-GCM under keys that come from one random root
// key. The root key is sealed to a few public keys, the slots: one belongs to the passphrase, the others to
// printed recovery and deputy keys. doc/vault.md describes the file to the byte.
//
// [Create] makes a vault and [Open] opens one; a vault is open in one place at a time. [Vault.Load] hands out all
// records, [Vault.Commit] changes any number of them in one durable transaction, [Vault.Journal] and
// [Vault.Versions] tell what they were, [Vault.Renew] moves everything alive into a new file under a new root key.
//
// A damaged file is told as [ErrDamaged], never as a wrong passphrase and never by less data than there was:
// before bbolt sees the file every page is proven, and a sealed manifest names every record, its revision and
// its authentication tag. Who holds the passphrase can write whatever they like, the journal included.
package vault

import (
	"crypto/rand"
	"errors"
	"io"
	"os"
	"sync"
	"time"

	bolt "go.etcd.io/bbolt"
)

// formatVersion is the version of the file format that this package makes, and the newest that it reads.
//
// Version 1 is read as it is. Opened for writing, it is moved to the present version: see [Vault.move].
const formatVersion = 2

// MaxBody is the largest body of a record, in bytes.
const MaxBody = 16 << 20

// MaxBlob is the largest blob, in bytes: a transaction holds a blob in memory.
const MaxBlob = 128 << 20

// ID identifies a record. It is random, or given by whoever makes the record, and never changes.
type ID [16]byte

// Record is one revision of a record, as it stands in the vault.
type Record struct {
	ID       ID
	Kind     string
	Revision uint64 // 1 for a new record, one more with each change
	Clock    Clock  // when it was written; the same for all records of one commit
	Author   string
	Deleted  bool   // a tombstone: the record is gone, that it existed is kept
	Entry    uint64 // the sequence of the journal entry that wrote it
	Body     []byte // belongs to the receiver
}

// Change is one wanted change of a record.
type Change struct {
	ID      ID
	Kind    string
	Base    uint64 // the revision it builds on; 0 makes a new record
	Deleted bool   // leaves a tombstone; Body must be empty
	Body    []byte
}

// Options say how a vault is opened. Now is required.
type Options struct {
	// Now tells the time, for clocks and the days noted at slots.
	Now func() time.Time
	// Random is the source of keys and nonces; nil means crypto/rand.
	Random io.Reader
	// CounterFolder keeps the highest transaction seen of each vault, so that an older copy put back is told.
	// It must exist and must not travel with the vault. Empty means that nothing is kept or compared.
	CounterFolder string
	// AttemptFolder keeps how often a wrong passphrase was tried for each vault, so that guessing by hand is slowed down. It must exist and must not
	// travel with the vault. Empty means that nobody waits.
	AttemptFolder string
	// Author is written with each change.
	Author string
	// AcceptOlder opens a copy older than this machine has seen, and makes it the newest: what was written
	// after it is lost. Only after the user said so.
	AcceptOlder bool
	// ReadOnly opens without ever writing. Several readers may share a vault, never with a writer.
	ReadOnly bool

	// UnsafeWeakKeys makes and opens vaults whose passphrase is derived in no time. It is for tests only:
	// TestProgramCannotWeakenKeys fails when anything but a test or a benchmark mentions it, and a vault made
	// with it does not open without it.
	UnsafeWeakKeys bool

	// BeforeWrite is asked before each transaction, which it refuses by an error: for tests of what the machine can do to a vault.
	BeforeWrite func() error

	network       func(path string) (bool, error) // replaces the network drive check in tests
	raiseWeakKeys bool                            // makes weak keys dearer too, in tests
}

func (o Options) withDefaults() (Options, error) {
	if o.Now == nil {
		return o, errors.New("vault options without a clock")
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	if o.network == nil {
		o.network = onNetworkDrive
	}
	return o, nil
}

// Vault is an open vault. Its methods are safe for concurrent use; a callback must not call back into it.
type Vault struct {
	path    string
	options Options
	lock    *fileLock

	mu       sync.RWMutex // guards all below; held for writing by whatever changes the file
	db       *bolt.DB
	file     *os.File // that db has open, and closes
	broken   error    // set when the file behind us can no longer be trusted; every method returns it
	root     rootKey
	keys     *keyring
	header   header
	manifest manifest
	counter  *counterFile
	seen     uint64 // the highest counter known on this machine, 0 when unknown
	noted    error  // why the counter file could not be written; told by Close
	older    string // the name that the file of an older format kept, when opening moved it to the present one
}

// Path is where the vault's file is, symbolic links resolved.
func (v *Vault) Path() string {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.path
}

// VaultID is the vault's own random id. Copies share it, and renewal keeps it.
func (v *Vault) VaultID() ID { return v.header.Vault }

// Counter is the number of transactions that the vault has seen in its life.
func (v *Vault) Counter() uint64 {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.manifest.root.Counter
}

// Close releases the file and its lock and forgets the keys. Everything committed is already durable.
func (v *Vault) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if errors.Is(v.broken, ErrClosed) {
		return nil
	}
	err := closeGuarded(v.db, v.broken != nil)
	v.db, v.file = nil, nil
	v.broken = ErrClosed
	clear(v.root[:])
	v.keys.wipe()
	return errors.Join(err, v.noted, v.counter.close(), v.lock.release())
}
