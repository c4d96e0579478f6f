package desk

import (
	"context"
	"errors"
	"io/fs"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/emblem"
	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Fault is what kind of thing went wrong. Each has a sentence in the translations, "desk.fault." and its name, that
// says what is wrong and what to do.
type Fault string

// The faults.
const (
	FaultFailed          Fault = "failed"           // none of the others
	FaultWrongPassphrase Fault = "wrong_passphrase" // or a wrong recovery key
	FaultMistyped        Fault = "mistyped"         // a recovery key whose checksum does not fit
	FaultDamaged         Fault = "damaged"          // the vault is not as it was written
	FaultInUse           Fault = "in_use"           // another process has the vault open
	FaultOlderCopy       Fault = "older_copy"       // this machine has seen a newer state of the vault
	FaultNewer           Fault = "newer"            // the vault or a bundle was made by a newer version
	FaultNetworkDrive    Fault = "network_drive"    // the vault lies where locks cannot be trusted
	FaultNoVault         Fault = "no_vault"         // there is no vault at that place
	FaultVaultExists     Fault = "vault_exists"     // there is a vault already
	FaultNotFound        Fault = "not_found"        // no record has that id
	FaultNoFile          Fault = "no_file"          // a file to read is not there
	FaultNoAccess        Fault = "no_access"        // the system refuses to read or write a file
	FaultInvalid         Fault = "invalid"          // the input breaks a rule; nothing was taken
	FaultConflict        Fault = "conflict"         // a record was changed meanwhile
	FaultInUseByOthers   Fault = "referred"         // other records refer to what was to be removed
	FaultNoTemplate      Fault = "no_template"      // no text exists for this kind of agreement
	FaultCancelled       Fault = "cancelled"        // whoever asked for it stopped it
	FaultEmptyPassphrase Fault = "empty_passphrase" // a passphrase needs at least one character
	FaultWeakPassphrase  Fault = "weak_passphrase"  // a new passphrase that is too easy to guess: WeakError
	FaultWait            Fault = "wait"             // too many wrong passphrases: vault.WaitError, see WaitOf
	FaultKeyName         Fault = "key_name"         // a key has no name, a name that is taken, or one that is too long
	FaultNoKey           Fault = "no_key"           // the vault has no key of that name
	FaultKeyStays        Fault = "key_stays"        // a key was taken away, but the vault could not be renewed
	FaultKeyring         Fault = "keyring"          // the system's keyring has no key for the vault, or does not give it
	FaultNoKeyring       Fault = "no_keyring"       // the system's keyring cannot be switched on or off
	FaultKeyringKeeps    Fault = "keyring_keeps"    // the system's keyring keeps a key that opens nothing any more
	FaultKind            Fault = "kind"             // the record is of another kind than is asked for
	FaultNoMeeting       Fault = "no_meeting"       // the record is no meeting
	FaultNoGuests        Fault = "no_guests"        // nobody at the meeting needs to declare secrecy
	FaultNothing         Fault = "nothing"          // there is nothing to undo or redo
	FaultPreference      Fault = "preference"       // a number that a preference cannot be
	FaultObstacles       Fault = "obstacles"        // something must be done first: partnership.Obstacles
	FaultFileExists      Fault = "file_exists"      // a file that must be new is there already
	FaultQuestion        Fault = "question"         // a question to the aid that names something unknown
	FaultOwnBasis        Fault = "own_basis"        // a legal basis of the user's own that cannot be used
	FaultNoVersion       Fault = "no_version"       // a record has no such version, or nothing is left of it
	FaultLost            Fault = "lost"             // a version refers to what cannot come back
	FaultOldKeyStays     Fault = "old_key_stays"    // a new recovery key was made, but the old one may still work
	FaultPlaceAbsent     Fault = "place_absent"     // the second place for copies is not there
	FaultOtherVault      Fault = "other_vault"      // a copy of another vault
	FaultOtherKey        Fault = "other_key"        // a copy from before the vault got its present key: its own passphrase opens it
	FaultNothingLeft     Fault = "nothing_left"     // nothing of a damaged vault opens any more
	FaultNoCopy          Fault = "no_copy"          // none of the copies is whole and opens
	FaultAgeReaders      Fault = "age_readers"      // an encrypted file is for recipients or has a passphrase: one of both
	FaultRecipients      Fault = "recipients"       // no list of age recipients
	FaultIdentities      Fault = "identities"       // no list of age identities
	FaultAgeKey          Fault = "age_key"          // the key or passphrase does not open an encrypted file
	FaultArchive         Fault = "archive"          // an encrypted file that is cut off, was changed, or is no export of ours

	// What the machine did to the vault, or to another file. Nothing that was saved is lost by it.
	FaultNoSpace     Fault = "no_space"        // the disk, or the person's share of it, is full
	FaultDriveLost   Fault = "drive_lost"      // the drive does not answer, or answers with errors
	FaultProtected   Fault = "write_protected" // the drive cannot be written at all
	FaultHeld        Fault = "held"            // another program keeps the file to itself
	FaultMoved       Fault = "moved"           // the vault's file was moved or removed while it was open
	FaultReplaced    Fault = "replaced"        // another file took the place of the open vault's
	FaultOverwritten Fault = "overwritten"     // another program wrote into the open vault
	FaultNoTwin      Fault = "no_twin"         // a file that is to be compared is no other version of the vault
	FaultNoMix       Fault = "no_mix"          // two changes of a record that touch the same field
	FaultDoubt       Fault = "doubt"           // whether the last change was saved is seen when the vault is opened again

	// What is wrong with a house style.
	FaultHouseName       Fault = "house_name"       // the name is too long
	FaultAccent          Fault = "accent"           // no colour
	FaultContrast        Fault = "contrast"         // a colour that cannot be read on white
	FaultFont            Fault = "font"             // no family of that name
	FaultNoLogoText      Fault = "no_logo_text"     // nothing for who cannot see the logo
	FaultLogoText        Fault = "logo_text"        // that text is too long
	FaultLogoKind        Fault = "logo_kind"        // no PNG, JPEG or SVG
	FaultLogoBroken      Fault = "logo_broken"      // the picture cannot be read
	FaultLogoTooLarge    Fault = "logo_too_large"   // the file or the picture
	FaultLogoUnsupported Fault = "logo_unsupported" // an SVG with what would not be drawn as it was meant
)

// Error tells what went wrong, and with what.
type Error struct {
	Fault   Fault
	Subject string // the file, record or word that it is about
	Err     error  // the cause
}

func (e *Error) Error() string {
	switch {
	case e.Err != nil && e.Subject != "":
		return e.Subject + ": " + e.Err.Error()
	case e.Err != nil:
		return e.Err.Error()
	}
	return e.Subject + ": " + string(e.Fault)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// FaultOf returns what kind of thing went wrong, and with what.
func FaultOf(err error) (fault Fault, subject string) {
	var known *Error
	if errors.As(err, &known) {
		return known.Fault, known.Subject
	}
	return classify(err), ""
}

// About returns err as an [*Error] about subject; nil for no error. What is an [*Error] already stays as it is.
func About(subject string, err error) error {
	if err == nil {
		return nil
	}
	var known *Error
	if errors.As(err, &known) {
		return err
	}
	return &Error{Fault: classify(err), Subject: subject, Err: err}
}

// causes are the errors of the packages below, in the order in which they are looked for.
var causes = []struct {
	err   error
	fault Fault
}{
	{context.Canceled, FaultCancelled},
	{vault.ErrWait, FaultWait}, // before the wrong passphrase that makes one wait
	{vault.ErrWrongPassphrase, FaultWrongPassphrase},
	{vault.ErrMistyped, FaultMistyped},
	{vault.ErrEmptyPassphrase, FaultEmptyPassphrase},
	{vault.ErrMoved, FaultMoved},
	{vault.ErrReplaced, FaultReplaced},
	{vault.ErrOverwritten, FaultOverwritten},
	{vault.ErrDoubt, FaultDoubt},
	{vault.ErrNoSpace, FaultNoSpace},
	{vault.ErrDriveLost, FaultDriveLost},
	{vault.ErrWriteProtected, FaultProtected},
	{vault.ErrHeld, FaultHeld},
	{vault.ErrDamaged, FaultDamaged},
	{vault.ErrInUse, FaultInUse},
	{vault.ErrOlderCopy, FaultOlderCopy},
	{vault.ErrNewerFormat, FaultNewer},
	{ledger.ErrNewer, FaultNewer},
	{vault.ErrNetworkDrive, FaultNetworkDrive},
	{vault.ErrExists, FaultVaultExists},
	{vault.ErrNotFound, FaultNoVault},
	{vault.ErrOtherVault, FaultOtherVault},
	{vault.ErrOtherKey, FaultOtherKey},
	{vault.ErrConflict, FaultConflict},
	{ledger.ErrConflict, FaultConflict},
	{ledger.ErrNothing, FaultNothing},
	{document.ErrNoTemplate, FaultNoTemplate},
	{document.ErrNoGuests, FaultNoGuests},
	{document.ErrNoColour, FaultAccent},
	{emblem.ErrKind, FaultLogoKind},
	{emblem.ErrTooLarge, FaultLogoTooLarge},
	{emblem.ErrBroken, FaultLogoBroken},
	{fs.ErrExist, FaultFileExists},
	{fs.ErrNotExist, FaultNoFile},
	{fs.ErrPermission, FaultNoAccess},
}

func classify(err error) Fault {
	machine := vault.MachineFault(err) // also of files that are no vault
	for _, cause := range causes {
		if errors.Is(err, cause.err) || machine != nil && errors.Is(machine, cause.err) {
			return cause.fault
		}
	}
	var invalid *ledger.InvalidError
	var referred *ledger.ReferredError
	var problems exchange.Problems
	var contrast *document.ContrastError
	var unsupported *emblem.UnsupportedError
	var obstacles partnership.Obstacles
	switch {
	case errors.As(err, &contrast):
		return FaultContrast
	case errors.As(err, &unsupported):
		return FaultLogoUnsupported
	case errors.As(err, &invalid), errors.As(err, &problems):
		return FaultInvalid
	case errors.As(err, &obstacles):
		return FaultObstacles
	case errors.As(err, &referred):
		return FaultInUseByOthers
	}
	return FaultFailed
}
