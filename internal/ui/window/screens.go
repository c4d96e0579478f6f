package window

import (
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui/actions"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui/advice"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui/agreements"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui/meetings"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui/partners"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui/settings"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui/today"
)

// screens builds the screens of an open vault.
func (w *Window) screens() map[ui.Place]ui.Screen {
	return map[ui.Place]ui.Screen{
		ui.PlaceToday:      today.New(w.shell, w.desk),
		ui.PlaceActions:    actions.New(w.shell, w.desk),
		ui.PlaceAgreements: agreements.New(w.shell, w.desk),
		ui.PlaceMeetings:   meetings.New(w.shell, w.desk),
		ui.PlaceAdvice:     advice.New(w.shell, w.desk),
		ui.PlaceSettings: settings.New(w.shell, w.desk, settings.Machine{
			Look:     func() settings.Look { return settings.Look{Brightness: w.look.Brightness, Zoom: w.theme().Percent()} },
			Brighten: w.brighten, Zoom: w.zoom, Speak: w.speak, Tells: w.tells, Papers: w.options.Gate.Papers, Restore: w.restore,
		}),
		ui.PlacePartners: partners.New(w.shell, w.desk),
	}
}
