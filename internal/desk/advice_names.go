package desk

import (
	"cmp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// OrganisationCalled returns the id of the organisation that is meant by an id or by its exact name; what was given
// when there is none, or when several bear the name.
func (d *Desk) OrganisationCalled(called string) partnership.ID {
	id := partnership.ID(called)
	if kind, ok := d.ledger.KindOf(id); ok && kind == partnership.KindOrganisation {
		return id
	}
	var found []partnership.ID
	for _, o := range All[partnership.Organisation](d) {
		if o.Name == called {
			found = append(found, o.ID)
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return id
}

// ExplainQuestion returns what is wrong with a question, with the nearest names of what may have been meant.
func (d *Desk) ExplainQuestion(err error) string {
	words := d.words.Load()
	field, value, ok := UnknownIn(err)
	if !ok {
		return Sentence(words, err)
	}
	if value == "" {
		return words.Text("desk.question.missing", "Field", words.Text("desk.question.field."+field))
	}
	sentence := words.Text("desk.question."+field, "Value", value)
	near := d.nearest(field, value)
	if len(near) == 0 {
		var names []string
		for _, name := range d.answers(field) {
			names = append(names, name[0])
		}
		return sentence + " " + words.Text("desk.question.list."+field, "Names", words.List(names...))
	}
	return sentence + " " + words.Text("desk.question.near", "Names", words.List(near...))
}

// mostNear is how many names are proposed.
const mostNear = 3

// nearest returns what a field of a question may hold and what looks most like a value, as it is written on the command line.
func (d *Desk) nearest(field, value string) []string {
	type candidate struct {
		name     string
		distance int
	}
	var near []candidate
	wanted := strings.ToLower(value)
	for _, name := range d.answers(field) {
		for _, spelled := range slices.Concat(name, strings.FieldsFunc(name[0], func(r rune) bool { return r == ' ' || r == ',' })) {
			low := strings.ToLower(spelled)
			distance := levenshtein.ComputeDistance(wanted, low)
			if len(wanted) >= 3 && strings.Contains(low, wanted) {
				distance = min(distance, 1)
			}
			if distance <= max(2, len(wanted)/3) {
				near = append(near, candidate{name[0], distance})
				break
			}
		}
	}
	slices.SortStableFunc(near, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.name, b.name))
	})
	var names []string
	for _, c := range near {
		if len(names) < mostNear && !slices.Contains(names, c.name) {
			names = append(names, c.name)
		}
	}
	return names
}

// answers returns what a field of a question may hold: for each what is written on the command line, then what else it is called.
func (d *Desk) answers(field string) [][]string {
	var all [][]string
	vocabulary := d.Vocabulary()
	switch field {
	case "from", "to":
		for _, o := range All[partnership.Organisation](d) {
			all = append(all, []string{o.Name, string(o.ID)})
		}
	case "category":
		for _, c := range vocabulary.InformationCategories {
			all = append(all, []string{string(c.ID), c.Dutch, c.English})
		}
	case "purpose":
		for _, p := range vocabulary.Purposes {
			all = append(all, []string{string(p.ID), p.Dutch, p.English})
		}
	case "forum":
		for _, a := range All[partnership.Agreement](d) {
			for _, f := range a.Forums {
				all = append(all, []string{ForumName(a.ID, f.ID), f.Name})
			}
		}
	}
	return all
}
