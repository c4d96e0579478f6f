package advice

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// table is the part that shows the other way round: what a partner may give and get today, or what may be said at a meeting.
type table struct {
	screen *Screen
	object fyne.CanvasObject

	partner *ui.Chooser
	meeting partnership.ID // when the table is of a meeting
	sub     *ui.Text
	rows    *ui.Table
	lines   []tableLine
	guests  *fyne.Container
	none    *fyne.Container
	print   *ui.Button
	asked   int
}

// tableLine is a line of the table: a head, or a question with its answer.
type tableLine struct {
	head string
	desk.AdviceLine
}

func newTable(s *Screen) *table {
	t := &table{screen: s, sub: ui.NewQuiet(""), guests: container.NewStack(), none: container.NewStack()}
	t.partner = ui.NewChooser(s.shell.Keys(), s.text("table.hint"), s.organisations)
	t.partner.Changed = func(ui.Choice) { t.meeting = ""; t.refresh() }
	t.rows = lineTable(s, func() int { return len(t.lines) }, func(row int) desk.AdviceLine { return t.lines[row].AdviceLine }, t.other)
	t.rows.Head = func(row int) string { return t.lines[row].head }
	t.rows.Open = func(row int) { s.open(t.lines[row].Question) }
	t.print = ui.NewButton(s.text("table.card"), ui.IconPrint, ui.Plain, t.card)
	top := ui.Flow(8, ui.Wide(420, t.partner), t.print, ui.NewButton(s.text("table.poster"), ui.IconPrint, ui.Plain, s.poster))
	t.object = ui.Scrolled(ui.Below(ui.Column(8, top, t.sub, t.guests), ui.NewListCard(container.NewStack(t.rows, t.none)), 8)) // where all of it is too high
	return t
}

// lineTable is a table of questions with their answers.
func lineTable(s *Screen, count func() int, line func(row int) desk.AdviceLine, other func(desk.Question) partnership.ID) *ui.Table {
	columns := []ui.TableColumn{
		{Title: s.text("column.other"), Width: 200},
		{Title: s.text("column.category")},
		{Title: s.text("column.purpose"), Width: 170},
		{Title: s.text("column.agreement"), Width: 190},
		{Title: s.text("column.forum"), Width: 130},
		{Title: s.text("column.outcome"), Width: 130},
	}
	table := ui.NewTable(columns, count, func(row, column int) ui.Cell {
		l := line(row)
		switch column {
		case 0:
			return ui.Cell{Text: s.name(other(l.Question)), Bold: true}
		case 1:
			return ui.Cell{Text: language.Term(s.shell.Words(), language.InformationCategories, l.Question.Category)}
		case 2:
			return ui.Cell{Text: language.Term(s.shell.Words(), language.Purposes, l.Question.Purpose), Muted: true}
		case 3:
			return ui.Cell{Text: s.under(l.Advice)}
		case 4:
			return ui.Cell{Text: s.forum(l.Question.Forum), Muted: true}
		}
		return ui.Cell{State: states[l.Advice.Outcome], Word: s.text("short." + string(l.Advice.Outcome))}
	})
	table.NoMarks = true
	return table
}

// other returns who stands in a line beside the partner, or beside who speaks at a meeting.
func (t *table) other(q desk.Question) partnership.ID {
	if t.meeting == "" && q.To == partnership.ID(t.partner.Key()) {
		return q.From
	}
	return q.To
}

