package partners

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// privacy is what a person may ask about their own data (GDPR, articles 15 and 17).
func (p *Screen) privacy(id partnership.ID) []fyne.CanvasObject {
	return []fyne.CanvasObject{
		ui.NewSection(p.privacyText("section")), ui.NewParagraph(p.privacyText("text")),
		ui.Flow(8,
			ui.NewButton(p.privacyText("print"), ui.IconPrint, ui.Plain, func() { p.printPerson(id) }),
			ui.NewButton(p.privacyText("file_out"), "", ui.Plain, func() { p.exportPerson(id) }),
			ui.NewButton(p.privacyText("erase"), "", ui.Plain, func() { p.erase(id) }),
		),
	}
}

func (p *Screen) privacyText(key string, data ...any) string {
	return p.shell.Words().Text("erase.window."+key, data...)
}

// printPerson prints everything that is held about a contact.
func (p *Screen) printPerson(id partnership.ID) {
	on := p.shell.Today()
	p.shell.Paper(p.shell.Words().Text("person.title", "Name", p.desk.Label(id)), func(w io.Writer) ([]desk.Remark, error) {
		return p.desk.PrintPersonReport(context.Background(), w, id, on)
	})
}

// exportPerson writes everything that is held about a contact to a file that other programs read.
func (p *Screen) exportPerson(id partnership.ID) {
	f, on := ui.NewForm(p.shell, "partners.person"), p.shell.Today()
	name := p.privacyText("file_name", "Day", on.String())
	place := f.Entry("file", p.privacyText("file_place"), "", filepath.Join(filepath.Dir(p.desk.Place()), name), 1)
	f.Ask(p.privacyText("file_out"), p.privacyText("file_text"), p.privacyText("file_save"), nil, func() error {
		return desk.Save(strings.TrimSpace(place.Text), func(w io.Writer) error {
			return p.desk.WritePersonReport(context.Background(), w, id, on)
		})
	}, func() { p.shell.Told(p.privacyText("file_done", "File", strings.TrimSpace(place.Text))) })
}

// eraseShown erases whoever is shown.
func (p *Screen) eraseShown() {
	if p.chosen != "" {
		p.erase(p.chosen)
	}
}

// erase looks what erasing a person would do, in the background, and then asks.
func (p *Screen) erase(id partnership.ID) {
	p.shell.Flush() // what is being typed may name the person
	var plan desk.ErasurePlan
	p.shell.Work(p.privacyText("looking"), func(ctx context.Context, _ func(int, int)) (err error) {
		plan, err = p.desk.PlanErasure(ctx, id)
		return err
	}, func() { p.askErase(plan) })
}

// askErase shows what would happen, with a box for every text and attachment about which people may decide.
func (p *Screen) askErase(plan desk.ErasurePlan) {
	words, choice := p.shell.Words(), plan.Usual()
	column := ui.Column(8)
	for _, line := range desk.ExplainErasurePlan(words, plan) {
		column.Add(ui.NewParagraph(line))
	}
	p.addTexts(column, plan, choice, false)
	p.addTexts(column, plan, choice, true)
	if len(plan.Files) > 0 {
		column.Add(ui.NewSection(p.privacyText("files")))
	}
	for _, f := range plan.Files {
		box := ui.NewCheck(p.privacyText("file", "Name", f.Name, "Known", desk.ExplainFile(words, f)), func(on bool) { choice.Files[f.ID] = on })
		box.Set(choice.Files[f.ID])
		column.Add(box)
	}
	var shut func()
	cancel := ui.NewButton(words.Text("ui.cancel"), "", ui.Plain, func() { shut() })
	proceed := ui.NewButton(p.privacyText("do"), "", ui.Danger, func() {
		shut()
		p.eraseNow(plan, choice)
	})
	shut = p.shell.Ask(ui.Dialog{Title: p.privacyText("title", "Name", plan.Name), Content: column, Buttons: []*ui.Button{cancel, proceed}, Focus: cancel, Wide: true})
}

// mostNamed is how many texts are shown at once in which the person certainly stands: those need no looking at.
const mostNamed = 50

// addTexts shows the texts in which the person stands, certainly or perhaps; what is on is replaced.
func (p *Screen) addTexts(column *fyne.Container, plan desk.ErasurePlan, choice desk.ErasureChoice, sure bool) {
	shown, more := 0, 0
	for _, t := range plan.Texts {
		if t.Sure != sure {
			continue
		}
		if shown == 0 {
			key := "doubtful"
			if sure {
				key = "sure"
			}
			column.Add(ui.NewSection(p.privacyText(key)))
			column.Add(ui.NewParagraph(p.privacyText(key + ".text")))
		}
		if shown == mostNamed && sure {
			more++
			continue
		}
		shown++
		box := ui.NewCheck(t.Sentence, func(on bool) { choice.Keep[t.Key] = !on })
		box.Set(true)
		column.Add(ui.Column(0, box, ui.Indented(ui.NewCaption(desk.PlaceOf(p.shell.Words(), t.PersonPlace)))))
	}
	if more > 0 {
		column.Add(ui.NewCaption(p.shell.Words().Plural("erase.window.more", more)))
	}
}

// eraseNow erases, shows how far it is, and tells what was done and proven.
func (p *Screen) eraseNow(plan desk.ErasurePlan, choice desk.ErasureChoice) {
	var done desk.ErasureDone
	p.shell.Work(p.privacyText("working"), func(ctx context.Context, tell func(int, int)) (err error) {
		done, err = p.desk.Erase(ctx, plan.Subject, choice, tell)
		return err
	}, func() {
		if p.chosen == plan.Subject && plan.Kind == partnership.KindContact {
			p.chosen = ""
		}
		p.Refresh()
		column := ui.Column(8)
		for _, line := range desk.ExplainErased(p.shell.Words(), done) {
			column.Add(ui.NewParagraph(line))
		}
		title := p.privacyText("done")
		if done.Proof.Found > 0 {
			title = p.privacyText("found")
		}
		p.shell.Ask(ui.Dialog{Title: title, Content: column, Wide: true})
	})
}
