package ledger

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/fxamacker/cbor/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// erasuresKind is the kind of the one record that tells which persons were erased. No bundle lists it.
const erasuresKind = "erasures"

// Mark stands for the id of a record that was erased. It tells whether an id is that of the record, but not the id: an id that came from
// elsewhere may be made of a name.
type Mark [16]byte

// MarkOf returns the mark of an id in a vault, or of the name of a text.
func MarkOf(in vault.ID, id string) Mark {
	h := sha256.New()
	h.Write([]byte("bondgenoot/erased/1/"))
	h.Write(in[:])
	h.Write([]byte(id))
	return Mark(h.Sum(nil))
}

// Erasure tells that a person was erased, and nothing about the person.
type Erasure struct {
	Marks   []Mark // of the person's record, then those of attachments that went with it
	At      int64  // milliseconds since 1970, UTC
	By      string // who did it
	Records int    // that were changed or removed
	Kept    []Mark // of texts that name the person and stayed, as was chosen: they stay too when it must be done again
}

// Unfinished is what is still to be done of an erasure whose commit is durable.
type Unfinished struct {
	Versions map[vault.ID]uint64 // up to which revision the superseded versions of a record are to be forgotten
	Blobs    []vault.BlobID      // to remove
}

// Forget adds the versions of a record up to a revision.
func (u *Unfinished) Forget(key vault.ID, last uint64) {
	if u.Versions == nil {
		u.Versions = map[vault.ID]uint64{}
	}
	u.Versions[key] = max(u.Versions[key], last)
}

// erasures is the record, with its place in the vault.
type erasures struct {
	key      vault.ID
	revision Revision
	values   keptErasures
}

type keptErasures struct {
	List       []keptErasure    `json:"list,omitempty"`
	Unfinished []keptUnfinished `json:"unfinished,omitempty"`
	Blobs      [][]byte         `json:"blobs,omitempty"`
	Open       bool             `json:"open,omitempty"` // there is something to finish, if only the renewal
}

type keptErasure struct {
	Marks   [][]byte `json:"marks"`
	At      int64    `json:"at"`
	By      string   `json:"by,omitempty"`
	Records int      `json:"records,omitempty"`
	Kept    [][]byte `json:"kept,omitempty"`
}

type keptUnfinished struct {
	Key  []byte `json:"key"`
	Last uint64 `json:"last"`
}

func (e *erasures) take(kept vault.Record) error {
	e.key, e.revision = kept.ID, Revision(kept.Revision)
	if kept.Deleted {
		return nil
	}
	if err := decoding.Unmarshal(kept.Body, &e.values); err != nil {
		return fmt.Errorf("%w: the erasures: %w", ErrNewer, err)
	}
	return nil
}

// Erasures returns which persons were erased, in the order in which it was done.
func (l *Ledger) Erasures() []Erasure {
	l.reading.RLock()
	defer l.reading.RUnlock()
	var list []Erasure
	for _, k := range l.erasures.values.List {
		list = append(list, Erasure{At: k.At, By: k.By, Records: k.Records, Marks: marksOf(k.Marks), Kept: marksOf(k.Kept)})
	}
	return list
}

func marksOf(kept [][]byte) []Mark {
	var marks []Mark
	for _, m := range kept {
		if len(m) == len(Mark{}) {
			marks = append(marks, Mark(m))
		}
	}
	return marks
}

// Unfinished returns what is still to be done of erasures that were cut off, and whether there is any.
func (l *Ledger) Unfinished() (Unfinished, bool) {
	l.reading.RLock()
	defer l.reading.RUnlock()
	values := l.erasures.values
	u := Unfinished{Versions: map[vault.ID]uint64{}}
	for _, k := range values.Unfinished {
		if len(k.Key) == len(vault.ID{}) {
			u.Forget(vault.ID(k.Key), k.Last)
		}
	}
	for _, b := range values.Blobs {
		if len(b) == len(vault.BlobID{}) {
			u.Blobs = append(u.Blobs, vault.BlobID(b))
		}
	}
	return u, values.Open
}

