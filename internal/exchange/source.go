package exchange

import (
	"bytes"
	"context"
	"errors"
	"io"
)

// Bounds on what is read, so that no file can fill the memory. They lie far above what any municipality keeps.
const (
	maxFile  = 256 << 20 // bytes
	maxText  = 16 << 20  // bytes of one text or number, or between two of them
	maxList  = 10_000    // elements of a list within a record
	maxDepth = 64        // lists and objects in each other, in a field that is not known
)

var (
	errFileTooLarge = errors.New("file too large")
	errTextTooLarge = errors.New("text too large")
)

// source is a file as it is read: it knows the line of each offset that was not passed yet, keeps within the bounds and
// stops when reading is no longer wanted.
type source struct {
	ctx    context.Context
	in     io.Reader
	parsed func() int64 // offset up to which the file was understood

	read   int64   // bytes read
	ends   []int64 // offsets of line ends in what was read and, from passed on, not passed
	passed int
	line   int // line ends before ends[passed]
}

// Read implements [io.Reader].
func (s *source) Read(p []byte) (int, error) {
	switch {
	case s.ctx.Err() != nil:
		return 0, s.ctx.Err()
	case s.read > maxFile:
		return 0, errFileTooLarge
	case s.read-s.parsed() > maxText:
		return 0, errTextTooLarge
	}
	n, err := s.in.Read(p)
	s.ends = append(s.ends[:0], s.ends[s.passed:]...)
	s.passed = 0
	for at := 0; ; at++ {
		next := bytes.IndexByte(p[at:n], '\n')
		if next < 0 {
			break
		}
		at += next
		s.ends = append(s.ends, s.read+int64(at))
	}
	s.read += int64(n)
	return n, err
}

// lineAt returns the line that the byte at offset is on, from 1. Offsets must not decrease from call to call.
func (s *source) lineAt(offset int64) int {
	for s.passed < len(s.ends) && s.ends[s.passed] < offset {
		s.passed++
		s.line++
	}
	return s.line + 1
}
