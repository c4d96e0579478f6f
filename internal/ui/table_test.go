package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestTableIsWorkedByMouse(t *testing.T) {
	names := []string{"een", "twee", "drie"}
	table := NewTable([]TableColumn{{Title: "Naam", Sort: true}}, func() int { return len(names) }, func(row, _ int) Cell { return Cell{Text: names[row]} })
	w := window(t, table, 400, 300)
	test.TapCanvas(w.Canvas(), fyne.NewPos(20, tableHeadHeight+tableRowHeight*1.5))
	if marked := table.Marked(); !slices.Equal(marked, []int{1}) {
		t.Errorf("a click on the second box marks %v", marked)
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(200, tableHeadHeight+tableRowHeight*2.5))
	if table.Chosen() != 2 {
		t.Errorf("a click on the third row chooses %d", table.Chosen())
	}
}
