//go:build cgo

package main

import (
	"codeberg.org/bondgenoot/bondgenoot/app/away"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui/window"
)

// presence is what the window asks of the system about people who go from the computer.
type presence struct{ watcher *away.Watcher }

func watchPresence(why string, gone func()) window.Away {
	return presence{away.Watch(away.Options{Gone: func(away.Reason) { gone() }, Who: "Bondgenoot", Why: why})}
}

// Tells implements [window.Away].
func (p presence) Tells() (sleep, session bool) {
	return p.watcher.Tells(away.Sleep), p.watcher.Tells(away.Session)
}

// Stop implements [window.Away].
func (p presence) Stop() { p.watcher.Stop() }
