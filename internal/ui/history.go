package ui

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// historyCommands are how people look back, on every screen.
func (s *Shell) historyCommands() []Command {
	return []Command{
		{Key: Key{fyne.KeyH, Ctrl}, Name: "history.command.record", Do: s.historyHere},
		{Name: "history.command.removed", Do: s.Removed},
		{Name: "history.command.journal", Do: s.Journal},
	}
}

// HistoryButton returns a button that shows the history of the record that it asks for; nothing for no record.
func (s *Shell) HistoryButton(record func() partnership.ID) *Button {
	return NewButton(s.words.Text("history.open"), IconHistory, Plain, func() {
		if id := record(); id != "" {
			s.History(id)
		}
	})
}

func (s *Shell) historyHere() {
	if s.here.Record == "" {
		s.Told(s.words.Text("history.choose"))
		return
	}
	s.History(s.here.Record)
}

// History shows the versions of a record in a dialog, with what each changed beside them. An older one can be brought back.
func (s *Shell) History(id partnership.ID) {
	s.drafts.flush() // what is being typed is a version too
	var h desk.History
	s.Do(func() (err error) { h, err = s.desk.History(id); return err }, func() { s.showHistory(h) })
}

func (s *Shell) showHistory(h desk.History) {
	title := s.words.Text("history.title", "Name", h.Label)
	row := func(i int) Row {
		v := h.Versions[i]
		r := Row{Title: v.Done.What, Detail: Joined(s.when(v.Done.At), s.whose(v.Done)), Aside: s.words.Text("history.number", "Number", v.Number)}
		switch {
		case v.Present:
			r.State, r.Word = Done, s.words.Text("history.chip.present")
		case v.Removed:
			r.State, r.Word = Draft, s.words.Text("history.chip.removed")
		case v.Erased:
			r.State, r.Word = Draft, s.words.Text("history.chip.erased")
		}
		return r
	}
	detail := func(i int, _ func()) fyne.CanvasObject { return s.versionDetail(h.Versions[i]) }
	s.lookBack(looking{
		title: title, name: "history " + string(h.Kind), count: len(h.Versions), row: row, detail: detail,
		word: s.words.Text("history.bring_back"),
		can:  func(i int) bool { v := h.Versions[i]; return !v.Present && !v.Removed && !v.Erased },
		do:   func(i int) { s.askBringBack(h.ID, h.Versions[i].Number) },
	})
}

// looking is a dialog with a list, and beside it what is chosen.
type looking struct {
	title, name string // the name is for scripts
	text        string
	count       int
	row         func(i int) Row
	detail      func(i int, shut func()) fyne.CanvasObject
	word        string // of the button that does something with what is chosen; empty for none
	can         func(i int) bool
	do          func(i int)
}

func (s *Shell) lookBack(l looking) {
	if l.count == 0 {
		s.Ask(Dialog{Title: l.title, Text: l.text})
		return
	}
	var shut func()
	beside := container.NewStack()
	rows := NewRows(func() int { return l.count }, l.row)
	buttons := []*Button{NewButton(s.words.Text("ui.close"), "", Plain, func() { shut() })}
	proceed := NewButton(l.word, "", Main, func() { shut(); l.do(rows.Chosen()) })
	if l.word != "" {
		buttons = append(buttons, proceed)
	}
	rows.Choose = func(i int) {
		beside.Objects = []fyne.CanvasObject{Scrolled(l.detail(i, func() { shut() }))}
		beside.Refresh()
		if l.can == nil || l.can(i) {
			proceed.Enable()
		} else {
			proceed.Disable()
		}
	}
	rows.Select(0)
	shut = s.Ask(Dialog{
		Title: l.title, Text: l.text, Broad: true, Content: container.New(lookingLayout{}, NewListCard(rows.Framed()), NewCard(beside)),
		Buttons: buttons, Focus: rows,
	})
	s.trace("shown " + l.name)
}

// lookingLayout sets a list and what is chosen in it beside each other. Both scroll by themselves, so they take the height that
// there is.
type lookingLayout struct{}

const lookingListWidth = 384

// MinSize implements [fyne.Layout].
func (lookingLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(scaled(320), scaled(120))
}

// Layout implements [fyne.Layout].
func (lookingLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	size.Height -= scaled(6) // for the line around a card
	gap := scaled(masterGap)
	width := min(scaled(lookingListWidth), size.Width*0.44)
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(width, size.Height))
	o[1].Move(fyne.NewPos(width+gap, 0))
	o[1].Resize(fyne.NewSize(size.Width-width-gap, size.Height))
}

func (s *Shell) when(at time.Time) string { return s.words.Moment(date.MomentOf(at)) }

func (s *Shell) whose(d desk.Done) string {
	if d.Author == "" {
		return s.words.Text("history.somebody")
	}
	return d.Author
}

// versionDetail tells what a version changed.
func (s *Shell) versionDetail(v desk.HistoryVersion) fyne.CanvasObject {
	objects := []fyne.CanvasObject{NewHeading(v.Done.What), NewQuiet(Joined(s.when(v.Done.At), s.whose(v.Done)))}
	switch {
	case v.Erased:
		objects = append(objects, NewParagraph(s.words.Text("history.erased")))
	case len(v.Changes) == 0:
		objects = append(objects, NewParagraph(s.words.Text("history.no_changes")))
	}
	return Column(10, append(objects, s.Differences(v.Changes)...)...)
}

