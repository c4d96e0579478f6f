// Package ledger keeps all records of an open vault in memory and is the only way to change them.
//
// [Open] reads the vault once; from then on questions are answered from memory. [Ledger.Commit] changes several records
// at a time: all of them are durable in the vault, or none is changed. Whoever commits names the revision that a record
// was read at; when it was changed meanwhile the commit is refused with a [ConflictError] and nothing is overwritten.
// Every commit is told to whoever subscribed, and can be undone and redone, also after the vault was closed.
//
// What goes in and comes out is copied, so no caller can change the picture that others see. All methods may be called
// from several goroutines.
package ledger

import (
	"context"
	"fmt"
	"io"
	"sync"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Store is where records are kept: an open [vault.Vault].
type Store interface {
	// Load calls each for every record, removed ones too, and stops at the first error.
	Load(ctx context.Context, each func(vault.Record) error) error
	// CommitAs makes the changes durable, all or none, notes them in the journal, and returns the records as they are now,
	// in the same order. When a record is not at the revision that a change builds on, the error must wrap
	// vault.ErrConflict.
	CommitAs(note vault.Note, changes []vault.Change) ([]vault.Record, error)
	// JournalBack hands the entries of the journal that come before one of them to each, the newest first, until it
	// returns false. Before 0 it hands out all.
	JournalBack(ctx context.Context, before uint64, each func(vault.Entry) (more bool)) error
	// Entry returns one entry of the journal.
	Entry(sequence uint64) (vault.Entry, error)
	// Versions returns all revisions of a record, the oldest first.
	Versions(id vault.ID) ([]vault.Version, error)
	// HasBlob reports whether the bytes of an attachment are there.
	HasBlob(id vault.BlobID) bool
}

// Revision counts the changes of one record. 0 is a record that is not there.
type Revision uint64

// Options are what a ledger needs beside its store.
type Options struct {
	Vocabulary partnership.Vocabulary // the words that records may use
	Random     io.Reader              // source of the vault's ids, such as crypto/rand.Reader
	Progress   func(records int)      // called now and then while loading; may be nil
}

// Ledger is all records of an open vault. Create one with [Open].
type Ledger struct {
	store   Store
	options Options

	committing sync.Mutex // held during a commit, its undo history and its event
	steps      steps
	graves     graves
	listeners  listeners

	reading sync.RWMutex // guards picture and settings; never held while the store works
	picture picture
	council settings
	words   *partnership.Vocabulary // with the user's own legal bases; replaced, never changed
	drafts  drafts

	erasures erasures
}

// Open reads all records of the store. The error wraps what the store said, or [ErrNewer].
func Open(ctx context.Context, store Store, options Options) (*Ledger, error) {
	l := &Ledger{store: store, options: options, picture: newPicture()}
	if err := l.load(ctx); err != nil {
		return nil, fmt.Errorf("open ledger: %w", err)
	}
	return l, nil
}

// progressEvery is after how many records the progress is told.
const progressEvery = 1000

func (l *Ledger) load(ctx context.Context) error {
	count := 0
	err := l.store.Load(ctx, func(kept vault.Record) error {
		count++
		if l.options.Progress != nil && count%progressEvery == 0 {
			l.options.Progress(count)
		}
		return l.take(kept)
	})
	if err != nil {
		return err
	}
	l.picture.index()
	l.words = l.wordsWith(l.council.values.Bases)
	if l.options.Progress != nil {
		l.options.Progress(count)
	}
	return nil
}

// wordsWith returns the vocabulary with own legal bases.
func (l *Ledger) wordsWith(own []partnership.OwnBasis) *partnership.Vocabulary {
	words := l.options.Vocabulary.WithOwn(own)
	return &words
}

// take puts one kept record into the picture.
func (l *Ledger) take(kept vault.Record) error {
	if kept.Kind == settingsKind {
		return l.council.take(kept)
	}
	if kept.Kind == draftsKind {
		return l.drafts.take(kept)
	}
	if kept.Kind == erasuresKind {
		return l.erasures.take(kept)
	}
	if kept.Deleted {
		l.graves.nameless = append(l.graves.nameless, kept.ID)
		return nil
	}
	r, err := decodeRow(partnership.Kind(kept.Kind), kept.Body)
	if err != nil {
		return err
	}
	r.key, r.revision = kept.ID, Revision(kept.Revision)
	l.picture.rows[r.record.RecordID()] = r
	return nil
}
