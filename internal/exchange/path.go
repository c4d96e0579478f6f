package exchange

import (
	"strconv"
	"strings"
)

// step leads from an object or list to a value in it: by the name of a field, or else by the index of an element.
type step struct {
	name  string
	index int32 // counts when name is empty
}

// path leads from the top of a bundle, or of a record, to a value.
type path []step

// String returns the path as it is told: positions[0].until.
func (p path) String() string {
	var b strings.Builder
	for _, s := range p {
		switch {
		case s.name == "":
			b.WriteString("[" + strconv.Itoa(int(s.index)) + "]")
		case b.Len() > 0:
			b.WriteString("." + s.name)
		default:
			b.WriteString(s.name)
		}
	}
	return b.String()
}

// mark is the line on which a value stands. Its depth says how many steps lead to it; those but the last are the last
// steps of the marks before it with smaller depths.
type mark struct {
	step  step
	depth int32
	line  int32
}

// trace is the lines of all values of a record, in the order in which they were read. It costs next to nothing to keep, and
// is worked out only when something turns out to be wrong.
type trace []mark

// line returns the line that the record begins on.
func (t trace) line() int {
	if len(t) == 0 {
		return 0
	}
	return int(t[0].line)
}

// recordDepth is how deep a record lies in a bundle: the list and the index in it.
const recordDepth = 2

// lines returns the line of each value by its path within the record. The record itself is at the empty path.
func (t trace) lines() lines {
	known := make(lines, len(t))
	var at path
	for _, m := range t {
		if depth := m.depth - recordDepth; depth > 0 {
			at = append(at[:depth-1], m.step)
		}
		known[at.String()] = int(m.line)
	}
	return known
}

// lines is where values stand, by path.
type lines map[string]int

// of returns the line of the value at the path or, when it is absent, of the nearest value around it.
func (l lines) of(field string) int {
	for {
		if line, ok := l[field]; ok || field == "" {
			return line
		}
		field = field[:max(strings.LastIndexAny(field, ".["), 0)]
	}
}

// within reports whether a path leads to the value at another path, or to something inside it.
func within(field, outer string) bool {
	rest, ok := strings.CutPrefix(field, outer)
	return ok && (rest == "" || outer == "" || rest[0] == '.' || rest[0] == '[')
}
