package desk

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"filippo.io/age"

	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// What is in the archive that an encrypted export holds.
const (
	archiveBundle      = "bundle.json"
	archiveAttachments = "attachments/" // and the SHA-256 of the bytes
)

// errRecipients is the cause of the error about recipients that cannot be read. What was given is not repeated: it may be a secret key that was pasted by mistake.
var errRecipients = errors.New("not a list of age recipients")

// AgeReaders are who can open an encrypted export: who has the secret key of one of the recipients, or who knows the passphrase. One of both is given.
type AgeReaders struct {
	Recipients string // one a line, "age1...", as the age tool reads them; empty lines and those with # are left out
	Passphrase []byte
}

// Check returns an error when nobody could open what is exported for them, as [Desk.ExportAge] does, before anything is made.
func (a AgeReaders) Check() error {
	_, err := a.recipients()
	return err
}

// recipients returns them as the library wants them. The faults are [FaultRecipients] and, for neither or both, [FaultAgeReaders].
func (a AgeReaders) recipients() ([]age.Recipient, error) {
	listed := strings.TrimSpace(a.Recipients) != ""
	switch {
	case listed == (len(a.Passphrase) > 0):
		return nil, &Error{Fault: FaultAgeReaders}
	case listed:
		list, err := age.ParseRecipients(strings.NewReader(a.Recipients))
		if err != nil {
			return nil, &Error{Fault: FaultRecipients, Err: errRecipients}
		}
		return list, nil
	}
	r, err := age.NewScryptRecipient(string(a.Passphrase))
	if err != nil {
		return nil, About("", err)
	}
	return []age.Recipient{r}, nil
}

// ExportAge writes everything that the vault holds, attachments too, as a tar archive that is encrypted with age: "bundle.json", and "attachments/" with a file for each,
// named by its SHA-256. Only ciphertext ever leaves the program. It returns how many attachments have no bytes in the vault.
func (d *Desk) ExportAge(ctx context.Context, w io.Writer, to AgeReaders) (without int, err error) {
	recipients, err := to.recipients()
	if err != nil {
		return 0, err
	}
	sealed, err := age.Encrypt(w, recipients...)
	if err != nil {
		return 0, About(d.Place(), fmt.Errorf("export: %w", err))
	}
	archive := tar.NewWriter(sealed)
	without, err = d.fillArchive(ctx, archive)
	if err == nil {
		err = archive.Close()
	}
	if err == nil {
		err = sealed.Close() // what is not closed does not open: half an export is never taken for a whole one
	}
	return without, About(d.Place(), err)
}

func (d *Desk) fillArchive(ctx context.Context, archive *tar.Writer) (without int, err error) {
	var bundle bytes.Buffer // the archive wants to know how long it is
	defer func() { clear(bundle.Bytes()) }()
	if err := d.Export(&bundle); err != nil {
		return 0, err
	}
	if err := d.archived(archive, archiveBundle, int64(bundle.Len()), bytes.NewReader(bundle.Bytes())); err != nil {
		return 0, err
	}
	done := map[string]bool{} // two attachments with the same bytes are one file
	for _, a := range ledger.All[partnership.Attachment](d.ledger) {
		if err := ctx.Err(); err != nil {
			return without, err
		}
		blob, ok := d.ledger.Blob(a.ID)
		if !ok {
			without++
			continue
		}
		if done[a.SHA256] {
			continue
		}
		done[a.SHA256] = true
		in, err := d.vault.Blob(blob)
		if err != nil {
			return without, fmt.Errorf("attachment: %w", err)
		}
		if err := errors.Join(d.archived(archive, archiveAttachments+a.SHA256, a.Size, in), in.Close()); err != nil {
			return without, err
		}
	}
	return without, nil
}

// archived adds a file to the archive.
func (d *Desk) archived(archive *tar.Writer, name string, size int64, content io.Reader) error {
	err := archive.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: size, ModTime: d.around.Now().Truncate(time.Second), Typeflag: tar.TypeReg})
	if err == nil {
		_, err = io.Copy(archive, content)
	}
	if err != nil {
		return fmt.Errorf("archive %s: %w", name, err)
	}
	return nil
}
