package partnershiptest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Vocabulary returns the words and legal bases of the program, read from the assets of the module that the test is in.
// It panics when they are not there.
func Vocabulary() partnership.Vocabulary { return readOnce() }

var readOnce = sync.OnceValue(func() partnership.Vocabulary {
	root, err := moduleRoot()
	if err != nil {
		panic(err)
	}
	v, err := readVocabulary(filepath.Join(root, "assets"))
	if err != nil {
		panic(err)
	}
	return v
})

// moduleRoot looks upwards from the working folder, which for a test is the folder of its package.
func moduleRoot() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		_, err := os.Stat(filepath.Join(folder, "go.mod"))
		if err == nil {
			return folder, nil
		}
		parent := filepath.Dir(folder)
		if !errors.Is(err, fs.ErrNotExist) || parent == folder {
			return "", err
		}
		folder = parent
	}
}

func readVocabulary(assets string) (partnership.Vocabulary, error) {
	words, err := os.ReadFile(filepath.Join(assets, "vocabulary.json"))
	if err != nil {
		return partnership.Vocabulary{}, err
	}
	bases, err := os.ReadFile(filepath.Join(assets, "legal-bases.json"))
	if err != nil {
		return partnership.Vocabulary{}, err
	}
	return partnership.ReadVocabulary(words, bases)
}
