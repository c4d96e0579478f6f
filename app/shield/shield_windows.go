package shield

import (
	"fmt"

	"golang.org/x/sys/windows"
)

// Flags of WerSetFlags in <werapi.h>.
const (
	werNoHeap = 1  // leaves out of a report what the program had in memory
	werNoUI   = 32 // asks nobody
)

// Windows has a service that copies memory of a fallen program into a report. The program falls without calling it, and asks it to leave out
// memory when it comes anyway. Debuggers of the same user are not refused: that takes an own list of rights on the process, which was not tried.
var steps = []func() error{
	func() error {
		windows.SetErrorMode(windows.SEM_FAILCRITICALERRORS | windows.SEM_NOGPFAULTERRORBOX)
		return nil
	},
	func() error {
		set := windows.NewLazySystemDLL("kernel32.dll").NewProc("WerSetFlags")
		if err := set.Find(); err != nil {
			return fmt.Errorf("shield: keep memory out of error reports: %w", err)
		}
		if result, _, _ := set.Call(werNoHeap | werNoUI); result != 0 {
			return fmt.Errorf("shield: keep memory out of error reports: error %#x", result)
		}
		return nil
	},
}
