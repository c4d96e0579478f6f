package mention

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// structured are the fields, as in the bundle, whose text is none that people read: it names something, or is a rule.
var structured = map[string]bool{
	"from": true, "to": true, "forum": true, "rule": true, "repeat": true, "sha256": true, "media_type": true, "provisions": true,
}

var plainText = reflect.TypeFor[string]()

// Texts calls visit with every text in a value that people may have typed, and the field that it stands in as in the bundle, such as
// "agenda[2].outcome", and puts what visit returns in its place. The value is a pointer to a record or to a part of one.
func Texts(value any, visit func(field, text string) string) {
	walk(reflect.ValueOf(value).Elem(), "", visit)
}

func walk(v reflect.Value, field string, visit func(field, text string) string) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == plainText && v.Len() > 0 {
			if text := visit(field, v.String()); text != v.String() {
				v.SetString(text)
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			if !v.Type().Field(i).IsExported() || structured[name] && isText(v.Field(i).Type()) {
				continue
			}
			walk(v.Field(i), below(field, name), visit)
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return
		}
		for i := range v.Len() {
			walk(v.Index(i), fmt.Sprintf("%s[%d]", field, i+1), visit)
		}
	case reflect.Map:
		walkMap(v, field, visit)
	case reflect.Pointer:
		if !v.IsNil() {
			walk(v.Elem(), field, visit)
		}
	default: // holds no text
	}
}

func isText(t reflect.Type) bool {
	return t == plainText || t.Kind() == reflect.Slice && t.Elem() == plainText
}

func below(field, name string) string {
	if field == "" || name == "" {
		return field + name
	}
	return field + "." + name
}

// walkMap goes through texts by name; a name may tell something too.
func walkMap(v reflect.Value, field string, visit func(field, text string) string) {
	texts, ok := v.Interface().(map[string]string)
	if !ok {
		return
	}
	names := make([]string, 0, len(texts))
	for name := range texts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		text := texts[name]
		if text != "" {
			text = visit(below(field, name), text)
		}
		called := visit(field, name)
		if called != name {
			delete(texts, name)
		}
		texts[called] = text
	}
}

// RecordTexts is like [Texts] for a record, of which it returns a changed copy.
func RecordTexts(r partnership.Record, visit func(field, text string) string) partnership.Record {
	copied := reflect.New(reflect.TypeOf(r)).Elem()
	copied.Set(reflect.ValueOf(r.Copy()))
	walk(copied, "", visit)
	changed, ok := copied.Interface().(partnership.Record)
	if !ok {
		return r // a copy of a record is one
	}
	return changed
}

// Unlink returns a copy of a record that no longer refers to any of the contacts, meetings, actions and attachments that gone names, and in which
// fields it did.
func Unlink(r partnership.Record, gone func(partnership.ID) bool) (partnership.Record, []string) {
	var fields []string
	drop := func(id *partnership.ID, field string) bool {
		if *id == "" || !gone(*id) {
			return false
		}
		*id = ""
		fields = append(fields, field)
		return true
	}
	dropped := func(id partnership.ID, field string) bool { return id != "" && drop(&id, field) }
	files := func(list []partnership.ID) []partnership.ID {
		return slices.DeleteFunc(list, func(id partnership.ID) bool { return dropped(id, "attachments") })
	}
	switch copied := r.Copy().(type) {
	case partnership.Agreement:
		for i := range copied.Parties {
			drop(&copied.Parties[i].Contact, "parties.contact")
		}
		copied.Attachments = files(copied.Attachments)
		return copied, fields
	case partnership.Meeting:
		for i := range copied.Agenda {
			drop(&copied.Agenda[i].Owner, "agenda.owner")
		}
		for i := range copied.Attendance {
			drop(&copied.Attendance[i].Contact, "attendance")
		}
		copied.Attendance = slices.DeleteFunc(copied.Attendance, func(a partnership.Attendance) bool { return a.Contact == "" })
		for _, points := range [][]partnership.Point{copied.Strengths, copied.Weaknesses, copied.Opportunities, copied.Improvements} {
			for i := range points {
				drop(&points[i].Action, "action")
			}
		}
		copied.Attachments = files(copied.Attachments)
		return copied, fields
	case partnership.Action:
		drop(&copied.Contact, "contact")
		drop(&copied.Meeting, "meeting")
		copied.After = slices.DeleteFunc(copied.After, func(id partnership.ID) bool { return dropped(id, "after") })
		return copied, fields
	}
	return r, nil
}
