package vault

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
)

// counterFile keeps the highest transaction of a vault that this machine has seen: 8 bytes and the SHA-256 of name
// and bytes. It lies outside the vault, and a nil one keeps nothing.
//
// It is written after a transaction is durable and not synced: after a power cut it may lag, which never raises a
// false alarm. For the same reason one that is missing or unreadable means that nothing is known.
type counterFile struct {
	path string
	file *os.File // open once it was written
}

const counterSize = 8 + sha256.Size

func openCounter(folder string, vault ID) *counterFile {
	if folder == "" {
		return nil
	}
	c := &counterFile{path: filepath.Join(folder, vault.String()+".counter")}
	return c
}

// read returns the counter, or 0 when it is not known.
func (c *counterFile) read() uint64 {
	if c == nil {
		return 0
	}
	b, err := os.ReadFile(c.path)
	if err != nil || len(b) != counterSize || string(b) != string(c.encode(binary.BigEndian.Uint64(b))) {
		return 0
	}
	return binary.BigEndian.Uint64(b)
}

func (c *counterFile) write(counter uint64) (err error) {
	if c == nil {
		return nil
	}
	if c.file == nil {
		if c.file, err = os.OpenFile(c.path, os.O_RDWR|os.O_CREATE, fileMode); err != nil {
			c.file = nil
			return err
		}
	}
	_, err = c.file.WriteAt(c.encode(counter), 0)
	return err
}

func (c *counterFile) encode(counter uint64) []byte {
	b := binary.BigEndian.AppendUint64(nil, counter)
	sum := sha256.Sum256(fmt.Append(nil, filepath.Base(c.path), counter))
	return append(b, sum[:]...)
}

func (c *counterFile) close() error {
	if c == nil || c.file == nil {
		return nil
	}
	file := c.file
	c.file = nil
	return file.Close()
}
