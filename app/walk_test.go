//go:build linux && cgo

package main

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// stage is a screen of its own with the program's real window on it.
type stage struct {
	t       testing.TB
	env     []string
	program *exec.Cmd
	trace   chan string // what the program tells that it shows and does
	folder  string      // for the program's files
	size    string      // of the screen
	under   []string    // what the program is run under; nothing by itself
}

// newStage starts a screen of a size, without a program.
func newStage(t testing.TB, size string) *stage {
	t.Helper()
	for _, tool := range []string{"Xvfb", "xdotool", "import"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("%v: install xvfb, xdotool and imagemagick", err)
		}
	}
	number, display, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", size+"x24", "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{display}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Kill() // it has nothing to keep
		_ = server.Wait()
	})
	_ = display.Close()
	line, err := bufio.NewReader(number).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb told no display: %v", err)
	}
	s := &stage{t: t, folder: t.TempDir(), size: size}
	s.env = append(os.Environ(),
		"DISPLAY=:"+strings.TrimSpace(line), "LIBGL_ALWAYS_SOFTWARE=1", "BONDGENOOT_TRACE=1", "LANG=nl_NL.UTF-8", "LC_ALL=nl_NL.UTF-8",
		"HOME="+s.folder, "XDG_DATA_HOME="+filepath.Join(s.folder, "data"), "XDG_CONFIG_HOME="+filepath.Join(s.folder, "config"),
		"XDG_STATE_HOME="+filepath.Join(s.folder, "state"), "XDG_DOCUMENTS_DIR="+s.folder, "PATH="+s.viewer()+string(os.PathListSeparator)+os.Getenv("PATH"),
	)
	return s
}

// viewer puts a program where the system's viewer of PDFs would be: it notes which file it was asked to show.
func (s *stage) viewer() string {
	folder := filepath.Join(s.folder, "bin")
	script := "#!/bin/sh\nprintf '%s\\n' \"$1\" >>'" + filepath.Join(s.folder, "viewed") + "'\n"
	if err := os.MkdirAll(folder, 0o700); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "xdg-open"), []byte(script), 0o700); err != nil {
		s.t.Fatal(err)
	}
	return folder
}

// start starts the program and waits until it shows something; it then has the keyboard.
func (s *stage) start(shows string, args ...string) {
	s.t.Helper()
	line := slices.Concat(s.under, []string{"bondgenoot"}, args)
	s.program = exec.Command(line[0], line[1:]...)
	s.program.Env = s.env
	out, err := s.program.StderrPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.program.Start(); err != nil {
		s.t.Fatal(err)
	}
	lines := make(chan string, 1000)
	s.trace = lines
	go func() {
		read := bufio.NewScanner(out)
		for read.Scan() {
			lines <- read.Text()
		}
		close(lines)
	}()
	program := s.program
	s.t.Cleanup(func() { _ = program.Process.Kill() })
	s.front()
	s.await(shows)
}

// front gives the program's window the whole screen and the keyboard.
func (s *stage) front() {
	s.t.Helper()
	id := strings.Fields(s.tool("search", "--sync", "--onlyvisible", "--name", "Bondgenoot"))[0]
	width, height, _ := strings.Cut(s.size, "x")
	s.tool("windowmove", id, "0", "0", "windowsize", id, width, height, "windowfocus", "--sync", id)
}

// lock locks the vault as people do, and waits until the program that took the place of this one asks for the passphrase.
func (s *stage) lock() {
	s.t.Helper()
	s.keys("ctrl+l")
	s.await("shown unlock open")
	s.await("started")
	s.front()
}

