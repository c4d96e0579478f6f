package command

import (
	"os"
	"strings"

	jsonv2 "github.com/go-json-experiment/json"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
)

type basesCommand struct {
	Set  string `placeholder:"FILE" help:"${help_bases_set}"`
	JSON bool   `name:"json" help:"${help_json}"`
}

// Run changes the user's own legal bases if it is told to, and shows all of them.
func (c *basesCommand) Run(s *session) error {
	if c.Set == "" {
		return s.reading(func(d *desk.Desk) error { return s.showBases(d, c.JSON) })
	}
	content, err := os.ReadFile(c.Set)
	if err != nil {
		return desk.About(c.Set, err)
	}
	var own []desk.OwnBasis
	if err := jsonv2.Unmarshal(content, &own, jsonv2.RejectUnknownMembers(true)); err != nil {
		return &spokenError{text: s.words.Text("command.bases.bad_file", "File", home(c.Set), "Problem", s.unread(err).Error), exit: exitInvalid, err: err}
	}
	return s.writing(func(d *desk.Desk) error {
		if err := d.SetOwnBases(own); err != nil {
			return s.ownProblems(d, err)
		}
		s.note(s.words.Text("command.bases.done"))
		return s.showBases(d, c.JSON)
	})
}

// ownProblems says everything that is wrong with a list of own legal bases.
func (s *session) ownProblems(d *desk.Desk, err error) error {
	problems := desk.OwnBasisProblems(err)
	if fault, _ := desk.FaultOf(err); fault != desk.FaultOwnBasis || len(problems) == 0 {
		return err
	}
	lines := make([]string, len(problems))
	for i, p := range problems {
		lines[i] = plain(d.ExplainOwnBasis(p))
	}
	s.note(strings.Join(lines, "\n"))
	return &toldError{err}
}

// basisJSON is a legal basis as --json tells it.
type basisJSON struct {
	ID      string `json:"id"`
	Article string `json:"article"`
	Covers  string `json:"covers"`
	Verify  bool   `json:"verify"`
	Own     bool   `json:"own"`
}

func (s *session) showBases(d *desk.Desk, asJSON bool) error {
	all := d.LegalBases()
	if asJSON {
		answer := make([]basisJSON, len(all))
		for i, b := range all {
			answer[i] = basisJSON{string(b.ID), b.Article, b.Covers, b.Verify != "", b.Own != ""}
		}
		return s.printJSON(answer)
	}
	var lines strings.Builder
	for _, b := range all {
		lines.WriteString(plain(basisLine(b)) + " [" + string(b.ID) + "]\n")
	}
	return s.print(lines.String())
}
