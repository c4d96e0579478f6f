package partnership

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Problem is one thing that is wrong with one field of a record. It is a code with its circumstances; the sentence for
// people is made where they read it.
type Problem struct {
	// Field is the path within the record, as in the bundle: "positions[0].until", "extra.colour".
	Field string
	// Rule is the rule that the field breaks.
	Rule Rule
	// Value is what stands there, at most 60 runes of valid UTF-8. It is empty when nothing stands there.
	Value string
	// Other is what the rule sets the field against; see the rules for what it holds.
	Other string
}

// Rule names what a field must satisfy.
type Rule string

// The rules, each with what it puts in [Problem.Other].
const (
	RuleRequired  Rule = "required"  // must not be empty; Other is empty
	RuleID        Rule = "id"        // 1 to 64 letters, digits, dots, underscores and hyphens; Other is empty
	RuleDuplicate Rule = "duplicate" // ids are unique; Other is the path of the first field with this id
	RuleTerm      Rule = "term"      // a known word; Other is its list in the vocabulary, or the words allowed: "low|normal|high"
	RuleReference Rule = "reference" // a known id; Other is the kind of record, or the list of the same record, that it must be in
	RuleOrder     Rule = "order"     // not before its beginning; Other is the path of the field with the beginning
	RuleFormat    Rule = "format"    // a fixed way of writing; Other is that way: "12345678", "agreement/forum"
	RuleRange     Rule = "range"     // not negative; Other is the smallest number allowed
	RuleText      Rule = "text"      // UTF-8; Other is empty
)

// Error tells the problem to a developer: "positions[0].until: order since: 2020-01-01".
func (p Problem) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", p.Field, p.Rule)
	if p.Other != "" {
		fmt.Fprintf(&b, " (%s)", p.Other)
	}
	if p.Value != "" {
		fmt.Fprintf(&b, ": %q", p.Value)
	}
	return b.String()
}

// Problems is everything that is wrong with one record, at most one problem for each field, in the order of the fields.
// It is an error; no problems are nil.
type Problems []Problem

// Error tells all problems to a developer, separated by semicolons.
func (p Problems) Error() string {
	texts := make([]string, len(p))
	for i, problem := range p {
		texts[i] = problem.Error()
	}
	return strings.Join(texts, "; ")
}

// shown is the number of runes of a wrong value that a [Problem] repeats.
const shown = 60

// shorten returns s as valid UTF-8, cut off with an ellipsis when it is longer than shown runes.
func shorten(s string) string {
	s = strings.ToValidUTF8(s, string(utf8.RuneError))
	if utf8.RuneCountInString(s) <= shown {
		return s
	}
	return string([]rune(s)[:shown-1]) + "…"
}
