//go:build cgo && !linux

package main

import "codeberg.org/bondgenoot/bondgenoot/internal/ui"

// systemBrightness leaves asking the system to the toolkit.
func systemBrightness() (ui.Brightness, error) { return ui.FollowSystem, nil }
