//go:build cgo

package main

import (
	"fmt"
	"os"
	"time"

	"fyne.io/fyne/v2"
)

// quitting is an application that ends when it was told to.
//
// Ending, the toolkit (2.7.1) waits for an event that its own loop can have stopped to take: the program then stays, without a window, until it is
// killed. By the time that it is told to quit the vault is closed and all is kept, so nothing is lost by not waiting any longer.
type quitting struct {
	fyne.App
	after func() error // what is still to be done, and what went wrong before
}

// longestQuit is how long the toolkit may take to end.
const longestQuit = 5 * time.Second

// Quit implements [fyne.App].
func (q quitting) Quit() {
	time.AfterFunc(longestQuit, func() {
		if err := q.after(); err != nil {
			fmt.Fprintln(os.Stderr, "bondgenoot:", err)
			os.Exit(1)
		}
		os.Exit(0)
	})
	q.App.Quit()
}
