package partnership_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership/partnershiptest"
)

type (
	status   = partnership.AgreementStatus
	obstacle = partnership.Obstacle
)

var statuses = []status{"draft", "review", "in_force", "suspended", "terminated"}

// signedAgreement may take every step that its status leaves.
func signedAgreement(s status) agreement {
	return agreement{
		ID: "a1", Kind: "school", Title: "Convenant", Status: s, ValidFrom: day("2026-01-01"),
		Parties: []party{{Organisation: "o1", Signed: true}, {Organisation: "o2", SignedOn: today}},
	}
}

func TestStepsOfAnAgreement(t *testing.T) {
	allowed := map[status][]status{
		"draft": {"review"}, "review": {"draft", "in_force"}, "in_force": {"suspended", "terminated"},
		"suspended": {"in_force", "terminated"}, "terminated": nil,
	}
	for _, from := range statuses {
		if got := signedAgreement(from).NextSteps(); !slices.Equal(got, allowed[from]) {
			t.Errorf("after %s comes %q, want %q", from, got, allowed[from])
		}
		for _, to := range append(slices.Clone(statuses), "", "elsewhere") {
			a := signedAgreement(from)
			if to == "draft" {
				a.Parties = nil // who signed would stand in the way
			}
			got := a.MayBecome(to, today)
			if slices.Contains(allowed[from], to) {
				if got != nil {
					t.Errorf("from %s to %s: %v", from, to, got)
				}
				continue
			}
			if want := []obstacle{{Code: partnership.ObstacleNoSuchStep, Field: "status"}}; !slices.Equal(got, want) {
				t.Errorf("from %s to %s: %v, want %v", from, to, got, want)
			}
		}
	}
}

func TestObstaclesOfAnAgreement(t *testing.T) {
	for _, tt := range []struct {
		name  string
		from  status
		to    status
		spoil func(*agreement)
		want  []obstacle
	}{
		{"review without a title", "draft", "review", func(a *agreement) { a.Title = " " }, []obstacle{{Code: "no_title", Field: "title"}}},
		{"review with one party", "draft", "review", func(a *agreement) { a.Parties = a.Parties[:1] }, []obstacle{{Code: "too_few_parties", Field: "parties"}}},
		{"review before anybody signed", "draft", "review", func(a *agreement) { a.Parties = []party{{Organisation: "o1"}, {Organisation: "o2"}} }, nil},
		{"witness is no party", "draft", "review", func(a *agreement) { a.Parties[1].Role = "witness" }, []obstacle{{Code: "too_few_parties", Field: "parties"}}},
		{"mayor and college of one municipality", "draft", "review", func(a *agreement) { a.Parties[1].Organisation = "o1" }, []obstacle{{Code: "too_few_parties", Field: "parties"}}},
		{
			"collective party stands for its members", "review", "in_force",
			func(a *agreement) { a.Parties = a.Parties[:1]; a.Parties[0].Members = []partnership.ID{"o1", "o7"} }, nil,
		},
		{
			"back to draft after signing", "review", "draft", func(a *agreement) { a.Parties[1].SignedOn = before },
			[]obstacle{
				{Code: "signed", Field: "parties[0].signed", Organisation: "o1"},
				{Code: "signed", Field: "parties[1].signed_on", Organisation: "o2", On: before},
			},
		},
		{"back to draft before the signing", "review", "draft", func(a *agreement) {
			a.Parties = []party{{Organisation: "o1", SignedOn: after}, {Organisation: "o2", Signed: true, WithdrawnOn: before}}
		}, nil},
		{"signing tomorrow", "review", "in_force", func(a *agreement) { a.Parties[1].SignedOn = after }, []obstacle{{Code: "too_few_signed", Field: "parties"}}},
		{
			"one of two withdrew", "review", "in_force", func(a *agreement) { a.Parties[1].SignedOn, a.Parties[1].WithdrawnOn = before, today },
			[]obstacle{{Code: "too_few_parties", Field: "parties"}, {Code: "too_few_signed", Field: "parties"}},
		},
		{"third party did not sign yet", "review", "in_force", func(a *agreement) { a.Parties = append(a.Parties, party{Organisation: "o3"}) }, nil},
		{"no first day", "review", "in_force", func(a *agreement) { a.ValidFrom = date.Day{} }, []obstacle{{Code: "no_beginning", Field: "valid_from"}}},
		{"first day to come", "review", "in_force", func(a *agreement) { a.ValidFrom = after }, nil},
		{"last day", "review", "in_force", func(a *agreement) { a.ValidUntil = today }, nil},
		{"past the last day", "review", "in_force", func(a *agreement) { a.ValidUntil = before }, []obstacle{{Code: "expired", Field: "valid_until", On: before}}},
		{"terminated already", "review", "in_force", func(a *agreement) { a.TerminatedOn = today }, []obstacle{{Code: "terminated", Field: "terminated_on", On: today}}},
		{"to be terminated", "suspended", "in_force", func(a *agreement) { a.TerminatedOn = after }, nil},
		{"resuming when expired", "suspended", "in_force", func(a *agreement) { a.ValidUntil = before }, []obstacle{{Code: "expired", Field: "valid_until", On: before}}},
		{"terminating before it began", "in_force", "terminated", func(a *agreement) { a.ValidFrom = after }, []obstacle{{Code: "before_beginning", Field: "valid_from", On: after}}},
		{"suspending what one party is left of", "in_force", "suspended", func(a *agreement) { a.Parties = a.Parties[:1] }, nil},
		{
			"before the last step", "in_force", "suspended",
			func(a *agreement) {
				a.Transitions = []partnership.Transition{{To: "in_force", On: after}, {To: "review", On: before}}
			},
			[]obstacle{{Code: "before_last_step", Field: "on", On: after}},
		},
		{
			"everything at once", "review", "in_force", func(a *agreement) { *a = agreement{Status: "review", ValidUntil: before} },
			[]obstacle{
				{Code: "no_title", Field: "title"},
				{Code: "too_few_parties", Field: "parties"},
				{Code: "too_few_signed", Field: "parties"},
				{Code: "no_beginning", Field: "valid_from"},
				{Code: "expired", Field: "valid_until", On: before},
			},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := signedAgreement(tt.from)
			tt.spoil(&a)
			if got := a.MayBecome(tt.to, today); !slices.Equal(got, tt.want) {
				t.Errorf("obstacles %v, want %v", got, tt.want)
			}
		})
	}
}

