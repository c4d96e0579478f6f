//go:build unix

package vault

import "syscall"

var (
	codesNoSpace   = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}
	codesDriveLost = []syscall.Errno{
		syscall.EIO, syscall.ENXIO, syscall.ENODEV, syscall.ESTALE, syscall.ENOTCONN, syscall.ETIMEDOUT, syscall.EHOSTDOWN, syscall.EHOSTUNREACH,
		syscall.ENETDOWN, syscall.ENETUNREACH, syscall.ECONNRESET, syscall.ECONNABORTED,
	}
	codesWriteProtected = []syscall.Errno{syscall.EROFS}
	codesHeld           = []syscall.Errno{syscall.EBUSY, syscall.ETXTBSY}
)
