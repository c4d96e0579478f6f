package exchange

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// bundleReader reads the top of a bundle, and has each record judged.
type bundleReader struct {
	*decoder
	options  ReadOptions
	register *register
	document document
	seen     uint64 // bits of the fields at the top that were read
	records  int
	waiting  []waiting
}

// read reads the whole file. Its error is one of reading; what is wrong with the file is among the findings.
func (b *bundleReader) read() error {
	err := b.top()
	switch {
	case errors.Is(err, errStop):
		b.judgeWaiting(false) // what is referred to may be in the part that was not read
		return nil
	case err != nil:
		return err
	}
	b.judgeWaiting(true)
	return nil
}

// top reads the object that is the bundle, and makes sure that nothing follows.
func (b *bundleReader) top() error {
	if err := b.open(); err != nil {
		return err
	}
	for b.json.PeekKind() != jsontext.KindEndObject {
		if err := b.field(); err != nil {
			return err
		}
		b.at = b.at[:0]
	}
	if err := b.close(); err != nil {
		return err
	}
	if err := b.end(); err != nil {
		return err
	}
	return b.checkFormatRead()
}

// field reads a field of the bundle itself.
func (b *bundleReader) field() error {
	s := bundleShape()
	i, known, err := b.member(s, &b.seen)
	switch {
	case err != nil:
		return err
	case !known:
		return b.skip()
	}
	f := s.fields[i]
	to := reflect.ValueOf(&b.document).Elem().FieldByIndex(f.index)
	if f.shape.form == formList {
		return b.section(f.shape, to)
	}
	before := b.found.count()
	if err := b.value(f.shape, to); err != nil || f.name != "format" || b.found.count() > before {
		return err
	}
	return b.checkFormat()
}

// checkFormat judges the format that was read. Everything else that seems wrong with a file of another format is noise.
func (b *bundleReader) checkFormat() error {
	read := b.document.Format
	if read == format {
		return nil
	}
	p := Problem{Line: b.line(), Field: "format", Rule: RuleFormat, Value: shorten(read), Other: format}
	number, named := strings.CutPrefix(read, formatName)
	if version, err := strconv.ParseUint(number, 10, 32); named && err == nil && version > formatVersion {
		p.Rule = RuleNewerFormat
	}
	b.found.only(p)
	b.waiting = nil
	return errStop
}

// checkFormatRead notes that the format is missing. A file without any field of a bundle is something else.
func (b *bundleReader) checkFormatRead() error {
	switch {
	case b.seen == 0:
		b.found.only(Problem{Line: 1, Rule: RuleNotBundle, Value: IsJSON})
		return errStop
	case b.seen&(1<<bundleShape().byName["format"]) == 0:
		b.found.add(Problem{Line: 1, Field: "format", Rule: partnership.RuleRequired})
	}
	return nil
}

// end notes what follows the bundle.
func (b *bundleReader) end() error {
	b.json.PeekKind() // reads on to what comes next
	unread := b.json.UnreadBuffer()
	rest := bytes.TrimLeft(unread, whitespace)
	if len(rest) == 0 {
		if _, err := b.json.ReadToken(); !errors.Is(err, io.EOF) {
			return b.broken(err)
		}
		return nil
	}
	line := b.source.lineAt(b.json.InputOffset() + int64(len(unread)-len(rest)))
	word, _, _ := bytes.Cut(rest, []byte("\n"))
	b.found.add(Problem{Line: line, Rule: RuleTrailing, Value: shorten(strings.TrimSpace(string(word)))})
	return nil
}
