package vault

import (
	"encoding/hex"
	"errors"
	"fmt"
)

// What a caller can do something about. None of them ever carries content or secrets.
var (
	ErrWrongPassphrase = errors.New("wrong passphrase")
	ErrMistyped        = errors.New("recovery key is mistyped")
	ErrEmptyPassphrase = errors.New("passphrase is empty")
	ErrWait            = errors.New("too many wrong passphrases")
	ErrDamaged         = errors.New("vault is damaged")
	ErrInUse           = errors.New("vault is in use by another process")
	ErrNewerFormat     = errors.New("vault was made by a newer version")
	ErrOlderCopy       = errors.New("vault is an older copy than this machine has seen")
	ErrConflict        = errors.New("record was changed meanwhile")
	ErrExists          = errors.New("file exists")
	ErrNotFound        = errors.New("not found")
	ErrNetworkDrive    = errors.New("vault is on a network drive")
	ErrReadOnly        = errors.New("vault is open for reading only")
	ErrTooLarge        = errors.New("too large")
	ErrClosed          = errors.New("vault is closed")
	ErrOtherVault      = errors.New("of another vault")
	ErrOtherKey        = errors.New("made before the vault got its present key")
)

// ConflictError says which record was changed meanwhile. It wraps [ErrConflict].
type ConflictError struct {
	ID      ID
	Base    uint64 // the revision the change builds on
	Current uint64 // the revision in the vault, 0 when there is none
}

func (e *ConflictError) Error() string {
	return fmt.Sprintf("record %s: change of revision %d, but revision %d is there", e.ID, e.Base, e.Current)
}

// Unwrap makes errors.Is find [ErrConflict].
func (e *ConflictError) Unwrap() error { return ErrConflict }

// Harm is what happened to a record or blob that is not as the manifest says.
type Harm string

// The ways in which a record or blob can be harmed.
const (
	HarmMissing    Harm = "missing"    // the manifest lists it, the file lacks it
	HarmForeign    Harm = "foreign"    // the file holds it, the manifest does not list it
	HarmExchanged  Harm = "exchanged"  // another value than the manifest lists, such as one from an older copy
	HarmUnreadable Harm = "unreadable" // its seal is broken
	HarmUnlisted   Harm = "unlisted"   // it is there, but the list that would say so is lost
)

// DamageError says what is damaged. It wraps [ErrDamaged].
type DamageError struct {
	Part    string // where, and what is wrong there
	Records map[ID]Harm
}

func (e *DamageError) Error() string {
	switch len(e.Records) {
	case 0:
		return fmt.Sprintf("%v: %s", ErrDamaged, e.Part)
	case 1:
		for id, harm := range e.Records {
			return fmt.Sprintf("%v: %s: %s is %s", ErrDamaged, e.Part, id, harm)
		}
	}
	return fmt.Sprintf("%v: %s: %d are not as they should be", ErrDamaged, e.Part, len(e.Records))
}

// Unwrap makes errors.Is find [ErrDamaged].
func (e *DamageError) Unwrap() error { return ErrDamaged }

func damaged(format string, args ...any) error {
	return &DamageError{Part: fmt.Sprintf(format, args...)}
}

// String is the id in hexadecimal.
func (id ID) String() string { return hex.EncodeToString(id[:]) }
