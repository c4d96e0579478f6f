package settings

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// basesSection is the legal bases that advice rests on.
func (c *Screen) basesSection() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		ui.NewParagraph(c.text("bases.text")),
		ui.Line(0, ui.NewButton(c.text("bases.add"), ui.IconPlus, ui.Plain, c.addBasis)), c.bases,
	}
}

// showBases lists the legal bases that advice rests on: those of the program, and those that the privacy officer added or narrowed.
func (c *Screen) showBases() {
	c.bases.RemoveAll()
	for _, b := range c.desk.LegalBases() {
		row := ui.Row{Title: b.Article, Detail: b.Covers}
		switch {
		case b.Own != "":
			row.State, row.Word = ui.Busy, c.text("bases.own")
		case b.Verify != "":
			row.State, row.Word = ui.Asked, c.text("bases.verify")
		}
		c.bases.Add(ui.NewItem(row, func() { c.editBasis(b.ID) }))
	}
}

// anyone in a legal basis is every kind of organisation.
const anyone partnership.Term = "*"

// addBasis fills in a legal basis that the program does not have.
func (c *Screen) addBasis() {
	own := c.desk.OwnBases()
	fresh := desk.OwnBasis{}
	for n := 1; fresh.ID == "" || c.desk.Vocabulary().HasLegalBasis(fresh.ID); n++ {
		fresh.ID = partnership.Term(fmt.Sprint("own_", n))
	}
	c.basisForm(own, fresh, nil)
}

// editBasis narrows a legal basis of the program, or changes one that was added.
func (c *Screen) editBasis(id partnership.Term) {
	program, err := c.desk.ProgramBases()
	if err != nil {
		c.shell.Fail(err)
		return
	}
	own := c.desk.OwnBases()
	was := desk.OwnBasis{LegalBasis: desk.LegalBasis{ID: id}}
	if i := slices.IndexFunc(own, func(b desk.OwnBasis) bool { return b.ID == id }); i >= 0 {
		was = own[i]
	}
	i := slices.IndexFunc(program, func(b desk.LegalBasis) bool { return b.ID == id })
	if i < 0 {
		c.basisForm(own, was, nil)
		return
	}
	if was.By == "" { // nobody narrowed it yet: it begins with all that it allows
		was.BreaksSecrecy, was.WithoutAgreement, was.OnlyUrgent = program[i].BreaksSecrecy, program[i].WithoutAgreement, program[i].OnlyUrgent
	}
	c.basisForm(own, was, &program[i])
}

// list is a list of terms of a legal basis, with what it may hold.
type list struct {
	key      string
	set      language.Set
	all      []partnership.Term
	of       func(*desk.LegalBasis) *[]partnership.Term
	required bool // of one that is added
}

func (c *Screen) lists() []list {
	v := c.desk.Vocabulary()
	var kinds, categories, sensitivities []partnership.Term
	for _, k := range v.OrganisationKinds {
		kinds = append(kinds, k.ID)
	}
	for _, k := range v.InformationCategories {
		categories = append(categories, k.ID)
		if !slices.Contains(sensitivities, k.Sensitivity) && k.Sensitivity != "none" {
			sensitivities = append(sensitivities, k.Sensitivity)
		}
	}
	return []list{
		{"may_rely", language.OrganisationKinds, kinds, func(b *desk.LegalBasis) *[]partnership.Term { return &b.MayRely }, true},
		{"to", language.OrganisationKinds, kinds, func(b *desk.LegalBasis) *[]partnership.Term { return &b.To }, false},
		{"purposes", language.Purposes, words(v.Purposes), func(b *desk.LegalBasis) *[]partnership.Term { return &b.Purposes }, false},
		{"categories", language.InformationCategories, categories, func(b *desk.LegalBasis) *[]partnership.Term { return &b.Categories }, false},
		{"carries", language.Sensitivities, sensitivities, func(b *desk.LegalBasis) *[]partnership.Term { return &b.Carries }, true},
	}
}

func words(of []partnership.Word) []partnership.Term {
	var ids []partnership.Term
	for _, w := range of {
		ids = append(ids, w.ID)
	}
	return ids
}

