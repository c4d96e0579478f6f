// Package advice shows "Toch niet of toch wel?": a question about sharing, its answer while one chooses, what would make it possible, and what was
// decided. It also shows the other way round: what a partner may give and get, and what may be said at a meeting.
package advice

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// The parts of the screen, as a route names them.
const (
	partAsk     = ""
	partTable   = "table"   // of a partner, or of a meeting when the route names one
	partWho     = "who"     // who may get what the question is about
	partKept    = "kept"    // deliberations
	partCounted = "counted" // how often there was hesitation
	partCover   = "cover"   // where agreements have holes
	partUrgent  = "urgent"  // the emergency, which is asked about at once
)

// Screen is the screen.
type Screen struct {
	shell *ui.Shell
	desk  *desk.Desk

	title  *ui.Text
	sub    *ui.Text
	part   string
	parts  map[string]*ui.Button
	forums map[string]string // what consultations are called
	middle *fyne.Container
	object fyne.CanvasObject

	ask   *ask
	table *table
	who   *who
	kept  *kept
	count *counted
	cover *cover
}

// New returns the screen.
func New(s *ui.Shell, d *desk.Desk) *Screen {
	a := &Screen{
		shell: s, desk: d, title: ui.NewTitle(s.Words().Text("advice.title")), sub: ui.NewQuiet(s.Words().Text("advice.sub")),
		parts: map[string]*ui.Button{}, middle: container.NewStack(),
	}
	a.ask, a.table, a.who, a.kept, a.count, a.cover = newAsk(a), newTable(a), newWho(a), newKept(a), newCounted(a), newCover(a)
	part := func(part string, icon ui.Icon) *ui.Button {
		b := ui.NewButton(a.text("part."+part), icon, ui.Plain, func() { s.Go(ui.Route{Place: ui.PlaceAdvice, Part: part}) })
		a.parts[part] = b
		return b
	}
	a.parts[partAsk] = ui.NewButton(a.text("part.ask"), ui.IconAdvice, ui.Plain, func() { s.Go(ui.Route{Place: ui.PlaceAdvice}) })
	ways := ui.Flow(8, ui.NewButton(a.text("urgent"), ui.IconUrgent, ui.Danger, a.urgent), a.parts[partAsk],
		part(partTable, ui.IconPartners), part(partCover, ui.IconSearch), part(partKept, ui.IconAgreements), part(partCounted, ui.IconToday))
	a.object = ui.Page(a.title, a.sub, nil, ui.Below(ways, a.middle, 12))
	return a
}

// Title implements [ui.Screen].
func (a *Screen) Title() string { return a.shell.Words().Text("advice.title") }

// Object implements [ui.Screen].
func (a *Screen) Object() fyne.CanvasObject { return a.object }

// Show implements [ui.Screen].
func (a *Screen) Show(r ui.Route) {
	if record, err := a.desk.Record(r.Record); err == nil && record.RecordKind() == partnership.KindDeliberation {
		r.Part = partKept
	}
	a.part = r.Part
	switch r.Part {
	case partTable:
		a.table.about(r.Record)
	case partKept:
		a.kept.chosen = r.Record
	}
	a.Refresh()
	if r.Part == partUrgent {
		a.part = partAsk
		a.Refresh()
		a.urgent()
	}
}

// Focus implements [ui.Screen].
func (a *Screen) Focus() { a.shell.Canvas().Focus(a.view().focus()) }

// Refresh implements [ui.Screen].
func (a *Screen) Refresh() {
	a.forums = map[string]string{}
	for _, f := range a.ask.forums() {
		if f.Key != "" {
			a.forums[f.Key] = f.Title
		}
	}
	v := a.view()
	for part, button := range a.parts {
		button.SetHere(part == a.part)
	}
	if len(a.middle.Objects) == 0 || a.middle.Objects[0] != v.content() {
		a.middle.Objects = []fyne.CanvasObject{v.content()}
		a.middle.Refresh()
	}
	v.refresh()
}

// view is one part of the screen.
type view interface {
	content() fyne.CanvasObject
	refresh()
	focus() fyne.Focusable
}

func (a *Screen) view() view {
	switch a.part {
	case partTable:
		return a.table
	case partWho:
		return a.who
	case partKept:
		return a.kept
	case partCounted:
		return a.count
	case partCover:
		return a.cover
	}
	return a.ask
}

// Commands implements [ui.Screen].
func (a *Screen) Commands() []ui.Command {
	return []ui.Command{
		{Key: ui.Key{Name: fyne.KeyU, With: ui.Ctrl}, Name: "advice.command.urgent", Anywhere: true, Do: a.urgent},
		{Key: ui.Key{Name: fyne.KeyN, With: ui.Ctrl}, Name: "advice.command.new", Anywhere: true, Do: a.ask.again},
		{Key: ui.Key{Name: fyne.KeyB, With: ui.Ctrl}, Name: "advice.command.keep", Do: a.ask.keep},
		{Key: ui.Key{Name: fyne.KeyM, With: ui.Ctrl}, Name: "advice.command.step", Do: a.ask.firstStep},
		{Key: ui.Key{Name: fyne.KeyG, With: ui.Ctrl}, Name: "advice.command.agreement", Do: a.ask.toAgreement},
		{Key: ui.Key{Name: fyne.KeyR, With: ui.Ctrl}, Name: "advice.command.read", Do: a.ask.readArticle},
		{Name: "advice.command.table", Anywhere: true, Do: func() { a.shell.Go(ui.Route{Place: ui.PlaceAdvice, Part: partTable}) }},
		{Name: "advice.command.cover", Anywhere: true, Do: func() { a.shell.Go(ui.Route{Place: ui.PlaceAdvice, Part: partCover}) }},
		{Name: "advice.command.kept", Anywhere: true, Do: func() { a.shell.Go(ui.Route{Place: ui.PlaceAdvice, Part: partKept}) }},
		{Name: "advice.command.counted", Anywhere: true, Do: func() { a.shell.Go(ui.Route{Place: ui.PlaceAdvice, Part: partCounted}) }},
	}
}

func (a *Screen) text(key string, data ...any) string {
	return a.shell.Words().Text("advice."+key, data...)
}

// states are the chips of the outcomes: each has a shape of its own.
var states = map[desk.Outcome]ui.State{
	desk.OutcomePermitted: ui.Done, desk.OutcomeConditional: ui.Busy, desk.OutcomeStatutory: ui.Open,
	desk.OutcomeAskAdvice: ui.Asked, desk.OutcomeNotCovered: ui.Late,
}

// word returns the short word for an outcome.
func (a *Screen) word(o desk.Outcome) string { return a.text("word." + string(o)) }

// organisations is what can be chosen as provider or recipient.
func (a *Screen) organisations(words string) []ui.Choice {
	return a.shell.Records(words, partnership.KindOrganisation)
}

// name returns what an organisation is called.
func (a *Screen) name(id partnership.ID) string { return a.desk.Label(id) }
