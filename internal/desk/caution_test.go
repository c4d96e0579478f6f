package desk

import (
	"slices"
	"testing"
)

func TestCautionsAreAskedOfEachSourceInOrder(t *testing.T) {
	kept := cautionSources
	defer func() { cautionSources = kept }()
	cautionSources = []func(*Desk) []Caution{
		func(*Desk) []Caution { return []Caution{{Name: "first"}, {Name: "second"}} },
		func(*Desk) []Caution { return nil },
		func(*Desk) []Caution { return []Caution{{Name: "third"}} },
	}
	var names []string
	for _, c := range (&Desk{}).Cautions() {
		names = append(names, c.Name)
	}
	if !slices.Equal(names, []string{"first", "second", "third"}) {
		t.Errorf("%v", names)
	}
}
