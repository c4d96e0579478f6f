package conformance

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/conformance/judges"
)

// absentError tells that a judge is not on this machine.
type absentError struct {
	what, how string
	err       error
}

func (e *absentError) Error() string {
	return fmt.Sprintf("%s is not here (%v): %s", e.what, e.err, e.how)
}
func (e *absentError) Unwrap() error { return e.err }

func asAbsent(err error, target **absentError) bool { return errors.As(err, target) }

// run runs a program and returns what it wrote. Exit codes in fine are no failure. A program that is not installed is an [absentError].
func run(t *testing.T, fine []int, name string, args ...string) (stdout, stderr string, err error) {
	t.Helper()
	program, err := exec.LookPath(name)
	if err != nil {
		return "", "", &absentError{name, "see 'make conformance'", err}
	}
	command := exec.CommandContext(t.Context(), program, args...)
	var out, told bytes.Buffer
	command.Stdout, command.Stderr = &out, &told
	err = command.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		for _, code := range fine {
			if exit.ExitCode() == code {
				err = nil
			}
		}
	}
	if err != nil {
		err = fmt.Errorf("%s: %w: %s", name, err, tail(told.String()))
	}
	return out.String(), told.String(), err
}

// tail returns the last lines of a long message.
func tail(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return strings.Join(lines[max(0, len(lines)-8):], "\n")
}

// java runs a judge's jar.
func java(t *testing.T, j judges.Judge, fine []int, args ...string) (stdout, stderr string, err error) {
	t.Helper()
	folder, err := judges.Folder()
	if err != nil {
		return "", "", err
	}
	if err := j.Check(folder); err != nil {
		return "", "", &absentError{j.Name, "go run ./internal/conformance/fetch", err}
	}
	// One collector and the quick compiler only: the machine is shared, and a run takes seconds.
	options := []string{"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true", "-cp", j.Path(folder), j.Main}
	return run(t, fine, "java", append(options, args...)...)
}

// each runs f for every sheet, as many at a time as there are processors, and returns what they return, in order.
func each(sheets []sheet, f func(sheet) ([]complaint, error)) ([]complaint, error) {
	found := make([][]complaint, len(sheets))
	faults := make([]error, len(sheets))
	turns := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wait sync.WaitGroup
	for i, s := range sheets {
		turns <- struct{}{}
		wait.Go(func() {
			defer func() { <-turns }()
			found[i], faults[i] = f(s)
		})
	}
	wait.Wait()
	var all []complaint
	for _, list := range found {
		all = append(all, list...)
	}
	return all, errors.Join(faults...)
}

var pageLine = regexp.MustCompile(`(?m)^Pages:\s+(\d+)$`)

// countPages returns how many pages a file has, 0 when there is nothing here to count them.
func countPages(t *testing.T, file string) int {
	t.Helper()
	out, _, err := run(t, nil, "pdfinfo", file)
	m := pageLine.FindStringSubmatch(out)
	if err != nil || m == nil {
		return 0
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}
