// Package settings shows how the people of a vault want to work, how the window looks on this machine, and what can be done with the vault as a
// whole: its keys, and everything in it as a file.
package settings

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// Look is how the window looks, which belongs to the machine and not to the vault.
type Look struct {
	Brightness ui.Brightness
	Zoom       int // per cent
}

// Machine is what the screen asks of the machine that it stands on.
type Machine struct {
	Look     func() Look
	Brighten func(ui.Brightness)
	Zoom     func(step int)
	Speak    func(tag string)                     // shows everything in another language
	Tells    func() (sleep, session bool)         // whether the system tells that the computer sleeps, and that its session is locked
	Papers   string                               // the folder in which files are offered to be put
	Restore  func(c desk.Copy, passphrase []byte) // puts a copy in the place of the vault that is open
}

// Screen is the screen.
type Screen struct {
	shell   *ui.Shell
	desk    *desk.Desk
	machine Machine

	municipality *ui.Entry
	idle         *ui.Entry
	days         []*ui.Entry // in the order of horizons
	bright       *ui.Select
	speech       *ui.Select
	zoom         *ui.Text
	house        *fyne.Container
	bases        *fyne.Container
	keys         *fyne.Container // the list of them
	keyring      *fyne.Container // the button that switches it
	second       *ui.Entry       // the second place for copies
	system       *ui.Check       // whether the system locks the vault; nil until it is shown
	told         *ui.Paragraph
	twins        *fyne.Container // other files of the vault; nil until they are shown
	other        *ui.Entry       // a file to compare with
	object       fyne.CanvasObject

	keeping  keeping // the section about how long things are kept
	sections []section
	list     *ui.Rows
	shown    *fyne.Container // the section that is chosen
}

// horizon is a number of days after which, or ahead of which, something counts as due.
type horizon struct {
	name string
	of   func(*desk.Horizons) *int
}

var horizons = []horizon{
	{"prepare", func(h *desk.Horizons) *int { return &h.Prepare }},
	{"evaluation", func(h *desk.Horizons) *int { return &h.Evaluation }},
	{"notice", func(h *desk.Horizons) *int { return &h.Notice }},
	{"expiry", func(h *desk.Horizons) *int { return &h.Expiry }},
	{"quiet", func(h *desk.Horizons) *int { return &h.Quiet }},
}

// New returns the screen.
func New(s *ui.Shell, d *desk.Desk, m Machine) *Screen {
	keys, words := s.Keys(), s.Words()
	c := &Screen{shell: s, desk: d, machine: m, municipality: ui.NewEntry(keys, "", 1), idle: ui.NewEntry(keys, "", 1), zoom: ui.NewPlain(""), house: ui.Column(4), bases: ui.Column(0), keys: ui.Column(0), keyring: ui.Line(0), second: ui.NewEntry(keys, "", 1)}
	c.bright = ui.NewSelect(keys, "", []ui.Choice{
		{Key: string(ui.FollowSystem), Title: c.text("theme.system")}, {Key: string(ui.Light), Title: c.text("theme.light")}, {Key: string(ui.Dark), Title: c.text("theme.dark")},
	})
	c.bright.Changed = func(key string) { m.Brighten(ui.Brightness(key)) }
	var tags []ui.Choice
	for _, tag := range language.Tags() {
		tags = append(tags, ui.Choice{Key: tag, Title: words.Text("settings.language." + tag)})
	}
	c.speech = ui.NewSelect(keys, "", tags)
	c.speech.Changed = m.Speak
	for range horizons {
		c.days = append(c.days, ui.NewEntry(keys, "", 1))
	}
	c.object = ui.Page(ui.NewTitle(words.Text("ui.place.settings")), ui.NewQuiet(c.text("sub")), nil, c.parts())
	c.connect()
	return c
}

// connect says what is kept when a field changes.
func (c *Screen) connect() {
	c.keepNumber(c.idle, func(p *desk.Preferences, n int) { p.IdleMinutes = n })
	for i, h := range horizons {
		c.keepNumber(c.days[i], func(p *desk.Preferences, n int) { *h.of(&p.Horizons) = n })
	}
	c.shell.AutoSave(c.second, func(text string) func() error {
		return func() error {
			p := c.desk.Preferences()
			p.BackupFolder = strings.TrimSpace(text)
			return c.desk.SetPreferences(p)
		}
	})
	c.shell.AutoSave(c.municipality, func(text string) func() error {
		return func() error {
			p := c.desk.Preferences()
			p.Municipality = text
			return c.desk.SetPreferences(p)
		}
	})
}

