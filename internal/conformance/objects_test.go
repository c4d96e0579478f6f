package conformance

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// objects is a PDF file as its objects, as qpdf writes them in JSON: dictionaries, arrays, "/Name", "u:text" and "12 0 R".
type objects map[string]any

// readObjects reads a file with qpdf.
func readObjects(t *testing.T, file string) (objects, error) {
	t.Helper()
	const warnings = 3
	out, _, err := run(t, []int{warnings}, "qpdf", "--json", "--json-key=qpdf", file)
	if err != nil {
		return nil, err
	}
	var parts struct {
		File [2]json.RawMessage `json:"qpdf"`
	}
	if err := json.Unmarshal([]byte(out), &parts); err != nil {
		return nil, fmt.Errorf("qpdf --json: %w", err)
	}
	var read map[string]struct {
		Value  any `json:"value"`
		Stream struct {
			Dict any `json:"dict"`
		} `json:"stream"`
	}
	if err := json.Unmarshal(parts.File[1], &read); err != nil {
		return nil, fmt.Errorf("qpdf --json: %w", err)
	}
	o := objects{}
	for name, object := range read {
		o[strings.TrimPrefix(name, "obj:")] = object.Value
		if object.Value == nil {
			o[strings.TrimPrefix(name, "obj:")] = object.Stream.Dict
		}
	}
	return o, nil
}

// follow returns what a reference refers to, and v itself when it is none.
func (o objects) follow(v any) any {
	for {
		name, ok := v.(string)
		if !ok || !strings.HasSuffix(name, " R") {
			return v
		}
		v = o[name]
	}
}

func (o objects) dict(v any) map[string]any {
	d, _ := o.follow(v).(map[string]any)
	return d
}

// list returns the elements of an array; v alone when it is none, and nothing when there is no v.
func (o objects) list(v any) []any {
	if array, ok := o.follow(v).([]any); ok {
		return array
	}
	if v == nil {
		return nil
	}
	return []any{v}
}

// word returns a name without its stroke, or a text.
func (o objects) word(v any) string {
	s, _ := o.follow(v).(string)
	for _, mark := range []string{"/", "u:", "b:"} {
		if rest, ok := strings.CutPrefix(s, mark); ok {
			return rest
		}
	}
	return s
}

func (o objects) number(v any) (int, bool) {
	n, ok := o.follow(v).(float64)
	return int(n), ok
}

// numbers returns a number tree (ISO 32000-1, 7.9.7) as a map.
func (o objects) numbers(v any) map[int]any {
	all := map[int]any{}
	node := o.dict(v)
	pairs := o.list(node["/Nums"])
	for i := 0; i+1 < len(pairs); i += 2 {
		if n, ok := o.number(pairs[i]); ok {
			all[n] = pairs[i+1]
		}
	}
	for _, kid := range o.list(node["/Kids"]) {
		for n, value := range o.numbers(kid) {
			all[n] = value
		}
	}
	return all
}

// pages returns the references of the pages in order.
func (o objects) pages() []string {
	var all []string
	var walk func(v any)
	walk = func(v any) {
		node := o.dict(v)
		if o.word(node["/Type"]) == "Page" {
			ref, _ := v.(string)
			all = append(all, ref)
			return
		}
		for _, kid := range o.list(node["/Kids"]) {
			walk(kid)
		}
	}
	walk(o.dict(o.dict(o["trailer"])["/Root"])["/Pages"])
	return all
}
