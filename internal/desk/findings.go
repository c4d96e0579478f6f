package desk

import (
	"strconv"

	"codeberg.org/bondgenoot/bondgenoot/assets"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/statute"
)

// Finding is something about an agreement that somebody who knows the law should look at.
type Finding = statute.Finding

// Findings returns what is to be looked at in the text of an agreement on a day; nothing for a record of another kind.
func (d *Desk) Findings(id partnership.ID, on date.Day) ([]Finding, error) {
	record, err := d.Record(id)
	if err != nil {
		return nil, err
	}
	agreement, ok := record.(partnership.Agreement)
	if !ok {
		return nil, nil
	}
	laws, err := statute.ReadLaws(assets.RepealedLaws())
	if err != nil {
		return nil, About("", err)
	}
	return laws.Review(agreement, on), nil
}

// ExplainFinding returns the sentence about a finding: what stands where, and what to do.
func ExplainFinding(words *language.Language, f Finding) string {
	place := words.Text("desk.finding.in."+string(f.Place), "Number", strconv.Itoa(f.Number))
	if f.Title != "" {
		place = words.Text("desk.finding.titled", "Place", place, "Title", f.Title)
	}
	return words.Text("desk.finding."+string(f.Code),
		"Place", place, "Law", f.Law, "Day", words.MediumDate(f.On), "Successors", words.List(f.Successors...))
}
