//go:build unix

package main

import (
	"fmt"
	"os"
	"runtime"
	"syscall"
)

// peak tells the largest resident set of a process that has ended (getrusage: kilobytes, on macOS bytes).
func peak(s *os.ProcessState) string {
	usage, ok := s.SysUsage().(*syscall.Rusage)
	if !ok {
		return "not told by this system"
	}
	size := usage.Maxrss
	if runtime.GOOS != "darwin" {
		size <<= 10
	}
	return fmt.Sprintf("%d MB", size>>20)
}
