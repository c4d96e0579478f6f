// Package documenttest has an agreement to print in tests, with everything that an agreement may hold.
package documenttest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/assets"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Directory is names in memory.
type Directory struct {
	Organisations []partnership.Organisation
	Contacts      []partnership.Contact
	Agreements    []partnership.Agreement
}

// Organisation implements [document.Directory].
func (d Directory) Organisation(id partnership.ID) (partnership.Organisation, bool) {
	return find(d.Organisations, id)
}

// Contact implements [document.Directory].
func (d Directory) Contact(id partnership.ID) (partnership.Contact, bool) {
	return find(d.Contacts, id)
}

// Agreement implements [document.Directory].
func (d Directory) Agreement(id partnership.ID) (partnership.Agreement, bool) {
	return find(d.Agreements, id)
}

func find[R partnership.Record](list []R, id partnership.ID) (R, bool) {
	for _, r := range list {
		if r.RecordID() == id {
			return r, true
		}
	}
	var none R
	return none, false
}

// Options returns options with the product's own words, vocabulary and templates, for 23 November 2026.
func Options(t testing.TB, tag string) document.Options {
	t.Helper()
	words, err := language.Open(tag)
	if err != nil {
		t.Fatal(err)
	}
	vocabulary, err := partnership.ReadVocabulary(assets.Vocabulary(), assets.LegalBases())
	if err != nil {
		t.Fatal(err)
	}
	library, err := document.ReadLibrary(assets.Templates())
	if err != nil {
		t.Fatal(err)
	}
	return document.Options{
		Words: words, Vocabulary: vocabulary, Templates: library, Author: "Gemeente Lindewaard",
		On:      date.MustParse("2026-11-23"),
		Created: time.Date(2026, time.November, 23, 9, 30, 0, 0, time.UTC),
	}
}

// Names is the directory of [Covenant].
func Names() Directory {
	return Directory{
		Organisations: []partnership.Organisation{
			{ID: "gem", Name: "Gemeente Lindewaard", Kind: "municipality", Address: partnership.Address{Street: "Markt 1", Postcode: "1234 AB", City: "Lindewaard"}},
			{ID: "pol", Name: "Politie, basisteam Lindewaard", Kind: "police"},
			{ID: "jw", Name: "Stichting Jongerenwerk De Brink", Kind: "youth_work"},
			{ID: "wijk", Name: "Wijkpolitie Zuid", Kind: "police", PartOf: "pol"},
			{ID: "team", Name: "Wijkteam Zuid", Kind: "community_team"},
			{ID: "om", Name: "Openbaar Ministerie", Kind: "public_prosecution"},
		},
		Contacts: []partnership.Contact{
			{ID: "c1", GivenName: "Fenna", Infix: "van den", FamilyName: "Berg", Positions: []partnership.Position{{Organisation: "jw", Title: "directeur-bestuurder"}}},
			{ID: "c2", GivenName: "Sjoerd", FamilyName: "Dijkstra", Positions: []partnership.Position{{Organisation: "pol", Title: "teamchef", Until: date.MustParse("2026-01-01")}}},
			{ID: "c3", GivenName: "Sanne", FamilyName: "Hoekstra", Positions: []partnership.Position{{Organisation: "gem", Title: "coördinator veiligheid"}}},
			{ID: "c4", GivenName: "Petra", FamilyName: "Post", Positions: []partnership.Position{{Organisation: "om"}, {Organisation: "pol", Title: "jeugdagent"}}},
			{ID: "c5", GivenName: "Omar", FamilyName: "Officier", Positions: []partnership.Position{{Organisation: "om", Title: "officier van justitie"}}},
			{ID: "c6", GivenName: "Teun", FamilyName: "Team", Positions: []partnership.Position{{Organisation: "team"}}},
			{ID: "c7", GivenName: "Wim", FamilyName: "Wijk", Positions: []partnership.Position{{Organisation: "wijk", Title: "wijkagent"}}},
		},
		Agreements: []partnership.Agreement{{ID: "old", Title: "Convenant jeugdgroepen 2019", Status: partnership.AgreementTerminated}, Covenant()},
	}
}

