package desk

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Twin is another file beside the vault that holds the same vault, as a cloud folder makes one when two computers changed the vault at the
// same time.
type Twin struct {
	File     string
	Modified date.Moment
}

// twinsSeen remembers which vault is in a file, so that the folder is looked at in no time.
type twinsSeen struct {
	sync.Mutex
	ids map[vault.Twin]vault.ID
}

// of answers for a file; one that was not seen before is asked. What cannot be read is remembered as no vault, until it changes.
func (s *twinsSeen) of(t vault.Twin, ask func() (vault.ID, error)) (vault.ID, error) {
	s.Lock()
	defer s.Unlock()
	if id, ok := s.ids[t]; ok {
		return id, nil
	}
	id, err := ask()
	if err != nil && !errors.Is(err, vault.ErrDamaged) {
		return id, err // a file that is held for a moment
	}
	if s.ids == nil {
		s.ids = map[vault.Twin]vault.ID{}
	}
	s.ids[t] = id
	return id, nil
}

// Twins returns the other files in the vault's folder that hold the same vault, whatever their names are. Copies that this program made are none.
func (d *Desk) Twins() ([]Twin, error) {
	found, err := vault.Twins(d.Place(), d.vault.VaultID(), d.twins.of)
	if err != nil {
		return nil, About(filepath.Dir(d.Place()), err)
	}
	zone := d.around.Now().Location()
	var twins []Twin
	for _, t := range found {
		twins = append(twins, Twin{t.Path, date.MomentOf(t.Modified.In(zone))})
	}
	return twins, nil
}

// twinCautions tells that there is another file of the same vault.
func twinCautions(d *Desk) []Caution {
	twins, err := d.Twins()
	if err != nil || len(twins) == 0 {
		return nil // a folder that cannot be listed is told where something in it is needed
	}
	name := "twin"
	if len(twins) > 1 {
		name = "twins"
	}
	return []Caution{{Name: name, Data: []any{"File", filepath.Base(twins[0].File), "Count", len(twins)}, Part: "twins"}}
}

// OpenTwin opens another file of the same vault for reading, to compare it. Without a passphrase it opens with the key of this vault; when the fault
// is [FaultOtherKey] it has keys of its own, and a passphrase is needed. The fault is [FaultNoTwin] for a file of another vault, and for
// the vault itself.
func (d *Desk) OpenTwin(ctx context.Context, file string, passphrase []byte) (*Desk, error) {
	id, err := vault.Identify(file)
	if err != nil {
		return nil, About(file, err)
	}
	same, err := sameFile(file, d.Place())
	if err != nil {
		return nil, About(file, err)
	}
	if id != d.vault.VaultID() || same {
		return nil, &Error{Fault: FaultNoTwin, Subject: file, Err: errors.New("another vault, or this one")}
	}
	return d.openCopy(ctx, file, passphrase)
}

func sameFile(a, b string) (bool, error) {
	first, err := os.Stat(a)
	if err != nil {
		return false, err
	}
	second, err := os.Stat(b)
	if err != nil {
		return false, nil //nolint:nilerr // the vault's own file is gone: then it is another
	}
	return os.SameFile(first, second), nil
}

// joinedStamp is how the file of a twin that was joined tells when that was, behind the vault's name.
const joinedStamp = "-joined-20060102-150405"

// PutAway renames a twin that was joined, so that it is told no more. It stays in its folder, under the name that is returned.
func (d *Desk) PutAway(file string) (kept string, err error) {
	ending := filepath.Ext(d.Place())
	name := strings.TrimSuffix(filepath.Base(d.Place()), ending)
	at := d.around.Now()
	for {
		kept = filepath.Join(filepath.Dir(file), name+at.Format(joinedStamp)+ending)
		if _, err := os.Lstat(kept); err != nil {
			break
		}
		at = at.Add(time.Second) // two in one second
	}
	if err := os.Rename(file, kept); err != nil {
		return "", About(file, err)
	}
	return kept, About(file, removeLock(file))
}

// removeLock removes the lock that reading a file left beside it.
func removeLock(file string) error {
	if err := os.Remove(file + ".lock"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
