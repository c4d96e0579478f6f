//go:build cgo

package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
)

// instance is the claim of one window on one vault. A second start finds it, asks it to come to the front, and ends.
type instance struct {
	lock     *flock.Flock
	listener net.Listener // nil where there can be none
}

// onlyInstance claims the window of a vault; nil when another has it and was asked to come to the front.
//
// The claim is a lock, which the system takes back when a program dies. The asking goes through a socket file, which Windows has too; it opens no
// network connection. Where there can be none (the name of its folder is too long, or the system knows none) the window opens all the same, and a
// second start says that the vault is in use.
func onlyInstance(folder, vault string) (*instance, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("window: %w", err)
	}
	sum := sha256.Sum256([]byte(vault))
	name := filepath.Join(folder, "window-"+hex.EncodeToString(sum[:4]))
	lock := flock.New(name + ".lock")
	mine, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("window: %w", err)
	}
	socket := name + ".socket"
	if !mine {
		if err := knock(socket); err != nil {
			return nil, &desk.Error{Fault: desk.FaultInUse, Subject: vault, Err: fmt.Errorf("window: another is open but does not answer: %w", err)}
		}
		return nil, nil
	}
	_ = os.Remove(socket) // of a program that died: the lock says that nobody listens
	listener, err := net.Listen("unix", socket)
	if err != nil {
		listener = nil
	}
	return &instance{lock, listener}, nil
}

// knock asks the window that is open to come to the front.
func knock(socket string) error {
	c, err := net.DialTimeout("unix", socket, 2*time.Second)
	if err != nil {
		return err
	}
	return c.Close()
}

// serve calls raise at each knock until the instance is closed.
func (i *instance) serve(raise func()) {
	if i.listener == nil {
		return
	}
	go func() {
		for {
			c, err := i.listener.Accept()
			if err != nil {
				return
			}
			_ = c.Close() // a knock says all by coming
			raise()
		}
	}()
}

func (i *instance) close() {
	if i.listener != nil {
		_ = i.listener.Close() // the program ends; what stays is removed at the next start
	}
	_ = i.lock.Unlock()
}
