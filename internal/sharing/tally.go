package sharing

import (
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Tally is how often professionals deliberated about a category of information in a year.
type Tally struct {
	Category  partnership.Term
	Outcomes  map[Outcome]int                          // what the aid said
	Decisions map[partnership.DeliberationDecision]int // what they decided; "" where nothing was noted
	Total     int
	// Against is how often they decided otherwise than the aid said: shared what was not open, or did not share what was.
	Against int
}

// TallyYear counts the deliberations of a year by category, in the order of the vocabulary; categories without any are left out.
func TallyYear(v *partnership.Vocabulary, all []partnership.Deliberation, year int) []Tally {
	by := map[partnership.Term]*Tally{}
	for _, d := range all {
		if y, _, _ := d.On.Date(); y != year {
			continue
		}
		t := by[d.Category]
		if t == nil {
			t = &Tally{Category: d.Category, Outcomes: map[Outcome]int{}, Decisions: map[partnership.DeliberationDecision]int{}}
			by[d.Category] = t
		}
		t.Total++
		t.Outcomes[Outcome(d.Outcome)]++
		t.Decisions[d.Decision]++
		open := Advice{Outcome: Outcome(d.Outcome)}.Open()
		if d.Decision == partnership.DecidedShared && !open || d.Decision == partnership.DecidedNotShared && open {
			t.Against++
		}
	}
	var tallies []Tally
	for _, c := range v.InformationCategories {
		if t := by[c.ID]; t != nil {
			tallies = append(tallies, *t)
		}
	}
	return tallies
}
