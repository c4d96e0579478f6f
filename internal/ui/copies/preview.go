package copies

import (
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// mostNamed is how many records are named of each kind and each change; the command line names them all.
const mostNamed = 20

// preview shows what putting a copy back would change, and asks whether that is meant. The safe answer has the keyboard.
func (b *Back) preview(c desk.Copy, plan desk.RestorePlan, passphrase []byte) {
	words := b.Stage.Words()
	column := ui.Column(6, ui.NewParagraph(words.Plural("copies.restore.records", plan.Records)))
	if plan.Unreadable != nil {
		column.Add(ui.NewParagraph(words.Text("copies.restore.unreadable", "Reason", b.Stage.Sentence(plan.Unreadable))))
	}
	for _, d := range plan.Differences {
		for _, o := range b.difference(d) {
			column.Add(o)
		}
	}
	if plan.Unreadable == nil && len(plan.Differences) == 0 {
		column.Add(ui.NewParagraph(words.Text("copies.restore.same")))
	}
	column.Add(ui.NewParagraph(b.text("kept")))
	if passphrase != nil {
		column.Add(ui.NewParagraph(b.text("its_passphrase")))
	}
	var shut func()
	meant := false
	no := ui.NewButton(words.Text("ui.cancel"), "", ui.Plain, func() { shut() })
	yes := ui.NewButton(b.text("do"), ui.IconCheck, ui.Main, func() { meant = true; shut() })
	shut = b.Stage.Ask(ui.Dialog{
		Title: b.text("of", "Moment", words.Moment(date.MomentOf(c.Made))), Content: column, Wide: true, Focus: no, Buttons: []*ui.Button{no, yes},
		Closed: func() {
			if meant {
				b.Restore(c, passphrase)
				return
			}
			clear(passphrase)
		},
	})
}

// difference shows how the records of a kind would differ, by name.
func (b *Back) difference(d desk.RestoreDifference) []fyne.CanvasObject {
	words := b.Stage.Words()
	objects := []fyne.CanvasObject{ui.NewSection(capital(words.Term("lists", string(d.Kind))))}
	for _, part := range []struct {
		name    string
		records []desk.RestoreRecord
		state   ui.State
	}{{"returns", d.Back, ui.Done}, {"changes", d.Changed, ui.Busy}, {"leaves", d.Gone, ui.Late}} {
		for _, r := range part.records[:min(len(part.records), mostNamed)] {
			objects = append(objects, ui.NewItem(ui.Row{Title: r.Label, State: part.state, Word: b.text(part.name)}, nil))
		}
		if more := len(part.records) - mostNamed; more > 0 {
			objects = append(objects, ui.NewCaption(words.Plural("copies.back.more_"+part.name, more)))
		}
	}
	return objects
}

// capital writes the first letter of a word large, as a heading begins.
func capital(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(first)) + word[size:]
}
