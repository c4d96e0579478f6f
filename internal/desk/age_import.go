package desk

import (
	"archive/tar"
	"bufio"
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"

	"codeberg.org/bondgenoot/bondgenoot/internal/intake"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// errArchive is the cause of the error about an archive that is not as [Desk.ExportAge] makes them.
var errArchive = errors.New("not an archive of Bondgenoot")

// AgeLock is what opens an encrypted file.
type AgeLock string

// The locks.
const (
	AgeUnlocked   AgeLock = "" // the file is not encrypted with age
	AgePassphrase AgeLock = "passphrase"
	AgeIdentity   AgeLock = "identity"
)

// LockOf tells what opens a file, from the first lines of its header (age-encryption.org/v1, "The header"): a passphrase is never beside recipients.
func LockOf(file string) (AgeLock, error) {
	in, err := os.Open(file)
	if err != nil {
		return AgeUnlocked, About(file, err)
	}
	defer in.Close() //nolint:errcheck // nothing was written
	const version, passphrase = "age-encryption.org/v1\n-> ", "scrypt "
	start := make([]byte, len(version)+len(passphrase))
	switch _, err := io.ReadFull(unarmoured(in), start); {
	case err != nil || !strings.HasPrefix(string(start), version):
		return AgeUnlocked, nil //nolint:nilerr // too short, or not to be read: taking it in tells why
	case string(start) == version+passphrase:
		return AgePassphrase, nil
	}
	return AgeIdentity, nil
}

// unarmoured returns what is in an encrypted file that may be written as text, to be sent by mail.
func unarmoured(in io.Reader) io.Reader {
	buffered := bufio.NewReader(in)
	if start, err := buffered.Peek(len(armor.Header)); err != nil || string(start) != armor.Header {
		return buffered
	}
	return armor.NewReader(buffered)
}

// AgeKey opens an encrypted export: the secret keys of a recipient, as the age tool keeps them in a file, or the passphrase. One of both is given.
type AgeKey struct {
	Identities []byte
	Passphrase []byte
}

// IdentitiesIn returns the key that is kept in a file.
func IdentitiesIn(file string) (AgeKey, error) {
	list, err := os.ReadFile(file)
	if err != nil {
		return AgeKey{}, About(file, err)
	}
	return AgeKey{Identities: list}, nil
}

func (k AgeKey) identities() ([]age.Identity, error) {
	switch {
	case (len(k.Identities) > 0) == (len(k.Passphrase) > 0):
		return nil, &Error{Fault: FaultAgeReaders}
	case len(k.Identities) > 0:
		list, err := age.ParseIdentities(bytes.NewReader(k.Identities))
		if err != nil {
			return nil, &Error{Fault: FaultIdentities} // without the library's words: they may hold the key
		}
		return list, nil
	}
	identity, err := age.NewScryptIdentity(string(k.Passphrase))
	if err != nil {
		return nil, About("", err)
	}
	return []age.Identity{identity}, nil
}

// ImportAge takes in an encrypted export as [Desk.Import] takes in a bundle: all of it, with its attachments, or nothing. Nothing of it is on disk in between. The faults
// are those of Import; [FaultAgeKey] when the key does not open it; and [FaultArchive] when it is cut off, was changed, or is no export of ours.
func (d *Desk) ImportAge(ctx context.Context, file string, key AgeKey, wish Import) (Taken, error) {
	identities, err := key.identities()
	if err != nil {
		return Taken{}, err
	}
	in, err := os.Open(file)
	if err != nil {
		return Taken{}, About(file, err)
	}
	defer in.Close() //nolint:errcheck // nothing was written
	return d.importArchive(ctx, file, in, identities, wish)
}

func (d *Desk) importArchive(ctx context.Context, file string, in io.Reader, identities []age.Identity, wish Import) (Taken, error) {
	plain, err := age.Decrypt(unarmoured(in), identities...)
	if err != nil {
		return Taken{}, refusedAge(file, err)
	}
	archive := tar.NewReader(plain)
	head, err := archive.Next()
	if err != nil || head.Name != archiveBundle || head.Typeflag != tar.TypeReg {
		return Taken{}, &Error{Fault: FaultArchive, Subject: file, Err: errors.Join(errArchive, err)}
	}
	known := &knownSoFar{vault: d.ledger}
	source, err := d.readFrom(ctx, file, archive, known)
	problems, wrong := problemsIn(err)
	switch {
	case err == nil:
		problems = known.add(source)
	case !wrong:
		return Taken{}, refusedAge(file, err)
	}
	plan, taken, err := d.planned([]intake.Source{source}, problems, wish.Update)
	if err != nil {
		return taken, err
	}
	kept, err := d.takeArchived(ctx, archive, plan, wish.DryRun)
	if err == nil {
		_, err = io.Copy(io.Discard, plain) // to its end, where a file that was cut off is known by
	}
	if err != nil {
		return Taken{}, errors.Join(refusedAge(file, err), kept.discard())
	}
	if wish.DryRun {
		return taken, nil
	}
	taken.WithoutBytes = kept.without
	return taken, d.commitPlan(plan, kept)
}

// refusedAge is the error about an encrypted file: that the key does not fit, or that the file is not whole.
func refusedAge(file string, err error) error {
	var none *age.NoIdentityMatchError
	switch fault, _ := FaultOf(err); {
	case errors.As(err, &none), errors.Is(err, age.ErrIncorrectIdentity):
		return &Error{Fault: FaultAgeKey, Subject: file}
	case fault != FaultFailed: // not of the file but of the vault or the machine
		return About(file, err)
	}
	return &Error{Fault: FaultArchive, Subject: file, Err: err}
}

// takeArchived keeps the bytes of the plan's attachments from the archive; in a dry run it only reads them.
func (d *Desk) takeArchived(ctx context.Context, archive *tar.Reader, plan intake.Plan, dry bool) (kept boundBytes, err error) {
	kept = boundBytes{blobs: map[partnership.ID]vault.BlobID{}, vault: d.vault}
	wanted := attachmentsIn(plan)
	for _, list := range wanted {
		kept.without += len(list)
	}
	for {
		if err := ctx.Err(); err != nil {
			return kept, err
		}
		head, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return kept, nil
		}
		if err != nil {
			return kept, err
		}
		sum, ours := strings.CutPrefix(head.Name, archiveAttachments)
		if !ours || head.Typeflag != tar.TypeReg {
			return kept, errArchive
		}
		if !dry {
			if err := kept.addAll(wanted[sum], archive); err != nil {
				return kept, err
			}
		}
		kept.without -= len(wanted[sum])
		delete(wanted, sum) // an archive that has it twice is read once
	}
}

