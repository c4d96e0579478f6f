package desk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Copy is a backup of a vault, as the name of its file tells.
type Copy struct {
	File    string
	Second  bool      // in the second place
	Made    time.Time // by the clock of then
	Size    int64     // in bytes
	Counter uint64    // how far the vault was; of two copies the one with the higher counter is the later, whatever the clock said
	name    vault.BackupName
}

// copyFolder is the folder for the copies of a vault: beside it.
func copyFolder(file string) string { return filepath.Join(filepath.Dir(file), "backups") }

// baseOf splits the name of a vault's file.
func baseOf(file string) (base, ending string) {
	ending = filepath.Ext(file)
	return strings.TrimSuffix(filepath.Base(file), ending), ending
}

// copiesIn returns the copies in a folder that are named after a vault's file, the latest first. A folder that is not there has none.
func copiesIn(folder, file string, zone *time.Location) ([]Copy, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	base, ending := baseOf(file)
	var copies []Copy
	for _, e := range entries {
		name, ours := vault.ParseBackupName(e.Name(), zone)
		if !ours || name.Base != base || name.Ending != ending || !e.Type().IsRegular() {
			continue
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed meanwhile
		}
		if err != nil {
			return nil, err
		}
		copies = append(copies, Copy{
			File: filepath.Join(folder, e.Name()), Made: name.Made, Size: info.Size(), Counter: name.Counter, name: name,
		})
	}
	sortCopies(copies)
	return copies, nil
}

func sortCopies(copies []Copy) {
	slices.SortStableFunc(copies, func(a, b Copy) int { return b.name.Compare(a.name) })
}

// ofVault keeps the copies of the vault with that id. Those whose name does not tell are looked into, which needs no key.
func ofVault(copies []Copy, id vault.ID) []Copy {
	short := vault.ShortVaultID(id)
	return slices.DeleteFunc(slices.Clone(copies), func(c Copy) bool {
		if c.name.Vault != "" {
			return c.name.Vault != short
		}
		found, err := vault.Identify(c.File)
		return err != nil || found != id
	})
}

// Copies returns the copies of this vault, in the folder beside it and in the second place where that is there, the latest first. Whether they are whole is told
// by [Desk.ProveCopy].
func (d *Desk) Copies() ([]Copy, error) {
	first, err := d.copiesOfThis(copyFolder(d.Place()))
	if err != nil {
		return nil, About(copyFolder(d.Place()), err)
	}
	folder, err := d.secondPlace()
	if folder == "" || err != nil {
		return first, nil //nolint:nilerr // that it is absent is told by the cautions; the list is of what is there
	}
	second, err := d.copiesOfThis(folder)
	if err != nil {
		return first, About(folder, err)
	}
	for i := range second {
		second[i].Second = true
	}
	all := append(first, second...)
	sortCopies(all)
	return all, nil
}

func (d *Desk) copiesOfThis(folder string) ([]Copy, error) {
	copies, err := copiesIn(folder, d.Place(), d.around.Now().Location())
	return ofVault(copies, d.vault.VaultID()), err
}

// CopiesOf returns the copies of the vault in file, the latest first, for who cannot open it: beside it, and in the second place that this machine remembers. Where
// the file still tells which vault it is, copies of others are left out.
func CopiesOf(file string, s Surroundings) ([]Copy, error) {
	copies, err := copiesIn(copyFolder(file), file, s.Now().Location())
	if err != nil {
		return nil, About(copyFolder(file), err)
	}
	for _, folder := range rememberedPlaces(file, s.CounterFolder) {
		second, err := copiesIn(folder, file, s.Now().Location())
		if err != nil {
			continue // a stick that fails keeps nobody from the copies beside the vault
		}
		for i := range second {
			second[i].Second = true
		}
		copies = append(copies, second...)
	}
	if id, err := vault.Identify(file); err == nil {
		copies = ofVault(copies, id)
	}
	sortCopies(copies)
	return copies, nil
}
