//go:build cgo

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
	"github.com/natefinch/atomic"

	"codeberg.org/bondgenoot/bondgenoot/internal/ui/window"
)

// lookFile is where the machine remembers how the window looks: its size, its theme, its language. Nothing of the vault is in it but its place.
func lookFile() string { return filepath.Join(xdg.ConfigHome, "bondgenoot", "window.json") }

// readLook returns how the window looked last. A file that cannot be understood is as none: it holds nothing that people typed.
func readLook() (window.Look, error) {
	var look window.Look
	content, err := os.ReadFile(lookFile())
	if errors.Is(err, fs.ErrNotExist) {
		return look, nil
	}
	if err != nil {
		return look, fmt.Errorf("window: %w", err)
	}
	if json.Unmarshal(content, &look) != nil {
		return window.Look{}, nil
	}
	return look, nil
}

// keepLook remembers how the window looks. The file is there whole or not at all.
func keepLook(look window.Look) error {
	content, err := json.MarshalIndent(look, "", "\t")
	if err != nil {
		return fmt.Errorf("window: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(lookFile()), 0o700); err != nil {
		return fmt.Errorf("window: %w", err)
	}
	return atomic.WriteFile(lookFile(), bytes.NewReader(append(content, '\n')))
}
