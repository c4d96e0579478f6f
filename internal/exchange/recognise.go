package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

// glance is how much of a file is looked at to tell what it is, in bytes.
const glance = 4096

// signatures is how files begin that are given for a bundle by mistake. The first that fits counts.
var signatures = []struct{ prefix, is string }{
	{"PK\x03\x04", IsZip},
	{"PK\x05\x06", IsZip}, // without files
	{"%PDF-", IsPDF},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", IsOffice},
	{"\xFF\xFE", IsUTF16},
	{"\xFE\xFF", IsUTF16},
	{"{\x00", IsUTF16},
	{"\x00{", IsUTF16},
	{"age-encryption.org/", IsAge},
	{"-----BEGIN AGE ENCRYPTED FILE-----", IsAge},
	{"BEGIN:VCARD", IsVCard},
	{"BEGIN:VCALENDAR", IsCalendar},
	{"<", IsXML},
	{"[", IsJSON},
	{"\"", IsJSON},
	{"\x89PNG", IsImage},
	{"\xFF\xD8\xFF", IsImage},
	{"GIF8", IsImage},
}

// recognise drops a byte order mark and tells what the file is when it cannot be a bundle; "" when it may be one.
// The error is one of reading.
func recognise(in *bufio.Reader) (is string, err error) {
	start, err := in.Peek(glance)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	const mark = "\uFEFF"
	if bytes.HasPrefix(start, []byte(mark)) {
		start = start[len(mark):]
		if _, err := in.Discard(len(mark)); err != nil {
			return "", err
		}
	}
	text := bytes.TrimLeft(start, whitespace)
	if len(text) == 0 && len(start) < glance-len(mark) {
		return IsEmpty, nil
	}
	for _, s := range signatures {
		if bytes.HasPrefix(text, []byte(s.prefix)) {
			return inZip(s.is, start), nil
		}
	}
	switch {
	case len(text) == 0 || text[0] == '{':
		return "", nil
	case isVault(start):
		return IsVault, nil
	case isText(text):
		return IsText, nil
	}
	return IsBinary, nil
}

// inZip tells a spreadsheet and a text document from other archives, by the names of the files in them.
func inZip(is string, start []byte) string {
	switch {
	case is == IsZip && bytes.Contains(start, []byte("xl/")):
		return IsExcel
	case is == IsZip && bytes.Contains(start, []byte("word/")):
		return IsWord
	}
	return is
}

// isVault knows a vault by the magic number of bbolt (0xED0CDAED) in the first page's meta data, in either byte order.
func isVault(start []byte) bool {
	const offset = 16 // of the meta data in a page
	if len(start) < offset+4 {
		return false
	}
	magic := string(start[offset : offset+4])
	return magic == "\xED\xDA\x0C\xED" || magic == "\xED\x0C\xDA\xED"
}

// isText reports whether b is UTF-8, cut off anywhere, without control characters but those of text.
func isText(b []byte) bool {
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && size == 1:
			return !utf8.FullRune(b)
		case r < ' ' && !bytes.ContainsRune([]byte(whitespace+"\f"), r):
			return false
		}
		b = b[size:]
	}
	return true
}