// Covenant returns an agreement in force with a text of its own.
func Covenant() partnership.Agreement {
	return partnership.Agreement{
		ID: "a1", Kind: "youth_group", Title: "Convenant jeugdgroepen Lindewaard", Reference: "Z/26/1042",
		Ambition: "een veilig opgroeiklimaat voor elke jongere", Purposes: []partnership.Term{"youth_group", "early_signal"},
		Status: partnership.AgreementInForce, ValidFrom: date.MustParse("2026-02-01"), ValidUntil: date.MustParse("2029-12-31"),
		EvaluationMonths: 12, Notice: &partnership.Notice{Months: 3, Anchor: partnership.EndOfQuarter}, Supersedes: "old",
		Forums: []partnership.Forum{{ID: "f1", Name: "Jeugdoverleg", Participants: []partnership.ID{"gem", "pol", "jw"}}},
		Parties: []partnership.Party{
			{Organisation: "gem", Body: "de burgemeester", Representative: "mr. A. de Vries", Capacity: "burgemeester", DecidedBy: "het college van burgemeester en wethouders", DecidedOn: date.MustParse("2026-01-20"), SignedOn: date.MustParse("2026-01-28"), SignedAt: "Lindewaard", Controller: partnership.ControllerJoint},
			{Organisation: "pol", Contact: "c2", Signed: true, Controller: partnership.ControllerJoint},
			{Organisation: "jw", Contact: "c1", Members: []partnership.ID{"team"}, Controller: partnership.ControllerOwn, SuspendedFrom: date.MustParse("2026-10-01")},
			{Organisation: "om", Role: partnership.RoleWitness},
		},
		Provisions: []partnership.Provision{
			{ID: "p1", From: "pol", To: "gem", Category: "police_data", Purpose: "youth_group", LegalBasis: "wpg_16", Conditions: []partnership.Term{"minimum", "no_onward"}, Forum: "f1", Article: "delen", RetentionMonths: 12},
			{ID: "p2", From: "jw", To: "kind:community_team", Category: "concern", Purpose: "early_signal", LegalBasis: "gdpr_6_1_a", Conditions: []partnership.Term{"consent", "minimum"}, Article: "zie de toelichting"},
			{ID: "p3", From: "gem", To: "any", Category: "anonymous_group", Purpose: "youth_group", AddedOn: date.MustParse("2026-03-01"), DroppedOn: date.MustParse("2026-09-01")},
		},
		HavingRegard:   []string{"artikel 172 van de Gemeentewet;", "de Wet politiegegevens;"},
		Considerations: []string{"dat partijen elkaar nodig hebben;", "dat *vertrouwen* telt;"},
		Articles: []partnership.Article{
			{ID: "doel", Title: "Doel", Text: "Partijen werken samen.\n\nZij doen dat:\n- vroeg;\n- samen."},
			{ID: "delen", Title: "Gegevens delen", Text: "1. Delen mag alleen op grond van art. 6, lid 1, van de AVG, zie [artikel 1](#doel).\n   a. mondeling;\n   b. schriftelijk.\n\n2. **Nooit** via een berichtendienst; 5*3*2 blijft 30, [elders](https://example.org) en _snake_case_ ook."},
		},
		Annexes: []partnership.Annex{{Title: "Werkwijze", Text: "Zeven stappen.", Forum: "f1"}},
	}
}

// Large returns an agreement with so many parties and provisions, with names of the given length, and its directory.
func Large(parties, provisions, length int) (partnership.Agreement, Directory) {
	a := partnership.Agreement{ID: "large", Kind: "cooperation", Title: "Samenwerking in de regio", Status: partnership.AgreementDraft}
	var d Directory
	kinds := []partnership.Term{"municipality", "police", "school", "housing_association", "youth_care"}
	for i := range parties {
		id := partnership.ID(fmt.Sprintf("o%d", i))
		name := fmt.Sprintf("Organisatie %d", i+1) + strings.Repeat(" voor veiligheid en zorgvuldige samenwerking", 1+length/40)
		d.Organisations = append(d.Organisations, partnership.Organisation{ID: id, Name: strings.TrimSpace(name[:max(length, 14)]), Kind: kinds[i%len(kinds)]})
		a.Parties = append(a.Parties, partnership.Party{Organisation: id, Body: "het bestuur", Representative: strings.Repeat("Van der Aa-", 1+length/14) + "Zwart"})
	}
	bases := []partnership.Term{"gdpr_6_1_e", "municipal_172", "wpg_16"}
	categories := []partnership.Term{"identity", "school_absence", "police_data", "nuisance_report"}
	for i := range provisions {
		a.Provisions = append(a.Provisions, partnership.Provision{
			ID: partnership.ID(fmt.Sprintf("p%d", i)), From: fmt.Sprintf("o%d", i%max(parties, 1)), To: fmt.Sprintf("o%d", (i+1)%max(parties, 1)),
			Category: categories[i%4], Purpose: "youth_group", LegalBasis: bases[i%3], Conditions: []partnership.Term{"minimum", "secure_channel"}, Article: "a1",
		})
	}
	a.Articles = []partnership.Article{{ID: "a1", Title: "Afspraken", Text: strings.Repeat("Partijen werken samen aan een veilige buurt en maken daarover afspraken. ", 40)}}
	return a, d
}
