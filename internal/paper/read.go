package paper

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
)

// errUnreadable means that gofpdf wrote something else than the pinned version does.
var errUnreadable = errors.New("the drawn file is not built as expected")

// deepest is how far arrays and dictionaries may be nested. gofpdf stays below ten.
const deepest = 32

// entryLength is the length of a line of the cross-reference table (ISO 32000-1, 7.5.4).
const entryLength = 20

var startXref = regexp.MustCompile(`startxref\n(\d{1,10})\n%%EOF\n?$`)

// read returns the trailer of a file as gofpdf writes it, with all that it refers to: one cross-reference table, no object
// streams, no encryption.
func read(raw []byte) (dict, error) {
	m := startXref.FindSubmatch(raw)
	if m == nil {
		return nil, fmt.Errorf("%w: no startxref", errUnreadable)
	}
	at, err := strconv.Atoi(string(m[1]))
	if err != nil || at > len(raw) {
		return nil, fmt.Errorf("%w: startxref", errUnreadable)
	}
	r := &reader{data: raw, at: at}
	count, err := r.tableSize()
	if err != nil {
		return nil, err
	}
	table := raw[r.at : r.at+count*entryLength]
	r.at += len(table)
	r.objects = make([]*indirect, count)
	for n := range r.objects {
		r.objects[n] = &indirect{}
	}
	if !r.take("trailer") {
		return nil, r.fail("no trailer")
	}
	trailer, err := r.value(0)
	if err != nil {
		return nil, err
	}
	for n := 1; n < count; n++ {
		offset, err := strconv.Atoi(string(table[n*entryLength : n*entryLength+10]))
		if err != nil || offset >= len(raw) || offset < 0 {
			return nil, fmt.Errorf("%w: offset of object %d", errUnreadable, n)
		}
		r.at = offset
		if err := r.object(n); err != nil {
			return nil, err
		}
	}
	d, ok := trailer.(dict)
	if !ok {
		return nil, r.fail("the trailer is no dictionary")
	}
	return d, nil
}

// reader reads objects from a place in the file on.
type reader struct {
	data    []byte
	at      int
	objects []*indirect // by number; those not yet read are empty
}

func (r *reader) fail(what string) error {
	return fmt.Errorf("%w: %s at %d", errUnreadable, what, r.at)
}

func (r *reader) tableSize() (int, error) {
	if !r.take("xref") || !r.take("0") {
		return 0, r.fail("no table")
	}
	n, err := r.value(0)
	count, ok := n.(int)
	if err != nil || !ok || count < 0 || r.at >= len(r.data) || count > (len(r.data)-r.at-1)/entryLength {
		return 0, r.fail("size of the table")
	}
	r.at++ // the line ends
	return count, nil
}

// object reads "7 0 obj", a value, perhaps a stream, and "endobj".
func (r *reader) object(n int) error {
	if !r.take(strconv.Itoa(n)) || !r.take("0") || !r.take("obj") {
		return r.fail("no object " + strconv.Itoa(n))
	}
	value, err := r.value(0)
	if err != nil {
		return err
	}
	r.objects[n].value = value
	if r.take("stream\n") {
		length, ok := dictOf(value).get("Length").(int)
		if !ok || length < 0 || length > len(r.data)-r.at {
			return r.fail("length of a stream")
		}
		r.objects[n].stream = r.data[r.at : r.at+length : r.at+length]
		r.at += length
		if !r.take("endstream") {
			return r.fail("no endstream")
		}
	}
	if !r.take("endobj") {
		return r.fail("no endobj")
	}
	return nil
}

// take skips white space and a word, if it is there.
func (r *reader) take(word string) bool {
	at := r.at
	for at < len(r.data) && isSpace(r.data[at]) {
		at++
	}
	if !bytes.HasPrefix(r.data[at:], []byte(word)) {
		return false
	}
	r.at = at + len(word)
	return true
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}