func TestStepWithoutADayIsRefused(t *testing.T) {
	a := signedAgreement("in_force")
	_, err := a.Become("terminated", date.Day{}, "")
	var obstacles partnership.Obstacles
	if !errors.As(err, &obstacles) || len(obstacles) != 1 || obstacles[0].Code != partnership.ObstacleNoDay {
		t.Fatalf("error %v", err)
	}
	if want := "no_day (on)"; err.Error() != want {
		t.Errorf("error %q, want %q", err, want)
	}
}

func TestDaysFollowTheStepsOfAnAgreement(t *testing.T) {
	type days struct{ terminated, from, until date.Day }
	earlier, later := day("2026-11-01"), day("2026-12-31")
	for _, tt := range []struct {
		name         string
		from, to     status
		before, want days
	}{
		{"terminate", "in_force", "terminated", days{}, days{terminated: today}},
		{"terminate what ended before", "in_force", "terminated", days{terminated: earlier}, days{terminated: earlier}},
		{"terminate before the day that was given", "in_force", "terminated", days{terminated: later}, days{terminated: today}},
		{"suspend", "in_force", "suspended", days{}, days{from: today}},
		{"suspend again", "in_force", "suspended", days{from: earlier, until: before}, days{from: today}},
		{"suspend during a suspension", "in_force", "suspended", days{from: earlier, until: later}, days{from: earlier, until: later}},
		{"suspend earlier than planned", "in_force", "suspended", days{from: after, until: later}, days{from: today, until: later}},
		{"resume", "suspended", "in_force", days{from: earlier}, days{from: earlier, until: before}},
		{"resume earlier than planned", "suspended", "in_force", days{from: earlier, until: later}, days{from: earlier, until: before}},
		{"resume when it was over", "suspended", "in_force", days{from: earlier, until: earlier}, days{from: earlier, until: earlier}},
		{"resume on the day itself", "suspended", "in_force", days{from: today, until: later}, days{}},
		{"resume before it began", "suspended", "in_force", days{from: after}, days{}},
		{"resume without days", "suspended", "in_force", days{}, days{}},
		{"enter into force", "review", "in_force", days{from: earlier, until: earlier}, days{from: earlier, until: earlier}},
		{"terminate while suspended", "suspended", "terminated", days{from: earlier}, days{terminated: today, from: earlier}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := signedAgreement(tt.from)
			a.TerminatedOn, a.SuspendedFrom, a.SuspendedUntil = tt.before.terminated, tt.before.from, tt.before.until
			next, err := a.Become(tt.to, today, "besluit")
			if err != nil {
				t.Fatal(err)
			}
			if got := (days{next.TerminatedOn, next.SuspendedFrom, next.SuspendedUntil}); got != tt.want {
				t.Errorf("days %v, want %v", got, tt.want)
			}
			if want := []partnership.Transition{{To: tt.to, On: today, Note: "besluit"}}; !slices.Equal(next.Transitions, want) {
				t.Errorf("transitions %v, want %v", next.Transitions, want)
			}
		})
	}
}

