package document

import (
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// deepest is how many organisations up a part is looked for: a chain that comes back to itself ends.
const deepest = 8

// own reports whether an organisation is the municipality that prints, or a part of it. The municipality is known by its name, as
// "Lindewaard" or "Gemeente Lindewaard"; as long as the vault has no name for it, every municipality is.
func (s situation) own(id partnership.ID) bool {
	for _, o := range s.upward(id) {
		if o.Kind == "municipality" && named(o.Name, s.options.Author) {
			return true
		}
	}
	return false
}

// upward returns an organisation and what it is a part of, the largest last.
func (s situation) upward(id partnership.ID) []partnership.Organisation {
	var chain []partnership.Organisation
	for range deepest {
		o, ok := s.look.Organisation(id)
		if !ok {
			break
		}
		chain = append(chain, o)
		id = o.PartOf
	}
	return chain
}

// named reports whether an organisation's name is that of the municipality, with or without a word before it.
func named(name, municipality string) bool {
	name, municipality = strings.ToLower(strings.TrimSpace(name)), strings.ToLower(strings.TrimSpace(municipality))
	return municipality == "" || name == municipality || strings.HasSuffix(name, " "+municipality) ||
		strings.HasSuffix(municipality, " "+name)
}
