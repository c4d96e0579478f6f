package intake_test

import (
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/intake"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

func TestPlanTellsWhatWouldHappen(t *testing.T) {
	police := partnership.Organisation{ID: "pol", Name: "Politie", Kind: "police"}
	renamed := police
	renamed.Name = "Nationale Politie"
	contact := partnership.Contact{ID: "pol", FamilyName: "Bos"}
	emptyTags := police
	emptyTags.Tags = []string{}
	for name, tt := range map[string]struct {
		there                partnership.Record
		read                 exchange.Bundle
		update               bool
		fresh, updated, same int
		rule                 partnership.Rule
	}{
		"new":                      {nil, exchange.Bundle{Organisations: []partnership.Organisation{police}}, false, 1, 0, 0, ""},
		"same":                     {police, exchange.Bundle{Organisations: []partnership.Organisation{police}}, false, 0, 0, 1, ""},
		"same but for empty lists": {emptyTags, exchange.Bundle{Organisations: []partnership.Organisation{police}}, false, 0, 0, 1, ""},
		"different":                {police, exchange.Bundle{Organisations: []partnership.Organisation{renamed}}, false, 0, 0, 0, intake.RuleExists},
		"different, update":        {police, exchange.Bundle{Organisations: []partnership.Organisation{renamed}}, true, 0, 1, 0, ""},
		"other kind, update":       {police, exchange.Bundle{Contacts: []partnership.Contact{contact}}, true, 0, 0, 0, intake.RuleOtherKind},
	} {
		t.Run(name, func(t *testing.T) {
			source := intake.Source{
				Name: "b.json", Bundle: tt.read, Places: map[partnership.ID]intake.Place{"pol": {Field: "x[0].id", Line: 7}},
			}
			present := func(partnership.ID) (partnership.Record, bool) { return tt.there, tt.there != nil }
			plan, problems := intake.Make([]intake.Source{source}, present, tt.update)
			if tt.rule != "" {
				if len(problems) != 1 || problems[0].Rule != tt.rule || problems[0].Line != 7 || problems[0].Field != "x[0].id" {
					t.Fatalf("got %v, want one problem of rule %s at x[0].id on line 7", problems, tt.rule)
				}
				return
			}
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			if len(plan.New) != tt.fresh || len(plan.Updated) != tt.updated || len(plan.Same) != tt.same {
				t.Errorf("new %d, updated %d, same %d", len(plan.New), len(plan.Updated), len(plan.Same))
			}
		})
	}
}
