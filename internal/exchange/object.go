package exchange

import (
	"reflect"

	"github.com/go-json-experiment/json/jsontext"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// object reads the members into the fields of to. An object without members leaves to as it is.
func (d *decoder) object(s *shape, to reflect.Value) error {
	if err := d.open(); err != nil {
		return err
	}
	opened := d.line()
	var seen uint64 // a bit for each field; no type has more than 64
	for d.json.PeekKind() != jsontext.KindEndObject {
		if to.Kind() == reflect.Pointer {
			to.Set(reflect.New(to.Type().Elem()))
			to = to.Elem()
		}
		i, known, err := d.member(s, &seen)
		if err != nil {
			return err
		}
		if known {
			err = d.value(s.fields[i].shape, to.FieldByIndex(s.fields[i].index))
		} else {
			err = d.skip()
		}
		if err != nil {
			return err
		}
		d.at = d.at[:len(d.at)-1]
	}
	if seen != 0 {
		d.missing(s, seen, opened)
	}
	return d.close()
}

// member reads the name of the next member, takes the step to it and returns its field, if it is one that may stand here.
func (d *decoder) member(s *shape, seen *uint64) (index int, known bool, err error) {
	name, err := d.name()
	if err != nil {
		return 0, false, err
	}
	index, known = s.byName[name]
	switch {
	case !known:
		d.problem(RuleUnknownField, name, "")
	case *seen&(1<<index) != 0:
		d.problem(RuleDuplicateName, name, "")
		known = false
	}
	if known {
		*seen |= 1 << index
	}
	return index, known, nil
}

// missing notes numbers that must stand in an object and do not: once it is read, 0 and absent look the same. Other
// fields that must be filled are for [partnership.Validate] to miss.
func (d *decoder) missing(s *shape, seen uint64, line int) {
	for i, f := range s.fields {
		if f.required && f.shape.form == formNumber && seen&(1<<i) == 0 {
			field := append(d.at[:len(d.at):len(d.at)], step{name: f.name})
			d.found.add(Problem{Line: line, Field: field.String(), Rule: partnership.RuleRequired})
		}
	}
}

// open reads the { or [ that was seen to come.
func (d *decoder) open() error {
	if _, err := d.json.ReadToken(); err != nil {
		return d.broken(err)
	}
	d.mark()
	return nil
}

// close reads the } or ] that was seen to come.
func (d *decoder) close() error {
	if _, err := d.json.ReadToken(); err != nil {
		return d.broken(err)
	}
	return nil
}

// mismatch notes that a value of another form was expected, and skips the value.
func (d *decoder) mismatch(expected form, kind jsontext.Kind) error {
	var value string
	depth := d.json.StackDepth()
	token, err := d.json.ReadToken()
	if err != nil {
		return d.broken(err)
	}
	if d.json.StackDepth() == depth {
		value = token.String()
	}
	d.mark()
	switch {
	case kind == jsontext.KindNull:
		d.problem(RuleNull, value, string(expected))
	case kind == jsontext.KindFalse && expected == formTrue:
		d.problem(RuleFalse, value, string(expected))
	default:
		d.problem(RuleType, value, string(expected))
	}
	return d.skipTo(depth)
}

// skip reads a value and drops it.
func (d *decoder) skip() error {
	depth := d.json.StackDepth()
	if _, err := d.json.ReadToken(); err != nil {
		return d.broken(err)
	}
	return d.skipTo(depth)
}

// skipTo reads on until the lists and objects that were opened since depth are closed.
func (d *decoder) skipTo(depth int) error {
	for d.json.StackDepth() > depth {
		if d.json.StackDepth() > maxDepth {
			d.problem(RuleTooDeep, "", "")
			return errStop
		}
		if _, err := d.json.ReadToken(); err != nil {
			return d.broken(err)
		}
	}
	return nil
}
