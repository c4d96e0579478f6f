package desk

import (
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// mostNames is how many records are named of those that refer to something: the rest is counted.
const mostNames = 3

// ExplainProposal returns since when a record may be cleaned up, and what stands in the way or goes along. Label names a record.
func ExplainProposal(words *language.Language, p Proposal, label func(partnership.ID) string) []string {
	named := func(ids []partnership.ID) string {
		var names []string
		for _, id := range ids[:min(len(ids), mostNames)] {
			names = append(names, "‘"+withoutLines(label(id))+"’")
		}
		if len(ids) > mostNames {
			names = append(names, "…")
		}
		return words.List(names...)
	}
	lines := []string{words.Text("retention.since."+string(p.Reason), "Day", words.MediumDate(p.Since))}
	if len(p.Blocked) > 0 {
		lines = append(lines, words.Text("retention.blocked", "Names", named(p.Blocked)))
	} else if len(p.Named) > 0 {
		lines = append(lines, words.Plural("retention.named", len(p.Named), "Names", named(p.Named)))
	}
	return lines
}
