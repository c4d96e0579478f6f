package exchange_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
)

// fieldOrder is the bundle as doc/bundle.md describes it: * is always written, [] a list, {} an object with those fields,
// {*} texts under names of one's own, # a number.
const fieldOrder = `
format* municipality*
organisations*[]{id* name* kind* part_of team kvk address{street postcode city} phone email website tags[] notes extra{*} archived}
contacts*[]{id* given_name infix family_name* positions*[]{organisation* title area since until} phones[] emails[]
	availability channel spoken[]{on* channel note} tags[] notes extra{*} archived}
agreements*[]{id* kind* title* reference ambition purposes*[] status* transitions[]{to* on* note}
	valid_from valid_until terminated_on suspended_from suspended_until evaluation_months evaluated_on[]
	notice{months*# anchor} supersedes
	forums[]{id* name* purposes[] target_group meeting_kind participants[] suppliers[]}
	parties*[]{organisation* members[] role body representative contact capacity decided_by decided_on signed signed_on
		signed_at withdrawn_on suspended_from suspended_until controller}
	provisions*[]{id* from* to* category* purpose* legal_basis conditions[] forum article retention_months added_on dropped_on}
	articles[]{id* title* text*} having_regard[] considerations[] annexes[]{title* text* forum} attachments[] notes extra{*}}
series*[]{id* title* kind* rule* start* duration_minutes place agreements[] forum agenda[] except[]}
meetings*[]{id* kind* title* start* end place series uid sequence cancelled agreements[] forum
	agenda[]{id* title* goal minutes owner text outcome} attendance[]{contact* status*}
	ambitions[]{organisation* text* themes[]} shared_ambition
	strengths[]{text* organisation action} weaknesses[]{text* organisation action}
	opportunities[]{text* organisation action} improvements[]{text* organisation action}
	decisions[]{id* text* agenda} minutes minutes_approved_on attachments[]}
actions*[]{id* number title* organisation contact due remind_on hidden_until status* priority meeting agreement
	promises[] follow_ups[]{on* channel reached note} after[] repeat done_on tags[] notes extra{*}}
deliberations*[]{id* on* from* to* category* purpose* forum urgent outcome* reasons*[] provisions[] conditions[]
	legal_bases[] necessity proportionality subsidiarity decision by notes}
attachments*[]{id* name* media_type* size*# sha256*}
`

// refField is a field of fieldOrder.
type refField struct {
	name                         string
	always, list, number, anyKey bool
	inside                       []refField
}

// parseOrder reads fields up to a closing brace or the end, and returns what follows.
func parseOrder(s string) (fields []refField, rest string) {
	for {
		s = strings.TrimLeft(s, " \n\t")
		end := strings.IndexFunc(s, func(r rune) bool { return r != '_' && (r < 'a' || r > 'z') && (r < '0' || r > '9') })
		if end <= 0 {
			return fields, strings.TrimPrefix(s, "}")
		}
		f := refField{name: s[:end]}
		s = s[end:]
		cut := func(mark string) (found bool) { s, found = strings.CutPrefix(s, mark); return found }
		f.always = cut("*")
		f.list = cut("[]")
		f.number = cut("#")
		if f.anyKey = cut("{*}"); !f.anyKey && cut("{") {
			f.inside, s = parseOrder(s)
		}
		fields = append(fields, f)
	}
}

// reference writes a bundle in another manner than the package does: by the table above, from maps, by hand.
func reference(tb fataler, b exchange.Bundle) string {
	tb.Helper()
	plain, err := json.Marshal(b)
	if err != nil {
		tb.Fatal(err)
	}
	var top map[string]any
	numbers := json.NewDecoder(bytes.NewReader(plain))
	numbers.UseNumber()
	if err := numbers.Decode(&top); err != nil {
		tb.Fatal(err)
	}
	top["format"] = "bondgenoot/1"
	fields, rest := parseOrder(fieldOrder)
	if rest != "" {
		tb.Fatalf("the table of fields was not read from %q", rest)
	}
	for _, f := range fields {
		if records, ok := top[f.name].([]any); ok {
			sort.SliceStable(records, func(i, j int) bool { return idOf(records[i]) < idOf(records[j]) })
		}
	}
	var out strings.Builder
	writeObject(&out, fields, top, "\n")
	return out.String() + "\n"
}

func idOf(record any) string { return record.(map[string]any)["id"].(string) }

// writeObject writes the known fields of an object. A line break with its indent is handed down as newline.
func writeObject(out *strings.Builder, fields []refField, object map[string]any, newline string) {
	var members []string
	for _, f := range fields {
		value := object[f.name]
		if empty(value) && !f.always {
			continue
		}
		var member strings.Builder
		writeValue(&member, f, value, newline+"  ")
		members = append(members, quote(f.name)+": "+member.String())
	}
	writeMembers(out, "{", members, "}", newline)
}

func writeValue(out *strings.Builder, f refField, value any, newline string) {
	switch v := value.(type) {
	case map[string]any:
		if f.anyKey {
			writeTexts(out, v, newline)
			return
		}
		writeObject(out, f.inside, v, newline)
	case []any:
		var elements []string
		for _, e := range v {
			var element strings.Builder
			writeValue(&element, refField{inside: f.inside}, e, newline+"  ")
			elements = append(elements, element.String())
		}
		writeMembers(out, "[", elements, "]", newline)
	case string:
		out.WriteString(quote(v))
	case nil:
		out.WriteString("[]") // of a field that is always written, the only one that can be nil is a list
	default:
		fmt.Fprint(out, v)
	}
}

func writeTexts(out *strings.Builder, texts map[string]any, newline string) {
	var names, members []string
	for name := range texts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return bytes.Compare([]byte(a), []byte(b)) })
	for _, name := range names {
		members = append(members, quote(name)+": "+quote(texts[name].(string)))
	}
	writeMembers(out, "{", members, "}", newline)
}

func writeMembers(out *strings.Builder, begin string, members []string, end, newline string) {
	out.WriteString(begin)
	for i, m := range members {
		if i > 0 {
			out.WriteString(",")
		}
		out.WriteString(newline + "  " + m)
	}
	if len(members) > 0 {
		out.WriteString(newline)
	}
	out.WriteString(end)
}

func empty(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	case json.Number:
		return v == "0"
	}
	return false // true, and the false of "reached", which stands for something
}

func quote(s string) string {
	short := map[rune]string{'"': `\"`, '\\': `\\`, '\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`}
	var b strings.Builder
	for _, r := range s {
		switch escape, ok := short[r]; {
		case ok:
			b.WriteString(escape)
		case r < ' ':
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return `"` + b.String() + `"`
}
