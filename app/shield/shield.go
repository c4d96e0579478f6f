// Package shield keeps what the program has in memory from others on the same machine, as far as the system lets a program do that by itself.
//
// It helps against programs of the same user that ask the system nicely, and against copies of memory that the system makes when a program falls.
// It does not help against an administrator, against a change of the system itself, or against memory that the system moves to disk.
package shield

import "errors"

// Raise sees to it that the system makes no copy of the program's memory when it falls and, on Linux and macOS, that no other program of the same
// user attaches to it. It is to be called at each start, before anything secret is read: the system forgets most of it when a program is replaced.
//
// What of it failed is returned; the program can go on, less well protected.
func Raise() error {
	var failed error
	for _, step := range steps {
		failed = errors.Join(failed, step())
	}
	return failed
}
