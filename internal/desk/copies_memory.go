package desk

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/natefinch/atomic"

	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// copiesMemory is what a machine remembers of the copies of a vault, in the folder that does not travel with it: what cannot be asked of the copies themselves.
// It is not sealed, so that the second place is found when the vault cannot be opened any more. One that cannot be read is as good as none.
type copiesMemory struct {
	File   string       `json:"file"`             // the vault's
	Second string       `json:"second,omitempty"` // the second place
	Apart  bool         `json:"apart,omitempty"`  // the second place was on another disk than the vault
	Absent time.Time    `json:"absent,omitzero"`  // since when the second place has not been there
	Failed *copyFailure `json:"failed,omitempty"` // why there is no copy beside the vault
	Other  *copyFailure `json:"other,omitempty"`  // why there is none in the second place, which is there
}

// copyFailure is a copy that could not be made, and nobody made one since.
type copyFailure struct {
	Fault   Fault     `json:"fault"`
	Subject string    `json:"subject,omitempty"`
	Cause   string    `json:"cause,omitempty"`
	At      time.Time `json:"at"`
}

const memoryEnding = ".copies"

func memoryFile(folder string, id vault.ID) string {
	return filepath.Join(folder, id.String()+memoryEnding)
}

// readCopiesMemory returns what is remembered; nothing where nothing is.
func readCopiesMemory(file string) copiesMemory {
	content, err := os.ReadFile(file)
	if err != nil {
		return copiesMemory{}
	}
	return parseCopiesMemory(content)
}

func parseCopiesMemory(content []byte) copiesMemory {
	var m copiesMemory
	if json.Unmarshal(content, &m) != nil {
		return copiesMemory{}
	}
	return m
}

// remembered returns what the machine remembers of this vault's copies.
func (d *Desk) remembered() copiesMemory {
	if d.around.CounterFolder == "" {
		return copiesMemory{}
	}
	m := readCopiesMemory(memoryFile(d.around.CounterFolder, d.vault.VaultID()))
	if second := d.secondFolder(); m.Second != second { // of another place nothing is known yet
		m.Second, m.Apart, m.Absent, m.Other = second, false, time.Time{}, nil
	}
	m.File = d.Place()
	return m
}

// remember changes what the machine remembers.
func (d *Desk) remember(change func(*copiesMemory)) error {
	if d.around.CounterFolder == "" {
		return nil
	}
	m := d.remembered()
	change(&m)
	content, err := json.Marshal(m)
	if err != nil {
		return About("", err)
	}
	file := memoryFile(d.around.CounterFolder, d.vault.VaultID())
	if before, err := os.ReadFile(file); err == nil && bytes.Equal(before, content) {
		return nil
	}
	return About(file, atomic.WriteFile(file, bytes.NewReader(content)))
}

// rememberedPlaces returns the second places of the vault in file, as the machine remembers them, that are there.
func rememberedPlaces(file, folder string) []string {
	if folder == "" {
		return nil
	}
	full, err := filepath.Abs(file)
	if err != nil {
		full = file
	}
	if real, err := filepath.EvalSymlinks(full); err == nil {
		full = real
	}
	memories, err := filepath.Glob(filepath.Join(folder, "*"+memoryEnding))
	if err != nil {
		return nil
	}
	var places []string
	for _, memory := range memories {
		if m := readCopiesMemory(memory); m.File == full && m.Second != "" {
			places = append(places, m.Second)
		}
	}
	return places
}

// failureOf returns an error as it is remembered.
func failureOf(err error, at time.Time) *copyFailure {
	fault, subject := FaultOf(err)
	return &copyFailure{fault, subject, cause(err), at}
}

// err returns the error again, so that the sentence about it can be told again.
func (f *copyFailure) err() error {
	return &Error{Fault: f.Fault, Subject: f.Subject, Err: errors.New(f.Cause)}
}

// secondFolder returns the second place for copies that people chose; nothing where they chose none, or the place where copies go anyway.
func (d *Desk) secondFolder() string {
	folder := d.Preferences().BackupFolder
	if folder == "" {
		return ""
	}
	folder = filepath.Clean(folder)
	if folder == copyFolder(d.Place()) {
		return ""
	}
	return folder
}

// secondPlace returns the folder of the second place, nothing when none is wanted. The fault is [FaultPlaceAbsent] when it is not there, also when all that is there
// is the empty folder that a stick or share used to be mounted on: that lies on the vault's own disk, where a second copy is worth nothing.
func (d *Desk) secondPlace() (string, error) {
	folder := d.secondFolder()
	if folder == "" {
		return "", nil
	}
	info, err := os.Stat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return folder, &Error{Fault: FaultPlaceAbsent, Subject: folder, Err: err}
	case err != nil:
		return folder, About(folder, err)
	case !info.IsDir():
		return folder, &Error{Fault: FaultPlaceAbsent, Subject: folder, Err: errors.New("a file, no folder")}
	}
	same, err := vault.SameDisk(folder, filepath.Dir(d.Place()))
	if err == nil && same && d.remembered().Apart {
		return folder, &Error{Fault: FaultPlaceAbsent, Subject: folder, Err: errors.New("nothing is mounted there")}
	}
	if err == nil && !same {
		return folder, d.remember(func(m *copiesMemory) { m.Apart = true })
	}
	return folder, nil // where a system does not tell disks apart, a folder that is there is taken for the place
}