func TestEveryStepLeavesAValidAgreement(t *testing.T) {
	v := partnershiptest.Vocabulary()
	rapid.Check(t, func(t *rapid.T) {
		content := partnershiptest.Bundle(t)
		to := rapid.SampledFrom(statuses).Draw(t, "to")
		on := today.AddDays(rapid.IntRange(-3000, 3000).Draw(t, "on"))
		for _, a := range content.Agreements {
			was := a.Clone()
			a.Transitions = nil
			next, err := a.Become(to, on, "")
			a.Transitions = was.Transitions
			if !reflect.DeepEqual(a, was) {
				t.Fatal("the agreement itself changed")
			}
			if err != nil {
				continue
			}
			if problems := partnership.Validate(next, v, content.Lookup()); problems != nil {
				t.Fatalf("from %s to %s on %s: %v", a.Status, to, on, problems)
			}
			holds := func(l lapse) bool { return slices.Contains(next.ForceOn(on), l) }
			switch {
			case to == "terminated" && !holds(partnership.LapseTerminated),
				to == "suspended" && !holds(partnership.LapseSuspended),
				to == "in_force" && holds(partnership.LapseTerminated),
				to == "in_force" && a.Status == "suspended" && holds(partnership.LapseSuspended):
				t.Fatalf("from %s to %s on %s: %q", a.Status, to, on, next.ForceOn(on))
			}
		}
	})
}

func TestStatusOfAnAction(t *testing.T) {
	done := partnership.Action{ID: "t1", Title: "Bel", Status: "done", DoneOn: before}
	open := partnership.Action{ID: "t1", Title: "Bel", Status: "open"}
	for _, tt := range []struct {
		name string
		a    partnership.Action
		to   partnership.ActionStatus
		want date.Day
	}{
		{"getting done", open, "done", today},
		{"done already", done, "done", before},
		{"reopened", done, "open", date.Day{}},
		{"waiting again", done, "waiting", date.Day{}},
		{"dropped", done, "dropped", date.Day{}},
		{"begun", open, "in_progress", date.Day{}},
	} {
		next, err := tt.a.Become(tt.to, today)
		if err != nil || next.Status != tt.to || next.DoneOn != tt.want {
			t.Errorf("%s: %s, done on %q, %v", tt.name, next.Status, next.DoneOn, err)
		}
	}
	for name, err := range map[string]error{
		"no such status":     second(open.Become("paused", today)),
		"done without a day": second(open.Become("done", date.Day{})),
		"no status":          second(open.Become("", today)),
	} {
		var obstacles partnership.Obstacles
		if !errors.As(err, &obstacles) || len(obstacles) != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := open.MayBecome("dropped", date.Day{}); got != nil {
		t.Errorf("dropping takes no day: %v", got)
	}
}

func second[T any](_ T, err error) error { return err }

func TestActionsThatComeFirstAreTold(t *testing.T) {
	others := map[partnership.ID]partnership.ActionStatus{
		"t1": "done", "t2": "waiting", "t3": "dropped", "t4": "open", "t5": "in_progress",
	}
	find := func(id partnership.ID) (partnership.Action, bool) {
		status, ok := others[id]
		return partnership.Action{ID: id, Status: status}, ok
	}
	a := partnership.Action{Status: "open", After: []partnership.ID{"t5", "t1", "t9", "t2", "t3", "t4"}}
	if got, want := a.Awaits(find), []partnership.ID{"t5", "t2", "t4"}; !slices.Equal(got, want) {
		t.Errorf("awaits %q, want %q", got, want)
	}
	if got := a.MayBecome("done", today); got != nil {
		t.Errorf("they stand in the way: %v", got)
	}
}
