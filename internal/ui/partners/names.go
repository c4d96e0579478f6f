package partners

import (
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
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

// at returns where a contact works on a day; nothing for who left.
func at(c partnership.Contact, on date.Day) partnership.ID {
	for _, position := range c.Positions {
		if on.Within(position.Since, position.Until) {
			return position.Organisation
		}
	}
	return ""
}
