package vault

import (
	"syscall"

	"golang.org/x/sys/windows"
)

// The codes are of https://learn.microsoft.com/windows/win32/debug/system-error-codes.
var (
	codesNoSpace   = []syscall.Errno{windows.ERROR_DISK_FULL, windows.ERROR_HANDLE_DISK_FULL, windows.ERROR_DISK_QUOTA_EXCEEDED}
	codesDriveLost = []syscall.Errno{
		windows.ERROR_NOT_READY, windows.ERROR_CRC, windows.ERROR_SEEK, windows.ERROR_SECTOR_NOT_FOUND, windows.ERROR_WRITE_FAULT,
		windows.ERROR_READ_FAULT, windows.ERROR_GEN_FAILURE, windows.ERROR_WRONG_DISK, windows.ERROR_BAD_NETPATH, windows.ERROR_NETWORK_BUSY,
		windows.ERROR_DEV_NOT_EXIST, windows.ERROR_UNEXP_NET_ERR, windows.ERROR_NETNAME_DELETED, windows.ERROR_BAD_NET_NAME, windows.ERROR_SEM_TIMEOUT,
		windows.ERROR_NO_SUCH_DEVICE, windows.ERROR_IO_DEVICE, windows.ERROR_DEVICE_NOT_CONNECTED, windows.ERROR_NETWORK_UNREACHABLE,
		windows.ERROR_HOST_UNREACHABLE, windows.ERROR_CONNECTION_ABORTED, windows.ERROR_DEVICE_REMOVED, windows.ERROR_INVALID_DRIVE,
	}
	codesWriteProtected = []syscall.Errno{windows.ERROR_WRITE_PROTECT}
	codesHeld           = []syscall.Errno{windows.ERROR_SHARING_VIOLATION, windows.ERROR_LOCK_VIOLATION}
)
