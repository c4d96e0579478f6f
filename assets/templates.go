package assets

import (
	"embed"
	"io/fs"
)

//go:embed templates
var templates embed.FS

// Templates returns the files <kind>.<language>.md: the text of a kind of agreement. doc/templates.md tells how they are written.
func Templates() fs.FS {
	folder, err := fs.Sub(templates, "templates")
	if err != nil {
		panic(err) // the folder is named in the embed directive above
	}
	return folder
}