// Differences tells field by field what changed: what went after a minus, what came after a plus.
func (s *Shell) Differences(changes []desk.FieldChange) []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, c := range changes {
		var lines []string
		for _, side := range []struct{ mark, text string }{{"−  ", c.Before}, {"+  ", c.After}} {
			for line := range strings.SplitSeq(side.text, "\n") {
				if line != "" {
					lines = append(lines, side.mark+line)
				}
			}
		}
		objects = append(objects, Column(2, NewCaption(c.Field), NewParagraph(strings.Join(lines, "\n"))))
	}
	return objects
}

// askBringBack tells what bringing back a version would change, and does it when people say so.
func (s *Shell) askBringBack(id partnership.ID, version int) {
	var plan desk.BroughtBack
	s.Do(func() (err error) { plan, err = s.desk.PlanBringBack(id, version); return err }, func() {
		if len(plan.Changes) == 0 {
			s.Told(s.words.Text("history.same", "Name", plan.Label, "Number", version))
			return
		}
		var objects []fyne.CanvasObject
		for _, name := range plan.Along {
			objects = append(objects, NewParagraph(Capital(s.words.Text("history.along", "Name", name))))
		}
		for _, name := range plan.Without {
			objects = append(objects, NewParagraph(Capital(s.words.Text("history.without", "Name", name))))
		}
		var shut func()
		no := NewButton(s.words.Text("ui.cancel"), "", Plain, func() { shut() })
		yes := NewButton(s.words.Text("history.bring_back"), "", Main, func() { shut(); s.bringBack(id, version) })
		shut = s.Ask(Dialog{
			Title: s.words.Text("history.ask", "Name", plan.Label), Text: s.words.Text("history.ask_text"), Wide: true,
			Content: Column(10, append(objects, s.Differences(plan.Changes)...)...), Buttons: []*Button{no, yes},
		})
	})
}

func (s *Shell) bringBack(id partnership.ID, version int) {
	var done desk.BroughtBack
	s.Do(func() (err error) { done, err = s.desk.BringBack(id, version); return err }, func() {
		s.GoTo(id)
		s.Saved(s.words.Text("history.back_again", "Name", done.Label))
	})
}

// Removed shows what was removed, to bring it back.
func (s *Shell) Removed() {
	var list []desk.RemovedRecord
	s.Do(func() (err error) { list, err = s.desk.RemovedRecords(); return err }, func() {
		text := s.words.Text("history.removed_text")
		if len(list) == 0 {
			text = s.words.Text("history.none_removed")
		}
		s.lookBack(looking{
			title: s.words.Text("history.removed_title"), name: "removed", text: text, count: len(list),
			row: func(i int) Row {
				r := list[i]
				return Row{Title: r.Label, Detail: Joined(s.words.Term(language.Kinds, string(r.Kind)), s.when(r.Done.At), s.whose(r.Done))}
			},
			detail: func(i int, _ func()) fyne.CanvasObject { return s.removedDetail(list[i]) },
			word:   s.words.Text("history.bring_back_record"),
			do:     func(i int) { s.askBringBack(list[i].ID, list[i].Version) },
		})
	})
}

func (s *Shell) removedDetail(r desk.RemovedRecord) fyne.CanvasObject {
	objects := []fyne.CanvasObject{NewHeading(r.Label), NewQuiet(Joined(r.Done.What, s.when(r.Done.At), s.whose(r.Done)))}
	for _, f := range r.Was {
		objects = append(objects, Column(2, NewCaption(f.Field), NewParagraph(f.After)))
	}
	return Column(10, objects...)
}

// mostLooked is how far back the journal is shown: who looks further asks the command line.
const mostLooked = 500

// Journal shows what was done with the vault, the last first.
func (s *Shell) Journal() {
	var list []desk.JournalEntry
	s.Do(func() (err error) {
		list, err = s.desk.Journal(context.Background(), desk.JournalWish{Most: mostLooked})
		return err
	}, func() {
		s.lookBack(looking{
			title: s.words.Text("history.journal_title"), name: "journal", text: s.words.Text("history.journal_text"), count: len(list),
			row: func(i int) Row {
				e := list[i]
				return Row{Title: e.Done.What, Detail: Joined(s.when(e.Done.At), s.whose(e.Done), s.desk.About(e))}
			},
			detail: func(i int, shut func()) fyne.CanvasObject { return s.journalDetail(list[i], shut) },
		})
	})
}

// journalDetail tells which records an entry is about; each leads to its history.
func (s *Shell) journalDetail(e desk.JournalEntry, shut func()) fyne.CanvasObject {
	objects := []fyne.CanvasObject{NewHeading(e.Done.What), NewQuiet(Joined(s.when(e.Done.At), s.whose(e.Done)))}
	rows := Column(0)
	for _, r := range e.Records {
		row := Row{Title: r.Label, Detail: s.words.Term(language.Kinds, string(r.Kind))}
		if r.Removed {
			row.State, row.Word = Draft, s.words.Text("history.chip.removed")
		}
		if r.ID == "" {
			row.Title = s.words.Text("history.erased_record")
			rows.Add(NewItem(row, nil))
			continue
		}
		rows.Add(NewItem(row, func() { shut(); s.History(r.ID) }))
	}
	if e.More > 0 {
		rows.Add(NewCaption(s.words.Plural("history.more", e.More)))
	}
	return Column(10, append(objects, rows)...)
}
