package desk

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Difference is a field that two people changed at the same time, as people read it.
type Difference struct {
	Field, Yours, Now string // Now is empty when the record was removed
}

// Differences returns what is different, field by field.
func (c *Conflict) Differences(words *language.Language) []Difference {
	yours, now := fields(c.Yours), fields(c.Now)
	var list []Difference
	for _, name := range c.Fields {
		list = append(list, Difference{words.Field(name), readable(yours[name]), readable(now[name])})
	}
	return list
}

// fields returns a record's fields as they stand in the bundle; none for no record.
func fields(r partnership.Record) map[string]any {
	all := map[string]any{}
	if r == nil {
		return all
	}
	text, err := json.Marshal(r)
	if err == nil {
		err = json.Unmarshal(text, &all)
	}
	if err != nil {
		panic(fmt.Sprintf("a record that was kept is no JSON: %v", err)) // every record is written as JSON by the bundle
	}
	return all
}

// readable returns a value as people read it: of a list or a part what stands in it.
func readable(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case []any:
		var parts []string
		for _, item := range v {
			parts = append(parts, readable(item))
		}
		return strings.Join(parts, "; ")
	case map[string]any:
		var names, parts []string
		for name := range v {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			if name != "id" {
				parts = append(parts, readable(v[name]))
			}
		}
		return strings.Join(parts, ", ")
	}
	return fmt.Sprint(value)
}
