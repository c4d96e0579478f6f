package desk

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// OlderFiles returns the files of older formats that lie beside the vault since it was moved to the present one. They hold what
// the vault held then, and open with the passphrase of then.
func (d *Desk) OlderFiles() ([]string, error) {
	names, err := vault.OlderFiles(d.Place())
	return names, About(filepath.Dir(d.Place()), err)
}

// RemoveOlderFiles removes them. It cannot be undone.
func (d *Desk) RemoveOlderFiles() error {
	names, err := d.OlderFiles()
	if err != nil {
		return err
	}
	for _, name := range names {
		err = errors.Join(err, About(name, os.Remove(name)))
	}
	return err
}

// olderFileCaution tells of files that were to be kept for a while only. A folder that cannot be read is told by whoever needs it.
func olderFileCaution(d *Desk) []Caution {
	if d.around.ReadOnly {
		return nil
	}
	names, err := d.OlderFiles()
	if err != nil || len(names) == 0 {
		return nil
	}
	for i, name := range names {
		names[i] = filepath.Base(name)
	}
	return []Caution{{Name: "older_file", Part: "everything", Data: []any{"File", strings.Join(names, ", ")}}}
}
