package command

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// printSheet writes one record whole for people: every field that is not empty, by the name that people know it by.
func (s *session) printSheet(d *desk.Desk, record partnership.Record) error {
	sheet := sheet{session: s, desk: d}
	fmt.Fprintf(&sheet.text, "%s\n%s\n\n", plain(record.Label()), s.words.Term(language.Kinds, string(record.RecordKind())))
	sheet.fields("", reflect.ValueOf(record), "")
	return s.print(sheet.text.String())
}

// printFindings writes below an agreement what somebody who knows the law should look at.
func (s *session) printFindings(d *desk.Desk, id partnership.ID) error {
	found, err := d.Findings(id, s.today())
	if err != nil || len(found) == 0 {
		return err
	}
	text := "\n" + s.words.Text("command.show.findings") + "\n"
	for _, f := range found {
		text += "- " + plain(desk.ExplainFinding(s.words, f)) + "\n"
	}
	return s.print(text)
}

// sheet is a record being written out.
type sheet struct {
	*session
	desk *desk.Desk
	text strings.Builder
}

// sets are the fields whose values are terms, with the set that names them; a path's end decides.
var sets = map[string]language.Set{
	"category": language.InformationCategories, "purpose": language.Purposes, "purposes": language.Purposes,
	"conditions": language.Conditions, "legal_basis": language.LegalBases, "legal_bases": language.LegalBases,
	"channel": language.Channels, "role": language.Roles, "controller": language.Controllers, "anchor": language.Anchors,
	"goal": language.Goals, "priority": language.Priorities, "outcome": language.Outcomes, "decision": language.Decisions,
	"meeting_kind": language.MeetingKinds,
}

// setOf returns the set of terms that a field of a record holds.
func setOf(owner reflect.Type, field string) (language.Set, bool) {
	switch owner {
	case reflect.TypeFor[partnership.AgendaItem]():
		if field == "outcome" {
			return "", false // what came of the item, in words
		}
	case reflect.TypeFor[partnership.Organisation]():
		if field == "kind" {
			return language.OrganisationKinds, true
		}
	case reflect.TypeFor[partnership.Agreement]():
		if set, ok := map[string]language.Set{"kind": language.AgreementKinds, "status": language.AgreementStatuses}[field]; ok {
			return set, true
		}
	case reflect.TypeFor[partnership.Transition]():
		if field == "to" {
			return language.AgreementStatuses, true
		}
	case reflect.TypeFor[partnership.Meeting](), reflect.TypeFor[partnership.Series]():
		if field == "kind" {
			return language.MeetingKinds, true
		}
	case reflect.TypeFor[partnership.Action]():
		if field == "status" {
			return language.ActionStatuses, true
		}
	case reflect.TypeFor[partnership.Attendance]():
		if field == "status" {
			return language.Attendance, true
		}
	}
	set, ok := sets[field]
	return set, ok
}

// fields writes the fields of a struct, each on a line; what is nested is indented.
func (s *sheet) fields(path string, v reflect.Value, indent string) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		set, _ := setOf(v.Type(), name)
		s.field(join(path, name), v.Field(i), set, indent)
	}
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func (s *sheet) field(path string, v reflect.Value, set language.Set, indent string) {
	if v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0 || v.Kind() == reflect.Map && v.Len() == 0 {
		return
	}
	label := indent + s.words.Field(path) + ":"
	if path == "id" {
		fmt.Fprintf(&s.text, "%s %s\n", label, v.String())
		return
	}
	if text, ok := s.value(v, set); ok {
		fmt.Fprintf(&s.text, "%s %s\n", label, s.paragraphs(text, indent))
		return
	}
	fmt.Fprintln(&s.text, label)
	s.nested(path, v, set, indent+"  ")
}

// paragraphs keeps the lines of a longer text, under its label.
func (s *sheet) paragraphs(text, indent string) string {
	if !strings.Contains(text, "\n") {
		return plain(text)
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString("\n" + indent + "  " + plain(strings.TrimRight(line, "\r\n")))
	}
	return b.String()
}

func (s *sheet) nested(path string, v reflect.Value, set language.Set, indent string) {
	switch v.Kind() {
	case reflect.Pointer:
		s.fields(path, v.Elem(), indent)
	case reflect.Struct:
		s.fields(path, v, indent)
	case reflect.Map:
		for _, key := range sortedKeys(v) {
			fmt.Fprintf(&s.text, "%s%s: %s\n", indent, plain(key.String()), s.paragraphs(v.MapIndex(key).String(), indent))
		}
	case reflect.Slice:
		for i := range v.Len() {
			if text, ok := s.value(v.Index(i), set); ok {
				fmt.Fprintf(&s.text, "%s- %s\n", indent, s.paragraphs(text, indent))
				continue
			}
			fmt.Fprintf(&s.text, "%s%d.\n", indent, i+1)
			s.fields(path, v.Index(i), indent+"   ")
		}
	}
}

// value returns a value that fits on a line, and whether it is one.
func (s *sheet) value(v reflect.Value, set language.Set) (string, bool) {
	switch value := v.Interface().(type) {
	case date.Day:
		return s.words.Date(value), true
	case date.Moment:
		return s.words.Moment(value), true
	case partnership.ID:
		return s.named(value), true
	case *bool:
		return s.yesNo(*value), true
	}
	switch v.Kind() {
	case reflect.String:
		return s.term(set, v.String()), true
	case reflect.Bool:
		return s.yesNo(v.Bool()), true
	case reflect.Int, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10), true
	}
	return "", false
}

// named returns what an id stands for, with the id; the id alone for a part of the record itself.
func (s *sheet) named(id partnership.ID) string {
	if label := s.desk.Label(id); label != string(id) {
		return fmt.Sprintf("%s (%s)", label, id)
	}
	return string(id)
}

func (s *session) yesNo(yes bool) string {
	if yes {
		return s.words.Text("command.yes")
	}
	return s.words.Text("command.no")
}

func sortedKeys(v reflect.Value) []reflect.Value {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	return keys
}
