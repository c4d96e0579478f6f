package exchange_test

import (
	"errors"
	"slices"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

func TestEachProblemIsToldWithItsPlace(t *testing.T) {
	const top = "{\n\"format\": \"bondgenoot/1\",\n"
	for name, tt := range map[string]struct {
		file  string
		rule  partnership.Rule
		line  int
		field string
	}{
		"empty file":         {"", exchange.RuleNotBundle, 1, ""},
		"other format":       {"{\n\"format\": \"x/1\"}", exchange.RuleFormat, 2, "format"},
		"newer format":       {"{\n\"format\": \"bondgenoot/2\"}", exchange.RuleNewerFormat, 2, "format"},
		"unknown field":      {top + "\"foo\": 1}", exchange.RuleUnknownField, 3, "foo"},
		"unknown inner":      {top + "\"actions\": [\n{\"id\": \"a\", \"title\": \"t\", \"status\": \"open\",\n\"x\": 1}]}", exchange.RuleUnknownField, 5, "actions[0].x"},
		"name twice":         {top + "\"format\": \"bondgenoot/1\"}", exchange.RuleDuplicateName, 3, "format"},
		"null":               {top + "\"actions\": null}", exchange.RuleNull, 3, "actions"},
		"wrong type":         {top + "\"municipality\": 3}", exchange.RuleType, 3, "municipality"},
		"false":              {top + "\"contacts\": [{\"id\": \"c\", \"family_name\": \"B\", \"positions\": [],\n\"archived\": false}]}", exchange.RuleFalse, 4, "contacts[0].archived"},
		"no such day":        {top + "\"actions\": [{\"id\": \"a\", \"title\": \"t\", \"status\": \"open\",\n\"due\": \"2026-02-30\"}]}", exchange.RuleDay, 4, "actions[0].due"},
		"half a number":      {top + "\"actions\": [{\"id\": \"a\", \"title\": \"t\", \"status\": \"open\",\n\"number\": 1.5}]}", exchange.RuleInteger, 4, "actions[0].number"},
		"bad id":             {top + "\"actions\": [\n{\"id\": \"a b\", \"title\": \"t\", \"status\": \"open\"}]}", partnership.RuleID, 4, "actions[0].id"},
		"id of another kind": {top + "\"organisations\": [{\"id\": \"a\", \"name\": \"n\", \"kind\": \"police\"}],\n\"actions\": [{\"id\": \"a\", \"title\": \"t\", \"status\": \"open\"}]}", partnership.RuleDuplicate, 4, "actions[0].id"},
		"unknown reference":  {top + "\"actions\": [{\"id\": \"a\", \"title\": \"t\", \"status\": \"open\",\n\"contact\": \"c\"}]}", partnership.RuleReference, 4, "actions[0].contact"},
		"unknown term":       {top + "\"organisations\": [{\"id\": \"o\", \"name\": \"n\",\n\"kind\": \"robbers\"}]}", partnership.RuleTerm, 4, "organisations[0].kind"},
		"empty title":        {top + "\"actions\": [{\"id\": \"a\",\n\"title\": \"\", \"status\": \"open\"}]}", partnership.RuleRequired, 4, "actions[0].title"},
		"half a surrogate":   {top + "\"municipality\": \"\\ud800\"}", partnership.RuleText, 3, "municipality"},
		"not UTF-8":          {top + "\"municipality\": \"\xff\"}", partnership.RuleText, 3, "municipality"},
		"trailing":           {top + "\"municipality\": \"\"}\n{}", exchange.RuleTrailing, 4, ""},
		"line ends of Windows": {
			"{\r\n\"format\": \"bondgenoot/1\",\r\n\"foo\": 1}", exchange.RuleUnknownField, 3, "foo",
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read(tt.file)
			var problems exchange.Problems
			if !errors.As(err, &problems) {
				t.Fatalf("got %v, want problems", err)
			}
			told := slices.ContainsFunc(problems, func(p exchange.Problem) bool {
				return p.Rule == tt.rule && p.Line == tt.line && p.Field == tt.field && p.File == "in.json"
			})
			if !told {
				t.Errorf("got %v, want %s at %q on line %d", problems, tt.rule, tt.field, tt.line)
			}
		})
	}
}

func TestAllProblemsAreTold(t *testing.T) {
	_, err := read(`{"format": "bondgenoot/1", "foo": 1, "actions": [{"id": "a b", "title": "", "status": "later"}]}`)
	var problems exchange.Problems
	if !errors.As(err, &problems) || len(problems) != 4 {
		t.Errorf("got %v, want 4 problems", err)
	}
}
