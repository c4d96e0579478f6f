// Package intake decides what reading files into a vault would do: which records are new, which are the same as those
// that are there, and which differ. It changes nothing.
package intake

import (
	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// The rules that a record of a file can break against what is there.
const (
	RuleExists    partnership.Rule = "exists"     // the vault holds a different record under its id, which may not be replaced
	RuleOtherKind partnership.Rule = "other_kind" // the vault holds a record of another kind under its id
	RuleTwice     partnership.Rule = "twice"      // an earlier file holds a record with its id
	RuleErased    partnership.Rule = "erased"     // somebody asked for it to be erased
)

// Source is a file that was read.
type Source struct {
	Name   string
	Bundle exchange.Bundle
	Places map[partnership.ID]Place
}

// Place is where a record stands in a file.
type Place struct {
	Field string // path of its id: "contacts[3].id"
	Line  int
}

// Plan is what taking in files would do. Each list is in the order of the files.
type Plan struct {
	New     []partnership.Record
	Updated []partnership.Record // they replace the records under their ids
	Same    []partnership.Record // nothing to do
	// Municipality is the first name that the files give the municipality; empty when none does.
	Municipality string
}

// Present finds the record that the vault has under an id.
type Present func(partnership.ID) (partnership.Record, bool)

// Make decides what taking in the sources would do to a vault. A record that differs from the one that is there is
// updated only when update is true; else it is a problem. With problems there is no plan.
func Make(sources []Source, present Present, update bool) (Plan, exchange.Problems) {
	var plan Plan
	var problems exchange.Problems
	for _, source := range sources {
		if plan.Municipality == "" {
			plan.Municipality = source.Bundle.Municipality
		}
		for record := range source.Bundle.Records() {
			if rule := plan.place(record, present, update); rule != "" {
				problems = append(problems, Problem(source, record, rule))
			}
		}
	}
	if len(problems) > 0 {
		return Plan{}, problems
	}
	return plan, nil
}

// place puts a record into the list it belongs to, or returns the rule that it breaks.
func (p *Plan) place(record partnership.Record, present Present, update bool) partnership.Rule {
	old, exists := present(record.RecordID())
	switch {
	case !exists:
		p.New = append(p.New, record)
	case old.RecordKind() != record.RecordKind():
		return RuleOtherKind
	case exchange.Equal(old, record):
		p.Same = append(p.Same, record)
	case !update:
		return RuleExists
	default:
		p.Updated = append(p.Updated, record)
	}
	return ""
}

// Problem returns the problem of a record of a source that breaks a rule.
func Problem(source Source, record partnership.Record, rule partnership.Rule) exchange.Problem {
	id := record.RecordID()
	place := source.Places[id]
	return exchange.Problem{File: source.Name, Line: place.Line, Field: place.Field, Record: id, Rule: rule, Value: string(id)}
}