// attachmentsIn returns the attachments that are to be saved, by the SHA-256 of their bytes.
func attachmentsIn(plan intake.Plan) map[string][]partnership.Attachment {
	wanted := map[string][]partnership.Attachment{}
	for _, records := range [][]partnership.Record{plan.New, plan.Updated} {
		for _, record := range records {
			if a, ok := record.(partnership.Attachment); ok {
				wanted[a.SHA256] = append(wanted[a.SHA256], a)
			}
		}
	}
	return wanted
}

// addAll keeps the bytes of attachments that are the same; each has its own, so that one can go without the other.
func (b *boundBytes) addAll(list []partnership.Attachment, in io.Reader) error {
	if len(list) == 0 {
		return nil
	}
	if len(list) == 1 {
		return b.add(list[0], in)
	}
	content, err := io.ReadAll(io.LimitReader(in, vault.MaxBlob+1))
	if err != nil {
		return err
	}
	for _, a := range list {
		if err := b.add(a, bytes.NewReader(content)); err != nil {
			return err
		}
	}
	return nil
}

// add keeps the bytes of an attachment.
func (b *boundBytes) add(a partnership.Attachment, in io.Reader) error {
	blob, size, sum, err := b.vault.AddBlob(in)
	if err != nil {
		return fmt.Errorf("attachment: %w", err)
	}
	b.blobs[a.ID] = blob
	if size != a.Size || hex.EncodeToString(sum[:]) != a.SHA256 {
		return errBytesDiffer
	}
	return nil
}
