package desk

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"codeberg.org/bondgenoot/bondgenoot/internal/intake"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// errBytesDiffer is the cause of the error about a file that is not the attachment that its name says.
var errBytesDiffer = errors.New("the bytes are not those of the attachment")

// takeBytes keeps the bytes of the plan's attachments from the folder, in which a file is named by its SHA-256, and
// returns the changes that bind them. Discard removes them again from the vault when the commit fails.
func (d *Desk) takeBytes(ctx context.Context, plan intake.Plan, folder string) (b boundBytes, err error) {
	b = boundBytes{blobs: map[partnership.ID]vault.BlobID{}, vault: d.vault}
	defer func() {
		if err != nil {
			err = errors.Join(err, b.discard())
		}
	}()
	for _, records := range [][]partnership.Record{plan.New, plan.Updated} {
		for _, record := range records {
			attachment, ok := record.(partnership.Attachment)
			if !ok {
				continue
			}
			if err := ctx.Err(); err != nil {
				return b, About("", err)
			}
			if err := b.take(attachment, folder); err != nil {
				return b, err
			}
		}
	}
	return b, nil
}

// boundBytes are the bytes of attachments that were kept, before the records that refer to them.
type boundBytes struct {
	vault   *vault.Vault
	blobs   map[partnership.ID]vault.BlobID
	without int // attachments whose bytes were not there
}

func (b *boundBytes) take(a partnership.Attachment, folder string) error {
	if folder == "" {
		b.without++
		return nil
	}
	file := filepath.Join(folder, a.SHA256)
	in, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		b.without++
		return nil
	}
	if err != nil {
		return About(file, err)
	}
	defer in.Close() //nolint:errcheck // nothing was written
	blob, size, sum, err := b.vault.AddBlob(in)
	if err != nil {
		return About(file, err)
	}
	b.blobs[a.ID] = blob
	if size != a.Size || hex.EncodeToString(sum[:]) != a.SHA256 {
		return &Error{Fault: FaultInvalid, Subject: file, Err: errBytesDiffer}
	}
	return nil
}

func (b *boundBytes) discard() error {
	var err error
	for _, blob := range b.blobs {
		err = errors.Join(err, b.vault.RemoveBlob(blob))
	}
	return err
}

// put returns the change that keeps a record, with the bytes of an attachment.
func (b *boundBytes) put(record partnership.Record, base ledger.Revision) ledger.Change {
	attachment, ok := record.(partnership.Attachment)
	if !ok {
		return ledger.Put(record, base)
	}
	return ledger.PutAttachment(attachment, b.blobs[attachment.ID], base)
}

// ExportAttachments writes the bytes of all attachments to a folder, each in a file named by its SHA-256, and returns
// how many attachments have no bytes in the vault.
func (d *Desk) ExportAttachments(folder string) (without int, err error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return 0, About(folder, err)
	}
	for _, attachment := range ledger.All[partnership.Attachment](d.ledger) {
		blob, ok := d.ledger.Blob(attachment.ID)
		if !ok {
			without++
			continue
		}
		if err := d.exportBytes(blob, filepath.Join(folder, attachment.SHA256)); err != nil {
			return without, err
		}
	}
	return without, nil
}

func (d *Desk) exportBytes(blob vault.BlobID, file string) error {
	in, err := d.vault.Blob(blob)
	if err != nil {
		return About(file, fmt.Errorf("attachment: %w", err))
	}
	err = Save(file, func(w io.Writer) error {
		_, err := io.Copy(w, in)
		return err
	})
	return errors.Join(err, About(file, in.Close()))
}
