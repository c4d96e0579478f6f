package document_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/document/documenttest"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// everyKind is a directory with one organisation of every kind, which has the kind as its id.
func everyKind(o document.Options) documenttest.Directory {
	var d documenttest.Directory
	for _, k := range o.Vocabulary.OrganisationKinds {
		d.Organisations = append(d.Organisations, partnership.Organisation{ID: partnership.ID(k.ID), Name: string(k.ID), Kind: k.ID})
	}
	return d
}

// bare is an agreement of a kind between the municipality and the given organisations, with nothing else.
func bare(kind partnership.Term, with ...partnership.ID) partnership.Agreement {
	a := partnership.Agreement{ID: "a", Kind: kind, Title: "Afspraken", Purposes: []partnership.Term{"public_order"}, Status: partnership.AgreementDraft}
	for _, id := range append([]partnership.ID{"municipality"}, with...) {
		a.Parties = append(a.Parties, partnership.Party{Organisation: id})
	}
	return a
}

// provision lets one organisation provide a category to the municipality.
func provision(from, category string) partnership.Provision {
	return partnership.Provision{ID: partnership.ID(from + "-" + category), From: from, To: "municipality", Category: partnership.Term(category), Purpose: "public_order"}
}

// wording fills the template of the agreement's kind.
func wording(t rapid.TB, a partnership.Agreement, o document.Options) document.Wording {
	t.Helper()
	tpl, err := o.Templates.Template(a.Kind)
	if err != nil {
		t.Fatal(err)
	}
	return tpl.Fill(a, everyKind(o), o)
}

func articles(w document.Wording) []string {
	var ids []string
	for _, a := range w.Articles {
		ids = append(ids, string(a.ID))
	}
	return ids
}

// whole is everything that stands in a wording, with a line for each title.
func whole(w document.Wording) string {
	parts := slices.Concat(w.HavingRegard, w.Considerations)
	for _, a := range w.Articles {
		parts = append(parts, a.Title, a.Text)
	}
	for _, a := range w.Annexes {
		parts = append(parts, a.Title, a.Text)
	}
	return strings.Join(parts, "\n")
}

// allKinds are the kinds of agreement, each of which has a template.
var allKinds = []partnership.Term{
	"youth_group", "person_centred", "street", "school", "housing", "nightlife", "care_safety", "organised_crime", "cooperation",
}

func TestEveryKindHasATemplate(t *testing.T) {
	o := documenttest.Options(t, "nl")
	var kinds []partnership.Term
	for _, k := range o.Vocabulary.AgreementKinds {
		kinds = append(kinds, k.ID)
		tpl, err := o.Templates.Template(k.ID)
		if err != nil {
			t.Error(err)
		} else if tpl.Title != k.Dutch || tpl.Law.IsZero() || tpl.Law.After(o.On) {
			t.Errorf("%s: called %q, law of %s", k.ID, tpl.Title, tpl.Law)
		}
	}
	slices.Sort(kinds)
	if sorted := slices.Sorted(slices.Values(allKinds)); !slices.Equal(kinds, sorted) {
		t.Errorf("tested %v, there are %v", sorted, kinds)
	}
}

// asked returns all kinds but those whose text always has what the condition is about, or never.
func asked(but ...partnership.Term) []partnership.Term {
	return slices.DeleteFunc(slices.Clone(allKinds), func(k partnership.Term) bool { return slices.Contains(but, k) })
}

