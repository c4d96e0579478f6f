// Package desk is the front door: one method per thing that a coordinator does. The window and the command line both
// call it and nothing below it.
//
// A [Desk] is an open vault with its records in memory. The desk opens, joins and passes on; what is decided, computed
// or checked lives in the packages below. Every error is or wraps an [*Error] that names a [Fault], for which the
// translations have a sentence.
package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/assets"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/find"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Surroundings are what a desk needs from the machine and the person that it stands with.
type Surroundings struct {
	Now           func() time.Time   // the clock, in the person's time zone
	Random        io.Reader          // source of keys and ids, such as crypto/rand.Reader
	CounterFolder string             // where the machine remembers how far it has seen each vault
	AttemptFolder string             // where the machine counts wrong passphrases; empty lets nobody wait
	Keyring       Keyring            // where the system keeps secrets; nil when it cannot be used
	Host          string             // what the machine is called, which names its keyring's key
	Author        string             // who is noted as having changed something
	Words         *language.Language // the language that people read
	ReadOnly      bool               // nothing will be changed: others may read the vault at the same time
	AcceptOlder   bool               // open a copy older than this machine has seen: only when the person said so
	BeforeWrite   func() error       // for tests: what the disk says before each transaction; nil is a disk that does not fail
	Progress      func(Progress)     // called now and then during long work; may be nil
}

// Progress tells how far long work is.
type Progress struct {
	Step    Step
	Records int // done so far
}

// Step is a part of long work.
type Step string

// The steps.
const (
	StepLoading  Step = "loading"  // records from the vault
	StepReading  Step = "reading"  // records from a file
	StepRenewing Step = "renewing" // parts of the vault written anew and read back
	StepCopies   Step = "copies"   // copies of the vault looked at: Records counts those
)

func (s Surroundings) report(step Step) func(records int) {
	if s.Progress == nil {
		return nil
	}
	return func(records int) { s.Progress(Progress{step, records}) }
}

func (s Surroundings) today() date.Day { return date.OfTime(s.Now()) }

// prepare makes the folders in which the machine remembers things of vaults.
func (s Surroundings) prepare() error {
	for _, folder := range []string{s.CounterFolder, s.AttemptFolder} {
		if folder == "" {
			continue
		}
		if err := vault.MakeFolder(folder); err != nil {
			return About(folder, err)
		}
	}
	return nil
}

func (s Surroundings) vaultOptions() vault.Options {
	return vault.Options{
		Now:           s.Now,
		Random:        s.Random,
		CounterFolder: s.CounterFolder,
		AttemptFolder: s.AttemptFolder,
		Author:        s.Author,
		AcceptOlder:   s.AcceptOlder,
		ReadOnly:      s.ReadOnly,
		BeforeWrite:   s.BeforeWrite,
	}
}

// Desk is an open vault with all its records in memory. Make one with [Open], [Create] or [CreateDemo]; its methods may
// be called from several goroutines.
type Desk struct {
	around Surroundings
	vault  *vault.Vault
	ledger *ledger.Ledger
	words  atomic.Pointer[language.Language] // that people read; see [Desk.Speak]
	twins  twinsSeen
	index  func() *find.Index // built at the first search, then kept up to date

	proposed    proposedToday // how much may be cleaned up
	erasedAgain int           // persons, when it was opened
	erasureLeft error         // why one that was cut off could not be finished

	copying sync.Mutex // held while copies are made: one at a time
}

// Open opens the vault in file with its passphrase.
func Open(ctx context.Context, file string, passphrase []byte, s Surroundings) (*Desk, error) {
	if err := s.prepare(); err != nil {
		return nil, err
	}
	return openWith(ctx, file, vault.Passphrase(passphrase), s)
}

func openWith(ctx context.Context, file string, unlock Unlock, s Surroundings) (*Desk, error) {
	v, err := vault.Open(file, unlock, s.vaultOptions())
	if err != nil {
		return nil, About(file, err)
	}
	return furnish(ctx, file, v, s)
}

// Create makes an empty vault in file, which must not exist yet, and opens it. The recovery key opens the vault when the
// passphrase is lost; it is not kept anywhere and cannot be told again. A passphrase that is too easy to guess is refused with [FaultWeakPassphrase].
func Create(ctx context.Context, file string, passphrase []byte, s Surroundings) (*Desk, string, error) {
	if err := refuseWeak(passphrase, file, s); err != nil {
		return nil, "", err
	}
	return create(ctx, file, passphrase, s)
}

// create makes a vault whatever its passphrase is.
func create(ctx context.Context, file string, passphrase []byte, s Surroundings) (*Desk, string, error) {
	if err := s.prepare(); err != nil {
		return nil, "", err
	}
	v, recovery, err := vault.Create(file, passphrase, s.vaultOptions())
	if err != nil {
		return nil, "", About(file, err)
	}
	d, err := furnish(ctx, file, v, s)
	return d, recovery.String(), err
}

// furnish reads the records of an opened vault.
func furnish(ctx context.Context, file string, v *vault.Vault, s Surroundings) (*Desk, error) {
	vocabulary, err := programVocabulary()
	if err != nil {
		return nil, errors.Join(About(file, err), v.Close())
	}
	l, err := ledger.Open(ctx, v, ledger.Options{
		Vocabulary: vocabulary, Random: s.Random, Progress: s.report(StepLoading),
	})
	if err != nil {
		return nil, errors.Join(About(file, err), v.Close())
	}
	d := &Desk{around: s, vault: v, ledger: l}
	d.words.Store(s.Words)
	d.index = sync.OnceValue(d.buildIndex)
	l.Subscribe(d.proposed.forget)
	d.keepErased(ctx)
	return d, nil
}

// programVocabulary returns the words that the program brings.
func programVocabulary() (partnership.Vocabulary, error) {
	return partnership.ReadVocabulary(assets.Vocabulary(), assets.LegalBases())
}

// Speak says in which language people read from now on.
func (d *Desk) Speak(words *language.Language) { d.words.Store(words) }

// Close closes the vault. Everything that was committed is in it already.
func (d *Desk) Close() error {
	if err := d.vault.Close(); err != nil {
		return About(d.vault.Path(), fmt.Errorf("close vault: %w", err))
	}
	return nil
}

// Municipality returns the name of the municipality that the vault belongs to, or the empty string.
func (d *Desk) Municipality() string { return d.ledger.Municipality() }

// Place returns the vault's file.
func (d *Desk) Place() string { return d.vault.Path() }
