package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Logged is one entry of the vault's journal, as people look back on it.
type Logged struct {
	Made
	Act     vault.Act
	Touched []Mention // the first of the records
	More    int       // how many records are not mentioned
	Council bool      // the settings were changed
}

// Mention is a record in an entry of the journal.
type Mention struct {
	ID      partnership.ID // empty when it was erased since
	Kind    partnership.Kind
	Label   string // what it was called then
	New     bool
	Removed bool
}

// mentions is how many records of an entry are mentioned.
const mentions = 20

// Timeline hands what was done to each, the last first, until each returns false. What was being typed and the bytes of
// attachments are not told apart from the records that they belong to.
func (l *Ledger) Timeline(ctx context.Context, each func(Logged) (more bool)) error {
	var list []vault.Entry // the store allows no questions while it hands out entries
	const batch = 64
	for before := uint64(0); ; {
		list = list[:0]
		err := l.store.JournalBack(ctx, before, func(e vault.Entry) bool {
			list = append(list, e)
			return len(list) < batch
		})
		if err != nil {
			return fmt.Errorf("timeline: %w", err)
		}
		for _, e := range list {
			if e.Act == vault.ActBlob || e.Act == vault.ActUnblob {
				continue
			}
			logged, err := l.logged(e)
			if err != nil {
				return fmt.Errorf("timeline: %w", err)
			}
			if e.Act == vault.ActCommit && len(logged.Touched) == 0 && !logged.Council {
				continue // what was being typed, and what else is no record
			}
			if !each(logged) {
				return nil
			}
		}
		if len(list) < batch {
			return nil
		}
		before = list[len(list)-1].Sequence
	}
}

func (l *Ledger) logged(e vault.Entry) (Logged, error) {
	logged := Logged{Made: madeBy(e), Act: e.Act}
	if e.Act != vault.ActCommit {
		logged.More = len(e.Changes)
		return logged, nil
	}
	for _, c := range e.Changes {
		switch {
		case c.Kind == settingsKind:
			logged.Council = true
		case !slices.Contains(partnership.Kinds(), partnership.Kind(c.Kind)):
		case len(logged.Touched) == mentions:
			logged.More++
		default:
			m, err := l.mention(c)
			if err != nil {
				return Logged{}, err
			}
			logged.Touched = append(logged.Touched, m)
		}
	}
	return logged, nil
}

func (l *Ledger) mention(c vault.EntryChange) (Mention, error) {
	m := Mention{Kind: partnership.Kind(c.Kind), New: c.Revision == 1, Removed: c.Deleted}
	before, after, err := l.around(c)
	if errors.Is(err, errErased) { // that it was there is all that is known
		return m, nil
	}
	if err != nil {
		return m, err
	}
	body := after
	if body == nil {
		body = before
	}
	r, err := decodeRow(m.Kind, body)
	if err != nil {
		return m, err
	}
	m.ID, m.Label = r.record.RecordID(), r.record.Label()
	return m, nil
}
