package partnership

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

// checker collects the problems of one record. Each of its methods judges one field, or the elements of one list, and
// reports at most one problem for each path.
type checker struct {
	words    *Vocabulary
	look     Lookup
	prefix   string // path of the part that is looked at, with its dot; empty for the record itself
	problems *Problems
}

// in returns a checker for the fields of the element i of a list.
func (c checker) in(list string, i int) checker {
	c.prefix += element(list, i) + "."
	return c
}

// inside returns a checker for the fields of a part that is no list.
func (c checker) inside(part string) checker {
	c.prefix += part + "."
	return c
}

func element(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }

func (c checker) report(field string, rule Rule, value, other string) {
	*c.problems = append(*c.problems, Problem{Field: c.prefix + field, Rule: rule, Value: shorten(value), Other: other})
}

func (c checker) text(field, s string) {
	if !utf8.ValidString(s) {
		c.report(field, RuleText, s, "")
	}
}

func (c checker) texts(field string, list []string) {
	for i, s := range list {
		c.text(element(field, i), s)
	}
}

func (c checker) required(field, s string) {
	if s == "" {
		c.report(field, RuleRequired, "", "")
		return
	}
	c.text(field, s)
}

func (c checker) extra(extra map[string]string) {
	for _, name := range slices.Sorted(maps.Keys(extra)) {
		if !utf8.ValidString(name) {
			c.report("extra", RuleText, name, "")
			continue
		}
		c.text("extra."+name, extra[name])
	}
}

// id judges the record's own id. That it is unique in a vault or a file is for those who know all records.
func (c checker) id(id ID) {
	switch {
	case id == "":
		c.report("id", RuleRequired, "", "")
	case !id.wellFormed():
		c.report("id", RuleID, string(id), "")
	}
}

// parts judges the ids of the elements of a list of parts: well formed and unique among each other. It returns a
// function that judges the id of element i; to be called in order, so that problems stay in the order of the fields.
func (c checker) parts(list string) func(in checker, i int, id ID) {
	first := map[ID]int{}
	return func(in checker, i int, id ID) {
		in.id(id)
		if id == "" || !id.wellFormed() {
			return
		}
		if at, seen := first[id]; seen {
			in.report("id", RuleDuplicate, string(id), c.prefix+element(list, at)+".id")
			return
		}
		first[id] = i
	}
}

func (c checker) term(field string, term Term, set string, known func(Term) bool) {
	if term != "" && !known(term) {
		c.report(field, RuleTerm, string(term), set)
	}
}

func (c checker) requiredTerm(field string, term Term, set string, known func(Term) bool) {
	if term == "" {
		c.report(field, RuleRequired, "", "")
		return
	}
	c.term(field, term, set, known)
}

func (c checker) terms(field string, list []Term, set string, known func(Term) bool) {
	for i, term := range list {
		if !known(term) {
			c.report(element(field, i), RuleTerm, string(term), set)
		}
	}
}

// oneOf judges a word of a closed list; an empty one is allowed.
func oneOf[T ~string](c checker, field string, word T, allowed []T) {
	if word == "" || slices.Contains(allowed, word) {
		return
	}
	names := make([]string, len(allowed))
	for i, a := range allowed {
		names[i] = string(a)
	}
	c.report(field, RuleTerm, string(word), strings.Join(names, "|"))
}

// requiredOneOf judges a word of a closed list that must be there.
func requiredOneOf[T ~string](c checker, field string, word T, allowed []T) {
	if word == "" {
		c.report(field, RuleRequired, "", "")
		return
	}
	oneOf(c, field, word, allowed)
}

func (c checker) reference(field string, id ID, kind Kind) {
	if id != "" && !c.knows(id, kind) {
		c.report(field, RuleReference, string(id), string(kind))
	}
}

func (c checker) requiredReference(field string, id ID, kind Kind) {
	if id == "" {
		c.report(field, RuleRequired, "", "")
		return
	}
	c.reference(field, id, kind)
}

func (c checker) references(field string, list []ID, kind Kind) {
	for i, id := range list {
		if !c.knows(id, kind) {
			c.report(element(field, i), RuleReference, string(id), string(kind))
		}
	}
}

func (c checker) knows(id ID, kind Kind) bool {
	if c.look == nil {
		return false
	}
	found, ok := c.look.KindOf(id)
	return ok && found == kind
}

// part judges the id of a part of the same record: list is the list it must be in.
func part[T any](c checker, field string, id ID, list string, parts []T, idOf func(T) ID) {
	if id == "" || slices.ContainsFunc(parts, func(p T) bool { return idOf(p) == id }) {
		return
	}
	c.report(field, RuleReference, string(id), list)
}

// forum judges "<agreement id>/<forum id>".
func (c checker) forum(field, ref string) {
	if ref == "" {
		return
	}
	agreement, forum, ok := strings.Cut(ref, "/")
	switch {
	case !ok || !ID(agreement).wellFormed() || !ID(forum).wellFormed():
		c.report(field, RuleFormat, ref, "agreement/forum")
	case !c.knows(ID(agreement), KindAgreement):
		c.report(field, RuleReference, ref, string(KindAgreement))
	case !c.look.HasForum(ID(agreement), ID(forum)):
		c.report(field, RuleReference, ref, "forums")
	}
}

func (c checker) notNegative(field string, n int64) {
	if n < 0 {
		c.report(field, RuleRange, strconv.FormatInt(n, 10), "0")
	}
}

func (c checker) requiredDay(field string, d date.Day) {
	if d.IsZero() {
		c.report(field, RuleRequired, "", "")
	}
}

// point is a [date.Day] or a [date.Moment].
type point[T any] interface {
	fmt.Stringer
	IsZero() bool
	Compare(T) int
}

// order reports an end that lies before its beginning; either may be unknown.
func order[T point[T]](c checker, field string, end T, beginField string, begin T) {
	if !begin.IsZero() && !end.IsZero() && end.Compare(begin) < 0 {
		c.report(field, RuleOrder, end.String(), c.prefix+beginField)
	}
}

// wellFormed reports whether the id is 1 to 64 of the characters that an id may have.
func (id ID) wellFormed() bool {
	if len(id) < 1 || len(id) > 64 {
		return false
	}
	for i := range len(id) {
		if !isIDByte(id[i]) {
			return false
		}
	}
	return true
}

func isIDByte(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || isDigit(b) || b == '.' || b == '_' || b == '-'
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
