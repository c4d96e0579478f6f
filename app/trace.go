//go:build cgo

package main

import (
	"fmt"
	"os"
)

// tracer returns what tells scripts how far the window is, on standard error, when BONDGENOOT_TRACE is set: words of the program, never of the user.
func tracer() func(string) {
	if os.Getenv("BONDGENOOT_TRACE") == "" {
		return nil
	}
	return func(line string) { fmt.Fprintln(os.Stderr, "window:", line) }
}
