//go:build cgo

package main

import (
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"github.com/adrg/xdg"

	_ "codeberg.org/bondgenoot/bondgenoot/app/locale" // before the toolkit
	"codeberg.org/bondgenoot/bondgenoot/assets"
	"codeberg.org/bondgenoot/bondgenoot/internal/command"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui/unlock"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui/window"
)

// openWindow shows the window until it is closed. When a window is open already, that one comes to the front.
func openWindow(r command.WindowRequest) error {
	instance, err := onlyInstance(filepath.Join(xdg.StateHome, "bondgenoot"), r.Vault)
	if err != nil || instance == nil {
		return err
	}
	defer instance.close()

	look, err := readLook()
	if err != nil {
		return err
	}
	system := ui.FollowSystem
	if r.Passphrase == nil {
		if system, err = systemBrightness(); err != nil {
			return err
		}
	}
	a := app.NewWithID("nl.bondgenoot.app")
	a.SetIcon(fyne.NewStaticResource("bondgenoot.png", assets.Icon()))
	var w *window.Window
	w, err = window.Open(window.Options{
		App: quitting{a, func() error { instance.close(); return w.Err() }}, Machine: machine(),
		Gate: unlock.Places{
			Vault: r.Vault, Demo: r.Demo, Papers: xdg.UserDirs.Documents,
			Passphrase: r.Passphrase, DemoPassphrase: r.DemoPassphrase,
		},
		Surroundings: r.Surroundings, Language: r.Lang, Look: look, KeepLook: keepLook, System: system,
		Away: watchPresence,
		Relaunch: func(file string) error {
			instance.close()
			return relaunch("--vault", file)
		},
	})
	if err != nil {
		return err
	}
	if trace := tracer(); trace != nil {
		a.Lifecycle().SetOnStarted(func() { trace("started") })
	}
	instance.serve(func() { fyne.Do(w.Raise) })
	a.Run()
	return w.Err()
}

// machine is the real one: a queue and goroutines of its own, and a clock that runs.
func machine() ui.Machine {
	jobs := make(chan func(), 256)
	go func() {
		for job := range jobs {
			job()
		}
	}()
	run := func(job func() error, done func(error)) {
		err := job()
		fyne.Do(func() { done(err) })
	}
	return ui.Machine{
		Now:  time.Now,
		Do:   func(job func() error, done func(error)) { jobs <- func() { run(job, done) } },
		Side: func(job func() error, done func(error)) { go run(job, done) },
		Post: fyne.Do,
		After: func(wait time.Duration, do func()) func() {
			timer := time.AfterFunc(wait, func() { fyne.Do(do) })
			return func() { timer.Stop() }
		},
		Open:  openFile,
		Trace: tracer(),
	}
}

// openFile shows a file in the program that the system has for its kind.
func openFile(file string) error {
	var c *exec.Cmd
	switch runtime.GOOS {
	case "windows":
		c = exec.Command("rundll32", "url.dll,FileProtocolHandler", file)
	case "darwin":
		c = exec.Command("open", file)
	default:
		c = exec.Command("xdg-open", file)
	}
	return c.Run()
}
