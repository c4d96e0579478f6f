package document

import (
	"errors"
	"os"
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

const head = "---\nkind: street\ntitle: Afspraken\nlaw: 2026-01-01\n---\n"

func TestTemplateErrorsTellWhereAndWhy(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		line   int
		reason string
	}{
		"no head":              {"tekst", 1, "does not begin"},
		"open head":            {"---\nkind: x", 3, "not closed"},
		"unknown word":         {"---\nsoort: x\n---\n", 2, "unknown word"},
		"no law":               {"---\nkind: x\ntitle: y\n---\n", 4, "missing"},
		"no day":               {"---\nkind: x\ntitle: y\nlaw: ooit\n---\n", 4, "not a day"},
		"twice in the head":    {"---\nkind: x\nkind: y\n---\n", 3, "twice"},
		"text too early":       {head + "tekst\n", 6, "before the first section"},
		"unknown section":      {head + "== hoofdstuk 1\n", 6, "not a section"},
		"article without name": {head + "== artikel : Doel\n", 6, "not a section"},
		"no article":           {head + "== gelet op\n- de wet\n", 6, "no article"},
		"empty article":        {head + "== artikel a: A\n", 6, "without text"},
		"only when":            {head + "== artikel a: A\n1. [als politie] x\n", 6, "always holds"},
		"name twice":           {head + "== artikel a: A\nx\n== artikel a: B\ny\n", 8, "used twice"},
		"unknown condition":    {head + "== artikel a: A\n[als volle maan] x\n", 7, "unknown condition"},
		"unknown place":        {head + "== artikel a: A\n{onzin}\n", 7, "unknown place"},
		"reference to nothing": {head + "== artikel a: A\nzie {artikel b}\n", 7, "to nothing"},
		"reference may fail":   {head + "== artikel a: A\nzie {artikel b}\n== artikel b: B [als politie]\nx\n", 7, "same condition"},
		"open brace":           {head + "== artikel a: A\n{titel\n", 7, "brace"},
		"generated in a line":  {head + "== artikel a: A\n1. {rollen}\n", 7, "stands alone"},
		"name of a letter":     {head + "== artikel a: A\na. [heet b] x\n", 7, "numbered paragraph"},
		"article per forum":    {head + "== artikel a: A [per overleg]\nx\n", 6, "only an annex"},
		"name in each annex":   {head + "== artikel a: A\nx\n== bijlage b: B [per overleg]\n1. [heet c] y\n", 9, "has no name"},
		"forum elsewhere":      {head + "== artikel a: A\n{overleg}\n", 7, "only in an annex"},
		"forum's question":     {head + "== artikel a: A\nx\n\n[als doelgroep] y\n", 9, "asked only in an annex"},
		"annexes may lack":     {head + "== artikel a: A\nzie {bijlage b}\n== bijlage b: B [per overleg]\nx\n", 7, "same condition"},
		"reference in a title": {head + "== artikel a: Als {artikel a}\nx\n", 6, "a title may have"},
		"not UTF-8":            {"---\xff", 1, "UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ParseTemplate("x.md", []byte(c.source))
			var told *TemplateError
			if !errors.As(err, &told) || told.Line != c.line || !strings.Contains(told.Reason, c.reason) {
				t.Errorf("got %v, want line %d: %s", err, c.line, c.reason)
			}
		})
	}
}

// silent says keys instead of texts.
type silent struct{}

func (silent) Text(key string, _ ...any) string { return key }
func (silent) MediumDate(date.Day) string       { return "" }
func (silent) List(items ...string) string      { return strings.Join(items, ", ") }
func (silent) Compare(a, b string) int          { return strings.Compare(a, b) }
func (silent) Tag() string                      { return "nl" }

type nobody struct{}

func (nobody) Organisation(partnership.ID) (partnership.Organisation, bool) {
	return partnership.Organisation{}, false
}

func (nobody) Contact(partnership.ID) (partnership.Contact, bool) {
	return partnership.Contact{}, false
}

func (nobody) Agreement(partnership.ID) (partnership.Agreement, bool) {
	return partnership.Agreement{}, false
}

