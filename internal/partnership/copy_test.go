package partnership_test

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership/partnershiptest"
)

// memory notes the address of every slice, map and pointer in v that could be written through.
func memory(v reflect.Value, note func(address uintptr)) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			memory(v.Field(i), note)
		}
	case reflect.Slice:
		if v.Cap() > 0 {
			note(v.Pointer())
		}
		for i := range v.Len() {
			memory(v.Index(i), note)
		}
	case reflect.Map:
		if !v.IsNil() {
			note(v.Pointer())
		}
	case reflect.Pointer:
		if !v.IsNil() {
			note(v.Pointer())
			memory(v.Elem(), note)
		}
	}
}

func checkCopy(t interface{ Fatalf(string, ...any) }, r partnership.Record) {
	copied := r.Copy()
	if !reflect.DeepEqual(copied, r) {
		t.Fatalf("%s: the copy differs:\n%+v\n%+v", r.RecordKind(), copied, r)
	}
	own := map[uintptr]bool{}
	memory(reflect.ValueOf(r), func(address uintptr) { own[address] = true })
	memory(reflect.ValueOf(copied), func(address uintptr) {
		if own[address] {
			t.Fatalf("%s: the copy shares memory", r.RecordKind())
		}
	})
}

func TestCopiesAreEqualAndShareNoMemory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for r := range partnershiptest.Bundle(t).Records() {
			checkCopy(t, r)
		}
	})
	for _, r := range fullRecords() {
		checkCopy(t, r)
	}
}

func TestCopyKeepsEmptyListsApartFromNone(t *testing.T) {
	checkCopy(t, partnership.Agreement{Purposes: []partnership.Term{}, Parties: []partnership.Party{}, Extra: map[string]string{}})
	checkCopy(t, partnership.Meeting{Ambitions: []partnership.Ambition{}})
	checkCopy(t, partnership.Action{FollowUps: []partnership.FollowUp{}})
}

func TestRecordsKnowWhatTheyAre(t *testing.T) {
	labels := map[partnership.Kind]string{
		"organisation": "Jongerenwerk Noord", "contact": "Jan van den Berg", "agreement": "Convenant jeugdgroepen", "series": "Jeugdoverleg",
		"meeting": "Ambitiesessie", "action": "Bel de school", "deliberation": "concern 2026-01-01", "attachment": "convenant.pdf",
	}
	for i, r := range fullRecords() {
		if want := partnership.Kinds()[i]; r.RecordKind() != want {
			t.Errorf("record %d is of kind %s, want %s", i, r.RecordKind(), want)
		}
		if r.Label() != labels[r.RecordKind()] {
			t.Errorf("%s is called %q", r.RecordKind(), r.Label())
		}
		if want := reflect.ValueOf(r).FieldByName("ID").String(); string(r.RecordID()) != want {
			t.Errorf("%s has the id %q, want %q", r.RecordKind(), r.RecordID(), want)
		}
	}
	if got := (partnership.Action{ID: "t1", Title: " \n"}).Label(); got != "t1" {
		t.Errorf("a blank title is called %q, want the id", got)
	}
	if got := (partnership.Meeting{ID: "m1", Title: "Overleg\nNoord"}).Label(); got != "Overleg Noord" {
		t.Errorf("a title of two lines is called %q", got)
	}
}
