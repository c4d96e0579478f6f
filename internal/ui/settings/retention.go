package settings

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// term is for how many months a kind of record is kept.
type term struct {
	name string
	of   func(*desk.RetentionTerms) *int
}

var retentionTerms = []term{
	{"left", func(t *desk.RetentionTerms) *int { return &t.Left }},
	{"done", func(t *desk.RetentionTerms) *int { return &t.Done }},
	{"meetings", func(t *desk.RetentionTerms) *int { return &t.Meetings }},
	{"deliberations", func(t *desk.RetentionTerms) *int { return &t.Deliberations }},
}

// keeping is what the section shows, once it is shown.
type keeping struct {
	terms    []*ui.Entry // in the order of retentionTerms
	erasures *fyne.Container
}

// retentionSection is how long records are kept, what may go, and who was erased.
func (c *Screen) retentionSection() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{ui.NewParagraph(c.retention("text"))}
	for _, t := range retentionTerms {
		e := ui.NewEntry(c.shell.Keys(), "", 1)
		c.keepNumber(e, func(p *desk.Preferences, n int) { *t.of(&p.Retention) = n })
		c.keeping.terms = append(c.keeping.terms, e)
		objects = append(objects, ui.NewField(c.retention("term."+t.name), "", e))
	}
	c.keeping.erasures = ui.Column(4)
	c.fillRetention()
	return append(objects,
		ui.NewCaption(c.retention("term.hint")),
		ui.Flow(8,
			ui.NewButton(c.retention("look"), "", ui.Plain, c.proposals),
			ui.NewButton(c.retention("forget"), "", ui.Plain, c.forget),
		),
		ui.NewSection(c.retention("erasures")), ui.NewParagraph(c.retention("erasures.text")), c.keeping.erasures,
	)
}

func (c *Screen) retention(key string, data ...any) string {
	return c.shell.Words().Text("retention."+key, data...)
}

// fillRetention shows the terms as they stand, and who was erased.
func (c *Screen) fillRetention() {
	if c.keeping.erasures == nil {
		return // not shown yet
	}
	p := c.desk.Preferences()
	for i, t := range retentionTerms {
		fill(c.keeping.terms[i], strconv.Itoa(*t.of(&p.Retention)))
	}
	c.keeping.erasures.Objects = nil
	for _, e := range c.desk.Erasures() {
		c.keeping.erasures.Add(ui.NewPlain(desk.ExplainErasure(c.shell.Words(), e)))
		c.keeping.erasures.Add(ui.NewCaption(c.retention("erasures.mark", "Mark", e.Mark)))
	}
	if len(c.keeping.erasures.Objects) == 0 {
		c.keeping.erasures.Add(ui.NewQuiet(c.shell.Words().Text("erase.list.none")))
	}
}

// proposals looks what may be cleaned up, in the background, and shows it.
func (c *Screen) proposals() {
	c.shell.Flush()
	on := c.shell.Today()
	var list []desk.Proposal
	c.shell.Do(func() error {
		list = c.desk.Proposals(on)
		return c.desk.SeeProposals(on)
	}, func() { c.askCleanUp(list) })
}

// askCleanUp shows what may go, each with a box: on for what nothing refers to any more.
func (c *Screen) askCleanUp(list []desk.Proposal) {
	if len(list) == 0 {
		c.shell.Ask(ui.Dialog{Title: c.retention("title"), Text: c.retention("none")})
		return
	}
	chosen := map[partnership.ID]bool{}
	column := ui.Column(6)
	var reason desk.RetentionReason
	for _, p := range list {
		if p.Reason != reason {
			reason = p.Reason
			column.Add(ui.NewSection(c.retention("reason." + string(reason))))
		}
		column.Add(c.proposal(p, chosen))
	}
	var shut func()
	clean := func(forGood bool) func() { return func() { shut(); c.cleanUp(list, chosen, forGood) } }
	cancel := ui.NewButton(c.shell.Words().Text("ui.cancel"), "", ui.Plain, func() { shut() })
	shut = c.shell.Ask(ui.Dialog{
		Title: c.retention("title"), Text: c.retention("dialog.text"), Content: column, Wide: true, Focus: cancel,
		Buttons: []*ui.Button{cancel, ui.NewButton(c.retention("for_good"), "", ui.Danger, clean(true)), ui.NewButton(c.retention("clean"), ui.IconCheck, ui.Main, clean(false))},
	})
}

// proposal is one line of what may go. What is still in use has no box.
func (c *Screen) proposal(p desk.Proposal, chosen map[partnership.ID]bool) fyne.CanvasObject {
	lines := desk.ExplainProposal(c.shell.Words(), p, c.desk.Label)
	column := ui.Column(0)
	if len(p.Blocked) > 0 {
		column.Add(ui.Indented(ui.NewPlain(p.Label)))
	} else {
		chosen[p.ID] = len(p.Named) == 0
		box := ui.NewCheck(p.Label, func(on bool) { chosen[p.ID] = on })
		box.Set(chosen[p.ID])
		column.Add(box)
	}
	for _, line := range lines {
		column.Add(ui.Indented(ui.NewCaption(line)))
	}
	return column
}

func (c *Screen) cleanUp(list []desk.Proposal, chosen map[partnership.ID]bool, forGood bool) {
	var ids []partnership.ID
	for _, p := range list {
		if chosen[p.ID] {
			ids = append(ids, p.ID)
		}
	}
	if len(ids) == 0 {
		c.shell.Told(c.retention("nothing_chosen"))
		return
	}
	on, said := c.shell.Today(), c.shell.Words().Plural("retention.done", len(ids))
	if !forGood {
		c.shell.Do(func() error { return c.desk.CleanUp(context.Background(), ids, on, false, nil) }, func() { c.shell.Saved(said) })
		return
	}
	c.shell.Confirm(c.retention("for_good"), c.shell.Words().Plural("retention.for_good.text", len(ids)), c.retention("for_good"), func() {
		c.shell.Work(c.retention("working"), func(ctx context.Context, tell func(int, int)) error {
			return c.desk.CleanUp(ctx, ids, on, true, tell)
		}, func() { c.shell.Told(said) })
	})
}

// forget forgets what was removed longer than a month ago, when people mean it.
func (c *Screen) forget() {
	n := 0
	c.shell.Work(c.retention("counting"), func(ctx context.Context, _ func(int, int)) (err error) {
		n, err = c.desk.Forgettable(ctx)
		return err
	}, func() {
		if n == 0 {
			c.shell.Told(c.retention("forget.none"))
			return
		}
		c.shell.Confirm(c.retention("forget"), c.shell.Words().Plural("retention.forget.text", n), c.retention("forget.do"), func() {
			c.shell.Work(c.retention("working"), func(ctx context.Context, tell func(int, int)) error {
				_, err := c.desk.Forget(ctx, tell)
				return err
			}, func() { c.shell.Told(c.shell.Words().Plural("retention.forgotten", n)) })
		})
	})
}