func TestCrossReferencesFollowTheNumbers(t *testing.T) {
	source := head + `== artikel a: A [als evaluatie]
x
== artikel b: B
1. [als evaluatie] y
2. [heet twee] z
   a. onder
   b. [als evaluatie] weg
   c. nog
== artikel c: C
Zie {artikel b}. {artikel b lid twee} zegt het.
`
	tpl, err := ParseTemplate("x.md", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	for months, want := range map[int][2]string{
		0:  {"1. z\n   a. onder\n   b. nog", "Zie [artikel 1](#b). [Artikel 1, eerste lid](#b) zegt het."},
		12: {"1. y\n\n2. z\n   a. onder\n   b. weg\n   c. nog", "Zie [artikel 2](#b). [Artikel 2, tweede lid](#b) zegt het."},
	} {
		w := tpl.Fill(partnership.Agreement{EvaluationMonths: months}, nobody{}, Options{Words: silent{}})
		n := len(w.Articles)
		if got := w.Articles[n-2].Text; got != want[0] {
			t.Errorf("%d months: got %q, want %q", months, got, want[0])
		}
		if got := w.Articles[n-1].Text; got != want[1] {
			t.Errorf("%d months: got %q, want %q", months, got, want[1])
		}
	}
}

const forumSource = head + `== artikel a: A
1. x
2. [als overleggen] Zie {bijlage overleg} en {bijlage slot}.
== bijlage overleg: Overleg {overleg} [per overleg]
1. Aan tafel:

{deelnemers}

2. [als doelgroep] Het gaat over {doelgroep}.
3. [als leveranciers] Alleen informatie geven:

{leveranciers}

4. [als overleginformatie] Gedeeld wordt:

{overleginformatie}
== bijlage slot: Slot
z
`

func TestEachForumHasAnAnnex(t *testing.T) {
	tpl, err := ParseTemplate("x.md", []byte(forumSource))
	if err != nil {
		t.Fatal(err)
	}
	forums := []partnership.Forum{
		{ID: "f1", Name: "Jeugdoverleg", TargetGroup: "jongeren tot 24 jaar."},
		{ID: "f2", Name: "Casusoverleg", Participants: []partnership.ID{"politie"}, Suppliers: []partnership.ID{"school"}},
		{ID: "f3", Name: "Regieoverleg"},
	}
	for n, reference := range []string{
		1: "Zie bijlage 1 en bijlage 2.",
		2: "Zie bijlagen 1 en 2 en bijlage 3.",
		3: "Zie bijlagen 1 tot en met 3 en bijlage 4.",
	} {
		a := partnership.Agreement{
			Parties:    []partnership.Party{{Organisation: "gemeente"}, {Organisation: "politie"}},
			Provisions: []partnership.Provision{{ID: "p", From: "politie", To: "gemeente", Category: "concern", Forum: "f1"}},
			Forums:     forums[:n],
		}
		w := tpl.Fill(a, nobody{}, Options{Words: silent{}})
		if got := w.Articles[0].Text; n > 0 && !strings.HasSuffix(got, reference) || n == 0 && strings.Contains(got, "Zie") {
			t.Errorf("%d forums: %q", n, got)
		}
		if len(w.Annexes) != n+1 {
			t.Fatalf("%d forums give %d annexes", n, len(w.Annexes))
		}
		for i, want := range []string{
			"1. Aan tafel:\n\n   a. gemeente;\n   b. politie.\n\n2. Het gaat over jongeren tot 24 jaar.\n\n3. Gedeeld wordt:\n\n   a. document.forum.information.",
			"1. Aan tafel:\n\n   a. politie.\n\n2. Alleen informatie geven:\n\n   a. school.",
			"1. Aan tafel:\n\n   a. gemeente;\n   b. politie.",
		}[:n] {
			annex := w.Annexes[i]
			if annex.Text != want || annex.Title != "Overleg "+forums[i].Name || annex.Forum != forums[i].ID {
				t.Errorf("annex %d: %+v", i+1, annex)
			}
		}
	}
}

func FuzzParseTemplate(f *testing.F) {
	shipped, err := os.ReadFile("../../assets/templates/youth_group.nl.md")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(shipped)
	f.Add([]byte(head + "== artikel a: A\n1. [heet b] [als politie en niet om] {titel}\n"))
	f.Add([]byte(forumSource))
	f.Add([]byte("---\n---\n== artikel"))
	f.Fuzz(func(t *testing.T, source []byte) {
		tpl, err := ParseTemplate("x.md", source)
		if err != nil {
			var told *TemplateError
			if !errors.As(err, &told) || told.Line < 1 {
				t.Fatalf("not a template error: %v", err)
			}
			return
		}
		w := tpl.Fill(partnership.Agreement{Title: "T"}, nobody{}, Options{Words: silent{}})
		for _, a := range w.Articles {
			if strings.TrimSpace(a.Text) == "" && !strings.Contains(string(source), "{") {
				t.Fatalf("article %s lost its text", a.ID)
			}
		}
	})
}
