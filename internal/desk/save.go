package desk

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/natefinch/atomic"

	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Exists returns an error when there is no vault in that place: of the fault [FaultNoVault].
func Exists(file string) error {
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Error{Fault: FaultNoVault, Subject: file, Err: err}
	case err != nil:
		return About(file, err)
	case info.IsDir():
		return &Error{Fault: FaultNoVault, Subject: file, Err: errors.New("a folder, no file")}
	}
	return nil
}

// Vacant returns an error when a new vault cannot be made in that place because there is something: of the fault
// [FaultVaultExists]. It makes the folder for the vault, for nobody else to read.
func Vacant(file string) error {
	_, err := os.Lstat(file)
	if err == nil {
		return &Error{Fault: FaultVaultExists, Subject: file, Err: vault.ErrExists}
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return About(file, err)
	}
	return About(file, vault.MakeFolder(filepath.Dir(file)))
}

// Save writes a file that others than the user cannot read. What was there is replaced when all is written, or stays.
func Save(file string, write func(io.Writer) error) error {
	reader, writer := io.Pipe()
	wrote := make(chan error, 1)
	go func() {
		buffered := bufio.NewWriter(writer)
		err := write(buffered)
		if err == nil {
			err = buffered.Flush()
		}
		wrote <- err
		writer.CloseWithError(err)
	}()
	err := atomic.WriteFile(file, reader)
	reader.CloseWithError(io.ErrClosedPipe) // lets the writing end when the file could not be made
	if cause := <-wrote; cause != nil && !errors.Is(cause, io.ErrClosedPipe) {
		err = cause // what became of the file keeps only its words
	}
	return About(file, err)
}

// SaveIn writes a file like [Save], in a folder that is made when it is not there, for nobody else to read.
func SaveIn(file string, write func(io.Writer) error) error {
	if err := vault.MakeFolder(filepath.Dir(file)); err != nil {
		return About(file, err)
	}
	return Save(file, write)
}

// SaveSecret writes a secret to a new file that only the user can read. It replaces nothing.
func SaveSecret(file, secret string) error {
	return saveNew(file, []byte(secret+"\n"))
}
