package vault

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"

	bolt "go.etcd.io/bbolt"
)

// What the machine below a vault can do to it. Nothing that was committed is lost by any of them; what was refused was not done.
var (
	// ErrNoSpace tells that the disk, or the user's share of it, is full. The vault goes on once there is room.
	ErrNoSpace = errors.New("no space left")
	// ErrDriveLost tells that the drive does not answer, or answers with errors: pulled out, gone to sleep, broken.
	ErrDriveLost = errors.New("the drive does not answer")
	// ErrWriteProtected tells that the drive or folder cannot be written at all.
	ErrWriteProtected = errors.New("the drive is write-protected")
	// ErrHeld tells that another program keeps the file to itself for now, as virus scanners and sync programs do.
	ErrHeld = errors.New("another program holds the file")
	// ErrMoved tells that the vault's file was moved or removed while it was open. It is still there for this process: see [Vault.PutBack].
	ErrMoved = errors.New("the vault's file was moved or removed")
	// ErrReplaced tells that another file has taken the place of the open vault's, as sync programs do with a newer version from elsewhere.
	ErrReplaced = errors.New("the vault's file was replaced")
	// ErrOverwritten tells that another program wrote into the open vault. It must be opened, and so proven, again.
	ErrOverwritten = errors.New("another program wrote into the vault")
	// ErrDoubt tells that the disk failed at the end of a transaction: whether it was made is seen when the vault is opened again.
	ErrDoubt = errors.New("the transaction ended in doubt")
)

// machineFaults are the system's codes for what the machine can do, in the order in which they are looked for.
var machineFaults = []struct {
	fault error
	codes []syscall.Errno
}{
	{ErrNoSpace, codesNoSpace},
	{ErrDriveLost, codesDriveLost},
	{ErrWriteProtected, codesWriteProtected},
	{ErrHeld, codesHeld},
}

// named returns err as one that also is the fault of the machine that the system's code tells, if it tells one.
func named(err error) error {
	if err == nil {
		return nil
	}
	var code syscall.Errno
	known := errors.As(err, &code)
	for _, m := range machineFaults {
		if errors.Is(err, m.fault) {
			return err
		}
		if known && slices.Contains(m.codes, code) || !known && slices.ContainsFunc(m.codes, endsIn(err.Error())) {
			return &machineError{fault: m.fault, cause: err}
		}
	}
	return err
}

// endsIn finds the code in the text of an error: when its file cannot grow or be synced, bbolt hands on nothing but the text.
func endsIn(text string) func(syscall.Errno) bool {
	return func(code syscall.Errno) bool { return strings.HasSuffix(text, ": "+code.Error()) }
}

// MachineFault returns which of the machine's faults an error of any file is: [ErrNoSpace], [ErrDriveLost], [ErrWriteProtected] or [ErrHeld];
// nil for none of them.
func MachineFault(err error) error {
	var known *machineError
	if errors.As(named(err), &known) {
		return known.fault
	}
	return nil
}

// machineError is an error of the system under a name that callers know.
type machineError struct{ fault, cause error }

func (e *machineError) Error() string { return fmt.Sprintf("%v: %v", e.fault, e.cause) }

func (e *machineError) Unwrap() []error { return []error{e.fault, e.cause} }

// inPlace tells why the vault's name no longer leads to the file that is open, or nil.
func (v *Vault) inPlace() error {
	if v.file == nil {
		return nil // a new file, which nobody else knows yet
	}
	open, err := v.file.Stat()
	if err != nil {
		return named(err)
	}
	there, err := os.Stat(v.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrMoved
	case err != nil:
		return named(err)
	case !os.SameFile(open, there):
		return ErrReplaced
	}
	return nil
}

// readyToWrite tells why a transaction would not reach the file that people see, or nil.
func (v *Vault) readyToWrite() error {
	if v.file != nil && v.options.BeforeWrite != nil {
		if err := v.options.BeforeWrite(); err != nil {
			return named(err)
		}
	}
	return v.inPlace()
}

// stillOurs tells whether the file says what this process last read or wrote.
func (v *Vault) stillOurs(tx *bolt.Tx) error {
	if v.file == nil {
		return nil
	}
	root, err := readRoot(tx, v.keys)
	if err == nil && (root.Counter != v.manifest.root.Counter || !bytes.Equal(root.Head, v.manifest.root.Head)) {
		err = errors.New("another transaction is in the file")
	}
	if err != nil {
		return &machineError{fault: ErrOverwritten, cause: err}
	}
	return nil
}

// lookAgain finds out what lies behind a fault of memory: a mapped file whose drive is gone cannot be told from a damaged one otherwise.
func (v *Vault) lookAgain(fault error) error {
	if err := v.inPlace(); err != nil {
		return errors.Join(err, fault)
	}
	if v.file == nil {
		return fault
	}
	page := make([]byte, pageSize)
	info, err := v.file.Stat()
	for at := int64(0); err == nil && at < info.Size(); at += pageSize {
		_, err = v.file.ReadAt(page[:min(pageSize, info.Size()-at)], at)
	}
	if err != nil {
		return errors.Join(named(err), fault)
	}
	return fault
}
