package settings

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// joining is the dialog in which two files of the vault are joined: what differs at the left, how and the choice at the right.
type joining struct {
	screen     *Screen
	twin       *desk.Desk
	comparison desk.Comparison
	choices    map[partnership.ID]desk.Choice
	rows       *ui.Rows
	detail     *fyne.Container
	shut       func()
	taking     bool // what was chosen is being taken: the other file stays open for that
}

// showComparison shows how the other file differs. Nothing is taken before people say so.
func (c *Screen) showComparison(twin *desk.Desk, comparison desk.Comparison) {
	j := &joining{screen: c, twin: twin, comparison: comparison, choices: map[partnership.ID]desk.Choice{}, detail: ui.Column(12)}
	if len(comparison.Partings) == 0 {
		j.close()
		c.offerPutAway(comparison.File, c.join("nothing_title"), c.join("nothing_text", "File", filepath.Base(comparison.File)))
		return
	}
	j.rows = ui.NewRows(func() int { return len(comparison.Partings) }, j.row)
	j.rows.Choose = func(int) { j.show() }
	j.rows.Open = j.turn
	text := c.join("rest", "Same", comparison.Same, "Here", comparison.Here)
	if comparison.SettingsDiffer {
		text += " " + c.shell.Words().Text("join.settings")
	}
	words := c.shell.Words()
	j.shut = c.shell.Ask(ui.Dialog{
		Title: c.join("title", "File", filepath.Base(comparison.File)), Text: text, Large: true, Focus: j.rows,
		Content: ui.MasterDetail(ui.NewListCard(j.rows.Framed()), ui.Scrolled(j.detail)), Submit: j.take,
		Buttons: []*ui.Button{
			ui.NewButton(words.Text("ui.cancel"), "", ui.Plain, func() { j.shut() }),
			ui.NewButton(c.join("all_newer"), "", ui.Plain, j.newer),
			ui.NewButton(c.join("take"), ui.IconCheck, ui.Main, j.take),
		},
		Closed: func() {
			if !j.taking {
				j.close()
			}
		},
	})
	j.rows.Select(0)
	j.show()
}

func (j *joining) row(i int) ui.Row {
	p := j.comparison.Partings[i]
	words := j.screen.shell.Words()
	state, choice := ui.Draft, j.choice(p)
	if choice != desk.KeepMine {
		state = ui.Done
	}
	return ui.Row{Title: p.Label, Detail: words.Text("join.how." + string(p.How)), State: state, Word: words.Text("join.chip." + string(choice))}
}

func (j *joining) choice(p desk.Parting) desk.Choice {
	if choice := j.choices[p.ID]; choice != "" {
		return choice
	}
	return desk.KeepMine
}

// turn goes on to the next choice of a record.
func (j *joining) turn(i int) {
	p := j.comparison.Partings[i]
	list := p.Choices()
	for n, choice := range list {
		if choice == j.choice(p) {
			j.choices[p.ID] = list[(n+1)%len(list)]
			break
		}
	}
	j.rows.Renew()
	j.show()
}

// newer chooses what was made or changed in the other file alone.
func (j *joining) newer() {
	for _, p := range j.comparison.Partings {
		if p.Newer() {
			j.choices[p.ID] = desk.TakeTheirs
		}
	}
	j.rows.Renew()
	j.show()
}

// show shows the record that is chosen at the right: what can be done, and field by field how the two differ.
func (j *joining) show() {
	i := j.rows.Chosen()
	if i < 0 {
		return
	}
	p, words := j.comparison.Partings[i], j.screen.shell.Words()
	var choices []ui.Choice
	for _, choice := range p.Choices() {
		choices = append(choices, ui.Choice{Key: string(choice), Title: words.Text("join.choice." + string(choice))})
	}
	pick := ui.NewSelect(j.screen.shell.Keys(), "", choices)
	pick.Set(string(j.choice(p)))
	pick.Changed = func(key string) {
		j.choices[p.ID] = desk.Choice(key)
		j.rows.Renew()
	}
	j.detail.RemoveAll()
	j.detail.Add(ui.NewHeading(p.Label))
	j.detail.Add(ui.NewCaption(words.Text("join.how." + string(p.How))))
	if p.Clashes() {
		j.detail.Add(ui.NewParagraph(j.screen.join("clash")))
	}
	j.detail.Add(ui.NewField(j.screen.join("choice"), "", pick))
	for _, d := range p.Differences(words) {
		empty := words.Text("join.empty")
		j.detail.Add(ui.NewHeading(ui.Capital(d.Field)))
		switch {
		case p.Mine == nil:
			j.detail.Add(ui.Facts([2]string{words.Text("join.chip.theirs"), orElse(d.Now, empty)}))
		case p.Theirs == nil:
			j.detail.Add(ui.Facts([2]string{words.Text("join.chip.mine"), orElse(d.Yours, empty)}))
		default:
			j.detail.Add(ui.Facts([2]string{words.Text("join.chip.mine"), orElse(d.Yours, empty)}, [2]string{words.Text("join.chip.theirs"), orElse(d.Now, empty)}))
		}
	}
	j.detail.Refresh()
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// take takes what was chosen, in one step that can be undone.
func (j *joining) take() {
	if j.taking {
		return
	}
	j.taking = true
	taken := 0
	c := j.screen
	c.shell.Try(func() (err error) {
		taken, err = c.desk.Join(context.Background(), j.twin, j.comparison, j.choices)
		return err
	}, func(err error) {
		j.taking = false
		if err != nil {
			c.shell.Fail(err)
			return
		}
		j.shut()
		words := c.shell.Words()
		c.offerPutAway(j.comparison.File, words.Plural("join.taken", taken, "Left", len(j.comparison.Partings)-taken), c.join("put_away_text", "File", filepath.Base(j.comparison.File)))
	})
}

// close closes the other file.
func (j *joining) close() {
	j.screen.shell.Do(j.twin.Close, j.screen.findTwins)
}

// offerPutAway asks whether the other file is to be put away. It stays when people do not say so.
func (c *Screen) offerPutAway(file, title, text string) {
	var shut func()
	stay := ui.NewButton(c.join("leave_it"), "", ui.Plain, func() { shut() })
	away := ui.NewButton(c.join("put_away"), "", ui.Main, func() {
		shut()
		var kept string
		c.shell.Do(func() (err error) {
			kept, err = c.desk.PutAway(file)
			return err
		}, func() {
			c.shell.Told(c.shell.Words().Text("join.put_away", "File", filepath.Base(kept)))
			c.findTwins()
		})
	})
	shut = c.shell.Ask(ui.Dialog{Title: title, Text: text, Buttons: []*ui.Button{stay, away}})
}