func TestArticlesComeWithWhatTheyAreAbout(t *testing.T) {
	o := documenttest.Options(t, "nl")
	for name, c := range map[string]struct {
		kinds   []partnership.Term
		article string
		with    []partnership.ID
		change  func(*partnership.Agreement)
	}{
		"police data": {allKinds, "politiegegevens", []partnership.ID{"police"}, func(a *partnership.Agreement) {
			a.Provisions = append(a.Provisions, provision("police", "police_data"))
		}},
		"provisions": {allKinds, "perpartij", nil, func(a *partnership.Agreement) {
			a.Provisions = append(a.Provisions, provision("municipality", "identity"))
		}},
		"joint controllers": {asked("care_safety"), "gezamenlijk", nil, func(a *partnership.Agreement) {
			a.Parties[0].Controller = partnership.ControllerJoint
			a.Provisions = append(a.Provisions, provision("municipality", "identity"))
		}},
		"processor": {allKinds, "verwerkers", nil, func(a *partnership.Agreement) {
			a.Parties[0].Controller = partnership.Processor
			a.Provisions = append(a.Provisions, provision("municipality", "identity"))
		}},
		"forums": {allKinds, "overleg", nil, func(a *partnership.Agreement) { a.Forums = []partnership.Forum{{ID: "f", Name: "Weekoverleg"}} }},
		"consent": {[]partnership.Term{"person_centred"}, "toestemming", []partnership.ID{"youth_work"}, func(a *partnership.Agreement) {
			p := provision("youth_work", "concern")
			p.Conditions = []partnership.Term{"consent"}
			a.Provisions = append(a.Provisions, p)
		}},
		"criminal data": {[]partnership.Term{"person_centred"}, "strafvordering", []partnership.ID{"public_prosecution"}, func(a *partnership.Agreement) {
			a.Provisions = append(a.Provisions, provision("public_prosecution", "criminal_record"))
		}},
		"venue bans": {[]partnership.Term{"nightlife"}, "collectief", []partnership.ID{"hospitality"}, func(a *partnership.Agreement) {
			a.Provisions = append(a.Provisions, provision("hospitality", "venue_ban"))
		}},
		"tax data": {[]partnership.Term{"organised_crime"}, "fiscaal", nil, func(a *partnership.Agreement) {
			a.Parties = append(a.Parties, partnership.Party{Organisation: "tax_authority"})
		}},
		"personal data": {[]partnership.Term{"cooperation"}, "grondslag", nil, func(a *partnership.Agreement) {
			a.Provisions = append(a.Provisions, provision("municipality", "concern"))
		}},
		"enforcement": {[]partnership.Term{"street"}, "opsporing", nil, func(a *partnership.Agreement) {
			a.Parties = append(a.Parties, partnership.Party{Organisation: "enforcement"})
		}},
	} {
		for _, kind := range c.kinds {
			t.Run(name+" in "+string(kind), func(t *testing.T) {
				a := bare(kind, c.with...)
				if ids := articles(wording(t, a, o)); slices.Contains(ids, c.article) {
					t.Errorf("article %s stands there without reason: %v", c.article, ids)
				}
				c.change(&a)
				if ids := articles(wording(t, a, o)); !slices.Contains(ids, c.article) {
					t.Errorf("article %s is missing: %v", c.article, ids)
				}
			})
		}
	}
}

func TestParagraphsComeWithThePartnersTheyAreAbout(t *testing.T) {
	o := documenttest.Options(t, "nl")
	for _, c := range []struct {
		kind partnership.Term
		with partnership.ID
		want string
	}{
		{"person_centred", "youth_care", "De jeugdhulpaanbieder biedt hulp"},
		{"person_centred", "mental_health", "Medische gegevens worden niet in het overleg besproken"},
		{"person_centred", "care_safety_house", "Het Zorg- en Veiligheidshuis adviseert"},
		{"person_centred", "domestic_violence_centre", "Veilig Thuis beslist zelf"},
		{"person_centred", "probation", "De reclassering houdt toezicht"},
		{"person_centred", "child_protection_board", "artikel 240 van Boek 1"},
		{"person_centred", "youth_protection", "artikel 7.3.11, vierde lid"},
		{"street", "youth_work", "niet als bron"},
		{"street", "youth_work", "Een partij die op basis van vertrouwen werkt"},
		{"street", "enforcement", "Besluit politiegegevens buitengewoon opsporingsambtenaren"},
		{"street", "community_team", "Uit haar zwijgen leiden de andere partijen niets af"},
		{"school", "halt", "artikel 77e van het Wetboek van Strafrecht"},
		{"school", "school_attendance", "De leerplichtambtenaar houdt toezicht"},
		{"school", "public_health", "jeugdgezondheidszorg"},
		{"housing", "housing_association", "artikel 6, eerste lid, onder b, van de AVG"},
		{"housing", "mental_health", "Diagnoses en behandelingen worden niet in het overleg besproken"},
		{"housing", "police", "de Wet politiegegevens (Wpg)"},
		{"youth_group", "youth_work", "Het jongerenwerk zoekt jongeren op"},
		{"nightlife", "hospitality", "De ondernemer zorgt voor een veilige zaak"},
		{"nightlife", "public_prosecution", "Wet justitiële en strafvorderlijke gegevens (Wjsg)"},
		{"care_safety", "mental_health", "met inachtneming van haar beroepsgeheim"},
		{"care_safety", "public_health", "Dit convenant doet niets af aan het beroepsgeheim"},
		{"organised_crime", "tax_authority", "Fiscale gegevens zijn geheim op grond van artikel 67"},
		{"organised_crime", "riec", "Het RIEC ondersteunt partijen met kennis"},
		{"cooperation", "youth_work", "niet alles kan vertellen wat zij weet"},
	} {
		t.Run(string(c.kind)+" with "+string(c.with), func(t *testing.T) {
			if text := whole(wording(t, bare(c.kind), o)); strings.Contains(text, c.want) {
				t.Errorf("%q stands there without the partner", c.want)
			}
			if text := whole(wording(t, bare(c.kind, c.with), o)); !strings.Contains(text, c.want) {
				t.Errorf("%q is missing", c.want)
			}
		})
	}
}

