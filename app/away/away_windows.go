package away

import (
	"runtime"
	"sync"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// Messages and what they say, from <winuser.h>, <pbt.h> and <wtsapi32.h>.
const (
	wmDestroy         = 0x0002
	wmClose           = 0x0010
	wmPowerBroadcast  = 0x0218
	wmSessionChange   = 0x02B1
	powerSuspend      = 4
	consoleDisconnect = 2
	remoteDisconnect  = 4
	sessionLock       = 7
)

var (
	user32            = windows.NewLazySystemDLL("user32.dll")
	registerClass     = user32.NewProc("RegisterClassExW")
	createWindow      = user32.NewProc("CreateWindowExW")
	defaultProcedure  = user32.NewProc("DefWindowProcW")
	getMessage        = user32.NewProc("GetMessageW")
	dispatchMessage   = user32.NewProc("DispatchMessageW")
	postMessage       = user32.NewProc("PostMessageW")
	postQuit          = user32.NewProc("PostQuitMessage")
	registerSuspend   = user32.NewProc("RegisterSuspendResumeNotification")
	registerOfSession = windows.NewLazySystemDLL("wtsapi32.dll").NewProc("WTSRegisterSessionNotification")
)

// windowClass is WNDCLASSEXW.
type windowClass struct {
	size                               uint32
	style                              uint32
	procedure                          uintptr
	extraClass, extraWindow            int32
	instance, icon, cursor, background windows.Handle
	menu, name                         *uint16
	smallIcon                          windows.Handle
}

// message is MSG.
type message struct {
	window  windows.HWND
	kind    uint32
	wide    uintptr
	long    uintptr
	time    uint32
	x, y    int32
	private uint32
}

// listening is the watcher that the window's messages are for: Windows calls one function, and there is one person before the computer.
var listening struct {
	sync.Mutex
	watcher *Watcher
}

// ask makes a window that is never shown, because Windows tells windows. Its messages come on the thread that made it.
func (w *Watcher) ask() {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	listening.Lock()
	listening.watcher = w
	listening.Unlock()
	window := newWindow()
	if window == 0 {
		return
	}
	const thisSession, toWindow = 0, 0
	if done, _, _ := registerOfSession.Call(window, thisSession); done != 0 {
		w.willTell(Session, true)
	}
	if registerSuspend.Find() == nil {
		if handle, _, _ := registerSuspend.Call(window, toWindow); handle != 0 {
			w.willTell(Sleep, true)
		}
	}
	w.onStop(func() { _, _, _ = postMessage.Call(window, wmClose, 0, 0) }) // a window that is gone needs no closing
	var m message
	for {
		more, _, _ := getMessage.Call(uintptr(unsafe.Pointer(&m)), 0, 0, 0)
		if int32(more) <= 0 {
			return
		}
		_, _, _ = dispatchMessage.Call(uintptr(unsafe.Pointer(&m))) // what the procedure returned means nothing here
	}
}

func newWindow() uintptr {
	name, err := windows.UTF16PtrFromString("bondgenoot-away")
	if err != nil {
		return 0
	}
	class := windowClass{procedure: procedure(), name: name}
	class.size = uint32(unsafe.Sizeof(class))
	_, _, _ = registerClass.Call(uintptr(unsafe.Pointer(&class))) // a second time it is there already; else no window comes of it
	const messageOnly = ^uintptr(2)                               // HWND_MESSAGE, -3
	window, _, _ := createWindow.Call(0, uintptr(unsafe.Pointer(name)), 0, 0, 0, 0, 0, 0, messageOnly, 0, 0, 0)
	return window
}

// procedure returns the function that Windows calls with a message. There is one for ever: Windows cannot give such a function back.
var procedure = sync.OnceValue(func() uintptr { return syscall.NewCallback(receive) })

func receive(window windows.HWND, kind uint32, wide, long uintptr) uintptr {
	switch {
	case kind == wmDestroy:
		_, _, _ = postQuit.Call(0) // ends the loop; it cannot fail
		return 0
	case kind == wmPowerBroadcast && wide == powerSuspend:
		tell(Sleep)
	case kind == wmSessionChange && (wide == sessionLock || wide == consoleDisconnect || wide == remoteDisconnect):
		tell(Session)
	}
	result, _, _ := defaultProcedure.Call(uintptr(window), uintptr(kind), wide, long)
	return result
}

func tell(r Reason) {
	listening.Lock()
	w := listening.watcher
	listening.Unlock()
	w.options.Gone(r)
}
