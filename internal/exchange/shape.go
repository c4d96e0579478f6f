package exchange

import (
	"fmt"
	"reflect"
	"strings"
	"sync"

	"github.com/go-json-experiment/json/jsontext"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

// form is how a value stands in a bundle. Its text is what a problem says was expected.
type form string

const (
	formText       form = "text"
	formDay        form = "day"
	formMoment     form = "moment"
	formNumber     form = "number"
	formTrue       form = "true"    // only true is named; absent is false
	formBoolean    form = "boolean" // true, false and absent mean three things
	formList       form = "list"
	formObject     form = "object"
	formDictionary form = "dictionary" // texts under names of one's own: extra
)

// shape is what a value of a type may look like in a bundle. It is derived from the type once.
type shape struct {
	form    form
	typ     reflect.Type
	element *shape // of a list
	fields  []field
	byName  map[string]int // index into fields
}

// field is a named value in an object.
type field struct {
	name     string
	index    []int // of the field in the struct; see [reflect.Value.FieldByIndex]
	required bool  // always written: its tag has neither omitempty nor omitzero
	shape    *shape
}

// bundleShape returns the shape of a whole bundle.
var bundleShape = sync.OnceValue(func() *shape { return shapeOf(reflect.TypeFor[document]()) })

// shapeOf panics on a type that has no place in a bundle: every type in it is written in the source.
func shapeOf(typ reflect.Type) *shape {
	switch typ {
	case reflect.TypeFor[date.Day]():
		return &shape{form: formDay, typ: typ}
	case reflect.TypeFor[date.Moment]():
		return &shape{form: formMoment, typ: typ}
	case reflect.TypeFor[*bool]():
		return &shape{form: formBoolean, typ: typ}
	}
	switch typ.Kind() {
	case reflect.String:
		return &shape{form: formText, typ: typ}
	case reflect.Int, reflect.Int64:
		return &shape{form: formNumber, typ: typ}
	case reflect.Bool:
		return &shape{form: formTrue, typ: typ}
	case reflect.Map:
		return &shape{form: formDictionary, typ: typ}
	case reflect.Slice:
		return &shape{form: formList, typ: typ, element: shapeOf(typ.Elem())}
	case reflect.Pointer:
		object := *shapeOf(typ.Elem())
		object.typ = typ
		return &object
	case reflect.Struct:
		return objectShape(typ)
	}
	panic(fmt.Sprintf("exchange: a bundle has no form for %v", typ))
}

func objectShape(typ reflect.Type) *shape {
	s := &shape{form: formObject, typ: typ, byName: make(map[string]int)}
	for _, f := range reflect.VisibleFields(typ) {
		if f.Anonymous {
			continue // its fields are visible here
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		s.byName[name] = len(s.fields)
		s.fields = append(s.fields, field{name: name, index: f.Index, required: options == "", shape: shapeOf(f.Type)})
	}
	return s
}

// accepts reports whether a value that starts with a token of the given kind has this form.
func (f form) accepts(kind jsontext.Kind) bool {
	switch f {
	case formText, formDay, formMoment:
		return kind == jsontext.KindString
	case formNumber:
		return kind == jsontext.KindNumber
	case formTrue:
		return kind == jsontext.KindTrue
	case formBoolean:
		return kind == jsontext.KindTrue || kind == jsontext.KindFalse
	case formList:
		return kind == jsontext.KindBeginArray
	case formObject, formDictionary:
		return kind == jsontext.KindBeginObject
	}
	return false
}
