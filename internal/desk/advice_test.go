package desk

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/sharing"
)

// demoTown returns the demo municipality.
func demoTown(t *testing.T) *Desk {
	t.Helper()
	d, err := CreateDemo(t.Context(), filepath.Join(t.TempDir(), "v"), []byte("een goede wachtwoordzin"), surroundings(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

var (
	recordID = regexp.MustCompile(`\b[oa]-[a-z]{2,}\b`)
	rawKey   = regexp.MustCompile(`advice\.[a-z]`)
)

// Every outcome, reason, category and legal basis has its sentence in both languages; none promises without saying who decides.
func TestEveryAdviceHasItsSentences(t *testing.T) {
	d := demoTown(t)
	for _, tag := range language.Tags() {
		words, err := language.Open(tag)
		if err != nil {
			t.Fatal(err)
		}
		var keys []string
		for _, r := range sharing.Reasons() {
			keys = append(keys, "advice.reason."+string(r))
		}
		for _, o := range sharing.Outcomes() {
			keys = append(keys, "advice.word."+string(o), "advice.why."+string(o))
		}
		for _, c := range d.Vocabulary().InformationCategories {
			keys = append(keys, "advice.example."+string(c.ID))
		}
		for _, b := range d.Vocabulary().LegalBases {
			keys = append(keys, "advice.covers."+string(b.ID))
		}
		for _, key := range keys {
			if !words.Has(key) {
				t.Errorf("%s: no %s", tag, key)
			}
		}
		decides := map[string]string{"nl": "De professional beslist", "en": "The professional decides"}[tag]
		for _, why := range []string{"permitted", "permitted_with_conditions", "statutory_route", "anonymous_group", "professional_contact"} {
			text := words.Text("advice.why."+why, "Agreements", "", "Bases", "", "From", "")
			if !strings.Contains(text, decides) {
				t.Errorf("%s: %s does not say who decides: %s", tag, why, text)
			}
		}
	}
}

// Whatever is asked of the demo, people read sentences: no key of the translations, no hole, no id of a record.
func TestExplanationsAreWholeSentences(t *testing.T) {
	d := demoTown(t)
	organisations, v := All[partnership.Organisation](d), d.Vocabulary()
	outcomes := map[Outcome]int{}
	for _, tag := range language.Tags() {
		words, err := language.Open(tag)
		if err != nil {
			t.Fatal(err)
		}
		d.Speak(words)
		aid, n := d.Aid(), 0
		for i, from := range organisations {
			for j, to := range organisations {
				for k, category := range v.InformationCategories {
					if n++; n%3 != 0 {
						continue
					}
					purpose := v.Purposes[(i+j+k)%len(v.Purposes)]
					q := Question{From: from.ID, To: to.ID, Category: category.ID, Purpose: purpose.ID, On: date.MustParse("2026-11-24"), Urgent: n%30 == 0}
					advice, err := aid.Advise(q)
					if err != nil {
						t.Fatal(err)
					}
					outcomes[advice.Outcome]++
					x := d.Explain(q, advice)
					checkWhole(t, x)
					if t.Failed() {
						t.Fatalf("%s: %+v", tag, q)
					}
				}
			}
		}
	}
	for _, o := range sharing.Outcomes() {
		if outcomes[o] == 0 {
			t.Errorf("the demo has no question that is answered with %s: %v", o, outcomes)
		}
	}
}

func checkWhole(t *testing.T, x Explanation) {
	t.Helper()
	lines := append([]string{x.Outcome, x.Why, x.Always, x.Decides}, x.Conditions...)
	for _, p := range x.Points {
		lines = append(lines, p.Text)
	}
	for _, s := range x.Steps {
		lines = append(lines, s.Title)
	}
	for _, b := range append(x.Bases, x.Routes...) {
		lines = append(lines, b.Article, b.Covers)
	}
	for _, line := range lines {
		if line == "" || rawKey.MatchString(line) || strings.Contains(line, "<no value>") || recordID.MatchString(line) || strings.Contains(line, "‘’") {
			t.Errorf("%q", line)
		}
	}
	if len(x.Points) == 0 {
		t.Error("no reason is told")
	}
	possible := x.Advice.Outcome != sharing.AskAdvice && x.Advice.Outcome != sharing.NotCovered
	if possible == (len(x.Steps) > 0) && x.Advice.Reasons[0] != sharing.SameOrganisation {
		t.Errorf("outcome %s with steps %v", x.Advice.Outcome, x.Steps)
	}
	if (len(x.Weigh) == 3) == (x.Advice.Outcome == sharing.NotCovered) {
		t.Errorf("outcome %s with %d questions to weigh", x.Advice.Outcome, len(x.Weigh))
	}
}

func TestAStepNamesWhomAndWhat(t *testing.T) {
	d := demoTown(t)
	must(t, Edit(d, "test", "a-straat", func(a *partnership.Agreement) error {
		for i := range a.Parties {
			if a.Parties[i].Organisation == "o-wt" {
				a.Parties[i].SignedOn, a.Parties[i].Signed = date.Day{}, false
			}
		}
		return nil
	}))
	q := Question{From: "o-jw", To: "o-wt", Category: "concern", Purpose: "early_signal", On: date.MustParse("2026-11-24"), Forum: "a-straat/f-signaal"}
	advice, err := d.Advise(q)
	must(t, err)
	x := d.Explain(q, advice)
	if len(x.Steps) != 1 || x.Steps[0].Organisation != "o-wt" || x.Steps[0].Agreement != "a-straat" || !strings.Contains(x.Steps[0].Title, "Sociaal wijkteam") || x.Also != "" {
		t.Errorf("%+v, %q", x.Steps, x.Also)
	}
	if !strings.Contains(fmt.Sprint(x.Points), "heeft ‘Samenwerkingsafspraken Straatwaarden Oeverwaard’ nog niet getekend") {
		t.Error(x.Points)
	}
}
