package away

import (
	"os"
	"strings"

	"github.com/godbus/dbus/v5"
	"golang.org/x/sys/unix"
)

const (
	login        = "org.freedesktop.login1"
	loginManager = login + ".Manager"
	loginSession = login + ".Session"
	loginPath    = dbus.ObjectPath("/org/freedesktop/login1")
	properties   = "org.freedesktop.DBus.Properties"
)

func (w *Watcher) ask() {
	w.askSystem()
	w.askDesktop()
}

// askSystem asks logind, which knows of sleep and of a session that is locked.
func (w *Watcher) askSystem() {
	address := os.Getenv("DBUS_SYSTEM_BUS_ADDRESS")
	if address == "" {
		address = "unix:path=/run/dbus/system_bus_socket"
	}
	bus := w.connect(address)
	if bus == nil {
		return
	}
	manager := bus.Object(login, loginPath)
	if bus.AddMatchSignal(dbus.WithMatchSender(login), dbus.WithMatchInterface(loginManager), dbus.WithMatchMember("PrepareForSleep")) == nil {
		if hold, ok := w.delaySleep(manager); ok {
			w.onStop(func() { _ = unix.Close(hold) }) // whatever comes of it, the system no longer waits
			w.willTell(Sleep, true)
		}
	}
	var session dbus.ObjectPath
	id := os.Getenv("XDG_SESSION_ID")
	if id == "" {
		id = "auto" // the caller's own, or the one that its user sees
	}
	if manager.Call(loginManager+".GetSession", 0, id).Store(&session) == nil && session.IsValid() {
		lock := bus.AddMatchSignal(dbus.WithMatchSender(login), dbus.WithMatchObjectPath(session), dbus.WithMatchInterface(loginSession), dbus.WithMatchMember("Lock"))
		hint := bus.AddMatchSignal(dbus.WithMatchSender(login), dbus.WithMatchObjectPath(session), dbus.WithMatchInterface(properties), dbus.WithMatchMember("PropertiesChanged"))
		if lock == nil && hint == nil {
			w.willTell(Session, true)
		}
	}
}

// delaySleep has the system wait a moment with sleep, so that what was typed can be sealed first. The system waits until the file is closed, which
// also happens when the program is replaced, and 5 seconds at most unless its administrator chose otherwise.
func (w *Watcher) delaySleep(manager dbus.BusObject) (hold int, ok bool) {
	var fd dbus.UnixFD
	if manager.Call(loginManager+".Inhibit", 0, "sleep", w.options.Who, w.options.Why, "delay").Store(&fd) != nil {
		return 0, false
	}
	unix.CloseOnExec(int(fd))
	return int(fd), true
}

// askDesktop asks the desktop, whose screen savers tell each under a name of its own that they lock the screen.
func (w *Watcher) askDesktop() {
	bus := w.connect(os.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	if bus == nil || bus.AddMatchSignal(dbus.WithMatchMember("ActiveChanged")) != nil {
		return
	}
	var names []string
	if bus.BusObject().Call("org.freedesktop.DBus.ListNames", 0).Store(&names) != nil {
		return
	}
	for _, name := range names {
		if strings.HasSuffix(name, screenSaver) {
			w.willTell(Session, true)
		}
	}
}

// screenSaver is how the names of all of them end: org.gnome.ScreenSaver, org.freedesktop.ScreenSaver, org.cinnamon.ScreenSaver.
const screenSaver = ".ScreenSaver"

// connect connects to a bus, if it is a socket on this machine, and listens to it; nil when there is none.
func (w *Watcher) connect(address string) *dbus.Conn {
	for place := range strings.SplitSeq(address, ";") {
		if !strings.HasPrefix(place, "unix:") {
			return nil
		}
	}
	bus, err := dbus.Connect(address)
	if err != nil {
		return nil
	}
	w.onStop(func() { _ = bus.Close() }) // nothing is sent that could get lost
	signals := make(chan *dbus.Signal, 16)
	bus.Signal(signals)
	go func() {
		for s := range signals {
			if reason := meant(s); reason != "" {
				w.options.Gone(reason)
			}
		}
	}()
	return bus
}

// meant returns why nobody is there according to a signal; nothing when it says something else.
func meant(s *dbus.Signal) Reason {
	switch {
	case s.Name == loginManager+".PrepareForSleep" && first(s.Body) == true:
		return Sleep
	case s.Name == loginSession+".Lock":
		return Session
	case s.Name == properties+".PropertiesChanged" && first(s.Body) == loginSession && len(s.Body) > 1:
		if changed, ok := s.Body[1].(map[string]dbus.Variant); ok && changed["LockedHint"].Value() == true {
			return Session
		}
	case strings.HasSuffix(s.Name, screenSaver+".ActiveChanged") && first(s.Body) == true:
		return Session
	}
	return ""
}

func first(body []any) any {
	if len(body) == 0 {
		return nil
	}
	return body[0]
}
