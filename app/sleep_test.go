//go:build linux && cgo

package main

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

const logindPath = dbus.ObjectPath("/org/freedesktop/login1")

// bus starts a bus of the test's own.
func (s *stage) bus() (bus *dbus.Conn, address string) {
	s.t.Helper()
	config := filepath.Join(s.folder, "bus.conf")
	if err := os.WriteFile(config, []byte(`<busconfig><type>session</type><listen>unix:path=`+filepath.Join(s.folder, "bus")+`</listen>
		<policy context="default"><allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`), 0o600); err != nil {
		s.t.Fatal(err)
	}
	daemon := exec.Command("dbus-daemon", "--nofork", "--print-address=1", "--config-file="+config)
	out, err := daemon.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := daemon.Start(); err != nil {
		s.t.Fatalf("%v: install dbus", err)
	}
	s.t.Cleanup(func() {
		_ = daemon.Process.Kill() // it has nothing to keep
		_ = daemon.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		s.t.Fatal(err)
	}
	address = strings.TrimSpace(line)
	if bus, err = dbus.Connect(address); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { bus.Close() })
	return bus, address
}

// sleeper is a system that waits with sleep for who asked it to.
type sleeper struct {
	ends  chan *os.File // each ends when nobody keeps the system waiting
	given []*os.File
}

// Inhibit is logind's.
func (s *sleeper) Inhibit(_, _, _, _ string) (dbus.UnixFD, *dbus.Error) {
	read, write, err := os.Pipe()
	if err != nil {
		return 0, dbus.MakeFailedError(err)
	}
	s.given = append(s.given, write)
	s.ends <- read
	return dbus.UnixFD(write.Fd()), nil
}

// TestWindowLocksBeforeTheComputerSleeps has the system announce sleep while somebody types: the vault is locked before the system need wait no
// longer, and what was typed comes back.
func TestWindowLocksBeforeTheComputerSleeps(t *testing.T) {
	s := newStage(t, "1366x768")
	bus, address := s.bus()
	s.env = append(s.env, "DBUS_SYSTEM_BUS_ADDRESS="+address)
	system := &sleeper{ends: make(chan *os.File, 4)}
	if err := bus.Export(system, logindPath, "org.freedesktop.login1.Manager"); err != nil {
		t.Fatal(err)
	}
	if _, err := bus.RequestName("org.freedesktop.login1", 0); err != nil {
		t.Fatal(err)
	}
	s.start("shown today", "demo")
	var waits *os.File
	select {
	case waits = <-system.ends:
	case <-time.After(hang):
		t.Fatal("the program asks the system to wait for nothing")
	}
	defer waits.Close()
	s.keys("ctrl+5", "ctrl+n")
	s.await("shown actions")
	s.write("Net voor het slapen")
	if err := bus.Emit(logindPath, "org.freedesktop.login1.Manager.PrepareForSleep", true); err != nil {
		t.Fatal(err)
	}
	s.await("covered")
	for _, given := range system.given { // the program has its own by now
		if err := given.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := waits.SetReadDeadline(time.Now().Add(hang)); err != nil {
		t.Fatal(err)
	}
	if _, err := waits.Read(make([]byte, 1)); err != io.EOF { //nolint:errorlint // a file returns it as it is
		t.Errorf("the system still waits: %v", err)
	}
	s.await("shown unlock open")
	s.await("started")
	s.front()
	s.shot("walk-slept")
	s.write("bondgenoot")
	s.keys("Return")
	s.await("shown actions")
	s.shot("walk-after-sleep")
	s.quit()
}
