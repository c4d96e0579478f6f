package find_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"codeberg.org/bondgenoot/bondgenoot/internal/find"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// notTexts are the fields that hold a string which is no text of the record: rules for dates, codes and what names a
// part of another record.
var notTexts = []string{
	"Action.Repeat",
	"Deliberation.Forum", "Deliberation.Outcome", "Deliberation.Provisions", "Deliberation.Reasons",
	"Meeting.Forum",
	"Agreement.Provisions.From", "Agreement.Provisions.To",
	"Series.Forum", "Series.Rule",
}

// mark gives every string of a record a word of its own, every list and map one element, and tells of each.
func mark(v reflect.Value, path string, tell func(path, word string)) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() {
			word := fmt.Sprintf("zq%xw", path)
			v.SetString(word)
			tell(path, word)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		mark(v.Index(0), path, tell)
	case reflect.Map:
		element := reflect.New(v.Type().Elem()).Elem()
		mark(element, path, tell)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf("name"), element)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				mark(v.Field(i), path+"."+v.Type().Field(i).Name, tell)
			}
		}
	}
}

func TestEveryTextOfEveryRecordIsFound(t *testing.T) {
	var passed []string
	for _, record := range []partnership.Record{
		&partnership.Organisation{ID: "x"}, &partnership.Contact{ID: "x"}, &partnership.Agreement{ID: "x"}, &partnership.Series{ID: "x"},
		&partnership.Meeting{ID: "x"}, &partnership.Action{ID: "x"}, &partnership.Deliberation{ID: "x"}, &partnership.Attachment{ID: "x"},
	} {
		v := reflect.ValueOf(record).Elem()
		words := map[string]string{}
		mark(v, v.Type().Name(), func(path, word string) { words[path] = word })
		x := find.New()
		x.Put(v.Interface().(partnership.Record))
		for path, word := range words {
			if len(x.Search(word, 1)) == 0 {
				passed = append(passed, path)
			}
		}
		if len(x.Search("x", 1)) != 1 {
			t.Errorf("%s is not found by its id", v.Type())
		}
	}
	slices.Sort(passed)
	if diff := cmp.Diff(slices.Sorted(slices.Values(notTexts)), passed); diff != "" {
		t.Errorf("no texts (-), not found (+):\n%s", diff)
	}
}
