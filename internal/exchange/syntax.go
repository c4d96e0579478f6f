package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

const (
	whitespace = " \t\r\n"
	delimiters = whitespace + `,:[]{}"`
)

// broken notes why the file cannot be read any further, and returns the error to return.
func (d *decoder) broken(err error) error {
	var syntax *jsontext.SyntacticError
	switch {
	case errors.Is(err, errTextTooLarge):
		d.problem(RuleTooLarge, strconv.Itoa(maxText), string(formText))
	case errors.Is(err, errFileTooLarge):
		d.problem(RuleTooLarge, strconv.Itoa(maxFile), "file")
	case errors.As(err, &syntax), errors.Is(err, io.EOF):
		d.syntax(syntax)
	default:
		return fmt.Errorf("read: %w", err)
	}
	return errStop
}

// syntax notes what had to come where the file is no JSON. The state of the JSON decoder says so, and what it did not take.
func (d *decoder) syntax(err *jsontext.SyntacticError) {
	rest := d.json.UnreadBuffer()
	all := len(rest)
	rest = bytes.TrimLeft(rest, whitespace)
	delimiter := byte(0)
	if len(rest) > 0 && rest[0] == d.delimiterDue() {
		delimiter = rest[0]
		rest = bytes.TrimLeft(rest[1:], whitespace)
	}
	expected := d.expected(delimiter)
	offset := d.json.InputOffset() + int64(all-len(rest))
	found := firstRune(rest)
	switch expected {
	case ExpectName, ExpectNameOrBrace, ExpectValue, ExpectValueOrBracket:
		if len(rest) == 0 {
			break
		}
		if rest[0] == '"' && err != nil {
			inside := min(max(err.ByteOffset-offset, 0), int64(len(rest)))
			offset += inside
			expected, found = expectedInText(rest[inside:])
		} else if word := bytes.IndexAny(rest, delimiters); word != 0 {
			found = string(rest[:max(word, 0)])
			if word < 0 {
				found = string(rest)
			}
		}
	}
	d.found.add(Problem{
		Line: d.source.lineAt(offset), Field: d.at.String(), Rule: RuleSyntax, Value: shorten(found), Other: expected,
	})
}

// delimiterDue returns the delimiter that may stand between what was read last and what comes next.
func (d *decoder) delimiterDue() byte {
	kind, length := d.json.StackIndex(d.json.StackDepth())
	switch {
	case length == 0:
		return 0
	case kind == jsontext.KindBeginObject && length%2 == 1:
		return ':'
	}
	return ','
}

// expected returns what had to come after what was read last and the delimiter, if there is one.
func (d *decoder) expected(delimiter byte) string {
	kind, length := d.json.StackIndex(d.json.StackDepth())
	switch {
	case kind == jsontext.KindBeginArray && length == 0:
		return ExpectValueOrBracket
	case kind == jsontext.KindBeginArray && delimiter == 0:
		return ExpectCommaOrBracket
	case kind != jsontext.KindBeginObject:
		return ExpectValue
	case length == 0:
		return ExpectNameOrBrace
	case length%2 == 1 && delimiter == 0:
		return ExpectColon
	case length%2 == 1:
		return ExpectValue
	case delimiter == 0:
		return ExpectCommaOrBrace
	}
	return ExpectName
}

// expectedInText returns what had to come within a text where rest came, and what came.
func expectedInText(rest []byte) (expected, found string) {
	switch {
	case len(rest) == 0:
		return ExpectQuote, ""
	case rest[0] == '\\':
		return ExpectEscape, string(rest[:min(2, len(rest))])
	case rest[0] == '\n' || rest[0] == '\r':
		return ExpectQuote, string(rest[:1])
	}
	return ExpectCharacter, firstRune(rest)
}

func firstRune(b []byte) string {
	_, size := utf8.DecodeRune(b)
	return string(b[:size])
}
