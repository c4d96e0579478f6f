//go:build cgo

package main

import (
	"os"
	"os/exec"
)

// relaunch starts the program anew with other arguments, and ends this one. What it had in memory is gone with it: dropping references would leave
// it readable until the memory is used again.
func relaunch(args ...string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	next := exec.Command(self, args...)
	next.Stdin, next.Stdout, next.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := next.Start(); err != nil {
		return err
	}
	os.Exit(0)
	return nil
}
