// Bondgenoot keeps the partners that a municipal safety coordinator works with, the agreements between them, meetings
// and actions, on one encrypted local file.
package main

import (
	"context"
	"crypto/rand"
	"os"
	"os/signal"
	"os/user"
	"path/filepath"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/adrg/xdg"
	"golang.org/x/term"

	"codeberg.org/bondgenoot/bondgenoot/app/shield"
	"codeberg.org/bondgenoot/bondgenoot/internal/command"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
)

// version is set by the linker for a release.
var version = ""

func main() {
	os.Exit(run())
}

func run() int {
	unshielded := shield.Raise() // before anything secret is read
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	e := environment()
	e.Unshielded = unshielded
	return command.Run(ctx, e)
}

// environment gathers what the program was started in. Nothing below asks the machine for any of it.
func environment() command.Environment {
	e := command.Environment{
		Args:          os.Args[1:],
		Version:       versionOf(),
		In:            os.Stdin,
		Out:           os.Stdout,
		Err:           os.Stderr,
		Watched:       term.IsTerminal(int(os.Stderr.Fd())),
		Vault:         filepath.Join(xdg.DataHome, "bondgenoot", "bondgenoot.vault"),
		Demo:          filepath.Join(xdg.DataHome, "bondgenoot", "demo.vault"),
		Memory:        filepath.Join(xdg.StateHome, "bondgenoot"),
		Author:        author(),
		Host:          host(),
		Keyring:       desk.SystemKeyring(),
		Now:           time.Now,
		Random:        rand.Reader,
		OpenWindow:    openWindow,
		SendToPrinter: sendToPrinter,
	}
	if term.IsTerminal(int(os.Stdin.Fd())) {
		e.Ask = ask
	}
	return e
}

// ask shows a question on the terminal and reads the answer without showing it.
func ask(question string) ([]byte, error) {
	if _, err := os.Stderr.WriteString(question + " "); err != nil {
		return nil, err
	}
	answer, err := term.ReadPassword(int(os.Stdin.Fd()))
	_, _ = os.Stderr.WriteString("\n")
	return answer, err
}

// author is the name that the system knows the user by; it is noted with each change, inside the vault.
func author() string {
	who, err := user.Current()
	if err != nil {
		return ""
	}
	if who.Name != "" {
		return who.Name
	}
	return who.Username
}

// host is what the machine is called: by that its owner knows which computer the system's keyring opens the vault on.
func host() string {
	name, err := os.Hostname()
	if err != nil {
		return ""
	}
	return name
}

func versionOf() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