func TestReferenceToPurposesFollowsItsParagraph(t *testing.T) {
	o := documenttest.Options(t, "nl")
	for _, kind := range allKinds {
		w := wording(t, bare(kind), o)
		for _, a := range w.Articles {
			if a.ID == "verstrekken" && !strings.Contains(a.Text, "voor een doel van [artikel 2, tweede lid](#doel)") {
				t.Errorf("%s: %s", kind, a.Text)
			}
		}
	}
}

func TestEveryForumHasItsAnnex(t *testing.T) {
	o := documenttest.Options(t, "nl")
	for _, kind := range allKinds {
		t.Run(string(kind), func(t *testing.T) {
			a := bare(kind, "police")
			if w := wording(t, a, o); len(w.Annexes) > 0 || strings.Contains(whole(w), "bijlage 1") {
				t.Errorf("an annex without forums: %v", w.Annexes)
			}
			a.Provisions = []partnership.Provision{provision("police", "nuisance_report")}
			a.Provisions[0].Forum = "f1"
			a.Forums = []partnership.Forum{
				{ID: "f1", Name: "Weekoverleg", TargetGroup: "Bewoners van Zuid", Participants: []partnership.ID{"municipality"}, Suppliers: []partnership.ID{"police"}},
				{ID: "f2", Name: "Maandoverleg"},
			}
			w := wording(t, a, o)
			if len(w.Annexes) != 2 {
				t.Fatalf("%d annexes, want 2", len(w.Annexes))
			}
			if !strings.Contains(whole(w), "bijlagen 1 en 2") {
				t.Error("nothing points to the annexes")
			}
			for i, want := range []string{"Weekoverleg", "Maandoverleg"} {
				if w.Annexes[i].Title != want {
					t.Errorf("annex %d is called %q", i+1, w.Annexes[i].Title)
				}
			}
			first, second := w.Annexes[0].Text, w.Annexes[1].Text
			for _, only := range []string{"bewoners van Zuid", "maar nemen er niet aan deel", "worden de volgende gegevens verstrekt"} {
				if !strings.Contains(strings.ToLower(first), strings.ToLower(only)) || strings.Contains(strings.ToLower(second), strings.ToLower(only)) {
					t.Errorf("%q belongs in the first annex alone:\n%s\n%s", only, first, second)
				}
			}
		})
	}
}

// abbreviations are those that a text may use once it has told what they stand for.
var abbreviations = regexp.MustCompile(`\b(Wpg|Wjsg|WGS|Wvggz|Wzd|UAVG|AVG|Wmo 2015)\b`)

func TestTextsHoldInEverySituation(t *testing.T) {
	o := documenttest.Options(t, "nl")
	kinds := o.Vocabulary.OrganisationKinds
	categories := o.Vocabulary.InformationCategories
	rapid.Check(t, func(t *rapid.T) {
		a := bare(rapid.SampledFrom(allKinds).Draw(t, "kind"))
		for _, k := range kinds {
			if k.ID != "municipality" && rapid.Bool().Draw(t, string(k.ID)) {
				a.Parties = append(a.Parties, partnership.Party{Organisation: partnership.ID(k.ID), Controller: rapid.SampledFrom([]partnership.Controller{"", partnership.ControllerOwn, partnership.ControllerJoint, partnership.Processor}).Draw(t, "controller")})
			}
		}
		for range rapid.IntRange(0, 6).Draw(t, "provisions") {
			from := rapid.SampledFrom(a.Parties).Draw(t, "from").Organisation
			p := provision(string(from), string(rapid.SampledFrom(categories).Draw(t, "category").ID))
			p.RetentionMonths = rapid.IntRange(0, 2).Draw(t, "retention")
			a.Provisions = append(a.Provisions, p)
		}
		if rapid.Bool().Draw(t, "forum") {
			a.Forums = []partnership.Forum{{ID: "f", Name: "Weekoverleg"}}
		}
		w := wording(t, a, o)
		regard := strings.Join(slices.Concat(w.HavingRegard, w.Considerations), "\n")
		for _, article := range w.Articles {
			if article.ID == "perpartij" { // names the grounds of the provisions as the vocabulary does
				continue
			}
			for _, short := range abbreviations.FindAllString(article.Text, -1) {
				if !strings.Contains(regard, "("+short+")") {
					t.Fatalf("%s, article %s: %s is not introduced", a.Kind, article.ID, short)
				}
			}
			if strings.ContainsAny(article.Text, "{}") || strings.Contains(article.Text, "..") {
				t.Fatalf("%s, article %s is not whole: %s", a.Kind, article.ID, article.Text)
			}
		}
	})
}
