//go:build !unix && !windows

package vault

import "syscall"

var codesNoSpace, codesDriveLost, codesWriteProtected, codesHeld []syscall.Errno