// Erasing is a commit that erases a person.
type Erasing struct {
	Changes []Change
	Drafts  []string // by name: they are thrown away
	// Settings changes every text in the settings; nil leaves them.
	Settings func(field, text string) string
	Note     *Erasure   // nil when it is noted already
	Todo     Unfinished // what is to be done after the commit; added to what is still to be done
}

// textsOf calls visit with every text of a value; the package of mentions walks them.
type textsOf func(value any, visit func(field, text string) string)

// Erase makes the changes, notes the erasure and what is still to be done, all in one transaction; and forgets what can be undone and redone:
// the steps hold the records as they were. The errors are those of [Ledger.Commit].
func (l *Ledger) Erase(e Erasing, texts textsOf) error {
	l.committing.Lock()
	defer l.committing.Unlock()
	if err := l.check(e.Changes, *l.words); err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	c := Commit{Name: "desk.commit.erase", Changes: e.Changes}
	values, err := l.erasedSettings(e.Settings, texts)
	if err != nil {
		return err
	}
	c.Municipality, c.House, c.Preferences, c.Bases = &values.Municipality, &values.House, &values.Preferences, &values.Bases
	plan, err := l.plan(c)
	if err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	changes, err := l.sideChanges(plan.changes, e)
	if err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	kept, err := l.store.CommitAs(vault.Note{}, changes)
	if err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	l.apply(plan, kept[:len(plan.changes)])
	for _, side := range kept[len(plan.changes):] {
		if err := l.takeSide(side, changes); err != nil {
			return err
		}
	}
	l.steps.put(made{}) // nothing before it can be undone
	l.listeners.tell(Event{Cause: Committed, Name: c.Name, Changed: plan.step.changed()})
	return nil
}

// erasedSettings returns the settings with their texts changed.
func (l *Ledger) erasedSettings(change func(field, text string) string, texts textsOf) (settingsValues, error) {
	values := l.council.values
	if change == nil {
		return values, nil
	}
	body, err := encode(values) // a copy that shares no memory
	if err != nil {
		return values, err
	}
	var changed settingsValues
	if err := decoding.Unmarshal(body, &changed); err != nil {
		return values, fmt.Errorf("copy settings: %w", err)
	}
	texts(&changed, change)
	return changed, nil
}

// sideChanges adds the changes of the records that no bundle lists: drafts and the note.
func (l *Ledger) sideChanges(changes []vault.Change, e Erasing) ([]vault.Change, error) {
	if len(e.Drafts) > 0 && l.drafts.revision > 0 {
		left := maps.Clone(l.drafts.texts)
		for _, name := range e.Drafts {
			delete(left, name)
		}
		body, err := encode(left)
		if err != nil {
			return nil, err
		}
		changes = append(slices.Clone(changes), vault.Change{ID: l.drafts.key, Kind: draftsKind, Base: uint64(l.drafts.revision), Body: body})
	}
	values := l.erasures.values
	values.List, values.Open = slices.Clone(values.List), true
	if e.Note != nil {
		values.List = append(values.List, keptNote(*e.Note))
	}
	values.add(e.Todo)
	return l.withErasures(changes, values)
}

func (l *Ledger) withErasures(changes []vault.Change, values keptErasures) ([]vault.Change, error) {
	body, err := encode(values)
	if err != nil {
		return nil, err
	}
	key := l.erasures.key
	if l.erasures.revision == 0 {
		if key, err = l.newKey(); err != nil {
			return nil, err
		}
	}
	return append(slices.Clone(changes), vault.Change{ID: key, Kind: erasuresKind, Base: uint64(l.erasures.revision), Body: body}), nil
}

func keptNote(e Erasure) keptErasure {
	k := keptErasure{At: e.At, By: e.By, Records: e.Records}
	for _, m := range e.Kept {
		k.Kept = append(k.Kept, m[:])
	}
	for _, m := range e.Marks {
		k.Marks = append(k.Marks, m[:])
	}
	return k
}

// add adds to what is to be done.
func (k *keptErasures) add(todo Unfinished) {
	k.Unfinished, k.Blobs = slices.Clone(k.Unfinished), slices.Clone(k.Blobs)
	for _, id := range slices.SortedFunc(maps.Keys(todo.Versions), func(a, b vault.ID) int { return bytes.Compare(a[:], b[:]) }) {
		k.Unfinished = append(k.Unfinished, keptUnfinished{Key: id[:], Last: todo.Versions[id]})
	}
	for _, b := range todo.Blobs {
		k.Blobs = append(k.Blobs, b[:])
	}
}

