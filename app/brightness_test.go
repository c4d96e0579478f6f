//go:build linux && cgo

package main

import (
	"testing"

	"github.com/godbus/dbus/v5"

	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// darkDesktop is as much of the desktop's portal as is asked.
type darkDesktop struct{}

// ReadOne is the portal's.
func (darkDesktop) ReadOne(string, string) (dbus.Variant, *dbus.Error) {
	return dbus.MakeVariant(uint32(1)), nil
}

// TestWindowIsAsDarkAsTheDesktop asks a desktop of the test's own, although the program is shielded from the portals of a real one.
func TestWindowIsAsDarkAsTheDesktop(t *testing.T) {
	s := &stage{t: t, folder: t.TempDir()}
	bus, address := s.bus()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
	if err := bus.Export(darkDesktop{}, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings"); err != nil {
		t.Fatal(err)
	}
	if _, err := bus.RequestName("org.freedesktop.portal.Desktop", 0); err != nil {
		t.Fatal(err)
	}
	if found, err := systemBrightness(); err != nil || found != ui.Dark {
		t.Errorf("the desktop is %q, %v", found, err)
	}
}
