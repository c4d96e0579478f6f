package actions

import (
	"encoding/json"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

func (a *Screen) whichChoices() []ui.Choice {
	var list []ui.Choice
	for _, w := range []desk.ActionWhich{desk.ActionsOpen, desk.ActionsOverdue, desk.ActionsWaiting, desk.ActionsHidden, desk.ActionsDone, desk.ActionsAll} {
		name := string(w)
		if w == desk.ActionsOpen {
			name = "open"
		}
		list = append(list, ui.Choice{Key: string(w), Title: a.text("which." + name)})
	}
	return list
}

func (a *Screen) groupChoices() []ui.Choice {
	list := []ui.Choice{{Key: "", Title: a.text("group.none")}}
	for _, g := range []desk.ActionOrder{desk.ByOwner, desk.ByMeeting, desk.ByAgreement} {
		list = append(list, ui.Choice{Key: string(g), Title: a.text("group." + string(g))})
	}
	return list
}

// aboutChoices offers everything that actions can have to do with, and everything again.
func (a *Screen) aboutChoices(words string) []ui.Choice {
	list := a.shell.Records(words, partnership.KindOrganisation, partnership.KindContact, partnership.KindMeeting, partnership.KindAgreement)
	return ui.WithNone(a.text("about.all"), list)
}

// reflect shows in the fields above the table which actions are wanted.
func (a *Screen) reflect() {
	a.filter.Fill(a.wish.Words)
	a.which.Set(string(a.wish.Which))
	a.group.Set(string(a.wish.Group))
	a.about.Set(a.shell.Choice(a.wish.About))
	var list []ui.Choice
	for _, v := range a.desk.Preferences().Views {
		list = append(list, ui.Choice{Key: v.Name, Title: v.Name})
	}
	a.views.SetChoices(list)
}

// take shows the actions of a saved view.
func (a *Screen) take(name string) {
	for _, v := range a.desk.Preferences().Views {
		if v.Name != name {
			continue
		}
		var wish desk.ActionFilter
		if err := json.Unmarshal([]byte(v.Query), &wish); err != nil {
			a.shell.Told(a.text("view.broken", "Name", name))
			return
		}
		a.wish = wish
		a.reflect()
		a.load()
	}
}

// saveView gives what is shown now a name, to come back to.
func (a *Screen) saveView() {
	f := ui.NewForm(a.shell, "actions.view")
	name := f.Entry("name", a.text("view.name"), a.text("view.hint"), a.views.Title(), 1)
	wish := a.wish
	check := func() bool {
		if name.Text == "" {
			return f.Wrong("name", a.text("view.missing"))
		}
		return true
	}
	keep := func() error {
		query, err := json.Marshal(wish)
		if err != nil {
			return err
		}
		return a.setViews(func(views []desk.SavedView) []desk.SavedView {
			views = slices.DeleteFunc(views, func(v desk.SavedView) bool { return v.Name == name.Text })
			return append(views, desk.SavedView{Name: name.Text, Query: string(query)})
		})
	}
	f.Ask(a.text("view.title"), a.text("view.text"), a.text("view.save"), check, keep, func() {
		a.reflect()
		a.views.Set(name.Text)
		a.shell.Saved(a.text("view.saved", "Name", name.Text))
	})
}

// dropView takes the view that is shown away; the actions stay.
func (a *Screen) dropView() {
	name := a.views.Key()
	if name == "" {
		a.shell.Told(a.text("view.which"))
		return
	}
	a.shell.Do(func() error {
		return a.setViews(func(views []desk.SavedView) []desk.SavedView {
			return slices.DeleteFunc(views, func(v desk.SavedView) bool { return v.Name == name })
		})
	}, func() {
		a.reflect()
		a.shell.Saved(a.text("view.dropped", "Name", name))
	})
}

func (a *Screen) setViews(change func([]desk.SavedView) []desk.SavedView) error {
	p := a.desk.Preferences()
	p.Views = change(slices.Clone(p.Views))
	return a.desk.SetPreferences(p)
}
