package agenda_test

import (
	"fmt"
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/agenda"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

func TestLife(t *testing.T) {
	a := partnership.Agreement{
		Status: partnership.AgreementInForce, ValidFrom: date.MustParse("2025-01-01"), ValidUntil: date.MustParse("2026-12-31"),
		EvaluationMonths: 12, EvaluatedOn: []date.Day{date.MustParse("2025-12-01")},
		Notice:      &partnership.Notice{Months: 3, Anchor: partnership.EndOfMonth},
		Transitions: []partnership.Transition{{To: partnership.AgreementInForce, On: date.MustParse("2025-01-01"), Note: "getekend"}},
	}
	told := func(a partnership.Agreement) string {
		var lines []string
		for _, d := range agenda.Life(a, date.MustParse("2026-01-15")) {
			lines = append(lines, fmt.Sprintf("%v %v %v%v", d.On, d.Event, d.To, d.Note))
		}
		return strings.Join(lines, "\n")
	}
	want := strings.Join([]string{
		"2025-01-01 begins ", "2025-01-01 step in_forcegetekend", "2025-12-01 evaluated ", "2026-09-30 notice ", "2026-12-01 evaluation ", "2026-12-31 ends ",
	}, "\n")
	if got := told(a); got != want {
		t.Errorf("Life is\n%s\nwant\n%s", got, want)
	}
	a.Status = partnership.AgreementTerminated
	if got := told(a); strings.Contains(got, "evaluation") || strings.Contains(got, "notice") {
		t.Errorf("what ended still has something ahead:\n%s", got)
	}
}
