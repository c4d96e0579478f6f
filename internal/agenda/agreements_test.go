package agenda_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"codeberg.org/bondgenoot/bondgenoot/internal/agenda"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// listed are the reasons for which an agreement is listed, each with its day.
type listed map[agenda.Reason]string

func reasonsOf(due agenda.Due) listed {
	got := listed{}
	for _, attention := range due.Agreements {
		got[attention.Reason] = attention.On.String()
	}
	return got
}

func notice(months int, anchor partnership.Anchor) *partnership.Notice {
	return &partnership.Notice{Months: months, Anchor: anchor}
}

func TestAgreementWantsAttention(t *testing.T) {
	days := func(list ...string) []date.Day {
		var all []date.Day
		for _, s := range list {
			all = append(all, day(s))
		}
		return all
	}
	type agreement = partnership.Agreement
	tests := map[string]struct {
		agreement agreement
		want      listed
	}{
		// evaluation_due; D+60 is 2027-01-22
		"evaluation on D+60":                {agreement{EvaluationMonths: 1, ValidFrom: day("2026-12-22")}, listed{"evaluation_due": "2027-01-22"}},
		"evaluation on D+61":                {agreement{EvaluationMonths: 1, ValidFrom: day("2026-12-23")}, listed{}},
		"evaluation long overdue":           {agreement{EvaluationMonths: 12, ValidFrom: day("2010-01-31")}, listed{"evaluation_due": "2011-01-31"}},
		"evaluation counts from the latest": {agreement{EvaluationMonths: 12, ValidFrom: day("2010-01-01"), EvaluatedOn: days("2025-12-01", "2026-01-10", "2024-01-01")}, listed{"evaluation_due": "2027-01-10"}},
		"evaluated on D":                    {agreement{EvaluationMonths: 1, ValidFrom: day("2010-01-01"), EvaluatedOn: days("2026-11-23")}, listed{"evaluation_due": "2026-12-23"}},
		"evaluated on D+1 is not yet":       {agreement{EvaluationMonths: 1, ValidFrom: day("2026-11-01"), EvaluatedOn: days("2026-11-24")}, listed{"evaluation_due": "2026-12-01"}},
		"evaluated only later, no from":     {agreement{EvaluationMonths: 1, EvaluatedOn: days("2026-11-24")}, listed{}},
		"neither day":                       {agreement{EvaluationMonths: 1}, listed{}},
		"no evaluation months":              {agreement{ValidFrom: day("2020-01-01")}, listed{}},
		"shorter month":                     {agreement{EvaluationMonths: 1, ValidFrom: day("2026-01-31")}, listed{"evaluation_due": "2026-02-28"}},
		"shorter month of a leap year":      {agreement{EvaluationMonths: 12, EvaluatedOn: days("2024-02-29")}, listed{"evaluation_due": "2025-02-28"}},

		// notice_deadline; D+90 is 2027-02-21, D+180 is 2027-05-22
		"notice on D":                      {agreement{ValidUntil: day("2028-11-23"), Notice: notice(24, "")}, listed{"notice_deadline": "2026-11-23"}},
		"notice on D-1":                    {agreement{ValidUntil: day("2028-11-22"), Notice: notice(24, "")}, listed{}},
		"notice on D+90":                   {agreement{ValidUntil: day("2029-02-21"), Notice: notice(24, "")}, listed{"notice_deadline": "2027-02-21"}},
		"notice on D+91":                   {agreement{ValidUntil: day("2029-02-22"), Notice: notice(24, "")}, listed{}},
		"notice of no months":              {agreement{ValidUntil: day("2026-12-15"), Notice: notice(0, "")}, listed{"notice_deadline": "2026-12-15", "expiring": "2026-12-15"}},
		"notice in a shorter month":        {agreement{ValidUntil: day("2028-12-31"), Notice: notice(25, "")}, listed{"notice_deadline": "2026-11-30"}},
		"no end, notice":                   {agreement{Notice: notice(3, "end_of_year")}, listed{}},
		"month's end is whole":             {agreement{ValidUntil: day("2028-11-30"), Notice: notice(24, "end_of_month")}, listed{"notice_deadline": "2026-11-30"}},
		"day before a month's end":         {agreement{ValidUntil: day("2028-12-30"), Notice: notice(24, "end_of_month")}, listed{"notice_deadline": "2026-11-30"}},
		"month's end before D":             {agreement{ValidUntil: day("2028-11-29"), Notice: notice(24, "end_of_month")}, listed{}},
		"quarter's end is whole":           {agreement{ValidUntil: day("2028-12-31"), Notice: notice(24, "end_of_quarter")}, listed{"notice_deadline": "2026-12-31"}},
		"day before a quarter's end":       {agreement{ValidUntil: day("2029-03-30"), Notice: notice(24, "end_of_quarter")}, listed{"notice_deadline": "2026-12-31"}},
		"first month of a quarter":         {agreement{ValidUntil: day("2029-01-15"), Notice: notice(24, "end_of_quarter")}, listed{"notice_deadline": "2026-12-31"}},
		"month's end is no quarter's end":  {agreement{ValidUntil: day("2028-11-30"), Notice: notice(24, "end_of_quarter")}, listed{}},
		"31 May goes back to 31 March":     {agreement{ValidUntil: day("2027-05-31"), Notice: notice(0, "end_of_quarter")}, listed{}}, // beyond D+90
		"year's end is whole":              {agreement{ValidUntil: day("2028-12-31"), Notice: notice(24, "end_of_year")}, listed{"notice_deadline": "2026-12-31"}},
		"day before a year's end":          {agreement{ValidUntil: day("2029-12-30"), Notice: notice(24, "end_of_year")}, listed{"notice_deadline": "2026-12-31"}},
		"quarter's end is no year's end":   {agreement{ValidUntil: day("2029-03-31"), Notice: notice(24, "end_of_year")}, listed{"notice_deadline": "2026-12-31"}},
		"anchor counts after the months":   {agreement{ValidUntil: day("2027-03-15"), Notice: notice(2, "end_of_month")}, listed{"notice_deadline": "2026-12-31", "expiring": "2027-03-15"}},
		"last day of the calendar, anchor": {agreement{ValidUntil: day("9999-12-31"), Notice: notice(3, "end_of_year")}, listed{}},

		// expiring, expired
		"expires on D":           {agreement{ValidUntil: monday}, listed{"expiring": "2026-11-23"}},
		"expires on D+180":       {agreement{ValidUntil: day("2027-05-22")}, listed{"expiring": "2027-05-22"}},
		"expires on D+181":       {agreement{ValidUntil: day("2027-05-23")}, listed{}},
		"expired on D-1":         {agreement{ValidUntil: day("2026-11-22")}, listed{"expired": "2026-11-22"}},
		"expired long ago":       {agreement{ValidUntil: day("1999-12-31")}, listed{"expired": "1999-12-31"}},
		"expired wants no more":  {agreement{ValidUntil: day("2026-11-22"), EvaluationMonths: 1, ValidFrom: day("2020-01-01"), Parties: []partnership.Party{{Organisation: "o1", Contact: "gone"}}}, listed{"expired": "2026-11-22"}},
		"expired and terminated": {agreement{ValidUntil: day("2026-11-22"), TerminatedOn: day("2026-11-01")}, listed{"expired": "2026-11-22"}},

		// terminated_on is the first day that it no longer holds
		"terminated on D":   {agreement{TerminatedOn: monday, ValidUntil: monday, EvaluationMonths: 1, ValidFrom: day("2020-01-01"), Notice: notice(0, ""), Parties: []partnership.Party{{Organisation: "o1", Contact: "gone"}}}, listed{}},
		"terminated on D-1": {agreement{TerminatedOn: day("2026-11-22"), ValidUntil: monday}, listed{}},
		"terminated on D+1": {agreement{TerminatedOn: day("2026-11-24"), ValidUntil: monday}, listed{"expiring": "2026-11-23"}},

		// what does not matter
		"suspended now, in force":      {agreement{ValidUntil: monday, SuspendedFrom: day("2026-01-01")}, listed{"expiring": "2026-11-23"}},
		"begins later":                 {agreement{ValidFrom: day("2026-12-01"), ValidUntil: day("2027-01-01")}, listed{"expiring": "2027-01-01"}},
		"draft wants no attention":     {agreement{Status: "draft", ValidUntil: monday}, listed{}},
		"review wants no attention":    {agreement{Status: "review", ValidUntil: monday}, listed{}},
		"suspended wants none":         {agreement{Status: "suspended", ValidUntil: day("2026-11-22")}, listed{}},
		"terminated wants none":        {agreement{Status: "terminated", ValidUntil: day("2026-11-22")}, listed{}},
		"contact at the partner":       {agreement{Parties: []partnership.Party{{Organisation: "o1", Contact: "stays"}}}, listed{}},
		"contact until D":              {agreement{Parties: []partnership.Party{{Organisation: "o1", Contact: "until D"}}}, listed{}},
		"contact until D-1":            {agreement{Parties: []partnership.Party{{Organisation: "o1", Contact: "until D-1"}}}, listed{"signatory_left": "2026-11-23"}},
		"contact begins later":         {agreement{Parties: []partnership.Party{{Organisation: "o1", Contact: "later"}}}, listed{}},
		"contact moved to another":     {agreement{Parties: []partnership.Party{{Organisation: "o1", Contact: "moved"}}}, listed{"signatory_left": "2026-11-23"}},
		"contact moved to a member":    {agreement{Parties: []partnership.Party{{Organisation: "o1", Members: []partnership.ID{"o2"}, Contact: "moved"}}}, listed{"signatory_left": "2026-11-23"}},
		"contact came back":            {agreement{Parties: []partnership.Party{{Organisation: "o1", Contact: "came back"}}}, listed{}},
		"contact without position":     {agreement{Parties: []partnership.Party{{Organisation: "o1", Contact: "gone"}}}, listed{"signatory_left": "2026-11-23"}},
		"witness left":                 {agreement{Parties: []partnership.Party{{Organisation: "o1", Contact: "gone", Role: "witness"}}}, listed{}},
		"withdrawn party's left":       {agreement{Parties: []partnership.Party{{Organisation: "o1", Contact: "gone", WithdrawnOn: day("2026-01-01")}}}, listed{"signatory_left": "2026-11-23"}},
		"party without contact":        {agreement{Parties: []partnership.Party{{Organisation: "o1"}}}, listed{}},
		"one of two contacts has left": {agreement{Parties: []partnership.Party{{Organisation: "o1", Contact: "stays"}, {Organisation: "o1", Contact: "gone"}}}, listed{"signatory_left": "2026-11-23"}},
	}
	contacts := []partnership.Contact{
		{ID: "stays", Positions: []partnership.Position{{Organisation: "o1"}}},
		{ID: "until D", Positions: []partnership.Position{{Organisation: "o1", Until: monday}}},
		{ID: "until D-1", Positions: []partnership.Position{{Organisation: "o1", Until: day("2026-11-22")}}},
		{ID: "later", Positions: []partnership.Position{{Organisation: "o1", Since: day("2027-01-01")}}},
		{ID: "moved", Positions: []partnership.Position{{Organisation: "o1", Until: day("2026-01-01")}, {Organisation: "o2"}}},
		{ID: "came back", Positions: []partnership.Position{{Organisation: "o1", Until: day("2020-01-01")}, {Organisation: "o1", Since: day("2025-01-01")}}},
		{ID: "gone"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if test.agreement.Status == "" {
				test.agreement.Status = partnership.AgreementInForce
			}
			due := agenda.Today(agenda.Records{Contacts: contacts, Agreements: []partnership.Agreement{test.agreement}}, monday)
			if diff := cmp.Diff(test.want, reasonsOf(due)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLeftSignatoriesListTheirAgreementOnce(t *testing.T) {
	due := agenda.Today(agenda.Records{Agreements: []partnership.Agreement{{
		ID: "a1", Status: "in_force",
		Parties: []partnership.Party{{Organisation: "o1", Contact: "p1"}, {Organisation: "o2", Contact: "p2"}},
	}}}, monday)
	if len(due.Agreements) != 1 {
		t.Errorf("got %v, want one entry", due.Agreements)
	}
}

func TestAttentionGoesByDayThenIDThenReason(t *testing.T) {
	both := partnership.Agreement{Status: "in_force", ValidUntil: day("2026-12-01"), Notice: notice(0, "")}
	a9, a10 := both, both
	a9.ID, a10.ID = "a9", "a10"
	due := agenda.Today(agenda.Records{Agreements: []partnership.Agreement{
		a9, a10, {ID: "z", Status: "in_force", ValidUntil: day("2026-11-30")},
	}}, monday)
	var got []string
	for _, attention := range due.Agreements {
		got = append(got, string(attention.ID)+" "+string(attention.Reason))
	}
	want := []string{"z expiring", "a10 expiring", "a10 notice_deadline", "a9 expiring", "a9 notice_deadline"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPartyMustSign(t *testing.T) {
	type party = partnership.Party
	tests := map[string]struct {
		status  partnership.AgreementStatus
		parties []party
		want    []agenda.Signature
	}{
		"not signed":                    {"in_force", []party{{Organisation: "o1"}}, []agenda.Signature{{"a1", "o1"}}},
		"not signed, in review":         {"review", []party{{Organisation: "o1", Role: "party"}}, []agenda.Signature{{"a1", "o1"}}},
		"draft":                         {"draft", []party{{Organisation: "o1"}}, nil},
		"suspended":                     {"suspended", []party{{Organisation: "o1"}}, nil},
		"terminated":                    {"terminated", []party{{Organisation: "o1"}}, nil},
		"signed":                        {"in_force", []party{{Organisation: "o1", Signed: true}}, nil},
		"signed on a day":               {"in_force", []party{{Organisation: "o1", SignedOn: day("2026-01-01")}}, nil},
		"signs on a day to come":        {"in_force", []party{{Organisation: "o1", SignedOn: day("2027-01-01")}}, nil},
		"witness":                       {"in_force", []party{{Organisation: "o1", Role: "witness"}}, nil},
		"withdrew on D":                 {"in_force", []party{{Organisation: "o1", WithdrawnOn: monday}}, nil},
		"withdraws on D+1":              {"in_force", []party{{Organisation: "o1", WithdrawnOn: day("2026-11-24")}}, []agenda.Signature{{"a1", "o1"}}},
		"suspended party":               {"in_force", []party{{Organisation: "o1", SuspendedFrom: day("2026-01-01")}}, []agenda.Signature{{"a1", "o1"}}},
		"two entries, none signed":      {"in_force", []party{{Organisation: "o1"}, {Organisation: "o1"}}, []agenda.Signature{{"a1", "o1"}}},
		"two entries, the first signed": {"in_force", []party{{Organisation: "o1", Signed: true}, {Organisation: "o1"}}, []agenda.Signature{{"a1", "o1"}}},
		"members do not sign":           {"in_force", []party{{Organisation: "o1", Signed: true, Members: []partnership.ID{"o2"}}}, nil},
		"byte order":                    {"in_force", []party{{Organisation: "o9"}, {Organisation: "o10"}, {Organisation: "o9"}}, []agenda.Signature{{"a1", "o10"}, {"a1", "o9"}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			due := agenda.Today(agenda.Records{Agreements: []partnership.Agreement{
				{ID: "a1", Status: test.status, Parties: test.parties},
			}}, monday)
			if diff := cmp.Diff(append([]agenda.Signature{}, test.want...), due.Unsigned); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestExpiredAgreementStillMissesItsSignatures(t *testing.T) {
	due := agenda.Today(agenda.Records{Agreements: []partnership.Agreement{
		{ID: "a2", Status: "in_force", ValidUntil: day("2020-01-01"), Parties: []partnership.Party{{Organisation: "o1"}}},
		{ID: "a10", Status: "in_force", TerminatedOn: day("2020-01-01"), Parties: []partnership.Party{{Organisation: "o2"}}},
	}}, monday)
	if diff := cmp.Diff([]agenda.Signature{{"a10", "o2"}, {"a2", "o1"}}, due.Unsigned); diff != "" {
		t.Error(diff)
	}
}