// takeSide takes what was kept beside the records into memory.
func (l *Ledger) takeSide(kept vault.Record, changes []vault.Change) error {
	l.reading.Lock()
	defer l.reading.Unlock()
	i := slices.IndexFunc(changes, func(c vault.Change) bool { return c.ID == kept.ID })
	kept.Body = changes[i].Body
	if kept.Kind == draftsKind {
		l.drafts.texts = nil
		return l.drafts.take(kept)
	}
	l.erasures.values = keptErasures{}
	return l.erasures.take(kept)
}

// FinishErasures notes that everything of [Ledger.Unfinished] is done.
func (l *Ledger) FinishErasures() error {
	return l.keepErasures(func(values *keptErasures) {
		*values = keptErasures{List: values.List}
	})
}

// NoteErasures adds to the list of erasures what another copy of the vault knew.
func (l *Ledger) NoteErasures(more ...Erasure) error {
	return l.keepErasures(func(values *keptErasures) {
		values.List = slices.Clone(values.List)
		for _, e := range more {
			values.List = append(values.List, keptNote(e))
		}
	})
}

func (l *Ledger) keepErasures(change func(*keptErasures)) error {
	l.committing.Lock()
	defer l.committing.Unlock()
	values := l.erasures.values
	change(&values)
	changes, err := l.withErasures(nil, values)
	if err != nil {
		return err
	}
	kept, err := l.store.CommitAs(vault.Note{}, changes)
	if err != nil {
		return fmt.Errorf("note erasure: %w", err)
	}
	l.steps.put(made{})
	return l.takeSide(kept[0], changes)
}

// KeyOf returns the key in the vault of a record, or of one of the records that no bundle lists; and the revision that it stands at.
func (l *Ledger) KeyOf(id partnership.ID) (vault.ID, Revision, bool) {
	l.reading.RLock()
	defer l.reading.RUnlock()
	r, ok := l.picture.rows[id]
	return r.key, r.revision, ok
}

// DraftsKey returns the key in the vault of the drafts and the revision that they stand at.
func (l *Ledger) DraftsKey() (vault.ID, Revision, bool) {
	l.reading.RLock()
	defer l.reading.RUnlock()
	return l.drafts.key, l.drafts.revision, l.drafts.revision > 0
}

// SettingsKey is like [Ledger.DraftsKey] for the settings.
func (l *Ledger) SettingsKey() (vault.ID, Revision, bool) {
	l.reading.RLock()
	defer l.reading.RUnlock()
	return l.council.key, l.council.revision, l.council.revision > 0
}

// SettingsTexts calls visit with every text of the settings.
func (l *Ledger) SettingsTexts(texts textsOf, visit func(field, text string)) error {
	l.reading.RLock()
	values := l.council.values
	l.reading.RUnlock()
	body, err := encode(values)
	if err != nil {
		return err
	}
	var copied settingsValues
	if err := decoding.Unmarshal(body, &copied); err != nil {
		return fmt.Errorf("copy settings: %w", err)
	}
	texts(&copied, func(field, text string) string { visit(field, text); return text })
	return nil
}

// errNoTexts ends reading what is no body.
var errNoTexts = errors.New("not the body of a record")

// BodyTexts returns every text in the body of a record of whatever kind, also of one that no longer stands; ids are texts too.
func BodyTexts(body []byte) ([]string, error) {
	if len(body) == 0 {
		return nil, nil
	}
	var value any
	if err := cbor.Unmarshal(body, &value); err != nil {
		return nil, fmt.Errorf("%w: %w", errNoTexts, err)
	}
	return collect(nil, value), nil
}

func collect(texts []string, value any) []string {
	switch v := value.(type) {
	case string:
		return append(texts, v)
	case []any:
		for _, e := range v {
			texts = collect(texts, e)
		}
	case map[any]any:
		for k, e := range v {
			texts = collect(collect(texts, k), e)
		}
	}
	return texts
}
