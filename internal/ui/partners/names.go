package partners

import (
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/language"
)

func sortLines(lines []line, words *language.Language) {
	slices.SortStableFunc(lines, func(a, b line) int { return words.Compare(a.row.Title, b.row.Title) })
}
