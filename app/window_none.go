//go:build !cgo

package main

import "codeberg.org/bondgenoot/bondgenoot/internal/command"

// openWindow is nil: this program was built without cgo, which the window's driver needs. The command line has all the rest.
var openWindow func(command.WindowRequest) error
