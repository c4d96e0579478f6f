//go:build linux && cgo

package main

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

var peak = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

// opened starts a program and returns how long it took until it told that its loop begins, right before the first frame, and its memory at that moment in megabytes.
func opened(b *testing.B, s *stage, program string, args ...string) (took time.Duration, memory float64) {
	b.Helper()
	c := exec.Command(program, args...)
	c.Env = s.env
	out, err := c.StderrPipe()
	if err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	if err := c.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() {
		_ = c.Process.Kill() // it has nothing to keep
		_ = c.Wait()
	}()
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if !strings.HasPrefix(lines.Text(), "window: started") {
			continue
		}
		took = time.Since(start)
		status, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(c.Process.Pid), "status"))
		if err != nil {
			b.Fatal(err)
		}
		kilobytes, err := strconv.Atoi(peak.FindStringSubmatch(string(status))[1])
		if err != nil {
			b.Fatal(err)
		}
		return took, float64(kilobytes) / 1024
	}
	b.Fatalf("%s showed no window", program)
	return 0, 0
}

// BenchmarkStart compares the program's start, until its loop begins with the welcome laid out, with that of a bare window of the same toolkit: both in turn, on the
// same screen.
func BenchmarkStart(b *testing.B) {
	bare := filepath.Join(b.TempDir(), "bare")
	if out, err := exec.Command("go", "build", "-o", bare, "./testdata/bare").CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	s := newStage(b, "1366x768")
	var ours, floor time.Duration
	var oursMemory, floorMemory float64
	for range b.N {
		took, memory := opened(b, s, bare)
		floor, floorMemory = floor+took, max(floorMemory, memory)
		took, memory = opened(b, s, "bondgenoot")
		ours, oursMemory = ours+took, max(oursMemory, memory)
	}
	b.ReportMetric(float64(ours)/float64(floor), "x-bare-time")
	b.ReportMetric(oursMemory/floorMemory, "x-bare-memory")
	b.ReportMetric(float64(ours.Milliseconds())/float64(b.N), "ms/start")
	b.ReportMetric(oursMemory, "MB")
}
