package desk

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// FieldChange is one field in which two versions of a record differ, as people read it. Before is empty when there was
// nothing, After when there is nothing any more.
type FieldChange struct {
	Field, Before, After string
	// Parts tells that the field has several lines, of which Before holds those that went, and After those that came.
	Parts bool
}

// compareRecords returns in which fields two versions of a record differ, in the order in which records have them. Either
// may be nil.
func (d *Desk) compareRecords(before, after partnership.Record) []FieldChange {
	c := comparer{desk: d, words: d.words.Load(), before: before, after: after}
	from, to := c.whole(before, after), c.whole(after, before)
	if !from.IsValid() {
		return nil
	}
	c.structs("", "", from, to)
	return c.changes
}

// comparer walks two versions of a record side by side.
type comparer struct {
	desk          *Desk
	words         *language.Language
	before, after partnership.Record
	changes       []FieldChange
}

// whole returns the fields of a record, or as many empty ones as the other has.
func (c *comparer) whole(r, other partnership.Record) reflect.Value {
	switch {
	case r != nil:
		return reflect.ValueOf(r)
	case other != nil:
		return reflect.Zero(reflect.TypeOf(other))
	}
	return reflect.Value{}
}

// structs compares two structs field by field. Path is where they are, as in the bundle; within is how people read that.
func (c *comparer) structs(path, within string, before, after reflect.Value) {
	for i := range before.NumField() {
		name, _, _ := strings.Cut(before.Type().Field(i).Tag.Get("json"), ",")
		if name == "id" || name == "sha256" { // nothing that people know it by
			continue
		}
		field := join2(path, name)
		c.values(field, within+c.words.Field(field), before.Field(i), after.Field(i))
	}
}

