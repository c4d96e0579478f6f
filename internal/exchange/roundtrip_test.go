package exchange_test

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership/partnershiptest"
)

// complete is a bundle that fills every field. It was written by hand and laid out by another program.
const complete = "testdata/complete.json"

func TestBundleWithEveryFieldIsReadAndWrittenTheSame(t *testing.T) {
	file, err := os.ReadFile(complete)
	if err != nil {
		t.Fatal(err)
	}
	b := mustRead(t, string(file))
	equalLines(t, mustWrite(t, b), string(file))
	if missing := unused(reflect.ValueOf(b)); len(missing) > 0 {
		t.Errorf("%s leaves fields empty: %v", complete, missing)
	}
}

func TestReferenceEncoderAgreesOnEveryField(t *testing.T) {
	file, err := os.ReadFile(complete)
	if err != nil {
		t.Fatal(err)
	}
	equalLines(t, reference(t, mustRead(t, string(file))), string(file))
}

// TestGeneratedBundlesKeepTheirBytes tries 500 bundles: rapid draws 100 in each check.
func TestGeneratedBundlesKeepTheirBytes(t *testing.T) {
	for i := range 5 {
		t.Run(strconv.Itoa(i), rapid.MakeCheck(func(t *rapid.T) {
			b := exchange.Bundle(partnershiptest.Bundle(t))
			first := mustWrite(t, b)
			equalLines(t, first, reference(t, b))
			again := mustRead(t, first)
			equalLines(t, mustWrite(t, again), first)
		}))
	}
}

func TestWhatIsReadIsWhatWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := exchange.Bundle(partnershiptest.Bundle(t))
		sortByID(&b)
		same := cmp.Options{
			cmp.Comparer(func(a, b date.Day) bool { return a == b }),
			cmp.Comparer(func(a, b date.Moment) bool { return a == b }),
		}
		if diff := cmp.Diff(b, mustRead(t, mustWrite(t, b)), same); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestOrderOfFieldsAndSpaceDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		file := mustWrite(t, exchange.Bundle(partnershiptest.Bundle(t)))
		var value any
		numbers := json.NewDecoder(strings.NewReader(file))
		numbers.UseNumber()
		if err := numbers.Decode(&value); err != nil {
			t.Fatal(err)
		}
		var shuffled strings.Builder
		shuffle(t, &shuffled, value)
		equalLines(t, mustWrite(t, mustRead(t, shuffled.String())), file)
	})
}

// shuffle writes a value with the members of objects in any order, and any space between the tokens.
func shuffle(t *rapid.T, out *strings.Builder, value any) {
	space := func() {
		out.WriteString(rapid.SampledFrom([]string{"", "", " ", "\n", "\r\n\t"}).Draw(t, "space"))
	}
	switch v := value.(type) {
	case map[string]any:
		var names []string
		for name := range v {
			names = append(names, name)
		}
		slices.Sort(names)
		out.WriteString("{")
		for i, name := range rapid.Permutation(names).Draw(t, "order") {
			if i > 0 {
				out.WriteString(",")
			}
			space()
			shuffle(t, out, name)
			space()
			out.WriteString(":")
			shuffle(t, out, v[name])
		}
		space()
		out.WriteString("}")
	case []any:
		out.WriteString("[")
		for i, e := range v {
			if i > 0 {
				out.WriteString(",")
			}
			space()
			shuffle(t, out, e)
		}
		out.WriteString("]")
	default:
		text, err := json.Marshal(v) // escapes more than it must
		if err != nil {
			t.Fatal(err)
		}
		out.Write(text)
	}
}

func TestRecordsAreSortedOnACopy(t *testing.T) {
	organisations := []partnership.Organisation{
		{ID: "b", Name: "B", Kind: "police"}, {ID: "a", Name: "A", Kind: "police"}, {ID: "B", Name: "C", Kind: "police"},
	}
	b := mustRead(t, mustWrite(t, exchange.Bundle{Organisations: organisations}))
	if b.Organisations[0].ID != "B" || b.Organisations[1].ID != "a" || b.Organisations[2].ID != "b" {
		t.Errorf("got %v, want them by id", b.Organisations)
	}
	if organisations[0].ID != "b" {
		t.Error("the caller's list was sorted")
	}
}

func TestEmptyBundleHasAllListsAndReadsBack(t *testing.T) {
	want := `{
  "format": "bondgenoot/1",
  "municipality": "",
  "organisations": [],
  "contacts": [],
  "agreements": [],
  "series": [],
  "meetings": [],
  "actions": [],
  "deliberations": [],
  "attachments": []
}
`
	equalLines(t, mustWrite(t, exchange.Bundle{}), want)
	equalLines(t, mustWrite(t, mustRead(t, want)), want)
	equalLines(t, mustWrite(t, mustRead(t, `{"format":"bondgenoot/1"}`)), want)
}

func TestTextThatIsNotUTF8IsNotWritten(t *testing.T) {
	var out bytes.Buffer
	if err := exchange.WriteBundle(&out, exchange.Bundle{Municipality: "a\xff"}); err == nil {
		t.Errorf("wrote %q", out.String())
	}
}

// unused returns the fields that are empty in every value of their type.
func unused(v reflect.Value) []string {
	filled := map[string]bool{}
	visit(v, filled)
	var missing []string
	for field, ok := range filled {
		if !ok {
			missing = append(missing, field)
		}
	}
	return missing
}

func visit(v reflect.Value, filled map[string]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			visit(v.Elem(), filled)
		}
	case reflect.Slice:
		for i := range v.Len() {
			visit(v.Index(i), filled)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			name := v.Type().Name() + "." + v.Type().Field(i).Name
			if !v.Type().Field(i).IsExported() {
				continue
			}
			filled[name] = filled[name] || !v.Field(i).IsZero()
			visit(v.Field(i), filled)
		}
	}
}

func sortByID(b *exchange.Bundle) {
	v := reflect.ValueOf(b).Elem()
	for i := range v.NumField() {
		if v.Field(i).Kind() != reflect.Slice {
			continue
		}
		list := v.Field(i)
		swap := reflect.Swapper(list.Interface())
		for i := range list.Len() { // an insertion sort will do for so few
			for j := i; j > 0 && list.Index(j).FieldByName("ID").String() < list.Index(j-1).FieldByName("ID").String(); j-- {
				swap(j, j-1)
			}
		}
	}
}
