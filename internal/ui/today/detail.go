package today

import (
	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// whole returns the list with what is chosen in it beside it. It is built once.
func (t *Screen) whole() fyne.CanvasObject {
	if t.both == nil {
		t.both = ui.HalfAndHalf(ui.NewListCard(t.rows.Framed()), ui.NewCard(ui.Scrolled(t.detail)))
	}
	return t.both
}

// showDetail shows what the chosen line is about, and what can be done with it at once.
func (t *Screen) showDetail() {
	i := t.rows.Chosen()
	if i < 0 || i >= len(t.items) {
		return
	}
	chosen := t.items[i]
	open := ui.NewButton(t.text("open"), "", ui.Plain, func() { t.open(chosen) })
	if chosen.do != "" {
		open = ui.NewButton(chosen.do, "", ui.Main, func() { t.open(chosen) })
	}
	buttons := ui.Flow(8, open)
	if chosen.action {
		buttons = ui.Flow(8,
			ui.NewButton(t.text("finish"), ui.IconCheck, ui.Main, func() { t.finish(chosen) }),
			ui.NewButton(t.text("move"), ui.IconToday, ui.Plain, func() { t.move(chosen) }),
			open,
		)
	}
	objects := []fyne.CanvasObject{ui.NewHeading(chosen.row.Title)}
	if chosen.row.Word != "" {
		objects = append(objects, ui.Line(0, ui.NewChip(chosen.row.State, chosen.row.Word)))
	}
	objects = append(objects, buttons, ui.Facts(chosen.facts...))
	if chosen.text != "" {
		objects = append(objects, ui.NewParagraph(chosen.text))
	}
	t.detail.Objects = []fyne.CanvasObject{ui.Column(14, objects...)}
	t.detail.Refresh()
}
