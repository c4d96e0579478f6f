package window

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui/unlock"
)

const phrase = "een goede wachtwoordzin"

// demo is the demo municipality's vault, made once; each test has a copy.
var demo = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "bondgenoot-window")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }() // only the copy in memory is used
	file := filepath.Join(folder, "demo.vault")
	words, err := language.Open("nl")
	if err != nil {
		return nil, err
	}
	d, err := desk.CreateDemo(context.Background(), file, []byte(phrase), desk.Surroundings{Now: morning, Random: rand.Reader, Words: words})
	if err != nil {
		return nil, err
	}
	if err := d.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
})

// morning is when all tests happen: a Tuesday.
func morning() time.Time {
	return time.Date(2026, time.November, 24, 9, 0, 0, 0, time.FixedZone("CET", 3600))
}

// bench is a window on the software driver, with a machine whose clock stands still and whose work is done when the test says so.
type bench struct {
	t         testing.TB
	folder    string
	window    *Window
	now       time.Time
	queue     []func()
	timers    []*timer
	disk      error // what the disk says before each transaction; nil is one that does not fail
	relaunch  []string
	away      *absence
	stuck     error    // why the program cannot be replaced
	refusal   error    // why nothing can be done in the background, such as on a full disk
	opened    []string // files that were shown
	traces    []string
	look      Look
	kept      Look
	language  string
	app       fyne.App
	wide, low float32
	attempts  string // where wrong passphrases are counted; empty lets nobody wait
	keyring   pocket // of the system; nil for none

	worked  time.Duration // in the background, since it was set to 0
	longest time.Duration // that the window stood still at once
}

type timer struct {
	at   time.Time
	do   func()
	dead bool
}

// newBench returns a bench with a copy of the demo's vault that is not opened yet.
func newBench(t *testing.T) *bench { return newBenchFor(t) }

func newBenchFor(t testing.TB) *bench {
	t.Helper()
	content, err := demo()
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, folder: t.TempDir(), now: morning(), app: newApp(t), wide: 1366, low: 768}
	if err := os.WriteFile(b.vault(), content, 0o600); err != nil {
		t.Fatal(err)
	}
	return b
}

// newApp returns an application for a test or a benchmark.
func newApp(t testing.TB) fyne.App {
	t.Helper()
	a := test.NewApp()
	t.Cleanup(func() { test.NewApp() })
	return a
}

func (b *bench) vault() string { return filepath.Join(b.folder, "kluis.vault") }

func (b *bench) machine() ui.Machine {
	do := func(job func() error, done func(error)) {
		b.queue = append(b.queue, func() {
			start := time.Now()
			err := b.refusal
			if err == nil {
				err = job()
			}
			b.worked += time.Since(start)
			done(err)
		})
	}
	return ui.Machine{
		Now: func() time.Time { return b.now }, Do: do, Side: do,
		Post: func(f func()) { b.queue = append(b.queue, f) },
		After: func(wait time.Duration, f func()) func() {
			t := &timer{at: b.now.Add(wait), do: f}
			b.timers = append(b.timers, t)
			return func() { t.dead = true }
		},
		Open:  func(file string) error { b.opened = append(b.opened, file); return nil },
		Trace: func(line string) { b.traces = append(b.traces, line) },
	}
}

// settle does all the work that waits.
func (b *bench) settle() {
	for len(b.queue) > 0 {
		next := b.queue[0]
		b.queue = b.queue[1:]
		b.step(next)
	}
}

// step does something on the window's goroutine, and measures how long that stood still for it; work in the background does not count.
func (b *bench) step(do func()) {
	start, worked := time.Now(), b.worked
	do()
	b.longest = max(b.longest, time.Since(start)-(b.worked-worked))
}

// pass lets time go by, and does what comes due.
func (b *bench) pass(d time.Duration) {
	until := b.now.Add(d)
	for {
		var next *timer
		for _, t := range b.timers {
			if !t.dead && !t.at.After(until) && (next == nil || t.at.Before(next.at)) {
				next = t
			}
		}
		if next == nil {
			b.now = until
			return
		}
		b.now, next.dead = next.at, true
		next.do()
		b.settle()
	}
}

// open opens the window: at the gate without a passphrase, else behind it.
func (b *bench) open(passphrase string) *bench {
	b.t.Helper()
	w, err := Open(Options{
		App: b.app, Machine: b.machine(), Language: b.language, Look: b.look,
		Gate: unlock.Places{
			Vault: b.vault(), Demo: filepath.Join(b.folder, "demo.vault"), Papers: b.folder, Passphrase: []byte(passphrase), DemoPassphrase: []byte("bondgenoot"),
		},
		Surroundings: func(words *language.Language) desk.Surroundings {
			around := desk.Surroundings{Now: func() time.Time { return b.now }, Random: rand.Reader, Words: words, CounterFolder: filepath.Join(b.folder, "counters"), BeforeWrite: func() error { return b.disk }}
			around.AttemptFolder, around.Host = b.attempts, "LAPTOP-12"
			if b.keyring != nil {
				around.Keyring = b.keyring
			}
			return around
		},
		KeepLook: func(l Look) error { b.kept = l; return nil },
		Away:     b.watch,
		Relaunch: func(file string) error { b.relaunch = append(b.relaunch, file); return b.stuck },
	})
	if err != nil {
		b.t.Fatal(err)
	}
	b.window = w
	b.t.Cleanup(func() {
		b.settle()
		if w.desk != nil {
			w.shell.Close()
			b.settle()
			w.desk.Close()
		}
		w.window.Close()
	})
	w.window.Resize(fyne.NewSize(b.wide, b.low))
	b.settle()
	return b
}

func (b *bench) canvas() fyne.Canvas { return b.window.window.Canvas() }

// press presses keys where the keyboard is.
func (b *bench) press(names ...fyne.KeyName) {
	b.t.Helper()
	for _, name := range names {
		e := &fyne.KeyEvent{Name: name}
		switch focused := b.canvas().Focused(); {
		case name == fyne.KeyTab:
			b.canvas().FocusNext()
		case focused != nil:
			focused.TypedKey(e)
		default:
			b.canvas().OnTypedKey()(e)
		}
		b.settle()
	}
}

// ctrl presses a key with Ctrl held down.
func (b *bench) ctrl(name fyne.KeyName) {
	b.t.Helper()
	var s fyne.Shortcut = &desktop.CustomShortcut{KeyName: name, Modifier: ui.Ctrl}
	if focused, ok := b.canvas().Focused().(fyne.Shortcutable); ok {
		focused.TypedShortcut(s)
	} else {
		b.window.stage.Keys().Handle(s)
	}
	b.settle()
}

// keyOf returns the name of the key that writes a letter.
func keyOf(letter rune) string {
	if letter == ' ' {
		return string(fyne.KeySpace)
	}
	return strings.ToUpper(string(letter))
}

// write types a text where the keyboard is.
func (b *bench) write(text string) {
	b.t.Helper()
	for _, letter := range text {
		focused := b.canvas().Focused()
		if focused == nil {
			b.t.Fatalf("nothing has the keyboard for %q", text)
		}
		focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(keyOf(letter))}) // the driver tells of the key before the letter
		focused.TypedRune(letter)
		b.settle()
	}
}
