package language

import (
	"strconv"
	"strings"
)

// Number returns n with its thousands set apart: "1.234", "1,234".
func (l *Language) Number(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, digit := range digits {
		if left := len(digits) - i; i > 0 && left%3 == 0 {
			b.WriteString(l.Text("language.thousands"))
		}
		b.WriteRune(digit)
	}
	return b.String()
}

// List returns the items as one enumeration: "a, b en c", "a, b and c".
func (l *Language) List(items ...string) string { return l.enumerate("language.and", items) }

// Choice returns the items as alternatives: "a, b of c", "a, b or c".
func (l *Language) Choice(items ...string) string { return l.enumerate("language.or", items) }

func (l *Language) enumerate(key string, items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return l.Text(key, "First", strings.Join(items[:last], ", "), "Last", items[last])
}
