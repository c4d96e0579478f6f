package partners

import (
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/language"
)

// holds reports whether each word stands in a text, whatever its case.
func holds(text, words string) bool {
	text = strings.ToLower(text)
	for word := range strings.FieldsSeq(strings.ToLower(words)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

func sortLines(lines []line, words *language.Language) {
	slices.SortStableFunc(lines, func(a, b line) int { return words.Compare(a.row.Title, b.row.Title) })
}
