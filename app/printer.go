package main

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
)

// errNoPrinting is returned where no way to a printer is known.
var errNoPrinting = errors.New("this system offers no way to print from here: print the file with another program")

// sendToPrinter gives a document to the printing system of Unix (CUPS), through its standard input: no copy is left.
func sendToPrinter(printer string, pdf []byte) error {
	if runtime.GOOS == "windows" {
		return errNoPrinting // Windows prints PDF only through whatever program opens it
	}
	cmd := exec.Command("lp", "-s", "-d", printer, "-t", "Bondgenoot", "-") //nolint:gosec // the user names the printer
	cmd.Stdin = bytes.NewReader(pdf)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("lp: %s: %w", strings.TrimSpace(said.String()), err)
	}
	return nil
}
