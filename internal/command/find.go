package command

import (
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// hitJSON is what search answers with --json, in a list with the best first.
type hitJSON struct {
	Type    partnership.Kind `json:"type"`
	ID      partnership.ID   `json:"id"`
	Label   string           `json:"label"`
	Field   string           `json:"field"`
	Snippet string           `json:"snippet"`
}

// Run searches all texts.
func (c *searchCommand) Run(s *session) error {
	return s.reading(func(d *desk.Desk) error {
		hits := d.Search(strings.Join(c.Words, " "))
		if c.JSON {
			answer := make([]hitJSON, len(hits))
			for i, h := range hits {
				answer[i] = hitJSON{h.Kind, h.ID, h.Label, h.Field, h.Snippet}
			}
			return s.printJSON(answer)
		}
		if len(hits) == 0 {
			s.note(s.words.Text("command.search.nothing", "Words", strings.Join(c.Words, " ")))
			return nil
		}
		var rows [][]string
		for _, h := range hits {
			rows = append(rows, []string{h.Label, s.words.Term(language.Kinds, string(h.Kind)), string(h.ID), foundIn(h)})
		}
		return s.print(columns("", rows))
	})
}

// foundIn returns the text around what was found, unless it is the label that the line shows already.
func foundIn(h desk.Hit) string {
	if h.Snippet == h.Label {
		return ""
	}
	return h.Snippet
}
