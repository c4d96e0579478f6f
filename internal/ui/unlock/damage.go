package unlock

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// damage is what the gate answers a damaged vault with: what is the matter in a sentence, the newest copy that is whole, which is looked for in the
// background, and what can be done.
type damage struct {
	*gate
	secret []byte // opens the vault and its copies; wiped when people go elsewhere
	unlock desk.Unlock
	exam   desk.Examination

	stop   context.CancelFunc // ends the search; nil when none is going on
	looked int                // copies looked at so far
	good   desk.GoodCopy
	failed error // why there is no copy; nil while one is looked for, and when there is one
	gone   bool  // people went elsewhere
}

// examine looks at a vault that does not open because it is damaged. It takes over the passphrase.
func (g *gate) examine(passphrase []byte) {
	d := &damage{gate: g, secret: passphrase, unlock: desk.WithPassphrase(passphrase).ForMany()}
	g.stage.Try(func() (err error) {
		d.exam, err = desk.Examine(context.Background(), g.file, d.unlock, g.around)
		return err
	}, func(err error) {
		if err != nil {
			d.forget()
			g.showOpen(g.stage.Sentence(err))
			return
		}
		d.search()
	})
}

// leave goes back to where a vault is opened.
func (d *damage) leave() {
	d.forget()
	d.showOpen("")
}

// forget ends the search and wipes the passphrase.
func (d *damage) forget() {
	d.gone = true
	if d.stop != nil {
		d.stop()
	}
	clear(d.secret)
}

func (d *damage) words(key string, data ...any) string {
	return d.stage.Words().Text("damage.gate."+key, data...)
}

// search looks for the newest copy that is whole, and tells how far it is.
func (d *damage) search() {
	ctx, stop := context.WithCancel(context.Background())
	d.stop, d.looked, d.failed, d.good = stop, 0, nil, desk.GoodCopy{}
	around := d.around
	around.Progress = func(p desk.Progress) {
		if p.Step == desk.StepCopies { // from the job's goroutine
			d.stage.Post(func() { d.lookedAt(p.Records) })
		}
	}
	var good desk.GoodCopy
	exam := d.exam // the job names what is missing in a copy of its own
	d.stage.Try(func() (err error) {
		good, err = exam.NewestGood(ctx, d.unlock, around)
		return err
	}, func(err error) {
		stop()
		if d.gone {
			return
		}
		d.stop, d.good, d.failed, d.exam = nil, good, err, exam
		d.show()
	})
	d.show()
}

func (d *damage) lookedAt(n int) {
	if d.stop != nil && !d.gone && n != d.looked {
		d.looked = n
		d.show()
	}
}

// show shows what is known so far.
func (d *damage) show() {
	title := d.words("title")
	older := d.exam.OnlyOlder()
	if older {
		title = d.words("older.title")
	}
	list := []fyne.CanvasObject{
		ui.NewTitle(title), ui.NewParagraph(d.exam.Sentence(d.stage.Words())), ui.NewCaption(d.words("kept")),
	}
	told, first := d.copyPart()
	list = append(list, told...)
	weight := ui.Plain
	if first == nil {
		weight = ui.Main
	}
	var row []fyne.CanvasObject
	if d.exam.Locked == nil && !older {
		salvage := ui.NewButton(d.words("salvage"), "", weight, d.salvage)
		row = append(row, salvage)
		if first == nil {
			first = salvage
		}
	}
	if older {
		open := ui.NewButton(d.text("older.open"), "", ui.Plain, d.openOlder)
		row = append(row, open)
		if first == nil {
			first = open
		}
	}
	if !older {
		row = append(row, ui.NewButton(d.words("details"), "", ui.Plain, d.details))
	}
	back := ui.NewButton(d.words("back"), "", ui.Plain, d.leave)
	if first == nil {
		first = back
	}
	d.put("damage", first, append(list, ui.Line(8, append(row, back)...))...)
}

// copyPart is what is said of copies, and the button that comes first.
func (d *damage) copyPart() (list []fyne.CanvasObject, first *ui.Button) {
	words := d.stage.Words()
	again := func() *ui.Button { return ui.NewButton(d.words("again"), "", ui.Plain, d.search) }
	switch fault, _ := desk.FaultOf(d.failed); {
	case d.stop != nil:
		text := d.words("searching")
		if d.looked > 0 {
			text = words.Plural("damage.gate.searching.done", d.looked)
		}
		return []fyne.CanvasObject{ui.NewParagraph(text), ui.Line(8, ui.NewButton(d.words("stop"), "", ui.Plain, d.stop))}, nil
	case d.failed == nil && d.exam.OnlyOlder() && d.good.Counter <= d.exam.Counter:
		return []fyne.CanvasObject{ui.NewParagraph(d.words("copy.no_newer")), ui.Line(8, again())}, nil
	case d.failed == nil:
		first = ui.NewButton(d.words("restore"), ui.IconCheck, ui.Main, d.askRestore)
		text := words.Plural("damage.gate.copy", d.good.Records, "Day", d.good.Moment(words))
		return []fyne.CanvasObject{ui.NewParagraph(text), ui.NewParagraph(d.exam.Newer(words, d.good)), ui.Line(8, first)}, first
	case fault == desk.FaultNoCopy:
		return []fyne.CanvasObject{ui.NewParagraph(d.words("copy.none")), ui.Line(8, again())}, nil
	case fault == desk.FaultWrongPassphrase:
		return []fyne.CanvasObject{ui.NewParagraph(d.words("copy.other")), ui.Line(8, again())}, nil
	case fault == desk.FaultCancelled:
		return []fyne.CanvasObject{ui.NewParagraph(d.words("stopped")), ui.Line(8, again())}, nil
	}
	return []fyne.CanvasObject{ui.NewParagraph(d.stage.Sentence(d.failed)), ui.Line(8, again())}, nil
}

