package desk

import (
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

// absentFor is how long a second place may be absent before that is told: a stick is not in the laptop every day.
const absentFor = 3 * 24 * time.Hour

// copyCautions tells that copies fail or that the second place has not been there for days.
func copyCautions(d *Desk) []Caution {
	m := d.remembered()
	words, now := d.words.Load(), d.around.Now()
	var list []Caution
	if m.Failed != nil {
		list = append(list, Caution{Name: "copy_failed", Part: "copies", Data: []any{
			"Day", words.MediumDate(date.OfTime(m.Failed.At.In(now.Location()))), "Reason", Sentence(words, m.Failed.err()),
		}})
	}
	if m.Other != nil {
		list = append(list, Caution{Name: "copy_second_failed", Part: "copies", Data: []any{
			"Day", words.MediumDate(date.OfTime(m.Other.At.In(now.Location()))), "Place", m.Second, "Reason", Sentence(words, m.Other.err()),
		}})
	}
	if !m.Absent.IsZero() && now.Sub(m.Absent) >= absentFor {
		list = append(list, Caution{Name: "copy_second_absent", Part: "copies", Data: []any{
			"Day", words.MediumDate(date.OfTime(m.Absent.In(now.Location()))), "Place", m.Second,
		}})
	}
	return list
}