// keepNumber keeps a number when its field is left; one that it cannot be is told, and the number stays as it was.
func (c *Screen) keepNumber(e *ui.Entry, set func(*desk.Preferences, int)) {
	keep := func() {
		n, err := strconv.Atoi(strings.TrimSpace(e.Text))
		if err != nil {
			c.shell.Told(c.text("number"))
			c.Refresh()
			return
		}
		p := c.desk.Preferences()
		before := p
		set(&p, n)
		if p.IdleMinutes == before.IdleMinutes && p.Horizons == before.Horizons && p.Retention == before.Retention {
			return
		}
		c.shell.Do(func() error { return c.desk.SetPreferences(p) }, func() { c.shell.Saved(c.text("saved")) })
	}
	e.OnSubmitted = func(string) { keep() }
	e.OnLeave(keep)
}

// Title implements [ui.Screen].
func (c *Screen) Title() string { return c.shell.Words().Text("ui.place.settings") }

// Object implements [ui.Screen].
func (c *Screen) Object() fyne.CanvasObject { return c.object }

// Show implements [ui.Screen].
func (c *Screen) Show(r ui.Route) {
	c.choose(r.Part)
	c.Refresh()
}

// Focus implements [ui.Screen].
func (c *Screen) Focus() { c.shell.Canvas().Focus(c.list) }

// Refresh implements [ui.Screen].
func (c *Screen) Refresh() {
	p := c.desk.Preferences()
	fill(c.municipality, p.Municipality)
	fill(c.second, p.BackupFolder)
	fill(c.idle, strconv.Itoa(p.IdleMinutes))
	for i, h := range horizons {
		fill(c.days[i], strconv.Itoa(*h.of(&p.Horizons)))
	}
	look := c.machine.Look()
	c.bright.Set(string(look.Brightness))
	c.speech.Set(c.shell.Words().Tag())
	c.zoom.Set(strconv.Itoa(look.Zoom) + " %")
	c.showLock()
	c.showHouse()
	c.showBases()
	c.fillRetention()
	c.showKeys()
	c.findTwins()
	c.object.Refresh()
}

func fill(e *ui.Entry, text string) {
	if e.Text != text && !e.Typing() {
		e.Fill(text)
	}
}

// Commands implements [ui.Screen].
func (c *Screen) Commands() []ui.Command {
	return []ui.Command{
		{Name: "settings.house.edit", Anywhere: true, Do: c.editHouse},
		{Name: "settings.bases.add", Anywhere: true, Do: c.addBasis},
		{Name: "settings.copies.make", Anywhere: true, Do: c.backup},
		{Name: "retention.look", Anywhere: true, Do: c.proposals},
		{Name: "retention.forget", Anywhere: true, Do: c.forget},
		{Name: "settings.copies.back", Anywhere: true, Do: c.back},
		{Name: "settings.passphrase", Anywhere: true, Do: c.passphrase},
		{Name: "settings.recovery", Anywhere: true, Do: c.recovery},
		{Name: "keys.screen.add", Anywhere: true, Do: c.addDeputy},
		{Name: "keys.screen.try", Anywhere: true, Do: c.tryKey},
		{Name: "keys.screen.keyring.switch", Anywhere: true, Do: c.switchKeyring},
		{Name: "settings.export", Anywhere: true, Do: c.export},
		{Name: "copies.age.with", Anywhere: true, Do: c.exportWithPhrase},
		{Name: "copies.age.for", Anywhere: true, Do: c.exportForReaders},
		{Name: "settings.import", Anywhere: true, Do: c.importFile},
	}
}

func (c *Screen) text(key string, data ...any) string {
	return c.shell.Words().Text("settings."+key, data...)
}

func (c *Screen) zoomed(step int) {
	c.machine.Zoom(step)
	c.Refresh()
}
