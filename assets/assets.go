// Package assets holds what the program carries inside itself: the vocabulary, the legal bases, the translations and the
// demo municipality.
package assets

import (
	"embed"
	"io/fs"
)

//go:embed vocabulary.json
var vocabulary []byte

//go:embed legal-bases.json
var legalBases []byte

//go:embed repealed-laws.json
var repealedLaws []byte

//go:embed translations/*.json
var translations embed.FS

//go:embed icon.png
var icon []byte

// Icon returns the program's picture, a PNG.
func Icon() []byte { return icon }

// Vocabulary returns the closed set of words that records may use, as JSON.
func Vocabulary() []byte { return vocabulary }

// LegalBases returns the articles of law on which information may be shared, as JSON.
func LegalBases() []byte { return legalBases }

// RepealedLaws returns the laws that no text should rest on any more, as JSON.
func RepealedLaws() []byte { return repealedLaws }

// Translations returns the files <area>.<language>.json: what the program says, per language.
func Translations() fs.FS {
	folder, err := fs.Sub(translations, "translations")
	if err != nil {
		panic(err) // the folder is named in the embed directive above
	}
	return folder
}
