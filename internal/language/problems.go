package language

import (
	"regexp"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

// Problem returns the sentence about a field that breaks a rule:
//
//	Veld ‘tot’ (positions[0].until): 2020-01-01 ligt voor het begin (since).
//
// The parts are those of a [partnership.Problem]: field is the path as in the bundle, value what stands there, other what
// the rule sets it against. They are strings because files have rules of their own too.
func (l *Language) Problem(field, rule, value, other string) string {
	text := l.Text("domain.rule."+rule, "Value", value, "Other", l.against(other))
	return l.Text("domain.problem", "Name", l.Field(field), "Field", field, "Text", text)
}

// against names what a rule sets a value against: a list, the words "low|normal|high", a field or a way of writing.
func (l *Language) against(other string) string {
	if words := strings.Split(other, "|"); len(words) > 1 {
		return l.Choice(words...)
	}
	return l.Term(lists, other)
}

// Obstacle returns the sentence about why a record may not take a step, and what to do about it.
//
// The parts are those of a [partnership.Obstacle], with the organisation's name in place of its id.
func (l *Language) Obstacle(code, organisation string, on date.Day) string {
	return l.Text("domain.obstacle."+code, "Organisation", organisation, "On", on)
}

var index = regexp.MustCompile(`\[\d+\]`)

// Field returns what users call a field of the bundle, given its path: of "positions[0].until" it is "tot".
//
// A name that means different things in different places has a text for each: "provisions.to" goes before "to".
func (l *Language) Field(path string) string {
	name := index.ReplaceAllString(path, "")
	for {
		if key := "domain.field." + name; l.Has(key) {
			return l.Text(key)
		}
		_, rest, more := strings.Cut(name, ".")
		if !more {
			return path
		}
		name = rest
	}
}