func (s *stage) tool(args ...string) string {
	s.t.Helper()
	c := exec.Command("xdotool", args...)
	c.Env = s.env
	out, err := c.CombinedOutput()
	if err != nil {
		s.t.Fatalf("xdotool %v: %v: %s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// hang is how long a program may show nothing before it is held to hang: it guards the test, and measures nothing.
const hang = time.Minute

// await reads what the program tells until it tells this.
func (s *stage) await(what string) {
	s.t.Helper()
	guard := time.NewTimer(hang)
	defer guard.Stop()
	var seen []string
	for {
		select {
		case line, more := <-s.trace:
			if !more {
				s.t.Fatalf("the program ended before it told %q; it told:\n%s", what, strings.Join(seen, "\n"))
			}
			if strings.Contains(line, "Fyne error") {
				s.t.Errorf("the toolkit complains: %s", line)
			}
			if strings.HasPrefix(line, "window: "+what) {
				return
			}
			seen = append(seen, line)
		case <-guard.C:
			s.shot("hang")
			s.t.Fatalf("%q never came; the program told:\n%s", what, strings.Join(seen, "\n"))
		}
	}
}

// keys presses keys one after another.
func (s *stage) keys(names ...string) {
	s.t.Helper()
	s.tool(append([]string{"key", "--delay", "20"}, names...)...)
}

func (s *stage) write(text string) {
	s.t.Helper()
	s.tool("type", "--delay", "15", text)
}

// shot keeps a picture of the screen.
func (s *stage) shot(name string) {
	s.t.Helper()
	folder := os.Getenv("BONDGENOOT_SHOTS")
	if folder == "" {
		return
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		s.t.Fatal(err)
	}
	c := exec.Command("import", "-window", "root", filepath.Join(folder, name+".png"))
	c.Env = s.env
	if out, err := c.CombinedOutput(); err != nil {
		s.t.Fatalf("import: %v: %s", err, out)
	}
}

// quit ends the program as people do, and waits until it has kept everything. A key that is pressed while a busy screen is still being drawn can be
// lost: it is pressed once more then, as people do.
func (s *stage) quit() {
	s.t.Helper()
	s.keys("ctrl+q")
	guard := time.AfterFunc(hang/2, func() { s.tell("key", "ctrl+q") })
	defer guard.Stop()
	ended := time.AfterFunc(2*hang, func() { _ = s.program.Process.Signal(syscall.SIGQUIT) }) // it tells where it hangs
	defer ended.Stop()
	var seen []string
	for line := range s.trace {
		if strings.Contains(line, "failed") {
			s.t.Errorf("while it ended: %s", line)
		}
		seen = append(seen, line)
	}
	if err := s.program.Wait(); err != nil {
		s.t.Errorf("the program ended with %v:\n%s", err, strings.Join(seen, "\n"))
	}
}

// tell is tool for who cannot fail the test from where it is, such as a timer.
func (s *stage) tell(args ...string) {
	c := exec.Command("xdotool", args...)
	c.Env = s.env
	_ = c.Run() // the program may have ended meanwhile
}

// told runs the command line on the demo's vault and returns what it says.
func (s *stage) told(args ...string) string {
	s.t.Helper()
	phrase := filepath.Join(s.folder, "phrase")
	if err := os.WriteFile(phrase, []byte("bondgenoot\n"), 0o600); err != nil {
		s.t.Fatal(err)
	}
	vault, err := filepath.Glob(filepath.Join(s.folder, "data", "bondgenoot", "demo.vault"))
	if err != nil || len(vault) != 1 {
		s.t.Fatalf("the demo's vault is %q, %v", vault, err)
	}
	c := exec.Command("bondgenoot", append([]string{"--vault", vault[0], "--passphrase-file", phrase}, args...)...)
	c.Env = s.env
	out, err := c.Output()
	if err != nil {
		var exit *exec.ExitError
		if ok := asExit(err, &exit); ok {
			s.t.Fatalf("%v: %v: %s", args, err, exit.Stderr)
		}
		s.t.Fatalf("%v: %v", args, err)
	}
	return string(out)
}

func asExit(err error, to **exec.ExitError) bool {
	exit, ok := err.(*exec.ExitError) //nolint:errorlint // Output returns it as it is
	*to = exit
	return ok
}

// TestWindowByKeyboard is the walk of a new user who has no mouse, in the real window.
func TestWindowByKeyboard(t *testing.T) {
	s := newStage(t, "1366x768")
	s.start("shown unlock welcome")
	s.shot("walk-welcome")
	s.keys("Tab", "Return") // the demo municipality
	s.await("shown today")
	s.shot("walk-today")

	s.keys("ctrl+k") // find a partner
	s.await("dialog palette")
	s.write("Straatlicht")
	s.keys("Return")
	s.await("shown partners")
	s.keys("ctrl+g") // log a conversation, with what follows
	s.await("dialog Gesprek vastleggen")
	s.write("Esra")
	s.keys("Return")
	s.write("Gesproken over meelopen")
	s.keys("Tab", "Tab", "Tab")
	s.write("Rooster nabellen voor vrijdag")
	s.shot("walk-conversation")
	s.keys("Return")
	s.await("closed Gesprek vastleggen")
	s.await("refreshed partners")
	s.shot("walk-partner")

	s.keys("ctrl+n") // add a contact
	s.await("dialog Nieuw contact")
	s.write("Truus")
	s.keys("Return", "Return")
	s.write("Walstra")
	s.keys("Return", "Tab") // the organisation is the one that is shown
	s.write("jongerenwerker")
	s.save("Nieuw contact")
	s.await("shown partners")

	s.keys("ctrl+4", "ctrl+n") // plan a meeting with two actions
	s.await("dialog Overleg plannen")
	s.write("Proefoverleg")
	s.keys("Return", "Down", "Return")
	s.write("volgende week di")
	s.keys("Return")
	s.write("14:00")
	s.keys("Return", "Return", "Return")
	s.shot("walk-meeting-form")
	s.save("Overleg plannen")
	s.await("shown meetings")
	s.keys("ctrl+j")
	s.write("Zaal reserveren voor morgen")
	s.keys("Return")
	s.await("toast")
	s.write("Stukken sturen voor vrijdag")
	s.keys("Return")
	s.await("toast")
	s.shot("walk-meeting")

	s.keys("ctrl+5") // mark one done, and undo
	s.await("shown actions")
	s.keys("ctrl+f")
	s.write("Zaal reserveren")
	s.keys("Return", "ctrl+d")
	s.await("toast")
	s.keys("ctrl+z")
	s.await("toast")
	s.shot("walk-actions")

	s.keys("ctrl+3", "ctrl+b") // add a party to an agreement, and print it
	s.await("dialog Partij toevoegen")
	s.write("Halt")
	s.keys("Return")
	s.save("Partij toevoegen")
	s.await("toast")
	s.keys("ctrl+p")
	s.await("printed")
	s.shot("walk-agreement")
	s.keys("F1")
	s.await("dialog")
	s.shot("walk-help")
	s.keys("Escape")
	s.quit()

	for _, want := range []string{"Rooster nabellen", "Zaal reserveren", "Stukken sturen"} {
		if list := s.told("list", "actions", "--json"); !strings.Contains(list, want) {
			t.Errorf("the vault has no action %q", want)
		}
	}
	if list := s.told("list", "contacts", "--json"); !strings.Contains(list, "Walstra") || !strings.Contains(list, "Gesproken over meelopen") {
		t.Error("the vault has no new contact or no conversation")
	}
	if list := s.told("list", "meetings", "--json"); !strings.Contains(list, "Proefoverleg") {
		t.Error("the vault has no new meeting")
	}
	viewed, err := os.ReadFile(filepath.Join(s.folder, "viewed"))
	if err != nil {
		t.Fatal(err)
	}
	pdf, err := os.ReadFile(strings.TrimSpace(string(viewed)))
	if err != nil || !strings.HasPrefix(string(pdf), "%PDF-1.7") {
		t.Errorf("what was shown begins with %.8q, %v", pdf, err)
	}
}

// TestWindowGivesAdvice asks, keeps and puts an emergency on record in the real window, without a mouse.
func TestWindowGivesAdvice(t *testing.T) {
	s := newStage(t, "1366x768")
	s.start("shown today", "demo")
	s.keys("ctrl+6")
	s.await("shown advice")
	choose := func(words string) {
		s.keys("Return")
		s.write(words)
		s.keys("Return")
	}
	for _, words := range []string{"Vroeg", "Straatlicht", "wijkteam", "Zorgelijk"} {
		choose(words)
		s.keys("Tab")
	}
	s.await("shown advice not_covered")
	s.shot("walk-advice-not")
	choose("Signalen")
	s.await("shown advice permitted_with_conditions")
	s.shot("walk-advice-yes")

	s.keys("ctrl+b")
	s.await("dialog Bewaar de afweging")
	s.write("Hulp komt anders te laat")
	s.save("Bewaar de afweging")
	s.await("toast")

	s.keys("ctrl+u")
	s.await("dialog Acuut gevaar")
	choose("Politie") // the provider is the one that was chosen before
	choose("Gezondheid")
	s.shot("walk-advice-urgent")
	s.save("Acuut gevaar")
	s.await("shown deliberation")
	s.shot("walk-advice-kept")
	s.quit()

	kept := s.told("list", "deliberations", "--json")
	for _, want := range []string{"Hulp komt anders te laat", `"urgent": true`, `"statutory_route"`} {
		if !strings.Contains(kept, want) {
			t.Errorf("the vault has no deliberation with %s", want)
		}
	}
}

// save goes to the button that keeps a form, which is its last, and presses it.
func (s *stage) save(dialog string) {
	s.t.Helper()
	s.keys("ctrl+Return")
	s.await("closed " + dialog)
}

// click clicks in the middle of what is at a place of the screen, in pixels.
func (s *stage) click(x, y int) {
	s.t.Helper()
	s.tool("mousemove", strconv.Itoa(x), strconv.Itoa(y), "click", "1")
}

// TestWindowKeepsWhatWasTypedWhenItIsKilled kills the program while somebody types: what was there more than a second is there again.
func TestWindowKeepsWhatWasTypedWhenItIsKilled(t *testing.T) {
	s := newStage(t, "1366x768")
	s.start("shown today", "demo")
	s.keys("ctrl+4")
	s.await("shown meetings")
	s.keys("ctrl+m")
	s.write("Wij spraken over de haven en over het plein")
	s.await("saved")
	s.keys("ctrl+g")
	s.write("Half agendapunt")
	s.await("drafted")
	if err := s.program.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = s.program.Wait() // it was killed
	if list := s.told("list", "meetings", "--json"); !strings.Contains(list, "Wij spraken over") {
		t.Error("what was typed in the minutes is gone")
	}
	s.start("shown meetings", "demo")
	s.shot("walk-after-kill")
	s.keys("ctrl+g", "Return")
	s.await("toast")
	s.quit()
	if list := s.told("list", "meetings", "--json"); !strings.Contains(list, "Half agenda") {
		t.Error("the half written line did not come back")
	}
}

// TestWindowIsOne starts the program twice: the second one brings the first to the front and ends.
func TestWindowIsOne(t *testing.T) {
	s := newStage(t, "1366x768")
	s.env = append(s.env, "LC_ALL=C", "LANG=C") // as on a server, or in a bare session
	s.start("shown today", "demo")
	second := exec.Command("bondgenoot", "demo")
	second.Env = s.env
	if out, err := second.CombinedOutput(); err != nil || strings.Contains(string(out), "Fyne error") {
		t.Errorf("%v: %s", err, out)
	}
	s.await("raised")
	s.quit()
}

// TestWindowByMouse is the walk of a new user who only has a mouse, but for the words.
func TestWindowByMouse(t *testing.T) {
	s := newStage(t, "1366x768")
	s.start("shown today", "demo")
	s.click(100, 126) // Partners
	s.await("shown partners")
	s.click(400, 266) // Halt De Waarden
	s.click(902, 44)  // log a conversation
	s.await("dialog Gesprek vastleggen")
	s.click(680, 240)
	s.write("Met de muis gesproken")
	s.shot("mouse-conversation")
	s.click(885, 628)
	s.await("closed Gesprek vastleggen")
	s.await("toast")
	s.click(100, 252) // Acties
	s.await("shown actions")
	s.click(246, 235) // the box of the first
	s.shot("mouse-actions")
	s.click(378, 195) // finish, in the bar that came
	s.await("toast")
	s.shot("mouse-finished")
	s.click(100, 168) // Afspraken
	s.await("shown agreements")
	s.click(1107, 44) // print
	s.await("printed")
	s.quit()
}
