package ledger

import (
	"fmt"
	"maps"

	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// draftsKind is the kind of the one record that holds what is being typed. No bundle lists it.
const draftsKind = "drafts"

// drafts is that record, with its place in the vault: texts by the name of where they are typed.
type drafts struct {
	key      vault.ID
	revision Revision
	texts    map[string]string
}

func (d *drafts) take(kept vault.Record) error {
	d.key, d.revision = kept.ID, Revision(kept.Revision)
	if kept.Deleted {
		return nil
	}
	if err := decoding.Unmarshal(kept.Body, &d.texts); err != nil {
		return fmt.Errorf("%w: the drafts: %w", ErrNewer, err)
	}
	return nil
}

// Drafts returns what was being typed, by the name of where.
func (l *Ledger) Drafts() map[string]string {
	l.reading.RLock()
	defer l.reading.RUnlock()
	return maps.Clone(l.drafts.texts)
}

// SetDraft keeps what is being typed somewhere; the empty text takes it away. It is durable when SetDraft returns. It cannot be undone, and
// nobody is told: it is no record yet.
func (l *Ledger) SetDraft(name, text string) error {
	l.committing.Lock()
	defer l.committing.Unlock()
	if l.drafts.texts[name] == text {
		return nil
	}
	texts := maps.Clone(l.drafts.texts)
	if texts == nil {
		texts = map[string]string{}
	}
	texts[name] = text
	if text == "" {
		delete(texts, name)
	}
	body, err := encode(texts)
	if err != nil {
		return err
	}
	key := l.drafts.key
	if l.drafts.revision == 0 {
		if key, err = l.newKey(); err != nil {
			return err
		}
	}
	kept, err := l.store.CommitAs(vault.Note{}, []vault.Change{{ID: key, Kind: draftsKind, Base: uint64(l.drafts.revision), Body: body}})
	if err != nil {
		return fmt.Errorf("keep draft: %w", err)
	}
	l.reading.Lock()
	defer l.reading.Unlock()
	l.drafts = drafts{key: key, revision: Revision(kept[0].Revision), texts: texts}
	return nil
}
