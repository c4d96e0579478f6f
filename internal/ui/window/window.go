// Package window is the whole window: the gate where a vault is opened or made, and behind it the shell with its screens.
//
// It joins; what is shown is each screen's, what is decided is the desk's. It knows no driver: [Open] takes the application that it runs in.
package window

import (
	"cmp"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui/unlock"
)

// Look is how the window looks on this machine, whatever vault is open.
type Look struct {
	Language   string        `json:"language,omitempty"`   // "nl" or "en"; empty is the first
	Brightness ui.Brightness `json:"brightness,omitempty"` // empty follows the system
	Zoom       int           `json:"zoom,omitempty"`       // per cent; 0 is 100
	Width      float32       `json:"width,omitempty"`      // of the window, in units; 0 is not known
	Height     float32       `json:"height,omitempty"`
	Vault      string        `json:"vault,omitempty"` // the file that was opened last, when it is not in the usual place
}

// Options are what a window needs.
type Options struct {
	App     fyne.App
	Machine ui.Machine
	// Gate is where vaults are.
	Gate unlock.Places
	// Surroundings returns what a desk needs of the machine, in the language that is shown.
	Surroundings func(words *language.Language) desk.Surroundings
	Language     string // asked for at the start; empty is what was chosen before
	Look         Look
	KeepLook     func(Look) error
	// System is what following the system comes to, where the toolkit does not know; empty leaves it to the toolkit.
	System ui.Brightness
	// Away begins to watch whether people go from the computer, and calls gone each time that they do, from whatever goroutine. Why says what the
	// computer must wait for before it sleeps.
	Away func(why string, gone func()) Away
	// Relaunch replaces the program by a fresh one that asks for the passphrase of the vault in file. It only returns when that failed.
	Relaunch func(file string) error
}

// Away watches whether people go from the computer.
type Away interface {
	// Tells reports whether the system tells that the computer goes to sleep, and that its session is locked.
	Tells() (sleep, session bool)
	// Stop ends the watching.
	Stop()
}

// Window is the program's one window.
type Window struct {
	options Options
	window  fyne.Window
	look    Look
	words   *language.Language
	stage   *ui.Stage
	desk    *desk.Desk // nil while nothing is open
	shell   *ui.Shell
	idle    *idle
	copies  *keeper
	away    Away     // nil until a vault was opened
	leaving *leaving // nil while nobody is
	err     error
}

const (
	firstWidth, firstHeight = 1280, 760
	leastWidth, leastHeight = 640, 480
)

// Open shows the window, at the gate. The application must be run for anything to happen.
func Open(o Options) (*Window, error) {
	w := &Window{options: o, look: o.Look}
	if o.Language != "" {
		w.look.Language = o.Language
	}
	if w.look.Language == "" {
		w.look.Language = language.Tags()[0]
	}
	words, err := language.Open(w.look.Language)
	if err != nil {
		return nil, err
	}
	w.words = words
	if err := teachFyne(words); err != nil {
		return nil, err
	}
	o.App.Settings().SetTheme(w.theme())
	w.window = o.App.NewWindow("Bondgenoot")
	w.window.SetMaster()
	w.window.SetCloseIntercept(w.quit)
	w.window.Resize(fyne.NewSize(max(sizeOr(w.look.Width, firstWidth), leastWidth), max(sizeOr(w.look.Height, firstHeight), leastHeight)))
	w.gate()
	w.window.Show()
	return w, nil
}

func sizeOr(size, other float32) float32 {
	if size == 0 {
		return other
	}
	return size
}

// Raise brings the window to the front.
func (w *Window) Raise() {
	w.window.Show()
	w.window.RequestFocus()
	if trace := w.options.Machine.Trace; trace != nil {
		trace("raised")
	}
}

// Err returns what went wrong while the window was closing; nil when all went well.
func (w *Window) Err() error { return w.err }

func (w *Window) theme() ui.Theme {
	return ui.Theme{Brightness: cmp.Or(w.look.Brightness, w.options.System), Zoom: w.look.Zoom}
}

// gate shows where a vault is opened or made.
func (w *Window) gate() {
	w.stage = ui.NewStage(w.window, w.words, w.options.Machine)
	w.window.SetTitle(w.words.Text("unlock.window"))
	w.stage.Keys().Replace(nil, w.gateCommands())
	unlock.Show(w.stage, w.options.Gate, w.options.Surroundings(w.words), w.enter)
}

// enter goes through the gate with an open vault.
func (w *Window) enter(d *desk.Desk) {
	w.desk = d
	w.furnish()
	w.copies = keepCopies(func() *ui.Stage { return w.stage }, d)
	w.idle = (&idle{
		stage: w.stage, now: w.options.Machine.Now, minutes: func() int { return d.Preferences().IdleMinutes },
		working: func() bool { return w.stage.Working() }, lock: w.lockAlone, slept: w.gone, // the stage of that moment: another language has another
	}).watch()
	w.away = w.options.Away(w.words.Text("lock.why"), func() { w.options.Machine.Post(w.gone) })
}

// furnish builds the shell with its screens in the language that is chosen.
func (w *Window) furnish() {
	w.stage = ui.NewStage(w.window, w.words, w.options.Machine)
	w.stage.OnDamage(w.foundDamage)
	w.shell = ui.NewShell(w.stage, w.desk, ui.Doors{Lock: w.lock, Quit: w.quit, Zoom: w.zoom})
	w.shell.Furnish(w.screens())
}

// remember keeps how the window looks.
func (w *Window) remember() {
	size := w.window.Canvas().Size()
	w.look.Width, w.look.Height = size.Width, size.Height
	if err := w.options.KeepLook(w.look); err != nil {
		w.err = err
	}
}

// zoom shows everything larger or smaller.
func (w *Window) zoom(step int) {
	t := w.theme()
	switch {
	case step > 0:
		t = t.Larger()
	case step < 0:
		t = t.Smaller()
	default:
		t.Zoom = 0
	}
	w.look.Zoom = t.Zoom
	w.restyle()
}

// brighten shows the light theme, the dark one, or that of the system.
func (w *Window) brighten(b ui.Brightness) {
	w.look.Brightness = b
	w.restyle()
}

// speak shows everything in another language. What is being typed is kept first, and one stays where one was.
func (w *Window) speak(tag string) {
	words, err := language.Open(tag)
	if err == nil {
		err = teachFyne(words)
	}
	if err != nil {
		w.stage.Fail(err)
		return
	}
	w.words, w.look.Language = words, tag
	w.desk.Speak(words)
	w.shell.Close()
	w.remember()
	w.furnish()
}

// restyle draws everything in the chosen theme and keeps the choice.
func (w *Window) restyle() {
	w.options.App.Settings().SetTheme(w.theme())
	w.remember()
}

func (w *Window) gateCommands() []ui.Command {
	return append(ui.ZoomCommands(w.zoom), ui.QuitCommand(w.quit))
}
