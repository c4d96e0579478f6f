package advice

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// unknown is the choice of who does not know: then the program does not know either.
const unknown = "?"

// ask is the part in which one asks: the question at the left, the answer beside it.
type ask struct {
	screen *Screen
	object fyne.CanvasObject

	purpose, category *ui.Select
	from, to          *ui.Chooser
	forum             *ui.Select
	urgently          *ui.Check
	answer            *fyne.Container
	scroll            *container.Scroll
	asked             int
	shown             *desk.Explanation // what the answer is about; nil when there is none
}

func newAsk(s *Screen) *ask {
	keys := s.shell.Keys()
	q := &ask{screen: s, answer: container.NewStack()}
	q.purpose = ui.NewSelect(keys, s.text("purpose.hint"), q.purposes())
	q.from = ui.NewChooser(keys, s.text("from.hint"), s.organisations)
	q.to = ui.NewChooser(keys, s.text("to.hint"), s.organisations)
	q.category = ui.NewSelect(keys, s.text("category.hint"), q.categories())
	q.forum = ui.NewSelect(keys, s.text("forum.hint"), q.forums())
	q.urgently = ui.NewCheck(s.text("urgently"), func(bool) { q.refresh() })
	changed := func(string) { q.refresh() }
	q.purpose.Changed, q.category.Changed, q.forum.Changed = changed, changed, changed
	q.from.Changed = func(ui.Choice) { q.refresh() }
	q.to.Changed = func(ui.Choice) { q.refresh() }
	question := ui.Column(14,
		ui.NewField(s.text("purpose"), "", q.purpose),
		ui.NewField(s.text("from"), "", q.from),
		ui.NewField(s.text("to"), "", q.to),
		ui.NewField(s.text("category"), "", q.category),
		ui.NewField(s.text("forum"), "", q.forum),
		q.urgently,
		ui.Flow(8, ui.NewButton(s.text("again"), "", ui.Plain, q.again), ui.NewButton(s.text("who"), ui.IconPartners, ui.Plain, q.toWho)),
	)
	q.scroll = ui.Scrolled(q.answer)
	q.object = ui.MasterDetail(ui.NewCard(ui.Scrolled(question)), ui.NewCard(q.scroll))
	return q
}

func (q *ask) content() fyne.CanvasObject { return q.object }

func (q *ask) focus() fyne.Focusable {
	for _, f := range []struct {
		key   string
		field fyne.Focusable
	}{{q.purpose.Key(), q.purpose}, {q.from.Key(), q.from}, {q.to.Key(), q.to}, {q.category.Key(), q.category}} {
		if f.key == "" {
			return f.field
		}
	}
	return q.purpose
}

func (q *ask) purposes() []ui.Choice {
	list := terms(q.screen, language.Purposes, q.screen.desk.Vocabulary().Purposes)
	return append(list, ui.Choice{Key: unknown, Title: q.screen.text("dont_know")})
}

func terms(s *Screen, set language.Set, of []partnership.Word) []ui.Choice {
	var list []ui.Choice
	for _, w := range of {
		list = append(list, ui.Choice{Key: string(w.ID), Title: language.Term(s.shell.Words(), set, w.ID)})
	}
	return list
}

// categories are the kinds of information, each with an example as somebody would say it.
func (q *ask) categories() []ui.Choice {
	var list []ui.Choice
	for _, c := range q.screen.desk.Vocabulary().InformationCategories {
		list = append(list, ui.Choice{
			Key: string(c.ID), Title: language.Term(q.screen.shell.Words(), language.InformationCategories, c.ID), Detail: q.screen.text("example." + string(c.ID)),
		})
	}
	return append(list, ui.Choice{Key: unknown, Title: q.screen.text("dont_know_category"), Detail: q.screen.text("dont_know_detail")})
}

// forums are the consultations of all agreements.
func (q *ask) forums() []ui.Choice {
	list := []ui.Choice{{Key: "", Title: q.screen.text("forum.none")}}
	for _, a := range desk.All[partnership.Agreement](q.screen.desk) {
		for _, f := range a.Forums {
			list = append(list, ui.Choice{Key: desk.ForumName(a.ID, f.ID), Title: f.Name, Detail: a.Title})
		}
	}
	return list
}

// again begins a new question. The purpose and the provider stay: who asks twice asks in the same task.
func (q *ask) again() {
	q.to.Clear()
	q.category.Set("")
	q.forum.Set("")
	q.urgently.Set(false)
	if q.screen.part != partAsk {
		q.screen.shell.Go(ui.Route{Place: ui.PlaceAdvice})
	}
	q.refresh()
	q.screen.shell.Canvas().Focus(q.focus())
}

// question returns what is asked, and what is still to be chosen.
func (q *ask) question() (asked desk.Question, missing []string) {
	for _, f := range []struct{ key, name string }{
		{q.purpose.Key(), "purpose"}, {q.from.Key(), "from"}, {q.to.Key(), "to"}, {q.category.Key(), "category"},
	} {
		if f.key == "" {
			missing = append(missing, q.screen.text(f.name))
		}
	}
	return desk.Question{
		From: partnership.ID(q.from.Key()), To: partnership.ID(q.to.Key()), Category: partnership.Term(q.category.Key()),
		Purpose: partnership.Term(q.purpose.Key()), Forum: q.forum.Key(), Urgent: q.urgently.Checked(), On: q.screen.shell.Today(),
	}, missing
}

