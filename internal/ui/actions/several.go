package actions

import (
	"io"

	"codeberg.org/bondgenoot/bondgenoot/internal/calendar"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// statuses are the statuses of actions, in the order in which they are offered.
var statuses = []partnership.ActionStatus{
	partnership.ActionOpen, partnership.ActionInProgress, partnership.ActionWaiting, partnership.ActionDone, partnership.ActionDropped,
}

// change does something to the actions that are marked, or to the one that is chosen, and says so.
func (a *Screen) change(said string, do func(ids []partnership.ID) error) {
	ids := a.chosen()
	if len(ids) == 0 {
		a.shell.Told(a.text("none.chosen"))
		return
	}
	a.shell.Do(func() error { return do(ids) }, func() {
		a.table.ClearMarks()
		a.shell.Saved(a.shell.Words().Plural("actions."+said, len(ids)))
	})
}

func (a *Screen) finish() {
	on := a.shell.Today()
	a.change("finished", func(ids []partnership.ID) error { return a.desk.Finish(on, ids...) })
}

func (a *Screen) move() {
	a.askDay("move", func(day date.Day, ids []partnership.ID) error { return a.desk.MoveDue(day, ids...) })
}

func (a *Screen) remind() {
	a.askDay("remind", func(day date.Day, ids []partnership.ID) error { return a.desk.Remind(day, ids...) })
}

func (a *Screen) hide() {
	a.askDay("hide", func(day date.Day, ids []partnership.ID) error { return a.desk.Hide(day, ids...) })
}

// askDay asks for a day and gives it to the chosen actions; an empty field takes the day away.
func (a *Screen) askDay(what string, do func(date.Day, []partnership.ID) error) {
	ids := a.chosen()
	if len(ids) == 0 {
		a.shell.Told(a.text("none.chosen"))
		return
	}
	f := ui.NewForm(a.shell, "actions."+what)
	day := f.Day("day", a.text(what+".day"), date.Day{}, calendar.Ahead)
	check := func() bool { return day.Err() == nil }
	f.Ask(a.text(what+".title"), a.text(what+".text"), a.text("change.save"), check, func() error { return do(day.Day(), ids) }, a.changed(len(ids)))
}

func (a *Screen) changed(n int) func() {
	return func() {
		a.table.ClearMarks()
		a.shell.Saved(a.shell.Words().Plural("actions.changed", n))
	}
}

// assign asks who is to do the chosen actions.
func (a *Screen) assign() {
	ids := a.chosen()
	if len(ids) == 0 {
		a.shell.Told(a.text("none.chosen"))
		return
	}
	f := ui.NewForm(a.shell, "actions.assign")
	who := f.Chooser("who", a.text("assign.who"), a.text("assign.hint"), ui.Choice{}, a.owners)
	check := func() bool { return who.Key() != "" || f.Wrong("who", a.text("assign.missing")) }
	f.Ask(a.text("assign.title"), "", a.text("change.save"), check, func() error {
		organisation, contact := a.ownerOf(partnership.ID(who.Key()))
		return a.desk.Assign(organisation, contact, ids...)
	}, a.changed(len(ids)))
}

// owners offers who can do actions: the people, then the organisations.
func (a *Screen) owners(words string) []ui.Choice {
	return a.shell.Records(words, partnership.KindContact, partnership.KindOrganisation)
}

// ownerOf returns an owner as an action names it: who somebody works for as well as who it is.
func (a *Screen) ownerOf(id partnership.ID) (organisation, contact partnership.ID) {
	if c, _, err := desk.Get[partnership.Contact](a.desk, id); err == nil {
		return desk.WorksAt(c, a.shell.Today()), id
	}
	return id, ""
}

// status asks for another status of the chosen actions.
func (a *Screen) status() {
	ids := a.chosen()
	if len(ids) == 0 {
		a.shell.Told(a.text("none.chosen"))
		return
	}
	f := ui.NewForm(a.shell, "actions.status")
	status := f.Select("status", a.text("column.status"), "", string(partnership.ActionWaiting), ui.Terms(a.shell.Words(), language.ActionStatuses, statuses...))
	f.Ask(a.text("status.title"), "", a.text("change.save"), nil, func() error {
		return a.desk.SetStatus(partnership.ActionStatus(status.Key()), a.shell.Today(), ids...)
	}, a.changed(len(ids)))
}

// remove takes the chosen actions out of the vault.
func (a *Screen) remove() {
	a.change("removed", func(ids []partnership.ID) error {
		var changes []desk.Change
		for _, id := range ids {
			_, base, err := desk.Get[partnership.Action](a.desk, id)
			if err != nil {
				return err
			}
			changes = append(changes, desk.Remove(id, base))
		}
		return a.desk.Keep("desk.commit.remove", changes...)
	})
}

// print makes the list of open actions and shows it.
func (a *Screen) print() {
	on := a.shell.Today()
	a.shell.Paper(a.text("print.name"), func(w io.Writer) ([]desk.Remark, error) { return a.desk.PrintActions(w, on) })
}
