package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
)

// Machine is what a stage needs from the machine that it stands on. Tests bring one without goroutines and without a clock that runs.
type Machine struct {
	// Now is the clock, in the person's time zone.
	Now func() time.Time
	// Do does a job away from the window's goroutine, one after another in the order of asking, and then calls done on the window's goroutine.
	Do func(job func() error, done func(error))
	// Side does a job like Do, but beside the others: long work that others need not wait for.
	Side func(job func() error, done func(error))
	// Post calls do on the window's goroutine.
	Post func(do func())
	// After calls do on the window's goroutine once, after a while, unless it is stopped first.
	After func(wait time.Duration, do func()) (stop func())
	// Open shows a file in the program that the system has for it.
	Open func(file string) error
	// Trace is told what is shown and done, in words of the program and never in words of the user; nil when nobody listens.
	Trace func(line string)
}

// Stage is the window without what is in it: it speaks a language, knows the keys, shows modals and toasts, and does work in the background.
type Stage struct {
	machine Machine
	words   *language.Language
	keys    *Registry
	window  fyne.Window
	content *fyne.Container
	toasts  *toastView
	helps   func(error) []*Button // what an open vault offers against a failure; nil without one
	damaged func()                // see OnDamage

	title    string    // of the window, when nothing covers it
	curtain  *curtain  // nil while nothing covers the window
	jobs     int       // that are being done in the background
	waiting  []func()  // for all of them to be done
	works    []*work   // the long ones among them
	failures []failure // while everything was covered
	broken   []string  // titles of long jobs that were stopped then
}

// NewStage returns the stage in a window. It takes the window's content and its keys.
func NewStage(w fyne.Window, words *language.Language, m Machine) *Stage {
	s := &Stage{machine: m, words: words, keys: &Registry{}, window: w, content: container.NewStack()}
	s.toasts = newToastView(s)
	w.SetPadded(false)
	w.SetContent(container.NewStack(newPlane(Background), s.content, s.toasts.object()))
	s.keys.on = w.Canvas()
	w.Canvas().SetOnTypedKey(s.typed)
	return s
}

// Words returns the language of the window.
func (s *Stage) Words() *language.Language { return s.words }

// Keys returns the keys that work everywhere in the window.
func (s *Stage) Keys() *Registry { return s.keys }

// Canvas returns what the window draws on.
func (s *Stage) Canvas() fyne.Canvas { return s.window.Canvas() }

// Today returns what day it is.
func (s *Stage) Today() date.Day { return date.OfTime(s.machine.Now()) }

// Now returns what time it is.
func (s *Stage) Now() date.Moment { return date.MomentOf(s.machine.Now()) }

// MomentAt returns a time on a day, in the person's time zone.
func (s *Stage) MomentAt(day date.Day, hour, minute int) date.Moment {
	year, month, d := day.Date()
	return date.MomentOf(time.Date(year, month, d, hour, minute, 0, 0, s.machine.Now().Location()))
}

// Put shows something in place of what was there.
func (s *Stage) Put(o fyne.CanvasObject) {
	s.content.Objects = []fyne.CanvasObject{o}
	s.content.Refresh()
}

// Do does a job in the background, after the jobs that were asked for before it, and then calls done, which may be nil. When the job fails, the
// error is shown as a sentence and done is not called.
func (s *Stage) Do(job func() error, done func()) {
	s.perform(job, func(err error) {
		if err != nil {
			s.trace("failed " + string(faultOf(err)))
			if s.curtain != nil {
				s.failures = append(s.failures, failure{job, err})
				return
			}
			s.Fail(err)
			return
		}
		if done != nil {
			done()
		}
	})
}

// Try does a job like [Stage.Do] but beside all others, and hands its error to done instead of showing it.
func (s *Stage) Try(job func() error, done func(error)) {
	s.machine.Side(job, s.counted(func(err error) {
		if err != nil {
			s.trace("failed " + string(faultOf(err)))
		}
		done(err)
	}))
}

// Shown tells scripts what is shown now, in words of the program.
func (s *Stage) Shown(what string) { s.trace("shown " + what) }

// Blank takes everything off the screen: nothing of a vault stays readable while it is being closed.
func (s *Stage) Blank() {
	for _, o := range s.Canvas().Overlays().List() {
		s.Canvas().Overlays().Remove(o)
	}
	s.curtain = nil
	s.toasts.hide()
	s.Put(container.NewWithoutLayout())
	s.retitle(closedTitle)
}

// After calls do after a while, unless it is stopped first.
func (s *Stage) After(wait time.Duration, do func()) (stop func()) { return s.machine.After(wait, do) }

// OpenFile shows a file in the program that the system has for it. When there is none, that is said, with the file's place.
func (s *Stage) OpenFile(file string) {
	s.machine.Side(func() error { return s.machine.Open(file) }, func(err error) {
		if err != nil {
			s.Ask(Dialog{Title: s.words.Text("ui.open.title"), Text: s.words.Text("ui.open.text", "File", file)})
		}
	})
}

// Told shows a sentence for a while.
func (s *Stage) Told(text string) { s.toasts.show(text, "", nil) }

// typed takes a key that nothing else had a use for.
func (s *Stage) typed(k *fyne.KeyEvent) {
	if top, ok := s.Canvas().Overlays().Top().(interface{ TypedKey(*fyne.KeyEvent) }); ok {
		top.TypedKey(k)
		return
	}
	s.keys.Press(k.Name)
}

func (s *Stage) trace(line string) {
	if s.machine.Trace != nil {
		s.machine.Trace(line)
	}
}

func faultOf(err error) desk.Fault {
	fault, _ := desk.FaultOf(err)
	return fault
}
