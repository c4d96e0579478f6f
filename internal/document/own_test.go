package document

import (
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// town is a few organisations by id.
type town struct {
	nobody
	organisations map[partnership.ID]partnership.Organisation
}

func (n town) Organisation(id partnership.ID) (partnership.Organisation, bool) {
	o, ok := n.organisations[id]
	return o, ok
}

func TestOwnIsTheMunicipalityAndItsParts(t *testing.T) {
	look := town{organisations: map[partnership.ID]partnership.Organisation{
		"gem":    {ID: "gem", Name: "Gemeente Lindewaard", Kind: "municipality"},
		"team":   {ID: "team", Name: "Team Handhaving", Kind: "enforcement", PartOf: "dept"},
		"dept":   {ID: "dept", Name: "Afdeling Veiligheid", Kind: "other", PartOf: "gem"},
		"next":   {ID: "next", Name: "Gemeente Nieuw-Lindewaard", Kind: "municipality"},
		"club":   {ID: "club", Name: "Sportclub Lindewaard", Kind: "other"},
		"circle": {ID: "circle", Name: "Kring", Kind: "other", PartOf: "circle"},
	}}
	for _, tt := range []struct {
		municipality string
		id           partnership.ID
		want         bool
	}{
		{"Lindewaard", "gem", true},
		{"Gemeente Lindewaard", "gem", true},
		{"gemeente lindewaard ", "gem", true},
		{"Lindewaard", "team", true},
		{"Lindewaard", "next", false},
		{"Nieuw-Lindewaard", "gem", false},
		{"Lindewaard", "club", false},
		{"Lindewaard", "circle", false},
		{"Lindewaard", "nothing", false},
		{"", "next", true},
	} {
		s := situation{look: look, options: Options{Author: tt.municipality}}
		if got := s.own(tt.id); got != tt.want {
			t.Errorf("%s for %q: got %v", tt.id, tt.municipality, got)
		}
	}
}