// basisForm fills in what a legal basis allows. One of the program can only be narrowed: what it does not allow is not offered.
func (c *Screen) basisForm(own []desk.OwnBasis, was desk.OwnBasis, program *desk.LegalBasis) {
	f := ui.NewForm(c.shell, "settings.basis")
	title, short, covers := c.text("bases.add"), (*ui.Entry)(nil), (*ui.Entry)(nil)
	if program != nil {
		title = program.Short
	} else {
		short = f.Entry("short", c.text("bases.short"), c.text("bases.short_hint"), was.Short, 1)
		covers = f.Entry("covers", c.text("bases.covers"), c.text("bases.covers_hint"), was.Covers, 2)
	}
	lists := c.lists()
	checked := make([]func() []string, len(lists))
	offered := make([][]partnership.Term, len(lists))
	for i, l := range lists {
		offered[i] = l.all
		if program != nil {
			if allowed := *l.of(program); len(allowed) > 0 && !slices.Contains(allowed, anyone) {
				offered[i] = allowed
			}
		}
		on := *l.of(&was.LegalBasis)
		if program != nil && len(on) == 0 || slices.Contains(on, anyone) {
			on = offered[i]
		}
		checked[i] = f.Checks(l.key, c.text("bases."+l.key), c.text("bases."+l.key+"_hint"), texts(on), ui.Terms(c.shell.Words(), l.set, offered[i]...))
	}
	conditions := f.Checks("conditions", c.text("bases.conditions"), "", texts(was.Conditions), ui.Terms(c.shell.Words(), language.Conditions, words(c.desk.Vocabulary().Conditions)...))
	flags := []struct {
		key     string
		allowed bool
		of      func(*desk.LegalBasis) *bool
	}{
		{"breaks_secrecy", program == nil || program.BreaksSecrecy, func(b *desk.LegalBasis) *bool { return &b.BreaksSecrecy }},
		{"without_agreement", program == nil || program.WithoutAgreement, func(b *desk.LegalBasis) *bool { return &b.WithoutAgreement }},
		{"only_urgent", true, func(b *desk.LegalBasis) *bool { return &b.OnlyUrgent }},
	}
	boxes := make([]*ui.Check, len(flags))
	for i, flag := range flags {
		boxes[i] = ui.NewCheck(c.text("bases."+flag.key), nil)
		boxes[i].Set(*flag.of(&was.LegalBasis))
		if flag.allowed {
			f.Add(boxes[i])
		}
	}
	by := f.Entry("by", c.text("bases.by"), c.text("bases.by_hint"), was.By, 1)
	why := f.Entry("why", c.text("bases.why"), "", was.Why, 2)
	now := was
	if slices.ContainsFunc(own, func(b desk.OwnBasis) bool { return b.ID == was.ID }) {
		f.Removes(c.text("bases.remove"), func() error { return c.desk.SetOwnBases(without(own, was.ID)) }, c.basesSaved)
	}
	f.Ask(title, c.text("bases.form"), c.text("save"), func() bool {
		now = was
		if program == nil {
			now.Short, now.Covers = strings.TrimSpace(short.Text), strings.TrimSpace(covers.Text)
			if now.Short == "" {
				return f.Wrong("short", c.text("bases.missing"))
			}
			if now.Covers == "" {
				return f.Wrong("covers", c.text("bases.missing"))
			}
		}
		for i, l := range lists {
			chosen := checked[i]()
			if len(chosen) == 0 && (program != nil || l.required) {
				return f.Wrong(l.key, c.text("bases.none_left"))
			}
			*l.of(&now.LegalBasis) = nil
			if len(chosen) < len(offered[i]) || program == nil && l.required {
				*l.of(&now.LegalBasis) = terms(chosen)
			}
		}
		now.Conditions = terms(conditions())
		for i, flag := range flags {
			*flag.of(&now.LegalBasis) = flag.allowed && boxes[i].Checked()
		}
		now.By, now.Why, now.On = strings.TrimSpace(by.Text), strings.TrimSpace(why.Text), c.shell.Today()
		if now.By == "" {
			return f.Wrong("by", c.text("bases.by_missing"))
		}
		return true
	}, func() error { return c.desk.SetOwnBases(append(without(own, was.ID), now)) }, c.basesSaved)
}

func (c *Screen) basesSaved() {
	c.Refresh()
	c.shell.Saved(c.text("saved"))
}

func without(own []desk.OwnBasis, id partnership.Term) []desk.OwnBasis {
	return slices.DeleteFunc(slices.Clone(own), func(b desk.OwnBasis) bool { return b.ID == id })
}

func texts(of []partnership.Term) []string {
	var all []string
	for _, t := range of {
		all = append(all, string(t))
	}
	return all
}

func terms(of []string) []partnership.Term {
	var all []partnership.Term
	for _, t := range of {
		all = append(all, partnership.Term(t))
	}
	return all
}
