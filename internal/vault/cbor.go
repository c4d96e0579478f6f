package vault

import (
	"encoding/binary"
	"math"
	"unicode/utf8"
)

// cborReader reads what [encode] writes and nothing else, without reflection: decoding records cost half of loading
// them. Where it fails, the library decides whether it is CBOR all the same; TestFastReadersAgreeWithTheLibrary and the
// fuzz targets hold the two together. What it returns lies in the bytes that it reads.
type cborReader struct {
	left   []byte
	failed bool
}

// CBOR's major types (RFC 8949, 3.1), and its simple values false and true.
const (
	cborUint  = 0
	cborNint  = 1
	cborBytes = 2
	cborText  = 3
	cborArray = 4
	cborMap   = 5
	cborFalse = 0xf4
	cborTrue  = 0xf5
)

// head reads the type of an item and its argument, in the one shortest form.
func (r *cborReader) head() (major byte, argument uint64) {
	if len(r.left) == 0 {
		r.failed = true
		return 0, 0
	}
	first := r.left[0]
	major, argument = first>>5, uint64(first&31)
	r.left = r.left[1:]
	if argument < 24 {
		return major, argument
	}
	width := 1 << (argument - 24)
	if argument > 27 || len(r.left) < width {
		r.failed = true
		return 0, 0
	}
	var least uint64
	switch width {
	case 1:
		argument, least = uint64(r.left[0]), 24
	case 2:
		argument, least = uint64(binary.BigEndian.Uint16(r.left)), 1<<8
	case 4:
		argument, least = uint64(binary.BigEndian.Uint32(r.left)), 1<<16
	case 8:
		argument, least = binary.BigEndian.Uint64(r.left), 1<<32
	}
	r.left = r.left[width:]
	r.failed = r.failed || argument < least
	return major, argument
}

// want reads a head of the given type, and returns its argument.
func (r *cborReader) want(major byte) uint64 {
	found, argument := r.head()
	r.failed = r.failed || found != major
	return argument
}

// is reads a head that must be exactly this one.
func (r *cborReader) is(major byte, argument uint64) {
	if r.want(major) != argument {
		r.failed = true
	}
}

func (r *cborReader) uint() uint64 { return r.want(cborUint) }

func (r *cborReader) int() int64 {
	major, argument := r.head()
	if major > cborNint || argument > math.MaxInt64 {
		r.failed = true
		return 0
	}
	if major == cborNint {
		return -1 - int64(argument)
	}
	return int64(argument)
}

func (r *cborReader) bool() bool {
	if len(r.left) == 0 || r.left[0] != cborFalse && r.left[0] != cborTrue {
		r.failed = true
		return false
	}
	value := r.left[0] == cborTrue
	r.left = r.left[1:]
	return value
}

// string reads a byte or text string.
func (r *cborReader) string(major byte) []byte {
	n := r.want(major)
	if r.failed || n > uint64(len(r.left)) {
		r.failed = true
		return nil
	}
	value := r.left[:n:n]
	r.left = r.left[n:]
	return value
}

func (r *cborReader) bytes() []byte { return r.string(cborBytes) }

// text reads a text string. It returns one that is known where the bytes are the same, so that a hundred thousand
// records of a few kinds and authors do not keep as many strings.
func (r *cborReader) text(known string) string {
	raw := r.string(cborText)
	if string(raw) == known {
		return known
	}
	if !utf8.Valid(raw) {
		r.failed = true
	}
	return string(raw)
}

// clock reads a [Clock].
func (r *cborReader) clock() (c Clock) {
	r.is(cborArray, 2)
	c.Millis = r.int()
	count := r.uint()
	r.failed = r.failed || count > math.MaxUint32
	c.Count = uint32(count)
	return c
}

// done reports whether everything was read, and as expected.
func (r *cborReader) done() bool { return !r.failed && len(r.left) == 0 }

// readFast reads an envelope as [encode] writes it; before is one whose kind and author this one may well have.
func (e *envelope) readFast(content []byte, before *envelope) bool {
	r := cborReader{left: content}
	r.is(cborMap, 8)
	r.is(cborUint, 1)
	e.Kind = r.text(before.Kind)
	r.is(cborUint, 2)
	e.Revision = r.uint()
	r.is(cborUint, 3)
	e.Clock = r.clock()
	r.is(cborUint, 4)
	e.Author = r.text(before.Author)
	r.is(cborUint, 5)
	e.Deleted = r.bool()
	r.is(cborUint, 6)
	e.Salt = r.bytes()
	r.is(cborUint, 7)
	e.Entry = r.uint()
	r.is(cborUint, 8)
	e.Body = r.bytes()
	return r.done()
}

// readFast reads a journal entry as [encode] writes it.
func (e *entry) readFast(encoded []byte) bool {
	r := cborReader{left: encoded}
	fields := r.want(cborMap)
	r.is(cborUint, 1)
	act := r.uint()
	r.failed = r.failed || act > math.MaxUint8 || fields < 4
	e.Act = Act(act)
	r.is(cborUint, 2)
	e.Clock = r.clock()
	r.is(cborUint, 3)
	e.Author = r.text("")
	r.is(cborUint, 4)
	e.Changes = r.changes()
	last := uint64(4)
	for range fields - min(fields, 4) {
		key := r.uint()
		if r.failed || key <= last {
			return false
		}
		last = key
		switch key {
		case 5:
			e.Name = r.text("")
			r.failed = r.failed || e.Name == ""
		case 6:
			e.TakesBack = r.uint()
			r.failed = r.failed || e.TakesBack == 0
		case 7:
			e.MakesAgain = r.uint()
			r.failed = r.failed || e.MakesAgain == 0
		default:
			return false
		}
	}
	return r.done()
}

func (r *cborReader) changes() []change {
	n := r.want(cborArray)
	if r.failed || n > uint64(len(r.left)) {
		r.failed = true
		return nil
	}
	changes := make([]change, n)
	kind := ""
	for i := range changes {
		c := &changes[i]
		r.is(cborArray, 6)
		id := r.bytes()
		c.Kind = r.text(kind)
		c.Number, c.Deleted = r.uint(), r.bool()
		c.Tag, c.Commitment = r.bytes(), r.bytes()
		if r.failed || len(id) != len(c.ID) {
			r.failed = true
			return nil
		}
		c.ID, kind = ID(id), c.Kind
	}
	return changes
}
