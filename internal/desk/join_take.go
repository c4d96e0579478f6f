package desk

import (
	"context"
	"errors"
	"fmt"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Choice is what is done with a record that differs. Without one nothing is done with it.
type Choice string

// The choices.
const (
	KeepMine   Choice = "mine"   // leave it as it is here
	TakeTheirs Choice = "theirs" // have it as it is in the other file, also when it was removed there
	TakeMixed  Choice = "mixed"  // both changes together, where they do not touch the same field
)

// Choices returns what can be done with a record, the one that leaves it as it is first.
func (p Parting) Choices() []Choice {
	if p.Mixed != nil {
		return []Choice{KeepMine, TakeTheirs, TakeMixed}
	}
	return []Choice{KeepMine, TakeTheirs}
}

// Newer reports whether taking the other file's version loses nothing: it was made or changed there alone.
func (p Parting) Newer() bool { return p.How == MadeThere || p.How == ChangedThere }

// Join takes from the other file what was chosen, all of it in one step that can be undone, and returns how many records that were. Attachments come with
// their bytes. It is refused as a whole when a record that is taken refers to one that is only there and is not taken: [FaultInvalid].
func (d *Desk) Join(ctx context.Context, twin *Desk, c Comparison, choices map[partnership.ID]Choice) (taken int, err error) {
	bytes := boundBytes{blobs: map[partnership.ID]vault.BlobID{}, vault: d.vault}
	defer func() {
		if err != nil {
			err = errors.Join(err, bytes.discard())
		}
	}()
	var changes []Change
	for _, p := range c.Partings {
		if err := ctx.Err(); err != nil {
			return 0, About(twin.Place(), err)
		}
		change, ok, err := d.takeOver(&bytes, twin, p, choices[p.ID])
		if err != nil {
			return 0, err
		}
		if ok {
			changes = append(changes, change)
		}
	}
	if len(changes) == 0 {
		return 0, nil
	}
	if err := d.Keep("desk.commit.join", changes...); err != nil {
		return 0, err
	}
	// Nobody comes back by way of the other file who was erased here, nor stays who was erased there. The records stand: what goes wrong is tried again at the
	// next opening.
	if err := d.eraseAgain(context.WithoutCancel(ctx), twin.ledger.Erasures()); err != nil {
		d.erasureLeft = d.about(err)
	}
	return len(changes), nil
}

// takeOver returns the change that a choice asks for, if any.
func (d *Desk) takeOver(bytes *boundBytes, twin *Desk, p Parting, choice Choice) (Change, bool, error) {
	record := p.Theirs
	switch {
	case choice == "" || choice == KeepMine:
		return Change{}, false, nil
	case choice == TakeMixed && p.Mixed == nil:
		return Change{}, false, &Error{Fault: FaultNoMix, Subject: p.Label}
	case choice == TakeMixed:
		record = p.Mixed
	}
	if record == nil {
		return Remove(p.ID, p.base), true, nil
	}
	a, ok := record.(partnership.Attachment)
	if !ok {
		return Put(record, p.base), true, nil
	}
	if err := d.copyBytes(bytes, twin, a); err != nil {
		return Change{}, false, err
	}
	return bytes.put(a, p.base), true, nil
}

// copyBytes brings the bytes of an attachment from the other file. Those that are here already, or nowhere, are not copied.
func (d *Desk) copyBytes(bytes *boundBytes, twin *Desk, a partnership.Attachment) error {
	if mine, _, err := Get[partnership.Attachment](d, a.ID); err == nil && mine.SHA256 == a.SHA256 {
		if _, here := d.ledger.Blob(a.ID); here {
			return nil
		}
	}
	blob, ok := twin.ledger.Blob(a.ID)
	if !ok {
		bytes.without++
		return nil
	}
	in, err := twin.vault.Blob(blob)
	if err != nil {
		return About(twin.Place(), fmt.Errorf("attachment: %w", err))
	}
	kept, _, _, err := d.vault.AddBlob(in)
	if err = errors.Join(err, in.Close()); err != nil {
		return About(twin.Place(), fmt.Errorf("attachment: %w", err))
	}
	bytes.blobs[a.ID] = kept
	return nil
}
