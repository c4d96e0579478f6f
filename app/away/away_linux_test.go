package away

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"golang.org/x/sys/unix"
)

// hang is how long something may take before it is held to hang: it guards the test, and measures nothing.
const hang = 30 * time.Second

// newBus starts a bus of the test's own, in place of both the system's and the desktop's.
func newBus(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("dbus-daemon"); err != nil {
		t.Fatalf("%v: install dbus", err)
	}
	config := filepath.Join(t.TempDir(), "bus.conf")
	socket := filepath.Join(t.TempDir(), "bus")
	if err := os.WriteFile(config, []byte(`<busconfig><type>session</type><listen>unix:path=`+socket+`</listen>
		<policy context="default"><allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`), 0o600); err != nil {
		t.Fatal(err)
	}
	daemon := exec.Command("dbus-daemon", "--nofork", "--print-address=1", "--config-file="+config)
	out, err := daemon.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := daemon.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = daemon.Process.Kill() // it has nothing to keep
		_ = daemon.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the bus told no address: %v", err)
	}
	return strings.TrimSpace(address)
}

// logind is as much of the system's logind as a watcher asks for.
type logind struct {
	t     *testing.T
	bus   *dbus.Conn
	waits *os.File // ends when nobody keeps it waiting
	given *os.File // the other end, as it was given away

	calls sync.Mutex // the bus calls from goroutines of its own
	asked string     // what it was asked to wait for: what, who, why, how
}

const sessionPath = dbus.ObjectPath("/org/freedesktop/login1/session/_37")

func newLogind(t *testing.T, address string) *logind {
	t.Helper()
	bus, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { bus.Close() })
	l := &logind{t: t, bus: bus}
	if l.waits, l.given, err = os.Pipe(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.waits.Close(); _, _ = l.end() }) // it may have been closed before
	if err := bus.Export(l, loginPath, loginManager); err != nil {
		t.Fatal(err)
	}
	if _, err := bus.RequestName(login, 0); err != nil {
		t.Fatal(err)
	}
	return l
}

// Inhibit is logind's.
func (l *logind) Inhibit(what, who, why, how string) (dbus.UnixFD, *dbus.Error) {
	l.calls.Lock()
	defer l.calls.Unlock()
	l.asked = strings.Join([]string{what, who, why, how}, "|")
	return dbus.UnixFD(l.given.Fd()), nil
}

// end closes the end that was given away, and returns what it was asked for.
func (l *logind) end() (asked string, err error) {
	l.calls.Lock()
	defer l.calls.Unlock()
	return l.asked, l.given.Close()
}

// GetSession is logind's.
func (l *logind) GetSession(string) (dbus.ObjectPath, *dbus.Error) { return sessionPath, nil }

// waiting reports whether somebody keeps it waiting still.
func (l *logind) waiting() bool {
	l.t.Helper()
	end := []unix.PollFd{{Fd: int32(l.waits.Fd()), Events: unix.POLLIN}}
	if _, err := unix.Poll(end, 0); err != nil {
		l.t.Fatal(err)
	}
	return end[0].Revents&unix.POLLHUP == 0
}

// watch watches, and returns when all was asked.
func watch(t *testing.T) (w *Watcher, gone <-chan Reason) {
	t.Helper()
	reasons := make(chan Reason, 8)
	w = Watch(Options{Gone: func(r Reason) { reasons <- r }, Who: "Bondgenoot", Why: "vergrendelt"})
	t.Cleanup(w.Stop)
	select {
	case <-w.asked:
	case <-time.After(hang):
		t.Fatal("it hangs while it asks the system")
	}
	return w, reasons
}

func expect(t *testing.T, gone <-chan Reason, want Reason) {
	t.Helper()
	select {
	case got := <-gone:
		if got != want {
			t.Errorf("gone for %q, want %q", got, want)
		}
	case <-time.After(hang):
		t.Fatalf("nobody told of %q", want)
	}
}

func TestSleepAndLocksAreTold(t *testing.T) {
	address := newBus(t)
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
	l := newLogind(t, address)
	w, gone := watch(t)
	if !w.Tells(Sleep) || !w.Tells(Session) {
		t.Fatalf("told would be sleep %v, session %v", w.Tells(Sleep), w.Tells(Session))
	}
	emit := func(path dbus.ObjectPath, name string, values ...any) {
		t.Helper()
		if err := l.bus.Emit(path, name, values...); err != nil {
			t.Fatal(err)
		}
	}
	changed := func(path dbus.ObjectPath, locked bool) {
		t.Helper()
		emit(path, properties+".PropertiesChanged", loginSession, map[string]dbus.Variant{"LockedHint": dbus.MakeVariant(locked)}, []string{})
	}
	// What means nothing comes first each time: if it were told, it would be told in the place of what is expected.
	emit(loginPath, loginManager+".PrepareForSleep", false)
	emit(loginPath, loginManager+".PrepareForSleep", true)
	expect(t, gone, Sleep)
	changed(sessionPath, false)
	changed("/org/freedesktop/login1/session/_38", true) // somebody else's
	emit("/org/freedesktop/login1/session/_38", loginSession+".Lock")
	emit("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged", false)
	emit(sessionPath, loginSession+".Lock")
	expect(t, gone, Session)
	changed(sessionPath, true)
	expect(t, gone, Session)
	emit("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver.ActiveChanged", true)
	expect(t, gone, Session)
	emit(loginPath, loginManager+".PrepareForSleep", true)
	expect(t, gone, Sleep) // and nothing came between

	asked, err := l.end() // the watcher has its own by now
	if err != nil || asked != "sleep|Bondgenoot|vergrendelt|delay" {
		t.Fatalf("the system was asked to wait for %q, %v", asked, err)
	}
	if !l.waiting() {
		t.Error("the system does not wait while the vault is open")
	}
	w.Stop()
	if l.waiting() {
		t.Error("the system still waits when nothing is open any more")
	}
}

func TestTheWaitEndsWhenTheProgramIsReplaced(t *testing.T) {
	address := newBus(t)
	newLogind(t, address)
	bus, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	defer bus.Close()
	hold, ok := (&Watcher{}).delaySleep(bus.Object(login, loginPath))
	if !ok {
		t.Fatal("nothing to hold")
	}
	defer unix.Close(hold)
	if flags, err := unix.FcntlInt(uintptr(hold), unix.F_GETFD, 0); err != nil || flags&unix.FD_CLOEXEC == 0 {
		t.Errorf("the file stays open in what replaces the program: flags %#x, %v", flags, err)
	}
}

func TestWithoutABusNothingIsTold(t *testing.T) {
	for name, address := range map[string]string{
		"nobody there": "unix:path=" + filepath.Join(t.TempDir(), "bus"),
		"a network":    "tcp:host=127.0.0.1,port=1",
		"a mixture":    "unix:path=/nowhere;tcp:host=127.0.0.1,port=1",
		"no address":   "unix",
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
			t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
			w, _ := watch(t)
			if w.Tells(Sleep) || w.Tells(Session) {
				t.Error("it says that the system will tell")
			}
		})
	}
}
