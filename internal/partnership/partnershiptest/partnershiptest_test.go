package partnershiptest_test

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership/partnershiptest"
)

func TestEverythingDrawnIsValid(t *testing.T) {
	v := partnershiptest.Vocabulary()
	rapid.Check(t, func(t *rapid.T) {
		content := partnershiptest.Bundle(t)
		look := content.Lookup()
		seen := map[partnership.ID]bool{}
		for r := range content.Records() {
			if problems := partnership.Validate(r, v, look); problems != nil {
				t.Fatalf("%s %s: %v", r.RecordKind(), r.RecordID(), problems)
			}
			if seen[r.RecordID()] {
				t.Fatalf("two records have the id %s", r.RecordID())
			}
			seen[r.RecordID()] = true
		}
	})
}

func TestRecordOfEveryKindIsDrawn(t *testing.T) {
	for _, kind := range partnership.Kinds() {
		t.Run(string(kind), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				if r := partnershiptest.Record(t, kind); r.RecordKind() != kind {
					t.Fatalf("a %s is drawn", r.RecordKind())
				}
			})
		})
	}
}

// TestEveryFieldIsDrawn proves that the draws fill each field of each type at least once, and leave each one that may be
// empty out at least once.
func TestEveryFieldIsDrawn(t *testing.T) {
	drawn := tally{filled: map[string]bool{}, empty: map[string]bool{}}
	gen := rapid.Custom(partnershiptest.Bundle)
	for seed := range 300 {
		drawn.add(reflect.ValueOf(gen.Example(seed)))
	}
	required := []string{
		"Organisation.ID", "Organisation.Name", "Organisation.Kind", "Contact.ID", "Contact.FamilyName", "Position.Organisation",
		"Conversation.On", "Agreement.ID", "Agreement.Kind", "Agreement.Title", "Agreement.Status", "Transition.To", "Transition.On",
		"Forum.ID", "Forum.Name", "Party.Organisation", "Provision.ID", "Provision.From", "Provision.To", "Provision.Category",
		"Provision.Purpose", "Article.ID", "Article.Title", "Article.Text", "Annex.Title", "Annex.Text",
		"Series.ID", "Series.Title", "Series.Kind", "Series.Rule", "Series.Start", "Meeting.ID", "Meeting.Kind", "Meeting.Title",
		"Meeting.Start", "AgendaItem.ID", "AgendaItem.Title", "Attendance.Contact", "Attendance.Status", "Ambition.Organisation",
		"Ambition.Text", "Point.Text", "Decision.ID", "Decision.Text", "Action.ID", "Action.Title", "Action.Status", "FollowUp.On",
		"Deliberation.ID", "Deliberation.On", "Deliberation.From", "Deliberation.To", "Deliberation.Category", "Deliberation.Purpose",
		"Deliberation.Outcome", "Attachment.ID", "Attachment.Name", "Attachment.MediaType", "Attachment.SHA256",
	}
	for field := range drawn.filled {
		if !drawn.empty[field] && !slices.Contains(required, field) {
			t.Errorf("%s is never empty", field)
		}
	}
	for field := range drawn.empty {
		if !drawn.filled[field] {
			t.Errorf("%s is never filled", field)
		}
		if slices.Contains(required, field) {
			t.Errorf("%s is required and was empty", field)
		}
	}
	if n := len(drawn.filled); n < 150 {
		t.Errorf("only %d fields were seen", n)
	}
}

// tally notes per field, as "Type.Field", whether it was seen filled and empty.
type tally struct{ filled, empty map[string]bool }

func (y tally) add(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			if !field.IsExported() {
				continue
			}
			name := v.Type().Name() + "." + field.Name
			if v.Field(i).IsZero() {
				y.empty[name] = true
			} else {
				y.filled[name] = true
			}
			y.add(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			y.add(v.Index(i))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			y.add(v.Elem())
		}
	}
}