// refresh answers what is asked now.
func (q *ask) refresh() {
	s := q.screen
	q.forum.SetChoices(q.forums())
	q.asked++
	asked := q.asked
	question, missing := q.question()
	var x desk.Explanation
	var around advisers
	dontKnow := q.purpose.Key() == unknown || q.category.Key() == unknown
	empty := false
	s.shell.Do(func() (err error) {
		empty = len(desk.All[partnership.Organisation](s.desk)) == 0
		around = s.advisers(question)
		if len(missing) > 0 || dontKnow {
			return nil
		}
		advice, err := s.desk.Advise(question)
		if err != nil {
			return err
		}
		x = s.desk.Explain(question, advice)
		return nil
	}, func() {
		if asked != q.asked {
			return
		}
		q.shown = nil
		switch {
		case empty:
			q.put(ui.NewEmpty(s.text("empty.title"), s.text("empty.text"), ui.NewButton(s.text("empty.action"), ui.IconPartners, ui.Main, func() { s.shell.Go(ui.Route{Place: ui.PlacePartners}) })))
		case len(missing) > 0:
			q.put(ui.NewEmpty(s.text("missing.title"), s.text("missing.text", "Fields", strings.Join(missing, "\n")), nil))
		case dontKnow:
			q.put(s.dontKnow(around))
		default:
			q.shown = &x
			q.put(s.explained(x, around, q.buttons()))
		}
		if len(missing) == 0 {
			s.shell.Shown("advice " + string(x.Advice.Outcome))
		}
	})
}

func (q *ask) put(o fyne.CanvasObject) {
	q.screen.shell.Swap(q.answer, o)
	q.scroll.Refresh()
}

func (q *ask) buttons() []*ui.Button {
	return []*ui.Button{ui.NewButton(q.screen.text("keep"), ui.IconCheck, ui.Main, q.keep)}
}

// keep asks what was decided, and keeps the deliberation.
func (q *ask) keep() {
	if q.shown == nil {
		q.screen.shell.Told(q.screen.text("keep.first"))
		return
	}
	q.screen.consider(*q.shown, desk.Considered{}, func(c desk.Considered) error {
		_, err := q.screen.desk.Deliberate(q.shown.Question, c)
		return err
	})
}

// firstStep makes an action of the first thing that would help.
func (q *ask) firstStep() {
	if q.shown == nil || len(q.shown.Steps) == 0 {
		q.screen.shell.Told(q.screen.text("step.none"))
		return
	}
	q.screen.act(q.shown.Steps[0])
}

// toAgreement shows the agreement that the answer is about.
func (q *ask) toAgreement() {
	if q.shown == nil || len(q.shown.Cited) == 0 {
		q.screen.shell.Told(q.screen.text("agreement.none"))
		return
	}
	q.screen.shell.GoTo(q.shown.Cited[0].Agreement)
}

// readArticle shows the article that the answer rests on.
func (q *ask) readArticle() {
	if q.shown != nil {
		for _, c := range q.shown.Cited {
			if c.Article != "" {
				q.screen.read(c)
				return
			}
		}
	}
	q.screen.shell.Told(q.screen.text("article.none"))
}

func (q *ask) toWho() {
	if q.from.Key() == "" || q.category.Key() == "" || q.purpose.Key() == "" || q.category.Key() == unknown || q.purpose.Key() == unknown {
		q.screen.shell.Told(q.screen.text("who.first"))
		return
	}
	q.screen.shell.Go(ui.Route{Place: ui.PlaceAdvice, Part: partWho})
}

// urgent asks the fewest questions there are, keeps the answer at once, and shows it; the rest is filled in afterwards.
func (a *Screen) urgent() {
	f := ui.NewForm(a.shell, "advice.urgent")
	from := f.Chooser("from", a.text("from"), a.text("from.hint"), a.chosen(a.ask.from), a.organisations)
	to := f.Chooser("to", a.text("to"), a.text("to.hint"), ui.Choice{}, a.organisations)
	category := f.Select("category", a.text("category"), a.text("category.hint"), "", a.ask.categories()[:len(a.desk.Vocabulary().InformationCategories)])
	var kept partnership.ID
	f.Ask(a.text("urgent"), a.text("urgent.text"), a.text("urgent.answer"), func() bool {
		for _, field := range []struct{ key, value string }{{"from", from.Key()}, {"to", to.Key()}, {"category", category.Key()}} {
			if field.value == "" {
				return f.Wrong(field.key, a.text("choose"))
			}
		}
		return true
	}, func() (err error) {
		kept, err = a.desk.Emergency(desk.Question{
			From: partnership.ID(from.Key()), To: partnership.ID(to.Key()), Category: partnership.Term(category.Key()),
			Purpose: urgentPurpose, On: a.shell.Today(),
		})
		return err
	}, func() {
		a.shell.Go(ui.Route{Place: ui.PlaceAdvice, Part: partKept, Record: kept})
		a.shell.Saved(a.text("urgent.kept"))
	})
}

// urgentPurpose is the purpose in an emergency: who is in danger must be safe.
const urgentPurpose partnership.Term = "child_safety"

func (a *Screen) chosen(c *ui.Chooser) ui.Choice {
	if c.Key() == "" {
		return ui.Choice{}
	}
	return a.shell.Choice(partnership.ID(c.Key()))
}
