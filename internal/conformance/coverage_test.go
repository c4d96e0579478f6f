package conformance

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"codeberg.org/bondgenoot/bondgenoot/internal/document/documenttest"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// coverage counts what occurs in agreements. It looks at what was made, and knows nothing of how.
type coverage map[string]int

// TestSeedsCoverWhatCanOccur proves that the agreements that are judged have everything that they are said to have.
func TestSeedsCoverWhatCanOccur(t *testing.T) {
	seen := coverage{}
	letters := map[rune]bool{}
	o := documenttest.Options(t, "nl")
	for seed := range uint64(seeds) {
		a, names := generated(o, seed)
		seen.agreement(a, names)
		for _, r := range everything(a, names) {
			letters[r] = true
		}
	}
	for property, least := range map[string]int{
		"1 party": 1, "40 parties": 1, "0 provisions": 1, "200 provisions": 1, "over 20 provisions": 20,
		"name of 1 character": 50, "name of 120 characters": 50, "name of 120 characters in one word": 1,
		"article of 3000 words": 10, "address of 400 characters": 50, "stray Markdown": 150, "emoji": 150, "joined emoji": 20, "right to left": 150,
		"lacking": 150, "beyond the first plane": 100,
		"no reference": 20, "no ambition": 20, "no representative": 100, "no body": 100, "no capacity": 100, "no address": 100, "no articles": 5, "no legal basis": 100,
		"no day": 100, "no purposes": 10, "no forums": 10, "no considerations": 1, "no annexes": 10,
		"witness": 50, "members": 50, "contact": 50, "forum": 100, "annex of a forum": 20, "link": 50,
	} {
		if seen[property] < least {
			t.Errorf("%s: %d times in %d agreements, want %d", property, seen[property], seeds, least)
		}
	}
	for n := 1; n <= 120; n++ {
		if seen[fmt.Sprintf("length %d", n)] == 0 {
			t.Errorf("no name of %d characters", n)
		}
	}
	for _, r := range latin {
		if !letters[r] {
			t.Errorf("%q (U+%04X) occurs nowhere", r, r)
		}
	}
	for _, kind := range o.Vocabulary.AgreementKinds {
		for _, status := range statuses {
			if seen[string(kind.ID)+" "+string(status)] == 0 {
				t.Errorf("no agreement of the kind %s that is %s", kind.ID, status)
			}
		}
	}
}

func TestSameSeedGivesTheSameAgreement(t *testing.T) {
	o := documenttest.Options(t, "nl")
	for _, seed := range []uint64{0, 5, 17} {
		a, names := generated(o, seed)
		b, others := generated(o, seed)
		if !reflect.DeepEqual(a, b) || !reflect.DeepEqual(names, others) {
			t.Errorf("seed %d gives two agreements", seed)
		}
	}
}

// everything returns all words of an agreement.
func everything(a partnership.Agreement, names documenttest.Directory) string {
	return fmt.Sprintf("%+v %+v", a, names)
}

func (c coverage) when(property string, holds bool) {
	if holds {
		c[property]++
	}
}

func (c coverage) agreement(a partnership.Agreement, names documenttest.Directory) {
	c[string(a.Kind)+" "+string(a.Status)]++
	c.when("1 party", len(a.Parties) == 1)
	c.when("40 parties", len(a.Parties) == 40)
	c.when("0 provisions", len(a.Provisions) == 0)
	c.when("200 provisions", len(a.Provisions) == 200)
	c.when("over 20 provisions", len(a.Provisions) > 20)
	c.when("no reference", a.Reference == "")
	c.when("no ambition", a.Ambition == "")
	c.when("no articles", len(a.Articles) == 0)
	c.when("no purposes", len(a.Purposes) == 0)
	c.when("no forums", len(a.Forums) == 0)
	c.when("no considerations", len(a.Considerations) == 0)
	c.when("no annexes", len(a.Annexes) == 0)
	c["forum"] += len(a.Forums)
	c.name(a.Title)
	for _, o := range names.Organisations {
		c.name(o.Name)
		c.when("no address", o.Address == partnership.Address{})
		c.when("address of 400 characters", len([]rune(o.Address.Street)) == 400)
	}
	for _, p := range a.Parties {
		c.when("no representative", p.Representative == "" && p.Contact == "")
		c.when("no body", p.Body == "")
		c.when("no capacity", p.Capacity == "")
		c.when("no day", p.SignedOn.IsZero() && p.DecidedOn.IsZero())
		c.when("witness", p.Role == partnership.RoleWitness)
		c.when("members", len(p.Members) > 0)
		c.when("contact", p.Contact != "")
	}
	for _, p := range a.Provisions {
		c.when("no legal basis", p.LegalBasis == "")
	}
	for _, annex := range a.Annexes {
		c.when("annex of a forum", annex.Forum != "")
	}
	for _, article := range a.Articles {
		c.name(article.Title)
		c.when("article of 3000 words", len(strings.Fields(article.Text)) >= 3000)
		c.when("link", strings.Contains(article.Text, "](#art0)"))
	}
	c.characters(everything(a, names))
}

func (c coverage) name(s string) {
	n := len([]rune(s))
	c[fmt.Sprintf("length %d", n)]++
	c.when("name of 1 character", n == 1)
	c.when("name of 120 characters", n == 120)
	c.when("name of 120 characters in one word", n == 120 && !strings.ContainsFunc(s, unicode.IsSpace))
}

func (c coverage) characters(s string) {
	has := func(table *unicode.RangeTable) bool {
		return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(table, r) })
	}
	c.when("stray Markdown", strings.Contains(s, "**") || strings.Contains(s, "](") || strings.Contains(s, "```"))
	c.when("emoji", strings.ContainsFunc(s, func(r rune) bool { return r >= 0x1F300 && r <= 0x1FAFF }))
	c.when("joined emoji", strings.Contains(s, "👨‍👩‍👧‍👦"))
	c.when("right to left", has(unicode.Hebrew) && has(unicode.Arabic))
	c.when("lacking", has(unicode.Han) || has(unicode.Ethiopic) || has(unicode.Thai) || has(unicode.Runic))
	c.when("beyond the first plane", strings.ContainsFunc(s, func(r rune) bool { return r > 0xFFFF }))
}
