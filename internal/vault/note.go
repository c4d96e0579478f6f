package vault

import (
	"errors"
	"fmt"
)

// Note is what the journal tells of a commit beside who made it, when, and of what.
type Note struct {
	// Name is what the commit is called: a key that the program has words for, such as "desk.commit.move", and never a
	// text of the user's, for a name outlives the erasure of the records. Lower case letters, digits, dots and
	// underscores, the first a letter, at most 64; empty for no name.
	Name string
	// TakesBack is the journal entry whose changes this commit undoes; 0 for none.
	TakesBack uint64
	// MakesAgain is the journal entry whose changes, taken back before, this commit makes once more; 0 for none.
	MakesAgain uint64
}

// maxName is the longest name of a commit, in bytes.
const maxName = 64

func (e entry) note() Note {
	return Note{Name: e.Name, TakesBack: e.TakesBack, MakesAgain: e.MakesAgain}
}

// check tells why a note cannot stand in entry sequence of a file of that version, or nil.
func (n Note) check(act Act, sequence uint64, version uint16) error {
	switch {
	case n == Note{}:
		return nil
	case act != ActCommit:
		return fmt.Errorf("act %d with the note of a commit", act)
	case version < 2:
		return fmt.Errorf("a note in format %d", version)
	case n.TakesBack != 0 && n.MakesAgain != 0:
		return errors.New("takes back and makes again")
	case max(n.TakesBack, n.MakesAgain) >= sequence:
		return errors.New("takes back or makes again what was not there yet")
	case !isKey(n.Name):
		return errors.New("the name of the commit is no key")
	}
	return nil
}

// isKey reports whether a name is empty or a key of the translations, by its form.
func isKey(name string) bool {
	if len(name) > maxName {
		return false
	}
	for i, c := range []byte(name) {
		letter := c >= 'a' && c <= 'z'
		if !letter && (i == 0 || c != '.' && c != '_' && (c < '0' || c > '9')) {
			return false
		}
	}
	return true
}
