//go:build cgo

package main

import (
	"time"

	"github.com/rymdport/portal/settings/appearance"

	"codeberg.org/bondgenoot/bondgenoot/app/shield"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// brightnessWait is how long the desktop has to answer before the window is shown.
const brightnessWait = 500 * time.Millisecond

// systemBrightness asks the desktop whether its windows are light or dark. The toolkit asks too, but in vain: the desktop's portals answer no
// program that they may not look into, as ours. It is to be called before anything secret is in memory.
func systemBrightness() (ui.Brightness, error) {
	answer := make(chan ui.Brightness, 1)
	found := ui.Light // where nobody says
	err := shield.Aside(func() {
		go func() {
			scheme, err := appearance.GetColorScheme()
			if err == nil && scheme == appearance.Dark {
				answer <- ui.Dark
				return
			}
			answer <- ui.Light
		}()
		select {
		case found = <-answer:
		case <-time.After(brightnessWait):
		}
	})
	return found, err
}
