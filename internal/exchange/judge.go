package exchange

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// waiting is a record with a reference to something that was not read yet when the record was.
type waiting struct {
	record  partnership.Record
	place   string // of the record: "contacts[3]"
	trace   trace
	decoded Problems // what was found while the record was read
}

// section reads a list of records into to.
func (b *bundleReader) section(s *shape, to reflect.Value) error {
	if kind := b.json.PeekKind(); !s.form.accepts(kind) {
		return b.mismatch(s.form, kind)
	}
	if err := b.open(); err != nil {
		return err
	}
	b.at = append(b.at, step{})
	for i := int32(0); b.json.PeekKind() != jsontext.KindEndArray; i++ {
		b.at[len(b.at)-1].index = i
		if b.found.count() > 0 {
			to.SetLen(0) // the file is refused: no need to keep what it holds
		}
		to.Grow(1)
		to.SetLen(to.Len() + 1)
		if err := b.record(s.element, to.Index(to.Len()-1)); err != nil {
			return err
		}
	}
	b.at = b.at[:len(b.at)-1]
	return b.close()
}

// record reads a record into to and judges it.
func (b *bundleReader) record(s *shape, to reflect.Value) error {
	b.trace = b.trace[:0]
	before := b.found.count()
	to.SetZero()
	err := b.value(s, to)
	record := to.Interface().(partnership.Record)
	if err == nil {
		b.judge(record, before)
	}
	b.found.about(nameable(record.RecordID()), before)
	if err != nil {
		return err
	}
	b.records++
	if b.options.Progress != nil && b.records%progressStep == 0 {
		b.options.Progress(b.records)
	}
	return nil
}

// nameable returns the id when people can be told it, else "".
func nameable(id partnership.ID) partnership.ID {
	if shorten(string(id)) != string(id) {
		return ""
	}
	return id
}

// judge notes the problems of a record that was read whole, or leaves it waiting when a reference leads to nothing that
// was read so far. Findings since before are of this record.
func (b *bundleReader) judge(record partnership.Record, before int) {
	w := waiting{
		record: record, place: b.at.String(), trace: b.trace, decoded: slices.Clone(b.found.since(before)),
	}
	if id := record.RecordID(); id != "" {
		if b.options.Placed != nil {
			b.options.Placed(id, w.place+".id", w.trace.line())
		}
		if first, ok := b.register.add(record, step{b.at[0].name, b.at[1].index}); !ok {
			b.note(w, partnership.Problem{
				Field: "id", Rule: partnership.RuleDuplicate, Value: shorten(string(id)),
				Other: fmt.Sprintf("%s[%d].id", first.name, first.index),
			})
		}
	}
	problems := partnership.Validate(record, b.options.Vocabulary, b.register)
	if slices.ContainsFunc(problems, isReference) {
		w.trace = slices.Clone(w.trace)
		b.waiting = append(b.waiting, w)
		return
	}
	b.note(w, problems...)
}

func isReference(p partnership.Problem) bool { return p.Rule == partnership.RuleReference }

// judgeWaiting judges the records that refer to what came after them, or to nothing. When not the whole file was read,
// their references are not judged.
func (b *bundleReader) judgeWaiting(whole bool) {
	b.register.known = b.options.Known
	for _, w := range b.waiting {
		problems := partnership.Validate(w.record, b.options.Vocabulary, b.register)
		if !whole {
			problems = slices.DeleteFunc(problems, isReference)
		}
		b.note(w, problems...)
	}
}

// note adds the problems of a record to the findings, each with its place in the file. It leaves out what follows from
// a problem that was found while reading: a day that could not be read is not missing as well.
func (b *bundleReader) note(w waiting, problems ...partnership.Problem) {
	if len(problems) == 0 {
		return
	}
	known := w.trace.lines()
	for _, p := range problems {
		field := w.place + "." + p.Field
		if slices.ContainsFunc(w.decoded, func(d Problem) bool { return within(field, d.Field) }) {
			continue
		}
		other := p.Other
		if other != "" && (p.Rule == partnership.RuleOrder || p.Rule == partnership.RuleDuplicate && p.Field != "id") {
			other = w.place + "." + other
		}
		b.found.add(Problem{
			Line: known.of(p.Field), Field: field, Record: nameable(w.record.RecordID()),
			Rule: p.Rule, Value: p.Value, Other: other,
		})
	}
}