func join2(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func (c *comparer) values(path, label string, before, after reflect.Value) {
	if reflect.DeepEqual(before.Interface(), after.Interface()) {
		return
	}
	switch {
	case isWhole(before.Type()):
		c.tell(label, c.write(path, before, c.before), c.write(path, after, c.after))
	case before.Kind() == reflect.Struct:
		c.structs(path, label+": ", before, after)
	case before.Kind() == reflect.Slice && before.Type().Elem().Kind() == reflect.Struct && !isWhole(before.Type().Elem()):
		c.lists(path, label, before, after)
	default:
		c.tell(label, c.write(path, before, c.before), c.write(path, after, c.after))
	}
}

// tell notes a difference. Of texts with several lines the lines that both have are left out.
func (c *comparer) tell(label, before, after string) {
	parts := strings.Contains(before, "\n") || strings.Contains(after, "\n")
	if parts {
		from, to := strings.Split(before, "\n"), strings.Split(after, "\n")
		before, after = strings.Join(without(from, to), "\n"), strings.Join(without(to, from), "\n")
	}
	if before != after {
		c.changes = append(c.changes, FieldChange{capital(label), before, after, parts})
	}
}

// without returns the lines that are not among the others, each as often as it is more often there.
func without(lines, others []string) (left []string) {
	others = slices.Clone(others)
	for _, line := range lines {
		if i := slices.Index(others, line); i >= 0 {
			others = slices.Delete(others, i, i+1)
		} else if strings.TrimSpace(line) != "" {
			left = append(left, line)
		}
	}
	return left
}

func capital(s string) string {
	runes := []rune(s)
	if len(runes) == 0 {
		return s
	}
	return strings.ToUpper(string(runes[:1])) + string(runes[1:])
}

// lists compares two lists of parts. Parts that are the same thing are compared field by field; the others came or went.
func (c *comparer) lists(path, label string, before, after reflect.Value) {
	var gone, come []string
	left := map[int]bool{}
	for i := range after.Len() {
		left[i] = true
	}
	for i := range before.Len() {
		was, found := before.Index(i), -1
		for j := range after.Len() {
			if left[j] && found < 0 && sameThing(was, after.Index(j)) {
				found = j
			}
		}
		if found < 0 {
			gone = append(gone, c.writePart(path, was, c.before))
			continue
		}
		delete(left, found)
		is := after.Index(found)
		c.structs(path, label+" › "+c.called(path, is, c.after)+": ", was, is)
	}
	for i := range after.Len() {
		if left[i] {
			come = append(come, c.writePart(path, after.Index(i), c.after))
		}
	}
	if len(gone)+len(come) > 0 {
		c.changes = append(c.changes, FieldChange{capital(label), strings.Join(gone, "\n"), strings.Join(come, "\n"), true})
	}
}

// identity are the fields by which a part of a record is the same thing as before. Parts of other types are only ever
// there or not.
var identity = map[reflect.Type]string{
	reflect.TypeFor[partnership.Forum]():      "ID",
	reflect.TypeFor[partnership.Article]():    "ID",
	reflect.TypeFor[partnership.Provision]():  "ID",
	reflect.TypeFor[partnership.AgendaItem](): "ID",
	reflect.TypeFor[partnership.Decision]():   "ID",
	reflect.TypeFor[partnership.Party]():      "Organisation",
	reflect.TypeFor[partnership.Position]():   "Organisation",
	reflect.TypeFor[partnership.Ambition]():   "Organisation",
	reflect.TypeFor[partnership.Attendance](): "Contact",
	reflect.TypeFor[partnership.Annex]():      "Title",
}

// sameThing reports whether two parts are the same thing, changed or not.
func sameThing(a, b reflect.Value) bool {
	if name, ok := identity[a.Type()]; ok {
		return a.FieldByName(name).String() == b.FieldByName(name).String()
	}
	return reflect.DeepEqual(a.Interface(), b.Interface())
}

// called returns what people call a part of a record that has an identity.
func (c *comparer) called(path string, part reflect.Value, in partnership.Record) string {
	switch p := part.Interface().(type) {
	case partnership.Provision:
		category := c.words.Term(language.InformationCategories, string(p.Category))
		return c.side(p.From) + " → " + c.side(p.To) + ", " + category
	case partnership.Decision:
		return shortened(p.Text)
	case partnership.Forum:
		return p.Name
	}
	for _, name := range []string{"Organisation", "Contact", "Title"} {
		if v := part.FieldByName(name); v.IsValid() && !v.IsZero() {
			return shortened(c.write(join2(path, strings.ToLower(name)), v, in))
		}
	}
	return c.writePart(path, part, in)
}

// shortened returns the beginning of a text, for where it stands beside others.
func shortened(s string) string {
	const most = 40
	s, _, _ = strings.Cut(s, "\n")
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return s
}

// isWhole reports whether a type is written as one value.
func isWhole(t reflect.Type) bool {
	return t == reflect.TypeFor[date.Day]() || t == reflect.TypeFor[date.Moment]()
}

// writePart writes a part of a record: what stands in it, in one line. What would say nothing alone has its name before it.
func (c *comparer) writePart(path string, v reflect.Value, in partnership.Record) string {
	var texts []string
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		field := v.Field(i)
		text := c.write(join2(path, name), field, in)
		if name == "id" || text == "" {
			continue
		}
		if kind := field.Kind(); name != "on" && (kind == reflect.Int || kind == reflect.Bool || kind == reflect.Pointer || isWhole(field.Type())) {
			text = c.words.Field(join2(path, name)) + " " + text
		}
		texts = append(texts, strings.ReplaceAll(text, "\n", " / "))
	}
	return strings.Join(texts, ", ")
}

// write writes a value as people read it; nothing for an empty one.
func (c *comparer) write(path string, v reflect.Value, in partnership.Record) string {
	if v.IsZero() {
		return ""
	}
	switch value := v.Interface().(type) {
	case date.Day:
		return c.words.MediumDate(value)
	case date.Moment:
		return c.words.Moment(value)
	case partnership.ID:
		return c.record(path, value, in)
	case map[string]string:
		return pairs(value)
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.Type().Elem().Kind() == reflect.Bool && !v.Elem().Bool() { // other than a bool, it tells no from nothing
			return c.words.Text("history.no")
		}
		return c.write(path, v.Elem(), in)
	case reflect.Bool:
		return c.words.Text("history.yes")
	case reflect.Int, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Slice:
		return c.writeList(path, v, in)
	case reflect.Struct:
		return c.writePart(path, v, in)
	case reflect.String:
		return c.text(path, v, in)
	}
	return fmt.Sprint(v.Interface())
}

func (c *comparer) writeList(path string, v reflect.Value, in partnership.Record) string {
	var lines []string
	for i := range v.Len() {
		lines = append(lines, c.write(path, v.Index(i), in))
	}
	return strings.Join(lines, "\n")
}

func pairs(extra map[string]string) string {
	var lines []string
	for name, value := range extra {
		lines = append(lines, name+": "+value)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
