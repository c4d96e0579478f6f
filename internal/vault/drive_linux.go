package vault

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// Magic numbers of network file systems, from linux/magic.h and the file systems' own sources.
var networkMagic = map[uint32]bool{
	0x6969:     true, // NFS
	0x517B:     true, // SMB
	0xFF534D42: true, // CIFS
	0xFE534D42: true, // SMB2
	0x564C:     true, // NCP
	0x5346414F: true, // AFS
	0x6B414653: true, // kAFS
	0x73757245: true, // Coda
	0x01021997: true, // 9P, also the Windows drives under WSL
	0x00C36400: true, // Ceph
	0x0BD00BD0: true, // Lustre
	0x786F4256: true, // VirtualBox shared folder
}

const fuseMagic = 0x65735546

// networkFuse are the FUSE file systems that reach over a network, as /proc names them.
var networkFuse = []string{"sshfs", "rclone", "davfs", "gvfsd-fuse", "smbnetfs", "curlftpfs", "s3fs", "gcsfuse", "glusterfs", "kio-fuse"}

// onNetworkDrive tells whether path, which exists, is kept on another machine.
func onNetworkDrive(path string) (bool, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(path, &s); err != nil {
		return false, fmt.Errorf("statfs: %w", err)
	}
	magic := uint32(s.Type) // 32 bits, which some architectures sign-extend
	if magic == fuseMagic {
		return onNetworkFuse(path)
	}
	return networkMagic[magic], nil
}

// onNetworkFuse looks up which FUSE file system path is on: some are local, such as NTFS.
func onNetworkFuse(path string) (bool, error) {
	mounts, err := os.ReadFile("/proc/self/mounts")
	if err != nil {
		return false, err
	}
	var longest, kind string
	for line := range strings.Lines(string(mounts)) {
		fields := strings.Fields(line)
		if len(fields) < 3 {
			continue
		}
		point := strings.ReplaceAll(fields[1], `\040`, " ")
		inside := path == point || strings.HasPrefix(path, strings.TrimSuffix(point, "/")+"/")
		if inside && len(point) >= len(longest) {
			longest, kind = point, fields[2]
		}
	}
	for _, name := range networkFuse {
		if kind == "fuse."+name {
			return true, nil
		}
	}
	return false, nil
}