// under returns the agreements, or the articles of law, that open a way.
func (a *Screen) under(advice desk.Advice) string {
	if !advice.Open() {
		return ""
	}
	var names []string
	for _, f := range advice.Findings {
		if name := a.desk.Label(f.Agreement); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if advice.Outcome == desk.OutcomeStatutory {
		for _, id := range advice.LegalBases {
			basis, _ := a.desk.Vocabulary().LegalBasis(id)
			names = append(names, basis.Short)
		}
	}
	return a.shell.Words().List(names...)
}

// forum returns what a consultation is called; nothing outside any.
func (a *Screen) forum(name string) string { return a.forums[name] }

// open shows a question with its answer.
func (a *Screen) open(q desk.Question) {
	a.ask.purpose.Set(string(q.Purpose))
	a.ask.from.Set(a.shell.Choice(q.From))
	a.ask.to.Set(a.shell.Choice(q.To))
	a.ask.category.Set(string(q.Category))
	a.ask.forum.SetChoices(a.ask.forums())
	a.ask.forum.Set(q.Forum)
	a.ask.urgently.Set(q.Urgent)
	a.shell.Go(ui.Route{Place: ui.PlaceAdvice})
}

func (t *table) content() fyne.CanvasObject { return t.object }

func (t *table) focus() fyne.Focusable {
	if t.partner.Key() == "" && t.meeting == "" {
		return t.partner
	}
	return t.rows.Focusable()
}

// about chooses whom or what the table is of: an organisation, a meeting, or what it was of before.
func (t *table) about(id partnership.ID) {
	record, err := t.screen.desk.Record(id)
	if err != nil {
		return
	}
	switch r := record.(type) {
	case partnership.Organisation:
		t.meeting = ""
		t.partner.Set(t.screen.shell.Choice(r.ID))
	case partnership.Meeting:
		t.meeting = r.ID
		t.partner.Clear()
	}
}

func (t *table) refresh() {
	s := t.screen
	t.asked++
	asked, partner, meeting, on := t.asked, partnership.ID(t.partner.Key()), t.meeting, s.shell.Today()
	var lines []desk.AdviceLine
	var guests []partnership.ID
	s.shell.Do(func() (err error) {
		switch {
		case meeting != "":
			if lines, err = s.desk.AtMeeting(meeting); err == nil {
				guests, err = s.desk.Guests(meeting, on)
			}
		case partner != "":
			lines, err = s.desk.Around(partner, on)
		}
		return err
	}, func() {
		if asked == t.asked {
			t.show(lines, guests)
		}
	})
}

func (t *table) show(lines []desk.AdviceLine, guests []partnership.ID) {
	s, partner := t.screen, partnership.ID(t.partner.Key())
	t.lines = t.lines[:0]
	group := func(head string, of func(desk.AdviceLine) bool) {
		first := true
		for _, l := range lines {
			if !of(l) {
				continue
			}
			if first {
				t.lines = append(t.lines, tableLine{head: head})
				first = false
			}
			t.lines = append(t.lines, tableLine{AdviceLine: l})
		}
	}
	slices.SortStableFunc(lines, func(x, y desk.AdviceLine) int {
		p, q := x.Question, y.Question
		return cmp.Or(s.shell.Words().Compare(s.name(p.From), s.name(q.From)), s.shell.Words().Compare(s.name(p.To), s.name(q.To)))
	})
	switch {
	case t.meeting != "":
		t.sub.Set(s.text("table.meeting", "Title", s.desk.Label(t.meeting)))
		var speakers []partnership.ID
		for _, l := range lines {
			if !slices.Contains(speakers, l.Question.From) {
				speakers = append(speakers, l.Question.From)
			}
		}
		for _, from := range speakers {
			group(s.text("table.said", "Name", s.name(from)), func(l desk.AdviceLine) bool { return l.Question.From == from })
		}
	case partner != "":
		t.sub.Set(s.text("table.sub", "Name", s.name(partner), "Day", s.shell.Words().LongDate(s.shell.Today())))
		group(s.text("table.gives"), func(l desk.AdviceLine) bool { return l.Question.From == partner })
		group(s.text("table.gets"), func(l desk.AdviceLine) bool { return l.Question.To == partner })
	default:
		t.sub.Set("")
	}
	t.rows.Renew()
	if t.rows.Chosen() < 0 {
		t.rows.Select(0)
	}
	t.none.Objects = nil
	switch {
	case partner == "" && t.meeting == "":
		t.none.Objects = []fyne.CanvasObject{ui.NewEmpty(s.text("table.empty.title"), s.text("table.empty.text"), nil)}
	case len(lines) == 0:
		t.none.Objects = []fyne.CanvasObject{ui.NewEmpty(s.text("table.none.title"), s.text("table.none.text"), nil)}
	}
	t.none.Refresh()
	t.showGuests(guests)
	if partner == "" {
		t.print.Disable()
	} else {
		t.print.Enable()
	}
	s.shell.Shown("table")
}

// showGuests tells who at the table is bound by no agreement, and offers the declaration of secrecy.
func (t *table) showGuests(guests []partnership.ID) {
	s := t.screen
	t.guests.Objects = nil
	if t.meeting != "" {
		column := ui.Column(6)
		if len(guests) == 0 {
			column.Add(ui.NewParagraph(s.text("guests.none")))
		} else {
			var names []string
			for _, id := range guests {
				names = append(names, s.desk.Label(id))
			}
			column.Add(ui.Head(ui.NewParagraph(s.text("guests", "Names", s.shell.Words().List(names...))), ui.NewButton(s.text("guests.print"), ui.IconPrint, ui.Plain, t.secrecy)))
		}
		t.guests.Objects = []fyne.CanvasObject{column}
	}
	t.guests.Refresh()
	t.object.Refresh()
}

// who is the part that shows who may get what the question is about.
type who struct {
	screen *Screen
	object fyne.CanvasObject
	sub    *ui.Text
	rows   *ui.Table
	lines  []desk.AdviceLine
	asked  int
}

func newWho(s *Screen) *who {
	w := &who{screen: s, sub: ui.NewQuiet("")}
	w.rows = lineTable(s, func() int { return len(w.lines) }, func(row int) desk.AdviceLine { return w.lines[row] }, func(q desk.Question) partnership.ID { return q.To })
	w.rows.Open = func(row int) { s.open(w.lines[row].Question) }
	w.object = ui.Scrolled(ui.Below(w.sub, ui.NewListCard(w.rows), 8))
	return w
}

func (w *who) content() fyne.CanvasObject { return w.object }

func (w *who) focus() fyne.Focusable { return w.rows.Focusable() }

func (w *who) refresh() {
	s := w.screen
	w.asked++
	asked := w.asked
	q, _ := s.ask.question()
	if q.From == "" || !s.desk.Vocabulary().HasCategory(q.Category) || !s.desk.Vocabulary().HasPurpose(q.Purpose) {
		w.lines = nil
		w.sub.Set(s.text("who.first"))
		w.rows.Renew()
		return
	}
	w.sub.Set(s.text("who.sub", "Name", s.name(q.From), "Category", language.Term(s.shell.Words(), language.InformationCategories, q.Category),
		"Purpose", language.Term(s.shell.Words(), language.Purposes, q.Purpose)))
	var lines []desk.AdviceLine
	s.shell.Do(func() (err error) { lines, err = s.desk.Recipients(q); return err }, func() {
		if asked != w.asked {
			return
		}
		w.lines = lines
		w.rows.Renew()
		if w.rows.Chosen() < 0 {
			w.rows.Select(0)
		}
		s.shell.Shown("who")
	})
}

// cover is the part that shows where agreements have holes: partners by categories, for one consultation at a time. A hole starts an addendum.
type cover struct {
	screen *Screen
	object fyne.CanvasObject
	forum  *ui.Select
	grid   *ui.Grid
	holder *fyne.Container
	now    desk.Coverage
	asked  int
}

func newCover(s *Screen) *cover {
	c := &cover{screen: s, holder: container.NewStack()}
	c.forum = ui.NewSelect(s.shell.Keys(), s.text("forum.hint"), nil)
	c.forum.Changed = func(string) { c.refresh() }
	print := ui.NewButton(s.text("table.poster"), ui.IconPrint, ui.Plain, s.poster)
	top := ui.Column(8, ui.Flow(8, ui.Wide(420, c.forum), print), ui.NewParagraph(s.text("cover.text")))
	c.object = ui.Scrolled(ui.Column(8, top, ui.NewCard(c.holder)))
	return c
}

func (c *cover) content() fyne.CanvasObject { return c.object }

func (c *cover) focus() fyne.Focusable { return c.forum }

func (c *cover) refresh() {
	s, on := c.screen, c.screen.shell.Today()
	consultations := s.desk.Consultations(on)
	var choices []ui.Choice
	for _, k := range consultations {
		choice := ui.Choice{Key: k.Forum, Title: k.Name}
		if k.Agreement != "" {
			choice.Detail = s.desk.Label(k.Agreement)
		}
		choices = append(choices, choice)
	}
	c.forum.SetChoices(choices)
	forum := c.forum.Key()
	c.asked++
	asked := c.asked
	var now desk.Coverage
	s.shell.Do(func() (err error) { now, err = s.desk.Coverage(forum, on); return err }, func() {
		if asked == c.asked {
			c.show(now)
		}
	})
}

func (c *cover) show(now desk.Coverage) {
	s := c.screen
	c.now = now
	if len(now.Partners) == 0 {
		s.shell.Swap(c.holder, ui.NewEmpty(s.text("table.none.title"), s.text("table.none.text"), nil))
		return
	}
	var partners, categories []string
	for _, p := range now.Partners {
		partners = append(partners, s.name(p))
	}
	terms := s.desk.PersonalCategories()
	for _, category := range terms {
		categories = append(categories, language.Term(s.shell.Words(), language.InformationCategories, category))
	}
	c.grid = ui.NewGrid(categories, partners, func(row, column int) string {
		return s.desk.ReachWord(now.At(now.Partners[column], terms[row]))
	}, func(row, column int) { c.open(now.Partners[column], terms[row]) })
	s.shell.Swap(c.holder, c.grid.Framed())
	s.shell.Shown("cover")
}

// open starts an addendum for a hole; elsewhere it shows what the partner may give and get.
func (c *cover) open(partner partnership.ID, category partnership.Term) {
	s := c.screen
	if c.now.At(partner, category) != (desk.Reach{}) {
		s.shell.Go(ui.Route{Place: ui.PlaceAdvice, Part: partTable, Record: partner})
		return
	}
	f := ui.NewForm(s.shell, "advice.hole")
	from := f.Chooser("from", s.text("from"), s.text("from.hint"), s.shell.Choice(partner), s.organisations)
	to := f.Chooser("to", s.text("to"), s.text("to.hint"), ui.Choice{}, s.organisations)
	purpose := f.Select("purpose", s.text("purpose"), s.text("purpose.hint"), "", s.ask.purposes()[:len(s.desk.Vocabulary().Purposes)])
	agreement := f.Chooser("agreement", s.text("cover.agreement"), s.text("cover.agreement"), s.agreementOf(c.now.Forum), func(words string) []ui.Choice {
		return s.shell.Records(words, partnership.KindAgreement)
	})
	var made partnership.ID
	f.Ask(s.text("addendum"), s.text("cover.hole", "Category", language.Term(s.shell.Words(), language.InformationCategories, category)), s.text("addendum"), func() bool {
		for _, field := range []struct{ key, value string }{{"from", from.Key()}, {"to", to.Key()}, {"purpose", purpose.Key()}, {"agreement", agreement.Key()}} {
			if field.value == "" {
				return f.Wrong(field.key, s.text("choose"))
			}
		}
		return true
	}, func() (err error) {
		made, err = s.desk.DraftAddendum(partnership.ID(agreement.Key()), desk.Question{
			From: partnership.ID(from.Key()), To: partnership.ID(to.Key()), Category: category, Purpose: partnership.Term(purpose.Key()), On: s.shell.Today(),
		})
		return err
	}, func() {
		s.shell.GoTo(made)
		s.shell.Saved(s.text("addendum.made"))
	})
}

// agreementOf returns the agreement of a consultation as a choice.
func (a *Screen) agreementOf(forum string) ui.Choice {
	agreement, _, found := strings.Cut(forum, "/")
	if !found {
		return ui.Choice{}
	}
	return a.shell.Choice(partnership.ID(agreement))
}
