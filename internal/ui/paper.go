package ui

import (
	"io"
	"path/filepath"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
)

// Paper makes a document in the background, asks nothing, and shows it in the program that the system has for it. It is written beside the vault,
// in a folder of its own, for nobody else to read; name is what the file is called, without its ending.
func (s *Shell) Paper(name string, write func(io.Writer) ([]desk.Remark, error)) {
	file := filepath.Join(filepath.Dir(s.desk.Place()), s.words.Text("ui.paper.folder"), fileName(name)+".pdf")
	var remarks []desk.Remark
	s.Told(s.words.Text("ui.paper.working", "Name", name))
	s.Try(func() error {
		return desk.SaveIn(file, func(w io.Writer) (err error) { remarks, err = write(w); return err })
	}, func(err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		s.trace("printed")
		s.Told(s.words.Text("ui.paper.made", "File", file))
		if len(remarks) > 0 {
			s.Ask(Dialog{Title: s.words.Text("ui.paper.remarks"), Text: s.words.Plural("ui.paper.remarks_text", len(remarks))})
		}
		s.OpenFile(file)
	})
}

// mostName is how long a file's name may be: some systems take no more than 255 bytes, in a folder that may be deep.
const mostName = 80

// fileName makes a name of what every system takes as one.
func fileName(name string) string {
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '-'
		}
		return r
	}, name)
	letters := []rune(strings.Trim(clean, " ."))
	if len(letters) > mostName {
		letters = letters[:mostName]
	}
	if len(letters) == 0 {
		return "-"
	}
	return strings.TrimSpace(string(letters))
}
