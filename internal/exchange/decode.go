package exchange

import (
	"bytes"
	"cmp"
	"errors"
	"reflect"
	"strconv"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// errStop ends the reading of a file that cannot be understood any further. The problem was noted.
var errStop = errors.New("stop reading")

// decoder reads values by their shapes, notes each problem with its place and goes on where it can.
//
// Its methods return an error only when reading cannot go on: [errStop], or what reading from the file returned.
type decoder struct {
	json   *jsontext.Decoder
	source *source
	found  *findings
	at     path   // to the value that is being read
	trace  trace  // of the record that is being read
	text   []byte // room to unescape in
}

func newDecoder(in *source, found *findings) *decoder {
	d := &decoder{source: in, found: found}
	// Names given twice and text that is not UTF-8 are problems like others: told with their place, and more may follow.
	d.json = jsontext.NewDecoder(in, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	in.parsed = d.json.InputOffset
	return d
}

// line returns the line of what was read last.
func (d *decoder) line() int { return d.source.lineAt(d.json.InputOffset()) }

// problem notes a problem with the value that is being read, on the line of what was read last.
func (d *decoder) problem(rule partnership.Rule, value, other string) {
	d.found.add(Problem{Line: d.line(), Field: d.at.String(), Rule: rule, Value: shorten(value), Other: other})
}

// value reads the next value into to, which has the type of s.
func (d *decoder) value(s *shape, to reflect.Value) error {
	kind := d.json.PeekKind()
	if !s.form.accepts(kind) {
		return d.mismatch(s.form, kind)
	}
	switch s.form {
	case formList:
		return d.list(s, to)
	case formObject:
		return d.object(s, to)
	case formDictionary:
		return d.dictionary(to)
	default: // one token, read below
	}
	raw, err := d.json.ReadValue()
	if err != nil {
		return d.broken(err)
	}
	d.mark()
	switch s.form {
	case formTrue:
		to.SetBool(true)
	case formBoolean:
		yes := kind == jsontext.KindTrue
		to.Set(reflect.ValueOf(&yes))
	case formNumber:
		d.number(raw, to)
	case formText:
		to.SetString(d.unquote(raw))
	case formDay:
		d.day(raw, to.Addr().Interface().(*date.Day))
	case formMoment:
		d.moment(raw, to.Addr().Interface().(*date.Moment))
	default: // more than one token, read above
	}
	return nil
}

// mark keeps the line of the value whose first token was read.
func (d *decoder) mark() {
	m := mark{depth: int32(len(d.at)), line: int32(d.line())}
	if len(d.at) > 0 {
		m.step = d.at[len(d.at)-1]
	}
	d.trace = append(d.trace, m)
}

func (d *decoder) number(raw []byte, to reflect.Value) {
	n, err := strconv.ParseInt(string(raw), 10, to.Type().Bits())
	if err != nil {
		d.problem(RuleInteger, string(raw), "")
		return
	}
	to.SetInt(n)
}

func (d *decoder) day(raw []byte, to *date.Day) {
	if text := d.unquote(raw); to.UnmarshalText([]byte(text)) != nil {
		d.problem(RuleDay, text, "")
	}
}

func (d *decoder) moment(raw []byte, to *date.Moment) {
	if text := d.unquote(raw); to.UnmarshalText([]byte(text)) != nil {
		d.problem(RuleMoment, text, "")
	}
}

// unquote returns the text that raw, a string with its quotes, stands for.
func (d *decoder) unquote(raw []byte) string {
	text, ok := d.plain(raw)
	if !ok {
		d.problem(partnership.RuleText, text, "")
	}
	return text
}

// plain returns the text that raw stands for, and whether it is UTF-8. Half a surrogate pair (\ud800) is not.
func (d *decoder) plain(raw []byte) (text string, ok bool) {
	if inside := raw[1 : len(raw)-1]; bytes.IndexByte(inside, '\\') < 0 && utf8.Valid(inside) {
		return string(inside), true
	}
	var err error
	d.text, err = jsontext.AppendUnquote(d.text[:0], raw)
	return string(d.text), err == nil
}

// list reads the elements into to. An element that has a problem keeps its place, so that later ones are told rightly.
func (d *decoder) list(s *shape, to reflect.Value) error {
	if err := d.open(); err != nil {
		return err
	}
	d.at = append(d.at, step{})
	for d.json.PeekKind() != jsontext.KindEndArray {
		i := to.Len()
		if i == maxList {
			d.at = d.at[:len(d.at)-1]
			d.problem(RuleTooLarge, strconv.Itoa(maxList), string(formList))
			return errStop
		}
		d.at[len(d.at)-1].index = int32(i)
		to.Grow(1)
		to.SetLen(i + 1)
		if err := d.value(s.element, to.Index(i)); err != nil {
			return err
		}
	}
	d.at = d.at[:len(d.at)-1]
	return d.close()
}

// dictionary reads texts under names of one's own.
func (d *decoder) dictionary(to reflect.Value) error {
	if err := d.open(); err != nil {
		return err
	}
	var texts map[string]string
	text := &shape{form: formText}
	for d.json.PeekKind() != jsontext.KindEndObject {
		name, err := d.name()
		if err != nil {
			return err
		}
		if _, again := texts[name]; again {
			d.problem(RuleDuplicateName, name, "")
		}
		var value string
		if err := d.value(text, reflect.ValueOf(&value).Elem()); err != nil {
			return err
		}
		if texts == nil {
			texts = make(map[string]string)
		}
		texts[name] = value
		d.at = d.at[:len(d.at)-1]
	}
	to.Set(reflect.ValueOf(texts))
	return d.close()
}

// name reads the name of a member and takes the step to it.
func (d *decoder) name() (string, error) {
	if d.json.PeekKind() != jsontext.KindString {
		_, err := d.json.ReadToken()
		return "", d.broken(err)
	}
	raw, err := d.json.ReadValue()
	if err != nil {
		return "", d.broken(err)
	}
	name, ok := d.plain(raw)
	d.at = append(d.at, step{name: cmp.Or(name, `""`)}) // an empty name would be taken for an index
	if !ok {
		d.problem(partnership.RuleText, name, "")
	}
	return name, nil
}
