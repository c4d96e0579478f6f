//go:build cgo && unix

package main

import (
	"os"
	"syscall"
)

// relaunch replaces the program by itself with other arguments. What it had in memory is gone with it: dropping references would leave it readable
// until the memory is used again.
func relaunch(args ...string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	return syscall.Exec(self, append([]string{os.Args[0]}, args...), os.Environ())
}