// openOlder opens an older copy after all, when people say so.
func (d *damage) openOlder() {
	d.stage.Confirm(d.text("older.title"), d.exam.Sentence(d.stage.Words()), d.text("older.open"), func() {
		around := d.around
		around.AcceptOlder = true
		d.enterBy(func() (*desk.Desk, error) {
			return desk.Open(context.Background(), d.file, bytes.Clone(d.secret), around)
		}, nil)
	})
}

// enterBy opens a vault in the background and goes through the gate; told, which may be nil, is said first.
func (d *damage) enterBy(open func() (*desk.Desk, error), told func() string) {
	d.showOpening()
	var opened *desk.Desk
	d.stage.Try(func() (err error) {
		opened, err = open()
		return err
	}, func(err error) {
		if err != nil {
			d.show()
			d.stage.Fail(err)
			return
		}
		d.forget()
		if told == nil {
			d.enter(opened)
			return
		}
		on := ui.NewButton(d.text("continue"), "", ui.Main, func() { d.enter(opened) })
		d.put("restored", on, ui.NewTitle(d.words("restore")), ui.NewParagraph(told()), ui.Line(8, on))
	})
}

// askRestore puts the copy in the place of the damaged file, which stays beside it.
func (d *damage) askRestore() {
	day := d.good.Moment(d.stage.Words())
	d.stage.Confirm(d.words("restore.title"), d.words("restore.text", "Day", day), d.words("restore"), func() { d.restore(d.good.File) })
}

func (d *damage) restore(from string) {
	kept := ""
	d.enterBy(func() (opened *desk.Desk, err error) {
		opened, kept, err = desk.Restore(context.Background(), desk.Restoring{Copy: from, File: d.file, Unlock: d.unlock}, d.around)
		return opened, err
	}, func() string { return d.words("restored", "File", short(kept)) })
}

// details tells part by part and record by record what is not as it should be.
func (d *damage) details() {
	lines := d.exam.Lines(d.stage.Words())
	for _, h := range d.exam.Affected {
		lines = append(lines, h.Line(d.stage.Words()))
	}
	d.stage.Ask(ui.Dialog{Title: d.words("details.title"), Content: listOf(lines), Wide: true})
}

// mostLines is how many lines a list shows; a list that is kept in a file has all.
const mostLines = 300

func listOf(lines []string) fyne.CanvasObject {
	column := ui.Column(4)
	for i, line := range lines {
		if i == mostLines {
			column.Add(ui.NewParagraph("…"))
			break
		}
		column.Add(ui.NewParagraph(strings.TrimSpace(line)))
	}
	return column
}

// salvage puts what is left into a new vault beside the damaged one.
func (d *damage) salvage() {
	if d.stop != nil {
		d.stop()
	}
	to := desk.SalvagedName(d.file, d.around)
	var done desk.Rescued
	d.stage.Work(d.words("salvaging"), func(ctx context.Context, _ func(done, total int)) (err error) {
		done, err = desk.Salvage(ctx, d.file, to, d.unlock, d.around)
		return err
	}, func() { d.showSaved(done) })
}

// showSaved tells what came of it, and lets people go on with it.
func (d *damage) showSaved(done desk.Rescued) {
	lines := done.Lines(d.stage.Words())
	use := ui.NewButton(d.words("use"), ui.IconCheck, ui.Main, func() { d.restore(done.Made.Path) })
	keep := ui.NewButton(d.words("list"), "", ui.Plain, func() { d.keepList(done.Made.Path, lines) })
	shown := lines[1:]
	if len(shown) > shortList {
		shown = append(shown[:shortList:shortList], d.stage.Words().Plural("damage.gate.more", len(shown)-shortList))
	}
	d.put("salvaged", use,
		ui.NewTitle(d.words("saved.title")), ui.NewParagraph(lines[0]),
		listOf(shown),
		ui.Line(8, use, keep),
		ui.Line(8, ui.NewButton(d.words("back"), "", ui.Plain, d.show)),
	)
}

// shortList is how many lines stand on a card; the list that is kept has all.
const shortList = 12

// keepList writes the list beside the salvaged vault.
func (d *damage) keepList(made string, lines []string) {
	file := strings.TrimSuffix(made, filepath.Ext(made)) + ".txt"
	d.stage.Try(func() error {
		return desk.Save(file, func(w io.Writer) error {
			_, err := io.WriteString(w, strings.Join(lines, "\n")+"\n")
			return err
		})
	}, func(err error) {
		if err != nil {
			d.stage.Fail(err)
			return
		}
		d.stage.Told(d.words("listed", "File", short(file)))
	})
}
